//! What pages of the loop read: no more than they show, and nothing that tells on anybody.

use super::crowd::{Crowd, draft};
use crate::support::each_database;
use domain::disclosure::Period;
use domain::sharing::{Code, Held, Point, Quotation, QuoteStanding, Review, ShareDraft};
use services::Error;
use services::desk::{decide, next, some_waiting};
use services::release::{ask_second_look, excerpts, excerpts_of_theme, release_points};
use services::sealing::{Place, load_person_key, open, seal};
use services::share::{Stage, list, withdraw};
use std::collections::BTreeSet;

/// So many points by as many people, accepted under one theme and agreed to be quoted.
fn quotable(crowd: &Crowd, theme: usize, people: usize, mark: &str) -> Vec<Held> {
    let code: Code = crowd.code(theme);
    let held = |at| Held {
        author: format!("person {at}"),
        ticket: services::random::token().expect("randomness"),
        point: Point {
            words: format!("{mark} {at}"),
            setting: "hospital".to_owned(),
            plan: None,
            consent: "1".to_owned(),
            quotation: Quotation::Allowed,
        },
        review: Review::Accepted {
            codes: vec![code.clone()],
            reader: "a reader".to_owned(),
            quote: QuoteStanding::Agreed,
        },
    };
    (0..people).map(held).collect()
}

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

#[tokio::test]
async fn excerpts_come_a_page_at_a_time_in_an_order_that_stays_and_tells_no_period() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let services = &crowd.house.services;
        let actor = crowd.house.actor(&crowd.people[0]).await;
        for (at, mark) in [("2026-Q1", "early"), ("2026-Q2", "late")] {
            let held = quotable(&crowd, 0, 30, mark);
            release_points(services, actor.organisation, period(at), &held).await.expect("released");
        }
        let held = quotable(&crowd, 1, 9, "another theme");
        release_points(services, actor.organisation, period("2026-Q3"), &held).await.expect("released");
        let held = quotable(&crowd, 0, 30, "another year");
        release_points(services, actor.organisation, period("2025-Q4"), &held).await.expect("released");

        let few = excerpts(services, &actor, 2026, 4).await.expect("excerpts");
        let shape: Vec<_> = few.iter().map(|by| (by.excerpts.len(), by.has_more)).collect();
        assert_eq!(shape, [(4, true), (4, true)], "a theme without any is left out");
        let theme = few[0].theme.id.clone();
        let read = async |page| {
            let found = excerpts_of_theme(services, &actor, 2026, &theme, page, 25).await.expect("a page");
            let words: Vec<_> = found.excerpts.into_iter().map(|excerpt| excerpt.words).collect();
            (found.page, found.has_more, words)
        };
        let pages = [read(1).await, read(2).await, read(3).await];
        let shape: Vec<_> = pages.iter().map(|(page, more, words)| (*page, *more, words.len())).collect();
        assert_eq!(shape, [(1, true, 25), (2, true, 25), (3, false, 10)]);
        let all: Vec<_> = pages.iter().flat_map(|(.., words)| words.clone()).collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 60, "each once");
        assert_eq!(all, [read(1).await.2, read(2).await.2, read(3).await.2].concat(), "the order stays");
        for beyond in [4, 99, usize::MAX] {
            assert_eq!(read(beyond).await, pages[2], "beyond the last is the last");
        }
        assert_eq!(
            few[0].excerpts.iter().map(|excerpt| &excerpt.words).collect::<Vec<_>>(),
            all[..4].iter().collect::<Vec<_>>()
        );
        // By random ids: neither by period nor by the order in which they were put in.
        let late: Vec<bool> = all.iter().map(|words| words.starts_with("late")).collect();
        assert!(late.windows(2).filter(|pair| pair[0] != pair[1]).count() > 8, "{late:?}");

        ask_second_look(services, &actor, &few[0].excerpts[0].mark).await.expect("taken down");
        assert_eq!(read(1).await.2[..24], all[1..25], "the others move up");
        for (year, theme) in [(2024, theme.as_str()), (2026, "no theme"), (2026, "")] {
            let none = excerpts_of_theme(services, &actor, year, theme, 1, 25).await;
            assert!(matches!(none, Err(Error::NotFound)), "{year} {theme:?}");
        }
        let elsewhere = crowd.house.actor(&crowd.house.other).await;
        assert!(excerpts(services, &elsewhere, 2026, 4).await.expect("none").is_empty());
        let none = excerpts_of_theme(services, &elsewhere, 2026, &theme, 1, 25).await;
        assert!(matches!(none, Err(Error::NotFound)));
    })
    .await;
}

/// What everybody sees of the points that are held: each author's stages, and for whom something waits.
async fn seen(crowd: &Crowd) -> (Vec<Vec<Stage>>, Vec<bool>) {
    let services = &crowd.house.services;
    let mut stages = Vec::new();
    for person in &crowd.people {
        let actor = crowd.house.actor(person).await;
        let shared = list(services, &actor).await.expect("a list");
        stages.push(shared.into_iter().map(|shared| shared.stage).collect());
    }
    let mut waiting = Vec::new();
    for lead in &crowd.leads {
        waiting.push(some_waiting(services, &crowd.house.actor(lead).await).await.expect("a desk"));
    }
    (stages, waiting)
}

/// The same seen by the register and by the points themselves.
async fn is_the_same_without_the_register(crowd: &Crowd, when: &str) {
    let with = seen(crowd).await;
    crowd.house.tamper("UPDATE pools SET register = NULL", &[]).await;
    assert_eq!(seen(crowd).await, with, "{when}");
}

#[tokio::test]
async fn the_register_says_what_the_points_say_whatever_becomes_of_them() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let services = &crowd.house.services;
        let quotable =
            |words: &str| ShareDraft { quotation: Some(Quotation::Allowed), ..draft(words, words) };
        let mut shared = Vec::new();
        for (at, person) in crowd.people[..9].iter().enumerate() {
            shared.push(
                crowd.shares_as(person, quotable(&format!("We made time ({at})"))).await.expect("shared"),
            );
        }
        crowd.shares(&crowd.leads[0], "A lead shares as well").await;
        crowd.moves().await;
        let with_register = async || crowd.house.number("SELECT count(register) FROM pools", &[]).await;
        assert_eq!(with_register().await, 1, "the batch writes it");
        is_the_same_without_the_register(&crowd, "moved").await;

        let lead = crowd.house.actor(&crowd.leads[0]).await;
        let other = crowd.house.actor(&crowd.leads[1]).await;
        let point = next(services, &lead).await.expect("a desk").expect("one waits");
        let outcome = point.outcomes[0].id.clone();
        let aside = domain::sharing::FirstDecision::SetAside(outcome);
        decide(services, &lead, point.id, &point.seen, aside).await.expect("set aside");
        assert_eq!(with_register().await, 1, "a decision writes it where there was none");
        is_the_same_without_the_register(&crowd, "set aside").await;
        crowd.reads_all(&crowd.leads[0], 0).await;
        is_the_same_without_the_register(&crowd, "read once, but for the reader's own").await;
        assert!(!some_waiting(services, &lead).await.expect("a desk"));
        assert!(some_waiting(services, &other).await.expect("a desk"));
        crowd.reads_all(&crowd.leads[1], 0).await;
        is_the_same_without_the_register(&crowd, "read by both").await;

        let actor = crowd.house.actor(&crowd.people[0]).await;
        withdraw(services, &actor, shared[0].0, shared[0].1).await.expect("asked");
        for person in &crowd.people[9..17] {
            crowd.shares(person, "Another eight").await;
        }
        crowd.moves().await;
        is_the_same_without_the_register(&crowd, "moved again, one withdrawn").await;
        // A register that is not ours is none.
        crowd.moves().await;
        let before = seen(&crowd).await;
        for nonsense in ["'00'", "''"] {
            let sql = match crowd.house.sqlite_file() {
                Some(_) => format!("UPDATE pools SET register = x{nonsense}"),
                None => format!("UPDATE pools SET register = decode({nonsense}, 'hex')"),
            };
            crowd.house.tamper(&sql, &[]).await;
            assert_eq!(seen(&crowd).await, before);
        }
    })
    .await;
}

#[tokio::test]
async fn two_readers_on_two_nodes_at_once_are_both_in_the_register() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let node = crowd.house.another_node().await;
        crowd.share_all(8).await;
        crowd.moves().await;
        let (one, two) = (crowd.house.actor(&crowd.leads[0]).await, crowd.house.actor(&crowd.leads[1]).await);
        for _ in 0..4 {
            let here = next(&crowd.house.services, &one).await.expect("a desk").expect("one waits");
            let there = loop {
                let there = next(&node, &two).await.expect("a desk").expect("one waits");
                if there.id != here.id {
                    break there;
                }
            };
            let accept = |words: &str| domain::sharing::FirstDecision::Accept {
                words: words.to_owned(),
                codes: vec![crowd.code(0)],
            };
            let (first, second) = tokio::join!(
                decide(&crowd.house.services, &one, here.id, &here.seen, accept(&here.words)),
                decide(&node, &two, there.id, &there.seen, accept(&there.words)),
            );
            first.expect("decided");
            second.expect("decided");
        }
        for lead in [&one, &two] {
            assert!(
                !some_waiting(&node, lead).await.expect("a desk"),
                "a decision was lost from the register"
            );
        }
        node.db.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_share_is_found_although_its_summary_is_from_before_summaries_told_of_shares() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let services = &crowd.house.services;
        let person = &crowd.people[0];
        let (reflection, _) = crowd.shares(person, "We made time").await;
        crowd.house.write(person, "Nothing shared from this").await;
        let actor = crowd.house.actor(person).await;
        let mut reader = services.db.reader().await.expect("a connection");
        let key = load_person_key(&services.ring, reader.conn(), person.id).await.expect("a key");
        drop(reader);
        let sealed = crowd.house.bytes("SELECT summary FROM reflections WHERE id = $1", reflection.0).await;
        let sql = "SELECT version FROM reflections WHERE id = $1";
        let version = crowd.house.number(sql, &[crate::support::Bind::Id(reflection.0)]).await;
        let place = Place {
            organisation: actor.organisation,
            owner: person.id,
            table: "reflections",
            row: reflection.0,
            column: "summary",
            version,
            at_least: 0,
        };
        let plain = open(&key, &place, &sealed).expect("opens");
        let mut summary: serde_json::Value = serde_json::from_slice(&plain).expect("JSON");
        assert_eq!(summary["has_shares"], true);
        summary.as_object_mut().expect("an object").remove("has_shares");
        let before = seal(&key, &place, &serde_json::to_vec(&summary).expect("JSON")).expect("sealed");
        assert_eq!(before.len(), sealed.len(), "and nothing outside the seal tells of shares");
        let binds = [crate::support::Bind::Id(reflection.0), crate::support::Bind::Bytes(&before)];
        crowd.house.tamper("UPDATE reflections SET summary = $2 WHERE id = $1", &binds).await;
        assert_eq!(list(services, &actor).await.expect("a list").len(), 1);
    })
    .await;
}

#[tokio::test]
async fn outcomes_are_known_on_every_node_for_a_year_and_no_longer() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let node = crowd.house.another_node().await;
        let shared = crowd.share_all(8).await;
        crowd.moves().await;
        let period = crowd.sleep_until_freeze();
        crowd.freezes(period).await;
        let stage = async |services: &services::Services| {
            let actor = crowd.house.actor(&crowd.people[0]).await;
            let mine = list(services, &actor).await.expect("a list");
            mine.into_iter().find(|mine| mine.id == shared[0].1).expect("it is there").stage
        };
        crowd.house.wait_days(365);
        for services in [&crowd.house.services, &node] {
            for _ in 0..2 {
                assert!(
                    matches!(stage(services).await, Stage::Became(outcome) if outcome.id == "not-reached")
                );
            }
        }
        // The day after, although no job has been there to delete them yet.
        crowd.house.wait_days(1);
        for services in [&crowd.house.services, &node] {
            assert_eq!(stage(services).await, Stage::Forgotten);
        }
        node.db.close().await;
    })
    .await;
}

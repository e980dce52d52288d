//! The freeze: on its date, once, and nothing is left that could lead back.

use super::crowd::{Crowd, draft};
use crate::support::each_database;
use domain::disclosure::{Period, ReleasedCount};
use domain::sharing::{Quotation, ShareDraft};
use services::Error;
use services::release::{
    FreezeError, KeyLost, Look, ask_second_look, decide_second_look, excerpts, freeze, freeze_daily,
    frozen_json, list, show, under_second_look,
};
use services::sealing::{list_period_keys, period_key_dir};
use services::share::Stage;

fn quotable(words: &str) -> ShareDraft {
    ShareDraft { quotation: Some(Quotation::Allowed), ..draft(words, words) }
}

#[tokio::test]
async fn a_period_is_frozen_on_its_date_not_before_and_never_again() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let organisation = crowd.organisation().await;
        let services = &crowd.house.services;
        let period: Period = "2026-Q2".parse().expect("a period");
        crowd.share_all(8).await;
        crowd.moves().await;
        let early = freeze(services, organisation, period, KeyLost::Refuse).await;
        assert!(matches!(early, Err(FreezeError::TooEarly { .. })), "{early:?}");
        assert_eq!(crowd.sleep_until_freeze(), period);
        crowd.house.wait_days(-1);
        let early = freeze(services, organisation, period, KeyLost::Refuse).await;
        assert!(matches!(early, Err(FreezeError::TooEarly { .. })), "the day before: {early:?}");
        crowd.house.wait_days(1);
        let nothing =
            freeze(services, organisation, "2025-Q2".parse().expect("a period"), KeyLost::Refuse).await;
        assert!(matches!(nothing, Err(FreezeError::NothingHeld(_))), "{nothing:?}");
        crowd.freezes(period).await;
        let again = freeze(services, organisation, period, KeyLost::Refuse).await;
        assert!(matches!(again, Err(FreezeError::Already(_))), "{again:?}");
        for table in ["pool", "pools", "waiting"] {
            assert_eq!(crowd.count(table).await, 0, "{table}");
        }
        assert!(list_period_keys(&crowd.house.key_dir()).expect("listed").is_empty());
        assert_eq!(std::fs::read_dir(period_key_dir(&crowd.house.key_dir())).expect("read").count(), 0);
        let actor = crowd.house.actor(&crowd.people[0]).await;
        let listed = list(services, &actor).await.expect("a list");
        assert_eq!(listed.iter().map(|listed| listed.period).collect::<Vec<_>>(), [period]);
    })
    .await;
}

#[tokio::test]
async fn figures_stand_for_eight_people_and_the_bytes_are_the_same_for_everybody() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        crowd.share_all(16).await;
        crowd.moves().await;
        let services = &crowd.house.services;
        let actor = crowd.house.actor(&crowd.leads[0]).await;
        // Nine to one theme, seven to another.
        for at in 0..16 {
            let point = services::desk::next(services, &actor).await.expect("a desk").expect("one waits");
            crowd.accepts(&crowd.leads[0], &point, usize::from(at >= 9)).await;
        }
        let period = crowd.sleep_until_freeze();
        crowd.freezes(period).await;
        let reader = crowd.house.actor(&crowd.people[3]).await;
        let shown = show(services, &reader, period).await.expect("shown");
        let themes: Vec<_> =
            shown.release.table("themes").expect("themes").rows.iter().map(|row| row.count).collect();
        use ReleasedCount::{About, Masked};
        assert_eq!(themes, [About(10), Masked, Masked, Masked]);
        assert!(shown.release.table("contributors").expect("there").rows.is_empty());
        let bytes = frozen_json(services, reader.organisation, period).await.expect("frozen");
        assert_eq!(bytes, shown.json.into_bytes());
        let elsewhere = crowd.house.actor(&crowd.house.other).await;
        assert!(matches!(show(services, &elsewhere, period).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn what_is_undecided_at_the_date_is_in_no_release_and_its_author_is_told() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let shared = crowd.share_all(8).await;
        crowd.moves().await;
        let period = crowd.sleep_until_freeze();
        crowd.freezes(period).await;
        let actor = crowd.house.actor(&crowd.people[0]).await;
        let shown = show(&crowd.house.services, &actor, period).await.expect("shown");
        assert!(
            shown.release.tables.iter().flat_map(|table| &table.rows).all(|row| row.count.shown().is_none())
        );
        for (person, (_, id)) in crowd.people.iter().zip(&shared) {
            let stage = crowd.stage(person, *id).await;
            assert!(matches!(stage, Stage::Became(outcome) if outcome.id == "not-reached"));
        }
        // A year later nothing is known of it any more.
        crowd.house.wait_days(367);
        freeze_daily(&crowd.house.services).await.expect("looked after");
        assert_eq!(crowd.count("outcomes").await, 0);
        assert_eq!(crowd.stage(&crowd.people[0], shared[0].1).await, Stage::Forgotten);
    })
    .await;
}

#[tokio::test]
async fn an_excerpt_needs_leave_two_readers_and_a_printed_theme_and_each_contributor_has_one() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        for (at, person) in crowd.people[..9].iter().enumerate() {
            crowd.shares_as(person, quotable(&format!("We quote this ({at})"))).await.expect("shared");
        }
        crowd.shares_as(&crowd.people[0], quotable("We quote this too (0)")).await.expect("shared");
        crowd.shares(&crowd.people[9], "Without leave to quote").await;
        crowd.moves().await;
        crowd.reads_all(&crowd.leads[0], 0).await;
        assert_eq!(crowd.reads_all(&crowd.leads[1], 0).await, 10, "those with leave");
        let period = crowd.sleep_until_freeze();
        assert_eq!(crowd.freezes(period).await.excerpts, 9);
        let services = &crowd.house.services;
        let actor = crowd.house.actor(&crowd.people[5]).await;
        let themes = excerpts(services, &actor, 2026, 20).await.expect("excerpts");
        assert_eq!(themes.len(), 1);
        let words: Vec<_> = themes[0].excerpts.iter().map(|excerpt| excerpt.words.as_str()).collect();
        assert_eq!((words.len(), words.iter().filter(|words| words.contains("(0)")).count()), (9, 1));
        assert!(!words.contains(&"Without leave to quote"));
    })
    .await;
}

#[tokio::test]
async fn words_read_by_one_person_only_or_under_a_hidden_theme_go_no_further() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        for (at, person) in crowd.people[..15].iter().enumerate() {
            crowd.shares_as(person, quotable(&format!("We quote this ({at})"))).await.expect("shared");
        }
        crowd.moves().await;
        let services = &crowd.house.services;
        let first = crowd.house.actor(&crowd.leads[0]).await;
        // Seven under one theme, eight under another; the second reader looks at nothing of the latter.
        for at in 0..15 {
            let point = services::desk::next(services, &first).await.expect("a desk").expect("one waits");
            crowd.accepts(&crowd.leads[0], &point, usize::from(at >= 7)).await;
        }
        let period = crowd.sleep_until_freeze();
        assert_eq!(crowd.freezes(period).await.excerpts, 0);
        assert_eq!(crowd.count("excerpts").await, 0);
    })
    .await;
}

#[tokio::test]
async fn anyone_may_have_an_excerpt_taken_down_and_only_a_lead_puts_it_back() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        for (at, person) in crowd.people[..8].iter().enumerate() {
            crowd.shares_as(person, quotable(&format!("We quote this ({at})"))).await.expect("shared");
        }
        crowd.moves().await;
        for lead in &crowd.leads {
            crowd.reads_all(lead, 0).await;
        }
        let period = crowd.sleep_until_freeze();
        crowd.freezes(period).await;
        let services = &crowd.house.services;
        let anyone = crowd.house.actor(&crowd.people[17]).await;
        let shown = async || {
            let themes = excerpts(services, &anyone, 2026, 20).await.expect("excerpts");
            themes.into_iter().flat_map(|theme| theme.excerpts).collect::<Vec<_>>()
        };
        let before = shown().await;
        assert_eq!(before.len(), 8);
        let elsewhere = crowd.house.actor(&crowd.house.other).await;
        assert!(matches!(ask_second_look(services, &elsewhere, &before[0].mark).await, Err(Error::NotFound)));
        for excerpt in &before[..2] {
            ask_second_look(services, &anyone, &excerpt.mark).await.expect("taken down");
            ask_second_look(services, &anyone, &excerpt.mark).await.expect("twice is once");
        }
        assert_eq!(shown().await.len(), 6);
        let lead = crowd.house.actor(&crowd.leads[0]).await;
        assert!(matches!(under_second_look(services, &anyone).await, Err(Error::NotFound)));
        let under = under_second_look(services, &lead).await.expect("looked at");
        assert_eq!(under.len(), 2);
        let refused = decide_second_look(services, &anyone, &before[0].mark, Look::Remove).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        decide_second_look(services, &lead, &before[0].mark, Look::ShowAgain).await.expect("shown again");
        decide_second_look(services, &lead, &before[1].mark, Look::Remove).await.expect("removed");
        assert_eq!((shown().await.len(), crowd.count("excerpts").await), (7, 7));
        crowd.house.wait_days(2);
        let lead = crowd.house.actor(&crowd.leads[0]).await;
        let old = ask_second_look(services, &lead, &before[0].mark).await;
        assert!(matches!(old, Err(Error::NotFound)), "no mark lasts");
    })
    .await;
}

#[tokio::test]
async fn without_its_key_a_period_is_frozen_only_when_told_that_the_key_is_lost() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        crowd.share_all(8).await;
        crowd.moves().await;
        std::fs::remove_dir_all(period_key_dir(&crowd.house.key_dir())).expect("removed");
        // A node without the key makes no other in its place.
        for person in &crowd.people[8..16] {
            crowd.shares(person, "Another eight").await;
        }
        let organisation = crowd.organisation().await;
        let services = &crowd.house.services;
        assert!(services::pool::move_waiting(services, organisation).await.is_err());
        assert_eq!(crowd.count("waiting").await, 8);
        let period = crowd.sleep_until_freeze();
        let refused = freeze(services, organisation, period, KeyLost::Refuse).await;
        assert!(matches!(refused, Err(FreezeError::Pool(_))), "{refused:?}");
        freeze(services, organisation, period, KeyLost::GoOn).await.expect("frozen");
        assert_eq!(crowd.count("pool").await, 0);
        assert!(
            matches!(crowd.moves().await, services::pool::Moved::All { points: 8 }),
            "the next period goes on"
        );
    })
    .await;
}

//! The review desk: words only, never one's own, and one decision a point.

use super::crowd::{Crowd, draft};
use crate::support::{Person, each_database};
use domain::accounts::SessionState;
use domain::policy::Actor;
use domain::sharing::{FirstDecision, Quotation, Reading, ReviewError, SecondDecision, ShareDraft};
use services::Error;
use services::desk::{DeskError, decide, decide_again, next, open, some_waiting};
use services::share::Stage;

fn quotable(page: &str, words: &str) -> ShareDraft {
    ShareDraft { quotation: Some(Quotation::Allowed), ..draft(page, words) }
}

#[tokio::test]
async fn to_everybody_but_safety_leads_there_is_no_desk_and_to_another_organisations_lead_no_point() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        crowd.share_all(8).await;
        crowd.moves().await;
        let services = &crowd.house.services;
        let id = crowd.pool_ids().await[0];
        let aside = || FirstDecision::SetAside("not-for-here".to_owned());
        let educator = crowd
            .house
            .invited(&crowd.house.admin, "educator@meadow.example", domain::accounts::Role::Educator)
            .await;
        for person in [&crowd.people[0], &crowd.people[9], &crowd.house.admin, &educator, &crowd.house.other]
        {
            let actor = crowd.house.actor(person).await;
            assert!(matches!(some_waiting(services, &actor).await, Err(Error::NotFound)));
            assert!(matches!(next(services, &actor).await, Err(Error::NotFound)));
            assert!(matches!(open(services, &actor, id).await, Err(Error::NotFound)));
            let decided = decide(services, &actor, id, "", aside()).await;
            assert!(matches!(decided, Err(DeskError::Other(Error::NotFound))));
        }
        let lead = domain::accounts::Role::SafetyLead;
        let elsewhere = crowd.house.invited(&crowd.house.other_admin, "lead@harbour.example", lead).await;
        let actor = crowd.house.actor(&elsewhere).await;
        assert!(!some_waiting(services, &actor).await.expect("asked"));
        assert!(matches!(open(services, &actor, id).await, Err(Error::NotFound)));
        let live = crowd.house.actor(&crowd.leads[0]).await;
        for session in [SessionState::Locked, SessionState::Ended] {
            let actor = Actor { session, ..live.clone() };
            assert!(matches!(next(services, &actor).await, Err(Error::SignInFirst)));
            let decided = decide(services, &actor, id, "", aside()).await;
            assert!(matches!(decided, Err(DeskError::Other(Error::SignInFirst))));
        }
    })
    .await;
}

#[tokio::test]
async fn a_lead_never_meets_or_decides_their_own_words() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let lead = &crowd.leads[0];
        crowd.shares(lead, "These are mine").await;
        crowd.share_all(7).await;
        crowd.moves().await;
        let services = &crowd.house.services;
        let (own, other) = (crowd.house.actor(lead).await, crowd.house.actor(&crowd.leads[1]).await);
        let mut mine = None;
        for id in crowd.pool_ids().await {
            let seen_by_other = open(services, &other, id).await.expect("on the other's desk");
            if seen_by_other.words == "These are mine" {
                assert!(matches!(open(services, &own, id).await, Err(Error::NotFound)));
                let aside = FirstDecision::SetAside("not-for-here".to_owned());
                let refused = decide(services, &own, id, &seen_by_other.seen, aside).await;
                assert!(matches!(refused, Err(DeskError::Other(Error::NotFound))));
                mine = Some(id);
            }
        }
        let mine = mine.expect("it is in the pool");
        assert_eq!(crowd.reads_all(lead, 0).await, 7);
        assert!(!some_waiting(services, &own).await.expect("asked"));
        assert!(open(services, &other, mine).await.is_ok(), "it waits for the other lead");
    })
    .await;
}

#[tokio::test]
async fn two_leads_on_one_point_leave_one_decision() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let shared = crowd.share_all(8).await;
        crowd.moves().await;
        let other = crowd.house.another_node().await;
        let (one, two) = (crowd.house.actor(&crowd.leads[0]).await, crowd.house.actor(&crowd.leads[1]).await);
        for id in crowd.pool_ids().await {
            let point = open(&crowd.house.services, &one, id).await.expect("on the desk");
            let accept = FirstDecision::Accept { words: point.words.clone(), codes: vec![crowd.code(0)] };
            let aside = FirstDecision::SetAside("other-route".to_owned());
            let (first, second) = tokio::join!(
                decide(&crowd.house.services, &one, id, &point.seen, accept),
                decide(&other, &two, id, &point.seen, aside),
            );
            assert_eq!(usize::from(first.is_ok()) + usize::from(second.is_ok()), 1, "{first:?} {second:?}");
            let refused = first.err().or(second.err()).expect("one is refused");
            assert!(matches!(refused, DeskError::Review(ReviewError::Decided)), "{refused:?}");
        }
        for (person, (_, id)) in crowd.people.iter().zip(shared) {
            assert!(matches!(crowd.stage(person, id).await, Stage::Became(_)));
        }
        other.db.close().await;
    })
    .await;
}

/// Eight share, the first with leave to quote; answers the first's point read once.
async fn read_once(crowd: &Crowd) -> (&Person, &Person) {
    crowd.shares_as(&crowd.people[0], quotable("q", "We opened the window for her")).await.expect("shared");
    for person in &crowd.people[1..8] {
        crowd.shares(person, "Only counted").await;
    }
    crowd.moves().await;
    let [first, second] = &crowd.leads;
    assert_eq!(crowd.reads_all(first, 0).await, 8);
    (first, second)
}

#[tokio::test]
async fn words_that_may_be_quoted_are_read_by_a_second_lead_and_no_others_are() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let (_, second) = read_once(&crowd).await;
        let services = &crowd.house.services;
        let actor = crowd.house.actor(second).await;
        let point = next(services, &actor).await.expect("a desk").expect("one waits");
        assert_eq!((point.reading, point.words.as_str()), (Reading::Second, "We opened the window for her"));
        let wrong = FirstDecision::SetAside("not-for-here".to_owned());
        let refused = decide(services, &actor, point.id, &point.seen, wrong).await;
        assert!(matches!(refused, Err(DeskError::Review(ReviewError::Decided))), "{refused:?}");
        let named = SecondDecision::Quote("We opened the window for Mrs Okafor".to_owned());
        let refused = decide_again(services, &actor, point.id, &point.seen, named).await;
        assert!(matches!(refused, Err(DeskError::Review(ReviewError::NewDetail(_)))), "{refused:?}");
        let quote = SecondDecision::Quote("We opened a window".to_owned());
        decide_again(services, &actor, point.id, &point.seen, quote).await.expect("agreed");
        assert!(!some_waiting(services, &actor).await.expect("asked"));
    })
    .await;
}

#[tokio::test]
async fn an_outcome_and_codes_outside_the_lists_are_refused() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        crowd.share_all(8).await;
        crowd.moves().await;
        let services = &crowd.house.services;
        let actor = crowd.house.actor(&crowd.leads[0]).await;
        let point = next(services, &actor).await.expect("a desk").expect("one waits");
        let accept = |words: &str, codes| FirstDecision::Accept { words: words.to_owned(), codes };
        let mut unknown = crowd.code(0);
        unknown.sub_theme.push('x');
        for decision in [
            FirstDecision::SetAside("counted".to_owned()),
            FirstDecision::SetAside(String::new()),
            accept(&point.words, vec![]),
            accept(&point.words, vec![unknown]),
            accept("", vec![crowd.code(0)]),
            accept(&"x".repeat(100_000), vec![crowd.code(0)]),
        ] {
            let refused = decide(services, &actor, point.id, &point.seen, decision).await;
            assert!(matches!(refused, Err(DeskError::Review(_))), "{refused:?}");
        }
        let stale =
            decide(services, &actor, point.id, "stale", accept(&point.words, vec![crowd.code(0)])).await;
        assert!(matches!(stale, Err(DeskError::Review(ReviewError::Decided))));
        assert_eq!(crowd.reads_all(&crowd.leads[0], 0).await, 8, "all of it is still there");
    })
    .await;
}

#[tokio::test]
async fn a_batch_puts_every_point_into_another_row() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        crowd.share_all(8).await;
        crowd.moves().await;
        let before = crowd.pool_ids().await;
        let actor = crowd.house.actor(&crowd.leads[0]).await;
        let point = next(&crowd.house.services, &actor).await.expect("a desk").expect("one waits");
        let (id, seen) = (point.id, point.seen.clone());
        for person in &crowd.people[8..16] {
            crowd.shares(person, "Another eight").await;
        }
        crowd.moves().await;
        let after = crowd.pool_ids().await;
        assert_eq!(after.len(), 16);
        assert!(before.iter().all(|id| !after.contains(id)));
        let aside = FirstDecision::SetAside("not-for-here".to_owned());
        let gone = decide(&crowd.house.services, &actor, id, &seen, aside).await;
        assert!(matches!(gone, Err(DeskError::Other(Error::NotFound))));
    })
    .await;
}

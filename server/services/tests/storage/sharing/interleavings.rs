//! A withdrawn point is in no release, in whatever order things happen.

use super::crowd::{Crowd, draft};
use crate::support::each_database;
use domain::sharing::{Quotation, ShareDraft};
use services::desk::next;
use services::release::{excerpts, show};
use services::share::{WithdrawError, withdraw};

/// What happens to a point after it has moved, before the freeze.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Withdraw,
    Batch,
    FirstReading,
    SecondReading,
}

/// Every order of the steps in which withdrawing comes at all, each with and without the others.
fn orders() -> Vec<Vec<Step>> {
    use Step::{Batch, FirstReading, SecondReading, Withdraw};
    let mut orders = vec![vec![Withdraw]];
    for others in [
        vec![FirstReading, SecondReading],
        vec![FirstReading, Batch],
        vec![Batch, FirstReading, SecondReading],
        vec![FirstReading, Batch, SecondReading],
        vec![FirstReading, SecondReading, Batch],
    ] {
        for at in 0..=others.len() {
            let mut order = others.clone();
            order.insert(at, Withdraw);
            orders.push(order);
        }
    }
    orders
}

async fn read(crowd: &Crowd, lead: usize) {
    crowd.reads_all(&crowd.leads[lead], 0).await;
}

#[tokio::test]
async fn a_withdrawn_point_is_in_no_release_for_every_order_of_withdraw_batch_review_and_freeze() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        for order in orders() {
            // The one to be withdrawn makes eight of seven: without it the theme is hidden.
            let quotable = |page: &str| {
                let words = format!("We found time ({page})");
                ShareDraft { quotation: Some(Quotation::Allowed), ..draft(page, &words) }
            };
            let mut first = None;
            for (at, person) in crowd.people[..8].iter().enumerate() {
                let shared = crowd.shares_as(person, quotable(&at.to_string())).await.expect("shared");
                first.get_or_insert(shared);
            }
            let (reflection, share) = first.expect("the first");
            crowd.moves().await;
            for step in &order {
                match step {
                    Step::Withdraw => {
                        let actor = crowd.house.actor(&crowd.people[0]).await;
                        let services = &crowd.house.services;
                        withdraw(services, &actor, reflection, share).await.expect("asked");
                        withdraw(services, &actor, reflection, share).await.expect("twice is once");
                    }
                    Step::Batch => {
                        // Eight others, who are set aside unread, so that a batch comes about.
                        for person in &crowd.people[8..16] {
                            crowd.shares(person, "Company").await;
                        }
                        crowd.moves().await;
                    }
                    Step::FirstReading => read(&crowd, 0).await,
                    Step::SecondReading => read(&crowd, 1).await,
                }
            }
            let period = crowd.sleep_until_freeze();
            crowd.freezes(period).await;
            let actor = crowd.house.actor(&crowd.people[1]).await;
            let shown = show(&crowd.house.services, &actor, period).await.expect("shown");
            let company_counts = order.iter().position(|step| *step == Step::Batch).is_some_and(|batch| {
                order[batch..].iter().any(|step| matches!(step, Step::FirstReading | Step::SecondReading))
            });
            if !company_counts {
                let all = shown.release.tables.iter().flat_map(|table| &table.rows);
                assert!(all.clone().all(|row| row.count.shown().is_none()), "{order:?}: {}", shown.json);
            }
            let year = period.year();
            let quoted = excerpts(&crowd.house.services, &actor, year, 20).await.expect("excerpts");
            let words = quoted.iter().flat_map(|theme| &theme.excerpts).map(|excerpt| excerpt.words.as_str());
            assert!(!words.into_iter().any(|words| words == "We found time (0)"), "{order:?}");
            let actor = crowd.house.actor(&crowd.people[0]).await;
            let stage = crowd.stage(&crowd.people[0], share).await;
            assert!(
                matches!(&stage, services::share::Stage::Became(outcome) if outcome.id == "withdrawn"),
                "{order:?}: {stage:?}"
            );
            let (reflection, counted) = (reflection, share);
            assert!(
                withdraw(&crowd.house.services, &actor, reflection, counted).await.is_ok(),
                "once asked, asked"
            );
            assert!(
                next(&crowd.house.services, &crowd.house.actor(&crowd.leads[0]).await)
                    .await
                    .expect("a desk")
                    .is_none()
            );
        }
    })
    .await;
}

#[tokio::test]
async fn after_the_freeze_it_is_too_late_to_withdraw_and_while_it_waits_too_early() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let shared = crowd.share_all(8).await;
        let services = &crowd.house.services;
        let actor = crowd.house.actor(&crowd.people[0]).await;
        let early = withdraw(services, &actor, shared[0].0, shared[0].1).await;
        assert!(matches!(early, Err(WithdrawError::StillWaiting)), "{early:?}");
        crowd.moves().await;
        let period = crowd.sleep_until_freeze();
        crowd.freezes(period).await;
        let actor = crowd.house.actor(&crowd.people[0]).await;
        let late = withdraw(services, &actor, shared[0].0, shared[0].1).await;
        assert!(matches!(late, Err(WithdrawError::TooLate)), "{late:?}");
        assert_eq!(crowd.count("waiting").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_withdrawal_and_a_freeze_at_the_same_moment_end_in_one_of_two_ways() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let other = crowd.house.another_node().await;
        let shared = crowd.share_all(8).await;
        crowd.moves().await;
        read(&crowd, 0).await;
        let period = crowd.sleep_until_freeze();
        let actor = crowd.house.actor(&crowd.people[0]).await;
        let organisation = actor.organisation;
        let (asked, frozen) = tokio::join!(
            withdraw(&crowd.house.services, &actor, shared[0].0, shared[0].1),
            services::release::freeze(&other, organisation, period, services::release::KeyLost::Refuse),
        );
        frozen.expect("frozen");
        let shown = show(&crowd.house.services, &actor, period).await.expect("shown");
        let printed = shown.release.table("themes").expect("themes").rows[0].count.shown().is_some();
        match asked {
            Ok(()) => assert!(!printed, "withdrawn in time: seven are left"),
            Err(WithdrawError::TooLate) => assert!(printed),
            Err(other) => panic!("{other}"),
        }
        other.db.close().await;
    })
    .await;
}

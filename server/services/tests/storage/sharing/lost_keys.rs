//! The key of a held period that is missing or damaged for a while, or for good: what was asked to be
//! withdrawn is withdrawn all the same, and nothing else waits for it.

use super::crowd::Crowd;
use crate::support::each_database;
use domain::disclosure::Period;
use domain::ids::{ReflectionId, ShareId};
use services::pool::{Moved, PoolError, move_waiting};
use services::release::{FreezeError, KeyLost, freeze, freeze_due, show};
use services::sealing::period_key_dir;
use services::share::{Stage, WithdrawError, withdraw};
use std::fs;
use std::path::PathBuf;

const FIRST: &str = "2026-Q2";
const SECOND: &str = "2026-Q3";
const THIRD: &str = "2026-Q4";

fn period(name: &str) -> Period {
    name.parse().expect("a period")
}

impl Crowd {
    async fn key_file(&self, name: &str) -> PathBuf {
        let organisation = self.organisation().await.0.simple().to_string();
        period_key_dir(&self.house.key_dir()).join(format!("{organisation}.{name}.periodkey"))
    }

    /// Takes a period's key file away. Answers what puts it back.
    async fn take_key_away(&self, name: &str) -> impl Fn() + use<> {
        let file = self.key_file(name).await;
        let key = fs::read(&file).expect("a key");
        fs::remove_file(&file).expect("taken away");
        move || fs::write(&file, &key).expect("put back")
    }

    /// Eight people share, and all of it moves and is read.
    pub(super) async fn holds_eight(&self) -> Vec<(ReflectionId, ShareId)> {
        let shared = self.share_all(8).await;
        assert_eq!(self.moves().await, Moved::All { points: 8 });
        assert_eq!(self.reads_all(&self.leads[0], 0).await, 8);
        shared
    }

    /// Eight others share, and a batch moves.
    pub(super) async fn moves_others(&self) {
        for person in &self.people[8..16] {
            self.shares(person, "Another eight").await;
        }
        assert_eq!(self.moves().await, Moved::All { points: 8 });
    }

    pub(super) fn sleep_until(&self, day: jiff::civil::Date) {
        let today = self.house.services.today();
        self.house.wait_days(today.duration_until(day).as_hours() / 24);
        assert_eq!(self.house.services.today(), day);
    }

    pub(super) async fn withdraws(&self, person: usize, shared: &[(ReflectionId, ShareId)]) {
        let actor = self.house.actor(&self.people[person]).await;
        let (reflection, id) = shared[person];
        withdraw(&self.house.services, &actor, reflection, id).await.expect("asked");
        assert_eq!(self.stage(&self.people[person], id).await, Stage::WithdrawalAsked);
    }

    pub(super) async fn became(&self, person: usize, shared: &[(ReflectionId, ShareId)]) -> String {
        match self.stage(&self.people[person], shared[person].1).await {
            Stage::Became(outcome) => outcome.id,
            other => panic!("{other:?}"),
        }
    }

    /// Whether the release shows a figure of the theme that everything was accepted under.
    async fn prints(&self, name: &str) -> bool {
        let actor = self.house.actor(&self.people[17]).await;
        let shown = show(&self.house.services, &actor, period(name)).await.expect("shown");
        shown.release.table("themes").expect("themes").rows[0].count.shown().is_some()
    }
}

#[tokio::test]
async fn a_withdrawal_waits_for_the_key_of_its_period_and_a_later_batch_applies_it() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let shared = crowd.holds_eight().await;
        crowd.withdraws(0, &shared).await;
        crowd.sleep_until(period(SECOND).first_day());
        let put_back = crowd.take_key_away(FIRST).await;
        // Whether or not a key is there, who asks is heard; and nobody is told that it is long ago.
        assert_eq!(crowd.stage(&crowd.people[1], shared[1].1).await, Stage::Moved);
        crowd.withdraws(1, &shared).await;
        let before = crowd.waiting_ids().await;
        crowd.moves_others().await;
        assert_eq!((crowd.count("waiting").await, crowd.count("pool").await), (2, 16));
        let after = crowd.waiting_ids().await;
        assert!(!after.iter().any(|id| before.contains(id)), "what stays looks as if it had come since");
        assert_eq!(crowd.stage(&crowd.people[0], shared[0].1).await, Stage::WithdrawalAsked);

        put_back();
        crowd.moves_others().await;
        assert_eq!((crowd.count("waiting").await, crowd.count("pool").await), (0, 26), "a row for every row");
        for person in 0..2 {
            assert_eq!(crowd.became(person, &shared).await, "withdrawn");
        }
        crowd.sleep_until(period(FIRST).freezes_on());
        crowd.freezes(period(FIRST)).await;
        assert!(!crowd.prints(FIRST).await, "six points are too few");
        assert_eq!(crowd.became(1, &shared).await, "withdrawn");
        assert_eq!(crowd.became(2, &shared).await, "counted");
    })
    .await;
}

#[tokio::test]
async fn a_withdrawal_waits_for_the_key_of_its_period_and_the_freeze_applies_it() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let shared = crowd.holds_eight().await;
        crowd.sleep_until(period(SECOND).first_day());
        let put_back = crowd.take_key_away(FIRST).await;
        crowd.withdraws(0, &shared).await;
        crowd.moves_others().await;
        crowd.moves_others().await;
        put_back();
        crowd.sleep_until(period(FIRST).freezes_on());
        let before = crowd.waiting_ids().await;
        crowd.freezes(period(FIRST)).await;
        assert!(!crowd.prints(FIRST).await, "seven points are too few");
        assert_eq!(crowd.became(0, &shared).await, "withdrawn");
        let actor = crowd.house.actor(&crowd.people[1]).await;
        let (reflection, id) = shared[1];
        let late = withdraw(&crowd.house.services, &actor, reflection, id).await;
        assert!(matches!(late, Err(WithdrawError::TooLate)), "{late:?}");
        assert_eq!(crowd.waiting_ids().await, before, "a freeze touches nobody's row");
        // Nothing is held any more that it could be for: the next batch takes it away.
        crowd.moves_others().await;
        assert_eq!(crowd.count("waiting").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_withdrawal_of_what_is_still_held_is_not_given_up_for_being_old() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let shared = crowd.holds_eight().await;
        let put_back = crowd.take_key_away(FIRST).await;
        crowd.withdraws(0, &shared).await;
        crowd.sleep_until(period(THIRD).first_day());
        assert!(freeze_due(&crowd.house.services).await.expect("looked after")[0].1.is_err());
        assert_eq!(crowd.moves().await, Moved::TooFew);
        put_back();
        // Nor when the batch comes before the freeze, on nodes that were all down for long.
        assert_eq!(crowd.moves().await, Moved::TooFew);
        assert_eq!(crowd.count("waiting").await, 1);
        crowd.freezes(period(FIRST)).await;
        assert!(!crowd.prints(FIRST).await);
        assert_eq!(crowd.became(0, &shared).await, "withdrawn");
        assert_eq!(crowd.moves().await, Moved::TooFew);
        assert_eq!(crowd.count("waiting").await, 0, "it has nothing left to withdraw");
    })
    .await;
}

#[tokio::test]
async fn freezing_one_period_without_its_key_loses_no_withdrawal_from_another() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let first = crowd.holds_eight().await;
        crowd.sleep_until(period(SECOND).first_day());
        let second = crowd.holds_eight().await;
        crowd.sleep_until(period(THIRD).first_day());
        let first_back = crowd.take_key_away(FIRST).await;
        let second_back = crowd.take_key_away(SECOND).await;
        crowd.withdraws(0, &first).await;
        crowd.withdraws(0, &second).await;
        crowd.moves_others().await;
        let (services, organisation) = (&crowd.house.services, crowd.organisation().await);
        freeze(services, organisation, period(FIRST), KeyLost::GoOn).await.expect("frozen");
        crowd.moves_others().await;
        assert_eq!(crowd.count("waiting").await, 2, "until nothing is closed");
        second_back();
        crowd.sleep_until(period(SECOND).freezes_on());
        crowd.freezes(period(SECOND)).await;
        assert!(!crowd.prints(SECOND).await, "seven points are too few");
        assert_eq!(crowd.became(0, &second).await, "withdrawn");
        // The other's key comes too late: its points are gone, and so is it.
        first_back();
        freeze_due(services).await.expect("looked after");
        assert!(!crowd.key_file(FIRST).await.exists());
    })
    .await;
}

#[tokio::test]
async fn a_period_is_frozen_with_its_withdrawals_while_the_key_of_another_is_missing() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let first = crowd.holds_eight().await;
        crowd.sleep_until(period(SECOND).first_day());
        let second = crowd.holds_eight().await;
        crowd.withdraws(0, &first).await;
        crowd.withdraws(0, &second).await;
        crowd.sleep_until(period(FIRST).freezes_on());
        let put_back = crowd.take_key_away(SECOND).await;
        crowd.freezes(period(FIRST)).await;
        assert_eq!(crowd.became(0, &first).await, "withdrawn");
        let actor = crowd.house.actor(&crowd.people[1]).await;
        let late = withdraw(&crowd.house.services, &actor, first[1].0, first[1].1).await;
        assert!(matches!(late, Err(WithdrawError::TooLate)), "{late:?}");
        crowd.sleep_until(period(THIRD).first_day());
        crowd.moves_others().await;
        put_back();
        crowd.sleep_until(period(SECOND).freezes_on());
        crowd.freezes(period(SECOND)).await;
        assert!(!crowd.prints(SECOND).await, "seven points are too few");
        assert_eq!(crowd.became(0, &second).await, "withdrawn");
    })
    .await;
}

#[tokio::test]
async fn a_damaged_key_holds_up_its_own_period_only_and_can_be_given_up() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let first = crowd.holds_eight().await;
        let put_back = crowd.take_key_away(FIRST).await;
        fs::write(crowd.key_file(FIRST).await, b"\xff nonsense").expect("damaged");
        let (services, organisation) = (&crowd.house.services, crowd.organisation().await);
        // Its own period: nothing moves into it, and no other key is made.
        for person in &crowd.people[8..16] {
            crowd.shares(person, "Another eight").await;
        }
        let refused = move_waiting(services, organisation).await;
        assert!(matches!(refused, Err(PoolError::Key(_))), "{refused:?}");
        assert_eq!((crowd.count("waiting").await, crowd.count("pool").await), (8, 8));
        // The others: everything goes on.
        crowd.sleep_until(period(SECOND).first_day());
        assert_eq!(crowd.moves().await, Moved::All { points: 8 });
        crowd.withdraws(0, &first).await;
        assert_eq!(crowd.reads_all(&crowd.leads[0], 0).await, 8);
        crowd.moves_others().await;
        assert_eq!(crowd.count("waiting").await, 1);
        put_back();
        crowd.moves_others().await;
        assert_eq!(crowd.became(0, &first).await, "withdrawn");

        fs::write(crowd.key_file(FIRST).await, b"\xff nonsense").expect("damaged");
        crowd.sleep_until(period(SECOND).freezes_on());
        let done = freeze_due(services).await.expect("looked after");
        let frozen: Vec<_> = done.iter().map(|(_, frozen)| frozen.is_ok()).collect();
        assert_eq!(frozen, [false, true], "the first waits, the second does not");
        assert!(crowd.prints(SECOND).await);
        let refused = freeze(services, organisation, period(FIRST), KeyLost::Refuse).await;
        assert!(matches!(refused, Err(FreezeError::Pool(PoolError::Key(_)))), "{refused:?}");
        freeze(services, organisation, period(FIRST), KeyLost::GoOn).await.expect("frozen");
        assert!(!crowd.prints(FIRST).await);
        assert!(!crowd.key_file(FIRST).await.exists());
    })
    .await;
}

#[tokio::test]
async fn a_key_that_cannot_be_read_is_not_given_up_for_lost() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        crowd.holds_eight().await;
        let put_back = crowd.take_key_away(FIRST).await;
        fs::create_dir(crowd.key_file(FIRST).await).expect("in its place");
        crowd.sleep_until(period(FIRST).freezes_on());
        crowd.moves_others().await;
        let (services, organisation) = (&crowd.house.services, crowd.organisation().await);
        let refused = freeze(services, organisation, period(FIRST), KeyLost::GoOn).await;
        assert!(matches!(refused, Err(FreezeError::Pool(PoolError::Key(_)))), "{refused:?}");
        fs::remove_dir(crowd.key_file(FIRST).await).expect("readable again");
        put_back();
        crowd.freezes(period(FIRST)).await;
        assert!(crowd.prints(FIRST).await);
    })
    .await;
}

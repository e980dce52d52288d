//! A row of the pool that does not open, because it is damaged or was put there by something else: it is
//! left as it is, the others move on, and no withdrawal is lost over it.

use super::crowd::Crowd;
use crate::support::{Bind, each_database};
use domain::disclosure::{Period, PeriodLength};
use domain::ids::HeldId;
use services::share::Stage;
use uuid::Uuid;

const SEALED: &str = "SELECT sealed FROM pool WHERE id = $1";

impl Crowd {
    async fn sealed(&self, row: HeldId) -> Vec<u8> {
        self.house.bytes(SEALED, row.0).await
    }

    /// Writes other bytes into a row of the pool, as a failing disk would.
    async fn writes_over(&self, row: HeldId, sealed: &[u8]) {
        let sql = "UPDATE pool SET sealed = $2 WHERE id = $1";
        assert_eq!(self.house.tamper(sql, &[Bind::Id(row.0), Bind::Bytes(sealed)]).await, 1);
    }
}

#[tokio::test]
async fn a_damaged_row_stays_as_it_is_while_the_others_move_on() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let shared = crowd.holds_eight().await;
        let before = crowd.pool_ids().await;
        let damaged = before[3];
        let whole = crowd.sealed(damaged).await;
        let mut bent = whole.clone();
        bent[100] ^= 1;
        crowd.writes_over(damaged, &bent).await;
        for _ in 0..2 {
            crowd.moves_others().await;
            assert_eq!(crowd.sealed(damaged).await, bent, "not a byte is different");
        }
        let after = crowd.pool_ids().await;
        assert_eq!(after.len(), 24);
        let stayed: Vec<_> = before.iter().filter(|id| after.contains(id)).collect();
        assert_eq!(stayed, [&damaged], "every other row has another id");
        // What was decided about it is still told.
        for (person, (_, id)) in crowd.people.iter().zip(&shared) {
            let stage = crowd.stage(person, *id).await;
            assert!(matches!(&stage, Stage::Became(outcome) if outcome.id == "counted"), "{stage:?}");
        }
        assert_eq!(crowd.reads_all(&crowd.leads[0], 0).await, 16, "and the desk reads the others");

        // Mended, it moves and counts like any other.
        crowd.writes_over(damaged, &whole).await;
        crowd.moves_others().await;
        let ids = crowd.pool_ids().await;
        assert_eq!((ids.len(), ids.contains(&damaged)), (32, false));
    })
    .await;
}

#[tokio::test]
async fn a_withdrawal_waits_for_a_damaged_row_and_the_others_are_applied() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let shared = crowd.holds_eight().await;
        let damaged = crowd.pool_ids().await[0];
        let whole = crowd.sealed(damaged).await;
        crowd.writes_over(damaged, &[0; 8]).await;
        for person in 0..8 {
            crowd.withdraws(person, &shared).await;
        }
        crowd.moves_others().await;
        assert_eq!(crowd.count("waiting").await, 1, "one of the eight is for the damaged row");
        assert_eq!(crowd.count("pool").await, 8 + 8 + 7, "a row for every row");
        crowd.writes_over(damaged, &whole).await;
        crowd.moves_others().await;
        assert_eq!(crowd.count("waiting").await, 0);
        for person in 0..8 {
            assert_eq!(crowd.became(person, &shared).await, "withdrawn");
        }
    })
    .await;
}

#[tokio::test]
async fn a_damaged_row_that_no_register_names_is_not_forgotten_and_may_be_withdrawn() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let shared = crowd.holds_eight().await;
        let damaged = crowd.pool_ids().await[0];
        let whole = crowd.sealed(damaged).await;
        crowd.writes_over(damaged, &[0; 8]).await;
        // The register is worked out anew, from the rows that open.
        assert_eq!(crowd.house.tamper("UPDATE pools SET register = NULL", &[]).await, 1);
        let mut unknown = Vec::new();
        for (at, (_, id)) in shared.iter().enumerate() {
            match crowd.stage(&crowd.people[at], *id).await {
                Stage::Became(_) => {}
                Stage::Moved => unknown.push(at),
                other => panic!("{other:?}"),
            }
        }
        let [author] = unknown[..] else { panic!("one is not known: {unknown:?}") };
        crowd.moves_others().await;
        // Mended, it is known at once, before a batch has named it again.
        crowd.writes_over(damaged, &whole).await;
        assert_eq!(crowd.became(author, &shared).await, "counted");
        crowd.writes_over(damaged, &[0; 8]).await;
        crowd.withdraws(author, &shared).await;
        crowd.moves_others().await;
        assert_eq!(crowd.count("waiting").await, 1, "it waits for the row");
        crowd.writes_over(damaged, &whole).await;
        crowd.moves_others().await;
        assert_eq!(crowd.became(author, &shared).await, "withdrawn");
    })
    .await;
}

#[tokio::test]
async fn a_row_put_there_by_something_else_hinders_nothing_and_ends_with_its_period() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        crowd.holds_eight().await;
        let organisation = crowd.organisation().await;
        let period = Period::containing(crowd.house.services.today(), PeriodLength::Quarter);
        let (forged, name) = (Uuid::new_v4(), period.to_string());
        let sql = "INSERT INTO pool (id, organisation, period, sealed) VALUES ($1, $2, $3, $4)";
        let binds =
            [Bind::Id(forged), Bind::Id(organisation.0), Bind::Text(&name), Bind::Bytes(b"something else")];
        crowd.house.tamper(sql, &binds).await;
        crowd.moves_others().await;
        assert_eq!(crowd.sealed(HeldId(forged)).await, b"something else");
        assert_eq!(crowd.count("pool").await, 17);
        assert_eq!(crowd.reads_all(&crowd.leads[0], 0).await, 8);
        let period = crowd.sleep_until_freeze();
        crowd.freezes(period).await;
        assert_eq!(crowd.count("pool").await, 0);
    })
    .await;
}

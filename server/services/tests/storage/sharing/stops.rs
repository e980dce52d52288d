//! A node that stops at any point: whatever had been done, each point is in exactly one place.

use super::crowd::Crowd;
use crate::support::{Installation, each_database};
use services::pool::{Moved, move_waiting};
use services::release::{KeyLost, destroy_spent_keys, freeze};
use services::sealing::list_period_keys;
use services::share::Stage;
use std::fs;

/// Makes the database refuse an operation on a table once it has let some of them through: to the
/// transaction it is as if the node had stopped there.
async fn refuse(house: &Installation, table: &str, deed: &str, after: i64) {
    house.tamper("CREATE TABLE IF NOT EXISTS let_through (n BIGINT NOT NULL)", &[]).await;
    house.tamper("DELETE FROM let_through", &[]).await;
    house.tamper("INSERT INTO let_through (n) VALUES (0)", &[]).await;
    if house.sqlite_file().is_some() {
        let sql = format!(
            "CREATE TRIGGER stop BEFORE {deed} ON {table} BEGIN \
             SELECT RAISE(ABORT, 'stopped') FROM let_through WHERE n >= {after}; \
             UPDATE let_through SET n = n + 1; END"
        );
        house.tamper(&sql, &[]).await;
        return;
    }
    let answer = if deed == "DELETE" { "OLD" } else { "NEW" };
    let function = format!(
        "CREATE OR REPLACE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
         IF (SELECT n FROM let_through) >= {after} THEN RAISE EXCEPTION 'stopped'; END IF; \
         UPDATE let_through SET n = n + 1; RETURN {answer}; END $$"
    );
    house.tamper(&function, &[]).await;
    let trigger =
        format!("CREATE TRIGGER stop BEFORE {deed} ON {table} FOR EACH ROW EXECUTE FUNCTION stop()");
    house.tamper(&trigger, &[]).await;
}

async fn refuse_no_longer(house: &Installation, table: &str) {
    let sql = if house.sqlite_file().is_some() {
        "DROP TRIGGER stop".to_owned()
    } else {
        format!("DROP TRIGGER stop ON {table}")
    };
    house.tamper(&sql, &[]).await;
}

#[tokio::test]
async fn a_batch_that_stops_anywhere_has_moved_nothing_and_the_next_moves_everything_once() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let shared = crowd.share_all(8).await;
        let organisation = crowd.organisation().await;
        for (table, deed, after) in [
            ("pools", "INSERT", 0),
            ("waiting", "DELETE", 0),
            ("waiting", "DELETE", 7),
            ("pool", "INSERT", 0),
            ("pool", "INSERT", 7),
        ] {
            refuse(&crowd.house, table, deed, after).await;
            assert!(
                move_waiting(&crowd.house.services, organisation).await.is_err(),
                "{deed} {table} {after}"
            );
            refuse_no_longer(&crowd.house, table).await;
            assert_eq!(
                (crowd.count("waiting").await, crowd.count("pool").await),
                (8, 0),
                "{deed} {table} {after}"
            );
            for (person, (_, id)) in crowd.people.iter().zip(&shared) {
                assert!(matches!(crowd.stage(person, *id).await, Stage::Waiting { .. }));
            }
        }
        assert_eq!(crowd.moves().await, Moved::All { points: 8 });
        assert_eq!((crowd.count("waiting").await, crowd.count("pool").await), (0, 8));
        // And again with points in the pool: those stay whole, and stay once.
        for person in &crowd.people[8..16] {
            crowd.shares(person, "Another eight").await;
        }
        let before = crowd.pool_ids().await;
        for (table, deed, after) in [("pool", "DELETE", 3), ("pool", "INSERT", 9), ("waiting", "DELETE", 4)] {
            refuse(&crowd.house, table, deed, after).await;
            assert!(
                move_waiting(&crowd.house.services, organisation).await.is_err(),
                "{deed} {table} {after}"
            );
            refuse_no_longer(&crowd.house, table).await;
            assert_eq!(crowd.pool_ids().await, before);
            assert_eq!(crowd.count("waiting").await, 8);
        }
        assert_eq!(crowd.moves().await, Moved::All { points: 8 });
        assert_eq!(crowd.count("pool").await, 16);
    })
    .await;
}

#[tokio::test]
async fn a_freeze_that_stops_anywhere_is_done_whole_by_the_next() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        crowd.share_all(8).await;
        crowd.moves().await;
        crowd.reads_all(&crowd.leads[0], 0).await;
        let period = crowd.sleep_until_freeze();
        let organisation = crowd.organisation().await;
        let services = &crowd.house.services;
        for (table, deed, after) in [
            ("releases", "INSERT", 0),
            ("outcomes", "INSERT", 4),
            ("pool", "DELETE", 5),
            ("pools", "DELETE", 0),
        ] {
            refuse(&crowd.house, table, deed, after).await;
            assert!(freeze(services, organisation, period, KeyLost::Refuse).await.is_err(), "{deed} {table}");
            refuse_no_longer(&crowd.house, table).await;
            let counts =
                [crowd.count("pool").await, crowd.count("outcomes").await, crowd.count("releases").await];
            assert_eq!(counts, [8, 0, 0], "{deed} {table}");
            assert_eq!(list_period_keys(&crowd.house.key_dir()).expect("listed").len(), 1);
        }
        // Stopped after the transaction, before the key was gone.
        let dir = services::sealing::period_key_dir(&crowd.house.key_dir());
        let file = fs::read_dir(&dir).expect("read").next().expect("a key").expect("an entry").path();
        let key = fs::read(&file).expect("read");
        crowd.freezes(period).await;
        fs::write(&file, key).expect("as if it had never been removed");
        destroy_spent_keys(services).await.expect("looked after");
        assert!(list_period_keys(&crowd.house.key_dir()).expect("listed").is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_share_that_stops_anywhere_is_no_share() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let person = &crowd.people[0];
        for (table, deed) in [("reflections", "UPDATE"), ("waiting", "INSERT")] {
            let reflection = crowd.house.write(person, "We sat with her").await;
            let actor = crowd.house.actor(person).await;
            refuse(&crowd.house, table, deed, 0).await;
            let draft = || super::crowd::draft("p", "We sat with her");
            let stopped = services::share::share(&crowd.house.services, &actor, reflection, draft()).await;
            assert!(stopped.is_err(), "{deed} {table}");
            refuse_no_longer(&crowd.house, table).await;
            assert_eq!(crowd.count("waiting").await, 0);
            assert!(services::share::list(&crowd.house.services, &actor).await.expect("a list").is_empty());
        }
    })
    .await;
}

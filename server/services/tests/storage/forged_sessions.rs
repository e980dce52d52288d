//! Whoever writes into the sessions signs nobody in.

use crate::support::{Bind, each_database};
use domain::accounts::SessionState;
use domain::time::Timestamp;
use services::Error;
use services::accounts::{end_session, find_session, lock_session};
use services::reflect::{WritePass, make_write_pass, save_with_pass};
use uuid::Uuid;

const FAR: i64 = 4_000_000_000_000_000;

#[tokio::test]
async fn a_session_changed_in_any_field_is_no_session() {
    each_database(|house| async move {
        for (what, change) in [
            ("its person", "person = $2"),
            ("its beginning", "started_at = 4000000000000000"),
            ("its last use", "seen_at = 4000000000000000"),
            ("its lock", "locked_at = 4000000000000000"),
            ("its key", "ring_key = 'none'"),
            ("its MAC", "mac = (SELECT s.mac FROM sessions s WHERE s.person = $2 LIMIT 1)"),
            ("its id", "id = $2"),
        ] {
            let cookie = house.sign_in(&house.bola).await;
            let session =
                find_session(&house.services, &cookie).await.expect("looked up").expect("a session");
            let sql = format!("UPDATE sessions SET {change} WHERE id = $1");
            let binds = [Bind::Id(session.id.0), Bind::Id(house.amina.id.0)];
            let binds = if change.contains("$2") { &binds[..] } else { &binds[..1] };
            assert_eq!(house.tamper(&sql, binds).await, 1);
            assert!(house.actor_of(&cookie).await.is_none(), "{what}");
            end_session(&house.services, &cookie).await.expect("ended");
        }
    })
    .await;
}

#[tokio::test]
async fn hiding_a_forged_session_does_not_make_it_a_real_one() {
    each_database(|house| async move {
        let cookie = house.sign_in(&house.bola).await;
        let session = find_session(&house.services, &cookie).await.expect("looked up").expect("a session");
        let sql =
            "UPDATE sessions SET person = $1, started_at = $3, seen_at = $3, locked_at = $3 WHERE id = $2";
        let binds = [Bind::Id(house.amina.id.0), Bind::Id(session.id.0), Bind::Number(FAR)];
        assert_eq!(house.tamper(sql, &binds).await, 1);
        // Locking writes the row anew, with a new MAC: it must look at the old one first.
        let hidden = lock_session(&house.services, &cookie).await.expect("looked up");
        for token in hidden.iter().chain([&cookie]) {
            assert!(house.actor_of(token).await.is_none(), "the forger came in as somebody else");
        }
    })
    .await;
}

#[tokio::test]
async fn a_locked_session_is_not_unlocked_in_the_database() {
    each_database(|house| async move {
        let cookie = house.sign_in(&house.amina).await;
        let hidden = lock_session(&house.services, &cookie).await.expect("locked").expect("a cookie");
        let state = house.actor_of(&hidden).await.map(|actor| actor.session);
        assert_eq!(state, Some(SessionState::Locked));
        let unlock = "UPDATE sessions SET locked_at = NULL WHERE locked_at IS NOT NULL";
        assert_eq!(house.tamper(unlock, &[]).await, 1);
        assert!(house.actor_of(&hidden).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_session_copied_under_another_id_or_to_another_person_is_none() {
    each_database(|house| async move {
        let cookie = house.sign_in(&house.bola).await;
        let session = find_session(&house.services, &cookie).await.expect("looked up").expect("a session");
        house
            .tamper("CREATE TABLE held AS SELECT * FROM sessions WHERE id = $1", &[Bind::Id(session.id.0)])
            .await;
        end_session(&house.services, &cookie).await.expect("ended");
        let sql = "INSERT INTO sessions (id, token, person, started_at, seen_at, locked_at, ring_key, mac) \
             SELECT $1, token, $2, started_at, seen_at, locked_at, ring_key, mac FROM held";
        for (id, person) in [
            (Uuid::new_v4(), house.bola.id),
            (session.id.0, house.amina.id),
            (Uuid::new_v4(), house.amina.id),
        ] {
            assert_eq!(house.tamper(sql, &[Bind::Id(id), Bind::Id(person.0)]).await, 1);
            assert!(house.actor_of(&cookie).await.is_none());
            house.tamper("DELETE FROM sessions WHERE id = $1", &[Bind::Id(id)]).await;
        }
        // The very row put back is known and said openly: it is one the portal wrote itself.
        house.tamper(sql, &[Bind::Id(session.id.0), Bind::Id(house.bola.id.0)]).await;
        assert!(house.actor_of(&cookie).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_forged_session_does_not_even_save_with_a_pass() {
    each_database(|house| async move {
        let id = house.write(&house.amina, "Mine").await;
        let cookie = house.sign_in(&house.amina).await;
        let session = find_session(&house.services, &cookie).await.expect("looked up").expect("a session");
        let pass = make_write_pass(&house.services, session.id, house.amina.id, id).expect("a pass");
        let pass = WritePass::parse(&pass).expect("a pass");
        house.services.clock.move_to(Timestamp(house.now().0).plus_minutes(30 * 60));
        let sql = "UPDATE sessions SET seen_at = $2 WHERE id = $1";
        house.tamper(sql, &[Bind::Id(session.id.0), Bind::Number(house.now().0)]).await;
        let refused = save_with_pass(&house.services, &pass, house.request(id, 2, "page", "More")).await;
        assert!(matches!(refused, Err(Error::SignInFirst)));
    })
    .await;
}

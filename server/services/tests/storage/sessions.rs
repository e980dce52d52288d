//! How long a session reads, how long it may still write, and what ends it.

use crate::support::{Installation, MORNING, Person, each_database};
use domain::accounts::SessionState;
use domain::accounts::SessionState::{Live, Locked};
use services::Error;
use services::accounts::{
    SignIn, end_session, find_session, find_session_by_id, lock_session, own_account, sign_in,
    sign_out_everywhere, sweep,
};
use services::reflect::list;

async fn state(house: &Installation, token: &str) -> Option<SessionState> {
    house.actor_of(token).await.map(|actor| actor.session)
}

async fn sign_in_over(house: &Installation, person: &Person, old: &str) -> String {
    let with = SignIn {
        email: &person.email,
        password: &person.password,
        device: "",
        from: "",
        old_token: Some(old),
    };
    sign_in(&house.services, with).await.expect("signed in").token
}

#[tokio::test]
async fn an_idle_session_locks_reads_nothing_and_ends_twelve_hours_later() {
    each_database(|house| async move {
        let token = house.sign_in(&house.amina).await;
        house.wait_minutes(14);
        assert_eq!(state(&house, &token).await, Some(Live));
        house.wait_minutes(14);
        assert_eq!(state(&house, &token).await, Some(Live), "use keeps it open");
        house.wait_minutes(15);
        let locked = house.actor_of(&token).await.expect("a session");
        assert_eq!(locked.session, Locked);
        assert!(matches!(list(&house.services, &locked, 1).await, Err(Error::SignInFirst)));
        assert!(matches!(own_account(&house.services, &locked).await, Err(Error::SignInFirst)));
        house.wait_minutes(12 * 60 - 1);
        assert_eq!(state(&house, &token).await, Some(Locked), "looking at it does not prolong it");
        house.wait_minutes(1);
        assert_eq!(state(&house, &token).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_session_in_constant_use_locks_after_fourteen_hours() {
    each_database(|house| async move {
        let token = house.sign_in(&house.amina).await;
        for _ in 0..(14 * 6 - 1) {
            house.wait_minutes(10);
            assert_eq!(state(&house, &token).await, Some(Live));
        }
        house.wait_minutes(10);
        assert_eq!(state(&house, &token).await, Some(Locked));
    })
    .await;
}

#[tokio::test]
async fn a_session_hidden_by_hand_is_locked_at_once_under_another_cookie() {
    each_database(|house| async move {
        let token = house.sign_in(&house.amina).await;
        let hidden = lock_session(&house.services, &token).await.expect("locked").expect("a cookie");
        assert_ne!(hidden, token);
        assert_eq!(state(&house, &token).await, None, "the old cookie is nothing any more");
        assert_eq!(state(&house, &hidden).await, Some(Locked));
        house.wait_minutes(60);
        let again = lock_session(&house.services, &hidden).await.expect("locked").expect("a cookie");
        house.wait_minutes(11 * 60);
        assert_eq!(state(&house, &again).await, None, "pressing again does not prolong it");
        assert!(lock_session(&house.services, &token).await.expect("looked up").is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_on_its_way_does_not_undo_hiding() {
    each_database(|house| async move {
        for round in 0..40 {
            let token = house.sign_in(&house.amina).await;
            let id = find_session(&house.services, &token).await.expect("read").expect("a session").id;
            house.wait_minutes(2); // so that a request writes down that the session was used
            let requests: Vec<_> = (0..4)
                .map(|_| {
                    let (services, token) = (house.services.clone(), token.clone());
                    tokio::spawn(async move { find_session(&services, &token).await })
                })
                .collect();
            lock_session(&house.services, &token).await.expect("locked");
            for request in requests {
                request.await.expect("done").expect("looked up");
            }
            let session = find_session_by_id(&house.services, id).await.expect("read").expect("a session");
            assert_eq!(session.actor.session, Locked, "round {round}");
            end_session(&house.services, &token).await.expect("ended");
        }
    })
    .await;
}

#[tokio::test]
async fn signing_out_ends_this_session_and_signing_out_everywhere_every_one() {
    each_database(|house| async move {
        let tokens =
            [house.sign_in(&house.amina).await, house.sign_in(&house.amina).await, house.amina.token.clone()];
        end_session(&house.services, &tokens[0]).await.expect("ended");
        end_session(&house.services, &tokens[0]).await.expect("ending nothing is fine");
        assert_eq!(state(&house, &tokens[0]).await, None);
        assert_eq!(state(&house, &tokens[1]).await, Some(Live));
        let actor = house.actor_of(&tokens[1]).await.expect("a session");
        sign_out_everywhere(&house.services, &actor).await.expect("ended");
        for token in &tokens {
            assert_eq!(state(&house, token).await, None);
        }
        assert_eq!(state(&house, &house.bola.token).await, Some(Live), "nobody else's");
    })
    .await;
}

#[tokio::test]
async fn signing_in_on_a_browser_ends_ones_own_session_there_and_locks_somebody_elses() {
    each_database(|house| async move {
        let first = house.sign_in(&house.amina).await;
        let id = find_session(&house.services, &first).await.expect("looked up").expect("a session").id;
        let second = sign_in_over(&house, &house.amina, &first).await;
        assert!(find_session_by_id(&house.services, id).await.expect("looked up").is_none());

        let id = find_session(&house.services, &second).await.expect("looked up").expect("a session").id;
        sign_in_over(&house, &house.bola, &second).await;
        let left = find_session_by_id(&house.services, id).await.expect("looked up").expect("kept");
        assert_eq!(left.actor.session, Locked, "what she was writing can still be kept for her");
        assert_eq!(state(&house, &second).await, None, "but not by the cookie of the browser");
    })
    .await;
}

#[tokio::test]
async fn the_cookie_is_not_in_the_database_and_nonsense_is_no_cookie() {
    each_database(|house| async move {
        let stored = house.bytes("SELECT token FROM sessions WHERE person = $1", house.amina.id.0).await;
        assert_ne!(stored, house.amina.token.as_bytes());
        for nonsense in ["", "x", "' OR 1=1 --", &"A".repeat(43), &"é".repeat(43), &"A".repeat(100_000)] {
            assert_eq!(state(&house, nonsense).await, None);
        }
    })
    .await;
}

#[tokio::test]
async fn what_has_run_out_is_swept_away_and_what_has_not_stays() {
    each_database(|house| async move {
        house.invite(&house.admin, "late@meadow.example", domain::accounts::Role::Staff).await;
        services::accounts::request_reset(&house.services, &house.amina.email).await.expect("asked");
        sweep(&house.services).await.expect("swept");
        let tables = ["sessions", "invitations", "resets", "attempts"];
        for table in tables {
            assert!(house.number(&format!("SELECT count(*) FROM {table}"), &[]).await > 0, "{table}");
        }
        house.wait_days(8);
        let token = house.sign_in(&house.amina).await;
        sweep(&house.services).await.expect("swept");
        for table in tables.into_iter().filter(|table| *table != "sessions") {
            assert_eq!(house.number(&format!("SELECT count(*) FROM {table}"), &[]).await, 0, "{table}");
        }
        assert_eq!(house.number("SELECT count(*) FROM sessions", &[]).await, 1);
        assert_eq!(state(&house, &token).await, Some(Live));
        assert_eq!(house.now(), MORNING.plus_days(8));
    })
    .await;
}

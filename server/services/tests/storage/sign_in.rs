//! Signing in, and how often it may be tried.

use crate::support::{Installation, each_database, email, password};
use services::accounts::{Passwords, SignIn, SignInError, restore, sign_in, suspend};
use services::{Error, Services};
use tokio::task::JoinSet;

/// Tries a wrong password for an address, from a place.
async fn wrong(house: &Installation, address: &str, from: &str) -> SignInError {
    let (email, password) = (email(address), password("not my password"));
    let with = SignIn { email: &email, password: &password, device: "", from, old_token: None };
    sign_in(&house.services, with).await.expect_err("refused")
}

fn is_limited(error: &SignInError) -> bool {
    matches!(error, SignInError::Other(Error::TooManyTries { .. }))
}

#[tokio::test]
async fn the_right_password_lets_in_and_a_wrong_one_or_an_unknown_address_look_the_same() {
    each_database(|house| async move {
        let token = house.sign_in(&house.amina).await;
        assert_eq!(house.actor_of(&token).await.expect("a session").person, house.amina.id);
        let mistaken = wrong(&house, "amina@meadow.example", "a").await;
        let unknown = wrong(&house, "nobody@meadow.example", "a").await;
        assert!(matches!(mistaken, SignInError::Wrong) && matches!(unknown, SignInError::Wrong));
        assert_eq!(mistaken.to_string(), unknown.to_string());
        let bolas = house.try_sign_in(&house.amina.email, &house.bola.password).await;
        assert!(matches!(bolas, Err(SignInError::Wrong)), "another person's password");
    })
    .await;
}

#[tokio::test]
async fn a_suspended_person_is_told_so_only_with_the_right_password() {
    each_database(|house| async move {
        let admin = house.actor(&house.admin).await;
        suspend(&house.services, &admin, house.amina.id).await.expect("suspended");
        let refused = house.try_sign_in(&house.amina.email, &house.amina.password).await;
        assert!(matches!(refused, Err(SignInError::Suspended)));
        assert!(matches!(wrong(&house, "amina@meadow.example", "a").await, SignInError::Wrong));
        restore(&house.services, &admin, house.amina.id).await.expect("restored");
        house.sign_in(&house.amina).await;
    })
    .await;
}

#[tokio::test]
async fn ten_wrong_passwords_close_the_door_of_one_address_for_a_quarter_of_an_hour() {
    each_database(|house| async move {
        for _ in 0..10 {
            assert!(matches!(wrong(&house, "amina@meadow.example", "a").await, SignInError::Wrong));
        }
        assert!(is_limited(&wrong(&house, "amina@meadow.example", "elsewhere").await), "from anywhere");
        let right = house.try_sign_in(&house.amina.email, &house.amina.password).await;
        assert!(
            matches!(right, Err(SignInError::Other(Error::TooManyTries { minutes: 15..=16 }))),
            "{right:?}"
        );
        house.sign_in(&house.bola).await; // another address is not concerned
        house.wait_minutes(14);
        assert!(is_limited(&wrong(&house, "amina@meadow.example", "a").await));
        house.wait_minutes(1);
        house.sign_in(&house.amina).await;
    })
    .await;
}

#[tokio::test]
async fn an_address_without_an_account_is_limited_like_any_other() {
    each_database(|house| async move {
        for _ in 0..10 {
            assert!(!is_limited(&wrong(&house, "nobody@meadow.example", "a").await));
        }
        assert!(is_limited(&wrong(&house, "nobody@meadow.example", "a").await));
    })
    .await;
}

#[tokio::test]
async fn signing_in_rightly_forgets_the_wrong_tries() {
    each_database(|house| async move {
        for _ in 0..3 {
            for _ in 0..9 {
                assert!(matches!(wrong(&house, "amina@meadow.example", "a").await, SignInError::Wrong));
            }
            house.sign_in(&house.amina).await;
        }
    })
    .await;
}

#[tokio::test]
async fn two_hundred_wrong_tries_from_one_place_close_it_whatever_the_address() {
    each_database(|house| async move {
        for number in 0..200 {
            let refused = wrong(&house, &format!("nobody{number}@meadow.example"), "one place").await;
            assert!(matches!(refused, SignInError::Wrong), "{number}");
        }
        assert!(is_limited(&wrong(&house, "amina@meadow.example", "one place").await));
        assert!(!is_limited(&wrong(&house, "amina@meadow.example", "another place").await));
    })
    .await;
}

/// Signs in many times at the same moment; answers what became of each.
async fn burst(services: &Services, tries: usize, address: fn(usize) -> String) -> Vec<SignInError> {
    let mut running = JoinSet::new();
    for number in 0..tries {
        let services = services.clone();
        running.spawn(async move {
            let (email, password) = (email(&address(number)), password("not my password"));
            let with = SignIn { email: &email, password: &password, device: "", from: "", old_token: None };
            sign_in(&services, with).await.expect_err("refused")
        });
    }
    running.join_all().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn guesses_made_at_the_same_moment_are_counted_like_others() {
    each_database(|house| async move {
        let outcomes = burst(&house.services, 60, |_| "amina@meadow.example".to_owned()).await;
        let guessed = outcomes.iter().filter(|error| matches!(error, SignInError::Wrong)).count();
        assert_eq!(guessed, 10, "{} refused", outcomes.iter().filter(|error| is_limited(error)).count());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_burst_of_sign_ins_is_told_that_we_are_busy_and_the_next_gets_in() {
    each_database(|house| async move {
        // Slow enough that nobody is done while the others arrive.
        let slow = Passwords::with_cost(19 * 1024, 4).expect("a cost");
        let services = Services { passwords: slow.clone(), ..house.services.clone() };
        let mut crowd = JoinSet::new();
        for _ in 0..200 {
            let slow = slow.clone();
            crowd.spawn(async move { slow.hash(&password("kettle harbour seven")).await.is_ok() });
        }
        // 128 have a place; the others are sent away at once.
        for _ in 0..72 {
            let served = crowd.join_next().await.expect("one of them").expect("done");
            assert!(!served, "the first to be done with are those sent away");
        }
        let with = SignIn {
            email: &house.amina.email,
            password: &house.amina.password,
            device: "",
            from: "",
            old_token: None,
        };
        let busy = sign_in(&services, with).await;
        assert!(matches!(busy, Err(SignInError::Other(Error::Busy))), "{busy:?}");
        crowd.shutdown().await;
        house.try_sign_in(&house.amina.email, &house.amina.password).await.expect("another node is free");
        let with = SignIn {
            email: &house.amina.email,
            password: &house.amina.password,
            device: "",
            from: "",
            old_token: None,
        };
        sign_in(&services, with).await.expect("and so is this one, the crowd being gone");
    })
    .await;
}

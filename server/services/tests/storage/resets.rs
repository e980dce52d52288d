//! A new password by a link in a letter.

use crate::support::{Installation, Person, each_database, email, password, token_of};
use services::Error;
use services::accounts::{
    ResetError, complete_reset, find_reset, own_account, request_reset, restore, suspend,
};

const AMINA: &str = "amina@meadow.example";

async fn link(house: &Installation, person: &Person) -> String {
    request_reset(&house.services, &person.email).await.expect("asked");
    token_of(&house.link_to(person.email.as_str()).await)
}

async fn complete(house: &Installation, token: &str, code: Option<&str>) -> Result<bool, ResetError> {
    let chosen = password("a new password");
    let closure = complete_reset(&house.services, token, &chosen, code, "Firefox on Linux").await?;
    Ok(closure.is_some())
}

#[tokio::test]
async fn an_unknown_or_suspended_address_is_sent_nothing_and_looks_the_same() {
    each_database(|house| async move {
        let admin = house.actor(&house.admin).await;
        suspend(&house.services, &admin, house.bola.id).await.expect("suspended");
        for address in ["nobody@meadow.example", "bola@meadow.example"] {
            request_reset(&house.services, &email(address)).await.expect("the same answer as ever");
        }
        assert!(house.letters().await.is_empty());
        assert_eq!(house.number("SELECT count(*) FROM resets", &[]).await, 0);
        request_reset(&house.services, &house.amina.email).await.expect("asked");
        let letters = house.letters().await;
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].to, AMINA);
    })
    .await;
}

#[tokio::test]
async fn beyond_three_links_in_a_quarter_of_an_hour_nothing_more_is_sent_or_said() {
    each_database(|house| async move {
        for _ in 0..6 {
            request_reset(&house.services, &house.amina.email).await.expect("asked");
        }
        assert_eq!(house.letters().await.len(), 3);
        house.wait_minutes(15);
        request_reset(&house.services, &house.amina.email).await.expect("asked");
        assert_eq!(house.letters().await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_link_works_once_and_ends_every_session() {
    each_database(|house| async move {
        let token = link(&house, &house.amina).await;
        assert_eq!(find_reset(&house.services, &token).await.expect("works"), AMINA);
        assert_eq!(find_reset(&house.services, &token).await.expect("looking changes nothing"), AMINA);
        assert!(complete(&house, &token, None).await.expect("reset"));
        assert!(matches!(find_reset(&house.services, &token).await, Err(ResetError::Gone)));
        assert!(matches!(complete(&house, &token, None).await, Err(ResetError::Gone)));
        assert!(house.actor_of(&house.amina.token).await.is_none());
        assert!(house.try_sign_in(&house.amina.email, &house.amina.password).await.is_err());
        let new = house.try_sign_in(&house.amina.email, &password("a new password")).await.expect("in");
        let actor = house.actor_of(&new.token).await.expect("a session");
        let account = own_account(&house.services, &actor).await.expect("an account");
        assert!(account.sign_ins.iter().any(|seen| seen.outcome == "reset"), "she can see that it happened");
        assert!(account.closure.is_some());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_pressed_many_times_at_once_sets_one_password() {
    each_database(|house| async move {
        let token = link(&house, &house.amina).await;
        let presses: Vec<_> = (0..6)
            .map(|number| {
                let (services, token) = (house.services.clone(), token.clone());
                tokio::spawn(async move {
                    let chosen = password(&format!("new password {number}"));
                    complete_reset(&services, &token, &chosen, None, "").await.map(|_| chosen)
                })
            })
            .collect();
        let mut set = Vec::new();
        for press in presses {
            match press.await.expect("done") {
                Ok(chosen) => set.push(chosen),
                Err(ResetError::Gone | ResetError::Other(Error::Busy)) => {}
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!(set.len(), 1);
        house.try_sign_in(&house.amina.email, &set[0]).await.expect("the one that was set");
    })
    .await;
}

#[tokio::test]
async fn a_link_runs_out_after_two_hours() {
    each_database(|house| async move {
        let token = link(&house, &house.amina).await;
        house.wait_minutes(119);
        assert!(find_reset(&house.services, &token).await.is_ok());
        house.wait_minutes(1);
        assert!(matches!(find_reset(&house.services, &token).await, Err(ResetError::Gone)));
        assert!(matches!(complete(&house, &token, None).await, Err(ResetError::Gone)));
        house.sign_in(&house.amina).await;
    })
    .await;
}

#[tokio::test]
async fn a_second_link_replaces_the_first() {
    each_database(|house| async move {
        let (first, bolas) = (link(&house, &house.amina).await, link(&house, &house.bola).await);
        let second = link(&house, &house.amina).await;
        assert!(matches!(complete(&house, &first, None).await, Err(ResetError::Gone)));
        assert!(find_reset(&house.services, &bolas).await.is_ok(), "nobody else's");
        assert!(complete(&house, &second, None).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_link_of_a_person_suspended_since_is_gone() {
    each_database(|house| async move {
        let token = link(&house, &house.amina).await;
        let admin = house.actor(&house.admin).await;
        suspend(&house.services, &admin, house.amina.id).await.expect("suspended");
        assert!(matches!(complete(&house, &token, None).await, Err(ResetError::Gone)));
        restore(&house.services, &admin, house.amina.id).await.expect("restored");
        house.sign_in(&house.amina).await;
    })
    .await;
}

#[tokio::test]
async fn a_wrong_recovery_code_uses_nothing_up_and_is_limited() {
    each_database(|house| async move {
        let token = link(&house, &house.amina).await;
        for code in (0..10).map(|number| format!("{number}000-0000-0000-0000-0000-0000")) {
            let refused = complete(&house, &token, Some(&code)).await;
            assert!(matches!(refused, Err(ResetError::WrongCode)), "{refused:?}");
        }
        let right = Some(house.amina.recovery_code.as_str());
        let limited = complete(&house, &token, right).await;
        assert!(matches!(limited, Err(ResetError::Other(Error::TooManyTries { .. }))), "{limited:?}");
        house.sign_in(&house.amina).await; // the old password still stands
        house.wait_minutes(15);
        assert!(!complete(&house, &token, right).await.expect("the link still works"));
    })
    .await;
}

#[tokio::test]
async fn another_persons_recovery_code_is_a_wrong_one() {
    each_database(|house| async move {
        let token = link(&house, &house.amina).await;
        let refused = complete(&house, &token, Some(&house.bola.recovery_code)).await;
        assert!(matches!(refused, Err(ResetError::WrongCode)));
    })
    .await;
}

#[tokio::test]
async fn with_the_recovery_code_nothing_is_closed_and_no_notice_goes_out() {
    each_database(|house| async move {
        let id = house.write(&house.amina, "Mine").await;
        let token = link(&house, &house.amina).await;
        let typed = house.amina.recovery_code.to_lowercase().replace('-', " ");
        assert!(!complete(&house, &token, Some(&typed)).await.expect("reset"));
        let person = Person { password: password("a new password"), ..house.amina.clone() };
        let actor = house.actor(&person).await;
        assert!(actor.closure.is_none());
        assert!(services::reflect::read(&house.services, &actor, id).await.is_ok());
        house.wait_days(6);
        assert!(house.letters().await.is_empty());
    })
    .await;
}

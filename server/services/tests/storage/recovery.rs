//! The recovery code.

use crate::support::{Installation, Person, each_database, password, token_of};
use services::Error;
use services::accounts::{
    RecoveryError, complete_reset, make_recovery_code, open_with_recovery_code, request_reset,
};

async fn reset(house: &Installation, person: &Person) -> Person {
    request_reset(&house.services, &person.email).await.expect("asked");
    let token = token_of(&house.link_to(person.email.as_str()).await);
    let chosen = password("a new password");
    complete_reset(&house.services, &token, &chosen, None, "").await.expect("reset").expect("closed");
    Person { password: chosen, ..person.clone() }
}

#[tokio::test]
async fn wrong_codes_open_nothing_and_ten_of_them_close_the_door_even_to_the_right_one() {
    each_database(|house| async move {
        let amina = reset(&house, &house.amina).await;
        let actor = house.actor(&amina).await;
        let codes = [String::new(), "-".to_owned(), house.bola.recovery_code.clone()];
        let guesses = (0..7).map(|number| format!("{number}000-0000-0000-0000-0000-0000"));
        for code in codes.into_iter().chain(guesses) {
            let refused = open_with_recovery_code(&house.services, &actor, &code).await;
            assert!(matches!(refused, Err(RecoveryError::WrongCode)), "{code}");
        }
        let limited = open_with_recovery_code(&house.services, &actor, &amina.recovery_code).await;
        assert!(matches!(limited, Err(RecoveryError::Other(Error::TooManyTries { .. }))));
        assert!(house.actor(&amina).await.closure.is_some());
        house.wait_minutes(15);
        let actor = house.actor(&amina).await;
        open_with_recovery_code(&house.services, &actor, &amina.recovery_code).await.expect("opened");
        assert!(house.actor(&amina).await.closure.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_code_is_read_as_people_type_it() {
    each_database(|house| async move {
        let amina = reset(&house, &house.amina).await;
        let actor = house.actor(&amina).await;
        let typed: String = amina
            .recovery_code
            .to_lowercase()
            .replace('-', "  ")
            .chars()
            .map(|letter| match letter {
                '0' => 'o',
                '1' => 'l',
                other => other,
            })
            .collect();
        open_with_recovery_code(&house.services, &actor, &typed).await.expect("opened");
    })
    .await;
}

#[tokio::test]
async fn no_new_code_is_made_while_reflections_are_closed() {
    each_database(|house| async move {
        let amina = reset(&house, &house.amina).await;
        let actor = house.actor(&amina).await;
        let refused = make_recovery_code(&house.services, &actor, &amina.password).await;
        assert!(matches!(refused, Err(RecoveryError::Other(Error::Closed))));
        // An actor from before the reset, as a request that was already on its way would carry.
        let before = domain::policy::Actor { closure: None, ..actor.clone() };
        let refused = make_recovery_code(&house.services, &before, &amina.password).await;
        assert!(matches!(refused, Err(RecoveryError::Other(Error::Closed))), "the record says so too");
        open_with_recovery_code(&house.services, &actor, &amina.recovery_code)
            .await
            .expect("the old one holds");
    })
    .await;
}

#[tokio::test]
async fn a_new_code_needs_the_password_and_takes_the_place_of_the_old() {
    each_database(|house| async move {
        let actor = house.actor(&house.amina).await;
        let wrong = make_recovery_code(&house.services, &actor, &password("not my password")).await;
        assert!(matches!(wrong, Err(RecoveryError::WrongPassword)));
        let code = make_recovery_code(&house.services, &actor, &house.amina.password).await.expect("made");
        assert_ne!(code, house.amina.recovery_code);
        let amina = reset(&house, &house.amina).await;
        let actor = house.actor(&amina).await;
        let old = open_with_recovery_code(&house.services, &actor, &amina.recovery_code).await;
        assert!(matches!(old, Err(RecoveryError::WrongCode)));
        open_with_recovery_code(&house.services, &actor, &code).await.expect("opened");
    })
    .await;
}

#[tokio::test]
async fn wrong_passwords_for_a_new_code_count_as_wrong_sign_ins() {
    each_database(|house| async move {
        let actor = house.actor(&house.amina).await;
        for _ in 0..10 {
            let wrong = make_recovery_code(&house.services, &actor, &password("not my password")).await;
            assert!(matches!(wrong, Err(RecoveryError::WrongPassword)));
        }
        let limited = make_recovery_code(&house.services, &actor, &house.amina.password).await;
        assert!(matches!(limited, Err(RecoveryError::Other(Error::TooManyTries { .. }))));
        assert!(house.try_sign_in(&house.amina.email, &house.amina.password).await.is_err());
    })
    .await;
}

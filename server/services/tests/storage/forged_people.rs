//! Whoever writes into the records of people lets nobody in.

use crate::support::{Bind, Installation, Person, each_database, email};
use services::Error;
use services::accounts::{
    ResetError, SignInError, complete_reset, find_reset, list_people, open_with_recovery_code, own_account,
    request_reset, suspend,
};
use uuid::Uuid;

/// Asserts that this person gets in no way at all: by password, by the cookie they hold, by a letter.
async fn is_shut_out(house: &Installation, person: &Person, token: &str, what: &str) {
    let wrong = house.try_sign_in(&person.email, &person.password).await;
    assert!(matches!(wrong, Err(SignInError::Wrong)), "{what}: {wrong:?}");
    let again = house.try_sign_in(&person.email, &house.bola.password).await;
    assert!(matches!(again, Err(SignInError::Wrong)), "{what}, with the forger's password: {again:?}");
    assert!(house.actor_of(token).await.is_none(), "{what}: the session");
    request_reset(&house.services, &person.email).await.expect("asked");
    assert!(house.letters().await.is_empty(), "{what}: no letter goes out");
}

#[tokio::test]
async fn a_record_changed_in_any_field_lets_nobody_in() {
    each_database(|house| async move {
        let token = house.sign_in(&house.amina).await;
        house.keep_people().await;
        let forger = "(SELECT {} FROM kept WHERE email = 'bola@meadow.example')";
        let from_forger = |column: &str| forger.replace("{}", column);
        let harbour = "(SELECT organisation FROM kept WHERE email = 'other@harbour.example')";
        for (what, change) in [
            ("a password hash", format!("password = {}", from_forger("password"))),
            ("a role", "roles = 'staff,administrator'".to_owned()),
            ("a standing", "standing = 'suspended'".to_owned()),
            ("a closure", "closed_since = 1, closed_until = 2".to_owned()),
            ("half a closure", "closed_until = 2".to_owned()),
            ("a recovery hash", format!("recovery = {}", from_forger("recovery"))),
            ("a name", "name = 'Somebody'".to_owned()),
            ("an organisation", format!("organisation = {harbour}")),
            ("a MAC", format!("mac = {}", from_forger("mac"))),
            ("the name of a key", "ring_key = 'none'".to_owned()),
            (
                "everything but id and address",
                format!(
                    "password = {}, recovery = {}, mac = {}",
                    from_forger("password"),
                    from_forger("recovery"),
                    from_forger("mac")
                ),
            ),
        ] {
            assert!(house.actor_of(&token).await.is_some(), "before {what}");
            let sql = format!("UPDATE people SET {change} WHERE id = $1");
            assert_eq!(house.tamper(&sql, &[Bind::Id(house.amina.id.0)]).await, 1);
            is_shut_out(&house, &house.amina, &token, what).await;
            house.put_people_back().await;
            house.wait_minutes(16); // past the limits on tries
            let _ = house.sign_in(&house.amina).await;
            house.services.clock.move_to(crate::support::MORNING);
        }
    })
    .await;
}

#[tokio::test]
async fn an_address_written_into_a_record_opens_it_to_nobody() {
    each_database(|house| async move {
        let id = house.amina.id.0;
        house.tamper("UPDATE people SET email = 'thief@evil.example' WHERE id = $1", &[Bind::Id(id)]).await;
        let thief = Person { email: email("thief@evil.example"), ..house.amina.clone() };
        is_shut_out(&house, &thief, &house.amina.token, "the new address").await;
        is_shut_out(&house, &house.amina, &house.amina.token, "the old address").await;
    })
    .await;
}

#[tokio::test]
async fn a_suspension_lifted_in_the_database_stays() {
    each_database(|house| async move {
        let admin = house.actor(&house.admin).await;
        suspend(&house.services, &admin, house.amina.id).await.expect("suspended");
        let active = "UPDATE people SET standing = 'active' WHERE id = $1";
        house.tamper(active, &[Bind::Id(house.amina.id.0)]).await;
        is_shut_out(&house, &house.amina, &house.amina.token, "a standing").await;
    })
    .await;
}

#[tokio::test]
async fn a_closure_taken_away_in_the_database_opens_nothing() {
    each_database(|house| async move {
        house.write(&house.amina, "Mine").await;
        request_reset(&house.services, &house.amina.email).await.expect("asked");
        let link = house.link_to("amina@meadow.example").await;
        let token = crate::support::token_of(&link);
        complete_reset(&house.services, &token, &house.amina.password, None, "").await.expect("reset");
        let cookie = house.sign_in(&house.amina).await;
        let _ = house.letters().await;
        for change in ["closed_since = NULL, closed_until = NULL", "closed_since = 0", "closed_until = 0"] {
            house.keep_people().await;
            let sql = format!("UPDATE people SET {change} WHERE id = $1");
            house.tamper(&sql, &[Bind::Id(house.amina.id.0)]).await;
            is_shut_out(&house, &house.amina, &cookie, change).await;
            house.put_people_back().await;
            assert!(house.actor_of(&cookie).await.is_some_and(|actor| actor.closure.is_some()));
        }
    })
    .await;
}

#[tokio::test]
async fn a_recovery_code_written_into_a_record_opens_nothing() {
    each_database(|house| async move {
        request_reset(&house.services, &house.amina.email).await.expect("asked");
        let link = house.link_to("amina@meadow.example").await;
        let token = crate::support::token_of(&link);
        let actor = house.actor(&house.amina).await;
        // The forger's own code and hash, as if they were hers.
        let sql =
            "UPDATE people SET recovery = (SELECT p.recovery FROM people p WHERE p.id = $2) WHERE id = $1";
        house.tamper(sql, &[Bind::Id(house.amina.id.0), Bind::Id(house.bola.id.0)]).await;
        let code = &house.bola.recovery_code;
        assert!(open_with_recovery_code(&house.services, &actor, code).await.is_err());
        assert!(own_account(&house.services, &actor).await.is_err());
        assert!(find_reset(&house.services, &token).await.is_err());
        let reset = complete_reset(&house.services, &token, &house.bola.password, Some(code), "").await;
        assert!(matches!(reset, Err(ResetError::Other(Error::Seal(_)))));
    })
    .await;
}

#[tokio::test]
async fn a_new_person_copied_from_another_is_nobody() {
    each_database(|house| async move {
        let (id, address) = (Uuid::now_v7(), "copy@meadow.example");
        let sql = "INSERT INTO people (id, organisation, email, name, roles, password, standing, closed_since, \
             closed_until, recovery, ring_key, mac) SELECT $1, organisation, $2, name, roles, password, standing, \
             closed_since, closed_until, recovery, ring_key, mac FROM people WHERE id = $3";
        // Of the administrator, so that a copy would be one too.
        let binds = [Bind::Id(id), Bind::Text(address), Bind::Id(house.admin.id.0)];
        assert_eq!(house.tamper(sql, &binds).await, 1);
        let copy = Person { email: email(address), ..house.admin.clone() };
        is_shut_out(&house, &copy, "", "a copied person").await;

        // A session of the administrator's own, given to the copy.
        let cookie = house.sign_in(&house.admin).await;
        let binds = [Bind::Id(id), Bind::Id(house.admin.id.0)];
        house.tamper("UPDATE sessions SET person = $1 WHERE person = $2", &binds).await;
        assert!(house.actor_of(&cookie).await.is_none());

        let seen = list_people(&house.services, &house.actor(&house.admin).await).await.expect("people");
        assert!(seen.people.iter().all(|person| person.email != address), "not even in the list");
    })
    .await;
}

#[tokio::test]
async fn a_person_whose_id_was_changed_is_nobody() {
    each_database(|house| async move {
        let id = Uuid::now_v7();
        for table in ["person_keys", "sessions", "sign_ins"] {
            let sql = format!("DELETE FROM {table} WHERE person = $1");
            house.tamper(&sql, &[Bind::Id(house.amina.id.0)]).await;
        }
        let binds = [Bind::Id(id), Bind::Id(house.amina.id.0)];
        assert_eq!(house.tamper("UPDATE people SET id = $1 WHERE id = $2", &binds).await, 1);
        is_shut_out(&house, &house.amina, &house.amina.token, "another id").await;
    })
    .await;
}

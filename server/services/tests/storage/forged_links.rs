//! Whoever writes invitations or reset links into the database opens no door.

use crate::support::{Bind, Installation, each_database, name, password, token_of};
use domain::accounts::Role;
use services::accounts::{complete_reset, find_invitation, find_reset, join, list_people, request_reset};
use uuid::Uuid;

const PEOPLE: &str = "SELECT count(*) FROM people";

async fn opens_nothing(house: &Installation, token: &str, what: &str) {
    let before = house.number(PEOPLE, &[]).await;
    assert!(find_invitation(&house.services, token).await.is_err(), "{what}: the page");
    let chosen = password("kettle harbour seven");
    let joined = join(&house.services, token, &name("Eve"), &chosen, "").await;
    assert!(joined.is_err(), "{what}: the button");
    assert_eq!(house.number(PEOPLE, &[]).await, before, "{what}: nobody is made");
}

#[tokio::test]
async fn an_invitation_changed_in_any_field_lets_nobody_join() {
    each_database(|house| async move {
        for (what, change) in [
            ("its roles", "roles = 'staff,administrator'"),
            ("its address", "email = 'thief@evil.example'"),
            (
                "its organisation",
                "organisation = (SELECT organisation FROM people WHERE email = 'other@harbour.example')",
            ),
            ("its end", "ends_at = 4000000000000000"),
            ("its beginning", "made_at = 1"),
            ("its name", "name = 'Somebody'"),
        ] {
            house.invite(&house.admin, "new@meadow.example", Role::Staff).await;
            let token = token_of(&house.link_to("new@meadow.example").await);
            assert!(find_invitation(&house.services, &token).await.is_ok(), "before {what}");
            assert_eq!(house.tamper(&format!("UPDATE invitations SET {change}"), &[]).await, 1);
            opens_nothing(&house, &token, what).await;
            let admin = house.actor(&house.admin).await;
            let waiting = list_people(&house.services, &admin).await.expect("people").waiting;
            assert!(waiting.is_empty(), "{what}: an administrator is shown our own only");
            house.tamper("DELETE FROM invitations", &[]).await;
        }
    })
    .await;
}

#[tokio::test]
async fn an_invitation_written_anew_from_another_lets_nobody_join() {
    each_database(|house| async move {
        house.invite(&house.admin, "new@meadow.example", Role::Staff).await;
        let token = token_of(&house.link_to("new@meadow.example").await);
        house.tamper("CREATE TABLE held AS SELECT * FROM invitations", &[]).await;
        house.tamper("DELETE FROM invitations", &[]).await;
        let sql = "INSERT INTO invitations (id, token, organisation, email, name, roles, made_at, ends_at, ring_key, \
             mac) SELECT $1, token, organisation, email, name, roles, made_at, ends_at, ring_key, mac FROM held";
        house.tamper(sql, &[Bind::Id(Uuid::now_v7())]).await;
        opens_nothing(&house, &token, "another id").await;
        // A token of the forger's choosing, stored as itself.
        let own = "A".repeat(43);
        let sql = "UPDATE invitations SET token = $1";
        house.tamper(sql, &[Bind::Bytes(own.as_bytes())]).await;
        opens_nothing(&house, &own, "a token of one's own").await;
    })
    .await;
}

#[tokio::test]
async fn a_reset_link_bent_to_another_person_or_time_changes_no_password() {
    each_database(|house| async move {
        for (what, change, minutes) in
            [("its person", "person = $1", 0), ("its end", "ends_at = 4000000000000000", 180)]
        {
            house.tamper("DELETE FROM attempts", &[]).await;
            house.tamper("DELETE FROM resets", &[]).await;
            request_reset(&house.services, &house.bola.email).await.expect("asked");
            let token = token_of(&house.link_to("bola@meadow.example").await);
            assert!(find_reset(&house.services, &token).await.is_ok(), "before {what}");
            let binds = [Bind::Id(house.amina.id.0)];
            let binds = if change.contains("$1") { &binds[..] } else { &[] };
            assert_eq!(house.tamper(&format!("UPDATE resets SET {change}"), binds).await, 1);
            house.wait_minutes(minutes);
            assert!(find_reset(&house.services, &token).await.is_err(), "{what}: the page");
            let chosen = password("a password of the thief");
            let reset = complete_reset(&house.services, &token, &chosen, None, "").await;
            assert!(reset.is_err(), "{what}: the button");
            for person in [&house.amina, &house.bola] {
                assert!(house.try_sign_in(&person.email, &chosen).await.is_err(), "{what}");
                house.sign_in(person).await;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_reset_link_written_by_a_stranger_changes_no_password() {
    each_database(|house| async move {
        request_reset(&house.services, &house.bola.email).await.expect("asked");
        let sql = "INSERT INTO resets (token, person, ends_at, ring_key, mac) \
             SELECT $1, $2, ends_at, ring_key, mac FROM resets";
        let own = "A".repeat(43);
        house.tamper(sql, &[Bind::Bytes(own.as_bytes()), Bind::Id(house.amina.id.0)]).await;
        let chosen = password("a password of the thief");
        assert!(complete_reset(&house.services, &own, &chosen, None, "").await.is_err());
        house.sign_in(&house.amina).await;
    })
    .await;
}

#[tokio::test]
async fn a_link_of_one_kind_is_none_of_another() {
    each_database(|house| async move {
        house.invite(&house.admin, "new@meadow.example", Role::Staff).await;
        let invitation = token_of(&house.link_to("new@meadow.example").await);
        let cookie = house.sign_in(&house.amina).await;
        assert!(find_reset(&house.services, &invitation).await.is_err());
        assert!(house.actor_of(&invitation).await.is_none());
        assert!(find_invitation(&house.services, &cookie).await.is_err());
        assert!(find_reset(&house.services, &cookie).await.is_err());
    })
    .await;
}

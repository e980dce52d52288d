//! A new ring key in place of an old one, and everything sealed anew after a leak.

use crate::support::{Installation, each_database};
use services::Services;
use services::accounts::{SignIn, find_invitation, find_session, sign_in};
use services::keys::{RetireError, renew, retire, rewrap, rotate, uses};
use services::reflect::read;
use services::sealing::KeyId;
use std::fs;

/// Rotates, and answers a node that has read its keys since.
async fn rotated(house: &Installation) -> Services {
    rotate(&house.services.db, &house.key_dir(), house.now()).await.expect("a new key");
    let node = house.another_node().await;
    rewrap(&node).await.expect("rewrapped");
    node
}

async fn signs_in(house: &Installation, node: &Services) -> bool {
    let (email, password) = (&house.amina.email, &house.amina.password);
    sign_in(node, SignIn { email, password, device: "", from: "", old_token: None }).await.is_ok()
}

#[tokio::test]
async fn after_a_rotation_everything_opens_and_everybody_still_gets_in() {
    each_database(|house| async move {
        let id = house.write(&house.amina, "Still mine").await;
        let actor = house.actor(&house.amina).await;
        house.wait_minutes(1);
        let node = rotated(&house).await;
        assert_ne!(node.ring.current(), house.services.ring.current());
        let opened = read(&node, &actor, id).await.map(|opened| opened.reflection.answers);
        assert_eq!(opened.expect("opened").text("part"), "Still mine");
        let session = find_session(&node, &house.amina.token).await.expect("looked up");
        assert!(session.is_some(), "the cookie from before still holds");
        assert!(signs_in(&house, &node).await);
        node.db.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_key_is_laid_aside_only_when_nothing_needs_it() {
    each_database(|house| async move {
        let old = house.services.ring.current().clone();
        house.invite(&house.admin, "later@meadow.example", domain::accounts::Role::Staff).await;
        let link = house.link_to("later@meadow.example").await;
        house.wait_minutes(1);
        let node = rotated(&house).await;
        let refused = retire(&node, &old).await;
        let Err(RetireError::InUse(uses)) = refused else { panic!("{refused:?}") };
        assert_eq!((uses.person_keys, uses.records), (0, 0), "rotating has freed these");
        assert!(uses.sessions > 0 && uses.invitations == 1);
        let invited = find_invitation(&node, &crate::support::token_of(&link)).await;
        assert!(invited.is_ok(), "the older link works as long as its key is there");

        house.tamper("DELETE FROM sessions", &[]).await;
        house.tamper("DELETE FROM invitations", &[]).await;
        retire(&node, &old).await.expect("laid aside");
        fs::remove_file(house.key_dir().join(format!("{old}.ringkey"))).expect("removed");
        let last = house.another_node().await;
        assert!(signs_in(&house, &last).await, "the old key's file is needed no more");
        last.db.close().await;
        node.db.close().await;
    })
    .await;
}

#[tokio::test]
async fn the_current_key_and_an_unknown_one_are_never_laid_aside() {
    each_database(|house| async move {
        let current = house.services.ring.current().clone();
        for key in [current, KeyId("00000000deadbeef".to_owned())] {
            assert!(matches!(retire(&house.services, &key).await, Err(RetireError::NoSuchKey)));
        }
        assert_eq!(uses(&house.services).await.expect("counted").len(), 1);
    })
    .await;
}

#[tokio::test]
async fn after_a_leak_what_is_sealed_anew_does_not_open_with_the_old_keys() {
    each_database(|house| async move {
        let id = house.write(&house.amina, "Sealed anew").await;
        let actor = house.actor(&house.amina).await;
        let wrapped = "SELECT wrapped FROM person_keys WHERE person = $1";
        let leaked = house.bytes(wrapped, house.amina.id.0).await;
        let node = rotated(&house).await;
        assert_eq!(renew(&node).await.expect("renewed"), 5);
        let opened = read(&node, &actor, id).await.map(|opened| opened.reflection.answers);
        assert_eq!(opened.expect("opened").text("part"), "Sealed anew");

        // The thief puts the wrapped key of the old backup back, and has the old ring.
        let old_name = house.services.ring.current().0.clone();
        let back = [
            crate::support::Bind::Id(house.amina.id.0),
            crate::support::Bind::Text(&old_name),
            crate::support::Bind::Bytes(&leaked),
        ];
        house.tamper("UPDATE person_keys SET ring_key = $2, wrapped = $3 WHERE person = $1", &back).await;
        assert!(read(&house.services, &actor, id).await.is_err(), "the old key opens nothing sealed since");
        node.db.close().await;
    })
    .await;
}

//! The key ring and the database that needs it.

use crate::support::{Bind, each_database};
use services::accounts::SignInError;
use services::reflect::read;
use services::sealing::{RingError, make_key_file, open_ring, ring_is_complete};
use std::fs;
use std::path::PathBuf;

fn key_file(dir: &PathBuf) -> PathBuf {
    let mut files =
        fs::read_dir(dir).expect("the key directory").map(|entry| entry.expect("an entry").path());
    files.next().expect("a key")
}

#[tokio::test]
async fn without_a_key_that_the_database_names_the_ring_does_not_open_and_says_which() {
    each_database(|house| async move {
        let path = key_file(&house.key_dir());
        let key = fs::read(&path).expect("read");
        fs::remove_file(&path).expect("removed");
        let refused = open_ring(&house.services.db, &house.key_dir(), house.now()).await.err();
        let refused = refused.expect("refused");
        assert!(matches!(refused, RingError::Missing(..)), "{refused}");
        assert!(refused.to_string().contains(&house.services.ring.current().0), "{refused}");
        assert_eq!(
            fs::read_dir(house.key_dir()).expect("read").count(),
            0,
            "no new key is made in its place"
        );

        fs::write(&path, key).expect("put back");
        assert!(open_ring(&house.services.db, &house.key_dir(), house.now()).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_node_that_lacks_a_key_named_since_is_not_complete() {
    each_database(|house| async move {
        let mut reader = house.services.db.reader().await.expect("a connection");
        assert!(ring_is_complete(&house.services.ring, reader.conn()).await.expect("read"));
        drop(reader);
        let name = [Bind::Text("00000000deadbeef"), Bind::Number(1)];
        house.tamper("INSERT INTO ring_keys (id, made_at, is_current) VALUES ($1, $2, FALSE)", &name).await;
        let mut reader = house.services.db.reader().await.expect("a connection");
        assert!(!ring_is_complete(&house.services.ring, reader.conn()).await.expect("read"));
        drop(reader);
        let refused = open_ring(&house.services.db, &house.key_dir(), house.now()).await.err();
        assert!(refused.is_some_and(|error| error.to_string().contains("00000000deadbeef")));
    })
    .await;
}

#[tokio::test]
async fn another_key_under_the_right_name_opens_nothing() {
    each_database(|house| async move {
        let id = house.write(&house.amina, "Mine").await;
        let actor = house.actor(&house.amina).await;
        let elsewhere = house.dir.path().join("elsewhere");
        make_key_file(&elsewhere).expect("made");
        fs::copy(key_file(&elsewhere), key_file(&house.key_dir())).expect("copied");

        let node = house.another_node().await;
        assert!(read(&node, &actor, id).await.is_err());
        let with = services::accounts::SignIn {
            email: &house.amina.email,
            password: &house.amina.password,
            device: "",
            from: "",
            old_token: None,
        };
        assert!(matches!(services::accounts::sign_in(&node, with).await, Err(SignInError::Wrong)));
        node.db.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_second_node_opens_what_the_first_has_sealed() {
    each_database(|house| async move {
        let id = house.write(&house.amina, "Mine").await;
        let actor = house.actor(&house.amina).await;
        let node = house.another_node().await;
        let opened = read(&node, &actor, id).await.map(|opened| opened.reflection.answers);
        assert_eq!(opened.expect("opened").text("part"), "Mine");
        node.db.close().await;
    })
    .await;
}

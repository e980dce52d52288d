//! `readyz`: a node that lacks a key says so.

use crate::support::each_database;
use services::release::{KeyLost, freeze};
use services::sealing::{make_period_key, period_key_dir};
use std::fs;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_is_not_ready_while_the_key_of_a_period_that_holds_points_is_missing() {
    each_database(|place| async move {
        let node = place.serve();
        assert_eq!(node.get("/readyz").0, 200, "nothing is held");
        place.first_turns_are_done().await;
        let [period, _] = place.due_periods();
        place.holds(period, 8, 1).await;
        assert_eq!(node.get("/readyz").0, 200);

        let dir = period_key_dir(&place.key_dir());
        let file = fs::read_dir(&dir).expect("a folder").next().expect("a key").expect("an entry").path();
        let key = fs::read_to_string(&file).expect("read");
        fs::remove_file(&file).expect("taken away");
        let (status, words) = node.get("/readyz");
        assert_eq!(status, 503);
        assert!(
            words.ends_with("the key directory lacks the key of a period that holds points\n"),
            "{words}"
        );
        let elsewhere = tempfile::tempdir().expect("a directory");
        make_period_key(elsewhere.path(), place.organisation, period).expect("another key");
        let name = file.file_name().expect("a name");
        fs::copy(period_key_dir(elsewhere.path()).join(name), &file).expect("put in its place");
        assert_eq!(node.get("/readyz").0, 503, "another key is none");
        fs::write(&file, "nonsense").expect("a damaged file");
        assert!(node.get("/readyz").1.ends_with("cannot be read\n"));
        assert_eq!(node.get("/healthz").0, 200, "the process is well");

        fs::write(&file, key).expect("put back");
        assert_eq!(node.get("/readyz").0, 200);
        place.go_to_now();
        freeze(&place.services, place.organisation, period, KeyLost::Refuse).await.expect("frozen");
        assert!(!file.exists());
        assert_eq!(node.get("/readyz").0, 200, "a frozen period needs none");
    })
    .await;
}

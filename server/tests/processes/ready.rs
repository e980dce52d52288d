//! `readyz`: a node that lacks a key says so, and serves all the same when it is only a period's.

use crate::support::each_database;
use services::release::{KeyLost, freeze};
use services::sealing::{make_period_key, period_key_dir};
use std::fs::{self, File};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_serves_and_says_so_while_the_key_of_a_period_that_holds_points_is_missing() {
    each_database(|place| async move {
        let node = place.serve();
        assert!(is_ready(&node.get("/readyz")), "nothing is held");
        place.first_turns_are_done().await;
        let [period, _] = place.due_periods();
        place.holds(period, 8, 1).await;
        assert!(is_ready(&node.get("/readyz")));
        let log = place.dir.path().join("log");
        let warnings = || {
            let said = fs::read_to_string(&log).expect("a log");
            said.lines().filter(|line| line.contains("WARN") && line.contains("held period")).count()
        };
        place.serve_with_log(File::create(&log).expect("a file")).kill();
        assert_eq!(warnings(), 0, "no key is missing");

        let dir = period_key_dir(&place.key_dir());
        let file = fs::read_dir(&dir).expect("a folder").next().expect("a key").expect("an entry").path();
        let key = fs::read_to_string(&file).expect("read");
        fs::remove_file(&file).expect("taken away");
        assert!(lacks_it(&node.get("/readyz")), "it is gone");
        let another = place.serve_with_log(File::create(&log).expect("a file"));
        assert!(lacks_it(&another.get("/readyz")) && lacks_it(&another.get("/readyz")), "it starts without");
        assert_eq!(warnings(), 1, "once, however often it is asked");
        another.kill();
        let elsewhere = tempfile::tempdir().expect("a directory");
        make_period_key(elsewhere.path(), place.organisation, period).expect("another key");
        let name = file.file_name().expect("a name");
        fs::copy(period_key_dir(elsewhere.path()).join(name), &file).expect("put in its place");
        assert!(lacks_it(&node.get("/readyz")), "another key is none");
        fs::write(&file, "nonsense").expect("a damaged file");
        let (status, words) = node.get("/readyz");
        assert!(status == 200 && words.ends_with("cannot be read: sharing waits for it\n"), "{words}");
        place.serve_with_log(File::create(&log).expect("a file")).kill();
        assert_eq!(warnings(), 1, "a damaged key is told of too");
        assert_eq!(node.get("/healthz").0, 200, "the process is well");

        fs::write(&file, key).expect("put back");
        assert!(is_ready(&node.get("/readyz")));
        place.go_to_now();
        freeze(&place.services, place.organisation, period, KeyLost::Refuse).await.expect("frozen");
        assert!(!file.exists());
        assert!(is_ready(&node.get("/readyz")), "a frozen period needs none");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_is_not_ready_while_a_key_of_the_ring_is_missing() {
    each_database(|place| async move {
        let node = place.serve();
        assert!(is_ready(&node.get("/readyz")));
        place.does("INSERT INTO ring_keys (id, made_at, is_current) VALUES ('elsewhere', 1, FALSE)").await;
        let (status, words) = node.get("/readyz");
        assert_eq!(status, 503);
        assert!(words.ends_with("the key directory lacks a key that the database names\n"), "{words}");
    })
    .await;
}

fn is_ready((status, words): &(u16, String)) -> bool {
    *status == 200 && words.ends_with("\r\n\r\nready\n")
}

fn lacks_it((status, words): &(u16, String)) -> bool {
    *status == 200
        && words.ends_with("\r\n\r\nready, but the key of a held period is missing: sharing waits for it\n")
}

//! Letters: sealed while they wait, sent once.

use crate::support::{Installation, each_database, read_letters};
use domain::accounts::Role;
use services::accounts::request_reset;
use services::email::{Letter, Mailer, queue, send_due};
use std::collections::BTreeSet;
use std::fs;

const FROM: &str = "Afterword <afterword@meadow.example>";

async fn queue_letter(house: &Installation, to: &str, subject: &str) {
    let letter = Letter {
        to: to.to_owned(),
        subject: subject.to_owned(),
        body: "Words of the letter\n".to_owned(),
        only_while_closed: None,
    };
    let mut tx = house.services.db.begin().await.expect("a transaction");
    queue(&house.services, tx.conn(), house.now(), &letter).await.expect("queued");
    tx.commit().await.expect("written");
}

async fn waiting(house: &Installation) -> i64 {
    house.number("SELECT count(*) FROM outbox", &[]).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_at_work_at_once_send_each_letter_once() {
    each_database(|house| async move {
        for number in 0..20 {
            queue_letter(&house, &format!("p{number}@meadow.example"), "A letter").await;
        }
        let folder = house.dir.path().join("once");
        let nodes = [house.services.clone(), house.another_node().await, house.another_node().await];
        while waiting(&house).await > 0 {
            let working: Vec<_> = nodes
                .iter()
                .map(|node| {
                    let (node, mailer) = (node.clone(), Mailer::to_folder(FROM, &folder).expect("a mailer"));
                    tokio::spawn(async move { send_due(&node, &mailer).await })
                })
                .collect();
            for work in working {
                work.await.expect("done").expect("sent");
            }
        }
        let letters = read_letters(&folder);
        let addresses: BTreeSet<_> = letters.iter().map(|letter| letter.to.clone()).collect();
        assert_eq!((letters.len(), addresses.len()), (20, 20));
        for node in &nodes[1..] {
            node.db.close().await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_cannot_be_sent_waits_longer_each_time_and_is_given_up_in_the_end() {
    each_database(|house| async move {
        let folder = house.dir.path().join("away");
        let mailer = Mailer::to_folder(FROM, &folder).expect("a mailer");
        fs::remove_dir(&folder).expect("removed");
        queue_letter(&house, "p@meadow.example", "A letter").await;
        let due = "SELECT due_at FROM outbox";
        let mut waits = Vec::new();
        for tries in 1.. {
            assert_eq!(send_due(&house.services, &mailer).await.expect("looked after"), 0);
            if waiting(&house).await == 0 {
                break;
            }
            assert_eq!(house.number("SELECT tries FROM outbox", &[]).await, tries);
            let next = house.number(due, &[]).await;
            waits.push(next - house.now().0);
            assert_eq!(send_due(&house.services, &mailer).await.expect("looked after"), 0);
            assert_eq!(house.number(due, &[]).await, next, "not before it is due");
            house.services.clock.move_to(domain::time::Timestamp(next));
        }
        assert_eq!(waits.len(), 9, "ten tries in all");
        assert!(waits.is_sorted_by(|shorter, longer| shorter < longer), "{waits:?}");
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_could_not_be_sent_is_sent_once_it_can() {
    each_database(|house| async move {
        let folder = house.dir.path().join("later");
        let mailer = Mailer::to_folder(FROM, &folder).expect("a mailer");
        fs::remove_dir(&folder).expect("removed");
        queue_letter(&house, "p@meadow.example", "A letter").await;
        assert_eq!(send_due(&house.services, &mailer).await.expect("looked after"), 0);
        fs::create_dir(&folder).expect("made");
        house.wait_minutes(10);
        assert_eq!(send_due(&house.services, &mailer).await.expect("sent"), 1);
        assert_eq!(read_letters(&folder).len(), 1);
        assert_eq!(waiting(&house).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_letter_taken_by_a_node_that_stopped_is_sent_by_another_after_its_lease() {
    each_database(|house| async move {
        queue_letter(&house, "p@meadow.example", "A letter").await;
        // What taking it wrote, without the node living to send it.
        let lease = house.now().plus_minutes(5).0;
        let binds = [crate::support::Bind::Number(lease)];
        house.tamper("UPDATE outbox SET due_at = $1, tries = 1", &binds).await;
        assert!(house.letters().await.is_empty());
        house.wait_minutes(5);
        assert_eq!(house.letters().await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_waiting_letter_is_sealed_and_a_bent_one_is_never_sent() {
    each_database(|house| async move {
        house.invite(&house.admin, "secret.address@meadow.example", Role::Staff).await;
        request_reset(&house.services, &house.amina.email).await.expect("asked");
        let sql = "SELECT letter FROM outbox WHERE id <> $1";
        let sealed = house.bytes(sql, uuid::Uuid::nil()).await;
        for words in ["secret.address", "https://", "Afterword", "subject"] {
            let found = sealed.windows(words.len()).any(|window| window == words.as_bytes());
            assert!(!found, "{words}");
        }
        // Two letters with their words swapped: both would otherwise go to the wrong person.
        house.tamper("CREATE TABLE held AS SELECT * FROM outbox", &[]).await;
        let swap = "UPDATE outbox SET letter = (SELECT held.letter FROM held WHERE held.id <> outbox.id)";
        assert_eq!(house.tamper(swap, &[]).await, 2);
        let folder = house.dir.path().join("bent");
        let mailer = Mailer::to_folder(FROM, &folder).expect("a mailer");
        for _ in 0..3 {
            assert_eq!(send_due(&house.services, &mailer).await.expect("looked after"), 0);
            house.wait_minutes(30);
        }
        assert!(read_letters(&folder).is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_name_adds_no_header_and_no_second_recipient_to_a_letter() {
    each_database(|house| async move {
        queue_letter(&house, "p@meadow.example", "Hello\r\nBcc: thief@evil.example").await;
        let folder = house.dir.path().join("headers");
        let mailer = Mailer::to_folder(FROM, &folder).expect("a mailer");
        let _ = send_due(&house.services, &mailer).await.expect("looked after");
        for letter in read_letters(&folder) {
            assert!(!letter.text.lines().any(|line| line.starts_with("Bcc:")), "{}", letter.text);
        }
    })
    .await;
}

//! The seven days after a reset without the recovery code.

use crate::support::{Installation, Person, each_database, password, token_of};
use domain::accounts::SessionState;
use domain::ids::{CopyId, ReflectionId};
use domain::policy::Actor;
use services::Error;
use services::accounts::{complete_reset, find_session, open_with_recovery_code, request_reset};
use services::reflect::{
    Choice, CopyFormat, Saved, Seen, WritePass, choose_version, delete, list, make_write_pass, read, save,
    save_with_pass, take_copy, versions,
};

/// Resets a password by letter alone, as whoever runs the mailbox could. Answers the person anew.
async fn reset(house: &Installation, person: &Person) -> Person {
    request_reset(&house.services, &person.email).await.expect("asked");
    let token = token_of(&house.link_to(person.email.as_str()).await);
    let chosen = password("a new password");
    complete_reset(&house.services, &token, &chosen, None, "").await.expect("reset").expect("closed");
    Person { password: chosen, ..person.clone() }
}

/// A reflection of hers with a second version beside it.
async fn written(house: &Installation, person: &Person) -> (ReflectionId, CopyId) {
    let id = house.write(person, "Before").await;
    let beside = house.request(id, 1, "elsewhere", "Before, elsewhere");
    match save(&house.services, &house.actor(person).await, beside).await {
        Ok(Saved::Beside { copy }) => (id, copy),
        other => panic!("{other:?}"),
    }
}

async fn is_open(house: &Installation, actor: &Actor, id: ReflectionId) -> bool {
    match read(&house.services, actor, id).await {
        Ok(_) => true,
        Err(Error::Closed) => false,
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn what_was_written_before_a_reset_is_closed_to_every_operation() {
    each_database(|house| async move {
        let (id, copy) = written(&house, &house.amina).await;
        house.wait_minutes(1);
        let amina = reset(&house, &house.amina).await;
        let cookie = house.sign_in(&amina).await;
        let session = find_session(&house.services, &cookie).await.expect("read").expect("a session");
        let (services, actor) = (&house.services, session.actor.clone());

        let seen = list(services, &actor, 1).await.expect("a list");
        assert!(seen.entries.is_empty() && seen.some_closed);
        assert!(matches!(read(services, &actor, id).await, Err(Error::Closed)));
        assert!(matches!(versions(services, &actor, id).await, Err(Error::Closed)));
        for format in [CopyFormat::Markdown, CopyFormat::Json] {
            assert!(matches!(take_copy(services, &actor, id, format).await, Err(Error::Closed)));
        }
        for base in [1, 2] {
            let over = house.request(id, base, "first page", "Written over it");
            assert!(matches!(save(services, &actor, over).await, Err(Error::Closed)));
        }
        let pass = make_write_pass(services, session.id, actor.person, id).expect("a pass");
        let pass = WritePass::parse(&pass).expect("a pass");
        let request = house.request(id, 2, "page", "More");
        assert!(matches!(save_with_pass(services, &pass, request).await, Err(Error::Closed)));
        for choice in [Choice::KeepFirst, Choice::KeepSecond, Choice::Together, Choice::Apart] {
            let refused =
                choose_version(services, &actor, (id, copy), Seen { first: 2, second: 1 }, choice).await;
            assert!(matches!(refused, Err(Error::Closed)), "{choice:?}");
        }
        assert!(matches!(delete(services, &actor, id).await, Err(Error::Closed)));

        house.wait_days(7);
        let actor = house.actor(&amina).await;
        let kept = versions(services, &actor, id).await.expect("open again");
        assert_eq!(kept.kept.reflection.answers.text("part"), "Before");
        assert_eq!(kept.beside[0].reflection.answers.text("part"), "Before, elsewhere");
    })
    .await;
}

#[tokio::test]
async fn what_is_begun_after_a_reset_is_open_and_can_be_deleted() {
    each_database(|house| async move {
        // An empty draft from before is closed too, and is not taken up again.
        let actor = house.actor(&house.amina).await;
        let empty = services::reflect::start(&house.services, &actor, "after-a-death").await.expect("begun");
        house.wait_minutes(1);
        let amina = reset(&house, &house.amina).await;
        let actor = house.actor(&amina).await;
        let id = services::reflect::start(&house.services, &actor, "after-a-death").await.expect("begun");
        assert_ne!(id, empty);
        save(&house.services, &actor, house.request(id, 1, "page", "Since")).await.expect("saved");
        assert!(is_open(&house, &actor, id).await);
        let seen = list(&house.services, &actor, 1).await.expect("a list");
        assert_eq!(seen.entries.len(), 1);
        assert!(seen.some_closed);
        delete(&house.services, &actor, id).await.expect("deleted");
    })
    .await;
}

#[tokio::test]
async fn the_days_are_seven_and_other_people_are_not_concerned() {
    each_database(|house| async move {
        let (id, bolas) = (house.write(&house.amina, "A").await, house.write(&house.bola, "B").await);
        house.wait_minutes(1);
        let amina = reset(&house, &house.amina).await;
        assert!(is_open(&house, &house.actor(&house.bola).await, bolas).await);
        house.wait_minutes(7 * 24 * 60 - 1);
        assert!(!is_open(&house, &house.actor(&amina).await, id).await);
        house.wait_minutes(1);
        assert!(is_open(&house, &house.actor(&amina).await, id).await);
    })
    .await;
}

#[tokio::test]
async fn a_second_reset_begins_the_days_anew() {
    each_database(|house| async move {
        let id = house.write(&house.amina, "A").await;
        house.wait_minutes(1);
        let amina = reset(&house, &house.amina).await;
        house.wait_days(5);
        let amina = reset(&house, &amina).await;
        house.wait_days(3);
        assert!(!is_open(&house, &house.actor(&amina).await, id).await);
        house.wait_days(4);
        assert!(is_open(&house, &house.actor(&amina).await, id).await);
    })
    .await;
}

#[tokio::test]
async fn letters_tell_of_a_reset_at_once_and_the_day_before_everything_opens() {
    each_database(|house| async move {
        reset(&house, &house.amina).await;
        let at_once = house.letters().await;
        assert_eq!(at_once.len(), 1);
        assert_eq!(at_once[0].to, "amina@meadow.example");
        assert!(at_once[0].text.contains("28 June 2026"), "{}", at_once[0].text);
        house.wait_minutes(6 * 24 * 60 - 1);
        assert!(house.letters().await.is_empty());
        house.wait_minutes(1);
        let before = house.letters().await;
        assert_eq!(before.len(), 1);
        assert!(before[0].text.contains("28 June 2026"));
        house.wait_days(2);
        assert!(house.letters().await.is_empty(), "and that is all");
    })
    .await;
}

#[tokio::test]
async fn the_day_before_is_not_announced_if_the_code_has_opened_everything() {
    each_database(|house| async move {
        let id = house.write(&house.amina, "A").await;
        house.wait_minutes(1);
        let amina = reset(&house, &house.amina).await;
        assert_eq!(house.letters().await.len(), 1);
        let actor = house.actor(&amina).await;
        assert!(!is_open(&house, &actor, id).await);
        open_with_recovery_code(&house.services, &actor, &amina.recovery_code).await.expect("opened");
        let actor = house.actor(&amina).await;
        assert!(actor.closure.is_none() && actor.session == SessionState::Live);
        assert!(is_open(&house, &actor, id).await);
        house.wait_days(6);
        assert!(house.letters().await.is_empty());
        assert_eq!(house.number("SELECT count(*) FROM outbox", &[]).await, 0, "nor does it lie there");
    })
    .await;
}

#[tokio::test]
async fn after_a_second_reset_only_its_own_day_is_announced() {
    each_database(|house| async move {
        let amina = reset(&house, &house.amina).await;
        house.wait_days(2);
        reset(&house, &amina).await;
        let _ = house.letters().await;
        house.wait_days(4);
        assert!(house.letters().await.is_empty(), "the first reset's day has passed by");
        house.wait_days(2);
        assert_eq!(house.letters().await.len(), 1);
    })
    .await;
}

//! The write pass: words typed before a lock are kept for their writer, and nothing more.

use crate::support::{Installation, Person, each_database};
use domain::ids::{PersonId, ReflectionId, SessionId};
use services::Error;
use services::accounts::{
    SignIn, end_session, find_session, lock_session, sign_in, sign_out_everywhere, suspend,
};
use services::reflect::{SaveRequest, Saved, WritePass, delete, make_write_pass, save_with_pass, versions};
use uuid::Uuid;

struct Page {
    cookie: String,
    session: SessionId,
    id: ReflectionId,
    pass: String,
}

/// A page of the editor that was opened before everything that follows: the reflection is at version 2.
async fn page(house: &Installation, person: &Person) -> Page {
    let id = house.write(person, "First").await;
    let cookie = house.sign_in(person).await;
    let session = find_session(&house.services, &cookie).await.expect("read").expect("a session").id;
    let pass = make_write_pass(&house.services, session, person.id, id).expect("a pass");
    Page { cookie, session, id, pass }
}

async fn post(house: &Installation, pass: &str, request: SaveRequest) -> Result<Saved, Error> {
    let pass = WritePass::parse(pass).ok_or(Error::SignInFirst)?;
    save_with_pass(&house.services, &pass, request).await
}

async fn kept(house: &Installation, person: &Person, id: ReflectionId) -> (i64, String, Vec<String>) {
    let actor = house.actor(person).await;
    let found = versions(&house.services, &actor, id).await.expect("opened");
    let beside = found.beside.iter().map(|second| second.reflection.answers.text("part").to_owned());
    (found.kept.version, found.kept.reflection.answers.text("part").to_owned(), beside.collect())
}

async fn is_refused(house: &Installation, page: &Page, why: &str) {
    let refused = post(house, &page.pass, house.request(page.id, 2, "the page", "Too late")).await;
    assert!(matches!(refused, Err(Error::SignInFirst)), "{why}: {refused:?}");
    let sql = "SELECT count(*) FROM reflection_copies";
    assert_eq!(house.number(sql, &[]).await, 0, "{why}: nothing is kept");
}

#[tokio::test]
async fn a_save_from_a_locked_session_is_kept_beside_and_never_over_the_reflection() {
    each_database(|house| async move {
        let page = page(&house, &house.amina).await;
        for (minutes, words) in [(0, "While live"), (15, "While locked"), (11 * 60, "Much later")] {
            house.wait_minutes(minutes);
            // Even a page that has seen the latest, or that wrote it, puts nothing over it.
            for mark in ["the page", "first page"] {
                let saved = post(&house, &page.pass, house.request(page.id, 2, mark, words)).await;
                assert!(matches!(saved, Ok(Saved::Beside { .. })), "{words}: {saved:?}");
            }
        }
        let found = kept(&house, &house.amina, page.id).await;
        let expected = vec!["Much later".to_owned(), "Much later".to_owned()];
        assert_eq!(found, (2, "First".to_owned(), expected));
    })
    .await;
}

#[tokio::test]
async fn a_save_after_hiding_by_hand_or_when_somebody_else_has_signed_in_is_kept_for_its_writer() {
    each_database(|house| async move {
        let hidden = page(&house, &house.amina).await;
        lock_session(&house.services, &hidden.cookie).await.expect("locked");
        let saved = post(&house, &hidden.pass, house.request(hidden.id, 2, "p", "After hiding")).await;
        assert!(matches!(saved, Ok(Saved::Beside { .. })));

        let left = page(&house, &house.amina).await;
        let with = SignIn {
            email: &house.bola.email,
            password: &house.bola.password,
            device: "",
            from: "",
            old_token: Some(&left.cookie),
        };
        sign_in(&house.services, with).await.expect("signed in");
        let saved = post(&house, &left.pass, house.request(left.id, 2, "p", "Left behind")).await;
        assert!(matches!(saved, Ok(Saved::Beside { .. })));
        assert_eq!(kept(&house, &house.amina, left.id).await.2, ["Left behind"]);
        assert_eq!(kept(&house, &house.amina, hidden.id).await.2, ["After hiding"]);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_kept_once_the_session_is_over() {
    each_database(|house| async move {
        let out = page(&house, &house.amina).await;
        end_session(&house.services, &out.cookie).await.expect("ended");
        is_refused(&house, &out, "signed out").await;

        let everywhere = page(&house, &house.amina).await;
        let actor = house.actor(&house.amina).await;
        sign_out_everywhere(&house.services, &actor).await.expect("ended");
        is_refused(&house, &everywhere, "signed out everywhere").await;

        let suspended = page(&house, &house.amina).await;
        let admin = house.actor(&house.admin).await;
        suspend(&house.services, &admin, house.amina.id).await.expect("suspended");
        is_refused(&house, &suspended, "suspended").await;
        services::accounts::restore(&house.services, &admin, house.amina.id).await.expect("restored");
        is_refused(&house, &suspended, "suspended, and restored").await;

        let late = page(&house, &house.bola).await;
        house.wait_minutes(15 + 12 * 60);
        is_refused(&house, &late, "twelve hours locked").await;
    })
    .await;
}

#[tokio::test]
async fn a_pass_fits_its_own_reflection_person_and_session_only() {
    each_database(|house| async move {
        let page = page(&house, &house.amina).await;
        let other = house.write(&house.amina, "Other").await;
        let bolas = house.write(&house.bola, "Bola's").await;
        for id in [other, bolas, ReflectionId(Uuid::new_v4())] {
            let refused = post(&house, &page.pass, house.request(id, 2, "p", "Elsewhere")).await;
            assert!(matches!(refused, Err(Error::SignInFirst)), "{refused:?}");
        }
        let bola = find_session(&house.services, &house.bola.token).await.expect("read").expect("a session");
        let pass = |session, person: PersonId, id| make_write_pass(&house.services, session, person, id);
        for (what, forged) in [
            ("another person's session", pass(bola.id, house.amina.id, page.id)),
            ("another person", pass(page.session, house.bola.id, page.id)),
            ("no session there is", pass(SessionId(Uuid::new_v4()), house.amina.id, page.id)),
        ] {
            let forged = forged.expect("made");
            let refused = post(&house, &forged, house.request(page.id, 2, "p", "Forged")).await;
            assert!(matches!(refused, Err(Error::SignInFirst)), "{what}: {refused:?}");
        }
        // Bola's own good pass, for a reflection that is not hers.
        let refused = pass(bola.id, house.bola.id, page.id).expect("made");
        let refused = post(&house, &refused, house.request(page.id, 2, "p", "Into hers")).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        assert_eq!(kept(&house, &house.amina, page.id).await, (2, "First".to_owned(), vec![]));
    })
    .await;
}

#[tokio::test]
async fn a_pass_with_a_bent_mac_or_shape_is_none() {
    each_database(|house| async move {
        let page = page(&house, &house.amina).await;
        let parts: Vec<&str> = page.pass.split('.').collect();
        let [session, key, mac] = parts.as_slice() else { panic!("three parts") };
        let turned: String = mac.chars().rev().collect();
        for bent in [
            String::new(),
            "..".to_owned(),
            format!("{session}.{key}"),
            format!("{session}.{key}."),
            format!("{session}.{key}.{mac}."),
            format!("{session}.{key}.{turned}"),
            format!("{session}.{key}.{}", &mac[..20]),
            format!("{session}.other.{mac}"),
            format!("{}.{key}.{mac}", Uuid::new_v4().simple()),
            "é".repeat(500),
        ] {
            let refused = post(&house, &bent, house.request(page.id, 2, "p", "Bent")).await;
            assert!(matches!(refused, Err(Error::SignInFirst)), "{bent}: {refused:?}");
        }
        assert!(post(&house, &page.pass, house.request(page.id, 2, "p", "Right")).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn words_for_a_reflection_deleted_since_are_not_kept() {
    each_database(|house| async move {
        let page = page(&house, &house.amina).await;
        delete(&house.services, &house.actor(&house.amina).await, page.id).await.expect("deleted");
        let refused = post(&house, &page.pass, house.request(page.id, 2, "p", "Late")).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        assert_eq!(house.number("SELECT count(*) FROM reflection_copies", &[]).await, 0);
    })
    .await;
}

//! A sealed value opens in its own place only.

use crate::support::{Bind, Installation, TEMPLATE, each_database};
use domain::accounts::Closure;
use domain::ids::ReflectionId;
use domain::policy::Actor;
use services::Error;
use services::reflect::{Saved, delete, list, read, save, start, versions};
use services::sealing::{SealError, load_person_key};

const SET_BODY: &str = "UPDATE reflections SET body = $2 WHERE id = $1";
const SET_SUMMARY: &str = "UPDATE reflections SET summary = $2 WHERE id = $1";
const BODY: &str = "SELECT body FROM reflections WHERE id = $1";
const SUMMARY: &str = "SELECT summary FROM reflections WHERE id = $1";
const COPY: &str = "SELECT body FROM reflection_copies WHERE reflection = $1";

fn is_broken<T>(outcome: Result<T, Error>) -> bool {
    matches!(outcome, Err(Error::Seal(SealError::Broken)))
}

async fn opens(house: &Installation, actor: &Actor, id: ReflectionId) -> bool {
    match read(&house.services, actor, id).await {
        Ok(_) => true,
        Err(Error::Seal(SealError::Broken)) => false,
        Err(other) => panic!("{other}"),
    }
}

/// Those that the list opens, and those it can only name.
async fn entries(house: &Installation, actor: &Actor) -> (Vec<ReflectionId>, Vec<ReflectionId>) {
    let list = list(&house.services, actor, 1).await.expect("a list");
    (list.entries.iter().map(|entry| entry.id).collect(), list.unreadable)
}

#[tokio::test]
async fn what_does_not_open_can_be_deleted_by_its_owner_and_hinders_nothing_else() {
    each_database(|house| async move {
        let (a, b) = (house.write(&house.amina, "One").await, house.write(&house.amina, "Two").await);
        let (amina, bola) = (house.actor(&house.amina).await, house.actor(&house.bola).await);
        for set in [SET_BODY, SET_SUMMARY] {
            house.tamper(set, &[Bind::Id(a.0), Bind::Bytes(b"damaged")]).await;
        }
        let begun = start(&house.services, &amina, TEMPLATE).await.expect("one can still begin");
        let closed = Closure { since: house.now().plus_minutes(-1), until: house.now().plus_minutes(1) };
        let after_a_reset = Actor { closure: Some(closed), ..amina.clone() };
        assert!(matches!(delete(&house.services, &after_a_reset, a).await, Err(Error::Closed)));
        assert!(matches!(delete(&house.services, &bola, a).await, Err(Error::NotFound)));
        delete(&house.services, &amina, a).await.expect("deleted");
        let (mut opened, unreadable) = entries(&house, &amina).await;
        opened.sort();
        let mut expected = [b, begun];
        expected.sort();
        assert_eq!((opened.as_slice(), unreadable), (&expected[..], Vec::new()));
    })
    .await;
}

#[tokio::test]
async fn a_body_moved_to_another_row_owner_column_or_version_is_refused() {
    each_database(|house| async move {
        let (a, b) = (house.write(&house.amina, "One").await, house.write(&house.amina, "Two").await);
        let hers = house.write(&house.bola, "Hers").await;
        let (amina, bola) = (house.actor(&house.amina).await, house.actor(&house.bola).await);
        let mut own = house.bytes(BODY, a.0).await;
        // All three at version 3, so that it is not the version that refuses.
        for (actor, id) in [(&amina, a), (&amina, b), (&bola, hers)] {
            let second = house.request(id, 2, "second page", "Later");
            save(&house.services, actor, second).await.expect("saved");
        }
        let older = std::mem::replace(&mut own, house.bytes(BODY, a.0).await);

        for (what, sealed) in [
            ("another row", house.bytes(BODY, b.0).await),
            ("another owner", house.bytes(BODY, hers.0).await),
            ("another column", house.bytes(SUMMARY, a.0).await),
            ("an older version", older),
        ] {
            assert!(opens(&house, &amina, a).await, "before {what}");
            house.tamper(SET_BODY, &[Bind::Id(a.0), Bind::Bytes(&sealed)]).await;
            assert!(!opens(&house, &amina, a).await, "{what}");
            let over = house.request(a, 3, "second page", "Written over it");
            assert!(is_broken(save(&house.services, &amina, over).await), "{what}: nothing is put over it");
            house.tamper(SET_BODY, &[Bind::Id(a.0), Bind::Bytes(&own)]).await;
        }

        house.tamper("UPDATE reflections SET version = version + 1 WHERE id = $1", &[Bind::Id(a.0)]).await;
        assert!(!opens(&house, &amina, a).await, "the version beside the seal is bound in");

        let whole = [Bind::Id(b.0), Bind::Id(house.bola.id.0)];
        house.tamper("UPDATE reflections SET owner = $2 WHERE id = $1", &whole).await;
        assert!(!opens(&house, &bola, b).await, "a whole row given to another owner");
    })
    .await;
}

#[tokio::test]
async fn a_summary_moved_to_another_row_or_version_is_refused() {
    each_database(|house| async move {
        let (a, b) = (house.write(&house.amina, "One").await, house.write(&house.amina, "Two").await);
        let amina = house.actor(&house.amina).await;
        let own = house.bytes(SUMMARY, a.0).await;
        let (other, body) = (house.bytes(SUMMARY, b.0).await, house.bytes(BODY, a.0).await);
        for (what, sealed) in [("another row", &other), ("another column", &body)] {
            assert_eq!(list(&house.services, &amina, 1).await.expect("a list").entries.len(), 2);
            house.tamper(SET_SUMMARY, &[Bind::Id(a.0), Bind::Bytes(sealed)]).await;
            assert_eq!(
                entries(&house, &amina).await,
                (vec![b], vec![a]),
                "{what}: it is named, the other stays"
            );
            house.tamper(SET_SUMMARY, &[Bind::Id(a.0), Bind::Bytes(&own)]).await;
        }
        save(&house.services, &amina, house.request(a, 2, "page", "Later")).await.expect("saved");
        house.tamper(SET_SUMMARY, &[Bind::Id(a.0), Bind::Bytes(&own)]).await;
        assert_eq!(entries(&house, &amina).await, (vec![b], vec![a]), "an older version");
    })
    .await;
}

#[tokio::test]
async fn nothing_moves_between_a_reflection_and_the_copies_beside_it() {
    each_database(|house| async move {
        let id = house.write(&house.amina, "One").await;
        let amina = house.actor(&house.amina).await;
        for words in ["Beside", "Beside, later"] {
            let saved = save(&house.services, &amina, house.request(id, 1, "elsewhere", words)).await;
            assert!(matches!(saved, Ok(Saved::Beside { .. })));
        }
        // Both now stand at version 2.
        let (main, copy) = (house.bytes(BODY, id.0).await, house.bytes(COPY, id.0).await);
        assert!(versions(&house.services, &amina, id).await.is_ok());

        let set = "UPDATE reflection_copies SET body = $2 WHERE reflection = $1";
        house.tamper(set, &[Bind::Id(id.0), Bind::Bytes(&main)]).await;
        assert!(is_broken(versions(&house.services, &amina, id).await));
        house.tamper(set, &[Bind::Id(id.0), Bind::Bytes(&copy)]).await;
        assert!(versions(&house.services, &amina, id).await.is_ok());

        house.tamper(SET_BODY, &[Bind::Id(id.0), Bind::Bytes(&copy)]).await;
        assert!(is_broken(versions(&house.services, &amina, id).await));
    })
    .await;
}

#[tokio::test]
async fn wrapped_keys_swapped_between_two_people_open_for_neither() {
    each_database(|house| async move {
        let (a, b) = (house.write(&house.amina, "Mine").await, house.write(&house.bola, "Hers").await);
        let (amina, bola) = (house.actor(&house.amina).await, house.actor(&house.bola).await);
        const KEY: &str = "SELECT wrapped FROM person_keys WHERE person = $1";
        let keys = [house.bytes(KEY, amina.person.0).await, house.bytes(KEY, bola.person.0).await];
        for (person, key) in [(&amina, &keys[1]), (&bola, &keys[0])] {
            let binds = [Bind::Id(person.person.0), Bind::Bytes(key)];
            house.tamper("UPDATE person_keys SET wrapped = $2 WHERE person = $1", &binds).await;
        }
        for (actor, id) in [(&amina, a), (&bola, b)] {
            let mut reader = house.services.db.reader().await.expect("a connection");
            let key = load_person_key(&house.services.ring, reader.conn(), actor.person).await;
            assert!(is_broken(key), "the key itself is refused");
            drop(reader);
            assert!(!opens(&house, actor, id).await);
            assert!(is_broken(list(&house.services, actor, 1).await));
        }
    })
    .await;
}

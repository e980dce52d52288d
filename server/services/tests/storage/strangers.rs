//! Nobody but its writer gets at a reflection, whatever they are.

use crate::support::{Installation, each_database};
use domain::accounts::{Role, SessionState};
use domain::ids::{CopyId, ReflectionId};
use domain::policy::Actor;
use services::Error;
use services::reflect::{
    Choice, CopyFormat, Saved, Seen, choose_version, delete, list, read, save, start, take_copy, versions,
};

/// Tries every operation there is on one reflection; answers what each said.
async fn everything(
    house: &Installation,
    actor: &Actor,
    (id, copy): (ReflectionId, CopyId),
) -> Vec<(&'static str, Result<(), Error>)> {
    let services = &house.services;
    let over = house.request(id, 2, "first page", "Over it");
    let beside = house.request(id, 1, "elsewhere", "Beside it");
    let mut tried = vec![
        ("read", read(services, actor, id).await.map(|_| ())),
        ("versions", versions(services, actor, id).await.map(|_| ())),
        ("save", save(services, actor, over).await.map(|_| ())),
        ("save beside", save(services, actor, beside).await.map(|_| ())),
        ("Markdown", take_copy(services, actor, id, CopyFormat::Markdown).await.map(|_| ())),
        ("JSON", take_copy(services, actor, id, CopyFormat::Json).await.map(|_| ())),
    ];
    for choice in [Choice::KeepFirst, Choice::KeepSecond, Choice::Together, Choice::Apart] {
        tried.push((
            "choose",
            choose_version(services, actor, (id, copy), Seen { first: 2, second: 1 }, choice).await,
        ));
    }
    tried.push(("delete", delete(services, actor, id).await));
    tried
}

#[tokio::test]
async fn to_everybody_else_of_every_role_a_reflection_does_not_exist() {
    each_database(|house| async move {
        let id = house.write(&house.amina, "Mine").await;
        let actor = house.actor(&house.amina).await;
        let beside = house.request(id, 1, "elsewhere", "Mine too");
        let Ok(Saved::Beside { copy }) = save(&house.services, &actor, beside).await else {
            panic!("kept beside")
        };
        let mut strangers = vec![house.admin.clone(), house.bola.clone()];
        strangers.extend([house.other_admin.clone(), house.other.clone()]);
        for (admin, place) in [(&house.admin, "meadow"), (&house.other_admin, "harbour")] {
            for role in Role::ALL {
                let address = format!("{}-role@{place}.example", role.as_str());
                strangers.push(house.invited(admin, &address, role).await);
            }
        }
        for stranger in &strangers {
            let actor = house.actor(stranger).await;
            for (what, outcome) in everything(&house, &actor, (id, copy)).await {
                let who = stranger.email.as_str();
                assert!(matches!(outcome, Err(Error::NotFound)), "{who}: {what}: {outcome:?}");
            }
            assert!(list(&house.services, &actor, 1).await.expect("a list").entries.is_empty());
            // An id that is nobody's is answered in the same way.
            let nobodys = (ReflectionId(uuid::Uuid::new_v4()), CopyId(uuid::Uuid::new_v4()));
            for (what, outcome) in everything(&house, &actor, nobodys).await {
                assert!(matches!(outcome, Err(Error::NotFound)), "nobody's: {what}: {outcome:?}");
            }
        }
        let found = versions(&house.services, &actor, id).await.expect("opened");
        assert_eq!((found.kept.version, found.beside.len()), (2, 1), "and nothing has changed");
    })
    .await;
}

#[tokio::test]
async fn a_copy_id_of_somebody_elses_reaches_nothing_from_ones_own_reflection() {
    each_database(|house| async move {
        let hers = house.write(&house.amina, "Mine").await;
        let amina = house.actor(&house.amina).await;
        let beside = save(&house.services, &amina, house.request(hers, 1, "elsewhere", "Mine too")).await;
        let Ok(Saved::Beside { copy }) = beside else { panic!("kept beside") };
        let own = house.write(&house.bola, "Bola's").await;
        let bola = house.actor(&house.bola).await;
        for choice in [Choice::KeepFirst, Choice::KeepSecond, Choice::Together, Choice::Apart] {
            let refused =
                choose_version(&house.services, &bola, (own, copy), Seen { first: 2, second: 1 }, choice)
                    .await;
            assert!(matches!(refused, Err(Error::NotFound)), "{choice:?}");
        }
        let named = services::reflect::SaveRequest {
            copy: Some(copy),
            ..house.request(own, 2, "elsewhere", "Bola's, later")
        };
        let saved = save(&house.services, &bola, named).await.expect("kept");
        assert!(matches!(saved, Saved::Beside { copy: other } if other != copy));
        let found = versions(&house.services, &amina, hers).await.expect("opened");
        assert_eq!(found.beside[0].reflection.answers.text("part"), "Mine too");
    })
    .await;
}

#[tokio::test]
async fn to_a_locked_or_ended_session_even_ones_own_is_shut() {
    each_database(|house| async move {
        let id = house.write(&house.amina, "Mine").await;
        let live = house.actor(&house.amina).await;
        for session in [SessionState::Locked, SessionState::Ended] {
            let actor = Actor { session, ..live.clone() };
            let copy = CopyId(uuid::Uuid::new_v4());
            for (what, outcome) in everything(&house, &actor, (id, copy)).await {
                assert!(matches!(outcome, Err(Error::SignInFirst)), "{what}: {outcome:?}");
            }
            assert!(matches!(list(&house.services, &actor, 1).await, Err(Error::SignInFirst)));
            let begun = start(&house.services, &actor, "after-a-death").await;
            assert!(matches!(begun, Err(Error::SignInFirst)));
        }
    })
    .await;
}

//! Things that happen at the same moment, on one node or two.

use crate::support::{Installation, each_database, password, token_of};
use domain::accounts::Password;
use domain::ids::ReflectionId;
use domain::policy::Actor;
use services::accounts::{SignIn, complete_reset, find_session, request_reset, sign_in};
use services::reflect::{Choice, SaveRequest, Saved, Seen, choose_version, save, start, versions};
use services::{Error, Services};

/// Saves as a page does: when it is told that we are busy, it tries again.
async fn save_until_done(services: Services, actor: Actor, request: SaveRequest) -> Saved {
    loop {
        match save(&services, &actor, request.clone()).await {
            Ok(saved) => return saved,
            Err(Error::Busy) => tokio::task::yield_now().await,
            Err(other) => panic!("{other}"),
        }
    }
}

async fn every_word(house: &Installation, actor: &Actor, id: ReflectionId) -> Vec<String> {
    let found = versions(&house.services, actor, id).await.expect("opened");
    let mut all = vec![found.kept.reflection.answers.text("part").to_owned()];
    all.extend(found.beside.iter().map(|second| second.reflection.answers.text("part").to_owned()));
    all.sort();
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_pages_that_save_at_once_from_the_same_version_none_loses_a_word() {
    each_database(|house| async move {
        let actor = house.actor(&house.amina).await;
        let nodes = [house.services.clone(), house.another_node().await];
        for round in 0..6 {
            let id = start(&house.services, &actor, "after-a-death").await.expect("begun");
            let pages: Vec<_> = (0..4)
                .map(|number| {
                    let words = format!("Page {number} of round {round}");
                    let request = house.request(id, 1, &format!("page {number}"), &words);
                    let services = nodes[number % 2].clone();
                    tokio::spawn(save_until_done(services, actor.clone(), request))
                })
                .collect();
            let mut stored = 0;
            for page in pages {
                stored += usize::from(matches!(page.await.expect("done"), Saved::Stored { .. }));
            }
            assert_eq!(stored, 1, "one is the reflection, the others are beside it");
            let expected: Vec<_> = (0..4).map(|number| format!("Page {number} of round {round}")).collect();
            assert_eq!(every_word(&house, &actor, id).await, expected);
        }
        nodes[1].db.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_choice_and_a_save_at_once_lose_no_word() {
    each_database(|house| async move {
        let actor = house.actor(&house.amina).await;
        for round in 0..8 {
            let id = house.write(&house.amina, "First").await;
            let late = house.request(id, 1, "late", "Late");
            let Ok(Saved::Beside { copy }) = save(&house.services, &actor, late).await else {
                panic!("kept beside")
            };
            let more = SaveRequest { copy: Some(copy), ..house.request(id, 1, "late", "Late, and more") };
            let saving = tokio::spawn(save_until_done(house.services.clone(), actor.clone(), more));
            let chosen = choose_version(
                &house.services,
                &actor,
                (id, copy),
                Seen { first: 2, second: 1 },
                Choice::Together,
            )
            .await;
            assert!(matches!(chosen, Ok(()) | Err(Error::Busy | Error::NotFound)), "{chosen:?}");
            saving.await.expect("done");
            let all = every_word(&house, &actor, id).await.join(" ");
            assert!(all.contains("First") && all.contains("Late, and more"), "round {round}: {all}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_choose_at_once_one_does() {
    each_database(|house| async move {
        let actor = house.actor(&house.amina).await;
        for _ in 0..6 {
            let id = house.write(&house.amina, "First").await;
            let late = house.request(id, 1, "late", "Late");
            let Ok(Saved::Beside { copy }) = save(&house.services, &actor, late).await else {
                panic!("kept beside")
            };
            let choosing: Vec<_> = (0..3)
                .map(|_| {
                    let (services, actor) = (house.services.clone(), actor.clone());
                    tokio::spawn(async move {
                        choose_version(
                            &services,
                            &actor,
                            (id, copy),
                            Seen { first: 2, second: 1 },
                            Choice::Apart,
                        )
                        .await
                    })
                })
                .collect();
            let mut done = 0;
            for choice in choosing {
                match choice.await.expect("done") {
                    Ok(()) => done += 1,
                    Err(refused) => assert!(matches!(refused, Error::NotFound | Error::Busy), "{refused}"),
                }
            }
            assert_eq!(done, 1);
        }
        let list = services::reflect::list(&house.services, &actor, 1).await.expect("a list");
        assert_eq!(list.entries.len(), 12, "each set apart once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_gets_in_with_the_old_password_while_a_new_one_is_set() {
    each_database(|house| async move {
        for round in 0..3 {
            house.wait_minutes(16);
            let old = password(&format!("password number {round}"));
            set_password(&house, &old).await;
            request_reset(&house.services, &house.amina.email).await.expect("asked");
            let link = token_of(&house.link_to(house.amina.email.as_str()).await);
            let signing_in: Vec<_> = (0..4)
                .map(|_| {
                    let (services, email, old) =
                        (house.services.clone(), house.amina.email.clone(), old.clone());
                    tokio::spawn(async move {
                        let with = SignIn {
                            email: &email,
                            password: &old,
                            device: "Firefox on Linux",
                            from: "192.0.2.1",
                            old_token: None,
                        };
                        sign_in(&services, with).await
                    })
                })
                .collect();
            let new = password("a new password");
            complete_reset(&house.services, &link, &new, None, "Firefox on Linux").await.expect("reset");
            for tried in signing_in {
                let Ok(let_in) = tried.await.expect("done") else { continue };
                let session = find_session(&house.services, &let_in.token).await.expect("looked for");
                assert!(session.is_none(), "round {round}: the old password still lets in");
            }
        }
    })
    .await;
}

async fn set_password(house: &Installation, chosen: &Password) {
    request_reset(&house.services, &house.amina.email).await.expect("asked");
    let link = token_of(&house.link_to(house.amina.email.as_str()).await);
    complete_reset(&house.services, &link, chosen, None, "Firefox on Linux").await.expect("reset");
}

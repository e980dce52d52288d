//! Two versions of one reflection, and the writer's choice.

use crate::support::{Installation, each_database};
use domain::ids::{CopyId, ReflectionId};
use domain::policy::Actor;
use domain::reflect::{HowAreYou, MAX_ANSWER_CHARS};
use services::Error;
use services::reflect::{Choice, SaveRequest, Saved, Seen, choose_version, list, read, save, versions};
use services::sealing::SealError;

const CHOICES: [Choice; 4] = [Choice::KeepFirst, Choice::KeepSecond, Choice::Together, Choice::Apart];

/// A reflection at version 2 ("First") and a second version beside it ("Second").
async fn two(house: &Installation, actor: &Actor) -> (ReflectionId, CopyId) {
    let id = house.write(&house.amina, "First").await;
    let copy = another(house, actor, id, "second page", "Second").await;
    (id, copy)
}

async fn another(house: &Installation, actor: &Actor, id: ReflectionId, page: &str, words: &str) -> CopyId {
    let request = SaveRequest {
        how_are_you: HowAreYou { choice: None, words: format!("Private: {words}") },
        ..house.request(id, 1, page, words)
    };
    match save(&house.services, actor, request).await {
        Ok(Saved::Beside { copy }) => copy,
        other => panic!("{other:?}"),
    }
}

async fn words(house: &Installation, actor: &Actor, id: ReflectionId) -> (i64, String, usize) {
    let found = versions(&house.services, actor, id).await.expect("opened");
    (found.kept.version, found.kept.reflection.answers.text("part").to_owned(), found.beside.len())
}

#[tokio::test]
async fn each_choice_does_what_it_says() {
    each_database(|house| async move {
        let actor = house.actor(&house.amina).await;
        for (choice, version, expected) in [
            (Choice::KeepFirst, 2, "First"),
            (Choice::KeepSecond, 3, "Second"),
            (Choice::Together, 3, "First\n\n[From the other version]\n\nSecond"),
            (Choice::Apart, 2, "First"),
        ] {
            let (id, copy) = two(&house, &actor).await;
            let before = list(&house.services, &actor, 1).await.expect("a list").entries.len();
            house.wait_minutes(1);
            choose_version(&house.services, &actor, (id, copy), Seen { first: 2, second: 1 }, choice)
                .await
                .expect("chosen");
            assert_eq!(words(&house, &actor, id).await, (version, expected.to_owned(), 0), "{choice:?}");
            let after = list(&house.services, &actor, 1).await.expect("a list");
            assert_eq!(after.entries.len() - before, usize::from(choice == Choice::Apart), "{choice:?}");
            if choice == Choice::Apart {
                let own = read(&house.services, &actor, after.entries[0].id).await.expect("opened");
                assert_eq!(own.reflection.answers.text("part"), "Second");
                assert_eq!(own.reflection.how_are_you.words, "Private: Second");
            }
            let again = choose_version(
                &house.services,
                &actor,
                (id, copy),
                Seen { first: version, second: 1 },
                choice,
            )
            .await;
            assert!(matches!(again, Err(Error::NotFound)), "{choice:?}, twice: {again:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_choice_made_before_the_latest_change_is_put_off_and_nothing_is_lost() {
    each_database(|house| async move {
        let actor = house.actor(&house.amina).await;
        for choice in CHOICES {
            let (id, copy) = two(&house, &actor).await;
            let more = house.request(id, 2, "first page", "First, and more");
            save(&house.services, &actor, more).await.expect("saved");
            let outcome =
                choose_version(&house.services, &actor, (id, copy), Seen { first: 2, second: 1 }, choice)
                    .await;
            if choice == Choice::Apart {
                assert!(outcome.is_ok(), "it touches neither");
                assert_eq!(words(&house, &actor, id).await, (3, "First, and more".to_owned(), 0));
            } else {
                assert!(matches!(outcome, Err(Error::Busy)), "{choice:?}: {outcome:?}");
                assert_eq!(words(&house, &actor, id).await, (3, "First, and more".to_owned(), 1));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_choice_about_a_second_version_that_has_changed_since_is_put_off() {
    each_database(|house| async move {
        let actor = house.actor(&house.amina).await;
        for choice in CHOICES {
            let (id, copy) = two(&house, &actor).await;
            let more =
                SaveRequest { copy: Some(copy), ..house.request(id, 1, "other page", "Second, and more") };
            save(&house.services, &actor, more).await.expect("saved");
            let seen = Seen { first: 2, second: 1 };
            let outcome = choose_version(&house.services, &actor, (id, copy), seen, choice).await;
            if choice == Choice::Apart {
                assert!(outcome.is_ok(), "every word of it goes on living");
            } else {
                assert!(matches!(outcome, Err(Error::Busy)), "{choice:?}: {outcome:?}");
                let beside = versions(&house.services, &actor, id).await.expect("opened").beside;
                assert_eq!(beside[0].reflection.answers.text("part"), "Second, and more");
                assert_eq!(beside[0].version, 2, "what a choice would now be about");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_others_wait_while_one_is_chosen() {
    each_database(|house| async move {
        let actor = house.actor(&house.amina).await;
        let (id, copy) = two(&house, &actor).await;
        let third = another(&house, &actor, id, "third page", "Third").await;
        choose_version(&house.services, &actor, (id, copy), Seen { first: 2, second: 1 }, Choice::Together)
            .await
            .expect("chosen");
        choose_version(&house.services, &actor, (id, third), Seen { first: 3, second: 1 }, Choice::Together)
            .await
            .expect("chosen");
        let (version, kept, left) = words(&house, &actor, id).await;
        assert_eq!((version, left), (4, 0));
        for part in ["First", "Second", "Third"] {
            assert!(kept.contains(part), "{kept}");
        }
    })
    .await;
}

#[tokio::test]
async fn two_that_are_too_long_together_stay_two() {
    each_database(|house| async move {
        let actor = house.actor(&house.amina).await;
        let id = house.write(&house.amina, "First").await;
        for (base, page, letter) in [(2, "first page", "a"), (1, "second page", "b")] {
            let long = letter.repeat(MAX_ANSWER_CHARS);
            let fields = ["part", "easier", "harder"].map(|prompt| (prompt, long.as_str()));
            let answers = house.answers("after-a-death", &fields);
            let request = SaveRequest { answers, ..house.request(id, base, page, "") };
            save(&house.services, &actor, request).await.expect("saved");
        }
        let found = versions(&house.services, &actor, id).await.expect("opened");
        let copy = found.beside[0].id;
        let refused = choose_version(
            &house.services,
            &actor,
            (id, copy),
            Seen { first: 3, second: 1 },
            Choice::Together,
        )
        .await;
        assert!(matches!(refused, Err(Error::Seal(SealError::TooLarge))), "{refused:?}");
        let (version, kept, left) = words(&house, &actor, id).await;
        assert_eq!((version, kept.len(), left), (3, MAX_ANSWER_CHARS, 1));
        choose_version(&house.services, &actor, (id, copy), Seen { first: 3, second: 1 }, Choice::Apart)
            .await
            .expect("that works");
    })
    .await;
}

#[tokio::test]
async fn a_copy_is_chosen_only_beside_its_own_reflection() {
    each_database(|house| async move {
        let actor = house.actor(&house.amina).await;
        let ((one, _), (two, copy)) = (two(&house, &actor).await, two(&house, &actor).await);
        for choice in CHOICES {
            let refused =
                choose_version(&house.services, &actor, (one, copy), Seen { first: 2, second: 1 }, choice)
                    .await;
            assert!(matches!(refused, Err(Error::NotFound)), "{choice:?}");
        }
        assert_eq!(words(&house, &actor, two).await, (2, "First".to_owned(), 1));
    })
    .await;
}

#[tokio::test]
async fn the_page_that_wrote_the_chosen_version_is_not_taken_for_one_that_has_seen_it() {
    each_database(|house| async move {
        let actor = house.actor(&house.amina).await;
        let (id, copy) = two(&house, &actor).await;
        choose_version(&house.services, &actor, (id, copy), Seen { first: 2, second: 1 }, Choice::Together)
            .await
            .expect("chosen");
        for page in ["first page", "second page"] {
            let request = house.request(id, 2, page, page);
            let saved = save(&house.services, &actor, request).await.expect("saved");
            assert!(matches!(saved, Saved::Beside { .. }), "{page} has not seen what was put together");
        }
    })
    .await;
}

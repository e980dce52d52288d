//! Starting, saving and deleting a reflection.

use crate::support::{Installation, Person, TEMPLATE, each_database};
use domain::ids::{CopyId, ReflectionId};
use domain::reflect::{HowAreYou, MAX_ANSWER_CHARS, Stage};
use services::Error;
use services::reflect::{
    CopyFormat, SaveRequest, Saved, delete, list, read, save, start, take_copy, versions,
};

/// The words stored, and those beside them, the last changed first.
async fn stored(house: &Installation, person: &Person, id: ReflectionId) -> (i64, String, Vec<String>) {
    let actor = house.actor(person).await;
    let versions = versions(&house.services, &actor, id).await.expect("opened");
    let beside = versions.beside.iter().map(|second| second.reflection.answers.text("part").to_owned());
    let kept = versions.kept.reflection.answers.text("part").to_owned();
    (versions.kept.version, kept, beside.collect())
}

async fn save_as(house: &Installation, person: &Person, request: SaveRequest) -> Saved {
    save(&house.services, &house.actor(person).await, request).await.expect("saved")
}

fn beside(saved: Saved) -> CopyId {
    match saved {
        Saved::Beside { copy } => copy,
        Saved::Stored { version } => panic!("stored at {version}"),
    }
}

#[tokio::test]
async fn an_empty_draft_of_the_same_template_is_taken_up_again() {
    each_database(|house| async move {
        let actor = house.actor(&house.amina).await;
        let begin = async |template| start(&house.services, &actor, template).await;
        let first = begin(TEMPLATE).await.expect("begun");
        assert_eq!(begin(TEMPLATE).await.expect("taken up"), first);
        assert_ne!(begin("five-minutes").await.expect("begun"), first);
        let only_how = SaveRequest {
            how_are_you: HowAreYou { choice: None, words: "Tired".to_owned() },
            ..house.request(first, 1, "page", "")
        };
        save(&house.services, &actor, only_how).await.expect("saved");
        assert_ne!(begin(TEMPLATE).await.expect("begun"), first, "a private line is something");
        assert!(matches!(begin("no-such-template").await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn what_is_saved_is_read_back_whole() {
    each_database(|house| async move {
        let actor = house.actor(&house.amina).await;
        let id = start(&house.services, &actor, TEMPLATE).await.expect("begun");
        let long = "🕊 We sat with her.\n\t\"Quietly\" \\ ".repeat(200);
        house.wait_minutes(3);
        let request = SaveRequest {
            answers: house.answers(TEMPLATE, &[("part", &long), ("plan", "used"), ("wider", "مرحبا")]),
            how_are_you: HowAreYou { choice: Some("heavy".to_owned()), words: "Mine alone".to_owned() },
            finish: Some(Stage::Finished),
            ..house.request(id, 1, "page", "")
        };
        save(&house.services, &actor, request.clone()).await.expect("saved");
        let opened = read(&house.services, &actor, id).await.expect("opened");
        assert_eq!(opened.reflection.answers, request.answers);
        assert_eq!(opened.reflection.how_are_you, request.how_are_you);
        assert_eq!(opened.reflection.stage, Stage::Finished);
        assert_eq!(opened.reflection.started, house.now().plus_minutes(-3));
        assert_eq!(opened.reflection.changed, house.now());
        assert_eq!((opened.version, opened.has_second_version), (2, false));
        for format in [CopyFormat::Markdown, CopyFormat::Json] {
            let file = take_copy(&house.services, &actor, id, format).await.expect("a file");
            assert!(file.content.contains("We sat with her.") && !file.content.contains("Mine alone"));
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_that_has_not_seen_the_latest_is_kept_beside_it_and_goes_on_there() {
    each_database(|house| async move {
        let id = house.write(&house.amina, "First").await;
        let late = beside(save_as(&house, &house.amina, house.request(id, 1, "late", "Late")).await);
        let named = SaveRequest { copy: Some(late), ..house.request(id, 1, "late", "Late, and more") };
        assert_eq!(beside(save_as(&house, &house.amina, named).await), late);
        // The answer that named the copy got lost: the page's mark still finds it.
        let unnamed = house.request(id, 1, "late", "Late, and even more");
        assert_eq!(beside(save_as(&house, &house.amina, unnamed).await), late);
        let third = beside(save_as(&house, &house.amina, house.request(id, 1, "third", "Third")).await);
        assert_ne!(third, late);
        let (version, kept, mut others) = stored(&house, &house.amina, id).await;
        others.sort();
        assert_eq!((version, kept.as_str()), (2, "First"));
        assert_eq!(others, ["Late, and even more", "Third"]);
    })
    .await;
}

#[tokio::test]
async fn a_save_held_up_on_the_way_never_takes_the_place_of_a_newer_one_of_the_same_page() {
    each_database(|house| async move {
        let id = house.write(&house.amina, "First").await;
        let sent = |sequence, words| SaveRequest { sequence, ..house.request(id, 2, "page", words) };
        let newer = save_as(&house, &house.amina, sent(2, "First, and more")).await;
        assert_eq!(newer, Saved::Stored { version: 3 });
        let held_up = save_as(&house, &house.amina, sent(1, "First, and")).await;
        assert_eq!(held_up, Saved::Stored { version: 3 }, "the page learns what is stored");
        assert_eq!(stored(&house, &house.amina, id).await, (3, "First, and more".to_owned(), Vec::new()));

        let beside_it = |sequence, words| SaveRequest { sequence, ..house.request(id, 1, "late", words) };
        let copy = beside(save_as(&house, &house.amina, beside_it(2, "Late, and more")).await);
        for named in [None, Some(copy)] {
            let held_up = SaveRequest { copy: named, ..beside_it(1, "Late, and") };
            assert_eq!(beside(save_as(&house, &house.amina, held_up).await), copy);
        }
        let (_, _, others) = stored(&house, &house.amina, id).await;
        assert_eq!(others, ["Late, and more"]);
        let next = beside(save_as(&house, &house.amina, beside_it(3, "Late, and even more")).await);
        assert_eq!(next, copy);
        assert_eq!(stored(&house, &house.amina, id).await.2, ["Late, and even more"]);
    })
    .await;
}

#[tokio::test]
async fn the_page_that_was_first_goes_on_over_its_own_words_only() {
    each_database(|house| async move {
        let id = house.write(&house.amina, "First").await;
        let next = house.request(id, 2, "first page", "First, and more");
        assert_eq!(save_as(&house, &house.amina, next).await, Saved::Stored { version: 3 });
        // Another page that has seen the latest goes on from it, and then it is the first that is late.
        let other = house.request(id, 3, "other", "From the other");
        assert_eq!(save_as(&house, &house.amina, other).await, Saved::Stored { version: 4 });
        beside(save_as(&house, &house.amina, house.request(id, 3, "first page", "Late now")).await);
        let (version, kept, others) = stored(&house, &house.amina, id).await;
        assert_eq!(
            (version, kept.as_str(), others.as_slice()),
            (4, "From the other", ["Late now".to_owned()].as_slice())
        );
    })
    .await;
}

#[tokio::test]
async fn a_save_that_comes_twice_is_one_save() {
    each_database(|house| async move {
        let id = house.write(&house.amina, "First").await;
        for base in [1, 2, -7, i64::MAX, i64::MIN] {
            for page in ["first page", "another page", ""] {
                let again = house.request(id, base, page, "First");
                assert_eq!(save_as(&house, &house.amina, again).await, Saved::Stored { version: 2 });
            }
        }
        let late = house.request(id, 1, "late", "Late");
        let copy = beside(save_as(&house, &house.amina, late.clone()).await);
        assert_eq!(beside(save_as(&house, &house.amina, late).await), copy);
        assert_eq!(stored(&house, &house.amina, id).await, (2, "First".to_owned(), vec!["Late".to_owned()]));
    })
    .await;
}

#[tokio::test]
async fn a_page_whose_answer_got_lost_saves_on() {
    each_database(|house| async move {
        let actor = house.actor(&house.amina).await;
        let id = start(&house.services, &actor, TEMPLATE).await.expect("begun");
        for (version, words) in [(2, "One"), (3, "One two"), (4, "One two three")] {
            let request = house.request(id, 1, "the page", words);
            assert_eq!(save_as(&house, &house.amina, request).await, Saved::Stored { version });
        }
        assert_eq!(stored(&house, &house.amina, id).await, (4, "One two three".to_owned(), vec![]));
    })
    .await;
}

#[tokio::test]
async fn pages_without_a_mark_never_pass_for_each_other() {
    each_database(|house| async move {
        let id = house.write(&house.amina, "First").await;
        for words in ["One page", "Another page"] {
            beside(save_as(&house, &house.amina, house.request(id, 1, "", words)).await);
        }
        let (_, kept, mut others) = stored(&house, &house.amina, id).await;
        others.sort();
        assert_eq!((kept.as_str(), others.len()), ("First", 2), "{others:?}");
        assert_eq!(others, ["Another page", "One page"]);
    })
    .await;
}

#[tokio::test]
async fn a_page_that_names_a_copy_that_is_gone_or_not_its_own_loses_nothing() {
    each_database(|house| async move {
        let (id, other) =
            (house.write(&house.amina, "First").await, house.write(&house.amina, "Other").await);
        let theirs =
            beside(save_as(&house, &house.amina, house.request(other, 1, "p", "Beside other")).await);
        for copy in [CopyId(uuid::Uuid::new_v4()), theirs] {
            let page = copy.to_string();
            let request = SaveRequest { copy: Some(copy), ..house.request(id, 2, &page, &page) };
            assert_ne!(beside(save_as(&house, &house.amina, request).await), copy);
        }
        assert_eq!(stored(&house, &house.amina, id).await.2.len(), 2);
        assert_eq!(stored(&house, &house.amina, other).await.2, ["Beside other"]);
    })
    .await;
}

#[tokio::test]
async fn the_largest_reflection_there_is_can_be_saved_and_beyond_it_nothing_is_lost() {
    each_database(|house| async move {
        let id = house.write(&house.amina, "First").await;
        let full = "x".repeat(MAX_ANSWER_CHARS);
        let fields = ["part", "easier", "harder", "learned"].map(|prompt| (prompt, full.as_str()));
        let request = SaveRequest {
            answers: house.answers(TEMPLATE, &fields),
            how_are_you: HowAreYou { choice: None, words: "🕊".repeat(2_000) },
            ..house.request(id, 2, "first page", "")
        };
        assert_eq!(save_as(&house, &house.amina, request).await, Saved::Stored { version: 3 });
        let too_much = SaveRequest {
            how_are_you: HowAreYou { choice: None, words: "🕊".repeat(20_000) },
            ..house.request(id, 3, "first page", "Too much")
        };
        let actor = house.actor(&house.amina).await;
        assert!(save(&house.services, &actor, too_much).await.is_err());
        assert_eq!(stored(&house, &house.amina, id).await.1, full);
    })
    .await;
}

#[tokio::test]
async fn deleting_removes_the_reflection_and_what_is_beside_it_and_nothing_else() {
    each_database(|house| async move {
        let (id, other) =
            (house.write(&house.amina, "First").await, house.write(&house.amina, "Other").await);
        for reflection in [id, other] {
            beside(save_as(&house, &house.amina, house.request(reflection, 1, "late", "Late")).await);
        }
        let actor = house.actor(&house.amina).await;
        delete(&house.services, &actor, id).await.expect("deleted");
        assert!(matches!(delete(&house.services, &actor, id).await, Err(Error::NotFound)));
        assert!(matches!(read(&house.services, &actor, id).await, Err(Error::NotFound)));
        let late = house.request(id, 2, "first page", "After all");
        assert!(
            matches!(save(&house.services, &actor, late).await, Err(Error::NotFound)),
            "it does not come back"
        );
        assert_eq!(house.number("SELECT count(*) FROM reflection_copies", &[]).await, 1);
        assert_eq!(list(&house.services, &actor, 1).await.expect("a list").entries.len(), 1);
        assert_eq!(stored(&house, &house.amina, other).await.2, ["Late"]);
    })
    .await;
}

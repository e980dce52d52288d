//! The list of one's reflections.

use crate::support::{TEMPLATE, each_database};
use domain::reflect::Stage;
use services::reflect::{SaveRequest, list, recent_draft, save, start};

#[tokio::test]
async fn the_last_changed_comes_first_and_says_what_it_is() {
    each_database(|house| async move {
        let older = house.write(&house.amina, "The older one").await;
        house.wait_minutes(1);
        let newer = house.write(&house.amina, "The newer one, which goes on for quite some time ").await;
        let actor = house.actor(&house.amina).await;
        let order = async || {
            let list = list(&house.services, &actor, 1).await.expect("a list");
            list.entries.iter().map(|entry| entry.id).collect::<Vec<_>>()
        };
        assert_eq!(order().await, [newer, older]);
        house.wait_minutes(1);
        let finished = SaveRequest {
            finish: Some(Stage::Finished),
            ..house.request(older, 2, "first page", "The older one, finished")
        };
        save(&house.services, &actor, finished).await.expect("saved");
        save(&house.services, &actor, house.request(newer, 1, "late", "Late")).await.expect("kept beside");
        assert_eq!(order().await, [older, newer]);

        let list = list(&house.services, &actor, 1).await.expect("a list");
        let [first, second] = list.entries.as_slice() else { panic!("two entries") };
        assert_eq!((first.stage, first.opening.as_str()), (Stage::Finished, "The older one, finished"));
        assert_eq!((first.title.as_str(), first.has_second_version), ("After a death", false));
        assert_eq!((first.started, first.changed), (house.now().plus_minutes(-2), house.now()));
        assert_eq!((second.stage, second.has_second_version), (Stage::Draft, true));
        assert_eq!((list.page, list.pages, list.some_closed), (1, 1, false));
    })
    .await;
}

#[tokio::test]
async fn the_draft_to_carry_on_with_is_the_one_written_in_last() {
    each_database(|house| async move {
        let actor = house.actor(&house.amina).await;
        let draft = async || {
            let draft = recent_draft(&house.services, &actor).await.expect("looked for");
            draft.map(|entry| (entry.id, entry.opening))
        };
        assert_eq!(draft().await, None, "nothing is written yet");
        start(&house.services, &actor, TEMPLATE).await.expect("begun");
        assert_eq!(draft().await, None, "an empty one is nothing to carry on with");
        let older = house.write(&house.amina, "The older one").await;
        house.wait_minutes(1);
        let newer = house.write(&house.amina, "The newer one").await;
        assert_eq!(draft().await, Some((newer, "The newer one".to_owned())));
        house.wait_minutes(1);
        let finished = SaveRequest {
            finish: Some(Stage::Finished),
            ..house.request(newer, 2, "first page", "The newer one, finished")
        };
        save(&house.services, &actor, finished).await.expect("saved");
        assert_eq!(draft().await, Some((older, "The older one".to_owned())));
        let bola = house.actor(&house.bola).await;
        assert!(recent_draft(&house.services, &bola).await.expect("looked for").is_none());
    })
    .await;
}

#[tokio::test]
async fn a_page_holds_fifty_and_a_page_beyond_the_last_is_the_last() {
    each_database(|house| async move {
        let actor = house.actor(&house.amina).await;
        let empty = list(&house.services, &actor, 7).await.expect("a list");
        assert_eq!((empty.entries.len(), empty.page, empty.pages), (0, 1, 1));
        let mut written = Vec::new();
        for number in 0..50 {
            house.services.clock.move_to(house.now().plus_seconds(1));
            written.push(house.write(&house.amina, &format!("Number {number}")).await);
        }
        let full = list(&house.services, &actor, 1).await.expect("a list");
        assert_eq!((full.entries.len(), full.pages), (50, 1));
        house.services.clock.move_to(house.now().plus_seconds(1));
        let last = start(&house.services, &actor, TEMPLATE).await.expect("begun");
        let first = list(&house.services, &actor, 1).await.expect("a list");
        assert_eq!((first.entries.len(), first.page, first.pages), (50, 1, 2));
        assert_eq!(first.entries[0].id, last);
        for page in [2, 3, usize::MAX] {
            let second = list(&house.services, &actor, page).await.expect("a list");
            assert_eq!((second.entries.len(), second.page, second.pages), (1, 2, 2));
            assert_eq!(second.entries[0].id, written[0], "the one changed longest ago");
        }
        let zero = list(&house.services, &actor, 0).await.expect("a list");
        assert_eq!(zero.page, 1);
        let bola = house.actor(&house.bola).await;
        assert!(list(&house.services, &bola, 1).await.expect("a list").entries.is_empty());
    })
    .await;
}

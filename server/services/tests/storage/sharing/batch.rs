//! The batch: eight or nothing, together or not at all.

use super::crowd::Crowd;
use crate::support::each_database;
use services::pool::{Moved, move_waiting, move_weekly};
use services::share::{Stage, TakeBackError, take_back};

#[tokio::test]
async fn with_seven_people_waiting_nothing_moves_and_with_eight_everything_does() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let mut shared = crowd.share_all(7).await;
        // More from the same seven make no crowd.
        shared.push(crowd.shares(&crowd.people[0], "Another of the first").await);
        let before = crowd.waiting_ids().await;
        assert_eq!(crowd.moves().await, Moved::TooFew);
        assert_eq!(crowd.waiting_ids().await, before);
        assert_eq!((crowd.count("pool").await, crowd.count("pools").await), (0, 0));

        shared.push(crowd.shares(&crowd.people[7], "From one more of us").await);
        assert_eq!(crowd.moves().await, Moved::All { points: 9 });
        assert_eq!((crowd.count("waiting").await, crowd.count("pool").await), (0, 9));
        for (at, (_, id)) in shared.iter().enumerate() {
            let person = &crowd.people[if at == 7 { 0 } else { at.min(7) }];
            assert_eq!(crowd.stage(person, *id).await, Stage::Moved);
        }
        let actor = crowd.house.actor(&crowd.people[1]).await;
        let late = take_back(&crowd.house.services, &actor, shared[1].0, shared[1].1).await;
        assert!(matches!(late, Err(TakeBackError::Moved)));
    })
    .await;
}

#[tokio::test]
async fn a_withdrawal_is_no_company_for_seven_who_share() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let shared = crowd.share_all(8).await;
        crowd.moves().await;
        let actor = crowd.house.actor(&crowd.people[0]).await;
        let (reflection, id) = shared[0];
        services::share::withdraw(&crowd.house.services, &actor, reflection, id).await.expect("asked");
        for person in &crowd.people[1..8] {
            crowd.shares(person, "One of seven").await;
        }
        assert_eq!(crowd.moves().await, Moved::TooFew);
        crowd.shares(&crowd.people[8], "From one more of us").await;
        assert_eq!(crowd.moves().await, Moved::All { points: 8 });
        assert_eq!((crowd.count("waiting").await, crowd.count("pool").await), (0, 17), "a row for every row");
        let stage = crowd.stage(&crowd.people[0], id).await;
        assert!(matches!(stage, Stage::Became(outcome) if outcome.id == "withdrawn"));
    })
    .await;
}

#[tokio::test]
async fn another_organisation_is_no_company_and_is_left_alone() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        crowd.share_all(8).await;
        let elsewhere = crowd.house.actor(&crowd.house.other).await.organisation;
        assert_eq!(move_waiting(&crowd.house.services, elsewhere).await.expect("looked at"), Moved::TooFew);
        assert_eq!(crowd.count("waiting").await, 8);
    })
    .await;
}

#[tokio::test]
async fn what_finds_no_company_for_two_periods_goes_back_to_its_author() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let (reflection, id) = crowd.shares(&crowd.people[0], "Nobody else shared").await;
        crowd.house.wait_days(90);
        assert_eq!(crowd.moves().await, Moved::TooFew);
        let words = "Nobody else shared".to_owned();
        assert_eq!(crowd.stage(&crowd.people[0], id).await, Stage::Waiting { words: words.clone() });
        crowd.house.wait_days(30);
        assert_eq!(crowd.moves().await, Moved::TooFew);
        assert_eq!(crowd.stage(&crowd.people[0], id).await, Stage::Returned { words });
        // It waits no longer: seven others are still too few.
        for person in &crowd.people[1..8] {
            crowd.shares(person, "One of seven").await;
        }
        assert_eq!(crowd.moves().await, Moved::TooFew);
        let actor = crowd.house.actor(&crowd.people[0]).await;
        take_back(&crowd.house.services, &actor, reflection, id).await.expect("put away");
        assert_eq!(crowd.count("waiting").await, 7);
    })
    .await;
}

#[tokio::test]
async fn of_two_nodes_one_moves_a_point_and_both_know_its_author_by_one_tag() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let other = crowd.house.another_node().await;
        crowd.share_all(8).await;
        let organisation = crowd.organisation().await;
        let (one, two) = tokio::join!(
            move_waiting(&crowd.house.services, organisation),
            move_waiting(&other, organisation)
        );
        let mut done = [one.expect("looked at"), two.expect("looked at")];
        done.sort_by_key(|moved| *moved == Moved::TooFew);
        assert_eq!(done, [Moved::All { points: 8 }, Moved::TooFew]);
        assert_eq!(crowd.count("pool").await, 8);
        // The same eight again, moved by the other node: eight people all the same.
        crowd.share_all(8).await;
        assert_eq!(move_waiting(&other, organisation).await.expect("moved"), Moved::All { points: 8 });
        crowd.reads_all(&crowd.leads[0], 0).await;
        let period = crowd.sleep_until_freeze();
        crowd.freezes(period).await;
        let actor = crowd.house.actor(&crowd.people[0]).await;
        let shown = services::release::show(&crowd.house.services, &actor, period).await.expect("shown");
        let count = shown.release.table("themes").expect("themes").rows[0].count.shown();
        assert_eq!(count, Some(10), "sixteen points of eight people read as about ten");
        other.db.close().await;
    })
    .await;
}

#[tokio::test]
async fn somebody_whose_node_stops_between_two_shares_is_one_person_on_the_next() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let stopped = crowd.house.another_node().await;
        let person = &crowd.people[0];
        let actor = crowd.house.actor(person).await;
        let reflection = crowd.house.write(person, "We sat with her").await;
        let draft = super::crowd::draft("on a node that stops", "We sat with her");
        services::share::share(&stopped, &actor, reflection, draft).await.expect("shared");
        // It is gone without a word; nothing was in its memory that another needs.
        stopped.db.close().await;
        crowd.share_all(7).await;
        let other = crowd.house.another_node().await;
        let organisation = actor.organisation;
        assert_eq!(move_waiting(&other, organisation).await.expect("looked at"), Moved::TooFew);
        crowd.shares(&crowd.people[7], "From one more of us").await;
        assert_eq!(move_waiting(&other, organisation).await.expect("moved"), Moved::All { points: 9 });
        other.db.close().await;
    })
    .await;
}

#[tokio::test]
async fn the_weekly_hour_comes_once_for_all_nodes() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let other = crowd.house.another_node().await;
        // It is Sunday; the last hour has passed with nobody waiting.
        assert!(move_weekly(&crowd.house.services).await.expect("asked"));
        crowd.share_all(8).await;
        assert!(!move_weekly(&crowd.house.services).await.expect("asked"));
        assert!(!move_weekly(&other).await.expect("asked"));
        crowd.house.wait_days(1);
        let (one, two) = tokio::join!(move_weekly(&crowd.house.services), move_weekly(&other));
        assert_eq!(u8::from(one.expect("asked")) + u8::from(two.expect("asked")), 1);
        assert_eq!(crowd.count("pool").await, 8);
        other.db.close().await;
    })
    .await;
}

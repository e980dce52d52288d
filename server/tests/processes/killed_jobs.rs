//! A node that is killed while it moves a batch or freezes a period, again and again, until another has
//! done it: each point is in exactly one place, and each contributor counts once.

use crate::support::{Person, Place, each_database, some_of};
use domain::disclosure::{Period, PeriodLength};
use services::pool::Moved;
use services::release::{KeyLost, freeze, frozen_json, show};
use services::sealing::list_period_keys;
use services::share::{Stage, list};
use std::time::Duration;

/// How long the first node is left to work at most, in milliseconds; each one after it a little longer,
/// so that some are killed in every part of the work.
const FIRST: f64 = 5.0;
const LONGER: f64 = 1.5;
/// Nodes after which the work should be done.
const MOST: usize = 40;
const PEOPLE: usize = 12;
const EACH: usize = 2;
const POINTS: i64 = (PEOPLE * EACH) as i64;

/// Starts nodes and kills them, each after a longer time.
struct Killer {
    longest: f64,
    killed: usize,
}

impl Killer {
    const fn new() -> Self {
        Self { longest: FIRST, killed: 0 }
    }

    /// Starts a node and kills it at a random moment of its work.
    async fn kills_one(&mut self, place: &Place) {
        assert!(self.killed < MOST, "{MOST} nodes have not done it");
        place.leases_run_out().await;
        let node = place.serve();
        std::thread::sleep(some_of(self.longest));
        node.kill();
        place.has_noticed().await;
        self.killed += 1;
        self.longest *= LONGER;
    }
}

/// Every share of some people is either waiting or moved. Answers how many wait.
async fn waiting_of(place: &Place, people: &[Person]) -> i64 {
    let mut waiting = 0;
    for person in people {
        for shared in list(&place.services, &person.actor).await.expect("a list") {
            match shared.stage {
                Stage::Waiting { .. } => waiting += 1,
                Stage::Moved => {}
                other => panic!("neither here nor there: {other:?}"),
            }
        }
    }
    waiting
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_killed_while_it_moves_a_batch_leaves_each_point_in_one_place() {
    each_database(|place| async move {
        for batch in 1..=2 {
            place.go_to_now();
            place.share_all(PEOPLE, EACH).await;
            let mut killer = Killer::new();
            loop {
                killer.kills_one(&place).await;
                let waiting = place.count("waiting").await;
                assert!(waiting == 0 || waiting == POINTS, "all or nothing: {waiting} wait");
                assert_eq!(waiting + place.count("pool").await, batch * POINTS);
                let of_one = if waiting == 0 { 0 } else { i64::try_from(EACH).expect("few") };
                assert_eq!(waiting_of(&place, &place.people[..1]).await, of_one);
                if waiting == 0 {
                    break;
                }
            }
            assert_eq!(waiting_of(&place, &place.people[..PEOPLE]).await, 0);
            assert!(killer.killed > 1, "no node was killed before the batch had moved");
        }
        // Four points by each of twelve people are twelve people.
        place.reads_all().await;
        let period = Period::containing(place.services.today(), PeriodLength::Quarter);
        let days = place.services.today().duration_until(period.freezes_on()).as_hours() / 24;
        place.services.clock.move_to(place.services.clock.now().plus_days(days));
        let frozen = freeze(&place.services, place.organisation, period, KeyLost::Refuse).await;
        assert_eq!(frozen.expect("frozen").excerpts, PEOPLE, "one of each contributor");
        assert_eq!(first_theme(&place, period).await, Some(10));
        assert_eq!(place.count("outcomes").await, 2 * POINTS);
    })
    .await;
}

/// What the release says of the first theme.
async fn first_theme(place: &Place, period: Period) -> Option<u32> {
    let shown = show(&place.services, &place.people[0].actor, period).await.expect("shown");
    shown.release.table("themes").expect("themes").rows[0].count.shown()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_killed_while_it_freezes_has_frozen_a_period_whole_or_not_at_all() {
    each_database(|place| async move {
        let periods = place.due_periods();
        for period in periods {
            place.holds(period, PEOPLE, EACH).await;
        }
        place.go_to_now();
        let organisation = place.organisation;
        let mut frozen_so_far: Vec<Vec<u8>> = Vec::new();
        let mut killer = Killer::new();
        while frozen_so_far.len() < 2 {
            killer.kills_one(&place).await;
            let mut bytes = Vec::new();
            for period in periods {
                bytes.extend(frozen_json(&place.services, organisation, period).await.ok());
            }
            let done = i64::try_from(bytes.len()).expect("two at most");
            let rows = [
                place.count("releases").await,
                place.count("pools").await,
                place.count("pool").await,
                place.count("outcomes").await,
                place.count("excerpts").await,
            ];
            let people = i64::try_from(PEOPLE).expect("few");
            let expected = [done, 2 - done, (2 - done) * POINTS, done * POINTS, done * people];
            assert_eq!(rows, expected, "releases, pools, points, outcomes, excerpts");
            // A key that is still needed is there; one that is not may be, until the next run.
            let keys = list_period_keys(&place.key_dir()).expect("listed").len();
            assert!(keys + bytes.len() >= 2, "{keys} keys");
            assert_eq!(frozen_so_far, bytes[..frozen_so_far.len()], "frozen bytes never change");
            frozen_so_far = bytes;
        }
        assert!(killer.killed > 1, "no node was killed before both periods were frozen");
        // The next node that is let alone destroys what keys are left, and changes nothing else.
        place.leases_run_out().await;
        let node = place.serve();
        for _ in 0..100 {
            if list_period_keys(&place.key_dir()).expect("listed").is_empty() {
                break;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(list_period_keys(&place.key_dir()).expect("listed").is_empty());
        node.kill();
        for (period, bytes) in periods.into_iter().zip(frozen_so_far) {
            assert_eq!(frozen_json(&place.services, organisation, period).await.expect("frozen"), bytes);
            assert_eq!(first_theme(&place, period).await, Some(10), "twelve people, not 24 points");
        }
        for person in &place.people[..PEOPLE] {
            let shared = list(&place.services, &person.actor).await.expect("a list");
            assert_eq!(shared.len(), 2 * EACH);
            assert!(shared.iter().all(|shared| matches!(shared.stage, Stage::Became(_))));
        }
        assert_eq!(place.moves().await, Moved::TooFew);
    })
    .await;
}

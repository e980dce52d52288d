//! A node that is killed while somebody shares, or between two shares of theirs: what they then do again
//! is no second share, and they count once.

use crate::support::process::{Node, post};
use crate::support::{Person, Place, SAFE, each_database, some_of};
use domain::disclosure::{Period, PeriodLength};
use domain::ids::ReflectionId;
use services::release::{KeyLost, freeze, show};
use services::share::{Stage, list};
use std::time::Duration;

const PEOPLE: usize = 10;
/// A share of one person takes about so long, in milliseconds, from the request to the answer.
const SHARE_TAKES: f64 = 40.0;

/// The last form of sharing.
fn form(mark: &str) -> String {
    let words = SAFE.replace(' ', "+");
    format!("page={mark}&words={words}&setting=hospital&plan=used&quotation=yes&consent=1&do=share")
}

fn share(node: &Node, person: &Person, reflection: ReflectionId, mark: &str) -> Option<u16> {
    let path = format!("/reflections/{reflection}/share");
    post(node.address, &path, &person.token, &form(mark)).map(|(status, _)| status)
}

/// Sends a share, and kills the node at some moment of it. Answers whether an answer came first.
fn share_and_kill(
    node: Node,
    person: &Person,
    reflection: ReflectionId,
    mark: &str,
    after: Duration,
) -> bool {
    let (address, token) = (node.address, person.token.clone());
    let (path, form) = (format!("/reflections/{reflection}/share"), form(mark));
    let asking = std::thread::spawn(move || post(address, &path, &token, &form));
    std::thread::sleep(after);
    node.kill();
    matches!(asking.join().expect("asked"), Some((303, _)))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_shares_while_nodes_are_killed_has_shared_each_line_once_and_counts_once() {
    each_database(|place| async move {
        // On PostgreSQL a second node stays up, and people go on there.
        let other = place.url.starts_with("postgres").then(|| place.serve());
        let (mut answered, mut lost) = (0, 0);
        for (at, person) in place.people[..PEOPLE].iter().enumerate() {
            let first = place.write(person, SAFE).await;
            let second = place.write(person, SAFE).await;
            // The first at once, so that one at least gets no answer.
            let after = if at == 0 { Duration::ZERO } else { some_of(SHARE_TAKES) };
            let is_answered = share_and_kill(place.serve(), person, first, "first", after);
            if is_answered {
                answered += 1
            } else {
                lost += 1
            }
            let again = other.is_none().then(|| place.serve());
            let node = again.as_ref().or(other.as_ref()).expect("a node");
            // Nothing told them whether it went through: the same form again is the same share.
            assert_eq!(share(node, person, first, "first"), Some(303));
            assert_eq!(share(node, person, second, "second"), Some(303));
            let shared = list(&place.services, &person.actor).await.expect("a list");
            assert_eq!(shared.len(), 2);
            assert!(shared.iter().all(|shared| matches!(shared.stage, Stage::Waiting { .. })));
        }
        assert_eq!(answered + lost, PEOPLE);
        assert!(lost > 0, "no node was killed before it had answered");
        assert_eq!(place.count("waiting").await, 2 * PEOPLE as i64);
        drop(other);
        counts_each_once(&place).await;
    })
    .await;
}

/// Both lines of everybody move and are released.
async fn counts_each_once(place: &Place) {
    let moved = place.command(&["pool", "move"]);
    assert_eq!(moved.code, Some(0), "{moved:?}");
    assert_eq!((place.count("waiting").await, place.count("pool").await), (0, 2 * PEOPLE as i64));
    place.reads_all().await;
    let services = &place.services;
    let period = Period::containing(services.today(), PeriodLength::Quarter);
    let days = services.today().duration_until(period.freezes_on()).as_hours() / 24;
    services.clock.move_to(services.clock.now().plus_days(days));
    let frozen = freeze(services, place.organisation, period, KeyLost::Refuse).await.expect("frozen");
    assert_eq!(frozen.excerpts, PEOPLE);
    let shown = show(services, &place.people[0].actor, period).await.expect("shown");
    let themes = &shown.release.table("themes").expect("themes").rows;
    assert_eq!(themes[0].count.shown(), Some(10), "ten people, not twenty points");
}

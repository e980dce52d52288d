//! Somebody with copies of the database from before and after a batch of eight, and no keys. They try
//! everything a copy shows: order, ids, places in the file, transaction numbers, lengths. They do no
//! better than chance.

use super::crowd::Crowd;
use crate::support::each_database;
use domain::sharing::{FirstDecision, Ticket};
use services::Db;
use services::desk::{decide, open};
use services::on;
use services::share::{Stage, take_back};
use uuid::Uuid;

/// What a copy shows of a row: its id, where it stands, and what else the database says of it.
#[derive(Debug, Clone)]
struct Seen {
    id: Uuid,
    owner: Option<Uuid>,
    place: i64,
    number: i64,
    length: i64,
}

async fn rows(db: &Db, table: &str) -> Vec<Seen> {
    let owner = if table == "waiting" { "owner" } else { "NULL" };
    let mut reader = db.reader().await.expect("a connection");
    let (place, number) = match db {
        Db::Sqlite { .. } => ("0", "0"),
        Db::Postgres(_) => {
            ("(ctid::text::point)[0]::bigint * 1000 + (ctid::text::point)[1]::bigint", "xmin::text::bigint")
        }
    };
    let owner = match db {
        Db::Postgres(_) if owner == "NULL" => "NULL::uuid",
        _ => owner,
    };
    let sql = format!("SELECT id, {owner}, {place}, {number}, CAST(length(sealed) AS BIGINT) FROM {table}");
    let rows: Vec<(Uuid, Option<Uuid>, i64, i64, i64)> =
        on!(reader.conn(), c => sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(c).await).expect("rows");
    // As the database itself answers, which on SQLite is the order in the file.
    rows.into_iter()
        .enumerate()
        .map(|(at, (id, owner, place, number, length))| {
            let place = if place == 0 { i64::try_from(at).expect("few") } else { place };
            Seen { id, owner, place, number, length }
        })
        .collect()
}

/// A name, and what to sort by.
type Way = (&'static str, fn(&Seen) -> i128);

/// Ways to line waiting rows up with pool rows: each sorts both by something that can be seen.
fn guesses() -> Vec<Way> {
    vec![
        ("place", |row| row.place.into()),
        ("place, turned", |row| -i128::from(row.place)),
        ("id", |row| row.id.as_u128().cast_signed()),
        ("id, turned", |row| -((row.id.as_u128() >> 1).cast_signed())),
        ("number, then place", |row| i128::from(row.number) << 64 | i128::from(row.place)),
        ("length, then place", |row| i128::from(row.length) << 64 | i128::from(row.place)),
        ("last byte of the id", |row| (row.id.as_u128() & 0xff).cast_signed()),
    ]
}

#[tokio::test]
async fn from_copies_before_and_after_a_batch_a_guesser_does_no_better_than_chance() {
    const RUNS: usize = 16;
    const PEOPLE: usize = 8;
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let ways = guesses();
        let mut right = vec![0_usize; ways.len()];
        for run in 0..RUNS {
            let mut waits = Vec::new();
            for (at, person) in crowd.people[..PEOPLE].iter().enumerate() {
                let shared = crowd.shares(person, &format!("Line {at} of run {run}")).await;
                waits.push((person, shared));
            }
            let before = rows(&crowd.house.services.db, "waiting").await;
            let known = crowd.pool_ids().await;
            crowd.moves().await;
            let after = rows(&crowd.house.services.db, "pool").await;
            assert!(after.iter().all(|row| !known.contains(&domain::ids::HeldId(row.id))), "no row stays");
            assert!(after.iter().all(|row| row.number == after[0].number), "one transaction wrote them all");
            // The truth, for marking the guesses: read through the desk, which the guesser cannot.
            let lead = crowd.house.actor(&crowd.leads[0]).await;
            let mut truth = Vec::new();
            for row in &after {
                let id = domain::ids::HeldId(row.id);
                let Ok(point) = open(&crowd.house.services, &lead, id).await else { continue };
                let Some(rest) = point.words.strip_prefix("Line ") else { continue };
                let Some((at, of)) = rest.split_once(" of run ") else { continue };
                if of == run.to_string() {
                    let at: usize = at.parse().expect("a number");
                    truth.push((row.clone(), crowd.people[at].id.0));
                }
                let aside = FirstDecision::SetAside("not-for-here".to_owned());
                decide(&crowd.house.services, &lead, id, &point.seen, aside).await.expect("set aside");
            }
            assert_eq!(truth.len(), PEOPLE);
            for (way, right) in ways.iter().zip(&mut right) {
                let mut people = before.clone();
                people.sort_by_key(|row| way.1(row));
                let mut points = truth.clone();
                points.sort_by_key(|(row, _)| way.1(row));
                *right +=
                    people.iter().zip(&points).filter(|(row, (_, owner))| row.owner == Some(*owner)).count();
            }
        }
        // By chance one in eight is right: 16 of 128, with a spread of about 4. Six spreads above is less than
        // one run in millions, and far below what any order left standing would give.
        for ((name, _), right) in ways.iter().zip(right) {
            assert!(right <= 40, "{name}: {right} of {}", RUNS * PEOPLE);
        }
    })
    .await;
}

#[tokio::test]
async fn how_many_wait_for_a_person_shows_nowhere_after_the_batch() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        for at in 0..5 {
            crowd.shares(&crowd.people[0], &format!("Once more{}", " and again".repeat(at))).await;
        }
        crowd.share_all(8).await;
        crowd.moves().await;
        let columns = crate::migrations::columns(&crowd.house.services.db, "pool").await;
        assert_eq!(
            columns,
            ["id", "organisation", "period", "sealed"],
            "no tag, mark, time or count in clear"
        );
        let columns = crate::migrations::columns(&crowd.house.services.db, "waiting").await;
        assert_eq!(columns, ["id", "owner", "sealed"]);
        assert_eq!(crowd.count("pool").await, 13);
    })
    .await;
}

#[tokio::test]
async fn a_withdrawal_cannot_be_told_from_a_share_before_or_after_its_batch() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let shared = crowd.share_all(8).await;
        crowd.moves().await;
        let before = crowd.pool_ids().await;
        let actor = crowd.house.actor(&crowd.people[0]).await;
        services::share::withdraw(&crowd.house.services, &actor, shared[0].0, shared[0].1)
            .await
            .expect("asked");
        for person in &crowd.people[8..16] {
            crowd.shares(person, "Eight more").await;
        }
        let waiting = rows(&crowd.house.services.db, "waiting").await;
        assert!(waiting.iter().all(|row| row.length == waiting[0].length));
        crowd.moves().await;
        // Nine rows went and nine came; none that stayed can be looked at for a difference.
        let after = rows(&crowd.house.services.db, "pool").await;
        assert_eq!(after.len(), before.len() + waiting.len());
        assert!(after.iter().all(|row| row.length == after[0].length));
        assert!(before.iter().all(|id| !after.iter().any(|row| row.id == id.0)));
    })
    .await;
}

#[tokio::test]
async fn a_ticket_never_shows_and_what_was_taken_back_has_none() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let (reflection, id) = crowd.shares(&crowd.people[0], "We sat with her").await;
        let ticket: Ticket = crowd.ticket(&crowd.people[0], reflection).await;
        assert_eq!(ticket.0.len(), 43);
        assert!(!format!("{ticket:?}").contains(&ticket.0));
        assert!(matches!(crowd.stage(&crowd.people[0], id).await, Stage::Waiting { .. }));
        let actor = crowd.house.actor(&crowd.people[0]).await;
        take_back(&crowd.house.services, &actor, reflection, id).await.expect("taken back");
    })
    .await;
}

//! No trace elsewhere: what sharing, withdrawing and looking leave behind, table by table.

use super::crowd::Crowd;
use crate::support::{Installation, each_database};
use services::on;
use services::share::{begin, list, look, openness, withdraw};
use std::collections::BTreeMap;

/// Every table with every row of it, as text.
async fn everything(house: &Installation) -> BTreeMap<String, Vec<String>> {
    let tables = if house.sqlite_file().is_some() {
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    } else {
        "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public'"
    };
    let mut reader = house.services.db.reader().await.expect("a connection");
    let tables: Vec<String> =
        on!(reader.conn(), c => sqlx::query_scalar(tables).fetch_all(c).await).expect("tables");
    let mut all = BTreeMap::new();
    for table in tables {
        let columns = crate::migrations::columns(&house.services.db, &table).await;
        let columns: Vec<String> = columns
            .iter()
            .map(|column| match house.sqlite_file() {
                Some(_) => format!("coalesce(CAST(quote({column}) AS TEXT), '')"),
                None => format!("coalesce({column}::text, '')"),
            })
            .collect();
        let sql = format!("SELECT {} FROM {table} ORDER BY 1", columns.join(" || '|' || "));
        let rows: Vec<String> =
            on!(reader.conn(), c => sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(c).await)
                .expect("rows");
        all.insert(table, rows);
    }
    all
}

/// The rows that are in one and not in the other, by table.
fn changed(
    before: &BTreeMap<String, Vec<String>>,
    after: &BTreeMap<String, Vec<String>>,
) -> Vec<(String, usize, usize)> {
    let gone = |a: &Vec<String>, b: &Vec<String>| a.iter().filter(|row| !b.contains(row)).count();
    before
        .iter()
        .map(|(table, rows)| (table.clone(), gone(rows, &after[table]), gone(&after[table], rows)))
        .filter(|(_, gone, come)| gone + come > 0)
        .collect()
}

#[tokio::test]
async fn sharing_changes_the_sealed_reflection_and_one_waiting_row_and_looking_changes_nothing() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let person = &crowd.people[0];
        let services = &crowd.house.services;
        let reflection = crowd.house.write(person, "We sat with her").await;
        let actor = crowd.house.actor(person).await;
        let draft = || super::crowd::draft("p", "We sat with her");
        let before = everything(&crowd.house).await;
        openness(services, &actor).await.expect("asked");
        begin(services, &actor, reflection).await.expect("begun");
        look(services, &actor, &draft()).await.expect("looked at");
        assert_eq!(changed(&before, &everything(&crowd.house).await), [], "opening the page");

        let day = crowd.house.number("SELECT CAST(sum(day) AS BIGINT) FROM reflections", &[]).await;
        let share = services::share::share(services, &actor, reflection, draft()).await.expect("shared");
        let after = everything(&crowd.house).await;
        let expected = [("reflections".to_owned(), 1, 1), ("waiting".to_owned(), 0, 1)];
        assert_eq!(changed(&before, &after), expected, "sharing");
        assert_eq!(crowd.house.number("SELECT CAST(sum(day) AS BIGINT) FROM reflections", &[]).await, day);

        crowd.share_all(9).await;
        crowd.moves().await;
        let before = everything(&crowd.house).await;
        list(services, &actor).await.expect("a list");
        assert_eq!(changed(&before, &everything(&crowd.house).await), [], "looking at outcomes");
        withdraw(services, &actor, reflection, share).await.expect("asked");
        let after = everything(&crowd.house).await;
        assert_eq!(changed(&before, &after), expected, "withdrawing");

        let period = crowd.sleep_until_freeze();
        let before = everything(&crowd.house).await;
        crowd.freezes(period).await;
        let after = everything(&crowd.house).await;
        let tables: Vec<_> = changed(&before, &after).into_iter().map(|(table, ..)| table).collect();
        assert!(
            !tables.iter().any(|table| ["reflections", "waiting", "people"].contains(&table.as_str())),
            "{tables:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn every_waiting_row_and_every_point_has_one_size() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let mut first = None;
        for (at, person) in crowd.people[..9].iter().enumerate() {
            let shared = crowd.shares(person, &"A little more of it. ".repeat(1 + at * 16)).await;
            first.get_or_insert(shared);
        }
        let lengths = async |table: &str| {
            crowd.house.number(&format!("SELECT count(DISTINCT length(sealed)) FROM {table}"), &[]).await
        };
        assert_eq!(lengths("waiting").await, 1);
        crowd.moves().await;
        assert_eq!(lengths("pool").await, 1);
        let (reflection, id) = first.expect("shared");
        let actor = crowd.house.actor(&crowd.people[0]).await;
        withdraw(&crowd.house.services, &actor, reflection, id).await.expect("asked");
        crowd.shares(&crowd.people[1], "Again").await;
        assert_eq!(lengths("waiting").await, 1, "a withdrawal looks like a share");
        crowd.reads_all(&crowd.leads[0], 0).await;
        assert_eq!(lengths("pool").await, 1, "whatever was decided");
    })
    .await;
}

//! The schema: the same on both databases, and brought up to date once.

use crate::support::each_empty_database;
use services::{Db, on};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The columns of a table, in order of their names.
pub async fn columns(db: &Db, table: &str) -> Vec<String> {
    let sql = match db {
        Db::Sqlite { .. } => "SELECT name FROM pragma_table_info($1) ORDER BY name",
        Db::Postgres(_) => {
            "SELECT CAST(column_name AS TEXT) FROM information_schema.columns \
             WHERE table_schema = 'public' AND table_name = $1 ORDER BY column_name"
        }
    };
    let mut reader = db.reader().await.expect("a connection");
    on!(reader.conn(), c => sqlx::query_scalar(sql).bind(table).fetch_all(c).await).expect("columns")
}

/// Every column of a table: its name, whether it may be empty, and its type in one word for both.
async fn described(db: &Db, table: &str) -> BTreeSet<(String, bool, String)> {
    let sql = match db {
        Db::Sqlite { .. } => {
            "SELECT name, \"notnull\" = 0 AND pk = 0 AS may_be_empty, type FROM pragma_table_info($1)"
        }
        Db::Postgres(_) => {
            "SELECT CAST(column_name AS TEXT), is_nullable = 'YES', upper(CAST(data_type AS TEXT)) \
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1"
        }
    };
    let mut reader = db.reader().await.expect("a connection");
    let rows: Vec<(String, bool, String)> =
        on!(reader.conn(), c => sqlx::query_as(sql).bind(table).fetch_all(c).await).expect("columns");
    rows.into_iter()
        .map(|(name, may_be_empty, kind)| {
            let kind = if kind == "UUID" || kind == "BYTEA" { "BLOB".to_owned() } else { kind };
            (name, may_be_empty, kind)
        })
        .collect()
}

/// Every table but the one in which migrations are noted.
async fn tables(db: &Db) -> Vec<String> {
    let sql = match db {
        Db::Sqlite { .. } => {
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        }
        Db::Postgres(_) => {
            "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        }
    };
    let mut reader = db.reader().await.expect("a connection");
    let tables: Vec<String> =
        on!(reader.conn(), c => sqlx::query_scalar(sql).fetch_all(c).await).expect("tables");
    tables.into_iter().filter(|table| table != "_sqlx_migrations").collect()
}

/// Where rows go when the row they point to goes: table, column, the table pointed to, what happens.
async fn references(db: &Db) -> BTreeSet<(String, String, String, String)> {
    let mut all = BTreeSet::new();
    for table in tables(db).await {
        let sql = match db {
            Db::Sqlite { .. } => "SELECT \"from\", \"table\", on_delete FROM pragma_foreign_key_list($1)",
            Db::Postgres(_) => {
                "SELECT CAST(k.column_name AS TEXT), CAST(u.table_name AS TEXT), CAST(r.delete_rule AS TEXT) \
                 FROM information_schema.referential_constraints r \
                 JOIN information_schema.key_column_usage k ON k.constraint_name = r.constraint_name \
                 JOIN information_schema.constraint_column_usage u ON u.constraint_name = r.constraint_name \
                 WHERE k.table_name = $1"
            }
        };
        let mut reader = db.reader().await.expect("a connection");
        let rows: Vec<(String, String, String)> =
            on!(reader.conn(), c => sqlx::query_as(sql).bind(&table).fetch_all(c).await).expect("references");
        all.extend(rows.into_iter().map(|(from, to, then)| (table.clone(), from, to, then)));
    }
    all
}

fn file_names(folder: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations").join(folder);
    fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn both_databases_have_migrations_of_the_same_names() {
    let sqlite = file_names("sqlite");
    assert!(!sqlite.is_empty());
    assert_eq!(sqlite, file_names("postgres"));
}

#[tokio::test]
async fn both_databases_have_the_same_tables_columns_and_references() {
    let found = std::sync::Mutex::new(Vec::new());
    each_empty_database(async |db| {
        db.migrate().await.expect("migrated");
        let mut schema = BTreeMap::new();
        for table in tables(&db).await {
            schema.insert(table.clone(), described(&db, &table).await);
        }
        let references = references(&db).await;
        found.lock().expect("one at a time").push((schema, references));
    })
    .await;
    let found = found.into_inner().expect("done");
    assert!(found[0].0.len() >= 10, "{:?}", found[0].0.keys());
    assert_eq!(found[0].0, found[1].0, "tables");
    assert!(!found[0].1.is_empty());
    assert_eq!(found[0].1, found[1].1, "references");
}

#[tokio::test]
async fn a_database_is_migrated_only_after_migrating_and_twice_is_as_once() {
    each_empty_database(async |db| {
        assert!(!db.is_migrated().await.expect("read"));
        db.migrate().await.expect("migrated");
        assert!(db.is_migrated().await.expect("read"));
        let before = tables(&db).await;
        db.migrate().await.expect("migrated again");
        assert!(db.is_migrated().await.expect("read"));
        assert_eq!(tables(&db).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_database_behind_or_ahead_of_this_version_is_not_migrated() {
    each_empty_database(async |db| {
        db.migrate().await.expect("migrated");
        let mut tx = db.begin().await.expect("a transaction");
        let last = "DELETE FROM _sqlx_migrations WHERE version = (SELECT max(version) FROM _sqlx_migrations)";
        on!(tx.conn(), c => sqlx::query(last).execute(c).await.map(|_| ())).expect("taken away");
        tx.commit().await.expect("written");
        assert!(!db.is_migrated().await.expect("read"));
    })
    .await;
}

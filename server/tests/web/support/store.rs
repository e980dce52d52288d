//! Everything that is stored, written out, so that "nothing changed" can be said of all of it.

use services::Db;
use sqlx::AssertSqlSafe;

/// Written with every page that a live session reads, and so not a change.
const USE_OF_SESSIONS: [&str; 3] = ["seen_at", "mac", "ring_key"];

/// Every row of every table, in order.
pub type Dump = Vec<String>;

/// What is stored now.
pub async fn dump(db: &Db) -> Dump {
    let sql = match db {
        Db::Sqlite { .. } => everything(&columns(db).await, |column| format!("quote(\"{column}\")")),
        Db::Postgres(_) => {
            everything(&columns(db).await, |column| format!("quote_nullable(\"{column}\"::text)"))
        }
    };
    let mut rows = ask(db, sql).await;
    rows.sort();
    rows
}

/// What is stored now, without who has signed in since.
pub async fn dump_but_sign_ins(db: &Db) -> Dump {
    let tables = ["sessions ", "sign_ins "];
    dump(db).await.into_iter().filter(|row| !tables.iter().any(|table| row.starts_with(table))).collect()
}

/// Answers the first text of each row.
pub async fn ask(db: &Db, sql: String) -> Vec<String> {
    let sql = AssertSqlSafe(sql);
    match db {
        Db::Sqlite { readers, .. } => sqlx::query_scalar(sql).fetch_all(readers).await,
        Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_all(pool).await,
    }
    .expect("rows")
}

/// Does something to the database behind the portal's back.
pub async fn meddle(db: &Db, sql: &'static str) {
    match db {
        Db::Sqlite { writer, .. } => sqlx::query(sql).execute(writer).await.map(|_| ()),
        Db::Postgres(pool) => sqlx::query(sql).execute(pool).await.map(|_| ()),
    }
    .expect("done");
}

/// "table.column" for every column.
async fn columns(db: &Db) -> Vec<String> {
    let sql = match db {
        Db::Sqlite { .. } => {
            "SELECT t.name || '.' || c.name FROM sqlite_master t, pragma_table_info(t.name) c \
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'"
        }
        Db::Postgres(_) => {
            "SELECT table_name || '.' || column_name FROM information_schema.columns \
             WHERE table_schema = 'public'"
        }
    };
    ask(db, sql.to_owned()).await
}

fn everything(columns: &[String], quoted: impl Fn(&str) -> String) -> String {
    let mut tables: Vec<&str> = columns.iter().filter_map(|column| column.split('.').next()).collect();
    tables.sort_unstable();
    tables.dedup();
    assert!(tables.contains(&"reflections") && tables.contains(&"attempts"), "tables: {tables:?}");
    let selects: Vec<String> = tables
        .iter()
        .map(|table| {
            let own: Vec<String> = columns
                .iter()
                .filter_map(|column| column.strip_prefix(&format!("{table}.")))
                .filter(|column| *table != "sessions" || !USE_OF_SESSIONS.contains(column))
                .map(&quoted)
                .collect();
            format!("SELECT '{table} ' || {} FROM {table}", own.join(" || ' ' || "))
        })
        .collect();
    selects.join(" UNION ALL ")
}

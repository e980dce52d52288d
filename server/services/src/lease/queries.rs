//! The SQL of leases.

use crate::db::Conn;
use crate::on;

pub async fn ensure(conn: Conn<'_>, name: &str) -> sqlx::Result<()> {
    const SQL: &str =
        "INSERT INTO leases (name, held_until, done) VALUES ($1, 0, -1) ON CONFLICT (name) DO NOTHING";
    on!(conn, c => sqlx::query(SQL).bind(name).execute(c).await.map(|_| ()))
}

/// Takes a turn later than the last one done, unless somebody holds it. Answers 1 when it was taken.
pub async fn take(conn: Conn<'_>, name: &str, turn: i64, now: i64, until: i64) -> sqlx::Result<u64> {
    const SQL: &str = "UPDATE leases SET held_until = $4 WHERE name = $1 AND done < $2 AND held_until <= $3";
    on!(conn, c => sqlx::query(SQL).bind(name).bind(turn).bind(now).bind(until).execute(c).await
        .map(|done| done.rows_affected()))
}

pub async fn end(conn: Conn<'_>, name: &str, turn: i64) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE leases SET held_until = 0, done = $2 WHERE name = $1 AND done < $2";
    on!(conn, c => sqlx::query(SQL).bind(name).bind(turn).execute(c).await.map(|_| ()))
}

//! Counted tries.

use crate::db::Conn;
use crate::on;

/// Tries made since the window began, and when it began.
pub async fn find(conn: Conn<'_>, bucket: &[u8]) -> sqlx::Result<Option<(i64, i64)>> {
    const SQL: &str = "SELECT made, began_at FROM attempts WHERE bucket = $1";
    on!(conn, c => sqlx::query_as(SQL).bind(bucket).fetch_optional(c).await)
}

/// Counts one more try; a window that began at `cut` or before begins anew. Answers how many tries
/// there are now, and when the window began.
pub async fn count(conn: Conn<'_>, bucket: &[u8], now: i64, cut: i64) -> sqlx::Result<(i64, i64)> {
    const SQL: &str = "INSERT INTO attempts (bucket, began_at, made) VALUES ($1, $2, 1) \
         ON CONFLICT (bucket) DO UPDATE SET \
         made = CASE WHEN attempts.began_at <= $3 THEN 1 ELSE attempts.made + 1 END, \
         began_at = CASE WHEN attempts.began_at <= $3 THEN excluded.began_at ELSE attempts.began_at END RETURNING made, began_at";
    on!(conn, c => sqlx::query_as(SQL).bind(bucket).bind(now).bind(cut).fetch_one(c).await)
}

pub async fn delete(conn: Conn<'_>, bucket: &[u8]) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM attempts WHERE bucket = $1";
    on!(conn, c => sqlx::query(SQL).bind(bucket).execute(c).await.map(|_| ()))
}

pub async fn delete_older(conn: Conn<'_>, cut: i64) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM attempts WHERE began_at < $1";
    on!(conn, c => sqlx::query(SQL).bind(cut).execute(c).await.map(|_| ()))
}

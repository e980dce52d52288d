//! Sessions.

use super::people::PersonRow;
use crate::db::Conn;
use crate::on;
use domain::ids::{PersonId, SessionId};
use sqlx::FromRow;
use uuid::Uuid;

/// A row of `sessions`, not yet trusted.
#[derive(FromRow)]
pub struct SessionRow {
    #[sqlx(rename = "session_id")]
    pub id: Uuid,
    pub token: Vec<u8>,
    #[sqlx(rename = "session_person")]
    pub person: Uuid,
    pub started_at: i64,
    pub seen_at: i64,
    pub locked_at: Option<i64>,
    pub session_ring_key: String,
    pub session_mac: Vec<u8>,
}

/// A session and its person, in one read: every page needs both.
#[derive(FromRow)]
pub struct SessionAndPerson {
    #[sqlx(flatten)]
    pub session: SessionRow,
    #[sqlx(flatten)]
    pub person: PersonRow,
}

/// The text is put together by the compiler: it is asked for with every page.
macro_rules! select_where {
    ($condition:literal) => {
        concat!(
            "SELECT s.id AS session_id, s.token, s.person AS session_person, s.started_at, s.seen_at, ",
            "s.locked_at, s.ring_key AS session_ring_key, s.mac AS session_mac, p.* ",
            "FROM sessions s JOIN people p ON p.id = s.person WHERE ",
            $condition
        )
    };
}

pub async fn find_by_token(conn: Conn<'_>, token: &[u8]) -> sqlx::Result<Option<SessionAndPerson>> {
    const SQL: &str = select_where!("s.token = $1");
    on!(conn, c => sqlx::query_as(SQL).bind(token).fetch_optional(c).await)
}

pub async fn find_by_id(conn: Conn<'_>, id: SessionId) -> sqlx::Result<Option<SessionAndPerson>> {
    const SQL: &str = select_where!("s.id = $1");
    on!(conn, c => sqlx::query_as(SQL).bind(id.0).fetch_optional(c).await)
}

pub async fn insert(conn: Conn<'_>, row: SessionRow) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO sessions (id, token, person, started_at, seen_at, locked_at, ring_key, mac) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    on!(conn, c => sqlx::query(SQL)
        .bind(row.id).bind(row.token).bind(row.person).bind(row.started_at).bind(row.seen_at)
        .bind(row.locked_at).bind(row.session_ring_key).bind(row.session_mac)
        .execute(c).await.map(|_| ()))
}

/// Notes that a session was used, if its row still carries the MAC `before`: one that was locked or
/// ended meanwhile stays so.
pub async fn touch(conn: Conn<'_>, row: SessionRow, before: &[u8]) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE sessions SET seen_at = $2, ring_key = $3, mac = $4 WHERE id = $1 AND mac = $5";
    on!(conn, c => sqlx::query(SQL)
        .bind(row.id).bind(row.seen_at).bind(row.session_ring_key).bind(row.session_mac).bind(before)
        .execute(c).await.map(|_| ()))
}

pub async fn update(conn: Conn<'_>, row: SessionRow) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE sessions SET token = $2, seen_at = $3, locked_at = $4, ring_key = $5, mac = $6 \
         WHERE id = $1";
    on!(conn, c => sqlx::query(SQL)
        .bind(row.id).bind(row.token).bind(row.seen_at).bind(row.locked_at)
        .bind(row.session_ring_key).bind(row.session_mac)
        .execute(c).await.map(|_| ()))
}

pub async fn delete(conn: Conn<'_>, id: SessionId) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM sessions WHERE id = $1";
    on!(conn, c => sqlx::query(SQL).bind(id.0).execute(c).await.map(|_| ()))
}

pub async fn delete_of_person(conn: Conn<'_>, person: PersonId) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM sessions WHERE person = $1";
    on!(conn, c => sqlx::query(SQL).bind(person.0).execute(c).await.map(|_| ()))
}

/// Removes sessions not used since `before`: they ended long ago.
pub async fn delete_unused_since(conn: Conn<'_>, before: i64) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM sessions WHERE seen_at < $1";
    on!(conn, c => sqlx::query(SQL).bind(before).execute(c).await.map(|_| ()))
}

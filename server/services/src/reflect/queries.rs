//! The SQL of reflections: one function a statement, the same text on both databases. Every statement
//! names the owner, so that no id alone reaches a row.

use crate::db::Conn;
use crate::on;
use domain::ids::{CopyId, PersonId, ReflectionId};
use sqlx::FromRow;
use uuid::Uuid;

/// A row of `reflections` without its body.
#[derive(FromRow)]
pub struct SummaryRow {
    pub id: Uuid,
    pub version: i64,
    pub summary: Vec<u8>,
    pub copies: i64,
}

/// A row of `reflections` without its summary.
#[derive(FromRow)]
pub struct BodyRow {
    pub version: i64,
    pub body: Vec<u8>,
    pub copies: i64,
}

/// What is written into a row of `reflections`.
pub struct NewRow {
    pub id: ReflectionId,
    pub owner: PersonId,
    pub version: i64,
    pub day: i64,
    pub summary: Vec<u8>,
    pub body: Vec<u8>,
}

/// A row of `reflection_copies`.
#[derive(FromRow)]
pub struct CopyRow {
    pub id: Uuid,
    pub version: i64,
    pub body: Vec<u8>,
}

/// What is written into a row of `reflection_copies`.
pub struct NewCopy {
    pub id: CopyId,
    pub reflection: ReflectionId,
    pub owner: PersonId,
    pub version: i64,
    pub day: i64,
    pub body: Vec<u8>,
}

pub async fn insert(conn: Conn<'_>, row: NewRow) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO reflections (id, owner, version, day, summary, body) \
         VALUES ($1, $2, $3, $4, $5, $6)";
    on!(conn, c => sqlx::query(SQL)
        .bind(row.id.0).bind(row.owner.0).bind(row.version).bind(row.day).bind(row.summary).bind(row.body)
        .execute(c).await.map(|_| ()))
}

/// Writes the next version over the one before it. Answers 0 when that is no longer the stored one.
pub async fn update(conn: Conn<'_>, row: NewRow) -> sqlx::Result<u64> {
    const SQL: &str = "UPDATE reflections SET version = $3, day = $4, summary = $5, body = $6 \
         WHERE id = $1 AND owner = $2 AND version = $3 - 1";
    on!(conn, c => sqlx::query(SQL)
        .bind(row.id.0).bind(row.owner.0).bind(row.version).bind(row.day).bind(row.summary).bind(row.body)
        .execute(c).await.map(|done| done.rows_affected()))
}

pub async fn find(conn: Conn<'_>, owner: PersonId, id: ReflectionId) -> sqlx::Result<Option<BodyRow>> {
    const SQL: &str = "SELECT version, body, \
         (SELECT count(*) FROM reflection_copies c WHERE c.reflection = r.id) AS copies \
         FROM reflections r WHERE r.id = $1 AND r.owner = $2";
    on!(conn, c => sqlx::query_as(SQL).bind(id.0).bind(owner.0).fetch_optional(c).await)
}

/// How many reflections [`find_some`] finds at once.
pub const SOME: usize = 8;

/// A row of `reflections` with its id, without its summary and second versions.
#[derive(FromRow)]
pub struct SomeRow {
    pub id: Uuid,
    pub version: i64,
    pub body: Vec<u8>,
}

/// Those of up to [`SOME`] reflections that are there.
pub async fn find_some(
    conn: Conn<'_>,
    owner: PersonId,
    ids: &[Option<Uuid>; SOME],
) -> sqlx::Result<Vec<SomeRow>> {
    const SQL: &str = "SELECT id, version, body FROM reflections \
         WHERE owner = $1 AND id IN ($2, $3, $4, $5, $6, $7, $8, $9)";
    on!(conn, c => ids.iter().fold(sqlx::query_as(SQL).bind(owner.0), |query, id| query.bind(*id))
        .fetch_all(c).await)
}

pub async fn list_summaries(conn: Conn<'_>, owner: PersonId) -> sqlx::Result<Vec<SummaryRow>> {
    const SQL: &str = "SELECT r.id, r.version, r.summary, \
         (SELECT count(*) FROM reflection_copies c WHERE c.reflection = r.id) AS copies \
         FROM reflections r WHERE r.owner = $1";
    on!(conn, c => sqlx::query_as(SQL).bind(owner.0).fetch_all(c).await)
}

/// The same without looking for second versions.
pub async fn list_summaries_alone(conn: Conn<'_>, owner: PersonId) -> sqlx::Result<Vec<SummaryRow>> {
    const SQL: &str =
        "SELECT id, version, summary, CAST(0 AS BIGINT) AS copies FROM reflections WHERE owner = $1";
    on!(conn, c => sqlx::query_as(SQL).bind(owner.0).fetch_all(c).await)
}

/// The summaries of the days a person last wrote on: no more than `limit`. Which of one day come first
/// is not said, because the exact time is inside the seal.
pub async fn list_newest_summaries(
    conn: Conn<'_>,
    owner: PersonId,
    limit: i64,
) -> sqlx::Result<Vec<SummaryRow>> {
    const SQL: &str = "SELECT r.id, r.version, r.summary, \
         (SELECT count(*) FROM reflection_copies c WHERE c.reflection = r.id) AS copies \
         FROM reflections r WHERE r.owner = $1 ORDER BY r.day DESC LIMIT $2";
    on!(conn, c => sqlx::query_as(SQL).bind(owner.0).bind(limit).fetch_all(c).await)
}

/// Removes a reflection; its second versions go with it. Answers how many there were.
pub async fn delete(conn: Conn<'_>, owner: PersonId, id: ReflectionId) -> sqlx::Result<u64> {
    const SQL: &str = "DELETE FROM reflections WHERE id = $1 AND owner = $2";
    on!(conn, c => sqlx::query(SQL).bind(id.0).bind(owner.0).execute(c).await.map(|done| done.rows_affected()))
}

pub async fn insert_copy(conn: Conn<'_>, row: NewCopy) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO reflection_copies (id, reflection, owner, version, day, body) \
         VALUES ($1, $2, $3, $4, $5, $6)";
    on!(conn, c => sqlx::query(SQL)
        .bind(row.id.0).bind(row.reflection.0).bind(row.owner.0).bind(row.version).bind(row.day).bind(row.body)
        .execute(c).await.map(|_| ()))
}

/// Writes the next version of a copy over the one before it. Answers 0 when it is gone or has moved on.
pub async fn update_copy(conn: Conn<'_>, row: NewCopy) -> sqlx::Result<u64> {
    const SQL: &str = "UPDATE reflection_copies SET version = $4, day = $5, body = $6 \
         WHERE id = $1 AND reflection = $2 AND owner = $3 AND version = $4 - 1";
    on!(conn, c => sqlx::query(SQL)
        .bind(row.id.0).bind(row.reflection.0).bind(row.owner.0).bind(row.version).bind(row.day).bind(row.body)
        .execute(c).await.map(|done| done.rows_affected()))
}

pub async fn list_copies(
    conn: Conn<'_>,
    owner: PersonId,
    reflection: ReflectionId,
) -> sqlx::Result<Vec<CopyRow>> {
    const SQL: &str = "SELECT id, version, body FROM reflection_copies WHERE reflection = $1 AND owner = $2";
    on!(conn, c => sqlx::query_as(SQL).bind(reflection.0).bind(owner.0).fetch_all(c).await)
}

/// Removes a copy in just this version. Answers 0 when it is gone or has moved on.
pub async fn delete_copy(conn: Conn<'_>, owner: PersonId, id: CopyId, version: i64) -> sqlx::Result<u64> {
    const SQL: &str = "DELETE FROM reflection_copies WHERE id = $1 AND owner = $2 AND version = $3";
    on!(conn, c => sqlx::query(SQL).bind(id.0).bind(owner.0).bind(version).execute(c).await.map(|done| done.rows_affected()))
}

/// A row of `reflections` with both its seals.
#[derive(FromRow)]
pub struct WholeRow {
    pub id: Uuid,
    pub version: i64,
    pub summary: Vec<u8>,
    pub body: Vec<u8>,
}

pub async fn list_whole(conn: Conn<'_>, owner: PersonId) -> sqlx::Result<Vec<WholeRow>> {
    const SQL: &str = "SELECT id, version, summary, body FROM reflections WHERE owner = $1";
    on!(conn, c => sqlx::query_as(SQL).bind(owner.0).fetch_all(c).await)
}

pub async fn replace_seals(conn: Conn<'_>, id: Uuid, summary: Vec<u8>, body: Vec<u8>) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE reflections SET summary = $2, body = $3 WHERE id = $1";
    on!(conn, c => sqlx::query(SQL).bind(id).bind(summary).bind(body).execute(c).await.map(|_| ()))
}

pub async fn replace_copy_seal(conn: Conn<'_>, id: Uuid, body: Vec<u8>) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE reflection_copies SET body = $2 WHERE id = $1";
    on!(conn, c => sqlx::query(SQL).bind(id).bind(body).execute(c).await.map(|_| ()))
}

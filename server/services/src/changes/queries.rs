//! The SQL of changes: one function a statement, the same text on both databases. Every statement names
//! the organisation, and none a person.

use crate::db::Conn;
use crate::on;
use domain::ids::{ChangeId, OrganisationId};
use sqlx::FromRow;
use uuid::Uuid;

/// A row of `changes`, as safety leads see it.
#[derive(FromRow)]
pub struct ChangeRow {
    pub id: Uuid,
    pub draft: String,
    pub draft_version: i64,
    pub draft_at: i64,
    /// What is told; empty while nothing is.
    pub told: String,
    /// Which draft that was made of; 0 while nothing is told.
    pub told_draft: i64,
    pub first_told_at: i64,
    pub told_at: i64,
    pub turn: i64,
}

/// The same as everybody sees it.
#[derive(FromRow)]
pub struct ToldRow {
    pub id: Uuid,
    pub told: String,
    pub first_told_at: i64,
    pub told_at: i64,
}

/// What is told from now on.
pub struct NewTelling<'a> {
    pub told: &'a str,
    pub draft: i64,
    pub first_told_at: i64,
    pub told_at: i64,
}

/// Stores the first draft of a change. Answers 0 when a form with this mark has stored one.
pub async fn insert(
    conn: Conn<'_>,
    id: ChangeId,
    organisation: OrganisationId,
    mark: &str,
    draft: &str,
    now: i64,
) -> sqlx::Result<u64> {
    const SQL: &str = "INSERT INTO changes (id, organisation, mark, draft, draft_version, draft_at, \
         told, told_draft, first_told_at, told_at, turn) VALUES ($1, $2, $3, $4, 1, $5, '', 0, 0, 0, 0) \
         ON CONFLICT (organisation, mark) DO NOTHING";
    on!(conn, c => sqlx::query(SQL).bind(id.0).bind(organisation.0).bind(mark).bind(draft).bind(now)
        .execute(c).await.map(|done| done.rows_affected()))
}

pub async fn find(
    conn: Conn<'_>,
    organisation: OrganisationId,
    id: ChangeId,
) -> sqlx::Result<Option<ChangeRow>> {
    const SQL: &str = "SELECT id, draft, draft_version, draft_at, told, told_draft, first_told_at, \
         told_at, turn FROM changes WHERE id = $1 AND organisation = $2";
    on!(conn, c => sqlx::query_as(SQL).bind(id.0).bind(organisation.0).fetch_optional(c).await)
}

pub async fn find_by_mark(
    conn: Conn<'_>,
    organisation: OrganisationId,
    mark: &str,
) -> sqlx::Result<Option<ChangeRow>> {
    const SQL: &str = "SELECT id, draft, draft_version, draft_at, told, told_draft, first_told_at, \
         told_at, turn FROM changes WHERE organisation = $1 AND mark = $2";
    on!(conn, c => sqlx::query_as(SQL).bind(organisation.0).bind(mark).fetch_optional(c).await)
}

/// Every change of an organisation, told or not.
pub async fn list(conn: Conn<'_>, organisation: OrganisationId) -> sqlx::Result<Vec<ChangeRow>> {
    const SQL: &str = "SELECT id, draft, draft_version, draft_at, told, told_draft, first_told_at, \
         told_at, turn FROM changes WHERE organisation = $1";
    on!(conn, c => sqlx::query_as(SQL).bind(organisation.0).fetch_all(c).await)
}

/// What an organisation is told.
pub async fn list_told(conn: Conn<'_>, organisation: OrganisationId) -> sqlx::Result<Vec<ToldRow>> {
    const SQL: &str = "SELECT id, told, first_told_at, told_at FROM changes \
         WHERE organisation = $1 AND told <> ''";
    on!(conn, c => sqlx::query_as(SQL).bind(organisation.0).fetch_all(c).await)
}

/// Writes the next version of a draft over the one before it. Answers 0 when that is no longer the
/// stored one.
pub async fn update_draft(
    conn: Conn<'_>,
    organisation: OrganisationId,
    (id, base): (ChangeId, i64),
    draft: &str,
    now: i64,
) -> sqlx::Result<u64> {
    const SQL: &str = "UPDATE changes SET draft = $4, draft_version = $3 + 1, draft_at = $5 \
         WHERE id = $1 AND organisation = $2 AND draft_version = $3";
    on!(conn, c => sqlx::query(SQL).bind(id.0).bind(organisation.0).bind(base).bind(draft).bind(now)
        .execute(c).await.map(|done| done.rows_affected()))
}

/// Tells of a draft, over what was told before. Answers 0 when the draft has changed or somebody was
/// quicker.
pub async fn update_told(
    conn: Conn<'_>,
    organisation: OrganisationId,
    (id, turn): (ChangeId, i64),
    new: NewTelling<'_>,
) -> sqlx::Result<u64> {
    const SQL: &str = "UPDATE changes SET told = $4, told_draft = $5, first_told_at = $6, told_at = $7, \
         turn = $3 + 1 WHERE id = $1 AND organisation = $2 AND turn = $3 AND draft_version = $5";
    on!(conn, c => sqlx::query(SQL).bind(id.0).bind(organisation.0).bind(turn)
        .bind(new.told).bind(new.draft).bind(new.first_told_at).bind(new.told_at)
        .execute(c).await.map(|done| done.rows_affected()))
}

/// Tells nobody any more. Answers 0 when somebody was quicker.
pub async fn take_down(
    conn: Conn<'_>,
    organisation: OrganisationId,
    id: ChangeId,
    turn: i64,
) -> sqlx::Result<u64> {
    const SQL: &str = "UPDATE changes SET told = '', told_draft = 0, first_told_at = 0, told_at = 0, \
         turn = $3 + 1 WHERE id = $1 AND organisation = $2 AND turn = $3 AND told <> ''";
    on!(conn, c => sqlx::query(SQL).bind(id.0).bind(organisation.0).bind(turn)
        .execute(c).await.map(|done| done.rows_affected()))
}

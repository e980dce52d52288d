//! Invitations and reset links.

use crate::db::Conn;
use crate::on;
use domain::ids::{InvitationId, OrganisationId, PersonId};
use sqlx::FromRow;
use uuid::Uuid;

/// A row of `invitations`, not yet trusted.
#[derive(FromRow, Clone)]
pub struct InvitationRow {
    pub id: Uuid,
    pub token: Vec<u8>,
    pub organisation: Uuid,
    pub email: String,
    pub name: String,
    pub roles: String,
    pub made_at: i64,
    pub ends_at: i64,
    pub ring_key: String,
    pub mac: Vec<u8>,
}

/// A row of `resets`, not yet trusted.
#[derive(FromRow, Clone)]
pub struct ResetRow {
    pub token: Vec<u8>,
    pub person: Uuid,
    pub ends_at: i64,
    pub ring_key: String,
    pub mac: Vec<u8>,
}

pub async fn insert_invitation(conn: Conn<'_>, row: InvitationRow) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO invitations (id, token, organisation, email, name, roles, made_at, ends_at, \
         ring_key, mac) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    on!(conn, c => sqlx::query(SQL)
        .bind(row.id).bind(row.token).bind(row.organisation).bind(row.email).bind(row.name).bind(row.roles)
        .bind(row.made_at).bind(row.ends_at).bind(row.ring_key).bind(row.mac)
        .execute(c).await.map(|_| ()))
}

pub async fn find_invitation(conn: Conn<'_>, token: &[u8]) -> sqlx::Result<Option<InvitationRow>> {
    const SQL: &str = "SELECT * FROM invitations WHERE token = $1";
    on!(conn, c => sqlx::query_as(SQL).bind(token).fetch_optional(c).await)
}

pub async fn list_invitations(
    conn: Conn<'_>,
    organisation: OrganisationId,
) -> sqlx::Result<Vec<InvitationRow>> {
    const SQL: &str = "SELECT * FROM invitations WHERE organisation = $1 ORDER BY made_at";
    on!(conn, c => sqlx::query_as(SQL).bind(organisation.0).fetch_all(c).await)
}

/// Removes an invitation of this organisation. Answers how many there were.
pub async fn delete_invitation(
    conn: Conn<'_>,
    organisation: OrganisationId,
    id: InvitationId,
) -> sqlx::Result<u64> {
    const SQL: &str = "DELETE FROM invitations WHERE organisation = $1 AND id = $2";
    on!(conn, c => sqlx::query(SQL).bind(organisation.0).bind(id.0).execute(c).await.map(|done| done.rows_affected()))
}

/// Removes an organisation's invitations to an address: it has one at a time. Another organisation's
/// stay.
pub async fn delete_invitations_to(
    conn: Conn<'_>,
    organisation: OrganisationId,
    email: &str,
) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM invitations WHERE organisation = $1 AND email = $2";
    on!(conn, c => sqlx::query(SQL).bind(organisation.0).bind(email).execute(c).await.map(|_| ()))
}

/// Removes invitations that have run out: they hold names and addresses of people who never came.
pub async fn delete_ended_invitations(conn: Conn<'_>, now: i64) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM invitations WHERE ends_at < $1";
    on!(conn, c => sqlx::query(SQL).bind(now).execute(c).await.map(|_| ()))
}

pub async fn insert_reset(conn: Conn<'_>, row: ResetRow) -> sqlx::Result<()> {
    const SQL: &str =
        "INSERT INTO resets (token, person, ends_at, ring_key, mac) VALUES ($1, $2, $3, $4, $5)";
    on!(conn, c => sqlx::query(SQL)
        .bind(row.token).bind(row.person).bind(row.ends_at).bind(row.ring_key).bind(row.mac)
        .execute(c).await.map(|_| ()))
}

pub async fn find_reset(conn: Conn<'_>, token: &[u8]) -> sqlx::Result<Option<ResetRow>> {
    const SQL: &str = "SELECT * FROM resets WHERE token = $1";
    on!(conn, c => sqlx::query_as(SQL).bind(token).fetch_optional(c).await)
}

/// Removes one reset link. Answers how many there were.
pub async fn delete_reset(conn: Conn<'_>, token: &[u8]) -> sqlx::Result<u64> {
    const SQL: &str = "DELETE FROM resets WHERE token = $1";
    on!(conn, c => sqlx::query(SQL).bind(token).execute(c).await.map(|done| done.rows_affected()))
}

pub async fn delete_resets_of(conn: Conn<'_>, person: PersonId) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM resets WHERE person = $1";
    on!(conn, c => sqlx::query(SQL).bind(person.0).execute(c).await.map(|_| ()))
}

/// Removes reset links that have run out.
pub async fn delete_ended_resets(conn: Conn<'_>, now: i64) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM resets WHERE ends_at < $1";
    on!(conn, c => sqlx::query(SQL).bind(now).execute(c).await.map(|_| ()))
}

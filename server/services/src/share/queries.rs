//! The SQL of what waits: one function a statement, the same text on both databases.

use crate::db::Conn;
use crate::on;
use domain::ids::{OrganisationId, PersonId, ShareId};
use sqlx::FromRow;
use uuid::Uuid;

/// A row of `waiting`.
#[derive(FromRow)]
pub struct WaitingRow {
    pub id: Uuid,
    pub owner: Uuid,
    pub sealed: Vec<u8>,
}

pub async fn insert(conn: Conn<'_>, id: ShareId, owner: PersonId, sealed: Vec<u8>) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO waiting (id, owner, sealed) VALUES ($1, $2, $3)";
    on!(conn, c => sqlx::query(SQL).bind(id.0).bind(owner.0).bind(sealed).execute(c).await.map(|_| ()))
}

pub async fn replace(conn: Conn<'_>, id: ShareId, owner: PersonId, sealed: Vec<u8>) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE waiting SET sealed = $3 WHERE id = $1 AND owner = $2";
    on!(conn, c => sqlx::query(SQL).bind(id.0).bind(owner.0).bind(sealed).execute(c).await.map(|_| ()))
}

/// Removes a row. Answers 0 when it is gone already.
pub async fn delete(conn: Conn<'_>, id: ShareId, owner: PersonId) -> sqlx::Result<u64> {
    const SQL: &str = "DELETE FROM waiting WHERE id = $1 AND owner = $2";
    on!(conn, c => sqlx::query(SQL).bind(id.0).bind(owner.0).execute(c).await.map(|done| done.rows_affected()))
}

pub async fn list_of_person(conn: Conn<'_>, owner: PersonId) -> sqlx::Result<Vec<WaitingRow>> {
    const SQL: &str = "SELECT id, owner, sealed FROM waiting WHERE owner = $1";
    on!(conn, c => sqlx::query_as(SQL).bind(owner.0).fetch_all(c).await)
}

pub async fn list_of_organisation(
    conn: Conn<'_>,
    organisation: OrganisationId,
) -> sqlx::Result<Vec<WaitingRow>> {
    const SQL: &str = "SELECT w.id, w.owner, w.sealed FROM waiting w JOIN people p ON p.id = w.owner \
         WHERE p.organisation = $1 ORDER BY w.owner, w.id";
    on!(conn, c => sqlx::query_as(SQL).bind(organisation.0).fetch_all(c).await)
}

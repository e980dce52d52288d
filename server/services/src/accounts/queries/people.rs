//! Organisations and people.

use crate::db::Conn;
use crate::on;
use domain::ids::{OrganisationId, PersonId};
use domain::time::Timestamp;
use sqlx::FromRow;
use uuid::Uuid;

/// A row of `people`, not yet trusted.
#[derive(FromRow)]
pub struct PersonRow {
    pub id: Uuid,
    pub organisation: Uuid,
    pub email: String,
    pub name: String,
    pub roles: String,
    pub password: String,
    pub standing: String,
    pub closed_since: Option<i64>,
    pub closed_until: Option<i64>,
    pub recovery: Vec<u8>,
    pub ring_key: String,
    pub mac: Vec<u8>,
}

pub async fn insert_organisation(
    conn: Conn<'_>,
    id: OrganisationId,
    name: &str,
    now: Timestamp,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO organisations (id, name, made_at) VALUES ($1, $2, $3)";
    on!(conn, c => sqlx::query(SQL).bind(id.0).bind(name).bind(now.0).execute(c).await.map(|_| ()))
}

pub async fn find_organisation_name(conn: Conn<'_>, id: OrganisationId) -> sqlx::Result<Option<String>> {
    const SQL: &str = "SELECT name FROM organisations WHERE id = $1";
    on!(conn, c => sqlx::query_scalar(SQL).bind(id.0).fetch_optional(c).await)
}

pub async fn find_organisation_named(conn: Conn<'_>, name: &str) -> sqlx::Result<Option<Uuid>> {
    const SQL: &str = "SELECT id FROM organisations WHERE name = $1";
    on!(conn, c => sqlx::query_scalar(SQL).bind(name).fetch_optional(c).await)
}

pub async fn insert_person(conn: Conn<'_>, row: PersonRow) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO people (id, organisation, email, name, roles, password, standing, \
         closed_since, closed_until, recovery, ring_key, mac) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    on!(conn, c => sqlx::query(SQL)
        .bind(row.id).bind(row.organisation).bind(row.email).bind(row.name).bind(row.roles)
        .bind(row.password).bind(row.standing).bind(row.closed_since).bind(row.closed_until)
        .bind(row.recovery).bind(row.ring_key).bind(row.mac)
        .execute(c).await.map(|_| ()))
}

/// Replaces a row if it still carries the MAC `before`. Answers how many rows were replaced.
pub async fn update_person(conn: Conn<'_>, row: PersonRow, before: &[u8]) -> sqlx::Result<u64> {
    const SQL: &str = "UPDATE people SET email = $3, name = $4, roles = $5, password = $6, standing = $7, \
         closed_since = $8, closed_until = $9, recovery = $10, ring_key = $11, mac = $12 \
         WHERE id = $1 AND organisation = $2 AND mac = $13";
    on!(conn, c => sqlx::query(SQL)
        .bind(row.id).bind(row.organisation).bind(row.email).bind(row.name).bind(row.roles)
        .bind(row.password).bind(row.standing).bind(row.closed_since).bind(row.closed_until)
        .bind(row.recovery).bind(row.ring_key).bind(row.mac).bind(before)
        .execute(c).await.map(|done| done.rows_affected()))
}

pub async fn find_person(conn: Conn<'_>, id: PersonId) -> sqlx::Result<Option<PersonRow>> {
    const SQL: &str = "SELECT * FROM people WHERE id = $1";
    on!(conn, c => sqlx::query_as(SQL).bind(id.0).fetch_optional(c).await)
}

pub async fn find_person_by_email(conn: Conn<'_>, email: &str) -> sqlx::Result<Option<PersonRow>> {
    const SQL: &str = "SELECT * FROM people WHERE email = $1";
    on!(conn, c => sqlx::query_as(SQL).bind(email).fetch_optional(c).await)
}

pub async fn list_people(conn: Conn<'_>, organisation: OrganisationId) -> sqlx::Result<Vec<PersonRow>> {
    const SQL: &str = "SELECT * FROM people WHERE organisation = $1 ORDER BY name, email";
    on!(conn, c => sqlx::query_as(SQL).bind(organisation.0).fetch_all(c).await)
}

/// Some people of an organisation who may sign in and have a role in their list, after one of them. What
/// a row says must still be checked.
pub async fn list_active(
    conn: Conn<'_>,
    organisation: OrganisationId,
    role: &str,
    after: Uuid,
    most: i64,
) -> sqlx::Result<Vec<PersonRow>> {
    const SQL: &str = "SELECT * FROM people WHERE organisation = $1 AND standing = 'active' \
         AND roles LIKE '%' || $2 || '%' AND id > $3 ORDER BY id LIMIT $4";
    on!(conn, c => sqlx::query_as(SQL).bind(organisation.0).bind(role).bind(after).bind(most).fetch_all(c).await)
}

pub async fn list_people_marked_otherwise(conn: Conn<'_>, ring_key: &str) -> sqlx::Result<Vec<PersonRow>> {
    const SQL: &str = "SELECT * FROM people WHERE ring_key <> $1";
    on!(conn, c => sqlx::query_as(SQL).bind(ring_key).fetch_all(c).await)
}

pub async fn list_organisations(conn: Conn<'_>) -> sqlx::Result<Vec<(Uuid, String)>> {
    const SQL: &str = "SELECT id, name FROM organisations ORDER BY name";
    on!(conn, c => sqlx::query_as(SQL).fetch_all(c).await)
}

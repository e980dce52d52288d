//! The SQL of the pool: one function a statement, the same text on both databases.

use crate::db::Conn;
use crate::on;
use domain::ids::{HeldId, OrganisationId};
use sqlx::FromRow;
use uuid::Uuid;

/// A row of `pools`.
#[derive(FromRow)]
pub struct PoolRow {
    pub period: String,
    pub key_check: Vec<u8>,
}

/// A row of `pools` with its register, and how many rows of `pool` it has.
#[derive(FromRow)]
pub struct RegisterRow {
    pub period: String,
    pub key_check: Vec<u8>,
    pub register: Option<Vec<u8>>,
    pub points: i64,
}

/// A row of `pool`.
#[derive(FromRow)]
pub struct PointRow {
    pub id: Uuid,
    pub sealed: Vec<u8>,
}

pub async fn list_pools(conn: Conn<'_>, organisation: OrganisationId) -> sqlx::Result<Vec<PoolRow>> {
    const SQL: &str = "SELECT period, key_check FROM pools WHERE organisation = $1";
    on!(conn, c => sqlx::query_as(SQL).bind(organisation.0).fetch_all(c).await)
}

/// An organisation's pools with all that an author's list asks of them, in one question.
pub async fn list_registers(conn: Conn<'_>, organisation: OrganisationId) -> sqlx::Result<Vec<RegisterRow>> {
    const SQL: &str = concat!(
        "SELECT p.period, p.key_check, p.register, (SELECT count(*) FROM pool held ",
        "WHERE held.organisation = p.organisation AND held.period = p.period) AS points ",
        "FROM pools p WHERE p.organisation = $1",
    );
    on!(conn, c => sqlx::query_as(SQL).bind(organisation.0).fetch_all(c).await)
}

/// Every pool of every organisation.
pub async fn list_all_pools(conn: Conn<'_>) -> sqlx::Result<Vec<(Uuid, String, Vec<u8>)>> {
    const SQL: &str = "SELECT organisation, period, key_check FROM pools";
    on!(conn, c => sqlx::query_as(SQL).fetch_all(c).await)
}

pub async fn find_register(
    conn: Conn<'_>,
    organisation: OrganisationId,
    period: &str,
) -> sqlx::Result<Option<Vec<u8>>> {
    const SQL: &str = "SELECT register FROM pools WHERE organisation = $1 AND period = $2";
    let found: Option<Option<Vec<u8>>> =
        on!(conn, c => sqlx::query_scalar(SQL).bind(organisation.0).bind(period).fetch_optional(c).await)?;
    Ok(found.flatten())
}

pub async fn set_register(
    conn: Conn<'_>,
    organisation: OrganisationId,
    period: &str,
    sealed: Vec<u8>,
) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE pools SET register = $3 WHERE organisation = $1 AND period = $2";
    on!(conn, c => sqlx::query(SQL).bind(organisation.0).bind(period).bind(sealed).execute(c).await.map(|_| ()))
}

pub async fn insert_pool(
    conn: Conn<'_>,
    organisation: OrganisationId,
    period: &str,
    key_check: Vec<u8>,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO pools (organisation, period, key_check) VALUES ($1, $2, $3)";
    on!(conn, c => sqlx::query(SQL).bind(organisation.0).bind(period).bind(key_check).execute(c).await.map(|_| ()))
}

pub async fn delete_pool(conn: Conn<'_>, organisation: OrganisationId, period: &str) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM pools WHERE organisation = $1 AND period = $2";
    on!(conn, c => sqlx::query(SQL).bind(organisation.0).bind(period).execute(c).await.map(|_| ()))
}

pub async fn insert_point(
    conn: Conn<'_>,
    id: HeldId,
    organisation: OrganisationId,
    period: &str,
    sealed: Vec<u8>,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO pool (id, organisation, period, sealed) VALUES ($1, $2, $3, $4)";
    on!(conn, c => sqlx::query(SQL).bind(id.0).bind(organisation.0).bind(period).bind(sealed)
        .execute(c).await.map(|_| ()))
}

pub async fn list_points(
    conn: Conn<'_>,
    organisation: OrganisationId,
    period: &str,
) -> sqlx::Result<Vec<PointRow>> {
    const SQL: &str = "SELECT id, sealed FROM pool WHERE organisation = $1 AND period = $2 ORDER BY id";
    on!(conn, c => sqlx::query_as(SQL).bind(organisation.0).bind(period).fetch_all(c).await)
}

/// The ids alone, for whoever does not need what is sealed in the rows.
pub async fn list_point_ids(
    conn: Conn<'_>,
    organisation: OrganisationId,
    period: &str,
) -> sqlx::Result<Vec<Uuid>> {
    const SQL: &str = "SELECT id FROM pool WHERE organisation = $1 AND period = $2 ORDER BY id";
    on!(conn, c => sqlx::query_scalar(SQL).bind(organisation.0).bind(period).fetch_all(c).await)
}

pub async fn find_point(
    conn: Conn<'_>,
    organisation: OrganisationId,
    id: HeldId,
) -> sqlx::Result<Option<(String, Vec<u8>)>> {
    const SQL: &str = "SELECT period, sealed FROM pool WHERE organisation = $1 AND id = $2";
    on!(conn, c => sqlx::query_as(SQL).bind(organisation.0).bind(id.0).fetch_optional(c).await)
}

/// Writes over a point that is still as it was. Answers 0 when it has changed or gone.
pub async fn replace_point(conn: Conn<'_>, id: HeldId, before: &[u8], sealed: Vec<u8>) -> sqlx::Result<u64> {
    const SQL: &str = "UPDATE pool SET sealed = $3 WHERE id = $1 AND sealed = $2";
    on!(conn, c => sqlx::query(SQL).bind(id.0).bind(before).bind(sealed).execute(c).await
        .map(|done| done.rows_affected()))
}

pub async fn delete_points(conn: Conn<'_>, organisation: OrganisationId, period: &str) -> sqlx::Result<u64> {
    const SQL: &str = "DELETE FROM pool WHERE organisation = $1 AND period = $2";
    on!(conn, c => sqlx::query(SQL).bind(organisation.0).bind(period).execute(c).await
        .map(|done| done.rows_affected()))
}

//! The SQL of releases: one function a statement, the same text on both databases.

use crate::db::Conn;
use crate::on;
use domain::ids::{ExcerptId, OrganisationId};
use sqlx::FromRow;
use uuid::Uuid;

/// A row of `sharing_rules`.
#[derive(FromRow)]
pub struct RulesRow {
    pub starts_on: i64,
    pub threshold: i64,
    pub length: String,
    pub settings: String,
}

/// A row of `releases`.
#[derive(FromRow)]
pub struct ReleaseRow {
    pub period: String,
    pub frozen_on: i64,
    pub codebook: String,
    pub body: Vec<u8>,
}

/// A row of `excerpts`.
#[derive(FromRow)]
pub struct ExcerptRow {
    pub id: Uuid,
    pub year: i64,
    pub codebook: String,
    pub theme: String,
    pub words: String,
    pub second_look: bool,
}

/// Every choice of an organisation, the earliest first.
pub async fn list_rules(conn: Conn<'_>, organisation: OrganisationId) -> sqlx::Result<Vec<RulesRow>> {
    const SQL: &str = "SELECT starts_on, threshold, length, settings FROM sharing_rules \
         WHERE organisation = $1 ORDER BY starts_on";
    on!(conn, c => sqlx::query_as(SQL).bind(organisation.0).fetch_all(c).await)
}

/// Drops choices that have not begun yet, to make room for another.
pub async fn delete_rules_after(conn: Conn<'_>, organisation: OrganisationId, day: i64) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM sharing_rules WHERE organisation = $1 AND starts_on > $2";
    on!(conn, c => sqlx::query(SQL).bind(organisation.0).bind(day).execute(c).await.map(|_| ()))
}

pub async fn insert_rules(conn: Conn<'_>, organisation: OrganisationId, row: RulesRow) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO sharing_rules (organisation, starts_on, threshold, length, settings) \
         VALUES ($1, $2, $3, $4, $5)";
    on!(conn, c => sqlx::query(SQL)
        .bind(organisation.0).bind(row.starts_on).bind(row.threshold).bind(row.length).bind(row.settings)
        .execute(c).await.map(|_| ()))
}

pub async fn insert_release(
    conn: Conn<'_>,
    organisation: OrganisationId,
    row: ReleaseRow,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO releases (organisation, period, frozen_on, codebook, body) \
         VALUES ($1, $2, $3, $4, $5)";
    on!(conn, c => sqlx::query(SQL)
        .bind(organisation.0).bind(row.period).bind(row.frozen_on).bind(row.codebook).bind(row.body)
        .execute(c).await.map(|_| ()))
}

pub async fn find_release(
    conn: Conn<'_>,
    organisation: OrganisationId,
    period: &str,
) -> sqlx::Result<Option<ReleaseRow>> {
    const SQL: &str = "SELECT period, frozen_on, codebook, body FROM releases \
         WHERE organisation = $1 AND period = $2";
    on!(conn, c => sqlx::query_as(SQL).bind(organisation.0).bind(period).fetch_optional(c).await)
}

/// Every release of an organisation with its figures.
pub async fn list_whole_releases(
    conn: Conn<'_>,
    organisation: OrganisationId,
) -> sqlx::Result<Vec<ReleaseRow>> {
    const SQL: &str = "SELECT period, frozen_on, codebook, body FROM releases WHERE organisation = $1";
    on!(conn, c => sqlx::query_as(SQL).bind(organisation.0).fetch_all(c).await)
}

/// Every release of an organisation, without its figures.
pub async fn list_releases(conn: Conn<'_>, organisation: OrganisationId) -> sqlx::Result<Vec<(String, i64)>> {
    const SQL: &str = "SELECT period, frozen_on FROM releases WHERE organisation = $1";
    on!(conn, c => sqlx::query_as(SQL).bind(organisation.0).fetch_all(c).await)
}

pub async fn insert_excerpt(
    conn: Conn<'_>,
    organisation: OrganisationId,
    row: ExcerptRow,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO excerpts (id, organisation, year, codebook, theme, words, second_look) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
    on!(conn, c => sqlx::query(SQL)
        .bind(row.id).bind(organisation.0).bind(row.year).bind(row.codebook).bind(row.theme)
        .bind(row.words).bind(row.second_look)
        .execute(c).await.map(|_| ()))
}

/// Some excerpts of a theme and year that are not under a second look, after so many others.
pub async fn list_excerpts(
    conn: Conn<'_>,
    organisation: OrganisationId,
    year: i64,
    theme: &str,
    after: i64,
    most: i64,
) -> sqlx::Result<Vec<ExcerptRow>> {
    const SQL: &str = "SELECT id, year, codebook, theme, words, second_look FROM excerpts \
         WHERE organisation = $1 AND year = $2 AND theme = $3 AND second_look = FALSE \
         ORDER BY id LIMIT $5 OFFSET $4";
    on!(conn, c => sqlx::query_as(SQL).bind(organisation.0).bind(year).bind(theme).bind(after).bind(most)
        .fetch_all(c).await)
}

/// How many of them there are.
pub async fn count_excerpts(
    conn: Conn<'_>,
    organisation: OrganisationId,
    year: i64,
    theme: &str,
) -> sqlx::Result<i64> {
    const SQL: &str = "SELECT count(*) FROM excerpts \
         WHERE organisation = $1 AND year = $2 AND theme = $3 AND second_look = FALSE";
    on!(conn, c => sqlx::query_scalar(SQL).bind(organisation.0).bind(year).bind(theme).fetch_one(c).await)
}

/// Every excerpt of an organisation that is under a second look. Few are.
pub async fn list_excerpts_under_look(
    conn: Conn<'_>,
    organisation: OrganisationId,
) -> sqlx::Result<Vec<ExcerptRow>> {
    const SQL: &str = "SELECT id, year, codebook, theme, words, second_look FROM excerpts \
         WHERE organisation = $1 AND second_look ORDER BY id";
    on!(conn, c => sqlx::query_as(SQL).bind(organisation.0).fetch_all(c).await)
}

/// The ids of every excerpt of an organisation.
pub async fn list_excerpt_ids(conn: Conn<'_>, organisation: OrganisationId) -> sqlx::Result<Vec<Uuid>> {
    const SQL: &str = "SELECT id FROM excerpts WHERE organisation = $1";
    on!(conn, c => sqlx::query_scalar(SQL).bind(organisation.0).fetch_all(c).await)
}

pub async fn mark_excerpt(
    conn: Conn<'_>,
    organisation: OrganisationId,
    id: ExcerptId,
    second_look: bool,
) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE excerpts SET second_look = $3 WHERE organisation = $1 AND id = $2";
    on!(conn, c => sqlx::query(SQL).bind(organisation.0).bind(id.0).bind(second_look)
        .execute(c).await.map(|_| ()))
}

pub async fn delete_excerpt(conn: Conn<'_>, organisation: OrganisationId, id: ExcerptId) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM excerpts WHERE organisation = $1 AND id = $2";
    on!(conn, c => sqlx::query(SQL).bind(organisation.0).bind(id.0).execute(c).await.map(|_| ()))
}

pub async fn insert_outcome(
    conn: Conn<'_>,
    organisation: OrganisationId,
    period: &str,
    ticket: &[u8],
    outcome: &str,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO outcomes (ticket, organisation, period, outcome) VALUES ($1, $2, $3, $4)";
    on!(conn, c => sqlx::query(SQL).bind(ticket).bind(organisation.0).bind(period).bind(outcome)
        .execute(c).await.map(|_| ()))
}

/// What became of every point of a period.
pub async fn list_outcomes(
    conn: Conn<'_>,
    organisation: OrganisationId,
    period: &str,
) -> sqlx::Result<Vec<(Vec<u8>, String)>> {
    const SQL: &str = "SELECT ticket, outcome FROM outcomes WHERE organisation = $1 AND period = $2";
    on!(conn, c => sqlx::query_as(SQL).bind(organisation.0).bind(period).fetch_all(c).await)
}

/// Forgets what became of points whose period was frozen before a day.
pub async fn delete_outcomes_frozen_before(conn: Conn<'_>, day: i64) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM outcomes WHERE EXISTS (SELECT 1 FROM releases r \
         WHERE r.organisation = outcomes.organisation AND r.period = outcomes.period AND r.frozen_on < $1)";
    on!(conn, c => sqlx::query(SQL).bind(day).execute(c).await.map(|_| ()))
}

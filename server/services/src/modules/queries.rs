//! The SQL of modules: one function a statement, the same text on both databases. Every statement about
//! a module names its organisation, every statement about progress its person.

use crate::db::Conn;
use crate::on;
use domain::ids::{ModuleId, OrganisationId, PersonId};
use sqlx::FromRow;
use uuid::Uuid;

/// A row of `modules`, as its educators see it.
#[derive(FromRow)]
pub struct ModuleRow {
    pub id: Uuid,
    pub draft: String,
    pub draft_version: i64,
    pub draft_at: i64,
    pub published: i64,
    pub withdrawn: bool,
    /// Which draft the published version was made of; 0 while none is.
    pub published_draft: i64,
}

/// The same for a list, without what was typed.
#[derive(FromRow)]
pub struct ListedRow {
    pub id: Uuid,
    pub draft_title: String,
    pub draft_version: i64,
    pub draft_at: i64,
    pub published: i64,
    pub withdrawn: bool,
    pub published_draft: i64,
    /// What the published version says of itself; empty while there is none.
    pub card: String,
}

/// A published version without its text.
#[derive(FromRow)]
pub struct CardRow {
    pub id: Uuid,
    pub version: i64,
    pub published_at: i64,
    pub card: String,
}

/// A published version, and how its module stands now.
#[derive(FromRow)]
pub struct VersionRow {
    pub version: i64,
    pub published_at: i64,
    pub card: String,
    pub body: String,
    pub latest: i64,
    pub withdrawn: bool,
}

/// What is written into a row of `module_versions`.
pub struct NewVersion {
    pub module: ModuleId,
    pub version: i64,
    pub draft_version: i64,
    pub published_at: i64,
    pub card: String,
    pub body: String,
}

/// A row of `module_progress`.
#[derive(FromRow)]
pub struct ProgressRow {
    pub version: i64,
    pub places: Vec<u8>,
}

pub async fn insert(
    conn: Conn<'_>,
    id: ModuleId,
    organisation: OrganisationId,
    (title, draft): (&str, &str),
    now: i64,
) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO modules \
         (id, organisation, made_at, draft_title, draft, draft_version, draft_at, published, withdrawn) \
         VALUES ($1, $2, $3, $4, $5, 1, $3, 0, FALSE)";
    on!(conn, c => sqlx::query(SQL).bind(id.0).bind(organisation.0).bind(now).bind(title).bind(draft)
        .execute(c).await.map(|_| ()))
}

pub async fn find(
    conn: Conn<'_>,
    organisation: OrganisationId,
    id: ModuleId,
) -> sqlx::Result<Option<ModuleRow>> {
    const SQL: &str = "SELECT m.id, m.draft, m.draft_version, m.draft_at, m.published, m.withdrawn, \
         COALESCE(v.draft_version, 0) AS published_draft \
         FROM modules m LEFT JOIN module_versions v ON v.module = m.id AND v.version = m.published \
         WHERE m.id = $1 AND m.organisation = $2";
    on!(conn, c => sqlx::query_as(SQL).bind(id.0).bind(organisation.0).fetch_optional(c).await)
}

pub async fn list(conn: Conn<'_>, organisation: OrganisationId) -> sqlx::Result<Vec<ListedRow>> {
    const SQL: &str = "SELECT m.id, m.draft_title, m.draft_version, m.draft_at, m.published, m.withdrawn, \
         COALESCE(v.draft_version, 0) AS published_draft, COALESCE(v.card, '') AS card \
         FROM modules m LEFT JOIN module_versions v ON v.module = m.id AND v.version = m.published \
         WHERE m.organisation = $1";
    on!(conn, c => sqlx::query_as(SQL).bind(organisation.0).fetch_all(c).await)
}

/// Has whoever checks titles in this organisation wait for whoever does so now. SQLite has one writer
/// and needs no more than any write.
pub async fn lock_organisation(conn: Conn<'_>, organisation: OrganisationId) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE organisations SET name = name WHERE id = $1";
    on!(conn, c => sqlx::query(SQL).bind(organisation.0).execute(c).await.map(|_| ()))
}

/// Writes the next version of a draft over the one before it. Answers 0 when that is no longer the
/// stored one.
pub async fn update_draft(
    conn: Conn<'_>,
    organisation: OrganisationId,
    (id, base): (ModuleId, i64),
    (title, draft): (&str, &str),
    now: i64,
) -> sqlx::Result<u64> {
    const SQL: &str = "UPDATE modules SET draft_title = $4, draft = $5, draft_version = $3 + 1, draft_at = $6 \
         WHERE id = $1 AND organisation = $2 AND draft_version = $3";
    on!(conn, c => sqlx::query(SQL)
        .bind(id.0).bind(organisation.0).bind(base).bind(title).bind(draft).bind(now)
        .execute(c).await.map(|done| done.rows_affected()))
}

/// Makes a version the published one. Answers 0 when another came first, or the draft has changed.
pub async fn update_published(
    conn: Conn<'_>,
    organisation: OrganisationId,
    id: ModuleId,
    draft_version: i64,
    version: i64,
) -> sqlx::Result<u64> {
    const SQL: &str = "UPDATE modules SET published = $4, withdrawn = FALSE \
         WHERE id = $1 AND organisation = $2 AND draft_version = $3 AND published = $4 - 1";
    on!(conn, c => sqlx::query(SQL).bind(id.0).bind(organisation.0).bind(draft_version).bind(version)
        .execute(c).await.map(|done| done.rows_affected()))
}

/// Takes a published module out of the catalogue, or puts it back. Answers how many there were.
pub async fn update_withdrawn(
    conn: Conn<'_>,
    organisation: OrganisationId,
    id: ModuleId,
    withdrawn: bool,
) -> sqlx::Result<u64> {
    const SQL: &str =
        "UPDATE modules SET withdrawn = $3 WHERE id = $1 AND organisation = $2 AND published > 0";
    on!(conn, c => sqlx::query(SQL).bind(id.0).bind(organisation.0).bind(withdrawn)
        .execute(c).await.map(|done| done.rows_affected()))
}

pub async fn insert_version(conn: Conn<'_>, row: NewVersion) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO module_versions \
         (module, version, draft_version, published_at, card, body) VALUES ($1, $2, $3, $4, $5, $6)";
    on!(conn, c => sqlx::query(SQL)
        .bind(row.module.0).bind(row.version).bind(row.draft_version).bind(row.published_at)
        .bind(row.card).bind(row.body)
        .execute(c).await.map(|_| ()))
}

/// The published version of every module in the catalogue, without its text.
pub async fn list_cards(conn: Conn<'_>, organisation: OrganisationId) -> sqlx::Result<Vec<CardRow>> {
    const SQL: &str = "SELECT m.id, v.version, v.published_at, v.card FROM modules m \
         JOIN module_versions v ON v.module = m.id AND v.version = m.published \
         WHERE m.organisation = $1 AND NOT m.withdrawn";
    on!(conn, c => sqlx::query_as(SQL).bind(organisation.0).fetch_all(c).await)
}

/// One version with its text; the published one when none is named.
pub async fn find_version(
    conn: Conn<'_>,
    organisation: OrganisationId,
    id: ModuleId,
    version: Option<i64>,
) -> sqlx::Result<Option<VersionRow>> {
    const SQL: &str = "SELECT v.version, v.published_at, v.card, v.body, m.published AS latest, m.withdrawn \
         FROM modules m JOIN module_versions v ON v.module = m.id AND v.version = COALESCE($3, m.published) \
         WHERE m.id = $1 AND m.organisation = $2";
    on!(conn, c => sqlx::query_as(SQL).bind(id.0).bind(organisation.0).bind(version).fetch_optional(c).await)
}

pub async fn find_progress(conn: Conn<'_>, person: PersonId) -> sqlx::Result<Option<ProgressRow>> {
    const SQL: &str = "SELECT version, places FROM module_progress WHERE person = $1";
    on!(conn, c => sqlx::query_as(SQL).bind(person.0).fetch_optional(c).await)
}

/// Stores the first progress of a person. Answers 0 when there is some already.
pub async fn insert_progress(conn: Conn<'_>, person: PersonId, places: Vec<u8>) -> sqlx::Result<u64> {
    const SQL: &str = "INSERT INTO module_progress (person, version, places) VALUES ($1, 1, $2) \
         ON CONFLICT (person) DO NOTHING";
    on!(conn, c => sqlx::query(SQL).bind(person.0).bind(places)
        .execute(c).await.map(|done| done.rows_affected()))
}

/// Writes the next version of a person's progress over the one before it. Answers 0 when that is no
/// longer the stored one.
pub async fn update_progress(
    conn: Conn<'_>,
    person: PersonId,
    base: i64,
    places: Vec<u8>,
) -> sqlx::Result<u64> {
    const SQL: &str =
        "UPDATE module_progress SET version = $2 + 1, places = $3 WHERE person = $1 AND version = $2";
    on!(conn, c => sqlx::query(SQL).bind(person.0).bind(base).bind(places)
        .execute(c).await.map(|done| done.rows_affected()))
}

/// Replaces a seal by one that says the same.
pub async fn replace_progress_seal(conn: Conn<'_>, person: PersonId, places: Vec<u8>) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE module_progress SET places = $2 WHERE person = $1";
    on!(conn, c => sqlx::query(SQL).bind(person.0).bind(places).execute(c).await.map(|_| ()))
}

//! The SQL of communities: one function a statement, the same text on both databases.

use crate::db::Conn;
use crate::on;
use domain::ids::{CommunityId, OrganisationId};
use domain::time::Timestamp;
use uuid::Uuid;

/// Answers how many were made: none where there is one of this name.
pub async fn insert_community(
    conn: Conn<'_>,
    id: CommunityId,
    name: &str,
    now: Timestamp,
) -> sqlx::Result<u64> {
    const SQL: &str =
        "INSERT INTO communities (id, name, made_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING";
    on!(conn, c => sqlx::query(SQL).bind(id.0).bind(name).bind(now.0)
        .execute(c).await.map(|done| done.rows_affected()))
}

pub async fn find_community_named(conn: Conn<'_>, name: &str) -> sqlx::Result<Option<Uuid>> {
    const SQL: &str = "SELECT id FROM communities WHERE name = $1";
    on!(conn, c => sqlx::query_scalar(SQL).bind(name).fetch_optional(c).await)
}

/// The community an organisation belongs to, and its name.
pub async fn find_community_of(
    conn: Conn<'_>,
    organisation: OrganisationId,
) -> sqlx::Result<Option<(Uuid, String)>> {
    const SQL: &str = "SELECT c.id, c.name FROM community_members m \
         JOIN communities c ON c.id = m.community WHERE m.organisation = $1";
    on!(conn, c => sqlx::query_as(SQL).bind(organisation.0).fetch_optional(c).await)
}

/// Answers how many joined: none where the organisation belongs to a community.
pub async fn insert_member(
    conn: Conn<'_>,
    organisation: OrganisationId,
    community: CommunityId,
) -> sqlx::Result<u64> {
    const SQL: &str = "INSERT INTO community_members (organisation, community) VALUES ($1, $2) \
         ON CONFLICT (organisation) DO NOTHING";
    on!(conn, c => sqlx::query(SQL).bind(organisation.0).bind(community.0)
        .execute(c).await.map(|done| done.rows_affected()))
}

pub async fn delete_member(conn: Conn<'_>, organisation: OrganisationId) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM community_members WHERE organisation = $1";
    on!(conn, c => sqlx::query(SQL).bind(organisation.0).execute(c).await.map(|_| ()))
}

/// Every community with the names of its members, in the order of both; no name where it has none.
pub async fn list_communities(conn: Conn<'_>) -> sqlx::Result<Vec<(String, Option<String>)>> {
    const SQL: &str = "SELECT c.name, o.name FROM communities c \
         LEFT JOIN community_members m ON m.community = c.id \
         LEFT JOIN organisations o ON o.id = m.organisation ORDER BY c.name, o.name";
    on!(conn, c => sqlx::query_as(SQL).fetch_all(c).await)
}

/// The periods that so many members of a community have frozen, or more.
pub async fn list_periods(conn: Conn<'_>, community: CommunityId, least: i64) -> sqlx::Result<Vec<String>> {
    const SQL: &str = "SELECT r.period FROM releases r \
         JOIN community_members m ON m.organisation = r.organisation \
         WHERE m.community = $1 GROUP BY r.period HAVING count(*) >= $2 ORDER BY r.period";
    on!(conn, c => sqlx::query_scalar(SQL).bind(community.0).bind(least).fetch_all(c).await)
}

/// What members of a community have frozen of a period: the bytes, and not whose they are.
pub async fn list_frozen(conn: Conn<'_>, community: CommunityId, period: &str) -> sqlx::Result<Vec<Vec<u8>>> {
    const SQL: &str = "SELECT r.body FROM releases r \
         JOIN community_members m ON m.organisation = r.organisation \
         WHERE m.community = $1 AND r.period = $2";
    on!(conn, c => sqlx::query_scalar(SQL).bind(community.0).bind(period).fetch_all(c).await)
}

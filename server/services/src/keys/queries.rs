//! Which rows need which ring key.

use crate::db::Conn;
use crate::on;
use domain::ids::{OrganisationId, PersonId};
use uuid::Uuid;

pub async fn add_current_key(mut conn: Conn<'_>, id: &str, now: i64) -> sqlx::Result<()> {
    const DEMOTE: &str = "UPDATE ring_keys SET is_current = FALSE";
    const ADD: &str = "INSERT INTO ring_keys (id, made_at, is_current) VALUES ($1, $2, TRUE)";
    on!(conn.again(), c => sqlx::query(DEMOTE).execute(c).await.map(|_| ()))?;
    on!(conn, c => sqlx::query(ADD).bind(id).bind(now).execute(c).await.map(|_| ()))
}

/// Every key the database names, with when it was made and whether it is the current one.
pub async fn list_keys(conn: Conn<'_>) -> sqlx::Result<Vec<(String, i64, bool)>> {
    const SQL: &str = "SELECT id, made_at, is_current FROM ring_keys ORDER BY made_at";
    on!(conn, c => sqlx::query_as(SQL).fetch_all(c).await)
}

pub async fn forget_key(conn: Conn<'_>, id: &str) -> sqlx::Result<u64> {
    const SQL: &str = "DELETE FROM ring_keys WHERE id = $1 AND NOT is_current";
    on!(conn, c => sqlx::query(SQL).bind(id).execute(c).await.map(|done| done.rows_affected()))
}

/// Rows that bear the key's name, table by table.
pub async fn count_rows(mut conn: Conn<'_>, id: &str) -> sqlx::Result<[i64; 4]> {
    const PERSON_KEYS: &str = "SELECT count(*) FROM person_keys WHERE ring_key = $1";
    const PEOPLE: &str = "SELECT count(*) FROM people WHERE ring_key = $1";
    const RESETS: &str = "SELECT count(*) FROM resets WHERE ring_key = $1";
    const LETTERS: &str = "SELECT count(*) FROM outbox WHERE ring_key = $1";
    let mut counts = [0; 4];
    for (count, sql) in counts.iter_mut().zip([PERSON_KEYS, PEOPLE, RESETS, LETTERS]) {
        *count = on!(conn.again(), c => sqlx::query_scalar(sql).bind(id).fetch_one(c).await)?;
    }
    Ok(counts)
}

/// Sessions and invitations begun before a time: their tokens were marked with a key of that time.
pub async fn count_tokens_before(mut conn: Conn<'_>, time: i64) -> sqlx::Result<[i64; 2]> {
    const SESSIONS: &str = "SELECT count(*) FROM sessions WHERE started_at < $1";
    const INVITATIONS: &str = "SELECT count(*) FROM invitations WHERE made_at < $1";
    let mut counts = [0; 2];
    for (count, sql) in counts.iter_mut().zip([SESSIONS, INVITATIONS]) {
        *count = on!(conn.again(), c => sqlx::query_scalar(sql).bind(time).fetch_one(c).await)?;
    }
    Ok(counts)
}

/// Everyone who has a sealing key.
pub async fn list_owners(conn: Conn<'_>) -> sqlx::Result<Vec<(PersonId, OrganisationId)>> {
    const SQL: &str = "SELECT p.id, p.organisation FROM people p JOIN person_keys k ON k.person = p.id";
    let rows: Vec<(Uuid, Uuid)> = on!(conn, c => sqlx::query_as(SQL).fetch_all(c).await)?;
    Ok(rows
        .into_iter()
        .map(|(person, organisation)| (PersonId(person), OrganisationId(organisation)))
        .collect())
}

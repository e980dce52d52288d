//! The last sign-ins of a person.

use crate::db::Conn;
use crate::on;
use domain::ids::PersonId;
use sqlx::FromRow;
use uuid::Uuid;

/// A row of `sign_ins`.
#[derive(FromRow)]
pub struct SignInRow {
    pub id: Uuid,
    pub person: Uuid,
    pub at: i64,
    pub outcome: String,
    pub device: String,
}

pub async fn insert(conn: Conn<'_>, row: SignInRow) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO sign_ins (id, person, at, outcome, device) VALUES ($1, $2, $3, $4, $5)";
    on!(conn, c => sqlx::query(SQL)
        .bind(row.id).bind(row.person).bind(row.at).bind(row.outcome).bind(row.device)
        .execute(c).await.map(|_| ()))
}

/// The newest, newest first.
pub async fn list(conn: Conn<'_>, person: PersonId, most: i64) -> sqlx::Result<Vec<SignInRow>> {
    const SQL: &str = "SELECT * FROM sign_ins WHERE person = $1 ORDER BY at DESC, id DESC LIMIT $2";
    on!(conn, c => sqlx::query_as(SQL).bind(person.0).bind(most).fetch_all(c).await)
}

/// Removes all but the newest `most`.
pub async fn trim(conn: Conn<'_>, person: PersonId, most: i64) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM sign_ins WHERE person = $1 AND id NOT IN \
         (SELECT id FROM sign_ins WHERE person = $1 ORDER BY at DESC, id DESC LIMIT $2)";
    on!(conn, c => sqlx::query(SQL).bind(person.0).bind(most).execute(c).await.map(|_| ()))
}

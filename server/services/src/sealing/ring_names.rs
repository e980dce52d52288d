//! The ring and the database together: the database names the keys it needs.

use super::key_file::KeyDirError;
use super::ring::{KeyId, KeyRing};
use super::ring_files::{make_key_file, read_key_files};
use super::seal::SealError;
use crate::db::{Conn, Db};
use crate::on;
use domain::time::Timestamp;
use std::path::Path;

/// Why the ring cannot be opened for this database.
#[derive(Debug, thiserror::Error)]
pub enum RingError {
    /// The key directory.
    #[error(transparent)]
    Dir(#[from] KeyDirError),
    /// The database needs a key that the directory does not hold.
    #[error(
        "the database needs ring key {0}, which is not in the key directory {1}. \
         Without it nothing that people wrote can be opened: restore the key directory from its own backup"
    )]
    Missing(KeyId, String),
    /// The keys do not fit together.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The database.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
}

/// Opens the ring from its directory, and checks that it holds every key the database names. For a
/// new database the first key is made and named.
///
/// # Errors
/// When a key is missing, or directory or database cannot be used.
pub async fn open_ring(db: &Db, dir: &Path, now: Timestamp) -> Result<KeyRing, RingError> {
    let mut tx = db.begin().await?;
    let named = named_keys(tx.conn()).await?;
    let mut files = read_key_files(dir)?;
    if named.is_empty() {
        if files.is_empty() {
            files.push(make_key_file(dir)?);
        }
        // A directory made beforehand (by another node, or restored) serves a new database too.
        let first = files[0].0.clone();
        name_key(tx.conn(), &first, now).await?;
        tx.commit().await?;
        return Ok(KeyRing::new(files, first)?);
    }
    if let Some((missing, _)) = named.iter().find(|(key, _)| !files.iter().any(|(file, _)| file == key)) {
        return Err(RingError::Missing(missing.clone(), dir.display().to_string()));
    }
    let current = named.iter().find(|(_, is_current)| *is_current).unwrap_or(&named[0]).0.clone();
    Ok(KeyRing::new(files, current)?)
}

/// Whether the ring holds every key that the database names.
///
/// # Errors
/// When the database cannot be read.
pub async fn ring_is_complete(ring: &KeyRing, conn: Conn<'_>) -> sqlx::Result<bool> {
    Ok(named_keys(conn).await?.iter().all(|(key, _)| ring.holds(key)))
}

async fn named_keys(conn: Conn<'_>) -> sqlx::Result<Vec<(KeyId, bool)>> {
    const SQL: &str = "SELECT id, is_current FROM ring_keys ORDER BY made_at";
    let rows: Vec<(String, bool)> = on!(conn, c => sqlx::query_as(SQL).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(id, is_current)| (KeyId(id), is_current)).collect())
}

async fn name_key(conn: Conn<'_>, key: &KeyId, now: Timestamp) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO ring_keys (id, made_at, is_current) VALUES ($1, $2, TRUE)";
    on!(conn, c => sqlx::query(SQL).bind(&key.0).bind(now.0).execute(c).await.map(|_| ()))
}

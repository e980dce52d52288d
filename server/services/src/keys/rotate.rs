//! A new ring key: made, named in the database, and put in place of the older ones.

use super::queries;
use crate::accounts::mark_people_anew;
use crate::db::Db;
use crate::error::Error;
use crate::sealing::{KeyId, RingError, make_key_file, rewrap_person_key};
use crate::{Services, db::Tx};
use domain::time::Timestamp;
use std::path::Path;

/// Makes a new ring key and makes it the current one. The file is on disk before the database names
/// it, so a stop in between leaves at most a file too many.
///
/// # Errors
/// When directory or database cannot be written.
pub async fn rotate(db: &Db, dir: &Path, now: Timestamp) -> Result<KeyId, RingError> {
    let (key, _) = make_key_file(dir)?;
    let mut tx = db.begin().await?;
    queries::add_current_key(tx.conn(), &key.0, now.0).await?;
    tx.commit().await?;
    Ok(key)
}

/// Wraps every person's key with the current ring key, and marks every access record with it. `ring`
/// in `services` is the one read after [`rotate`]. May be run again after a stop; answers how many
/// people were gone through.
///
/// # Errors
/// When a wrapped key or a record does not hold, or the database refuses.
pub async fn rewrap(services: &Services) -> Result<usize, Error> {
    mark_people_anew(services).await?;
    let owners = queries::list_owners(services.db.reader().await?.conn()).await?;
    for (person, _) in &owners {
        let mut tx: Tx = services.db.begin().await?;
        rewrap_person_key(&services.ring, tx.conn(), *person).await?;
        tx.commit().await?;
    }
    Ok(owners.len())
}

//! Period keys that have served.

use super::freeze::is_frozen;
use crate::Services;
use crate::error::Error;
use crate::sealing::{delete_period_key, list_period_keys};

/// Destroys the keys of frozen periods. Run after every freeze, and again later in case a node stopped
/// in between.
///
/// # Errors
/// When the key directory cannot be written, or the database cannot be read.
pub async fn destroy_spent_keys(services: &Services) -> Result<(), Error> {
    let dir = &services.settings.key_dir;
    let unexpected = |error: crate::sealing::KeyDirError| Error::Unexpected(error.to_string());
    for (organisation, period) in list_period_keys(dir).map_err(unexpected)? {
        let mut reader = services.db.reader().await?;
        if is_frozen(reader.conn(), organisation, period).await? {
            delete_period_key(dir, organisation, period).map_err(unexpected)?;
        }
    }
    Ok(())
}

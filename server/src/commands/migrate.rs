//! `afterword migrate`.

use super::{CommandError, say};
use crate::config::Config;
use crate::open::open_database;

/// Brings the schema up to date.
pub async fn migrate(config: &Config) -> Result<(), CommandError> {
    open_database(config).await?.close().await;
    say("The database is up to date.");
    Ok(())
}

//! Clearing away what has run out, so that the tables hold no trace longer than needed.

use super::queries::{attempts, links, sessions};
use crate::Services;
use crate::error::Error;

/// Days after its last use for which an ended session's row may lie.
const SESSION_DAYS: i64 = 2;

/// Removes ended sessions, invitations and reset links that have run out, and counts of tries from earlier.
///
/// # Errors
/// When the database refuses.
pub async fn sweep(services: &Services) -> Result<(), Error> {
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    sessions::delete_unused_since(tx.conn(), now.plus_days(-SESSION_DAYS).0).await?;
    links::delete_ended_invitations(tx.conn(), now.0).await?;
    links::delete_ended_resets(tx.conn(), now.0).await?;
    attempts::delete_older(tx.conn(), now.plus_days(-1).0).await?;
    Ok(tx.commit().await?)
}

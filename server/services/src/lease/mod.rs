//! Turns of work that one node at a time does, and each turn once.

mod queries;

use crate::Services;
use crate::error::Error;

/// Minutes after which a node that took a turn and did not come back is given up.
const LEASE_MINUTES: i64 = 30;

/// Takes a turn of a job, unless it has been done or another node is at it. Turns count upwards.
///
/// # Errors
/// When the database refuses.
pub async fn take_turn(services: &Services, job: &str, turn: i64) -> Result<bool, Error> {
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    queries::ensure(tx.conn(), job).await?;
    let taken = queries::take(tx.conn(), job, turn, now.0, now.plus_minutes(LEASE_MINUTES).0).await?;
    tx.commit().await?;
    Ok(taken == 1)
}

/// Notes that a turn is done. A turn that is not noted so is taken up again when its lease runs out.
///
/// # Errors
/// When the database refuses.
pub async fn end_turn(services: &Services, job: &str, turn: i64) -> Result<(), Error> {
    let mut tx = services.db.begin().await?;
    queries::end(tx.conn(), job, turn).await?;
    Ok(tx.commit().await?)
}

//! Freezing what is due, once a day.

use super::freeze::{FreezeError, Frozen, KeyLost, freeze};
use super::keys::destroy_spent_keys;
use super::queries;
use super::rules::date_as_day;
use crate::Services;
use crate::accounts::list_organisations;
use crate::lease::{end_turn, take_turn};
use crate::pool::open_pools;

/// The name of the job's lease.
const JOB: &str = "release freeze";
/// Days for which outcomes are kept after the freeze.
pub(super) const OUTCOMES_KEPT_DAYS: i64 = 365;

/// What was frozen, or why not, by the organisation's name.
pub type FreezeOutcomes = Vec<(String, Result<Frozen, FreezeError>)>;

/// Does [`freeze_due`] unless a node has done it today.
///
/// # Errors
/// As [`freeze_due`]: the turn is then taken up again later.
pub async fn freeze_daily(services: &Services) -> Result<FreezeOutcomes, FreezeError> {
    let turn = date_as_day(services.today());
    if !take_turn(services, JOB, turn).await? {
        return Ok(Vec::new());
    }
    let done = freeze_due(services).await?;
    // A period that could not be frozen is tried again when the lease runs out.
    if done.iter().all(|(_, outcome)| outcome.is_ok()) {
        end_turn(services, JOB, turn).await?;
    }
    Ok(done)
}

/// Freezes every period whose date has come, destroys keys that are spent, and forgets outcomes that
/// are a year old.
///
/// # Errors
/// When the organisations or their pools cannot be read.
pub async fn freeze_due(services: &Services) -> Result<FreezeOutcomes, FreezeError> {
    let mut done = Vec::new();
    for (organisation, name) in list_organisations(services).await? {
        let mut reader = services.db.reader().await?;
        let pools = open_pools(services, reader.conn(), organisation).await?;
        drop(reader);
        for pool in pools.iter().filter(|pool| pool.period.freezes_on() <= services.today()) {
            let frozen = freeze(services, organisation, pool.period, KeyLost::Refuse).await;
            done.push((name.clone(), frozen));
        }
    }
    destroy_spent_keys(services).await?;
    let mut tx = services.db.begin().await?;
    let year_ago = date_as_day(services.today()) - OUTCOMES_KEPT_DAYS;
    queries::delete_outcomes_frozen_before(tx.conn(), year_ago).await?;
    tx.commit().await?;
    Ok(done)
}

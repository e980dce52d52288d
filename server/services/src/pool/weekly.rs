//! The weekly hour. A time fixed for everybody says nothing about when anyone shared.

use super::held::PoolError;
use super::move_waiting::{Moved, move_waiting};
use crate::Services;
use crate::accounts::list_organisations;
use crate::lease::{end_turn, take_turn};
use domain::time::Timestamp;
use jiff::civil::{Weekday, date, time};

/// The name of the job's lease.
const JOB: &str = "pool move";
/// Monday at three in the morning, where the people are.
const DAY: Weekday = Weekday::Monday;
const HOUR: i8 = 3;

/// Moves what waits in every organisation. Answers each one's name and what happened; one that cannot
/// be moved keeps none of the others.
///
/// # Errors
/// When the organisations cannot be read.
pub async fn move_everywhere(
    services: &Services,
) -> Result<Vec<(String, Result<Moved, PoolError>)>, PoolError> {
    let mut done = Vec::new();
    for (organisation, name) in list_organisations(services).await? {
        done.push((name, move_waiting(services, organisation).await));
    }
    Ok(done)
}

/// Moves what waits in every organisation if the weekly hour has come and no node has done it since.
/// Answers whether this one did.
///
/// # Errors
/// When an organisation could not be moved: the turn is then taken up again later.
pub async fn move_weekly(services: &Services) -> Result<bool, PoolError> {
    let turn = week_of(services, services.clock.now());
    if !take_turn(services, JOB, turn).await? {
        return Ok(false);
    }
    for (_, moved) in move_everywhere(services).await? {
        moved?;
    }
    end_turn(services, JOB, turn).await?;
    Ok(true)
}

/// Which weekly hour was the last to come, counted in days since 1970 where the people are.
fn week_of(services: &Services, now: Timestamp) -> i64 {
    let local = jiff::Timestamp::from_microsecond(now.0)
        .unwrap_or_default()
        .to_zoned(services.settings.time_zone.clone())
        .datetime();
    let mut since = i64::from(DAY.until(local.weekday()));
    if since == 0 && local.time() < time(HOUR, 0, 0, 0) {
        since = 7;
    }
    date(1970, 1, 1).duration_until(local.date()).as_hours() / 24 - since
}

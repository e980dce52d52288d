//! A reader's decision. Two readers on one point leave one decision.

use crate::Services;
use crate::db::Hold;
use crate::error::{Error, require};
use crate::pool::{find_pool_row, lock_of, note_in_register, pool_error, replace_row};
use crate::release::codebook_of;
use crate::sealing::PeriodKey;
use crate::share::find_details;
use domain::frameworks::OutcomeWhen;
use domain::ids::HeldId;
use domain::policy::{Action, Actor, decide as may};
use domain::sharing::{FirstDecision, Held, ReviewError, SecondDecision};

/// Why a decision does not stand.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// For a reason of the desk.
    #[error(transparent)]
    Review(#[from] ReviewError),
    /// Anything else.
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<sqlx::Error> for DeskError {
    fn from(error: sqlx::Error) -> Self {
        Self::Other(error.into())
    }
}

/// Accepts and codes a point, or sets it aside. `seen` is what the page has seen.
///
/// # Errors
/// [`ReviewError::Decided`] when somebody was quicker, another [`ReviewError`] when something must be
/// put right, [`Error::NotFound`] when the point is not on this desk any more.
pub async fn decide(
    services: &Services,
    actor: &Actor,
    id: HeldId,
    seen: &str,
    decision: FirstDecision,
) -> Result<(), DeskError> {
    store(services, actor, id, seen, |key, held, outcomes| {
        let codebook = codebook_of(services, key.period());
        held.decide(&key.tag(actor.person), decision, codebook, outcomes, details)
    })
    .await
}

/// Decides whether words may be quoted.
///
/// # Errors
/// As [`decide`].
pub async fn decide_again(
    services: &Services,
    actor: &Actor,
    id: HeldId,
    seen: &str,
    decision: SecondDecision,
) -> Result<(), DeskError> {
    store(services, actor, id, seen, |key, held, outcomes| {
        held.decide_again(&key.tag(actor.person), decision, outcomes, details)
    })
    .await
}

async fn store(
    services: &Services,
    actor: &Actor,
    id: HeldId,
    seen: &str,
    decide: impl FnOnce(&PeriodKey, &mut Held, &[String]) -> Result<(), ReviewError>,
) -> Result<(), DeskError> {
    require(may(actor, Action::DecideOnDesk, actor.own()))?;
    let outcomes = services.content.outcome_ids_on(OutcomeWhen::SetAside, services.today());
    let mut tx = services.db.begin().await?;
    // A batch rewrites every row: it must not run between reading and writing this one. And the register
    // is one value, which two readers must not write from the same state.
    tx.hold(lock_of(actor.organisation), Hold::Alone).await?;
    let found = find_pool_row(services, tx.conn(), actor.organisation, id).await.map_err(pool_error)?;
    let (key, row) = found.ok_or(Error::NotFound)?;
    if row.held.author == key.tag(actor.person) {
        return Err(Error::NotFound.into());
    }
    if key.seen(&row.sealed) != seen {
        return Err(ReviewError::Decided.into());
    }
    let mut held = row.held.clone();
    decide(&key, &mut held, &outcomes)?;
    if !replace_row(tx.conn(), &key, &row, &held).await? {
        return Err(ReviewError::Decided.into());
    }
    note_in_register(tx.conn(), actor.organisation, &key, id, &held).await?;
    Ok(tx.commit().await?)
}

/// The words of everything binding that the check finds.
fn details(text: &str) -> Vec<String> {
    let found = find_details(text).into_iter().filter(|found| found.binds);
    found.filter_map(|found| text.get(found.range).map(str::to_owned)).collect()
}

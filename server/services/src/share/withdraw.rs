//! Withdrawing what has moved. The wish waits like a share and looks like one; the next batch or the
//! freeze applies it.

use super::queries;
use super::stored::{Waiting, hash_of, sealed, waiting_of_person};
use crate::Services;
use crate::db::Hold;
use crate::error::{Error, require};
use crate::pool::{find_standings, lock_of};
use crate::reflect::{open_for_shares, store_shares};
use crate::release::find_outcomes;
use domain::ids::{ReflectionId, ShareId};
use domain::policy::{Action, Actor, decide};
use domain::sharing::ShareState;

/// Why it was not withdrawn.
#[derive(Debug, thiserror::Error)]
pub enum WithdrawError {
    /// It still waits; it can be taken back at once.
    #[error("it still waits")]
    StillWaiting,
    /// Its period is frozen.
    #[error("the figures are made")]
    TooLate,
    /// Anything else.
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<sqlx::Error> for WithdrawError {
    fn from(error: sqlx::Error) -> Self {
        Self::Other(error.into())
    }
}

/// Asks for something that has moved to be withdrawn. Asking twice is asking once.
///
/// # Errors
/// [`WithdrawError::StillWaiting`] when it has not moved, [`WithdrawError::TooLate`] when its period
/// is frozen.
pub async fn withdraw(
    services: &Services,
    actor: &Actor,
    reflection: ReflectionId,
    share: ShareId,
) -> Result<(), WithdrawError> {
    require(decide(actor, Action::Withdraw, actor.own()))?;
    let mut tx = services.db.begin().await?;
    tx.hold(lock_of(actor.organisation), Hold::Together).await?;
    let mut opened = open_for_shares(services, tx.conn(), actor, reflection).await?;
    let kept = opened.reflection.shares.iter_mut().find(|kept| kept.id == share);
    let kept = kept.ok_or(Error::NotFound)?;
    if kept.state == ShareState::WithdrawalAsked {
        return Ok(());
    }
    kept.state = ShareState::WithdrawalAsked;
    let ticket = kept.ticket.clone();
    let waiting = waiting_of_person(tx.conn(), &opened.key, actor.own()).await?;
    if waiting.iter().any(|(id, _)| *id == share) {
        return Err(WithdrawError::StillWaiting);
    }
    let held = find_standings(services, tx.conn(), actor.organisation).await?;
    if held.of(&hash_of(&ticket)).is_none() {
        // Where a period cannot be opened, what is neither open nor frozen may be in it.
        let frozen = find_outcomes(services, tx.conn(), actor.organisation).await?;
        if !held.some_closed || frozen.iter().any(|period| period.of(&hash_of(&ticket)).is_some()) {
            return Err(WithdrawError::TooLate);
        }
    }
    store_shares(services, tx.conn(), actor, reflection, &opened).await?;
    let id = ShareId(uuid::Uuid::new_v4());
    let waiting = Waiting::Withdrawal { reflection, ticket, since: services.clock.now() };
    let sealed = sealed(&opened.key, actor.own(), id, &waiting)?;
    queries::insert(tx.conn(), id, actor.person, sealed).await?;
    Ok(tx.commit().await?)
}

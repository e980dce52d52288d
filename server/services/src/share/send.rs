//! Letting go: the point waits under its author's name, and the ticket lies in the reflection. One
//! transaction, two rows, both the author's own.

use super::look::{Looked, offered, point_of};
use super::openness::openness;
use super::queries;
use super::stored::{Waiting, sealed, waiting_of_person};
use crate::Services;
use crate::db::Hold;
use crate::error::{Error, require};
use crate::pool::lock_of;
use crate::reflect::{open_for_shares, store_shares};
use domain::ids::{ReflectionId, ShareId};
use domain::policy::{Action, Actor, decide};
use domain::sharing::{
    MAX_SHARES_A_REFLECTION, MAX_WAITING, Openness, Share, ShareDraft, ShareState, Ticket,
};
use domain::text::opening;

/// How many characters of a point its author's list shows.
const OPENING_CHARS: usize = 60;

/// Why nothing was shared.
#[derive(Debug, thiserror::Error)]
pub enum ShareError {
    /// Something must be put right first.
    #[error("something must be put right first")]
    Problems(Box<Looked>),
    /// Sharing is not open here yet.
    #[error("sharing is not open here yet")]
    NotOpen(Openness),
    /// Too much waits already.
    #[error("You have 20 learning points waiting. Take one back, or wait until they have moved on")]
    TooManyWaiting,
    /// This reflection has given as much as it can.
    #[error("You have shared from this reflection as often as it can hold")]
    TooManyFromOne,
    /// Anything else.
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<sqlx::Error> for ShareError {
    fn from(error: sqlx::Error) -> Self {
        Self::Other(error.into())
    }
}

/// Lets go of a point from one of the actor's own reflections. The same form sent twice is one share.
///
/// # Errors
/// When something is unresolved or missing, sharing is not open, or a limit is reached.
pub async fn share(
    services: &Services,
    actor: &Actor,
    id: ReflectionId,
    draft: ShareDraft,
) -> Result<ShareId, ShareError> {
    require(decide(actor, Action::Share, actor.own()))?;
    let point = point_of(&draft, &offered(services, actor).await?);
    let open = openness(services, actor).await?;
    let mut tx = services.db.begin().await?;
    tx.hold(lock_of(actor.organisation), Hold::Together).await?;
    let mut opened = open_for_shares(services, tx.conn(), actor, id).await?;
    let earlier = opened.reflection.shares.iter().find(|share| share.page == draft.page);
    if let Some(earlier) = earlier.filter(|_| !draft.page.is_empty()) {
        return Ok(earlier.id);
    }
    let point = point.map_err(ShareError::Problems)?;
    if open != Openness::Open {
        return Err(ShareError::NotOpen(open));
    }
    if opened.reflection.shares.len() >= MAX_SHARES_A_REFLECTION {
        return Err(ShareError::TooManyFromOne);
    }
    let waiting = waiting_of_person(tx.conn(), &opened.key, actor.own()).await?;
    let shares = waiting.iter().filter(|(_, waiting)| !matches!(waiting, Waiting::Withdrawal { .. }));
    if shares.count() >= MAX_WAITING {
        return Err(ShareError::TooManyWaiting);
    }
    let now = services.clock.now();
    let share = ShareId(uuid::Uuid::new_v4());
    let ticket = Ticket(crate::random::token()?);
    opened.reflection.shares.push(Share {
        id: share,
        ticket: ticket.clone(),
        page: draft.page,
        at: now,
        opening: opening(&point.words, OPENING_CHARS),
        state: ShareState::LetGo,
    });
    store_shares(services, tx.conn(), actor, id, &opened).await?;
    let waiting = Waiting::Share { reflection: id, ticket, since: now, point };
    let sealed = sealed(&opened.key, actor.own(), share, &waiting)?;
    queries::insert(tx.conn(), share, actor.person, sealed).await?;
    tx.commit().await?;
    Ok(share)
}

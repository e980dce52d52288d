//! Telling everybody of a change, telling it in newer words, and taking it down.

use super::draft::{OpenChange, offer, opened, to_json};
use super::queries::{self, NewTelling};
use crate::Services;
use crate::error::{Error, require};
use crate::share::find_details;
use domain::changes::{Change, ChangeDraft, ChangeProblem};
use domain::ids::ChangeId;
use domain::policy::{Action, Actor, decide};

/// What the page showed on which somebody decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangeSeen {
    /// The version of the draft.
    pub draft: i64,
    /// How often it had been told or taken down.
    pub turn: i64,
}

/// Why nothing was told or taken down.
#[derive(Debug, thiserror::Error)]
pub enum ChangePublishError {
    /// It lacks something.
    #[error("something is to be put right")]
    NotReady(Vec<ChangeProblem>),
    /// It was changed, told or taken down since the page was opened.
    #[error("it has changed since")]
    Changed,
    /// Anything else.
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<sqlx::Error> for ChangePublishError {
    fn from(error: sqlx::Error) -> Self {
        Self::Other(error.into())
    }
}

/// Tells everybody in the organisation of a change as its draft stands, instead of what was told of it
/// before. The same page posted twice tells once, and a page from before a taking down tells nothing.
///
/// # Errors
/// When the draft lacks something or has changed since, or the actor is no safety lead here.
pub async fn publish_change(
    services: &Services,
    actor: &Actor,
    id: ChangeId,
    seen: ChangeSeen,
) -> Result<(), ChangePublishError> {
    require(decide(actor, Action::WriteChanges, actor.own()))?;
    let offer = offer(services, actor).await?;
    let mut tx = services.db.begin().await?;
    let row = queries::find(tx.conn(), actor.organisation, id).await?.ok_or(Error::NotFound)?;
    // Done already, by this page or because nothing has changed since.
    if row.told_draft == seen.draft && row.draft_version == seen.draft {
        return Ok(());
    }
    if row.draft_version != seen.draft || row.turn != seen.turn {
        return Err(ChangePublishError::Changed);
    }
    let stored = opened(&row)?;
    let change = stored.draft.ready(&offer, find_details).map_err(ChangePublishError::NotReady)?;
    let now = services.clock.now();
    let new = NewTelling {
        told: &to_json(&change)?,
        draft: stored.version,
        first_told_at: stored.telling.map_or(now, |telling| telling.since).0,
        told_at: now.0,
    };
    if queries::update_told(tx.conn(), actor.organisation, (id, seen.turn), new).await? != 1 {
        return Err(ChangePublishError::Changed);
    }
    Ok(tx.commit().await?)
}

/// What everybody would be told of a draft, or everything it still lacks.
///
/// # Errors
/// When the actor is no safety lead, or the database cannot be read.
pub async fn ready_change(
    services: &Services,
    actor: &Actor,
    draft: &ChangeDraft,
) -> Result<Result<Change, Vec<ChangeProblem>>, Error> {
    Ok(draft.ready(&offer(services, actor).await?, find_details))
}

/// Tells nobody of a change any more. The draft stays. The same page posted twice does it once, and a
/// page from before a newer telling does nothing.
///
/// # Errors
/// When it was told or taken down since, or the actor is no safety lead here.
pub async fn take_down_change(
    services: &Services,
    actor: &Actor,
    id: ChangeId,
    turn: i64,
) -> Result<OpenChange, ChangePublishError> {
    require(decide(actor, Action::WriteChanges, actor.own()))?;
    let mut tx = services.db.begin().await?;
    let row = queries::find(tx.conn(), actor.organisation, id).await?.ok_or(Error::NotFound)?;
    let stored = opened(&row)?;
    if stored.telling.is_none() {
        return Ok(stored);
    }
    if row.turn != turn || queries::take_down(tx.conn(), actor.organisation, id, turn).await? != 1 {
        return Err(ChangePublishError::Changed);
    }
    tx.commit().await?;
    Ok(OpenChange { telling: None, turn: turn + 1, ..stored })
}

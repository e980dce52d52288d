//! Drafts of changes. A draft is one text with a version number: what another tab or another lead has
//! saved since is never written over unseen.

use super::queries::{self, ChangeRow};
use crate::Services;
use crate::error::{Error, require};
use crate::modules::every_module;
use crate::release::printed;
use crate::share::find_details;
use domain::changes::{Change, ChangeDraft, ChangeOffer, ChangeProblem, Said};
use domain::ids::ChangeId;
use domain::policy::{Action, Actor, decide};
use domain::time::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A change, open before a safety lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenChange {
    /// Its id.
    pub id: ChangeId,
    /// What was typed.
    pub draft: ChangeDraft,
    /// The version stored: the next save goes on from it.
    pub version: i64,
    /// When it was saved.
    pub saved: Timestamp,
    /// What is told of it, if anything.
    pub telling: Option<Telling>,
    /// How often it was told or taken down; a page says which of them it has seen.
    pub turn: i64,
}

/// What is told of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// What everybody reads.
    pub change: Change,
    /// Since when it is told.
    pub since: Timestamp,
    /// Since when in these words.
    pub at: Timestamp,
    /// Which version of the draft it is.
    pub draft: i64,
}

impl OpenChange {
    /// Whether the draft says something that is not told yet.
    #[must_use]
    pub fn has_changes(&self) -> bool {
        self.telling.as_ref().is_none_or(|telling| telling.draft != self.version)
    }
}

/// Why a draft was not kept.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// Something is to be put right.
    #[error("something is to be put right")]
    Problems(Vec<ChangeProblem>),
    /// Something else was saved since: here it is.
    #[error("another version was saved since")]
    Changed(Box<OpenChange>),
    /// Anything else.
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<sqlx::Error> for ChangeError {
    fn from(error: sqlx::Error) -> Self {
        Self::Other(error.into())
    }
}

/// What a safety lead can choose from today.
///
/// # Errors
/// When the actor is no safety lead, or the database cannot be read.
pub async fn offer(services: &Services, actor: &Actor) -> Result<ChangeOffer, Error> {
    require(decide(actor, Action::WriteChanges, actor.own()))?;
    let said = printed(services, actor).await?;
    let modules = every_module(services, actor).await?;
    let reasons = &services.content.consent_on(services.today()).reasons;
    Ok(ChangeOffer {
        said: said
            .into_iter()
            .map(|printed| Said { theme: printed.theme.id.clone(), period: printed.period })
            .collect(),
        modules: modules.into_iter().map(|module| module.module.to_string()).collect(),
        reasons: reasons.iter().map(|reason| reason.id.clone()).collect(),
    })
}

/// The changes of the actor's organisation, the one saved last first.
///
/// # Errors
/// When the actor is no safety lead, or the database cannot be read.
pub async fn list_own_changes(services: &Services, actor: &Actor) -> Result<Vec<OpenChange>, Error> {
    require(decide(actor, Action::WriteChanges, actor.own()))?;
    let rows = queries::list(services.db.reader().await?.conn(), actor.organisation).await?;
    let mut own = rows.iter().map(opened).collect::<Result<Vec<_>, _>>()?;
    own.sort_by_key(|change| (std::cmp::Reverse(change.saved), change.id));
    Ok(own)
}

/// Opens a change.
///
/// # Errors
/// [`Error::NotFound`] when the actor is no safety lead, or their organisation has none such.
pub async fn open_change(services: &Services, actor: &Actor, id: ChangeId) -> Result<OpenChange, Error> {
    require(decide(actor, Action::WriteChanges, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let row = queries::find(reader.conn(), actor.organisation, id).await?;
    opened(&row.ok_or(Error::NotFound)?)
}

pub(super) fn opened(row: &ChangeRow) -> Result<OpenChange, Error> {
    let telling = if row.told.is_empty() {
        None
    } else {
        Some(Telling {
            change: from_json(&row.told)?,
            since: Timestamp(row.first_told_at),
            at: Timestamp(row.told_at),
            draft: row.told_draft,
        })
    };
    Ok(OpenChange {
        id: ChangeId(row.id),
        draft: from_json(&row.draft)?,
        version: row.draft_version,
        saved: Timestamp(row.draft_at),
        telling,
        turn: row.turn,
    })
}

/// Keeps the first draft of a new change, and answers its id. The same form posted twice is one change.
///
/// # Errors
/// When something is to be put right, or the actor is no safety lead; [`ChangeError::Changed`] when a
/// form with this mark has stored other words.
pub async fn begin_change(
    services: &Services,
    actor: &Actor,
    mark: &str,
    draft: ChangeDraft,
) -> Result<ChangeId, ChangeError> {
    let draft = checked(services, actor, draft).await?;
    let id = ChangeId(uuid::Uuid::now_v7());
    let (text, now) = (to_json(&draft)?, services.clock.now().0);
    let mut tx = services.db.begin().await?;
    if queries::insert(tx.conn(), id, actor.organisation, mark, &text, now).await? == 1 {
        tx.commit().await?;
        return Ok(id);
    }
    let row = queries::find_by_mark(tx.conn(), actor.organisation, mark).await?.ok_or(Error::Busy)?;
    let stored = opened(&row)?;
    if stored.draft == draft { Ok(stored.id) } else { Err(ChangeError::Changed(Box::new(stored))) }
}

/// Keeps a draft that goes on from version `base`, and answers the version it now has. What is already
/// stored is stored.
///
/// # Errors
/// [`ChangeError::Changed`] with what was saved since, when that is something else.
pub async fn save_change(
    services: &Services,
    actor: &Actor,
    id: ChangeId,
    base: i64,
    draft: ChangeDraft,
) -> Result<i64, ChangeError> {
    require(decide(actor, Action::WriteChanges, actor.own()))?;
    let offer = offer(services, actor).await?;
    let mut tx = services.db.begin().await?;
    let row = queries::find(tx.conn(), actor.organisation, id).await?.ok_or(Error::NotFound)?;
    let draft = with_offer(&offer, draft)?;
    let stored = opened(&row)?;
    if stored.draft == draft {
        return Ok(stored.version);
    }
    if stored.version != base {
        return Err(ChangeError::Changed(Box::new(stored)));
    }
    let (text, now) = (to_json(&draft)?, services.clock.now().0);
    if queries::update_draft(tx.conn(), actor.organisation, (id, base), &text, now).await? == 1 {
        tx.commit().await?;
        return Ok(base + 1);
    }
    // Another node was quicker, between the two statements.
    let row = queries::find(tx.conn(), actor.organisation, id).await?.ok_or(Error::NotFound)?;
    Err(ChangeError::Changed(Box::new(opened(&row)?)))
}

async fn checked(services: &Services, actor: &Actor, draft: ChangeDraft) -> Result<ChangeDraft, ChangeError> {
    with_offer(&offer(services, actor).await?, draft)
}

fn with_offer(offer: &ChangeOffer, draft: ChangeDraft) -> Result<ChangeDraft, ChangeError> {
    let draft = draft.tidied();
    let problems = draft.problems(offer);
    if !problems.is_empty() {
        return Err(ChangeError::Problems(problems));
    }
    Ok(draft.keeping_what_stands(find_details))
}

pub(super) fn to_json<T: Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|_| Error::Unexpected("not JSON".to_owned()))
}

pub(super) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text)
        .map_err(|_| Error::Unexpected("a change in the database is not one".to_owned()))
}

//! Publishing a draft as the next version, and taking a module out of the catalogue and back.

use super::draft::{opened, title_taken, titled_alike};
use super::queries::{self, NewVersion};
use super::stored;
use crate::Services;
use crate::error::{Error, require};
use domain::ids::ModuleId;
use domain::modules::{Card, Draft, Problem};
use domain::policy::{Action, Actor, decide};

/// What the page showed on which somebody decided to publish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The version of the draft.
    pub draft: i64,
    /// The version in the catalogue.
    pub published: i64,
}

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// It lacks something.
    #[error("something is to be put right")]
    NotReady(Vec<Problem>),
    /// It was changed or published since the page was opened.
    #[error("it has changed since")]
    Changed,
    /// Anything else.
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<sqlx::Error> for PublishError {
    fn from(error: sqlx::Error) -> Self {
        Self::Other(error.into())
    }
}

/// Publishes the draft as the next version, and answers its number. Earlier versions stay as they are,
/// for those who have begun them. The same page posted twice publishes once.
///
/// # Errors
/// When the draft lacks something or has changed since, or the actor is no educator of its organisation.
pub async fn publish(
    services: &Services,
    actor: &Actor,
    id: ModuleId,
    seen: Seen,
) -> Result<i64, PublishError> {
    require(decide(actor, Action::AuthorModules, actor.own()))?;
    let mut tx = services.db.begin().await?;
    queries::lock_organisation(tx.conn(), actor.organisation).await?;
    let row = queries::find(tx.conn(), actor.organisation, id).await?.ok_or(Error::NotFound)?;
    // Done already, by this page or because nothing has changed since.
    if row.published_draft == seen.draft && row.draft_version == seen.draft {
        return Ok(row.published);
    }
    if row.draft_version != seen.draft || row.published != seen.published {
        return Err(PublishError::Changed);
    }
    let draft = opened(&row)?.draft;
    let card = ready(services, &draft).map_err(PublishError::NotReady)?;
    if titled_alike(services, actor, tx.conn(), &draft.title, Some(id)).await?.is_some() {
        return Err(PublishError::NotReady(vec![title_taken()]));
    }
    let version = row.published + 1;
    let new = NewVersion {
        module: id,
        version,
        draft_version: row.draft_version,
        published_at: services.clock.now().0,
        card: stored::to_json(&card)?,
        body: draft.body,
    };
    queries::insert_version(tx.conn(), new).await?;
    if queries::update_published(tx.conn(), actor.organisation, id, seen.draft, version).await? != 1 {
        return Err(PublishError::Changed);
    }
    tx.commit().await?;
    Ok(version)
}

/// What a learner would be given of a draft, or everything it still lacks.
///
/// # Errors
/// What it lacks, in the order of the form.
pub fn ready(services: &Services, draft: &Draft) -> Result<Card, Vec<Problem>> {
    let today = services.today();
    draft.ready(services.content.ambitions_on(today), services.content.codebook_on(today))
}

/// Takes a published module out of the catalogue. Nothing is deleted.
///
/// # Errors
/// [`Error::NotFound`] when the actor is no educator of its organisation, or it is not published.
pub async fn withdraw(services: &Services, actor: &Actor, id: ModuleId) -> Result<(), Error> {
    set_withdrawn(services, actor, id, true).await
}

/// Puts a withdrawn module back into the catalogue as it was.
///
/// # Errors
/// As [`withdraw`].
pub async fn put_back(services: &Services, actor: &Actor, id: ModuleId) -> Result<(), Error> {
    set_withdrawn(services, actor, id, false).await
}

async fn set_withdrawn(
    services: &Services,
    actor: &Actor,
    id: ModuleId,
    withdrawn: bool,
) -> Result<(), Error> {
    require(decide(actor, Action::AuthorModules, actor.own()))?;
    let mut tx = services.db.begin().await?;
    if queries::update_withdrawn(tx.conn(), actor.organisation, id, withdrawn).await? == 0 {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

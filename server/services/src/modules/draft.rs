//! An educator's drafts. A draft is one text with a version number: what another tab or another educator
//! has saved since is never written over unseen.

use super::queries;
use super::stored;
use crate::Services;
use crate::db::Conn;
use crate::error::{Error, require};
use domain::ids::ModuleId;
use domain::modules::{Draft, Field, Problem, title_key};
use domain::policy::{Action, Actor, decide};
use domain::time::Timestamp;

/// A draft, open before an educator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenDraft {
    /// The module's id.
    pub id: ModuleId,
    /// What was typed.
    pub draft: Draft,
    /// The version stored: the next save goes on from it.
    pub version: i64,
    /// When it was saved.
    pub saved: Timestamp,
    /// The version in the catalogue; 0 while there is none.
    pub published: i64,
    /// Whether that was taken out of the catalogue.
    pub is_withdrawn: bool,
    /// Whether the draft says something that the published version does not.
    pub has_changes: bool,
}

/// One line of an educator's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnModule {
    /// The module's id.
    pub id: ModuleId,
    /// The draft's title.
    pub title: String,
    /// When the draft was saved.
    pub saved: Timestamp,
    /// The version in the catalogue; 0 while there is none.
    pub published: i64,
    /// Whether that was taken out of the catalogue.
    pub is_withdrawn: bool,
    /// Whether the draft says something that the published version does not.
    pub has_changes: bool,
}

/// Why a draft was not kept.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// Something is to be put right.
    #[error("something is to be put right")]
    Problems(Vec<Problem>),
    /// Something else was saved since: here it is.
    #[error("another version was saved since")]
    Changed(Box<OpenDraft>),
    /// Anything else.
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<sqlx::Error> for DraftError {
    fn from(error: sqlx::Error) -> Self {
        Self::Other(error.into())
    }
}

/// The modules of the actor's organisation, the one saved last first.
///
/// # Errors
/// When the actor is no educator, or the database cannot be read.
pub async fn list_own_modules(services: &Services, actor: &Actor) -> Result<Vec<OwnModule>, Error> {
    require(decide(actor, Action::AuthorModules, actor.own()))?;
    let mut rows = queries::list(services.db.reader().await?.conn(), actor.organisation).await?;
    rows.sort_by_key(|row| (std::cmp::Reverse(row.draft_at), row.id));
    let own = rows.into_iter().map(|row| OwnModule {
        id: ModuleId(row.id),
        title: row.draft_title,
        saved: Timestamp(row.draft_at),
        published: row.published,
        is_withdrawn: row.withdrawn,
        has_changes: row.published_draft != row.draft_version,
    });
    Ok(own.collect())
}

/// Opens a draft.
///
/// # Errors
/// [`Error::NotFound`] when the actor is no educator, or their organisation has none such.
pub async fn open_draft(services: &Services, actor: &Actor, id: ModuleId) -> Result<OpenDraft, Error> {
    require(decide(actor, Action::AuthorModules, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let row = queries::find(reader.conn(), actor.organisation, id).await?.ok_or(Error::NotFound)?;
    opened(&row)
}

pub(super) fn opened(row: &queries::ModuleRow) -> Result<OpenDraft, Error> {
    Ok(OpenDraft {
        id: ModuleId(row.id),
        draft: stored::draft(&row.draft)?,
        version: row.draft_version,
        saved: Timestamp(row.draft_at),
        published: row.published,
        is_withdrawn: row.withdrawn,
        has_changes: row.published_draft != row.draft_version,
    })
}

/// Keeps the first draft of a new module, and answers its id. The same draft posted twice is one module.
///
/// # Errors
/// When something is to be put right, or the actor is no educator.
pub async fn begin_module(services: &Services, actor: &Actor, draft: Draft) -> Result<ModuleId, DraftError> {
    require(decide(actor, Action::AuthorModules, actor.own()))?;
    let draft = checked(services, draft)?;
    let text = stored::to_json(&draft)?;
    let mut tx = services.db.begin().await.map_err(Error::from)?;
    queries::lock_organisation(tx.conn(), actor.organisation).await?;
    if let Some(other) = titled_alike(services, actor, tx.conn(), &draft.title, None).await? {
        let Titled::Written(other) = other else { return Err(taken()) };
        let row = queries::find(tx.conn(), actor.organisation, other).await?;
        let is_this =
            row.is_some_and(|row| row.draft == text && row.draft_version == 1 && row.published == 0);
        return if is_this { Ok(other) } else { Err(taken()) };
    }
    let id = ModuleId(uuid::Uuid::now_v7());
    let now = services.clock.now().0;
    queries::insert(tx.conn(), id, actor.organisation, (&draft.title, &text), now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Keeps a draft that goes on from version `base`, and answers the version it now has. What is already
/// stored is stored.
///
/// # Errors
/// [`DraftError::Changed`] with what was saved since, when that is something else.
pub async fn save_draft(
    services: &Services,
    actor: &Actor,
    id: ModuleId,
    base: i64,
    draft: Draft,
) -> Result<i64, DraftError> {
    require(decide(actor, Action::AuthorModules, actor.own()))?;
    let mut tx = services.db.begin().await?;
    queries::lock_organisation(tx.conn(), actor.organisation).await?;
    let row = queries::find(tx.conn(), actor.organisation, id).await?.ok_or(Error::NotFound)?;
    let draft = checked(services, draft)?;
    let stored = opened(&row)?;
    if stored.draft == draft {
        return Ok(row.draft_version);
    }
    if row.draft_version != base {
        return Err(DraftError::Changed(Box::new(stored)));
    }
    if titled_alike(services, actor, tx.conn(), &draft.title, Some(id)).await?.is_some() {
        return Err(taken());
    }
    let text = stored::to_json(&draft)?;
    let now = services.clock.now().0;
    let changed =
        queries::update_draft(tx.conn(), actor.organisation, (id, base), (&draft.title, &text), now).await?;
    if changed != 1 {
        return Err(Error::Busy.into());
    }
    tx.commit().await?;
    Ok(base + 1)
}

fn checked(services: &Services, draft: Draft) -> Result<Draft, DraftError> {
    let draft = draft.tidied();
    let today = services.today();
    let problems = draft.problems(services.content.ambitions_on(today), services.content.codebook_on(today));
    if problems.is_empty() { Ok(draft) } else { Err(DraftError::Problems(problems)) }
}

fn taken() -> DraftError {
    DraftError::Problems(vec![title_taken()])
}

/// What is said when another module has the title.
pub(super) fn title_taken() -> Problem {
    let words = "Another module has this title. Choose one that tells them apart".to_owned();
    Problem { field: Field::Title, words }
}

/// A module with a title that looks the same.
pub(super) enum Titled {
    InContent,
    Written(ModuleId),
}

/// Another module in this organisation's catalogue or among its drafts with that title.
pub(super) async fn titled_alike(
    services: &Services,
    actor: &Actor,
    conn: Conn<'_>,
    title: &str,
    but: Option<ModuleId>,
) -> Result<Option<Titled>, Error> {
    let key = title_key(title);
    if services.content.modules_on(services.today()).any(|module| title_key(&module.card.title) == key) {
        return Ok(Some(Titled::InContent));
    }
    for row in queries::list(conn, actor.organisation).await? {
        if but == Some(ModuleId(row.id)) {
            continue;
        }
        let published = if row.card.is_empty() { None } else { Some(stored::card(&row.card)?.title) };
        if title_key(&row.draft_title) == key || published.is_some_and(|title| title_key(&title) == key) {
            return Ok(Some(Titled::Written(ModuleId(row.id))));
        }
    }
    Ok(None)
}

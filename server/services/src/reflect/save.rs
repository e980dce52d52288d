//! Saving: the one way words get into the store. It never overwrites what the page has not seen, and
//! a save that comes twice is one save.

use super::pass::WritePass;
use super::queries;
use super::stored;
use crate::Services;
use crate::accounts::find_session_by_id;
use crate::db::Conn;
use crate::error::{Error, require};
use crate::sealing::{PersonKey, load_person_key};
use domain::accounts::SessionState;
use domain::ids::{CopyId, ReflectionId};
use domain::policy::{Action, Actor, Whose, decide};
use domain::reflect::{Answers, HowAreYou, Reflection, Stage};

/// What a page asks to have stored.
#[derive(Debug, Clone)]
pub struct SaveRequest {
    /// The reflection.
    pub id: ReflectionId,
    /// The version the page goes on from.
    pub base: i64,
    /// The second version the page has been saving to, if it found itself beside another.
    pub copy: Option<CopyId>,
    /// A random mark of the page.
    pub page: String,
    /// How many saves the page has sent, this one included; 0 from a page without a script.
    pub sequence: u32,
    /// The answers, already checked against their limits.
    pub answers: Answers,
    /// The private line.
    pub how_are_you: HowAreYou,
    /// Finished, if the writer says so; otherwise the stage stays.
    pub finish: Option<Stage>,
}

/// Where the words are now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// In the reflection, which is now at this version.
    Stored {
        /// The version.
        version: i64,
    },
    /// Beside it, as a second version, until the writer chooses.
    Beside {
        /// The copy.
        copy: CopyId,
    },
}

/// Saves for a person whose session is live.
///
/// # Errors
/// [`Error::NotFound`] when the reflection is not theirs or was deleted, [`Error::Closed`] in the
/// days after a reset.
pub async fn save(services: &Services, actor: &Actor, request: SaveRequest) -> Result<Saved, Error> {
    require(decide(actor, Action::Write, actor.own()))?;
    store(services, actor, request, Overwrite::WhatThePageHasSeen).await
}

/// Saves from a page whose session has been locked since, or whose browser somebody else has signed
/// in on: kept beside the reflection for its writer alone, never over it. Answers nothing about it.
///
/// # Errors
/// [`Error::SignInFirst`] when the pass does not fit or its session is over.
pub async fn save_with_pass(
    services: &Services,
    pass: &WritePass,
    request: SaveRequest,
) -> Result<Saved, Error> {
    let session = find_session_by_id(services, pass.session).await?.ok_or(Error::SignInFirst)?;
    let mut actor = session.actor;
    if !pass.fits(services, actor.person, request.id) {
        return Err(Error::SignInFirst);
    }
    // Whatever the session's own browser may do, a pass alone does no more than a locked session.
    actor.session = SessionState::Locked;
    require(decide(&actor, Action::AddToOpenDraft, actor.own()))?;
    store(services, &actor, request, Overwrite::Nothing).await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Overwrite {
    WhatThePageHasSeen,
    Nothing,
}

async fn store(
    services: &Services,
    actor: &Actor,
    request: SaveRequest,
    overwrite: Overwrite,
) -> Result<Saved, Error> {
    let (id, owner, now) = (request.id, actor.own(), services.clock.now());
    let mut tx = services.db.begin().await?;
    let row = queries::find(tx.conn(), actor.person, id).await?.ok_or(Error::NotFound)?;
    let key = load_person_key(&services.ring, tx.conn(), actor.person).await?;
    let stored = stored::reflection(&key, owner, id, &row)?;
    if actor.finds_closed(stored.started, now) {
        return Err(Error::Closed);
    }
    let next = Reflection {
        changed: now,
        stage: request.finish.unwrap_or(stored.stage),
        answers: request.answers,
        how_are_you: request.how_are_you,
        saved_by: request.page.clone(),
        saved_as: request.sequence,
        ..stored.clone()
    };
    if request.copy.is_none() && next.says_the_same_as(&stored) && next.stage == stored.stage {
        return Ok(Saved::Stored { version: row.version });
    }
    if next.is_older_than(&stored) {
        return Ok(Saved::Stored { version: row.version });
    }
    let seen = request.base == row.version || (!request.page.is_empty() && stored.saved_by == request.page);
    if overwrite == Overwrite::WhatThePageHasSeen && seen && request.copy.is_none() {
        let version = row.version + 1;
        let next = stored::row(services, &key, owner, id, version, &next)?;
        if queries::update(tx.conn(), next).await? == 1 {
            tx.commit().await?;
            return Ok(Saved::Stored { version });
        }
        // On PostgreSQL another save may have come in between: the page has then not seen it.
        return Err(Error::Busy);
    }
    let copy = store_beside(tx.conn(), &key, owner, (id, request.copy), &next).await?;
    let copy = match copy {
        Some(copy) => copy,
        None => {
            let copy = CopyId(uuid::Uuid::new_v4());
            queries::insert_copy(tx.conn(), stored::copy_row(&key, owner, id, copy, 1, &next)?).await?;
            copy
        }
    };
    tx.commit().await?;
    Ok(Saved::Beside { copy })
}

/// Saves over the page's own second version, if it is still there: the one it names, or the one that
/// bears its mark because the answer that named it got lost.
async fn store_beside(
    mut conn: Conn<'_>,
    key: &PersonKey,
    owner: Whose,
    (id, named): (ReflectionId, Option<CopyId>),
    next: &Reflection,
) -> Result<Option<CopyId>, Error> {
    for row in queries::list_copies(conn.again(), owner.person, id).await? {
        let copy = CopyId(row.id);
        let stored = stored::copy(key, owner, &row)?;
        // Two pages without a mark are not the same page.
        let is_its_own = !next.saved_by.is_empty() && stored.saved_by == next.saved_by;
        if named != Some(copy) && !is_its_own {
            continue;
        }
        if next.is_older_than(&stored) {
            return Ok(Some(copy));
        }
        let next = stored::copy_row(key, owner, id, copy, row.version + 1, next)?;
        return match queries::update_copy(conn.again(), next).await? {
            1 => Ok(Some(copy)),
            _ => Err(Error::Busy),
        };
    }
    Ok(None)
}

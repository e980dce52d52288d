//! Taking back what waits: at once, and as if it had never been.

use super::queries;
use super::stored::{OpenedWaiting, Waiting, sealed, waiting_of_person};
use crate::Services;
use crate::db::{Conn, Hold};
use crate::error::{Error, require};
use crate::pool::lock_of;
use crate::reflect::{open_for_shares, store_shares};
use crate::sealing::load_person_key;
use domain::ids::{PersonId, ReflectionId, ShareId};
use domain::policy::{Action, Actor, Whose, decide};
use uuid::Uuid;

/// Why it was not taken back.
#[derive(Debug, thiserror::Error)]
pub enum TakeBackError {
    /// It has moved on; it can be withdrawn.
    #[error("it has moved on")]
    Moved,
    /// Anything else.
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<sqlx::Error> for TakeBackError {
    fn from(error: sqlx::Error) -> Self {
        Self::Other(error.into())
    }
}

/// Takes back something that waits or was returned. Its ticket goes as well. Taking back twice is once.
///
/// # Errors
/// [`TakeBackError::Moved`] when it waits no longer.
pub async fn take_back(
    services: &Services,
    actor: &Actor,
    reflection: ReflectionId,
    share: ShareId,
) -> Result<(), TakeBackError> {
    require(decide(actor, Action::TakeBack, actor.own()))?;
    let mut tx = services.db.begin().await?;
    tx.hold(lock_of(actor.organisation), Hold::Together).await?;
    let mut opened = open_for_shares(services, tx.conn(), actor, reflection).await?;
    let known = opened.reflection.shares.len();
    opened.reflection.shares.retain(|kept| kept.id != share);
    if opened.reflection.shares.len() == known {
        return Ok(());
    }
    if queries::delete(tx.conn(), share, actor.person).await? == 0 {
        return Err(TakeBackError::Moved);
    }
    store_shares(services, tx.conn(), actor, reflection, &opened).await?;
    Ok(tx.commit().await?)
}

/// Takes back everything that still waits from one reflection, which is being deleted.
pub(crate) async fn take_back_all_of(
    services: &Services,
    mut conn: Conn<'_>,
    actor: &Actor,
    reflection: ReflectionId,
) -> Result<(), Error> {
    let key = load_person_key(&services.ring, conn.again(), actor.person).await?;
    for (id, waiting) in waiting_of_person(conn.again(), &key, actor.own()).await? {
        // A withdrawal goes on: what has moved is to be withdrawn all the same.
        if waiting.reflection() == reflection && !matches!(waiting, Waiting::Withdrawal { .. }) {
            queries::delete(conn.again(), id, actor.person).await?;
        }
    }
    Ok(())
}

/// Removes a row for a batch. Answers 0 when it is gone already.
pub(crate) async fn delete_waiting(conn: Conn<'_>, id: ShareId, owner: PersonId) -> sqlx::Result<u64> {
    queries::delete(conn, id, owner).await
}

/// Puts a row that a batch leaves behind in another row: beside those that have moved, it looks like one
/// that has come since.
pub(crate) async fn renew_waiting(
    services: &Services,
    mut conn: Conn<'_>,
    owner: Whose,
    row: &OpenedWaiting,
) -> Result<(), Error> {
    let key = load_person_key(&services.ring, conn.again(), owner.person).await?;
    queries::delete(conn.again(), row.id, owner.person).await?;
    let id = ShareId(Uuid::new_v4());
    let sealed = sealed(&key, owner, id, &row.waiting)?;
    Ok(queries::insert(conn, id, owner.person, sealed).await?)
}

/// Puts something else in place of what waits in a row.
pub(crate) async fn replace_waiting(
    services: &Services,
    mut conn: Conn<'_>,
    owner: Whose,
    id: ShareId,
    waiting: &Waiting,
) -> Result<(), Error> {
    let key = load_person_key(&services.ring, conn.again(), owner.person).await?;
    Ok(queries::replace(conn, id, owner.person, sealed(&key, owner, id, waiting)?).await?)
}

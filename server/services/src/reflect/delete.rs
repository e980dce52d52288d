//! Deleting a reflection.

use super::queries;
use super::read::read;
use crate::Services;
use crate::error::{Error, require};
use crate::sealing::SealError;
use crate::share::take_back_all_of;
use domain::ids::ReflectionId;
use domain::policy::{Action, Actor, decide};

/// Removes a reflection and every second version of it, now. Backups made earlier hold it, sealed,
/// until they expire.
///
/// # Errors
/// [`Error::NotFound`] when there is none of this id of theirs, [`Error::Closed`] in the days after a
/// reset: whoever came in by the mailbox must not be able to destroy either.
pub async fn delete(services: &Services, actor: &Actor, id: ReflectionId) -> Result<(), Error> {
    require(decide(actor, Action::Delete, actor.own()))?;
    match read(services, actor, id).await {
        Ok(_) => {}
        // What does not open can still be taken away, but not while older ones are closed: this may be one.
        Err(Error::Seal(SealError::Broken)) if actor.closure.is_none() => {}
        Err(Error::Seal(SealError::Broken)) => return Err(Error::Closed),
        Err(other) => return Err(other),
    }
    let mut tx = services.db.begin().await?;
    // What still waits from it goes with it; what has moved on is nobody's any more.
    take_back_all_of(services, tx.conn(), actor, id).await?;
    if queries::delete(tx.conn(), actor.person, id).await? == 0 {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

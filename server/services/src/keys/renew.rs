//! New sealing keys for everybody, for when a ring key has leaked: whoever has the old ring and an
//! old backup opens that backup, but nothing that is sealed from here on.

use super::queries;
use crate::Services;
use crate::error::Error;
use crate::modules::reseal_progress;
use crate::reflect::reseal;
use crate::sealing::{load_person_key, replace_person_key};
use crate::share::reseal_waiting;
use domain::policy::Whose;

/// Makes a new key for every person and seals everything of theirs with it, each person in one
/// transaction. May be run again after a stop. Answers how many people were gone through.
///
/// # Errors
/// When a seal does not hold, or the database refuses; the person it stopped at is unchanged.
pub async fn renew(services: &Services) -> Result<usize, Error> {
    let owners = queries::list_owners(services.db.reader().await?.conn()).await?;
    for (person, organisation) in &owners {
        let mut tx = services.db.begin().await?;
        let old = load_person_key(&services.ring, tx.conn(), *person).await?;
        let new = replace_person_key(&services.ring, tx.conn(), *person).await?;
        let owner = Whose { person: *person, organisation: *organisation };
        reseal(tx.conn(), owner, &old, &new).await?;
        reseal_progress(tx.conn(), owner, &old, &new).await?;
        reseal_waiting(tx.conn(), owner, &old, &new).await?;
        tx.commit().await?;
    }
    Ok(owners.len())
}

//! Changing one's own password while signed in.

use super::limits::Door;
use super::queries::sessions as session_queries;
use super::record::PersonRecord;
use super::recovery::own_record;
use super::sessions::begin;
use super::sign_in::note;
use crate::Services;
use crate::error::{Error, require};
use domain::accounts::Password;
use domain::policy::{Action, Actor, decide};

/// Why the password was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangePasswordError {
    /// The password in use was typed wrongly.
    #[error("That is not your password now. Try again")]
    WrongPassword,
    /// Anything else.
    #[error(transparent)]
    Other(#[from] Error),
}

/// Changes one's own password. Every other session ends, and this one gets a new cookie, whose token
/// is answered. Reflections stay open: the old password was known.
///
/// # Errors
/// When the password in use is wrong, or was tried too often.
pub async fn change_password(
    services: &Services,
    actor: &Actor,
    now_used: &Password,
    chosen: &Password,
    device: &str,
) -> Result<String, ChangePasswordError> {
    require(decide(actor, Action::ChangeOwnPassword, actor.own()))?;
    let before = own_record(services, actor).await?;
    let door = Door::SignInAs(&before.email);
    door.knock(services).await?;
    if !services.passwords.matches(now_used, Some(before.password.clone())).await? {
        return Err(ChangePasswordError::WrongPassword);
    }
    let after = PersonRecord { password: services.passwords.hash(chosen).await?, ..before.clone() };
    let mut tx = services.db.begin().await.map_err(Error::from)?;
    after.replace(&before, &services.ring, tx.conn()).await?;
    session_queries::delete_of_person(tx.conn(), actor.person).await.map_err(Error::from)?;
    let token = begin(services, tx.conn(), actor.person).await?;
    tx.commit().await.map_err(Error::from)?;
    door.forget(services).await?;
    note(services, actor.person, "password-changed", device).await?;
    Ok(token)
}

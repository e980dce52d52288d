//! The recovery code: what opens reflections at once after a reset, because only the person has it.

use super::limits::Door;
use super::queries::people as queries;
use super::record::PersonRecord;
use crate::Services;
use crate::error::{Error, require};
use data_encoding::{Encoding, Specification};
use domain::accounts::Password;
use domain::ids::PersonId;
use domain::policy::{Action, Actor, decide};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;
use subtle::ConstantTimeEq;

/// Letters and digits that are not mistaken for each other by hand or eye (Crockford's base 32).
static LETTERS: LazyLock<Option<Encoding>> = LazyLock::new(|| {
    let mut letters = Specification::new();
    letters.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    letters.encoding().ok()
});
/// Random bytes of a code: 120 bits, 24 letters.
const CODE_BYTES: usize = 15;
/// Letters between two hyphens.
const GROUP: usize = 4;

/// Why reflections were not opened, or no new code was made.
#[derive(Debug, thiserror::Error)]
pub enum RecoveryError {
    /// The code is not this person's.
    #[error("That is not your recovery code. Check each letter and try again")]
    WrongCode,
    /// The password is not this person's.
    #[error("That is not your password. Try again")]
    WrongPassword,
    /// Anything else.
    #[error(transparent)]
    Other(#[from] Error),
}

/// A new code to show, and what is stored of it.
pub(super) fn new_code(person: PersonId) -> Result<(String, Vec<u8>), Error> {
    let letters =
        LETTERS.as_ref().ok_or_else(|| Error::Unexpected("the alphabet of codes is broken".to_owned()))?;
    let code = letters.encode(&crate::random::bytes::<CODE_BYTES>()?);
    let groups: Vec<&str> =
        (0..code.len()).step_by(GROUP).map(|at| &code[at..(at + GROUP).min(code.len())]).collect();
    Ok((groups.join("-"), stored(person, &code)))
}

/// Whether a typed code is the stored one. Small letters, blanks and hyphens do not matter, nor do O
/// for 0 and I or L for 1.
pub(super) fn is_code(person: &PersonRecord, typed: &str) -> bool {
    let code: String = typed
        .chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    stored(person.id, &code).ct_eq(&person.recovery).into()
}

/// A code has 120 random bits, so one hash is enough; the person's id keeps equal codes apart.
fn stored(person: PersonId, code: &str) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(b"afterword recovery code 1");
    hash.update(person.0.as_bytes());
    hash.update(code.as_bytes());
    hash.finalize().to_vec()
}

/// Opens one's reflections before the seven days are over.
///
/// # Errors
/// When the code is wrong, or has been tried too often.
pub async fn open_with_recovery_code(
    services: &Services,
    actor: &Actor,
    typed: &str,
) -> Result<(), RecoveryError> {
    require(decide(actor, Action::ManageOwnRecovery, actor.own()))?;
    let whose = actor.person.to_string();
    let door = Door::RecoveryOf(&whose);
    door.knock(services).await?;
    let before = own_record(services, actor).await?;
    if !is_code(&before, typed) {
        return Err(RecoveryError::WrongCode);
    }
    let mut tx = services.db.begin().await.map_err(Error::from)?;
    PersonRecord { closure: None, ..before.clone() }.replace(&before, &services.ring, tx.conn()).await?;
    tx.commit().await.map_err(Error::from)?;
    door.forget(services).await?;
    Ok(())
}

/// Makes a new recovery code in place of the old one. Asks for the password, because whoever finds a
/// screen unlocked must not be able to take a code away. Not while reflections are closed: then only
/// the old code proves who somebody is.
///
/// # Errors
/// When the password is wrong, tried too often, or reflections are closed.
pub async fn make_recovery_code(
    services: &Services,
    actor: &Actor,
    password: &Password,
) -> Result<String, RecoveryError> {
    require(decide(actor, Action::ManageOwnRecovery, actor.own()))?;
    let before = own_record(services, actor).await?;
    // Asked of the record: the actor may be from a moment before the reset.
    if before.closure.is_some_and(|closure| services.clock.now() < closure.until) {
        return Err(Error::Closed.into());
    }
    let door = Door::SignInAs(&before.email);
    door.knock(services).await?;
    if !services.passwords.matches(password, Some(before.password.clone())).await? {
        return Err(RecoveryError::WrongPassword);
    }
    let (code, recovery) = new_code(actor.person)?;
    let mut tx = services.db.begin().await.map_err(Error::from)?;
    PersonRecord { recovery, ..before.clone() }.replace(&before, &services.ring, tx.conn()).await?;
    tx.commit().await.map_err(Error::from)?;
    door.forget(services).await?;
    Ok(code)
}

/// The actor's own record, checked.
pub(super) async fn own_record(services: &Services, actor: &Actor) -> Result<PersonRecord, Error> {
    let row = queries::find_person(services.db.reader().await?.conn(), actor.person).await?;
    PersonRecord::trust(&services.ring, row.ok_or(Error::NotFound)?)
}

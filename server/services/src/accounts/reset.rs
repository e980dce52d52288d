//! A new password by a link in a letter. Whoever runs the mailbox can take this way in, so older
//! reflections stay closed for seven days unless the recovery code is entered, and letters say so.

use super::limits::Door;
use super::links;
use super::queries::links::{self as link_queries, ResetRow};
use super::queries::people as people_queries;
use super::queries::sessions as session_queries;
use super::record::PersonRecord;
use super::recovery::is_code;
use super::sign_in::note;
use crate::Services;
use crate::content::EmailName;
use crate::email::{Letter, OnlyWhileClosed, queue};
use crate::error::{Error, require};
use domain::accounts::{Closure, EmailAddress, Password, Standing};
use domain::ids::PersonId;
use domain::policy::{Action, Actor, decide};
use domain::time::day_in_words;

/// Hours for which a reset link works.
const RESET_HOURS: i64 = 2;

/// Why the password was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ResetError {
    /// The link was used, replaced, or has run out.
    #[error("This link no longer works. It may have been used already, or it has run out")]
    Gone,
    /// A recovery code was typed and is not this person's.
    #[error("That is not your recovery code. Check each letter, or leave it empty and wait seven days")]
    WrongCode,
    /// Anything else.
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<sqlx::Error> for ResetError {
    fn from(error: sqlx::Error) -> Self {
        Self::Other(error.into())
    }
}

/// Sends a reset link if there is an active account with this address. The answer is the same
/// whether there is or not.
///
/// # Errors
/// When the database refuses.
pub async fn request_reset(services: &Services, email: &EmailAddress) -> Result<(), Error> {
    let door = Door::ResetFor(email.as_str());
    // Beyond the limit nothing is sent, and nothing is said: the letter is already on its way.
    if matches!(door.check(services).await, Err(Error::TooManyTries { .. })) {
        return Ok(());
    }
    door.count(services).await?;
    let row =
        people_queries::find_person_by_email(services.db.reader().await?.conn(), email.as_str()).await?;
    match row.and_then(|row| PersonRecord::trust(&services.ring, row).ok()) {
        Some(person) if person.standing == Standing::Active => send_link(services, &person).await,
        _ => Ok(()),
    }
}

/// An administrator has a reset link sent to the address a colleague's account already holds. The
/// administrator never sees it.
///
/// # Errors
/// When the actor may not, or there is no such colleague.
pub async fn send_reset_link(services: &Services, actor: &Actor, person: PersonId) -> Result<(), Error> {
    let row = people_queries::find_person(services.db.reader().await?.conn(), person).await?;
    let person = PersonRecord::trust(&services.ring, row.ok_or(Error::NotFound)?)?;
    require(decide(actor, Action::SendResetLink, person.whose()))?;
    send_link(services, &person).await
}

async fn send_link(services: &Services, person: &PersonRecord) -> Result<(), Error> {
    let now = services.clock.now();
    let token = crate::random::token()?;
    let mut row = ResetRow {
        token: links::stored(services, "reset", &token)?.bytes,
        person: person.id.0,
        ends_at: now.plus_minutes(RESET_HOURS * 60).0,
        ring_key: String::new(),
        mac: Vec::new(),
    };
    let mac = services.ring.mac(&row.fields())?;
    row.ring_key = mac.key.0;
    row.mac = mac.bytes;
    let link = format!("{}/reset/{token}", services.settings.public_url);
    let hours = RESET_HOURS.to_string();
    let words = [("name", person.name.as_str()), ("link", &link), ("hours", &hours)];
    let letter = Letter::write(services, EmailName::Reset, &person.email, &words)?;
    let mut tx = services.db.begin().await?;
    link_queries::delete_resets_of(tx.conn(), person.id).await?;
    link_queries::insert_reset(tx.conn(), row).await?;
    queue(services, tx.conn(), now, &letter).await?;
    Ok(tx.commit().await?)
}

/// The address whose password a link changes. Changes nothing.
///
/// # Errors
/// When the link no longer works.
pub async fn find_reset(services: &Services, token: &str) -> Result<String, ResetError> {
    Ok(person_of(services, token).await?.1.email)
}

/// The stored form of a link's token, and whose password it changes.
async fn person_of(services: &Services, token: &str) -> Result<(Vec<u8>, PersonRecord), ResetError> {
    let reset = links::find_reset(services, token).await?.ok_or(ResetError::Gone)?;
    let row = people_queries::find_person(services.db.reader().await?.conn(), PersonId(reset.person)).await?;
    let person = PersonRecord::trust(&services.ring, row.ok_or(ResetError::Gone)?)?;
    if person.standing == Standing::Active { Ok((reset.token, person)) } else { Err(ResetError::Gone) }
}

/// Sets a new password, ends every session, and closes older reflections for seven days unless the
/// right recovery code came with it. Letters tell the person at once and the day before they open.
///
/// # Errors
/// When the link no longer works, or a wrong recovery code was typed: the link then still works.
pub async fn complete_reset(
    services: &Services,
    token: &str,
    password: &Password,
    recovery_code: Option<&str>,
    device: &str,
) -> Result<Option<Closure>, ResetError> {
    let (stored_token, before) = person_of(services, token).await?;
    let whose = before.id.to_string();
    let door = Door::RecoveryOf(&whose);
    if let Some(code) = recovery_code {
        door.knock(services).await?;
        if !is_code(&before, code) {
            return Err(ResetError::WrongCode);
        }
    }
    let now = services.clock.now();
    let closure = recovery_code.is_none().then(|| Closure::after_reset(now));
    let hash = services.passwords.hash(password).await?;
    let after = PersonRecord { password: hash, closure, ..before.clone() };

    let mut tx = services.db.begin().await?;
    // Whoever deletes the link uses it: of two presses of the button one finds it gone.
    if link_queries::delete_reset(tx.conn(), &stored_token).await? == 0 {
        return Err(ResetError::Gone);
    }
    after.replace(&before, &services.ring, tx.conn()).await?;
    link_queries::delete_resets_of(tx.conn(), before.id).await?;
    session_queries::delete_of_person(tx.conn(), before.id).await?;
    if let Some(closure) = closure {
        let date = day_in_words(services.date(closure.until));
        let link = format!("{}/forgot", services.settings.public_url);
        let words = [("name", before.name.as_str()), ("date", date.as_str()), ("link", link.as_str())];
        let notice = Letter::write(services, EmailName::ResetNotice, &before.email, &words)?;
        queue(services, tx.conn(), now, &notice).await?;
        let mut later = Letter::write(services, EmailName::ReopeningNotice, &before.email, &words)?;
        later.only_while_closed = Some(OnlyWhileClosed { person: before.id, until: closure.until });
        queue(services, tx.conn(), closure.until.plus_days(-1), &later).await?;
    }
    tx.commit().await?;
    if recovery_code.is_some() {
        door.forget(services).await?;
    }
    note(services, before.id, "reset", device).await?;
    Ok(closure)
}

/// Whether a person's reflections are still closed until just this time: a letter about an opening
/// that has changed is not sent.
pub(crate) async fn is_closed_until(services: &Services, only: &OnlyWhileClosed) -> Result<bool, Error> {
    let row = people_queries::find_person(services.db.reader().await?.conn(), only.person).await?;
    let Some(row) = row else { return Ok(false) };
    let person = PersonRecord::trust(&services.ring, row)?;
    Ok(person.closure.is_some_and(|closure| closure.until == only.until))
}

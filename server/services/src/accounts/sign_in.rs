//! Signing in with an address and a password.

use super::limits::Door;
use super::queries::people::find_person_by_email;
use super::queries::sessions;
use super::queries::sign_ins::{self, SignInRow};
use super::record::PersonRecord;
use super::sessions::{begin, find_session, lock_session};
use crate::Services;
use crate::db::Conn;
use crate::error::Error;
use domain::accounts::{EmailAddress, Password, Standing};
use domain::ids::PersonId;
use domain::time::Timestamp;

/// Sign-ins kept and shown to each person.
pub(super) const SIGN_INS_KEPT: i64 = 20;

/// What somebody brings to sign in.
pub struct SignIn<'a> {
    /// The address typed.
    pub email: &'a EmailAddress,
    /// The password typed.
    pub password: &'a Password,
    /// Browser and system in words, for the person's own list.
    pub device: &'a str,
    /// Where on the network they come from, for the limit on tries.
    pub from: &'a str,
    /// The token of the cookie the browser already holds, if any.
    pub old_token: Option<&'a str>,
}

/// A sign-in that succeeded.
#[derive(Debug)]
pub struct SignedIn {
    /// The new cookie's token.
    pub token: String,
}

/// Why a sign-in did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Address or password is wrong; which of them is not told.
    #[error("That e-mail address and password do not go together. Check both and try again")]
    Wrong,
    /// The password is right, but an administrator has suspended the account.
    #[error("This account is suspended. Ask your administrator")]
    Suspended,
    /// Anything else.
    #[error(transparent)]
    Other(#[from] Error),
}

/// Signs a person in. The browser's earlier session ends if it was theirs; somebody else's is locked,
/// so that what they were writing can still be kept for them.
///
/// # Errors
/// When address and password do not go together, the account is suspended or not ours, the door has
/// been tried too often, or too many are signing in.
pub async fn sign_in(services: &Services, with: SignIn<'_>) -> Result<SignedIn, SignInError> {
    let as_address = Door::SignInAs(with.email.as_str());
    let from_place = Door::SignInFrom(with.from);
    from_place.check(services).await?;
    as_address.knock(services).await?;

    let row =
        find_person_by_email(services.db.reader().await.map_err(Error::from)?.conn(), with.email.as_str())
            .await
            .map_err(Error::from)?;
    // A record that is not ours is nobody's.
    let person = row.and_then(|row| PersonRecord::trust(&services.ring, row).ok());
    let hash = person.as_ref().map(|person| person.password.clone());
    if !services.passwords.matches(with.password, hash).await? {
        from_place.count(services).await?;
        match person {
            Some(person) => note(services, person.id, "wrong-password", with.device).await?,
            // One write more, as for somebody's account: the time taken must not tell the two apart.
            None => Door::Nobodys.count(services).await?,
        }
        return Err(SignInError::Wrong);
    }
    let person = person.ok_or(SignInError::Wrong)?;
    if person.standing == Standing::Suspended {
        return Err(SignInError::Suspended);
    }
    as_address.forget(services).await?;
    Ok(SignedIn { token: let_in(services, &person, with.device, with.old_token).await? })
}

/// Begins a session for somebody who has proved who they are, and notes the sign-in.
pub(super) async fn let_in(
    services: &Services,
    person: &PersonRecord,
    device: &str,
    old_token: Option<&str>,
) -> Result<String, Error> {
    let old = match old_token {
        Some(token) => find_session(services, token).await?.map(|session| (token, session)),
        None => None,
    };
    if let Some((token, other)) = &old
        && other.actor.person != person.id
    {
        lock_session(services, token).await?;
    }
    let mut tx = services.db.begin().await?;
    if let Some((_, own)) = &old
        && own.actor.person == person.id
    {
        sessions::delete(tx.conn(), own.id).await?;
    }
    // Written over itself: whoever resets the password or suspends the account in this moment either
    // comes first, and then nobody is let in, or finds this session and ends it.
    person.replace(person, &services.ring, tx.conn()).await?;
    let token = begin(services, tx.conn(), person.id).await?;
    insert_note(tx.conn(), person.id, services.clock.now(), "signed-in", device).await?;
    sign_ins::trim(tx.conn(), person.id, SIGN_INS_KEPT).await?;
    tx.commit().await?;
    Ok(token)
}

/// Notes something about a person's sign-ins, for their own eyes.
pub(super) async fn note(
    services: &Services,
    person: PersonId,
    outcome: &str,
    device: &str,
) -> Result<(), Error> {
    let mut tx = services.db.begin().await?;
    insert_note(tx.conn(), person, services.clock.now(), outcome, device).await?;
    sign_ins::trim(tx.conn(), person, SIGN_INS_KEPT).await?;
    Ok(tx.commit().await?)
}

async fn insert_note(
    conn: Conn<'_>,
    person: PersonId,
    now: Timestamp,
    outcome: &str,
    device: &str,
) -> Result<(), Error> {
    let row = SignInRow {
        id: uuid::Uuid::now_v7(),
        person: person.0,
        at: now.0,
        outcome: outcome.to_owned(),
        device: device.to_owned(),
    };
    Ok(sign_ins::insert(conn, row).await?)
}

//! One's own account: what it says, the last sign-ins, and signing out everywhere.

use super::queries::people as people_queries;
use super::queries::sessions as session_queries;
use super::queries::sign_ins;
use super::recovery::own_record;
use super::sign_in::SIGN_INS_KEPT;
use crate::Services;
use crate::error::{Error, require};
use domain::accounts::{Closure, Roles};
use domain::policy::{Action, Actor, decide};
use domain::time::Timestamp;

/// What one's account page shows.
#[derive(Debug, Clone)]
pub struct OwnAccount {
    /// The address one signs in with.
    pub email: String,
    /// The name one goes by.
    pub name: String,
    /// The organisation's name.
    pub organisation: String,
    /// What one is there.
    pub roles: Roles,
    /// The days after a reset, if it is such a time.
    pub closure: Option<Closure>,
    /// The last sign-ins, newest first.
    pub sign_ins: Vec<SignInSeen>,
}

/// One line of the last sign-ins.
#[derive(Debug, Clone)]
pub struct SignInSeen {
    /// When.
    pub at: Timestamp,
    /// What happened: `signed-in`, `wrong-password`, `reset` or `password-changed`.
    pub outcome: String,
    /// Browser and system in words.
    pub device: String,
}

/// One's own account.
///
/// # Errors
/// When the actor may not see it, or the database cannot be read.
pub async fn own_account(services: &Services, actor: &Actor) -> Result<OwnAccount, Error> {
    require(decide(actor, Action::SeeOwnAccount, actor.own()))?;
    let person = own_record(services, actor).await?;
    let mut reader = services.db.reader().await?;
    let organisation = people_queries::find_organisation_name(reader.conn(), actor.organisation).await?;
    let sign_ins = sign_ins::list(reader.conn(), actor.person, SIGN_INS_KEPT).await?;
    Ok(OwnAccount {
        email: person.email,
        name: person.name,
        organisation: organisation.unwrap_or_default(),
        roles: person.roles,
        closure: actor.closure,
        sign_ins: sign_ins
            .into_iter()
            .map(|row| SignInSeen { at: Timestamp(row.at), outcome: row.outcome, device: row.device })
            .collect(),
    })
}

/// Ends every session of the actor, this one too. A page left open somewhere can then not even save.
///
/// # Errors
/// When the actor may not, or the database refuses.
pub async fn sign_out_everywhere(services: &Services, actor: &Actor) -> Result<(), Error> {
    require(decide(actor, Action::EndOwnSessions, actor.own()))?;
    let mut tx = services.db.begin().await?;
    session_queries::delete_of_person(tx.conn(), actor.person).await?;
    Ok(tx.commit().await?)
}

//! Taking up an invitation.

use super::links;
use super::queries::links as link_queries;
use super::queries::people as people_queries;
use super::record::PersonRecord;
use super::recovery::new_code;
use super::sign_in::let_in;
use crate::Services;
use crate::error::Error;
use crate::sealing::{SealError, make_person_key};
use domain::accounts::{Password, PersonName, Roles, Standing};
use domain::ids::{OrganisationId, PersonId};

/// What an invitation says, for its page.
#[derive(Debug, Clone)]
pub struct Invited {
    /// The address they will sign in with.
    pub email: String,
    /// The name the invitation was written to.
    pub name: String,
    /// The organisation they join.
    pub organisation: String,
}

/// Why a link from a letter opens nothing.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// It was used, replaced, taken back, or has run out.
    #[error("This link no longer works. It may have been used already, or it has run out")]
    Gone,
    /// Anything else.
    #[error(transparent)]
    Other(#[from] Error),
}

/// Somebody who has just joined.
#[derive(Debug)]
pub struct Joined {
    /// Their first cookie's token.
    pub token: String,
    /// The recovery code, shown this once.
    pub recovery_code: String,
}

/// What the invitation behind a link says. Changes nothing.
///
/// # Errors
/// When the link no longer works.
pub async fn find_invitation(services: &Services, token: &str) -> Result<Invited, LinkError> {
    let row = links::find_invitation(services, token).await?.ok_or(LinkError::Gone)?;
    let mut reader = services.db.reader().await.map_err(Error::from)?;
    let organisation =
        people_queries::find_organisation_name(reader.conn(), OrganisationId(row.organisation))
            .await
            .map_err(Error::from)?
            .ok_or(LinkError::Gone)?;
    Ok(Invited { email: row.email, name: row.name, organisation })
}

/// Takes up an invitation: makes the account and its sealing key, and signs in.
///
/// # Errors
/// When the link no longer works.
pub async fn join(
    services: &Services,
    token: &str,
    name: &PersonName,
    password: &Password,
    device: &str,
) -> Result<Joined, LinkError> {
    let invitation = links::find_invitation(services, token).await?.ok_or(LinkError::Gone)?;
    let id = PersonId(uuid::Uuid::now_v7());
    let (code, stored_code) = new_code(id)?;
    let person = PersonRecord {
        id,
        organisation: OrganisationId(invitation.organisation),
        email: invitation.email.clone(),
        name: name.as_str().to_owned(),
        roles: Roles::from_stored(&invitation.roles).ok_or(Error::Seal(SealError::Forged))?,
        password: services.passwords.hash(password).await?,
        standing: Standing::Active,
        closure: None,
        recovery: stored_code,
    };
    let mut tx = services.db.begin().await.map_err(Error::from)?;
    let deleted = link_queries::delete_invitation(
        tx.conn(),
        OrganisationId(invitation.organisation),
        domain::ids::InvitationId(invitation.id),
    );
    // Whoever deletes it takes it up: of two presses of the button one finds it gone.
    if deleted.await.map_err(Error::from)? == 0 {
        return Err(LinkError::Gone);
    }
    // Another link to the same address may have been taken up meanwhile.
    let there = people_queries::find_person_by_email(tx.conn(), &person.email).await.map_err(Error::from)?;
    if there.is_some() {
        return Err(LinkError::Gone);
    }
    person.insert(&services.ring, tx.conn()).await?;
    make_person_key(&services.ring, tx.conn(), id).await?;
    tx.commit().await.map_err(Error::from)?;
    let token = let_in(services, &person, device, None).await?;
    Ok(Joined { token, recovery_code: code })
}

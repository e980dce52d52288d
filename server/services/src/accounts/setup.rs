//! The first administrator of an organisation, made from the command line.

use super::invite::{NewInvitation, store_invitation};
use super::queries::people as queries;
use crate::Services;
use crate::error::Error;
use domain::accounts::{EmailAddress, PersonName, Role, Roles};
use domain::ids::OrganisationId;

/// Why no organisation was made.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The name is empty or too long.
    #[error("give the organisation a name of 1 to 200 characters")]
    Name,
    /// There is an account with this address.
    #[error("somebody with this e-mail address already has an account")]
    HasAccount,
    /// Anything else.
    #[error(transparent)]
    Other(#[from] Error),
}

/// Makes an organisation, unless there is one of this name, and an invitation for an administrator of
/// it. Answers the invitation's link, to be handed over by whoever runs the command.
///
/// # Errors
/// When the name cannot be used, or the address has an account.
pub async fn make_organisation(
    services: &Services,
    organisation: &str,
    name: PersonName,
    email: EmailAddress,
) -> Result<String, SetupError> {
    let organisation = domain::text::tidy_line(organisation);
    if organisation.is_empty() || organisation.chars().count() > 200 {
        return Err(SetupError::Name);
    }
    let mut tx = services.db.begin().await.map_err(Error::from)?;
    if queries::find_person_by_email(tx.conn(), email.as_str()).await.map_err(Error::from)?.is_some() {
        return Err(SetupError::HasAccount);
    }
    let id = match queries::find_organisation_named(tx.conn(), &organisation).await.map_err(Error::from)? {
        Some(id) => OrganisationId(id),
        None => {
            let id = OrganisationId(uuid::Uuid::now_v7());
            queries::insert_organisation(tx.conn(), id, &organisation, services.clock.now())
                .await
                .map_err(Error::from)?;
            id
        }
    };
    let new = NewInvitation { email, name, roles: Roles::of([Role::Administrator]) };
    let link = store_invitation(services, tx.conn(), id, &new).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(link)
}

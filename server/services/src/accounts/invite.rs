//! Inviting somebody by a link in a letter.

use super::links;
use super::queries::links::{self as link_queries, InvitationRow};
use super::queries::people as people_queries;
use crate::Services;
use crate::content::EmailName;
use crate::db::Conn;
use crate::email::{Letter, queue};
use crate::error::{Error, require};
use domain::accounts::{EmailAddress, PersonName, Roles};
use domain::ids::{InvitationId, OrganisationId};
use domain::policy::{Action, Actor, decide};

/// Days for which an invitation can be taken up.
pub(super) const INVITATION_DAYS: i64 = 7;

/// Who is invited, and as what.
pub struct NewInvitation {
    /// Where the letter goes, and the address they will sign in with.
    pub email: EmailAddress,
    /// The name they will go by; they can change it when they join.
    pub name: PersonName,
    /// What they will be.
    pub roles: Roles,
}

/// Why nobody was invited.
#[derive(Debug, thiserror::Error)]
pub enum InviteError {
    /// There is an account with this address.
    #[error("Somebody with this e-mail address already has an account")]
    HasAccount,
    /// Anything else.
    #[error(transparent)]
    Other(#[from] Error),
}

/// Invites somebody into the actor's organisation. Its earlier invitation to the same address is
/// replaced, so that its link no longer works; another organisation's is not this actor's to take.
///
/// # Errors
/// When the actor may not, or the address has an account.
pub async fn invite(services: &Services, actor: &Actor, new: NewInvitation) -> Result<(), InviteError> {
    require(decide(actor, Action::Invite, actor.own()))?;
    let mut tx = services.db.begin().await.map_err(Error::from)?;
    if people_queries::find_person_by_email(tx.conn(), new.email.as_str())
        .await
        .map_err(Error::from)?
        .is_some()
    {
        return Err(InviteError::HasAccount);
    }
    let organisation = people_queries::find_organisation_name(tx.conn(), actor.organisation)
        .await
        .map_err(Error::from)?
        .ok_or(Error::NotFound)?;
    let link = store_invitation(services, tx.conn(), actor.organisation, &new).await?;
    let days = INVITATION_DAYS.to_string();
    let words =
        [("name", new.name.as_str()), ("organisation", &organisation), ("link", &link), ("days", &days)];
    let letter = Letter::write(services, EmailName::Invitation, new.email.as_str(), &words)?;
    queue(services, tx.conn(), services.clock.now(), &letter).await?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

/// Stores an invitation in place of an earlier one to the same address, and answers its link.
pub(super) async fn store_invitation(
    services: &Services,
    mut conn: Conn<'_>,
    organisation: OrganisationId,
    new: &NewInvitation,
) -> Result<String, Error> {
    let now = services.clock.now();
    let token = crate::random::token()?;
    let mut row = InvitationRow {
        id: uuid::Uuid::now_v7(),
        token: links::stored(services, "invitation", &token)?.bytes,
        organisation: organisation.0,
        email: new.email.as_str().to_owned(),
        name: new.name.as_str().to_owned(),
        roles: new.roles.stored(),
        made_at: now.0,
        ends_at: now.plus_days(INVITATION_DAYS).0,
        ring_key: String::new(),
        mac: Vec::new(),
    };
    let mac = services.ring.mac(&row.fields())?;
    row.ring_key = mac.key.0;
    row.mac = mac.bytes;
    link_queries::delete_invitations_to(conn.again(), organisation, new.email.as_str()).await?;
    link_queries::insert_invitation(conn, row).await?;
    Ok(format!("{}/join/{token}", services.settings.public_url))
}

/// Takes an invitation back: its link no longer works.
///
/// # Errors
/// When the actor may not, or there is no such invitation in their organisation.
pub async fn cancel_invitation(services: &Services, actor: &Actor, id: InvitationId) -> Result<(), Error> {
    require(decide(actor, Action::Invite, actor.own()))?;
    let mut tx = services.db.begin().await?;
    if link_queries::delete_invitation(tx.conn(), actor.organisation, id).await? == 0 {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

//! Whether sharing is open in an organisation.

use crate::Services;
use crate::accounts::count_active;
use crate::error::{Error, require};
use domain::accounts::Role;
use domain::policy::{Action, Actor, decide};
use domain::sharing::{LEADS_TO_OPEN, Openness, PEOPLE_TO_OPEN, openness as decide_openness};

/// Whether people of the actor's organisation may share: it takes a crowd, and two safety leads. Asking
/// leaves no trace.
///
/// # Errors
/// When the actor may not share, or the database cannot be read.
pub async fn openness(services: &Services, actor: &Actor) -> Result<Openness, Error> {
    require(decide(actor, Action::Share, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let organisation = actor.organisation;
    // Everybody is staff, whatever else they are.
    let active = count_active(services, reader.conn(), organisation, Role::Staff, PEOPLE_TO_OPEN).await?;
    let leads = count_active(services, reader.conn(), organisation, Role::SafetyLead, LEADS_TO_OPEN).await?;
    Ok(decide_openness(active, leads))
}

//! Whether sharing is open in an organisation.

use crate::Services;
use crate::accounts::count_active;
use crate::error::{Error, require};
use domain::accounts::Role;
use domain::policy::{Action, Actor, decide};
use domain::sharing::{Openness, openness as decide_openness};

/// Whether people of the actor's organisation may share: it takes a crowd, and two safety leads. Asking
/// leaves no trace.
///
/// # Errors
/// When the actor may not share, or the database cannot be read.
pub async fn openness(services: &Services, actor: &Actor) -> Result<Openness, Error> {
    require(decide(actor, Action::Share, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let (active, leads) = count_active(services, reader.conn(), actor.organisation, Role::SafetyLead).await?;
    Ok(decide_openness(active, leads))
}

//! Organisations as commands name them.

use super::CommandError;
use domain::ids::OrganisationId;
use services::Services;
use services::accounts::list_organisations;

/// The organisation of this name, or all of them.
pub async fn named(
    services: &Services,
    organisation: Option<&str>,
) -> Result<Vec<(OrganisationId, String)>, CommandError> {
    let mut known = list_organisations(services).await?;
    if let Some(wanted) = organisation {
        known.retain(|(_, name)| name == wanted);
    }
    if known.is_empty() {
        return Err(CommandError::Other("there is no such organisation".to_owned()));
    }
    Ok(known)
}

//! `afterword invite-administrator`.

use super::{CommandError, say};
use crate::config::Config;
use crate::open::{Keys, open_services};
use domain::accounts::{EmailAddress, PersonName};
use services::accounts::make_organisation;

/// Makes an organisation and prints the link its administrator joins by.
pub async fn invite_administrator(
    config: &Config,
    organisation: &str,
    name: &str,
    email: &str,
) -> Result<(), CommandError> {
    let words = |error: &dyn std::fmt::Display| CommandError::Other(error.to_string());
    let name = PersonName::parse(name).map_err(|error| words(&error))?;
    let email = EmailAddress::parse(email).map_err(|error| words(&error))?;
    let services = open_services(config, Keys::Apart).await?;
    let link =
        make_organisation(&services, organisation, name, email).await.map_err(|error| words(&error))?;
    services.db.close().await;
    say("Hand this link to the administrator. It works once, for seven days:");
    say(&link);
    Ok(())
}

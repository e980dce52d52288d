//! `afterword keys …`.

use super::{CommandError, say};
use crate::config::Config;
use crate::open::{Keys, open_database, open_services};
use clap::Subcommand;
use services::Clock;
use services::keys::{renew, retire, rewrap, rotate, uses};
use services::sealing::{KeyId, read_key_files};

/// What can be done with the key ring.
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Say which keys there are, and what needs them.
    List,
    /// Make a new key, and use it in place of the older ones.
    Rotate,
    /// Take the name of an old key out of the database, so that its file may be deleted. Refused
    /// while anything needs it.
    Retire {
        /// The key's name, as `keys list` shows it.
        key: String,
    },
    /// After a leak: a new ring key, new keys for everybody, and everything sealed anew.
    Renew,
}

/// Runs it.
pub async fn keys(config: &Config, command: KeysCommand) -> Result<(), CommandError> {
    let words = |error: &dyn std::fmt::Display| CommandError::Other(error.to_string());
    if matches!(command, KeysCommand::Rotate | KeysCommand::Renew) {
        let held = read_key_files(&config.key_dir).map_err(|error| words(&error))?;
        if held.is_empty() {
            return Err(CommandError::Other("there is no key yet: serve makes the first one".to_owned()));
        }
        let db = open_database(config).await?;
        let key = rotate(&db, &config.key_dir, Clock::System.now()).await.map_err(|error| words(&error))?;
        db.close().await;
        say(&format!(
            "Made key {key}. Back up the key directory, apart from the data, and give it to every node."
        ));
    }
    // Opened after the new key was made, so that the ring holds it.
    let services = open_services(config, Keys::Anywhere).await?;
    match command {
        KeysCommand::List => {
            for (key, is_current, uses) in uses(&services).await? {
                let standing = if is_current { "current" } else { "older" };
                let state = if uses.none() { "nothing".to_owned() } else { uses.to_string() };
                say(&format!("{key}  {standing}, needed by: {state}"));
            }
        }
        KeysCommand::Rotate => {
            say(&format!("{} people's keys are wrapped with it.", rewrap(&services).await?))
        }
        KeysCommand::Retire { key } => {
            let key = KeyId(key);
            retire(&services, &key).await.map_err(|error| words(&error))?;
            say(&format!(
                "Nothing needs key {key} any more. Delete its file on every node; keep it in no backup."
            ));
        }
        KeysCommand::Renew => {
            rewrap(&services).await?;
            say(&format!("Everything of {} people is sealed anew.", renew(&services).await?));
        }
    }
    services.db.close().await;
    Ok(())
}

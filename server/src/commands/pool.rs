//! `afterword pool …`.

use super::{CommandError, say};
use crate::config::Config;
use crate::open::{Keys, open_services};
use clap::Subcommand;
use services::pool::{Moved, move_everywhere};

/// What can be done with the holding pool.
#[derive(Debug, Subcommand)]
pub enum PoolCommand {
    /// Move what waits into the holding pool now, organisation by organisation, where at least eight
    /// different people are waiting. The server does it by itself every Monday at three in the morning.
    Move,
}

/// Runs it.
pub async fn pool(config: &Config, command: &PoolCommand) -> Result<(), CommandError> {
    let PoolCommand::Move = command;
    let services = open_services(config, Keys::Anywhere).await?;
    let done = move_everywhere(&services).await.map_err(|error| CommandError::Other(error.to_string()))?;
    let mut refused = Vec::new();
    for (name, moved) in done {
        match moved {
            Ok(Moved::All { .. }) => say(&format!("{name}: what waited has moved.")),
            Ok(Moved::TooFew) => {
                say(&format!("{name}: nothing has moved. Fewer than eight people are waiting."));
            }
            Err(error) => refused.push(format!("{name}: {error}")),
        }
    }
    services.db.close().await;
    if refused.is_empty() { Ok(()) } else { Err(CommandError::Other(refused.join("\n"))) }
}

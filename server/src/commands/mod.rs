//! The commands of `afterword`, one file each.

mod check_config;
mod community;
mod deid;
mod invite_administrator;
mod keys;
mod migrate;
mod organisations;
mod pool;
mod release;
mod serve;

use crate::config::{Config, ConfigError};
use crate::open::OpenError;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// A private place for health and care staff to reflect after a death.
#[derive(Debug, Parser)]
#[command(name = "afterword", version, after_help = AFTER_HELP)]
pub struct Cli {
    /// The configuration file (TOML). AFTERWORD_* variables win over it.
    #[arg(long, global = true, env = "AFTERWORD_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

const AFTER_HELP: &str = "Every setting is described in docs/admin-guide.md; \
    afterword check-config says which values are in force.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the portal. Migrates the database first.
    Serve {
        /// Make a demo organisation, print the passwords of five people once, and allow the keys to lie
        /// beside the data. Not for real use.
        #[arg(long)]
        demo: bool,
    },
    /// Bring the database's schema up to this version, and stop.
    Migrate,
    /// Check the configuration, the content and the key directory, and say what is in force.
    CheckConfig,
    /// Make an organisation (unless there is one of this name) and print a link by which its
    /// administrator can join.
    InviteAdministrator {
        /// The organisation's name.
        #[arg(long)]
        organisation: String,
        /// The administrator's name.
        #[arg(long)]
        name: String,
        /// The address they will sign in with.
        #[arg(long)]
        email: String,
    },
    /// Find what could identify a person. Reads lines of JSON ({"id","text"}) from standard input and
    /// writes a line for each: {"id","spans":[{"start","end","label","certainty","reason"}]}, offsets
    /// in characters. A person must always look as well: it misses some.
    Deid(deid::DeidArgs),
    /// Look after the key ring. Stop every node first: a node reads its keys when it starts.
    #[command(subcommand)]
    Keys(keys::KeysCommand),
    /// Look after the holding pool, where shared learning points go.
    #[command(subcommand)]
    Pool(pool::PoolCommand),
    /// Freeze and show releases.
    #[command(subcommand)]
    Release(release::ReleaseCommand),
    /// Say which organisations make up a health community, and show what they printed, added up.
    #[command(subcommand)]
    Community(community::CommunityCommand),
}

/// Why a command did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The settings.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The installation.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// An operation.
    #[error(transparent)]
    Services(#[from] services::Error),
    /// The network.
    #[error("cannot listen on {0}: {1}")]
    Listen(std::net::SocketAddr, std::io::Error),
    /// Anything else, in words.
    #[error("{0}")]
    Other(String),
}

/// Runs a command.
///
/// # Errors
/// When it does not succeed; the words are for the person who ran it.
pub async fn run(cli: Cli) -> Result<(), CommandError> {
    if let Command::Deid(args) = &cli.command {
        return deid::deid(args, std::io::stdin().lock(), std::io::stdout().lock());
    }
    let config = Config::load(cli.config.as_deref(), std::env::vars())?;
    match cli.command {
        Command::Serve { demo } => serve::serve(&config, demo).await,
        Command::Migrate => migrate::migrate(&config).await,
        Command::CheckConfig => check_config::check_config(&config).await,
        Command::InviteAdministrator { organisation, name, email } => {
            invite_administrator::invite_administrator(&config, &organisation, &name, &email).await
        }
        Command::Keys(command) => keys::keys(&config, command).await,
        Command::Pool(command) => pool::pool(&config, &command).await,
        Command::Release(command) => release::release(&config, command).await,
        Command::Community(command) => community::community(&config, command).await,
        Command::Deid(_) => Ok(()),
    }
}

/// Writes a line for the person who ran the command.
#[expect(clippy::print_stdout, reason = "what a command answers goes to standard output")]
fn say(words: &str) {
    println!("{words}");
}

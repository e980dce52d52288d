//! `afterword community …`.

use super::organisations::named;
use super::release::print;
use super::{CommandError, say};
use crate::config::Config;
use crate::open::{Keys, open_services};
use clap::Subcommand;
use domain::disclosure::{Period, ReleasedCount};
use domain::ids::OrganisationId;
use services::Services;
use services::community::{
    CommunityError, community_figures, join_community, leave_community, list_communities, make_community,
};

/// What can be done with health communities.
#[derive(Debug, Subcommand)]
pub enum CommunityCommand {
    /// Make a community, without members.
    Make {
        /// Its name.
        name: String,
    },
    /// Take an organisation into a community. Its people then see what all its members printed, added
    /// up, and the others see its printed figures in the sums. It can belong to one only.
    Join {
        /// The community's name.
        name: String,
        /// The organisation.
        #[arg(long, value_name = "NAME")]
        organisation: String,
    },
    /// Take an organisation out of its community. The sums are then without it, of earlier periods too.
    Leave {
        /// The organisation.
        #[arg(long, value_name = "NAME")]
        organisation: String,
    },
    /// List communities and their members.
    List,
    /// Show what a community's members printed of a period, added up: at least, counted once in each
    /// organisation.
    Show {
        /// The community's name.
        name: String,
        /// The period, like 2026-Q3, 2026-H2 or 2026.
        period: Period,
        /// As JSON, the same that its members can download.
        #[arg(long)]
        json: bool,
    },
}

/// Runs it.
pub async fn community(config: &Config, command: CommunityCommand) -> Result<(), CommandError> {
    let services = open_services(config, Keys::Anywhere).await?;
    let done = match command {
        CommunityCommand::Make { name } => make(&services, &name).await,
        CommunityCommand::Join { name, organisation } => join(&services, &name, &organisation).await,
        CommunityCommand::Leave { organisation } => leave(&services, &organisation).await,
        CommunityCommand::List => list(&services).await,
        CommunityCommand::Show { name, period, json } => show(&services, &name, period, json).await,
    };
    services.db.close().await;
    done
}

async fn make(services: &Services, name: &str) -> Result<(), CommandError> {
    make_community(services, name).await.map_err(refused)?;
    say("The community is made. No organisation belongs to it yet.");
    Ok(())
}

async fn join(services: &Services, name: &str, organisation: &str) -> Result<(), CommandError> {
    let id = only(services, organisation).await?;
    join_community(services, name, id).await.map_err(refused)?;
    say(&format!("{organisation} belongs to {name}."));
    Ok(())
}

async fn leave(services: &Services, organisation: &str) -> Result<(), CommandError> {
    let id = only(services, organisation).await?;
    let name = leave_community(services, id).await.map_err(refused)?;
    say(&format!("{organisation} no longer belongs to {name}."));
    Ok(())
}

async fn list(services: &Services) -> Result<(), CommandError> {
    let communities = list_communities(services).await?;
    if communities.is_empty() {
        say("There is no community.");
    }
    for (name, members) in communities {
        say(&name);
        for member in members {
            say(&format!("  {member}"));
        }
    }
    Ok(())
}

async fn show(services: &Services, name: &str, period: Period, json: bool) -> Result<(), CommandError> {
    let figures = community_figures(services, name, period).await.map_err(refused)?;
    if json {
        say(figures.to_json().trim_end());
        return Ok(());
    }
    say("At least, counted once in each organisation.");
    print(&figures.tables, |count| match count {
        ReleasedCount::About(count) => format!("at least {count}"),
        ReleasedCount::Masked => format!("fewer than {} in each organisation", figures.threshold.k()),
    });
    Ok(())
}

/// The one organisation of this name.
async fn only(services: &Services, organisation: &str) -> Result<OrganisationId, CommandError> {
    let known = named(services, Some(organisation)).await?;
    known
        .first()
        .map(|(id, _)| *id)
        .ok_or_else(|| CommandError::Other("there is no such organisation".to_owned()))
}

fn refused(error: CommunityError) -> CommandError {
    CommandError::Other(error.to_string())
}

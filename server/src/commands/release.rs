//! `afterword release …`.

use super::organisations::named;
use super::{CommandError, say};
use crate::config::Config;
use crate::open::{Keys, open_services};
use clap::Subcommand;
use domain::disclosure::{Period, Release, ReleasedCount, Table};
use services::Services;
use services::release::{FreezeError, KeyLost, freeze, frozen_json};

/// What can be done with releases.
#[derive(Debug, Subcommand)]
pub enum ReleaseCommand {
    /// Freeze a period whose date has come: work out its figures once, and destroy its points and its
    /// key. The server does it by itself, six weeks after a period ends.
    Freeze {
        /// The period, like 2026-Q3, 2026-H2 or 2026.
        period: Period,
        /// Only this organisation. Without it, every one that holds points for the period.
        #[arg(long, value_name = "NAME")]
        organisation: Option<String>,
        /// Go on although the period's key is in no key directory any more, or is damaged. The points it
        /// held are lost.
        #[arg(long)]
        key_lost: bool,
    },
    /// Show a frozen release.
    Show {
        /// The period, like 2026-Q3, 2026-H2 or 2026.
        period: Period,
        /// The organisation. May be left out where there is one only.
        #[arg(long, value_name = "NAME")]
        organisation: Option<String>,
        /// The frozen bytes, as every page and file is made from.
        #[arg(long)]
        json: bool,
    },
}

/// Runs it.
pub async fn release(config: &Config, command: ReleaseCommand) -> Result<(), CommandError> {
    let services = open_services(config, Keys::Anywhere).await?;
    let done = match command {
        ReleaseCommand::Freeze { period, organisation, key_lost } => {
            let lost = if key_lost { KeyLost::GoOn } else { KeyLost::Refuse };
            freeze_all(&services, period, organisation.as_deref(), lost).await
        }
        ReleaseCommand::Show { period, organisation, json } => {
            show(&services, period, organisation.as_deref(), json).await
        }
    };
    services.db.close().await;
    done
}

async fn freeze_all(
    services: &Services,
    period: Period,
    organisation: Option<&str>,
    lost: KeyLost,
) -> Result<(), CommandError> {
    let mut refused = Vec::new();
    let mut frozen = 0;
    for (id, name) in named(services, organisation).await? {
        match freeze(services, id, period, lost).await {
            Ok(_) => {
                say(&format!("{name}: {period} is frozen."));
                frozen += 1;
            }
            // Where one of several holds nothing, that is no mistake.
            Err(error @ FreezeError::NothingHeld(_)) if organisation.is_none() => {
                say(&format!("{name}: {error}."));
            }
            Err(error) => refused.push(format!("{name}: {error}")),
        }
    }
    if frozen == 0 && refused.is_empty() {
        refused.push(format!("nothing is held for {period}"));
    }
    if refused.is_empty() { Ok(()) } else { Err(CommandError::Other(refused.join("\n"))) }
}

async fn show(
    services: &Services,
    period: Period,
    organisation: Option<&str>,
    json: bool,
) -> Result<(), CommandError> {
    let known = named(services, organisation).await?;
    let [(id, _)] = known.as_slice() else {
        let words = "there is more than one organisation: name one with --organisation".to_owned();
        return Err(CommandError::Other(words));
    };
    let bytes = match frozen_json(services, *id, period).await {
        Err(services::Error::NotFound) => {
            let words = format!("{period} is not frozen. It is frozen on {} or later", period.freezes_on());
            return Err(CommandError::Other(words));
        }
        other => other?,
    };
    let text = String::from_utf8(bytes).map_err(|error| CommandError::Other(error.to_string()))?;
    if json {
        say(text.trim_end());
        return Ok(());
    }
    let release = Release::from_json(&text).map_err(|error| CommandError::Other(error.to_string()))?;
    print(&release.tables, |count| match count {
        ReleasedCount::About(count) => format!("about {count}"),
        ReleasedCount::Masked => format!("fewer than {}", release.threshold.k()),
    });
    Ok(())
}

/// Prints tables that have anything in them, each figure in these words.
pub fn print(tables: &[Table], in_words: impl Fn(ReleasedCount) -> String) {
    for table in tables.iter().filter(|table| !table.rows.is_empty()) {
        say(&table.name);
        for row in &table.rows {
            say(&format!("  {:<40}{}", row.at.join(" · "), in_words(row.count)));
        }
    }
}

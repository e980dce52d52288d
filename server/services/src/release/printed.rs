//! What people spoke about, as far as releases tell: the themes whose figures are printed.

use super::queries;
use crate::Services;
use crate::error::{Error, require};
use domain::disclosure::{Period, Release};
use domain::frameworks::Theme;
use domain::policy::{Action, Actor, decide};

/// A theme that a release prints.
#[derive(Debug, Clone, Copy)]
pub struct Printed<'a> {
    /// The theme, as the latest codebook that has it.
    pub theme: &'a Theme,
    /// The last period whose release prints it.
    pub period: Period,
}

/// Every theme that some release of the actor's organisation prints, in the order of today's codebook.
///
/// # Errors
/// When the actor may not see releases, or one cannot be read.
pub async fn printed<'a>(services: &'a Services, actor: &Actor) -> Result<Vec<Printed<'a>>, Error> {
    require(decide(actor, Action::SeeReleases, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let rows = queries::list_whole_releases(reader.conn(), actor.organisation).await?;
    drop(reader);
    let mut releases = Vec::with_capacity(rows.len());
    for row in rows {
        let release = std::str::from_utf8(&row.body).ok().and_then(|json| Release::from_json(json).ok());
        releases.push(release.ok_or_else(|| Error::Unexpected("a release cannot be read".to_owned()))?);
    }
    releases.sort_by_key(|release| std::cmp::Reverse(release.period.first_day()));
    let mut found: Vec<Printed<'a>> = Vec::new();
    for theme in services.content.every_codebook(services.today()).flat_map(|book| &book.themes) {
        if found.iter().any(|known| known.theme.id == theme.id) {
            continue;
        }
        if let Some(release) = releases.iter().find(|release| release.prints(&theme.id)) {
            found.push(Printed { theme, period: release.period });
        }
    }
    Ok(found)
}

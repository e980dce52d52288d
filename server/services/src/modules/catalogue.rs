//! The catalogue: modules of the content folder and of the organisation, side by side.

use super::progress::own_progress;
use super::queries;
use super::stored;
use super::words::{NamedTheme, Words, theme, words};
use crate::Services;
use crate::db::Conn;
use crate::error::{Error, require};
use domain::ids::ModuleId;
use domain::modules::{Card, ModuleRef, Place, Progress, title_key};
use domain::policy::{Action, Actor, decide};
use domain::time::Timestamp;

/// What somebody looks for. What nobody knows is left aside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// The id of an ambition.
    pub ambition: String,
    /// The id of a theme or a sub-theme.
    pub theme: String,
}

/// One module in the catalogue.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Which module it is.
    pub module: ModuleRef,
    /// The version that the catalogue has.
    pub version: String,
    /// What it says of itself.
    pub card: Card,
    /// What it answers, in words.
    pub words: Words,
    /// Whether it came with the portal and nobody here has reviewed it yet.
    pub starter: bool,
    /// Where the asker is in it.
    pub place: Option<Place>,
}

/// What the catalogue shows.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// The modules that were looked for, by title.
    pub entries: Vec<Entry>,
    /// Those begun and not complete, whatever is looked for.
    pub under_way: Vec<Entry>,
    /// The ambition looked for; empty for all.
    pub ambition: String,
    /// The theme looked for.
    pub theme: Option<NamedTheme>,
    /// Whether there is no module at all.
    pub is_bare: bool,
}

/// A module that answers a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleLink {
    /// Which module it is: its address is `/modules/` and this.
    pub module: ModuleRef,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// About how long it takes.
    pub minutes: u16,
    /// Whether it came with the portal and nobody here has reviewed it yet.
    pub starter: bool,
    /// When its version was published, and whether that was the first; `None` for content.
    pub published: Option<(Timestamp, bool)>,
}

struct Offered {
    module: ModuleRef,
    version: String,
    card: Card,
    starter: bool,
    published: Option<(Timestamp, bool)>,
}

impl From<&Offered> for ModuleLink {
    fn from(offered: &Offered) -> Self {
        Self {
            module: offered.module.clone(),
            title: offered.card.title.clone(),
            summary: offered.card.summary.clone(),
            minutes: offered.card.minutes,
            starter: offered.starter,
            published: offered.published,
        }
    }
}

/// Every module the actor's organisation may read, by title.
async fn offered(services: &Services, actor: &Actor, conn: Conn<'_>) -> Result<Vec<Offered>, Error> {
    let own = queries::list_cards(conn, actor.organisation).await?;
    let mut all = Vec::with_capacity(own.len());
    for row in own {
        all.push(Offered {
            module: ModuleRef::Written(ModuleId(row.id)),
            version: row.version.to_string(),
            card: stored::card(&row.card)?,
            starter: false,
            published: Some((Timestamp(row.published_at), row.version == 1)),
        });
    }
    all.extend(services.content.modules_on(services.today()).map(|module| Offered {
        module: ModuleRef::Content(module.id.clone()),
        version: module.version.clone(),
        card: module.card.clone(),
        starter: module.starter,
        published: None,
    }));
    all.sort_by_cached_key(|module| (title_key(&module.card.title), module.module.clone()));
    Ok(all)
}

/// The catalogue, as the actor sees it.
///
/// # Errors
/// When the actor may not read modules, or the database cannot be read.
pub async fn catalogue(services: &Services, actor: &Actor, filter: &Filter) -> Result<Catalogue, Error> {
    require(decide(actor, Action::ReadModules, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let all = offered(services, actor, reader.conn()).await?;
    let progress = own_progress(services, actor, reader.conn()).await?;
    drop(reader);
    let framework = services.content.ambitions_on(services.today());
    let ambition = framework.ambition(&filter.ambition).map(|found| found.id.clone()).unwrap_or_default();
    let theme = theme(services, &filter.theme);
    let is_bare = all.is_empty();
    let entries: Vec<Entry> = all.into_iter().map(|module| entry(services, module, &progress)).collect();
    let under_way = entries.iter().filter(|entry| entry.place.as_ref().is_some_and(Place::is_under_way));
    let under_way = under_way.cloned().collect();
    let wanted = |entry: &Entry| {
        let mapping = &entry.card.mapping;
        (ambition.is_empty() || mapping.serves(&ambition))
            && theme.as_ref().is_none_or(|theme| mapping.answers(theme.id()))
    };
    let entries = entries.into_iter().filter(wanted).collect();
    Ok(Catalogue { entries, under_way, ambition, theme, is_bare })
}

fn entry(services: &Services, module: Offered, progress: &Progress) -> Entry {
    Entry {
        words: words(services, &module.card.mapping),
        place: progress.of(&module.module.to_string()).cloned(),
        module: module.module,
        version: module.version,
        card: module.card,
        starter: module.starter,
    }
}

/// The modules in the actor's catalogue that answer each of these themes: mapped to it, or to a sub-theme
/// of it. In the order of the themes.
///
/// # Errors
/// When the actor may not read modules, or the database cannot be read.
pub async fn for_themes(
    services: &Services,
    actor: &Actor,
    themes: &[&str],
) -> Result<Vec<Vec<ModuleLink>>, Error> {
    require(decide(actor, Action::ReadModules, actor.own()))?;
    let all = offered(services, actor, services.db.reader().await?.conn()).await?;
    let answering = |theme: &str| {
        all.iter().filter(|module| module.card.mapping.answers(theme)).map(ModuleLink::from).collect()
    };
    Ok(themes.iter().map(|theme| answering(theme)).collect())
}

/// Every module in the actor's catalogue, by title.
///
/// # Errors
/// When the actor may not read modules, or the database cannot be read.
pub async fn every_module(services: &Services, actor: &Actor) -> Result<Vec<ModuleLink>, Error> {
    require(decide(actor, Action::ReadModules, actor.own()))?;
    let all = offered(services, actor, services.db.reader().await?.conn()).await?;
    Ok(all.iter().map(ModuleLink::from).collect())
}

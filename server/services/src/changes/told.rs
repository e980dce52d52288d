//! What everybody in an organisation is told: changes, and beside them new modules and new releases.
//! Nothing is asked of who reads it, and nothing is kept.

use super::draft::from_json;
use super::queries::{self, ToldRow};
use crate::Services;
use crate::db::Conn;
use crate::error::{Error, require};
use crate::modules::{ModuleLink, every_module};
use crate::release::list;
use domain::changes::{Change, ChangeState, Said};
use domain::disclosure::Period;
use domain::ids::ChangeId;
use domain::modules::ModuleRef;
use domain::policy::{Action, Actor, decide};
use domain::text::opening;
use domain::time::Timestamp;
use jiff::civil::Date;

/// How many characters of a change stand where it is only linked.
const OPENING_CHARS: usize = 80;

/// A theme that a change answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidTheme {
    /// What people call it.
    pub title: String,
    /// The period whose release prints it.
    pub period: Period,
}

/// A change as everybody reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldChange {
    /// Its id.
    pub id: ChangeId,
    /// What people spoke about.
    pub said: Vec<SaidTheme>,
    /// What was done about it.
    pub words: String,
    /// How far it has come.
    pub state: ChangeState,
    /// The module that answers, while it is in the catalogue.
    pub module: Option<ModuleLink>,
    /// When it was first told.
    pub since: Date,
    /// When it was told in these words.
    pub on: Date,
}

/// A change where it is only linked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeLink {
    /// Its id: its address is `/changes/` and this.
    pub id: ChangeId,
    /// How it begins.
    pub opening: String,
    /// How far it has come.
    pub state: ChangeState,
    themes: Vec<String>,
    module: Option<String>,
}

impl ChangeLink {
    /// Whether it answers this theme.
    #[must_use]
    pub fn answers(&self, theme: &str) -> bool {
        self.themes.iter().any(|own| own == theme)
    }

    /// Whether it leads to this module.
    #[must_use]
    pub fn leads_to(&self, module: &ModuleRef) -> bool {
        self.module.as_ref().is_some_and(|own| ModuleRef::parse(own) == *module)
    }
}

/// Something new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// A change.
    Change(Box<ToldChange>),
    /// A module that educators here have published.
    Module {
        /// The module.
        link: ModuleLink,
        /// Whether it was new, and not a newer version.
        is_first: bool,
    },
    /// The themes of a period.
    Release(Period),
}

/// Something new, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewsItem {
    /// The day.
    pub on: Date,
    /// What it is.
    pub news: News,
}

/// Everything that is told in the actor's organisation, the newest first.
///
/// # Errors
/// When the actor may not read it, or the database cannot be read.
pub async fn news(services: &Services, actor: &Actor) -> Result<Vec<NewsItem>, Error> {
    require(decide(actor, Action::ReadChanges, actor.own()))?;
    let modules = every_module(services, actor).await?;
    let releases = list(services, actor).await?;
    let changes = newest_first(services.db.reader().await?.conn(), actor).await?;
    let mut all = Vec::with_capacity(modules.len() + releases.len() + changes.len());
    for (row, change) in changes {
        let told = shown(services, &row, change, &modules);
        all.push(NewsItem { on: told.on, news: News::Change(Box::new(told)) });
    }
    for link in modules {
        if let Some((at, is_first)) = link.published {
            all.push(NewsItem { on: services.date(at), news: News::Module { link, is_first } });
        }
    }
    let frozen = releases.into_iter();
    all.extend(frozen.map(|listed| NewsItem { on: listed.frozen_on, news: News::Release(listed.period) }));
    // Of one day, changes stand first: the sort keeps the order in which they were put in.
    all.sort_by_key(|item| std::cmp::Reverse(item.on));
    Ok(all)
}

/// One change.
///
/// # Errors
/// [`Error::NotFound`] when the actor's organisation is told of none such.
pub async fn told_change(services: &Services, actor: &Actor, id: ChangeId) -> Result<ToldChange, Error> {
    require(decide(actor, Action::ReadChanges, actor.own()))?;
    let modules = every_module(services, actor).await?;
    let mut reader = services.db.reader().await?;
    let row = queries::find(reader.conn(), actor.organisation, id).await?;
    let row = row.filter(|row| !row.told.is_empty()).ok_or(Error::NotFound)?;
    let change = from_json(&row.told)?;
    let told = ToldRow { id: row.id, told: row.told, first_told_at: row.first_told_at, told_at: row.told_at };
    Ok(shown(services, &told, change, &modules))
}

/// Links to every change that is told, the newest first.
///
/// # Errors
/// When the actor may not read them, or the database cannot be read.
pub async fn change_links(services: &Services, actor: &Actor) -> Result<Vec<ChangeLink>, Error> {
    require(decide(actor, Action::ReadChanges, actor.own()))?;
    let told = newest_first(services.db.reader().await?.conn(), actor).await?;
    let links = told.into_iter().map(|(row, change)| ChangeLink {
        id: ChangeId(row.id),
        opening: opening(&change.words, OPENING_CHARS),
        state: change.state,
        themes: change.said.into_iter().map(|said| said.theme).collect(),
        module: change.module,
    });
    Ok(links.collect())
}

async fn newest_first(conn: Conn<'_>, actor: &Actor) -> Result<Vec<(ToldRow, Change)>, Error> {
    let mut rows = queries::list_told(conn, actor.organisation).await?;
    rows.sort_by_key(|row| (std::cmp::Reverse(row.told_at), row.id));
    let mut told = Vec::with_capacity(rows.len());
    for row in rows {
        let change: Change = from_json(&row.told)?;
        told.push((row, change));
    }
    Ok(told)
}

fn shown(services: &Services, row: &ToldRow, change: Change, modules: &[ModuleLink]) -> ToldChange {
    let module = change.module.as_deref().map(ModuleRef::parse);
    ToldChange {
        id: ChangeId(row.id),
        said: change.said.iter().filter_map(|said| named(services, said)).collect(),
        words: change.words,
        state: change.state,
        module: module.and_then(|module| modules.iter().find(|link| link.module == module)).cloned(),
        since: services.date(Timestamp(row.first_told_at)),
        on: services.date(Timestamp(row.told_at)),
    }
}

/// A theme as the latest codebook that has it calls it.
fn named(services: &Services, said: &Said) -> Option<SaidTheme> {
    let mut books = services.content.every_codebook(services.today());
    let theme = books.find_map(|book| book.theme(&said.theme))?;
    Some(SaidTheme { title: theme.title.clone(), period: said.period })
}

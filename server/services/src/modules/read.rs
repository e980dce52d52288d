//! A module's front page, and reading it page by page.

use super::progress::own_progress;
use super::queries;
use super::shown::shown;
use super::stored;
use super::words::{Words, words};
use crate::Services;
use crate::db::Conn;
use crate::error::{Error, require};
use domain::modules::{Card, ModuleRef, Place};
use domain::policy::{Action, Actor, decide};
use domain::time::Timestamp;
use jiff::civil::Date;

/// One version of a module, as somebody of the organisation may read it.
pub(super) struct Found {
    pub version: String,
    /// The version that the catalogue has.
    pub latest: String,
    pub card: Card,
    pub body: String,
    pub starter: bool,
    /// When it was published, or since when it holds.
    pub since: Date,
    /// Whether the catalogue has it no longer.
    pub is_withdrawn: bool,
}

/// What a module's front page shows.
#[derive(Debug, Clone)]
pub struct Front {
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
    /// Since when this version is there.
    pub since: Date,
    /// Whether the catalogue has it no longer. Only who has begun it is shown so.
    pub is_withdrawn: bool,
    /// Where the asker is in it.
    pub place: Option<Place>,
    /// Whether the asker may change it.
    pub may_change: bool,
}

/// One page of a module.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The module's title.
    pub module_title: String,
    /// The page's title.
    pub title: String,
    /// HTML that is safe to send.
    pub html: String,
    /// The page's number, from 1.
    pub number: u16,
    /// The number of the last page.
    pub last: u16,
    /// The version that the catalogue has.
    pub latest: String,
}

/// Finds a version of a module; the latest when none is named.
pub(super) async fn find(
    services: &Services,
    actor: &Actor,
    conn: Conn<'_>,
    module: &ModuleRef,
    version: Option<&str>,
) -> Result<Found, Error> {
    match module {
        ModuleRef::Content(id) => find_in_content(services, id, version),
        ModuleRef::Written(id) => {
            // A number that has no more than one way to be written, so that it has one address.
            let number = match version {
                Some(text) => Some(text.parse().map_err(|_| Error::NotFound)?),
                None => None,
            };
            if number.is_some_and(|number: i64| Some(number.to_string().as_str()) != version) {
                return Err(Error::NotFound);
            }
            let row = queries::find_version(conn, actor.organisation, *id, number).await?;
            let row = row.ok_or(Error::NotFound)?;
            Ok(Found {
                version: row.version.to_string(),
                latest: row.latest.to_string(),
                card: stored::card(&row.card)?,
                body: row.body,
                starter: false,
                since: services.date(Timestamp(row.published_at)),
                is_withdrawn: row.withdrawn,
            })
        }
    }
}

fn find_in_content(services: &Services, id: &str, version: Option<&str>) -> Result<Found, Error> {
    let (content, today) = (&services.content, services.today());
    let offered = content.modules_on(today).find(|module| module.id == id);
    // Its period has ended: the one offered last, for who has begun it.
    let latest = offered.or_else(|| content.last_module(id, today)).ok_or(Error::NotFound)?;
    let module = match version {
        Some(version) => content.module(id, version).ok_or(Error::NotFound)?,
        None => latest,
    };
    // One that is still to come is nobody's yet.
    if module.valid.from > today {
        return Err(Error::NotFound);
    }
    Ok(Found {
        version: module.version.clone(),
        latest: latest.version.clone(),
        card: module.card.clone(),
        body: module.body.clone(),
        starter: module.starter,
        since: module.valid.from,
        is_withdrawn: offered.is_none(),
    })
}

/// A module's front page.
///
/// # Errors
/// [`Error::NotFound`] when the actor's organisation has none such, or it was withdrawn before they
/// began it.
pub async fn front(services: &Services, actor: &Actor, module: &ModuleRef) -> Result<Front, Error> {
    require(decide(actor, Action::ReadModules, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let found = find(services, actor, reader.conn(), module, None).await?;
    let place = own_progress(services, actor, reader.conn()).await?.of(&module.to_string()).cloned();
    drop(reader);
    if found.is_withdrawn && place.is_none() {
        return Err(Error::NotFound);
    }
    let is_written = matches!(module, ModuleRef::Written(_));
    let may_author = require(decide(actor, Action::AuthorModules, actor.own())).is_ok();
    Ok(Front {
        module: module.clone(),
        version: found.version,
        words: words(services, &found.card.mapping),
        card: found.card,
        starter: found.starter,
        since: found.since,
        is_withdrawn: found.is_withdrawn,
        place,
        may_change: is_written && may_author,
    })
}

/// One page of a version. `None` when the module has been withdrawn since.
///
/// # Errors
/// [`Error::NotFound`] when the actor's organisation has no such module, version or page.
pub async fn read_page(
    services: &Services,
    actor: &Actor,
    module: &ModuleRef,
    version: &str,
    number: u16,
) -> Result<Option<Reading>, Error> {
    require(decide(actor, Action::ReadModules, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let found = find(services, actor, reader.conn(), module, Some(version)).await?;
    drop(reader);
    if found.is_withdrawn {
        return Ok(None);
    }
    let title = found.card.page_title(number).ok_or(Error::NotFound)?.to_owned();
    let drawn = shown(&found.body);
    let page = drawn.pages.get(usize::from(number) - 1).ok_or(Error::NotFound)?;
    Ok(Some(Reading {
        title,
        html: page.html.clone(),
        number,
        last: found.card.last_page(),
        module_title: found.card.title,
        latest: found.latest,
    }))
}

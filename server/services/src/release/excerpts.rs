//! Excerpts: words that their author and two readers have let go further. Anyone may ask for one to be
//! looked at again; it is taken down at once, and nobody writes down who asked.

use super::queries;
use crate::Services;
use crate::db::Conn;
use crate::error::{Error, require};
use crate::sealing::Fields;
use data_encoding::BASE64URL_NOPAD;
use domain::frameworks::Theme;
use domain::ids::{ExcerptId, OrganisationId};
use domain::policy::{Action, Actor, decide};
use domain::time::Day;
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// Some excerpts under one theme.
#[derive(Debug)]
pub struct ByTheme<'a> {
    /// The theme, as the latest codebook that has it.
    pub theme: &'a Theme,
    /// Excerpts, in the order of their random ids: it stays, and says nothing.
    pub excerpts: Vec<Excerpt>,
    /// Which page of them this is, from 1.
    pub page: usize,
    /// Whether there are more after these.
    pub has_more: bool,
}

/// One excerpt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// What a form names it by: good for today and tomorrow, so that nothing lasts between two copies.
    pub mark: String,
    /// The words.
    pub words: String,
}

/// An excerpt that somebody asked to have looked at again.
#[derive(Debug, Clone)]
pub struct UnderLook<'a> {
    /// Its theme, as the codebook had it.
    pub theme: &'a Theme,
    /// Its year.
    pub year: i64,
    /// The excerpt.
    pub excerpt: Excerpt,
}

/// What comes of a second look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// It is shown again.
    ShowAgain,
    /// It is deleted.
    Remove,
}

/// The first excerpts of each theme of a year, in codebook order: so many of each at most. A theme
/// without any is left out.
///
/// # Errors
/// When the actor may not see them.
pub async fn excerpts<'a>(
    services: &'a Services,
    actor: &Actor,
    year: i16,
    of_each: usize,
) -> Result<Vec<ByTheme<'a>>, Error> {
    require(decide(actor, Action::SeeReleases, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let mut themes = Vec::new();
    for theme in every_theme(services) {
        let of = Of { organisation: actor.organisation, year, theme };
        let found = page_of(services, reader.conn(), of, 1, of_each).await?;
        if !found.excerpts.is_empty() {
            themes.push(found);
        }
    }
    Ok(themes)
}

/// One page of the excerpts of a theme and year, with so many on each. A page beyond the last shows the
/// last.
///
/// # Errors
/// [`Error::NotFound`] when there are none, or the actor may not see them.
pub async fn excerpts_of_theme<'a>(
    services: &'a Services,
    actor: &Actor,
    year: i16,
    theme: &str,
    page: usize,
    on_each: usize,
) -> Result<ByTheme<'a>, Error> {
    require(decide(actor, Action::SeeReleases, actor.own()))?;
    let theme = every_theme(services).into_iter().find(|known| known.id == theme).ok_or(Error::NotFound)?;
    let of = Of { organisation: actor.organisation, year, theme };
    let mut reader = services.db.reader().await?;
    let mut found = page_of(services, reader.conn(), of, page, on_each).await?;
    if found.excerpts.is_empty() && page > 1 {
        let count = queries::count_excerpts(reader.conn(), of.organisation, year.into(), &theme.id).await?;
        let last = usize::try_from(count).unwrap_or(0).div_ceil(on_each.max(1)).max(1);
        found = page_of(services, reader.conn(), of, last, on_each).await?;
    }
    if found.excerpts.is_empty() { Err(Error::NotFound) } else { Ok(found) }
}

/// Which excerpts.
#[derive(Clone, Copy)]
struct Of<'a> {
    organisation: OrganisationId,
    year: i16,
    theme: &'a Theme,
}

/// Reads no more rows than are shown, and one to know whether there are more.
async fn page_of<'a>(
    services: &Services,
    conn: Conn<'_>,
    of: Of<'a>,
    page: usize,
    on_each: usize,
) -> Result<ByTheme<'a>, Error> {
    let rows = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let before = rows(page.saturating_sub(1).saturating_mul(on_each));
    let (year, theme) = (of.year.into(), &of.theme.id);
    let found =
        queries::list_excerpts(conn, of.organisation, year, theme, before, rows(on_each).saturating_add(1))
            .await?;
    let today = services.clock.now().day();
    let mut excerpts = Vec::with_capacity(found.len());
    for row in found.iter().take(on_each) {
        excerpts.push(Excerpt { mark: mark_of(services, row.id, today)?, words: row.words.clone() });
    }
    Ok(ByTheme { theme: of.theme, excerpts, page, has_more: found.len() > on_each })
}

/// Every theme there is or was, in the order of today's codebook.
fn every_theme(services: &Services) -> Vec<&Theme> {
    let mut themes: Vec<&Theme> = Vec::new();
    for theme in services.content.every_codebook(services.today()).flat_map(|book| &book.themes) {
        if !themes.iter().any(|known| known.id == theme.id) {
            themes.push(theme);
        }
    }
    themes
}

/// Takes an excerpt down until a safety lead has looked at it again. Who asked is not stored, and
/// asking for one that is gone changes nothing.
///
/// # Errors
/// When the actor may not ask, or there is no such excerpt.
pub async fn ask_second_look(services: &Services, actor: &Actor, mark: &str) -> Result<(), Error> {
    require(decide(actor, Action::AskSecondLook, actor.own()))?;
    let mut tx = services.db.begin().await?;
    let ids = queries::list_excerpt_ids(tx.conn(), actor.organisation).await?;
    let id = find(services, ids, mark)?;
    queries::mark_excerpt(tx.conn(), actor.organisation, id, true).await?;
    Ok(tx.commit().await?)
}

/// What is to be looked at again.
///
/// # Errors
/// When the actor is no safety lead.
pub async fn under_second_look<'a>(
    services: &'a Services,
    actor: &Actor,
) -> Result<Vec<UnderLook<'a>>, Error> {
    require(decide(actor, Action::DecideSecondLook, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let today = services.clock.now().day();
    let mut under = Vec::new();
    for row in &queries::list_excerpts_under_look(reader.conn(), actor.organisation).await? {
        let codebook = services.content.codebook(&row.codebook);
        let Some(theme) = codebook.and_then(|codebook| codebook.theme(&row.theme)) else { continue };
        let excerpt = Excerpt { mark: mark_of(services, row.id, today)?, words: row.words.clone() };
        under.push(UnderLook { theme, year: row.year, excerpt });
    }
    Ok(under)
}

/// Shows an excerpt again, or removes it for good.
///
/// # Errors
/// When the actor is no safety lead, or it is not under a second look.
pub async fn decide_second_look(
    services: &Services,
    actor: &Actor,
    mark: &str,
    look: Look,
) -> Result<(), Error> {
    require(decide(actor, Action::DecideSecondLook, actor.own()))?;
    let mut tx = services.db.begin().await?;
    let rows = queries::list_excerpts_under_look(tx.conn(), actor.organisation).await?;
    let id = find(services, rows.into_iter().map(|row| row.id), mark)?;
    match look {
        Look::ShowAgain => queries::mark_excerpt(tx.conn(), actor.organisation, id, false).await?,
        Look::Remove => queries::delete_excerpt(tx.conn(), actor.organisation, id).await?,
    }
    Ok(tx.commit().await?)
}

fn find(services: &Services, ids: impl IntoIterator<Item = Uuid>, mark: &str) -> Result<ExcerptId, Error> {
    let today = services.clock.now().day();
    for id in ids {
        for day in [today, Day(today.0 - 1)] {
            if mark_of(services, id, day)?.as_bytes().ct_eq(mark.as_bytes()).into() {
                return Ok(ExcerptId(id));
            }
        }
    }
    Err(Error::NotFound)
}

fn mark_of(services: &Services, id: Uuid, day: Day) -> Result<String, Error> {
    let about = Fields::of("afterword excerpt mark 1").bytes(id.as_bytes()).number(day.0);
    Ok(BASE64URL_NOPAD.encode(&services.ring.mac(&about)?.bytes[..16]))
}

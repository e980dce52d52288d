//! Excerpts: words that their author and two readers have let go further. Anyone may ask for one to be
//! looked at again; it is taken down at once, and nobody writes down who asked.

use super::queries::{self, ExcerptRow};
use crate::Services;
use crate::error::{Error, require};
use crate::sealing::Fields;
use data_encoding::BASE64URL_NOPAD;
use domain::frameworks::{Codebook, Theme};
use domain::ids::ExcerptId;
use domain::policy::{Action, Actor, decide};
use domain::time::Day;
use subtle::ConstantTimeEq;

/// The excerpts under one theme.
#[derive(Debug)]
pub struct ByTheme<'a> {
    /// The theme, as the codebook had it.
    pub theme: &'a Theme,
    /// Its excerpts.
    pub excerpts: Vec<Excerpt>,
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

/// The excerpts of a year, by theme in codebook order.
///
/// # Errors
/// When the actor may not see them.
pub async fn excerpts<'a>(
    services: &'a Services,
    actor: &Actor,
    year: i16,
) -> Result<Vec<ByTheme<'a>>, Error> {
    require(decide(actor, Action::SeeReleases, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let rows = queries::list_excerpts(reader.conn(), actor.organisation, i64::from(year)).await?;
    let today = services.clock.now().day();
    let mut themes: Vec<ByTheme<'a>> = Vec::new();
    for (codebook, theme) in order(services, &rows) {
        let mut found = Vec::new();
        let here =
            |row: &&ExcerptRow| row.theme == theme.id && row.codebook == codebook.version && !row.second_look;
        for row in rows.iter().filter(here) {
            found.push(Excerpt { mark: mark_of(services, row, today)?, words: row.words.clone() });
        }
        if !found.is_empty() {
            themes.push(ByTheme { theme, excerpts: found });
        }
    }
    Ok(themes)
}

/// Takes an excerpt down until a safety lead has looked at it again. Who asked is not stored, and
/// asking for one that is gone changes nothing.
///
/// # Errors
/// When the actor may not ask, or there is no such excerpt.
pub async fn ask_second_look(services: &Services, actor: &Actor, mark: &str) -> Result<(), Error> {
    require(decide(actor, Action::AskSecondLook, actor.own()))?;
    let mut tx = services.db.begin().await?;
    let row = find(services, queries::list_all_excerpts(tx.conn(), actor.organisation).await?, mark)?;
    queries::mark_excerpt(tx.conn(), actor.organisation, ExcerptId(row.id), true).await?;
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
    let mut rows = queries::list_all_excerpts(reader.conn(), actor.organisation).await?;
    rows.retain(|row| row.second_look);
    let mut under = Vec::new();
    for row in &rows {
        let codebook = services.content.codebook(&row.codebook);
        let Some(theme) = codebook.and_then(|codebook| codebook.theme(&row.theme)) else { continue };
        let excerpt = Excerpt { mark: mark_of(services, row, today)?, words: row.words.clone() };
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
    let mut rows = queries::list_all_excerpts(tx.conn(), actor.organisation).await?;
    rows.retain(|row| row.second_look);
    let id = ExcerptId(find(services, rows, mark)?.id);
    match look {
        Look::ShowAgain => queries::mark_excerpt(tx.conn(), actor.organisation, id, false).await?,
        Look::Remove => queries::delete_excerpt(tx.conn(), actor.organisation, id).await?,
    }
    Ok(tx.commit().await?)
}

/// Each theme that has an excerpt, in the order of its codebook.
fn order<'a>(services: &'a Services, rows: &[ExcerptRow]) -> Vec<(&'a Codebook, &'a Theme)> {
    let mut versions: Vec<&str> = rows.iter().map(|row| row.codebook.as_str()).collect();
    versions.sort_unstable();
    versions.dedup();
    let books = versions.into_iter().filter_map(|version| services.content.codebook(version));
    books.flat_map(|book| book.themes.iter().map(move |theme| (book, theme))).collect()
}

fn find(services: &Services, rows: Vec<ExcerptRow>, mark: &str) -> Result<ExcerptRow, Error> {
    let today = services.clock.now().day();
    for row in rows {
        for day in [today, Day(today.0 - 1)] {
            if mark_of(services, &row, day)?.as_bytes().ct_eq(mark.as_bytes()).into() {
                return Ok(row);
            }
        }
    }
    Err(Error::NotFound)
}

fn mark_of(services: &Services, row: &ExcerptRow, day: Day) -> Result<String, Error> {
    let about = Fields::of("afterword excerpt mark 1").bytes(row.id.as_bytes()).number(day.0);
    Ok(BASE64URL_NOPAD.encode(&services.ring.mac(&about)?.bytes[..16]))
}

//! The list of one's reflections.

use super::queries::{self, SummaryRow};
use super::stored;
use crate::Services;
use crate::error::{Error, require};
use crate::sealing::{PersonKey, load_person_key};
use domain::ids::ReflectionId;
use domain::policy::{Action, Actor, decide};
use domain::reflect::{Stage, Summary};
use domain::time::Timestamp;

/// One reflection in the list.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its id.
    pub id: ReflectionId,
    /// The title of its template.
    pub title: String,
    /// When it was begun.
    pub started: Timestamp,
    /// When it last changed.
    pub changed: Timestamp,
    /// Draft or finished.
    pub stage: Stage,
    /// Its first words.
    pub opening: String,
    /// Whether a second version waits for a choice.
    pub has_second_version: bool,
}

/// One's reflections, the last changed first.
#[derive(Debug, Clone)]
pub struct ListOfReflections {
    /// Those on the page asked for.
    pub entries: Vec<Entry>,
    /// The page shown, from 1.
    pub page: usize,
    /// How many pages there are, at least 1.
    pub pages: usize,
    /// Whether some are left out because they are closed after a reset.
    pub some_closed: bool,
}

/// Reflections on one page of the list.
pub const PER_PAGE: usize = 50;

/// One's own reflections, last changed first, the closed ones left out. A page beyond the last shows
/// the last.
///
/// # Errors
/// When the actor may not read, or a seal does not open.
pub async fn list(services: &Services, actor: &Actor, page: usize) -> Result<ListOfReflections, Error> {
    require(decide(actor, Action::Read, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let key = load_person_key(&services.ring, reader.conn(), actor.person).await?;
    let rows = queries::list_summaries(reader.conn(), actor.person).await?;
    drop(reader);
    let mut all = summaries(&key, actor, rows)?;
    let now = services.clock.now();
    let before = all.len();
    all.retain(|(_, summary, _)| !actor.finds_closed(summary.started, now));
    let some_closed = all.len() < before;
    // Exact times are inside the seals, so the order is made here.
    all.sort_by_key(|(id, summary, _)| (std::cmp::Reverse(summary.changed), *id));
    let pages = all.len().div_ceil(PER_PAGE).max(1);
    let page = page.clamp(1, pages);
    let entries = all
        .into_iter()
        .skip((page - 1) * PER_PAGE)
        .take(PER_PAGE)
        .map(|(id, summary, copies)| Entry {
            id,
            title: services
                .content
                .template(&summary.template.id, &summary.template.version)
                .map_or_else(|| "Reflection".to_owned(), |template| template.title.clone()),
            started: summary.started,
            changed: summary.changed,
            stage: summary.stage,
            opening: summary.opening,
            has_second_version: copies > 0,
        })
        .collect();
    Ok(ListOfReflections { entries, page, pages, some_closed })
}

/// Opens summaries: the id, what it says, and how many second versions there are.
pub(super) fn summaries(
    key: &PersonKey,
    actor: &Actor,
    rows: Vec<SummaryRow>,
) -> Result<Vec<(ReflectionId, Summary, i64)>, Error> {
    rows.iter()
        .map(|row| Ok((ReflectionId(row.id), stored::summary(key, actor.own(), row)?, row.copies)))
        .collect()
}

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
    /// Those whose seal does not open. They are named, so that one of them hides no other.
    pub unreadable: Vec<ReflectionId>,
}

/// Reflections on one page of the list.
pub const PER_PAGE: usize = 50;

/// One's own reflections, last changed first, the closed ones left out. A page beyond the last shows
/// the last.
///
/// # Errors
/// When the actor may not read, or the key of their seals cannot be had.
pub async fn list(services: &Services, actor: &Actor, page: usize) -> Result<ListOfReflections, Error> {
    require(decide(actor, Action::Read, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let key = load_person_key(&services.ring, reader.conn(), actor.person).await?;
    let rows = queries::list_summaries(reader.conn(), actor.person).await?;
    drop(reader);
    let (mut all, unreadable) = summaries(&key, actor, rows);
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
        .map(|opened| entry(services, opened))
        .collect();
    Ok(ListOfReflections { entries, page, pages, some_closed, unreadable })
}

/// How many of the newest reflections home looks through for a draft. Opening all would make the first
/// page slower the more somebody has written; an older draft is found in the list.
const LOOKED_THROUGH: i64 = 10;

/// The draft that was written in last, to carry on with; `None` when none of the newest reflections is
/// a draft with words in it.
///
/// # Errors
/// As [`list`].
pub async fn recent_draft(services: &Services, actor: &Actor) -> Result<Option<Entry>, Error> {
    require(decide(actor, Action::Read, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let rows = queries::list_newest_summaries(reader.conn(), actor.person, LOOKED_THROUGH).await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let key = load_person_key(&services.ring, reader.conn(), actor.person).await?;
    drop(reader);
    let now = services.clock.now();
    let newest = summaries(&key, actor, rows)
        .0
        .into_iter()
        .filter(|(_, summary, _)| summary.stage == Stage::Draft && !summary.opening.is_empty())
        .filter(|(_, summary, _)| !actor.finds_closed(summary.started, now))
        .max_by_key(|(id, summary, _)| (summary.changed, std::cmp::Reverse(*id)));
    Ok(newest.map(|opened| entry(services, opened)))
}

fn entry(services: &Services, (id, summary, copies): OpenedSummary) -> Entry {
    Entry {
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
    }
}

/// A summary that has been opened: the id, what it says, and how many second versions there are.
type OpenedSummary = (ReflectionId, Summary, i64);

/// Opens summaries, and names those that do not open.
pub(super) fn summaries(
    key: &PersonKey,
    actor: &Actor,
    rows: Vec<SummaryRow>,
) -> (Vec<OpenedSummary>, Vec<ReflectionId>) {
    let (mut opened, mut unreadable) = (Vec::with_capacity(rows.len()), Vec::new());
    for row in rows {
        match stored::summary(key, actor.own(), &row) {
            Ok(summary) => opened.push((ReflectionId(row.id), summary, row.copies)),
            Err(_) => unreadable.push(ReflectionId(row.id)),
        }
    }
    if !unreadable.is_empty() {
        tracing::error!(
            count = unreadable.len(),
            "reflections do not open: their rows are damaged or were moved"
        );
    }
    unreadable.sort_unstable();
    (opened, unreadable)
}

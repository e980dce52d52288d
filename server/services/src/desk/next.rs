//! The next point for a reader: a random one of those that wait for them.

use crate::Services;
use crate::error::{Error, require};
use crate::pool::{HeldRow, find_pool_row, load_register, open_point, open_pools, pool_error};
use crate::release::codebook_of;
use crate::sealing::PeriodKey;
use crate::share::find_details;
use domain::frameworks::{Codebook, Outcome, OutcomeWhen};
use domain::ids::HeldId;
use domain::policy::{Action, Actor, decide};
use domain::sharing::{Found, Reading};

/// A point on a reader's desk.
#[derive(Debug)]
pub struct OnDesk<'a> {
    /// Its row, until the next batch.
    pub id: HeldId,
    /// What the page has seen: goes back with the decision.
    pub seen: String,
    /// Whether it is read for the first time, or again for quoting.
    pub reading: Reading,
    /// The words.
    pub words: String,
    /// What could point to a person in them.
    pub details: Vec<Found>,
    /// The codebook to code with.
    pub codebook: &'a Codebook,
    /// What a point can be set aside with.
    pub outcomes: Vec<Outcome>,
}

/// Whether anything waits for this reader. Never how much.
///
/// # Errors
/// When the actor is no safety lead.
pub async fn some_waiting(services: &Services, actor: &Actor) -> Result<bool, Error> {
    require(decide(actor, Action::ReadDesk, actor.own()))?;
    Ok(find_next(services, actor).await?.is_some())
}

/// A point for this reader, picked at random from the earliest period that has any.
///
/// # Errors
/// When the actor is no safety lead, or the pool cannot be opened.
pub async fn next<'a>(services: &'a Services, actor: &Actor) -> Result<Option<OnDesk<'a>>, Error> {
    require(decide(actor, Action::ReadDesk, actor.own()))?;
    let found = find_next(services, actor).await?;
    Ok(found.map(|(key, row, reading)| on_desk(services, &key, row, reading)))
}

/// A point that was on this reader's desk before, for showing a form again.
///
/// # Errors
/// [`Error::NotFound`] when it is not there for them any more: decided, withdrawn, or in another row
/// since a batch.
pub async fn open<'a>(services: &'a Services, actor: &Actor, id: HeldId) -> Result<OnDesk<'a>, Error> {
    require(decide(actor, Action::ReadDesk, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let found = find_pool_row(services, reader.conn(), actor.organisation, id).await.map_err(pool_error)?;
    let (key, row) = found.ok_or(Error::NotFound)?;
    let reading = row.held.reading_for(&key.tag(actor.person)).ok_or(Error::NotFound)?;
    Ok(on_desk(services, &key, row, reading))
}

fn on_desk<'a>(services: &'a Services, key: &PeriodKey, row: HeldRow, reading: Reading) -> OnDesk<'a> {
    let words = row.held.point.words;
    let mut outcomes = services.content.outcomes_on(services.today());
    outcomes.retain(|outcome| outcome.when == OutcomeWhen::SetAside);
    OnDesk {
        id: row.id,
        seen: key.seen(&row.sealed),
        reading,
        details: find_details(&words),
        words,
        codebook: codebook_of(services, key.period()),
        outcomes,
    }
}

/// Looks through each period's register, and opens a random one of the points that wait for this reader.
/// Their own are told by their tag, in memory.
async fn find_next(
    services: &Services,
    actor: &Actor,
) -> Result<Option<(PeriodKey, HeldRow, Reading)>, Error> {
    let mut reader = services.db.reader().await?;
    let pools = open_pools(services, reader.conn(), actor.organisation).await.map_err(pool_error)?;
    for key in pools.into_iter().filter_map(|pool| pool.key.ok()) {
        let own = key.tag(actor.person);
        let register = load_register(reader.conn(), actor.organisation, &key).await?;
        let mut waiting = register.waiting_for(&own);
        let some = usize::from_le_bytes(crate::random::bytes()?);
        let start = some.checked_rem(waiting.len()).unwrap_or(0);
        waiting.rotate_left(start);
        for id in waiting {
            // A row that is gone, changed in between or was never ours is passed over.
            let row = open_point(reader.conn(), actor.organisation, &key, id).await?;
            let reading = row.as_ref().and_then(|row| row.held.reading_for(&own));
            if let (Some(row), Some(reading)) = (row, reading) {
                return Ok(Some((key, row, reading)));
            }
        }
    }
    Ok(None)
}

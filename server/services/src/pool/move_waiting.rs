//! The batch: everything that waits in an organisation moves into the pool together, or nothing does.
//!
//! One transaction deletes the waiting rows and writes the pool anew: every point of the organisation,
//! old and new, gets a fresh random id and a fresh seal, and rows go in in the order of those ids. A
//! withdrawal leaves a row as well, which never was a point. So whoever compares the database before
//! and after sees as many rows come as went, and no old row that stayed, changed or vanished.
//!
//! A period whose key cannot be used is left as it is, and so is a single row that does not open: it stays
//! under its id, because its seal opens under no other. A withdrawal that may be for one of those points
//! waits on, in another row: it is applied by a later batch or by the freeze.

use super::held::{OpenPool, PoolError, lock_of, open_pools, rows_of, sealed, ticket_text};
use super::queries::{self, PointRow};
use super::register::{Register, load_register, store_register};
use crate::Services;
use crate::db::{Conn, Hold};
use crate::error::Error;
use crate::release::rules_on;
use crate::sealing::{PeriodKey, make_period_key};
use crate::share::{
    OpenedWaiting, Waiting, delete_waiting, hash_of, renew_waiting, replace_waiting, waiting_of_organisation,
};
use domain::disclosure::{Period, PeriodLength};
use domain::ids::{HeldId, OrganisationId};
use domain::policy::Whose;
use domain::sharing::{Held, Point, Quotation, Review};
use domain::time::Timestamp;
use std::collections::{BTreeSet, HashSet};
use uuid::Uuid;

/// Tables that a batch or a freeze leaves deleted rows in.
pub(crate) const LEFT_BEHIND: &[&str] = &["waiting", "pool", "pools"];

/// What a batch did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// Everything that waited has moved.
    All {
        /// How many points.
        points: usize,
    },
    /// Fewer people wait than a batch needs: nothing has moved.
    TooFew,
}

/// Moves what waits in an organisation into the pool, if enough different people are waiting.
///
/// # Errors
/// When a key is missing or the database refuses; but for [`PoolError::LeftBehind`] nothing has then
/// moved.
pub async fn move_waiting(services: &Services, organisation: OrganisationId) -> Result<Moved, PoolError> {
    let mut tx = services.db.begin().await?;
    tx.hold(lock_of(organisation), Hold::Alone).await?;
    let today = services.today();
    let rules = rules_on(services, tx.conn(), organisation, today).await?;
    let waiting = waiting_of_organisation(services, tx.conn(), organisation).await?;
    let shares = waiting.iter().filter(|row| matches!(row.waiting, Waiting::Share { .. }));
    let people: HashSet<_> = shares.clone().map(|row| row.owner).collect();
    let mut pools = open_pools(services, tx.conn(), organisation).await?;
    if !rules.threshold.is_met_by(people.len()) {
        give_back(services, tx.conn(), organisation, &waiting, &pools, rules.length).await?;
        tx.commit().await?;
        return Ok(Moved::TooFew);
    }
    let points = shares.count();
    let now = Period::containing(today, rules.length);
    if !pools.iter().any(|pool| pool.period == now) {
        // On disk for good before the first row needs it.
        let key = make_period_key(&services.settings.key_dir, organisation, now)?;
        queries::insert_pool(tx.conn(), organisation, &now.to_string(), key.check()).await?;
        pools.push(OpenPool { period: now, key: Ok(key) });
    }
    let (opened, unmatched) = withdrawn_from(tx.conn(), organisation, pools, now, &waiting).await?;
    let (stay, go): (Vec<_>, Vec<_>) =
        waiting.iter().partition(|row| withdrawal_in(row).is_some_and(|ticket| unmatched.contains(&ticket)));
    let mut rows = Vec::new();
    for Opened { key, mut held, closed } in opened {
        let period = key.period();
        let before = load_register(tx.conn(), organisation, &key).await?;
        queries::delete_points(tx.conn(), organisation, &period.to_string()).await?;
        if period == now {
            held.extend(go.iter().filter_map(|row| arrived(&key, row)));
        }
        let mut held: Vec<(HeldId, Held)> =
            held.into_iter().map(|held| (HeldId(Uuid::new_v4()), held)).collect();
        held.sort_by_key(|(id, _)| *id);
        let mut register = Register::of(held.iter().map(|(id, held)| (*id, held)));
        let closed_ids: Vec<HeldId> = closed.iter().map(|row| HeldId(row.id)).collect();
        register.go_on_saying(&before, &closed_ids);
        // Those that do not open are written again just as they were.
        rows.extend(closed.into_iter().map(|row| (HeldId(row.id), period, row.sealed)));
        store_register(tx.conn(), organisation, &key, &register).await?;
        for (id, held) in held {
            rows.push((id, period, sealed(&key, id, &held)?));
        }
    }
    for row in go.iter().filter(|row| !matches!(row.waiting, Waiting::Returned { .. })) {
        delete_waiting(tx.conn(), row.id, row.owner).await?;
    }
    for row in stay {
        renew_waiting(services, tx.conn(), Whose { person: row.owner, organisation }, row).await?;
    }
    rows.sort_by_key(|(id, ..)| *id);
    for (id, period, sealed) in rows {
        queries::insert_point(tx.conn(), id, organisation, &period.to_string(), sealed).await?;
    }
    tx.commit().await?;
    services.db.scrub(LEFT_BEHIND).await.map_err(PoolError::LeftBehind)?;
    Ok(Moved::All { points })
}

/// What lies in a period's pool.
struct Opened {
    key: PeriodKey,
    held: Vec<Held>,
    /// The rows that do not open.
    closed: Vec<PointRow>,
}

/// The points of every period that can be opened, with what waits to be withdrawn withdrawn. Answers as
/// well the tickets that may be of points that cannot. The key of `now` must be there.
async fn withdrawn_from(
    mut conn: Conn<'_>,
    organisation: OrganisationId,
    pools: Vec<OpenPool>,
    now: Period,
    waiting: &[OpenedWaiting],
) -> Result<(Vec<Opened>, BTreeSet<String>), PoolError> {
    let withdrawn = withdrawals_in(waiting);
    let (mut opened, mut unmatched, mut some_closed) = (Vec::new(), withdrawn.clone(), false);
    for pool in pools {
        let key = match pool.key {
            Ok(key) => key,
            Err(error) if pool.period == now => return Err(error),
            Err(_) => {
                some_closed = true;
                continue;
            }
        };
        let (rows, closed) = rows_of(conn.again(), organisation, &key).await?;
        some_closed |= !closed.is_empty();
        let mut held: Vec<Held> = rows.into_iter().map(|row| row.held).collect();
        for point in held.iter_mut().filter(|point| withdrawn.contains(&point.ticket)) {
            point.withdraw();
            unmatched.remove(&point.ticket);
        }
        opened.push(Opened { key, held, closed });
    }
    if !some_closed {
        // What they were for is frozen.
        unmatched.clear();
    }
    Ok((opened, unmatched))
}

/// The ticket that is to be withdrawn, as a point holds it.
fn withdrawal_in(row: &OpenedWaiting) -> Option<String> {
    match &row.waiting {
        Waiting::Withdrawal { ticket, .. } => Some(ticket_text(&hash_of(ticket))),
        _ => None,
    }
}

/// The tickets that are to be withdrawn, as points hold them.
pub(crate) fn withdrawals_in(waiting: &[OpenedWaiting]) -> BTreeSet<String> {
    waiting.iter().filter_map(withdrawal_in).collect()
}

/// What a waiting row becomes in the pool.
fn arrived(key: &PeriodKey, row: &OpenedWaiting) -> Option<Held> {
    let author = key.tag(row.owner);
    match &row.waiting {
        Waiting::Share { ticket, point, .. } => Some(Held {
            author,
            ticket: ticket_text(&hash_of(ticket)),
            point: point.clone(),
            review: Review::Unread,
        }),
        Waiting::Withdrawal { .. } => Some(Held {
            author,
            ticket: String::new(),
            point: Point {
                words: String::new(),
                setting: String::new(),
                plan: None,
                consent: String::new(),
                quotation: Quotation::NotAllowed,
            },
            review: Review::Withdrawn,
        }),
        Waiting::Returned { .. } => None,
    }
}

/// Gives back what found no company for two periods. A withdrawal that old has nothing left to withdraw
/// when no period is held that had begun when it was asked for: its own is frozen.
async fn give_back(
    services: &Services,
    mut conn: Conn<'_>,
    organisation: OrganisationId,
    waiting: &[OpenedWaiting],
    pools: &[OpenPool],
    length: PeriodLength,
) -> Result<(), Error> {
    let today = services.today();
    let is_over = |since: Timestamp| {
        let period = Period::containing(services.date(since), length);
        today > period.next().last_day()
    };
    let may_be_held =
        |since: Timestamp| pools.iter().any(|pool| pool.period.first_day() <= services.date(since));
    for row in waiting {
        match &row.waiting {
            Waiting::Share { reflection, since, point, .. } if is_over(*since) => {
                let owner = Whose { person: row.owner, organisation };
                let returned = Waiting::Returned { reflection: *reflection, point: point.clone() };
                replace_waiting(services, conn.again(), owner, row.id, &returned).await?;
            }
            Waiting::Withdrawal { since, .. } if is_over(*since) && !may_be_held(*since) => {
                delete_waiting(conn.again(), row.id, row.owner).await?;
            }
            _ => {}
        }
    }
    Ok(())
}

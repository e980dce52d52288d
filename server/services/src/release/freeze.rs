//! The freeze: on its date a period's figures are worked out once. Its points, the words that may not
//! be quoted and its key are gone for good.

use super::frozen::frozen_periods;
use super::keys::destroy_spent_keys;
use super::layout::{codebook_of, layout_of};
use super::queries::{self, ExcerptRow, ReleaseRow};
use super::rules::{date_as_day, rules_on};
use crate::Services;
use crate::db::{Conn, Hold, Tx};
use crate::error::Error;
use crate::pool::{
    LEFT_BEHIND, PoolError, delete_pool, lock_of, open_pools, points_of, ticket_of, withdrawals_in,
};
use crate::share::waiting_of_organisation;
use domain::disclosure::{CodedPoint, Layout, Period, Threshold, printed_themes, release_of};
use domain::frameworks::{Codebook, OutcomeWhen};
use domain::ids::OrganisationId;
use domain::sharing::{Held, Review};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Why a period was not frozen.
#[derive(Debug, thiserror::Error)]
pub enum FreezeError {
    /// Its date has not come.
    #[error("{period} is frozen on {on}, and not before: there is no preview")]
    TooEarly {
        /// The period.
        period: Period,
        /// The date.
        on: Date,
    },
    /// It is frozen.
    #[error("{0} is frozen already, and is never worked out again")]
    Already(Period),
    /// No batch has moved in it.
    #[error("nothing is held for {0}")]
    NothingHeld(Period),
    /// The pool cannot be opened.
    #[error(transparent)]
    Pool(#[from] PoolError),
}

impl From<Error> for FreezeError {
    fn from(error: Error) -> Self {
        Self::Pool(error.into())
    }
}

impl From<sqlx::Error> for FreezeError {
    fn from(error: sqlx::Error) -> Self {
        Self::Pool(error.into())
    }
}

/// What to do when a period's key is not in the key directory, or is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyLost {
    /// Refuse: another node may have it.
    Refuse,
    /// Freeze without the points that it held. They are lost.
    GoOn,
}

/// What a freeze did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frozen {
    /// The period.
    pub period: Period,
    /// How many excerpts came out of it.
    pub excerpts: usize,
}

/// Freezes a period of an organisation.
///
/// # Errors
/// When its date has not come, it is frozen already, nothing is held for it, or its key is missing or damaged.
pub async fn freeze(
    services: &Services,
    organisation: OrganisationId,
    period: Period,
    lost: KeyLost,
) -> Result<Frozen, FreezeError> {
    let on = period.freezes_on();
    if services.today() < on {
        return Err(FreezeError::TooEarly { period, on });
    }
    let mut tx = services.db.begin().await?;
    tx.hold(lock_of(organisation), Hold::Alone).await?;
    if queries::find_release(tx.conn(), organisation, &period.to_string()).await?.is_some() {
        return Err(FreezeError::Already(period));
    }
    let pools = open_pools(services, tx.conn(), organisation).await?;
    let pool = pools.into_iter().find(|pool| pool.period == period);
    let pool = pool.ok_or(FreezeError::NothingHeld(period))?;
    let mut held: Vec<Held> = match pool.key {
        Ok(key) => points_of(tx.conn(), organisation, &key).await?.into_iter().map(|row| row.held).collect(),
        Err(error) if lost == KeyLost::GoOn && error.is_lost_key() => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    settle(services, tx.conn(), organisation, &mut held).await?;
    let excerpts = store(services, &mut tx, organisation, period, &held).await?;
    delete_pool(tx.conn(), organisation, period).await?;
    tx.commit().await?;
    // A stop before this leaves a key without rows: the next run of the job destroys it.
    destroy_spent_keys(services).await?;
    services.db.scrub(LEFT_BEHIND).await.map_err(PoolError::LeftBehind)?;
    Ok(Frozen { period, excerpts })
}

/// Stores a release as if these points had been held for its period: the same figures, excerpts and
/// outcomes as [`freeze`], without a pool, a key or a date. For measuring with more points than can be
/// moved in reasonable time.
///
/// # Errors
/// When the period is frozen, or the database refuses.
pub async fn release_points(
    services: &Services,
    organisation: OrganisationId,
    period: Period,
    held: &[Held],
) -> Result<Frozen, FreezeError> {
    let mut tx = services.db.begin().await?;
    tx.hold(lock_of(organisation), Hold::Alone).await?;
    if queries::find_release(tx.conn(), organisation, &period.to_string()).await?.is_some() {
        return Err(FreezeError::Already(period));
    }
    let excerpts = store(services, &mut tx, organisation, period, held).await?;
    tx.commit().await?;
    Ok(Frozen { period, excerpts })
}

/// Works out what is left of a period's points, and stores it: figures, excerpts and outcomes. Answers
/// how many excerpts.
async fn store(
    services: &Services,
    tx: &mut Tx,
    organisation: OrganisationId,
    period: Period,
    held: &[Held],
) -> Result<usize, Error> {
    let rules = rules_on(services, tx.conn(), organisation, period.first_day()).await?;
    let layout = layout_of(services, period, &rules);
    let coded: Vec<CodedPoint<'_>> = held.iter().filter_map(coded).collect();
    let release = release_of(period, &coded, &layout, rules.threshold);
    let codebook = codebook_of(services, period);
    let row = ReleaseRow {
        period: period.to_string(),
        frozen_on: date_as_day(services.today()),
        codebook: codebook.version.clone(),
        body: release.to_json().into_bytes(),
    };
    queries::insert_release(tx.conn(), organisation, row).await?;
    let excerpts = quoted(held, &coded, &layout, rules.threshold)?;
    let count = excerpts.len();
    store_excerpts(tx, organisation, period, codebook, excerpts).await?;
    store_outcomes(services, tx, organisation, period, held).await?;
    Ok(count)
}

/// Applies withdrawals that still wait, and sets aside what nobody decided. Waiting rows are read and
/// stay: the next batch takes them away, so that no transaction of a freeze touches a person's row.
async fn settle(
    services: &Services,
    conn: Conn<'_>,
    organisation: OrganisationId,
    held: &mut [Held],
) -> Result<(), Error> {
    let waiting = waiting_of_organisation(services, conn, organisation).await?;
    let withdrawn = withdrawals_in(&waiting);
    let undecided = outcome_on(services, OutcomeWhen::Undecided)?;
    for point in held {
        if withdrawn.contains(&point.ticket) {
            point.withdraw();
        }
        point.close(&undecided);
    }
    Ok(())
}

fn outcome_on(services: &Services, when: OutcomeWhen) -> Result<String, Error> {
    let ids = services.content.outcome_ids_on(when, services.today());
    ids.into_iter().next().ok_or_else(|| Error::Unexpected("an outcome is not in the content".to_owned()))
}

/// What counts of a point, if it counts.
fn coded(held: &Held) -> Option<CodedPoint<'_>> {
    let Review::Accepted { codes, .. } = &held.review else { return None };
    Some(CodedPoint {
        contributor: &held.author,
        codes,
        setting: &held.point.setting,
        plan: held.point.plan.as_deref(),
    })
}

/// The words that go further, each under one printed theme: one of each contributor, picked at random.
fn quoted(
    held: &[Held],
    coded: &[CodedPoint<'_>],
    layout: &Layout,
    threshold: Threshold,
) -> Result<Vec<(String, String)>, Error> {
    let printed = printed_themes(coded, layout, threshold);
    let mut by_author: BTreeMap<&str, Vec<(String, String)>> = BTreeMap::new();
    for point in held {
        let (Some(words), Review::Accepted { codes, .. }) = (point.quotable(), &point.review) else {
            continue;
        };
        let theme = layout.themes.iter().find(|theme| {
            let has = |code: &domain::sharing::Code| theme.sub_themes.contains(&code.sub_theme);
            printed.contains(&theme.id.as_str()) && codes.iter().any(has)
        });
        if let Some(theme) = theme {
            by_author.entry(&point.author).or_default().push((theme.id.clone(), words.to_owned()));
        }
    }
    let mut excerpts = Vec::with_capacity(by_author.len());
    for mut words in by_author.into_values() {
        let random = u64::from_le_bytes(crate::random::bytes::<8>()?);
        let at = usize::try_from(random % words.len() as u64).unwrap_or(0);
        excerpts.push(words.swap_remove(at));
    }
    Ok(excerpts)
}

async fn store_excerpts(
    tx: &mut Tx,
    organisation: OrganisationId,
    period: Period,
    codebook: &Codebook,
    excerpts: Vec<(String, String)>,
) -> Result<(), Error> {
    let mut rows: Vec<ExcerptRow> = excerpts
        .into_iter()
        .map(|(theme, words)| ExcerptRow {
            id: Uuid::new_v4(),
            year: i64::from(period.year()),
            codebook: codebook.version.clone(),
            theme,
            words,
            second_look: false,
        })
        .collect();
    // In the order of random ids, which says nothing.
    rows.sort_by_key(|row| row.id);
    for row in rows {
        queries::insert_excerpt(tx.conn(), organisation, row).await?;
    }
    Ok(())
}

async fn store_outcomes(
    services: &Services,
    tx: &mut Tx,
    organisation: OrganisationId,
    period: Period,
    held: &[Held],
) -> Result<(), Error> {
    let accepted = outcome_on(services, OutcomeWhen::Accepted)?;
    let withdrawn = outcome_on(services, OutcomeWhen::Withdrawn)?;
    // A set, so that rows go in in the order of hashes.
    let mut outcomes = BTreeSet::new();
    for point in held {
        let outcome = match &point.review {
            Review::Accepted { .. } => &accepted,
            Review::SetAside { outcome } => outcome,
            Review::Withdrawn | Review::Unread => &withdrawn,
        };
        if let Some(ticket) = ticket_of(point) {
            outcomes.insert((ticket, outcome.clone()));
        }
    }
    for (ticket, outcome) in outcomes {
        queries::insert_outcome(tx.conn(), organisation, &period.to_string(), &ticket, &outcome).await?;
    }
    Ok(())
}

/// Whether a period of an organisation is frozen.
pub(super) async fn is_frozen(
    conn: Conn<'_>,
    organisation: OrganisationId,
    period: Period,
) -> Result<bool, Error> {
    Ok(frozen_periods(conn, organisation).await?.contains(&period))
}

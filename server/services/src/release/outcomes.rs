//! What became of points whose periods are frozen. All outcomes of a period are fetched and tickets are
//! matched in memory, so that no query tells which ticket somebody holds.
//!
//! A frozen period's outcomes never change, and they belong to nobody who can be named: a node keeps
//! those it has fetched. Who looked, and for what, it does not keep.

use super::due::OUTCOMES_KEPT_DAYS;
use super::queries;
use super::rules::date_as_day;
use crate::Services;
use crate::db::Conn;
use crate::error::Error;
use domain::ids::OrganisationId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Outcomes a node keeps in memory at most: 17 MB.
const MOST_KEPT: usize = 500_000;

/// The outcomes of frozen periods that a node has fetched.
#[derive(Debug, Clone, Default)]
pub struct FetchedOutcomes(Arc<Mutex<ByPeriod>>);

type ByPeriod = HashMap<(OrganisationId, String), Arc<OfPeriod>>;

/// The outcomes of one period, by the hash of a ticket.
#[derive(Debug)]
pub(crate) struct OfPeriod {
    /// In the order of hashes; the number is the outcome's place among `outcomes`.
    tickets: Vec<([u8; 32], u8)>,
    outcomes: Vec<String>,
}

impl OfPeriod {
    fn read(rows: Vec<(Vec<u8>, String)>) -> Self {
        let mut outcomes: Vec<String> = Vec::new();
        let mut tickets = Vec::with_capacity(rows.len());
        for (ticket, outcome) in rows {
            let known = outcomes.iter().position(|known| *known == outcome).unwrap_or_else(|| {
                outcomes.push(outcome);
                outcomes.len() - 1
            });
            // There are about ten outcomes; a list of more than 256 is not ours.
            if let (Ok(ticket), Ok(known)) = (ticket.try_into(), u8::try_from(known)) {
                tickets.push((ticket, known));
            }
        }
        tickets.sort_unstable();
        Self { tickets, outcomes }
    }

    /// What became of the point with this ticket, if it was one of the period's.
    pub fn of(&self, ticket: &[u8; 32]) -> Option<&str> {
        let at = self.tickets.binary_search_by(|(known, _)| known.cmp(ticket)).ok()?;
        self.outcomes.get(usize::from(self.tickets.get(at)?.1)).map(String::as_str)
    }
}

impl FetchedOutcomes {
    fn find(&self, organisation: OrganisationId, period: &str) -> Option<Arc<OfPeriod>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&(organisation, period.to_owned())).cloned()
    }

    /// Keeps a period; what is no longer of use to its organisation goes, and everything when there
    /// would be too much.
    fn keep(&self, organisation: OrganisationId, periods: &[String], period: &str, of: &Arc<OfPeriod>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(other, period), _| *other != organisation || periods.contains(period));
        let tickets: usize = kept.values().map(|of| of.tickets.len()).sum();
        if tickets + of.tickets.len() > MOST_KEPT {
            kept.clear();
        }
        kept.insert((organisation, period.to_owned()), of.clone());
    }
}

/// What became of every point whose period was frozen in the last year, period by period.
pub(crate) async fn find_outcomes(
    services: &Services,
    mut conn: Conn<'_>,
    organisation: OrganisationId,
) -> Result<Vec<Arc<OfPeriod>>, Error> {
    let year_ago = date_as_day(services.today()) - OUTCOMES_KEPT_DAYS;
    let releases = queries::list_releases(conn.again(), organisation).await?;
    let last_year = releases.into_iter().filter(|(_, frozen_on)| *frozen_on >= year_ago);
    let periods: Vec<String> = last_year.map(|(period, _)| period).collect();
    let mut all = Vec::with_capacity(periods.len());
    for period in &periods {
        if let Some(of) = services.outcomes.find(organisation, period) {
            all.push(of);
            continue;
        }
        let rows = queries::list_outcomes(conn.again(), organisation, period).await?;
        let of = Arc::new(OfPeriod::read(rows));
        services.outcomes.keep(organisation, &periods, period, &of);
        all.push(of);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn rows(count: usize) -> Vec<(Vec<u8>, String)> {
        let ticket = |at: usize| {
            let mut ticket = vec![0; 32];
            ticket[..8].copy_from_slice(&at.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
            ticket
        };
        (0..count).map(|at| (ticket(at), format!("outcome {}", at % 3))).collect()
    }

    #[test]
    fn a_ticket_finds_its_outcome_and_another_finds_none() {
        let of = OfPeriod::read(rows(1_000));
        for (ticket, outcome) in rows(1_000) {
            assert_eq!(of.of(&ticket.try_into().expect("32 bytes")), Some(outcome.as_str()));
        }
        assert_eq!(of.of(&[7; 32]), None);
    }

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let kept = FetchedOutcomes::default();
        let of = Arc::new(OfPeriod::read(rows(MOST_KEPT / 4 + 1)));
        for organisation in 0..9 {
            let organisation = OrganisationId(Uuid::from_u128(organisation));
            kept.keep(organisation, &["2026-Q1".to_owned()], "2026-Q1", &of);
            assert!(kept.find(organisation, "2026-Q1").is_some());
        }
        assert!(kept.0.lock().expect("kept").len() <= 3);
    }

    #[test]
    fn a_period_of_which_nothing_is_to_be_known_any_more_is_not_kept() {
        let (kept, organisation) = (FetchedOutcomes::default(), OrganisationId(Uuid::from_u128(1)));
        let of = Arc::new(OfPeriod::read(rows(3)));
        let periods = ["2025-Q1".to_owned(), "2026-Q1".to_owned()];
        kept.keep(organisation, &periods, "2025-Q1", &of);
        kept.keep(organisation, &periods[1..], "2026-Q1", &of);
        assert!(kept.find(organisation, "2025-Q1").is_none());
    }
}

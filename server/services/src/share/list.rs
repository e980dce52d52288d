//! What one has shared, and what became of it. Worked out when its author looks: all outcomes are
//! fetched and the author's tickets matched in memory, so that nothing tells that somebody looked, or
//! for what.

use super::stored::{Waiting, hash_of, waiting_of_person};
use crate::Services;
use crate::error::{Error, require};
use crate::pool::{Standing, find_standings};
use crate::reflect::opened_with_shares;
use crate::release::find_outcomes;
use domain::frameworks::{Outcome, OutcomeWhen};
use domain::ids::{ReflectionId, ShareId};
use domain::policy::{Action, Actor, decide};
use domain::sharing::{Share, ShareState};
use domain::time::Timestamp;
use std::collections::HashMap;

/// One share, before its author.
#[derive(Debug, Clone)]
pub struct Shared {
    /// Its id.
    pub id: ShareId,
    /// The reflection it came from.
    pub reflection: ReflectionId,
    /// When it was let go of.
    pub at: Timestamp,
    /// Its first words.
    pub opening: String,
    /// Where it is now.
    pub stage: Stage,
}

/// Where a share is.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// It waits under its author's name; these words.
    Waiting {
        /// What others will see.
        words: String,
    },
    /// It found no company for two periods, and is its author's again.
    Returned {
        /// What others would have seen.
        words: String,
    },
    /// It has moved, and nobody has decided yet.
    Moved,
    /// It is to be withdrawn with the next batch or the freeze.
    WithdrawalAsked,
    /// What became of it.
    Became(Box<Outcome>),
    /// Nothing is known of it any more: its outcome was kept for a year.
    Forgotten,
}

/// Everything the actor has shared, the latest first.
///
/// # Errors
/// When the actor may not look, or something does not open.
pub async fn list(services: &Services, actor: &Actor) -> Result<Vec<Shared>, Error> {
    require(decide(actor, Action::SeeOwnShares, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let mut kept: Vec<(ReflectionId, Share)> = Vec::new();
    let (key, reflections) = opened_with_shares(services, reader.conn(), actor).await?;
    for (id, reflection) in reflections {
        kept.extend(reflection.shares.into_iter().map(|share| (id, share)));
    }
    if kept.is_empty() {
        return Ok(Vec::new());
    }
    let waiting: HashMap<ShareId, Waiting> =
        waiting_of_person(reader.conn(), &key, actor.own()).await?.into_iter().collect();
    let standings = find_standings(services, reader.conn(), actor.organisation).await?;
    let outcomes = find_outcomes(services, reader.conn(), actor.organisation).await?;
    drop(reader);
    let told = |id: &str| {
        let outcome = services.content.outcome(id, services.today());
        outcome.map_or(Stage::Forgotten, |outcome| Stage::Became(Box::new(outcome)))
    };
    let first = |when| services.content.outcome_ids_on(when, services.today()).into_iter().next();
    let on = |when| first(when).map_or(Stage::Forgotten, |id| told(&id));
    let stage = |share: &Share| match waiting.get(&share.id) {
        Some(Waiting::Share { point, .. }) => Stage::Waiting { words: point.words.clone() },
        Some(Waiting::Returned { point, .. }) => Stage::Returned { words: point.words.clone() },
        _ => {
            let ticket = hash_of(&share.ticket);
            let outcome = outcomes.iter().find_map(|period| period.of(&ticket));
            match (standings.of(&ticket), outcome) {
                (None, Some(outcome)) => told(outcome),
                (None, None) if !standings.some_closed => Stage::Forgotten,
                (Some(Standing::Withdrawn), _) => on(OutcomeWhen::Withdrawn),
                _ if share.state == ShareState::WithdrawalAsked => Stage::WithdrawalAsked,
                // Or in a period that cannot be opened now.
                (Some(Standing::Unread) | None, _) => Stage::Moved,
                (Some(Standing::Accepted | Standing::WaitsForSecond), _) => on(OutcomeWhen::Accepted),
                (Some(Standing::SetAside(outcome)), _) => told(outcome),
            }
        }
    };
    let mut shared: Vec<Shared> = kept
        .iter()
        .map(|(reflection, share)| Shared {
            id: share.id,
            reflection: *reflection,
            at: share.at,
            opening: share.opening.clone(),
            stage: stage(share),
        })
        .collect();
    shared.sort_by_key(|shared| (std::cmp::Reverse(shared.at), shared.id));
    Ok(shared)
}

/// What the actor has shared from one reflection.
///
/// # Errors
/// As [`list`].
pub async fn list_of(
    services: &Services,
    actor: &Actor,
    reflection: ReflectionId,
) -> Result<Vec<Shared>, Error> {
    let mut shared = list(services, actor).await?;
    shared.retain(|shared| shared.reflection == reflection);
    Ok(shared)
}

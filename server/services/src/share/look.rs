//! Looking at a draft: what the identifier check finds, and what others would see.

use crate::Services;
use crate::error::{Error, require};
use crate::release::{offered_on, rules_on};
use domain::policy::{Action, Actor, decide};
use domain::sharing::{Found, Offered, Point, Settled, ShareDraft, ShareProblem, check};

/// A draft as it stands: what others would see, and what must still be put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// The text after the author's decisions, and what is open in it.
    pub settled: Settled,
    /// What must be put right; empty when it can be shared.
    pub problems: Vec<ShareProblem>,
}

/// What could point to a person, with neutral words to put instead. The same check runs in the
/// browser; this is the one that counts.
#[must_use]
pub fn find_details(text: &str) -> Vec<Found> {
    let findings = deid::find(text, deid::Lexicon::embedded());
    let suggestions = deid::suggest(text, &findings);
    findings
        .into_iter()
        .map(|finding| Found {
            suggestion: suggestions
                .iter()
                .find(|suggestion| suggestion.range == finding.range)
                .map(|suggestion| suggestion.words.clone())
                .unwrap_or_default(),
            label: finding.label.code().to_owned(),
            why: finding.reason.into_owned(),
            binds: finding.certainty >= deid::Certainty::Likely,
            range: finding.range,
        })
        .collect()
}

/// Looks at a draft without storing anything.
///
/// # Errors
/// When the actor may not share, or the database cannot be read.
pub async fn look(services: &Services, actor: &Actor, draft: &ShareDraft) -> Result<Looked, Error> {
    require(decide(actor, Action::Share, actor.own()))?;
    let offered = offered(services, actor).await?;
    let (settled, point) = check(draft, &offered, find_details);
    Ok(Looked { settled, problems: point.err().unwrap_or_default() })
}

/// What the author can choose from today.
pub(super) async fn offered(services: &Services, actor: &Actor) -> Result<Offered, Error> {
    let mut reader = services.db.reader().await?;
    let rules = rules_on(services, reader.conn(), actor.organisation, services.today()).await?;
    Ok(offered_on(services, &rules, services.today()))
}

/// The point a draft makes, or why it makes none.
pub(super) fn point_of(draft: &ShareDraft, offered: &Offered) -> Result<Point, Box<Looked>> {
    let (settled, point) = check(draft, offered, find_details);
    point.map_err(|problems| Box::new(Looked { settled, problems }))
}

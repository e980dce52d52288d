//! Reading the consent, and the outcomes of what was shared.

use domain::frameworks::{Consent, Dated, KeepReason, Outcome, OutcomeWhen, Validity};

use super::file::{Fields, Unique};
use super::files::Head;
use super::frameworks::each;
use super::signposting::{Signposts, optional_references, promise_part};

/// One version of the outcomes, whose signposts are still ids, one list for each.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OutcomesFile {
    valid: Validity,
    pub(super) outcomes: Vec<Outcome>,
    pub(super) signposts: Vec<Vec<String>>,
}

pub(super) fn consent(fields: &Fields<'_>, head: &Head) -> Consent {
    let mut ids = Unique::new(fields.file());
    let mut reasons = Unique::new(fields.file());
    Consent {
        version: head.version.clone(),
        valid: head.valid,
        title: fields.text("title"),
        lead: fields.text("lead"),
        parts: each(fields, "parts", |part| promise_part(part, &mut ids)),
        agree: fields.text("agree"),
        quote_ask: fields.text("quote_ask"),
        quote_why: fields.text("quote_why"),
        quote_yes: fields.text("quote_yes"),
        quote_no: fields.text("quote_no"),
        reasons: each(fields, "reasons", |reason| KeepReason {
            id: reasons.take(reason.id("id")),
            label: reason.text("label"),
        }),
    }
}

pub(super) fn outcomes(fields: &Fields<'_>, head: &Head, known: &[Signposts]) -> OutcomesFile {
    let mut ids = Unique::new(fields.file());
    let mut signposts = Vec::new();
    let outcomes = each(fields, "outcomes", |outcome| {
        signposts.push(optional_references(outcome, head, known));
        Outcome {
            id: ids.take(outcome.id("id")),
            when: when(outcome),
            title: outcome.text("title"),
            say: outcome.text("say"),
            signposts: Vec::new(),
        }
    });
    for needed in OutcomeWhen::ALL {
        let count = outcomes.iter().filter(|outcome| outcome.when == needed).count();
        let word = needed.as_str();
        if count == 0 || count > 1 && needed != OutcomeWhen::SetAside {
            let wanted = if needed == OutcomeWhen::SetAside { "at least one" } else { "one" };
            let what = format!("there must be {wanted} outcome with `when = \"{word}\"`, not {count}");
            fields.file().note(fields.at("outcomes"), what);
        }
    }
    OutcomesFile { valid: head.valid, outcomes, signposts }
}

fn when(fields: &Fields<'_>) -> OutcomeWhen {
    let word = fields.text("when");
    OutcomeWhen::ALL.into_iter().find(|when| when.as_str() == word).unwrap_or_else(|| {
        if !word.is_empty() {
            let known = OutcomeWhen::ALL.map(OutcomeWhen::as_str).join(", ");
            fields.file().note(fields.at("when"), format!("`when` may be one of {known}, not \"{word}\""));
        }
        OutcomeWhen::SetAside
    })
}

impl Dated for OutcomesFile {
    fn validity(&self) -> Validity {
        self.valid
    }
}

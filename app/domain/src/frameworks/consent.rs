//! What somebody agrees to when they share, and what may become of what they shared.

use serde::{Deserialize, Serialize};

use super::{Dated, PromisePart, Signpost, Validity};

/// One version of the consent. A point keeps the version it was given under.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Consent {
    /// Which version this is.
    pub version: String,
    /// When it holds.
    pub valid: Validity,
    /// Its heading.
    pub title: String,
    /// A line beneath.
    pub lead: String,
    /// What happens, and what cannot be promised.
    pub parts: Vec<PromisePart>,
    /// The words beside the box to tick.
    pub agree: String,
    /// The question whether words may be quoted.
    pub quote_ask: String,
    /// What the answer changes.
    pub quote_why: String,
    /// The label for yes.
    pub quote_yes: String,
    /// The label for no.
    pub quote_no: String,
    /// Why a detail that was found may be kept.
    pub reasons: Vec<KeepReason>,
}

/// A reason for keeping a detail that the identifier check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepReason {
    /// Unique in its consent.
    pub id: String,
    /// The words people see.
    pub label: String,
}

/// When an outcome comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutcomeWhen {
    /// The desk accepted the point.
    Accepted,
    /// The desk set it aside: one of a list to pick from.
    SetAside,
    /// Nobody decided by the date of the release.
    Undecided,
    /// Its author withdrew it.
    Withdrawn,
}

impl OutcomeWhen {
    /// Every occasion.
    pub const ALL: [Self; 4] = [Self::Accepted, Self::SetAside, Self::Undecided, Self::Withdrawn];

    /// The word that names it in `content/outcomes`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::SetAside => "set-aside",
            Self::Undecided => "undecided",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// What became of a point, in the words its author reads.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Unique in all versions.
    pub id: String,
    /// When it comes about.
    pub when: OutcomeWhen,
    /// A short name.
    pub title: String,
    /// What the author is told.
    pub say: String,
    /// Where to turn, if that helps. Those that have expired are left out.
    pub signposts: Vec<Signpost>,
}

impl Dated for Consent {
    fn validity(&self) -> Validity {
        self.valid
    }
}

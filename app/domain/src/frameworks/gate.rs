//! The gate, asked before writing, and the promise of what is private here.

use serde::{Deserialize, Serialize};

use super::{Dated, Signpost, Validity};

/// "Is this the right place?": what a person may need instead of, or as well as, a reflection.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gate {
    /// Which version this is.
    pub version: String,
    /// When this version holds.
    pub valid: Validity,
    /// The heading.
    pub title: String,
    /// What the gate is for, in a sentence or two.
    pub lead: String,
    /// What this portal is not.
    pub not_this: String,
    /// That nobody can tell who opened these.
    pub reassure: String,
    /// The other routes.
    pub entries: Vec<GateEntry>,
}

/// One other route, and when to take it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GateEntry {
    /// Unique in its gate.
    pub id: String,
    /// A short name.
    pub title: String,
    /// When this route is the right one, in a line.
    pub when: String,
    /// What to do instead or as well. It makes sense alone, should every signpost have expired.
    pub say: String,
    /// Where to turn; those that have expired are left out.
    pub signposts: Vec<Signpost>,
}

/// What is private here, and what cannot be promised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Promise {
    /// Which version this is.
    pub version: String,
    /// When this version holds.
    pub valid: Validity,
    /// The heading.
    pub title: String,
    /// The whole promise in a line, for beside the editor.
    pub short: String,
    /// What it says, part by part.
    pub parts: Vec<PromisePart>,
}

/// One part of the promise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PromisePart {
    /// Unique in its promise.
    pub id: String,
    /// The heading of this part.
    pub title: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// Its list, if it has one.
    pub items: Vec<String>,
}

impl Dated for Gate {
    fn validity(&self) -> Validity {
        self.valid
    }
}

impl Dated for Promise {
    fn validity(&self) -> Validity {
        self.valid
    }
}

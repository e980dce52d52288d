//! "How are you?": asked gently, never scored, never shared.

use serde::{Deserialize, Serialize};

use super::{Dated, Signpost, Validity};

/// A question about the writer. The options carry no score and are in no order of better or worse.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HowAreYou {
    /// Which version this is.
    pub version: String,
    /// When this version holds.
    pub valid: Validity,
    /// The question.
    pub ask: String,
    /// Why it is asked, and that the answer stays with the writer.
    pub why: String,
    /// Answers to pick from.
    pub options: Vec<HowAreYouOption>,
    /// The label of a line for the writer's own words.
    pub text_label: String,
    /// The words above the signposts.
    pub signposts_lead: String,
    /// Shown beneath whatever the answer, so that showing them says nothing about it.
    pub signposts: Vec<Signpost>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HowAreYouOption {
    /// Unique in its question.
    pub id: String,
    /// The words people see.
    pub label: String,
}

impl HowAreYou {
    /// The answer with that id.
    pub fn option(&self, id: &str) -> Option<&HowAreYouOption> {
        self.options.iter().find(|option| option.id == id)
    }
}

impl Dated for HowAreYou {
    fn validity(&self) -> Validity {
        self.valid
    }
}

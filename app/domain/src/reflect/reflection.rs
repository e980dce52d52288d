//! The reflection itself, as it lies inside the seal.

use super::answers::{Answer, Answers, HowAreYou};
use super::template::{PromptKind, Template};
use crate::sharing::Share;
use crate::text::opening;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// How many characters of a reflection its list entry shows.
const OPENING_CHARS: usize = 90;

/// Which template, and which version of it, a reflection was written with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateRef {
    /// The template's id in `content/templates`.
    pub id: String,
    /// Its version: a published version never changes, so old reflections keep their questions.
    pub version: String,
}

/// How far a reflection has come. Nothing depends on it but words on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Begun, to be gone on with.
    Draft,
    /// The writer has said that it is done. It may still be changed.
    Finished,
}

/// A whole reflection. Every part of it is sealed; only owner, version and day lie beside the seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reflection {
    /// The questions it answers.
    pub template: TemplateRef,
    /// When it was begun.
    pub started: Timestamp,
    /// When it last changed.
    pub changed: Timestamp,
    /// Draft or finished.
    pub stage: Stage,
    /// What was answered.
    pub answers: Answers,
    /// The private line at the end. It is in no download, print or share.
    pub how_are_you: HowAreYou,
    /// A random mark of the page that saved it last. A page whose answer got lost on the way and that
    /// saves again is known by it, and is not taken for somebody else.
    pub saved_by: String,
    /// How many saves that page had sent when it sent this one. A save that was held up on the way and
    /// comes after a newer one of the same page is known by it. 0 from a page without a script.
    #[serde(default)]
    pub saved_as: u32,
    /// What was let go of from it: the tickets are here and nowhere else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<Share>,
}

/// What the list of one's reflections shows. Sealed apart from the reflection, so that a list opens
/// small seals only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The questions it answers.
    pub template: TemplateRef,
    /// When it was begun.
    pub started: Timestamp,
    /// When it last changed.
    pub changed: Timestamp,
    /// Draft or finished.
    pub stage: Stage,
    /// Its first words, or nothing when nothing has been written.
    pub opening: String,
    /// Whether anything was let go of from it; `None` in a summary from before summaries said so.
    #[serde(default)]
    pub has_shares: Option<bool>,
}

impl Reflection {
    /// An empty draft begun now.
    #[must_use]
    pub fn begin(template: TemplateRef, now: Timestamp) -> Self {
        Self {
            template,
            started: now,
            changed: now,
            stage: Stage::Draft,
            answers: Answers::default(),
            how_are_you: HowAreYou::default(),
            saved_by: String::new(),
            saved_as: 0,
            shares: Vec::new(),
        }
    }

    /// Whether nothing at all has been answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.how_are_you.is_empty()
    }

    /// Whether both say the same, whenever they were saved.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        self.template == other.template
            && self.answers == other.answers
            && self.how_are_you == other.how_are_you
    }

    /// Whether this is what a page has already gone beyond: the page's own later save is stored.
    #[must_use]
    pub fn is_older_than(&self, stored: &Self) -> bool {
        !self.saved_by.is_empty() && self.saved_by == stored.saved_by && self.saved_as < stored.saved_as
    }

    /// What the list shows of it. The first words are those of the first written answer in the
    /// template's order.
    #[must_use]
    pub fn summary(&self, template: &Template) -> Summary {
        let first =
            template.prompts.iter().filter(|prompt| matches!(prompt.kind, PromptKind::Text { .. })).find_map(
                |prompt| match self.answers.get(&prompt.id) {
                    Some(Answer::Text(text)) if !text.trim().is_empty() => Some(text),
                    _ => None,
                },
            );
        Summary {
            template: self.template.clone(),
            started: self.started,
            changed: self.changed,
            stage: self.stage,
            opening: first.map(|text| opening(text, OPENING_CHARS)).unwrap_or_default(),
            has_shares: Some(!self.shares.is_empty()),
        }
    }
}

//! Templates: the prompts a reflection is written to.

use serde::{Deserialize, Serialize};

use crate::frameworks::{Dated, Validity};

/// One version of a set of prompts. A reflection keeps the id and version it was begun with, so a
/// newer version never changes the questions under words already written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Template {
    /// Which template this is; the same in all its versions.
    pub id: String,
    /// Which version of it.
    pub version: String,
    /// Where it stands among the templates offered: the lowest comes first and is the default.
    pub order: u16,
    /// What people call it.
    pub title: String,
    /// What it is good for, in a line.
    pub about: String,
    /// About how long it takes.
    pub minutes: u16,
    /// When this version holds.
    pub valid: Validity,
    /// The prompts, in the order they are asked. Every one may be skipped.
    pub prompts: Vec<Prompt>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Prompt {
    /// Unique in its template.
    pub id: String,
    /// The question.
    pub ask: String,
    /// Why it is asked, in a line.
    pub why: String,
    /// A word of help, shown beneath the question.
    pub hint: Option<String>,
    /// How it is answered.
    pub kind: PromptKind,
}

/// How a prompt is answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum PromptKind {
    /// In the writer's own words.
    Text {
        /// How many lines the field shows at first.
        rows: u16,
    },
    /// By picking one of a list, or none.
    Choice {
        /// Which list, so that answers to different templates can be understood alike.
        list: ListVersion,
        /// What is in it.
        choices: Vec<Choice>,
    },
}

/// A list of choices in one of its versions.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ListVersion {
    /// Which list; the same in all its versions.
    pub id: String,
    /// Which version of it.
    pub version: String,
}

/// One thing to pick.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Unique in its list.
    pub id: String,
    /// The words people see.
    pub label: String,
    /// The heading it stands under in a longer list.
    pub group: Option<String>,
}

impl Template {
    /// The prompt with that id.
    pub fn prompt(&self, id: &str) -> Option<&Prompt> {
        self.prompts.iter().find(|prompt| prompt.id == id)
    }
}

impl PromptKind {
    /// The choice with that id; `None` for a text prompt.
    pub fn choice(&self, id: &str) -> Option<&Choice> {
        match self {
            Self::Text { .. } => None,
            Self::Choice { choices, .. } => choices.iter().find(|choice| choice.id == id),
        }
    }
}

impl Dated for Template {
    fn validity(&self) -> Validity {
        self.valid
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_found_by_its_id_and_a_text_prompt_has_none() {
        let choice = Choice { id: "yes".into(), label: "Yes".into(), group: None };
        let list = ListVersion { id: "any".into(), version: "1".into() };
        let kind = PromptKind::Choice { list, choices: vec![choice.clone()] };
        assert_eq!(kind.choice("yes"), Some(&choice));
        assert_eq!(kind.choice("no"), None);
        assert_eq!(PromptKind::Text { rows: 3 }.choice("yes"), None);
    }
}

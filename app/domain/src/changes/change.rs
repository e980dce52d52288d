//! A change as it is told.

use crate::disclosure::Period;
use serde::{Deserialize, Serialize};

/// How far a change has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeState {
    /// It is agreed and not begun.
    Planned,
    /// It is being done.
    UnderWay,
    /// It is done.
    Done,
}

impl ChangeState {
    /// Every state, in the order in which they come.
    pub const ALL: [Self; 3] = [Self::Planned, Self::UnderWay, Self::Done];

    /// The state a posted word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// The word posted for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::UnderWay => "under-way",
            Self::Done => "done",
        }
    }

    /// What people read.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Planned => "Planned",
            Self::UnderWay => "Under way",
            Self::Done => "Done",
        }
    }

    /// What stands over the words: nobody is told that something was done before it is.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Planned => "We plan",
            Self::UnderWay => "We are doing",
            Self::Done => "We did",
        }
    }
}

/// A theme that people spoke about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The theme's id.
    pub theme: String,
    /// The last period whose release prints it.
    pub period: Period,
}

/// What everybody in an organisation is told. Made by [`ChangeDraft::ready`] only, or read as it was
/// stored.
///
/// [`ChangeDraft::ready`]: super::ChangeDraft::ready
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What people spoke about; never empty.
    pub said: Vec<Said>,
    /// What was done about it.
    pub words: String,
    /// How far it has come.
    pub state: ChangeState,
    /// The module that answers, as its address names it.
    pub module: Option<String>,
}

impl Change {
    /// Whether it answers this theme.
    #[must_use]
    pub fn answers(&self, theme: &str) -> bool {
        self.said.iter().any(|said| said.theme == theme)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_posted_and_stored_by_the_same_word() {
        for state in ChangeState::ALL {
            assert_eq!(ChangeState::parse(state.as_str()), Some(state));
            let stored = serde_json::to_string(&state).expect("JSON");
            assert_eq!(stored, format!("\"{}\"", state.as_str()));
        }
        for word in ["", "Done", "undone"] {
            assert_eq!(ChangeState::parse(word), None, "{word}");
        }
    }
}

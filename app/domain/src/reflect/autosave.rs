//! What the editor in the browser and the server say to each other when a draft saves itself, and
//! the honest words the writer sees.

use serde::Serialize;

/// The server's answer to a save in the background.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum SaveAnswer {
    /// Kept. The next save goes on from this version.
    Saved {
        /// The version now stored.
        version: i64,
    },
    /// Somebody else's save (another tab, another device) came first: this one is kept beside it.
    Beside {
        /// The copy it was kept as; later saves from this page go there too.
        copy: String,
    },
    /// The session is locked or over. `kept` tells whether the words were kept for their writer.
    SignedOut {
        /// The copy the words were kept as, if they were.
        copy: Option<String>,
    },
    /// Something is over its limit; the words to show. Nothing was stored.
    Problem {
        /// What to put right, in plain English.
        words: String,
    },
    /// The reflection is gone: deleted in another place.
    Gone,
}

impl SaveAnswer {
    /// The answer that these fields of a JSON object make; `None` if they make none. The browser has a
    /// JSON reader of its own, and takes no other along.
    #[must_use]
    pub fn read(field: impl Fn(&str) -> Option<String>) -> Option<Self> {
        Some(match field("outcome")?.as_str() {
            "saved" => Self::Saved { version: field("version")?.parse().ok()? },
            "beside" => Self::Beside { copy: field("copy")? },
            "signed-out" => Self::SignedOut { copy: field("copy") },
            "problem" => Self::Problem { words: field("words")? },
            "gone" => Self::Gone,
            _ => return None,
        })
    }
}

/// What the line under the editor says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing has been changed since the page came.
    Fresh,
    /// Changed and not yet sent.
    Waiting,
    /// On its way.
    Saving,
    /// Stored at this time of day ("10:42").
    Saved(String),
    /// It could not be stored; it will be tried again.
    Trying,
    /// The session is over or locked.
    SignedOut {
        /// Whether the words were kept on the server for their writer.
        kept: bool,
    },
    /// Another version was saved elsewhere; both are kept.
    Beside,
    /// Something is over its limit.
    Problem(String),
    /// The reflection was deleted elsewhere.
    Gone,
}

impl SaveState {
    /// The state that an answer brings, received at this time of day.
    #[must_use]
    pub fn after(answer: &SaveAnswer, time_of_day: String) -> Self {
        match answer {
            SaveAnswer::Saved { .. } => Self::Saved(time_of_day),
            SaveAnswer::Beside { .. } => Self::Beside,
            SaveAnswer::SignedOut { copy } => Self::SignedOut { kept: copy.is_some() },
            SaveAnswer::Problem { words } => Self::Problem(words.clone()),
            SaveAnswer::Gone => Self::Gone,
        }
    }

    /// The mark that the style sheet gives a shape to.
    #[must_use]
    pub const fn mark(&self) -> &'static str {
        match self {
            Self::Fresh | Self::Saved(_) => "saved",
            Self::Waiting | Self::Saving => "waiting",
            Self::Trying | Self::Problem(_) | Self::Gone => "trying",
            Self::SignedOut { .. } => "signed-out",
            Self::Beside => "conflict",
        }
    }

    /// The words people read.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Fresh => "Saves by itself as you write.".to_owned(),
            Self::Waiting => "Not saved yet.".to_owned(),
            Self::Saving => "Saving…".to_owned(),
            Self::Saved(time) => format!("Saved {time}."),
            Self::Trying => "Not saved yet: we will keep trying. Keep this page open.".to_owned(),
            Self::SignedOut { kept: true } => {
                "Signed out. Your words are kept for you: sign in to see them.".to_owned()
            }
            Self::SignedOut { kept: false } => {
                "Signed out: your words are still here, sign in to save them.".to_owned()
            }
            Self::Beside => "This was also changed somewhere else. Both versions are kept.".to_owned(),
            Self::Problem(words) => format!("Not saved yet. {words}"),
            Self::Gone => {
                "Not saved: this reflection was deleted somewhere else. Copy any words you want to keep."
                    .to_owned()
            }
        }
    }

    /// Whether words on the page may not be stored anywhere yet.
    #[must_use]
    pub const fn is_unsaved(&self) -> bool {
        matches!(
            self,
            Self::Waiting
                | Self::Saving
                | Self::Trying
                | Self::Problem(_)
                | Self::Gone
                | Self::SignedOut { kept: false }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_is_read_as_it_was_written() {
        let copy = || Some("c0ffee".to_owned());
        for answer in [
            SaveAnswer::Saved { version: 12 },
            SaveAnswer::Beside { copy: copy().unwrap_or_default() },
            SaveAnswer::SignedOut { copy: copy() },
            SaveAnswer::SignedOut { copy: None },
            SaveAnswer::Problem { words: "\"Too long\"".to_owned() },
            SaveAnswer::Gone,
        ] {
            let written = serde_json::to_value(&answer).expect("JSON");
            let field = |name: &str| match written.get(name)? {
                serde_json::Value::String(words) => Some(words.clone()),
                serde_json::Value::Number(number) => Some(number.to_string()),
                _ => None,
            };
            assert_eq!(SaveAnswer::read(field), Some(answer));
        }
        assert_eq!(SaveAnswer::read(|name| (name == "outcome").then(|| "another".to_owned())), None);
        assert_eq!(SaveAnswer::read(|name| (name == "outcome").then(|| "saved".to_owned())), None);
    }

    #[test]
    fn the_words_never_claim_a_save_that_did_not_happen() {
        for state in [
            SaveState::Waiting,
            SaveState::Trying,
            SaveState::Problem("Too long".to_owned()),
            SaveState::Gone,
        ] {
            assert!(state.words().starts_with("Not saved"), "{state:?}");
            assert!(state.is_unsaved());
        }
        assert_eq!(SaveState::Saved("10:42".to_owned()).words(), "Saved 10:42.");
    }

    #[test]
    fn a_save_from_a_locked_session_says_whether_the_words_are_kept() {
        let kept = SaveState::after(&SaveAnswer::SignedOut { copy: Some("c".to_owned()) }, String::new());
        let lost = SaveState::after(&SaveAnswer::SignedOut { copy: None }, String::new());
        assert!(!kept.is_unsaved());
        assert!(lost.is_unsaved() && lost.words().contains("still here"));
    }
}

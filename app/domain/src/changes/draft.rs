//! What a safety lead types, kept as it was typed, and what it needs before anybody else is told.

use super::change::{Change, ChangeState, Said};
use crate::sharing::{Found, Resolution, settle};
use crate::text::tidy;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most characters of what was done: a change is told in a paragraph or two.
pub const MOST_CHANGE_CHARS: usize = 1_000;

/// A change that is being written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeDraft {
    /// The ids of the themes it answers.
    pub themes: Vec<String>,
    /// What was done.
    pub words: String,
    /// How far it has come, as it was posted; empty while nobody has said.
    pub state: String,
    /// The module that answers; empty for none.
    pub module: String,
    /// Details that stay in the words on purpose, each with its reason's id.
    pub kept: BTreeMap<String, String>,
}

/// What a lead can choose from on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangeOffer {
    /// The themes that a release has printed.
    pub said: Vec<Said>,
    /// The modules of the catalogue, as their addresses name them.
    pub modules: Vec<String>,
    /// The reasons for which a detail may stay, by id.
    pub reasons: Vec<String>,
}

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeField {
    /// The themes.
    Themes,
    /// What was done.
    Words,
    /// The details found in it.
    Details,
    /// How far it has come.
    State,
    /// The module.
    Module,
}

impl ChangeField {
    /// The id of the field in its page.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Themes => "themes",
            Self::Words => "words",
            Self::Details => "check",
            Self::State => "state",
            Self::Module => "module",
        }
    }
}

/// Something to put right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeProblem {
    /// No theme is ticked.
    #[error("Tick at least one theme that people spoke about")]
    NoThemes,
    /// A theme is not offered.
    #[error("Tick only themes that are in the list")]
    UnknownTheme,
    /// Nothing is written.
    #[error("Say what was done, or what will be")]
    NoWords,
    /// Too long: how many characters there are.
    #[error("This has {0} characters. The most it can hold is 1,000")]
    TooLong(usize),
    /// A detail is neither changed nor kept on purpose.
    #[error("\u{201c}{0}\u{201d} could point to a person. Change your words, or say why it can stay")]
    Unresolved(String),
    /// A detail is kept for a reason that is not in the list.
    #[error("Choose a reason from the list for keeping \u{201c}{0}\u{201d}")]
    NoReason(String),
    /// Nobody has said how far it has come.
    #[error("Say how far it has come")]
    NoState,
    /// The module is not in the catalogue.
    #[error("That module is not in the catalogue. Choose another one, or none")]
    UnknownModule,
}

impl ChangeProblem {
    /// Where.
    #[must_use]
    pub const fn field(&self) -> ChangeField {
        match self {
            Self::NoThemes | Self::UnknownTheme => ChangeField::Themes,
            Self::NoWords | Self::TooLong(_) => ChangeField::Words,
            Self::Unresolved(_) | Self::NoReason(_) => ChangeField::Details,
            Self::NoState => ChangeField::State,
            Self::UnknownModule => ChangeField::Module,
        }
    }
}

impl ChangeDraft {
    /// The same without what cannot be seen, each theme once, and no detail kept without a reason.
    #[must_use]
    pub fn tidied(self) -> Self {
        let mut themes: Vec<String> = Vec::with_capacity(self.themes.len());
        for theme in self.themes {
            if !themes.contains(&theme) {
                themes.push(theme);
            }
        }
        let kept = self.kept.into_iter().filter(|(_, reason)| !reason.is_empty());
        Self {
            themes,
            words: tidy(&self.words).trim().to_owned(),
            // Browsers post a line end as two characters.
            kept: kept.map(|(words, reason)| (tidy(&words), reason)).collect(),
            ..self
        }
    }

    /// The same, keeping only details that still stand in the words: what is changed is done with.
    #[must_use]
    pub fn keeping_what_stands(mut self, find: impl Fn(&str) -> Vec<Found>) -> Self {
        let settled = settle(&self.words, &self.resolutions(), find);
        self.kept.retain(|words, _| settled.kept.iter().any(|kept| kept.words == *words));
        self
    }

    /// What stands in the way of keeping it as a draft: no words, too many, and what is not in the form.
    #[must_use]
    pub fn problems(&self, offer: &ChangeOffer) -> Vec<ChangeProblem> {
        let mut found = Vec::new();
        if self.themes.iter().any(|theme| !offer.said.iter().any(|said| said.theme == *theme)) {
            found.push(ChangeProblem::UnknownTheme);
        }
        let length = self.words.chars().count();
        if length == 0 {
            found.push(ChangeProblem::NoWords);
        } else if length > MOST_CHANGE_CHARS {
            found.push(ChangeProblem::TooLong(length));
        }
        let unknown = self.kept.iter().filter(|(_, reason)| !offer.reasons.contains(reason));
        found.extend(unknown.map(|(words, _)| ChangeProblem::NoReason(words.clone())));
        if !self.state.is_empty() && ChangeState::parse(&self.state).is_none() {
            found.push(ChangeProblem::NoState);
        }
        if !self.module.is_empty() && !offer.modules.contains(&self.module) {
            found.push(ChangeProblem::UnknownModule);
        }
        found
    }

    /// What everybody would be told, or everything that stands in the way.
    ///
    /// # Errors
    /// What is to be put right, in the order of the form.
    pub fn ready(
        &self,
        offer: &ChangeOffer,
        find: impl Fn(&str) -> Vec<Found>,
    ) -> Result<Change, Vec<ChangeProblem>> {
        let mut found = self.problems(offer);
        // In the order in which they are offered, so that two leads who tick the same tell the same.
        let said = offer.said.iter().filter(|said| self.themes.contains(&said.theme));
        let said: Vec<Said> = said.cloned().collect();
        if self.themes.is_empty() {
            found.push(ChangeProblem::NoThemes);
        }
        if self.state.is_empty() {
            found.push(ChangeProblem::NoState);
        }
        // Words that have to be shortened first are not worth checking.
        if !found.iter().any(|problem| matches!(problem, ChangeProblem::TooLong(_))) {
            found.extend(self.unresolved(find));
        }
        match ChangeState::parse(&self.state) {
            Some(state) if found.is_empty() => Ok(Change {
                said,
                words: self.words.clone(),
                state,
                module: Some(self.module.clone()).filter(|module| !module.is_empty()),
            }),
            _ => {
                found.sort_by_key(|problem| problem.field() as u8);
                Err(found)
            }
        }
    }

    /// Details that are neither changed nor kept, each once.
    fn unresolved(&self, find: impl Fn(&str) -> Vec<Found>) -> Vec<ChangeProblem> {
        let settled = settle(&self.words, &self.resolutions(), find);
        let mut open: Vec<ChangeProblem> = Vec::new();
        for found in settled.open {
            let words = settled.text.get(found.range).unwrap_or_default().to_owned();
            let problem = ChangeProblem::Unresolved(words);
            if !open.contains(&problem) {
                open.push(problem);
            }
        }
        open
    }

    fn resolutions(&self) -> BTreeMap<String, Resolution> {
        let kept = self.kept.iter();
        kept.map(|(words, reason)| (words.clone(), Resolution::Kept(reason.clone()))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer() -> ChangeOffer {
        let said =
            |theme: &str| Said { theme: theme.to_owned(), period: "2026-Q2".parse().expect("a period") };
        ChangeOffer {
            said: vec![said("T"), said("U")],
            modules: vec!["a-module".to_owned()],
            reasons: vec!["public".to_owned()],
        }
    }

    fn draft() -> ChangeDraft {
        ChangeDraft {
            themes: vec!["U".to_owned(), "T".to_owned(), "U".to_owned()],
            words: " The list hangs by the door now.\r\n".to_owned(),
            state: "done".to_owned(),
            ..ChangeDraft::default()
        }
    }

    /// Finds every word with a capital `N`, as if it were a name.
    fn names(text: &str) -> Vec<Found> {
        let found = text.match_indices('N').map(|(at, _)| {
            let end = text[at..].find(' ').map_or(text.len(), |length| at + length);
            Found {
                range: at..end,
                label: "NAME".to_owned(),
                why: "a name".to_owned(),
                suggestion: "somebody".to_owned(),
                binds: true,
            }
        });
        found.collect()
    }

    #[test]
    fn a_whole_draft_is_told_in_the_order_of_the_offer() {
        let change = draft().tidied().ready(&offer(), names).expect("ready");
        assert_eq!(change.words, "The list hangs by the door now.");
        assert_eq!(change.said, offer().said);
        assert_eq!((change.state, change.module.clone()), (ChangeState::Done, None));
        assert!(change.answers("T") && !change.answers("V"));
    }

    #[test]
    fn a_draft_needs_words_and_nothing_else_to_be_kept() {
        let words = ChangeDraft { words: "A start".to_owned(), ..ChangeDraft::default() };
        assert_eq!(words.problems(&offer()), []);
        assert_eq!(ChangeDraft::default().tidied().problems(&offer()), [ChangeProblem::NoWords]);
    }

    #[test]
    fn everything_that_is_missing_is_said_at_once_in_the_order_of_the_form() {
        let missing = ChangeDraft::default().ready(&offer(), names).expect_err("nothing is there");
        use ChangeProblem::{NoState, NoThemes, NoWords};
        assert_eq!(missing, [NoThemes, NoWords, NoState]);
    }

    #[test]
    fn what_is_not_in_the_form_is_refused() {
        let forged = ChangeDraft {
            themes: vec!["a hidden theme".to_owned()],
            state: "praised".to_owned(),
            module: "none such".to_owned(),
            kept: [("Nora".to_owned(), "because".to_owned())].into(),
            ..draft()
        };
        use ChangeProblem::{NoReason, NoState, UnknownModule, UnknownTheme};
        let problems = [UnknownTheme, NoReason("Nora".to_owned()), NoState, UnknownModule];
        assert_eq!(forged.problems(&offer()), problems);
        assert!(forged.ready(&offer(), names).is_err());
    }

    #[test]
    fn words_over_the_limit_are_refused_with_their_length() {
        let full = ChangeDraft { words: "é".repeat(MOST_CHANGE_CHARS), ..draft() };
        assert_eq!(full.problems(&offer()), []);
        let long = ChangeDraft { words: "é".repeat(MOST_CHANGE_CHARS + 1), ..draft() };
        let problems = [ChangeProblem::TooLong(MOST_CHANGE_CHARS + 1)];
        assert_eq!(long.problems(&offer()), problems);
        assert_eq!(long.ready(&offer(), |_| panic!("not worth checking")), Err(problems.to_vec()));
    }

    #[test]
    fn a_detail_is_changed_or_kept_on_purpose_and_forgotten_when_it_is_gone() {
        let named = ChangeDraft { words: "We told Nora and then Nora".to_owned(), ..draft() };
        let open = named.ready(&offer(), names).expect_err("a detail");
        assert_eq!(open, [ChangeProblem::Unresolved("Nora".to_owned())], "asked about once");
        let kept = [("Nora", "public"), ("Ned", "public"), ("Nell", "")];
        let kept = kept.map(|(words, reason)| (words.to_owned(), reason.to_owned())).into();
        let kept = ChangeDraft { kept, ..named }.tidied().keeping_what_stands(names);
        assert_eq!(kept.kept.keys().collect::<Vec<_>>(), ["Nora"]);
        assert!(kept.ready(&offer(), names).is_ok());
        let changed = ChangeDraft { words: "We told somebody".to_owned(), ..kept };
        assert!(changed.keeping_what_stands(names).kept.is_empty());
    }
}

//! Settling what the identifier check found: nothing leaves while a finding is unresolved.
//!
//! The check itself is passed in, because it is another crate's; the rule is here. It is run again on
//! the settled text, so that a posted form decides nothing that the text does not bear out.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::text::tidy_line;

/// The most characters an author's own replacement holds.
pub const MAX_REPLACEMENT_CHARS: usize = 120;

/// What the check found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The kind of detail, as the check names it.
    pub label: String,
    /// Why, in words for the writer.
    pub why: String,
    /// Neutral words to put instead; empty where the sentence reads well without.
    pub suggestion: String,
    /// Whether it must be resolved. The others are worth a look.
    pub binds: bool,
}

/// What the author decided about a finding. It holds for the same words wherever they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// Put the suggested words.
    Suggested,
    /// Put these words.
    Replaced(String),
    /// Leave it out.
    Cut,
    /// Keep it, for the reason with this id in the consent.
    Kept(String),
}

/// A detail kept as it was typed, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The words kept.
    pub words: String,
    /// The reason's id.
    pub reason: String,
}

/// A text after the author's decisions, and what is still to be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// What others would see.
    pub text: String,
    /// What was kept on purpose.
    pub kept: Vec<Kept>,
    /// What must still be resolved in `text`.
    pub open: Vec<Found>,
    /// What may be looked at again in `text`; it blocks nothing.
    pub look: Vec<Found>,
}

/// Words with every finding resolved. Made by [`Settled::cleaned`] only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned(String);

impl Cleaned {
    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Settled {
    /// The words, if nothing is left to resolve.
    #[must_use]
    pub fn cleaned(&self) -> Option<Cleaned> {
        self.open.is_empty().then(|| Cleaned(self.text.clone()))
    }
}

/// Applies the author's decisions (by the words found) to a text, and checks the outcome again.
#[must_use]
pub fn settle(
    text: &str,
    resolutions: &BTreeMap<String, Resolution>,
    find: impl Fn(&str) -> Vec<Found>,
) -> Settled {
    let text = apply(text, resolutions, &find(text));
    let (mut kept, mut open, mut look): (Vec<Kept>, Vec<_>, Vec<_>) = Default::default();
    for found in find(&text) {
        let Some(words) = text.get(found.range.clone()) else { continue };
        match resolutions.get(words) {
            Some(Resolution::Kept(reason)) => {
                if !kept.iter().any(|known| known.words == words) {
                    kept.push(Kept { words: words.to_owned(), reason: reason.clone() });
                }
            }
            _ if found.binds => open.push(found),
            _ => look.push(found),
        }
    }
    Settled { text, kept, open, look }
}

fn apply(text: &str, resolutions: &BTreeMap<String, Resolution>, findings: &[Found]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for found in findings {
        let (Some(between), Some(words)) = (text.get(at..found.range.start), text.get(found.range.clone()))
        else {
            continue;
        };
        let instead = match resolutions.get(words) {
            Some(Resolution::Suggested) => found.suggestion.clone(),
            Some(Resolution::Replaced(own)) => tidy_line(own).chars().take(MAX_REPLACEMENT_CHARS).collect(),
            Some(Resolution::Cut) => String::new(),
            Some(Resolution::Kept(_)) | None => words.to_owned(),
        };
        // Where words go, the space before them goes too.
        let between = if instead.is_empty() { between.strip_suffix(' ').unwrap_or(between) } else { between };
        out.push_str(between);
        out.push_str(&instead);
        at = found.range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Finds every word with a capital `N`, as if it were a name.
    fn names(text: &str) -> Vec<Found> {
        let mut at = 0;
        let mut found = Vec::new();
        for word in text.split(' ') {
            if word.starts_with('N') {
                found.push(Found {
                    range: at..at + word.len(),
                    label: "NAME".to_owned(),
                    why: "a name".to_owned(),
                    suggestion: "somebody".to_owned(),
                    binds: true,
                });
            }
            at += word.len() + 1;
        }
        found
    }

    fn decided(decisions: &[(&str, Resolution)]) -> BTreeMap<String, Resolution> {
        decisions.iter().map(|(words, what)| ((*words).to_owned(), what.clone())).collect()
    }

    #[test]
    fn a_finding_without_a_decision_blocks() {
        let settled = settle("We sat with Nora today", &decided(&[]), names);
        assert_eq!(settled.open.len(), 1);
        assert_eq!(settled.cleaned(), None);
    }

    #[test]
    fn a_finding_is_replaced_cut_or_kept_with_its_reason() {
        let text = "We told Nora and Ned and Nell";
        let decisions = decided(&[
            ("Nora", Resolution::Suggested),
            ("Ned", Resolution::Cut),
            ("Nell", Resolution::Kept("public".to_owned())),
        ]);
        let settled = settle(text, &decisions, names);
        assert_eq!(settled.text, "We told somebody and and Nell");
        assert_eq!(settled.kept, [Kept { words: "Nell".to_owned(), reason: "public".to_owned() }]);
        assert_eq!(settled.cleaned().expect("settled").as_str(), settled.text);
    }

    #[test]
    fn words_put_instead_are_checked_like_any_others() {
        let decisions = decided(&[("Nora", Resolution::Replaced("Nadia".to_owned()))]);
        let settled = settle("We sat with Nora", &decisions, names);
        assert_eq!(settled.text, "We sat with Nadia");
        assert_eq!(settled.open.len(), 1);
    }

    proptest! {
        #[test]
        fn whatever_is_posted_no_unresolved_finding_is_cleaned(
            words in proptest::collection::vec("[a-zN]{1,4}", 0..12),
            posted in proptest::collection::btree_map("[a-zN]{1,4}", 0usize..4, 0..6),
        ) {
            let text = words.join(" ");
            let decisions: BTreeMap<String, Resolution> = posted.into_iter().map(|(words, what)| (words, match what {
                0 => Resolution::Suggested,
                1 => Resolution::Replaced("Nemo again".to_owned()),
                2 => Resolution::Cut,
                _ => Resolution::Kept("public".to_owned()),
            })).collect();
            let settled = settle(&text, &decisions, names);
            if let Some(cleaned) = settled.cleaned() {
                for found in names(cleaned.as_str()) {
                    let words = &cleaned.as_str()[found.range];
                    prop_assert!(settled.kept.iter().any(|kept| kept.words == words));
                }
            }
        }
    }
}

//! What a module says of itself, and what it is called in an address.

use super::Mapping;
use crate::frameworks::{Dated, Validity};
use crate::ids::ModuleId;
use crate::text::tidy_line;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Words that stand where an id would in an address, and so are no module's id.
pub const RESERVED: [&str; 2] = ["write", "new"];

/// Everything about one version of a module but its text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// What it is called.
    pub title: String,
    /// What it is about, in a sentence or two.
    pub summary: String,
    /// About how long it takes.
    pub minutes: u16,
    /// What somebody can do after it.
    pub outcomes: Vec<String>,
    /// What it answers.
    pub mapping: Mapping,
    /// Where its facts come from.
    pub sources: Vec<Source>,
    /// The titles of its pages, in order; never empty.
    pub pages: Vec<String>,
}

impl Card {
    /// How many pages it has.
    #[must_use]
    pub fn last_page(&self) -> u16 {
        u16::try_from(self.pages.len()).unwrap_or(u16::MAX)
    }

    /// The title of a page, counted from one.
    #[must_use]
    pub fn page_title(&self, number: u16) -> Option<&str> {
        let at = usize::from(number).checked_sub(1)?;
        self.pages.get(at).map(String::as_str)
    }
}

/// Where a fact comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// What it is called; or, from an educator, the whole line.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When, as people write it: `2021`.
    pub year: Option<String>,
    /// Where it can be read: `https://…`.
    pub url: Option<String>,
}

impl Source {
    /// Reads a line of an educator's: words, and at the end maybe an address.
    #[must_use]
    pub fn from_line(line: &str) -> Self {
        let line = tidy_line(line);
        let last = line.rsplit(' ').next().unwrap_or_default();
        if !is_web_address(last) {
            return Self { title: line, ..Self::default() };
        }
        let words = line[..line.len() - last.len()].trim_end().trim_end_matches(',').to_owned();
        let title = if words.is_empty() { last.to_owned() } else { words };
        Self { title, url: Some(last.to_owned()), ..Self::default() }
    }
}

/// Whether this is an address of a page that a reader may be led to.
#[must_use]
pub(super) fn is_web_address(text: &str) -> bool {
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    let host = text.find("://").map_or("", |at| &text[at + 3..]);
    (lower.starts_with("https://") || lower.starts_with("http://"))
        && host.starts_with(|first: char| first.is_alphanumeric())
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\')
}

/// A module written in the content folder: one version of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentModule {
    /// Which module this is; the same in all its versions.
    pub id: String,
    /// Which version of it.
    pub version: String,
    /// When this version is offered.
    pub valid: Validity,
    /// Whether it came with the portal and nobody here has reviewed it yet.
    pub starter: bool,
    /// What it says of itself.
    pub card: Card,
    /// Its text, in Markdown.
    pub body: String,
}

impl Dated for ContentModule {
    fn validity(&self) -> Validity {
        self.valid
    }
}

/// Which module is meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ModuleRef {
    /// One of the content folder's, by its name.
    Content(String),
    /// One that an organisation's educators write.
    Written(ModuleId),
}

impl ModuleRef {
    /// Reads the part of an address that names a module.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        text.parse().map_or_else(|_| Self::Content(text.to_owned()), Self::Written)
    }
}

impl fmt::Display for ModuleRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Content(name) => f.write_str(name),
            Self::Written(id) => id.fmt(f),
        }
    }
}

/// An outcome as it follows "After this module you can": people write those words into it, too.
#[must_use]
pub fn after_you_can(outcome: &str) -> &str {
    const SAID: &str = "after this module you can ";
    let begins_so = outcome.get(..SAID.len()).is_some_and(|start| start.eq_ignore_ascii_case(SAID));
    if begins_so { outcome[SAID.len()..].trim_start() } else { outcome }
}

/// Two titles with the same key look the same in a list.
#[must_use]
pub fn title_key(title: &str) -> String {
    tidy_line(title).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_may_end_in_an_address() {
        let source = Source::from_line(" One Chance to Get it Right, 2014,  https://example.org/a ");
        assert_eq!(source.title, "One Chance to Get it Right, 2014");
        assert_eq!(source.url.as_deref(), Some("https://example.org/a"));
        let bare = Source::from_line("https://example.org/a");
        assert_eq!(
            (bare.title.as_str(), bare.url.as_deref()),
            ("https://example.org/a", bare.url.as_deref())
        );
        for words in ["A book, 1999", "see javascript:alert(1)", "https://", "ask https:/x", ""] {
            assert_eq!(Source::from_line(words).url, None, "{words}");
        }
    }

    #[test]
    fn a_name_and_an_id_are_told_apart() {
        let id = "0190b5a2-7c1e-7b7e-8a53-3d2f1e0c9b8a";
        assert!(matches!(ModuleRef::parse(id), ModuleRef::Written(_)));
        assert_eq!(ModuleRef::parse(id).to_string(), id);
        assert_eq!(ModuleRef::parse("saying-it"), ModuleRef::Content("saying-it".to_owned()));
    }

    #[test]
    fn an_outcome_follows_the_words_above_it() {
        assert_eq!(after_you_can("After this module you can ask first."), "ask first.");
        assert_eq!(after_you_can("Ask first"), "Ask first");
        assert_eq!(after_you_can("é"), "é");
    }

    #[test]
    fn titles_that_look_alike_have_one_key() {
        assert_eq!(title_key(" After  a\tDeath "), title_key("after a death"));
    }
}

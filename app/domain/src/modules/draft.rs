//! What an educator types, kept as it was typed, and what it needs before it can be published.

use super::card::{Card, Source};
use super::mapping::Mapping;
use super::markdown::{Headings, LeftOut, render};
use crate::frameworks::{Ambitions, Codebook};
use crate::text::{tidy, tidy_line};
use serde::{Deserialize, Serialize};

/// The most characters of a title.
pub const MOST_TITLE_CHARS: usize = 120;
/// The most characters of a summary.
pub const MOST_SUMMARY_CHARS: usize = 500;
/// The most outcomes, and the most sources.
pub const MOST_LINES: usize = 20;
/// The most characters of one outcome or source.
const MOST_LINE_CHARS: usize = 400;
/// The most bytes of a module's text: about 35,000 words.
pub const MOST_BODY_BYTES: usize = 200_000;
/// The most pages of a module.
const MOST_PAGES: usize = 60;
/// The longest a module may say it takes.
const MOST_MINUTES: u16 = 480;

/// A module that is being written. Each text stands as it was typed, so that nothing is lost by saving
/// what is not finished.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// About how many minutes it takes.
    pub minutes: String,
    /// What somebody can do after it, one a line.
    pub outcomes: String,
    /// Where its facts come from, one a line.
    pub sources: String,
    /// Its text, in Markdown.
    pub body: String,
    /// What it answers.
    pub mapping: Mapping,
}

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The title.
    Title,
    /// The summary.
    Summary,
    /// The minutes.
    Minutes,
    /// The outcomes.
    Outcomes,
    /// The sources.
    Sources,
    /// The text.
    Body,
    /// The boxes.
    Mapping,
}

impl Field {
    /// The name the field is posted under, and its id in the page.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Minutes => "minutes",
            Self::Outcomes => "outcomes",
            Self::Sources => "sources",
            Self::Body => "body",
            Self::Mapping => "mapping",
        }
    }
}

/// Something to put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub field: Field,
    /// What to do.
    pub words: String,
}

fn problem(field: Field, words: impl Into<String>) -> Problem {
    Problem { field, words: words.into() }
}

impl Draft {
    /// The same without what cannot be seen.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self {
            title: tidy_line(&self.title),
            summary: tidy_line(&self.summary),
            minutes: tidy_line(&self.minutes),
            outcomes: tidy(&self.outcomes),
            sources: tidy(&self.sources),
            body: tidy(&self.body),
            mapping: self.mapping.each_once(),
        }
    }

    /// What stands in the way of keeping it as a draft: a title that is missing, what is not a number,
    /// what is too long, and boxes that are not in the form.
    #[must_use]
    pub fn problems(&self, framework: &Ambitions, codebook: &Codebook) -> Vec<Problem> {
        let mut found = Vec::new();
        if self.title.is_empty() {
            found.push(problem(Field::Title, "Give the module a title"));
        }
        for (field, text, most) in [
            (Field::Title, &self.title, MOST_TITLE_CHARS),
            (Field::Summary, &self.summary, MOST_SUMMARY_CHARS),
        ] {
            let length = text.chars().count();
            if length > most {
                found.push(problem(
                    field,
                    format!("This has {length} characters. The most it can hold is {most}"),
                ));
            }
        }
        if !self.minutes.is_empty() && self.whole_minutes().is_none() {
            let words = format!("Give the minutes as a whole number from 1 to {MOST_MINUTES}");
            found.push(problem(Field::Minutes, words));
        }
        for (field, text) in [(Field::Outcomes, &self.outcomes), (Field::Sources, &self.sources)] {
            let count = lines(text).count();
            if count > MOST_LINES {
                let words = format!("These are {count} lines. The most there can be is {MOST_LINES}");
                found.push(problem(field, words));
            } else if let Some(line) = lines(text).find(|line| line.chars().count() > MOST_LINE_CHARS) {
                let length = line.chars().count();
                let words =
                    format!("One line has {length} characters. The most it can hold is {MOST_LINE_CHARS}");
                found.push(problem(field, words));
            }
        }
        if self.body.len() > MOST_BODY_BYTES {
            let (thousand, most) = (self.body.len().div_ceil(1000), MOST_BODY_BYTES / 1000);
            let words = format!(
                "The text is {thousand} kB long. The most it can hold is {most} kB, about 35,000 words. Divide it into two modules"
            );
            found.push(problem(Field::Body, words));
        }
        if !self.mapping.unknown(framework, codebook).is_empty() {
            found.push(problem(Field::Mapping, "Tick only boxes that are in the list"));
        }
        found
    }

    /// What a learner would be given, or everything that is still missing.
    ///
    /// # Errors
    /// What is missing, in the order of the form.
    pub fn ready(&self, framework: &Ambitions, codebook: &Codebook) -> Result<Card, Vec<Problem>> {
        let mut found = self.problems(framework, codebook);
        if self.summary.is_empty() {
            found.push(problem(Field::Summary, "Say in a sentence or two what it is about"));
        }
        if self.minutes.is_empty() {
            found.push(problem(Field::Minutes, "Say about how many minutes it takes"));
        }
        if lines(&self.outcomes).next().is_none() {
            found.push(problem(Field::Outcomes, "Name at least one thing somebody can do after it"));
        }
        if self.mapping.leads_nowhere() {
            found.push(problem(
                Field::Mapping,
                "Tick at least one ambition or theme, so that people can find it",
            ));
        }
        let rendered = render(&self.body, Headings::UnderPageTitle);
        found.extend(rendered.left_out.iter().take(5).map(|out| left_out(*out)));
        if rendered.pages.is_empty() {
            found.push(problem(Field::Body, "Write at least one page"));
        }
        if rendered.pages.len() > MOST_PAGES {
            let words = format!(
                "These are {} pages. The most there can be is {MOST_PAGES}: use # for pages and ## for headings in a page",
                rendered.pages.len()
            );
            found.push(problem(Field::Body, words));
        }
        if !found.is_empty() {
            found.sort_by_key(|problem| problem.field as u8);
            return Err(found);
        }
        let pages = rendered.pages.into_iter();
        Ok(Card {
            // Words before the first title, or no title at all: the module's own.
            pages: pages
                .map(|page| if page.title.is_empty() { self.title.clone() } else { page.title })
                .collect(),
            title: self.title.clone(),
            summary: self.summary.clone(),
            minutes: self.whole_minutes().unwrap_or(1),
            outcomes: lines(&self.outcomes).map(|line| plain_item(&line)).collect(),
            sources: lines(&self.sources).map(|line| Source::from_line(&plain_item(&line))).collect(),
            mapping: self.mapping.clone(),
        })
    }

    fn whole_minutes(&self) -> Option<u16> {
        self.minutes.parse().ok().filter(|minutes| (1..=MOST_MINUTES).contains(minutes))
    }
}

fn left_out(out: LeftOut) -> Problem {
    problem(Field::Body, format!("Line {}: {}", out.line, out.words()))
}

/// The lines that hold something.
fn lines(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(tidy_line).filter(|line| !line.is_empty())
}

/// People begin the lines of a list with a dash.
fn plain_item(line: &str) -> String {
    line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")).unwrap_or(line).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frameworks::{Theme, Validity};
    use jiff::civil::date;

    fn known() -> (Ambitions, Codebook) {
        let valid = Validity { from: date(2026, 1, 1), to: None };
        let text = String::new;
        let framework = Ambitions {
            id: text(),
            version: text(),
            title: text(),
            valid,
            overarching: text(),
            ambitions: vec![],
            foundations: vec![],
        };
        let theme = Theme { id: "T".into(), title: text(), about: text(), sub_themes: vec![] };
        let codebook = Codebook {
            id: text(),
            version: text(),
            title: text(),
            valid,
            themes: vec![theme],
            directions: vec![],
        };
        (framework, codebook)
    }

    fn whole() -> Draft {
        Draft {
            title: "After a hard night".into(),
            summary: "What helps.".into(),
            minutes: "15".into(),
            outcomes: "- Say what happened\n\n* Ask for help".into(),
            sources: "A guide, 2021, https://example.org/guide".into(),
            body: "# First\n\nWords.\n\n# Second\n\nMore.".into(),
            mapping: Mapping { themes: vec!["T".into()], ..Mapping::default() },
        }
    }

    fn fields(found: &[Problem]) -> Vec<&'static str> {
        found.iter().map(|problem| problem.field.name()).collect()
    }

    #[test]
    fn a_whole_draft_becomes_a_card() {
        let (framework, codebook) = known();
        let card = whole().ready(&framework, &codebook).expect("ready");
        assert_eq!(card.outcomes, ["Say what happened", "Ask for help"]);
        assert_eq!((card.minutes, card.last_page()), (15, 2));
        assert_eq!((card.page_title(1), card.page_title(2)), (Some("First"), Some("Second")));
        assert_eq!((card.page_title(0), card.page_title(3)), (None, None));
        assert_eq!(card.sources[0].url.as_deref(), Some("https://example.org/guide"));
    }

    #[test]
    fn an_unfinished_draft_can_be_kept_and_is_told_everything_it_lacks() {
        let (framework, codebook) = known();
        let bare = Draft { title: "Only a title".into(), ..Draft::default() };
        assert!(bare.problems(&framework, &codebook).is_empty());
        let found = bare.ready(&framework, &codebook).expect_err("not ready");
        assert_eq!(fields(&found), ["summary", "minutes", "outcomes", "body", "mapping"]);
    }

    #[test]
    fn what_is_too_much_or_no_number_is_told_before_it_is_kept() {
        let (framework, codebook) = known();
        let wrong = Draft {
            title: "x".repeat(121),
            summary: "x".repeat(501),
            minutes: "a while".into(),
            outcomes: "x\n".repeat(21),
            sources: "x".repeat(401),
            body: "x".repeat(200_001),
            mapping: Mapping { themes: vec!["U".into()], ..Mapping::default() },
        };
        let found = wrong.problems(&framework, &codebook);
        assert_eq!(fields(&found), ["title", "summary", "minutes", "outcomes", "sources", "body", "mapping"]);
        assert_eq!(fields(&Draft::default().problems(&framework, &codebook)), ["title"]);
        for minutes in ["0", "481", "-5", "1.5", "99999999999"] {
            let draft = Draft { minutes: minutes.into(), ..whole() };
            assert_eq!(fields(&draft.problems(&framework, &codebook)), ["minutes"], "{minutes}");
        }
    }

    #[test]
    fn a_text_with_a_script_in_it_is_not_published_and_the_line_is_told() {
        let (framework, codebook) = known();
        let draft = Draft { body: "# P\n\n<script>alert(1)</script>\n".into(), ..whole() };
        assert!(draft.problems(&framework, &codebook).is_empty(), "kept as a draft");
        let found = draft.ready(&framework, &codebook).expect_err("not ready");
        assert!(found[0].words.starts_with("Line 3: HTML tags are never shown"), "{found:?}");
    }

    #[test]
    fn a_text_without_a_title_is_one_page_under_the_modules_own() {
        let (framework, codebook) = known();
        let draft = Draft { body: "Just words.\n\n## And a heading".into(), ..whole() };
        assert_eq!(draft.ready(&framework, &codebook).expect("ready").pages, ["After a hard night"]);
        let endless = Draft { body: "# P\n\n".repeat(61), ..whole() };
        assert_eq!(fields(&endless.ready(&framework, &codebook).expect_err("too many")), ["body"]);
    }
}

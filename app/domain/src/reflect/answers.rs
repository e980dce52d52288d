//! Answers as people type them: read from a posted form, kept whole whatever is wrong with them.

use super::template::{PromptKind, Template};
use crate::frameworks::HowAreYouOption;
use crate::text::{tidy, tidy_line};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most characters one answer holds: about 1,700 words.
pub const MAX_ANSWER_CHARS: usize = 10_000;

/// The most bytes all answers together may take, so that a whole reflection fits the largest seal
/// (64 KiB) with room for its marks.
pub const MAX_TOTAL_BYTES: usize = 48_000;

/// The most characters the private line holds.
pub const MAX_HOW_CHARS: usize = 2_000;

/// Where a problem with the private line points.
pub const HOW_ARE_YOU: &str = "how-are-you";

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Words.
    Text(String),
    /// The id of one of a list's choices.
    Choice(String),
}

/// Answers by prompt id. A skipped prompt has none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers(BTreeMap<String, Answer>);

/// The private line: a word picked and words written, each of them optional.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HowAreYou {
    /// The id of an option in `content/how-are-you`.
    pub choice: Option<String>,
    /// A few own words.
    pub words: String,
}

impl HowAreYou {
    /// Reads the private line from what was posted. A choice that is not offered is left out: the
    /// page it came from is older than the question.
    #[must_use]
    pub fn from_fields(offered: &[HowAreYouOption], choice: &str, words: &str) -> (Self, Vec<Problem>) {
        let words = tidy(words);
        let length = words.chars().count();
        let known = offered.iter().find(|option| option.id == choice.trim());
        let problems = (length > MAX_HOW_CHARS).then_some(Problem {
            prompt: Some(HOW_ARE_YOU.to_owned()),
            kind: ProblemKind::HowTooLong(length),
        });
        (Self { choice: known.map(|option| option.id.clone()), words }, problems.into_iter().collect())
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.choice.is_none() && self.words.trim().is_empty()
    }
}

/// Something to put right, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The id of the prompt it is about; `None` when it is about the whole.
    pub prompt: Option<String>,
    /// What it is.
    pub kind: ProblemKind,
}

/// What can be wrong with what was posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    /// One answer is too long: how many characters it has.
    #[error(
        "This answer has {0} characters. The most it can hold is 10,000: shorten it, or move part of it to another answer"
    )]
    TooLong(usize),
    /// The private line is too long: how many characters it has.
    #[error("This has {0} characters. The most it can hold is 2,000")]
    HowTooLong(usize),
    /// All together are too long.
    #[error(
        "All your answers together are longer than one reflection can hold. Shorten one, or start a second reflection"
    )]
    TooMuch,
    /// The choice is not in the list.
    #[error("Choose one of the answers in the list, or leave it")]
    UnknownChoice,
}

impl Answers {
    /// Reads answers from posted fields (name and value, the name being a prompt's id). Fields that
    /// belong to no prompt of the template are left aside. What cannot be kept as it is comes back
    /// as a problem, and stands in the answers all the same so that the page can show it again.
    #[must_use]
    pub fn from_fields<'a>(
        template: &Template,
        fields: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> (Self, Vec<Problem>) {
        let mut answers = BTreeMap::new();
        let mut problems = Vec::new();
        for (name, value) in fields {
            let Some(prompt) = template.prompts.iter().find(|prompt| prompt.id == name) else {
                continue;
            };
            let problem = |kind| Problem { prompt: Some(prompt.id.clone()), kind };
            match &prompt.kind {
                PromptKind::Text { .. } => {
                    let text = tidy(value);
                    let length = text.chars().count();
                    if length > MAX_ANSWER_CHARS {
                        problems.push(problem(ProblemKind::TooLong(length)));
                    }
                    if !text.trim().is_empty() {
                        answers.insert(prompt.id.clone(), Answer::Text(text));
                    }
                }
                PromptKind::Choice { choices, .. } => {
                    let choice = tidy_line(value);
                    if choice.is_empty() {
                        continue;
                    }
                    if choices.iter().any(|known| known.id == choice) {
                        answers.insert(prompt.id.clone(), Answer::Choice(choice));
                    } else {
                        problems.push(problem(ProblemKind::UnknownChoice));
                    }
                }
            }
        }
        let answers = Self(answers);
        if problems.is_empty() && answers.bytes() > MAX_TOTAL_BYTES {
            problems.push(Problem { prompt: None, kind: ProblemKind::TooMuch });
        }
        (answers, problems)
    }

    /// The answer to a prompt, if it was not skipped.
    #[must_use]
    pub fn get(&self, prompt: &str) -> Option<&Answer> {
        self.0.get(prompt)
    }

    /// The words answered to a prompt, or the empty text.
    #[must_use]
    pub fn text(&self, prompt: &str) -> &str {
        match self.0.get(prompt) {
            Some(Answer::Text(text)) => text,
            _ => "",
        }
    }

    /// The choice answered to a prompt, if one was made.
    #[must_use]
    pub fn choice(&self, prompt: &str) -> Option<&str> {
        match self.0.get(prompt) {
            Some(Answer::Choice(choice)) => Some(choice),
            _ => None,
        }
    }

    /// Whether every prompt was skipped.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts an answer, in place of an earlier one.
    pub(super) fn set(&mut self, prompt: String, answer: Answer) {
        self.0.insert(prompt, answer);
    }

    /// Each answer with its prompt's id, in order of id.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, &Answer)> {
        self.0.iter()
    }

    /// The size of the answers inside the seal: text written as JSON, where a line end is two bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        serde_json::to_string(self).map_or(usize::MAX, |json| json.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reflect::fixture::template;

    fn read(fields: &[(&str, &str)]) -> (Answers, Vec<ProblemKind>) {
        let (answers, problems) = Answers::from_fields(&template(), fields.iter().copied());
        (answers, problems.into_iter().map(|problem| problem.kind).collect())
    }

    #[test]
    fn every_prompt_may_be_skipped() {
        let (answers, problems) = read(&[("part", "  \n"), ("setting", ""), ("nonsense", "x")]);
        assert!(answers.is_empty() && problems.is_empty());
    }

    #[test]
    fn words_are_kept_as_typed_but_for_invisible_characters() {
        let (answers, problems) = read(&[("part", " We sat\r\nwith her.\u{0} ")]);
        assert_eq!(answers.text("part"), " We sat\nwith her. ");
        assert!(problems.is_empty());
    }

    #[test]
    fn an_answer_over_the_limit_is_a_problem_and_is_not_lost() {
        let long = "é".repeat(MAX_ANSWER_CHARS + 1);
        let (answers, problems) = read(&[("part", &long)]);
        assert_eq!(problems, [ProblemKind::TooLong(MAX_ANSWER_CHARS + 1)]);
        assert_eq!(answers.text("part"), long);
    }

    #[test]
    fn answers_that_are_too_much_together_are_a_problem() {
        let much = "\u{1F54A}".repeat(MAX_ANSWER_CHARS);
        let (_, problems) = read(&[("part", &much), ("well", &much)]);
        assert_eq!(problems, [ProblemKind::TooMuch]);
    }

    #[test]
    fn a_choice_outside_the_list_is_a_problem() {
        assert_eq!(read(&[("setting", "moon")]).1, [ProblemKind::UnknownChoice]);
        assert_eq!(read(&[("setting", "ward")]).0.choice("setting"), Some("ward"));
    }
}

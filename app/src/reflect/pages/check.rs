//! The identifier check over a reflection's answers, for the editor without JavaScript. The private line
//! at the end is left out: nobody but its writer ever sees it.

use crate::check::{Findings, chosen};
use crate::web::Posted;
use deid::Lexicon;
use deid::fields::Fields;
use domain::reflect::template::{PromptKind, Template};
use domain::reflect::{Answers, Problem};

/// What could identify someone in the answers that are written in words.
pub(super) fn findings(template: &Template, answers: &Answers) -> Findings {
    Findings::of(texts(template, answers).map(|(_, text)| text.to_owned()).collect())
}

/// The answers with the choices that were posted made in them. What is found is worked out anew, so a
/// choice about something that is no longer there changes nothing.
///
/// # Errors
/// What could not be kept, where neutral words are longer than those they stand for.
pub(super) fn with_choices(
    template: &Template,
    answers: &Answers,
    posted: &Posted,
) -> Result<Answers, Vec<Problem>> {
    let fields = Fields::new(texts(template, answers).map(|(_, text)| text));
    let twins = fields.twins(&fields.find(Lexicon::embedded()));
    let changed = fields.resolve(&twins, |key| chosen(posted, key));
    let words = texts(template, answers).map(|(prompt, _)| prompt).zip(changed.iter().map(String::as_str));
    let picked =
        template.prompts.iter().filter_map(|prompt| Some((prompt.id.as_str(), answers.choice(&prompt.id)?)));
    let (answers, problems) = Answers::from_fields(template, words.chain(picked));
    if problems.is_empty() { Ok(answers) } else { Err(problems) }
}

/// The answers in words, by prompt, in the order they are asked.
fn texts<'a>(template: &'a Template, answers: &'a Answers) -> impl Iterator<Item = (&'a str, &'a str)> {
    let in_words = |kind: &PromptKind| matches!(kind, PromptKind::Text { .. });
    template
        .prompts
        .iter()
        .filter(move |prompt| in_words(&prompt.kind))
        .map(|prompt| (prompt.id.as_str(), answers.text(&prompt.id)))
}

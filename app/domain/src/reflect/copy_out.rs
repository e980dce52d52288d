//! A reflection as a file its writer takes away: Markdown to read, JSON to keep or move.
//! The private line at the end is in neither.

use super::answers::Answer;
use super::reflection::Reflection;
use super::template::{PromptKind, Template};
use serde_json::{Value, json};

/// The times shown at the head of a file, already in the reader's own time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// When it was begun, as people read it.
    pub started: String,
    /// When it last changed, as people read it.
    pub changed: String,
}

/// The answered prompts in the template's order: id, question, and the words to show (of a choice,
/// its label).
pub fn answered<'a>(
    reflection: &'a Reflection,
    template: &'a Template,
) -> impl Iterator<Item = (&'a str, &'a str, &'a str)> {
    template.prompts.iter().filter_map(|prompt| {
        let words = match (reflection.answers.get(&prompt.id)?, &prompt.kind) {
            (Answer::Text(text), _) => text.as_str(),
            (Answer::Choice(id), PromptKind::Choice { choices, .. }) => choices
                .iter()
                .find(|choice| choice.id == *id)
                .map_or(id.as_str(), |choice| choice.label.as_str()),
            (Answer::Choice(id), PromptKind::Text { .. }) => id.as_str(),
        };
        Some((prompt.id.as_str(), prompt.ask.as_str(), words))
    })
}

/// The reflection as Markdown. What was typed stands as typed: a line that would read as a heading
/// or a quotation is escaped at its first character.
#[must_use]
pub fn as_markdown(reflection: &Reflection, template: &Template, heading: &Heading) -> String {
    let mut file =
        format!("# {}\n\nStarted {}. Last changed {}.\n", template.title, heading.started, heading.changed);
    for (_, ask, words) in answered(reflection, template) {
        file.push_str("\n## ");
        file.push_str(ask);
        file.push_str("\n\n");
        for line in words.trim_end().lines() {
            if line.trim_start().starts_with(['#', '>', '=', '-', '+', '*', '`', '~', '<']) {
                file.push('\\');
                file.push_str(line.trim_start());
            } else {
                file.push_str(line);
            }
            // Two spaces keep a line end where the writer put it.
            file.push_str(if line.is_empty() { "\n" } else { "  \n" });
        }
    }
    file
}

/// The reflection as JSON: `{"format","template","started_us","changed_us","answers":[{"prompt",
/// "ask","answer"}]}`, times in microseconds since 1970-01-01 UTC.
#[must_use]
pub fn as_json(reflection: &Reflection, template: &Template) -> Value {
    json!({
        "format": "afterword-reflection-1",
        "template": { "id": template.id, "version": template.version, "title": template.title },
        "started_us": reflection.started.0,
        "changed_us": reflection.changed.0,
        "answers": answered(reflection, template)
            .map(|(prompt, ask, answer)| json!({ "prompt": prompt, "ask": ask, "answer": answer }))
            .collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reflect::fixture::template;
    use crate::reflect::{Answers, HowAreYou, TemplateRef};
    use crate::time::Timestamp;

    fn written() -> Reflection {
        let reference = TemplateRef { id: "t".to_owned(), version: "1".to_owned() };
        let mut reflection = Reflection::begin(reference, Timestamp(5));
        let fields = [("part", "We sat.\n# not a heading"), ("setting", "ward")];
        reflection.answers = Answers::from_fields(&template(), fields).0;
        reflection.how_are_you = HowAreYou { choice: None, words: "worn out".to_owned() };
        reflection
    }

    #[test]
    fn a_markdown_file_holds_questions_answers_and_labels_in_order() {
        let heading = Heading { started: "1 May".to_owned(), changed: "2 May".to_owned() };
        let file = as_markdown(&written(), &template(), &heading);
        assert!(file.contains("Started 1 May. Last changed 2 May."));
        assert!(file.contains("We sat.  \n\\# not a heading"));
        assert!(file.contains("A ward"), "the label, not the id: {file}");
    }

    #[test]
    fn the_private_line_is_in_no_file() {
        let heading = Heading { started: String::new(), changed: String::new() };
        assert!(!as_markdown(&written(), &template(), &heading).contains("worn out"));
        assert!(!as_json(&written(), &template()).to_string().contains("worn out"));
    }
}

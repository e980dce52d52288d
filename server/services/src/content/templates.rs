//! Reading lists of choices, and the templates that ask them.

use domain::frameworks::{Dated, Validity};
use domain::reflect::template::{Choice, ListVersion, Prompt, PromptKind, Template};

use super::file::{Fields, Unique};
use super::files::Head;
use super::frameworks::each;

/// One version of a list of choices.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ChoiceList {
    pub(super) list: ListVersion,
    valid: Validity,
    pub(super) choices: Vec<Choice>,
}

impl Dated for ChoiceList {
    fn validity(&self) -> Validity {
        self.valid
    }
}

pub(super) fn choice_list(fields: &Fields<'_>, head: &Head) -> ChoiceList {
    let mut ids = Unique::new(fields.file());
    ChoiceList {
        list: ListVersion { id: head.id.clone(), version: head.version.clone() },
        valid: head.valid,
        choices: each(fields, "choices", |choice| Choice {
            id: ids.take(choice.id("id")),
            label: choice.text("label"),
            group: choice.optional_text("group"),
        }),
    }
}

pub(super) fn template(fields: &Fields<'_>, head: &Head, lists: &[ChoiceList]) -> Template {
    let mut ids = Unique::new(fields.file());
    Template {
        id: head.id.clone(),
        version: head.version.clone(),
        order: fields.number("order", 1..=999),
        title: fields.text("title"),
        about: fields.text("about"),
        minutes: fields.number("minutes", 1..=60),
        valid: head.valid,
        prompts: each(fields, "prompts", |prompt| Prompt {
            id: ids.take(prompt.id("id")),
            ask: prompt.text("ask"),
            why: prompt.text("why"),
            hint: prompt.optional_text("hint"),
            kind: kind(prompt, head, lists),
        }),
    }
}

fn kind(prompt: &Fields<'_>, head: &Head, lists: &[ChoiceList]) -> PromptKind {
    match prompt.text("kind").as_str() {
        "choice" => choices(prompt, head, lists),
        "text" => PromptKind::Text { rows: prompt.number("rows", 1..=30) },
        other => {
            if !other.is_empty() {
                let what = format!("`kind` may be \"text\" or \"choice\", not \"{other}\"");
                prompt.file().note(prompt.at("kind"), what);
            }
            // Asked for only so that they are not called strangers as well.
            prompt.optional_text("choices");
            prompt.optional_text("rows");
            PromptKind::Text { rows: 1 }
        }
    }
}

/// The list is named with its version, so that a published template never changes its choices.
fn choices(prompt: &Fields<'_>, head: &Head, lists: &[ChoiceList]) -> PromptKind {
    let named = prompt.text("choices");
    let found = lists.iter().find(|known| named == name(&known.list));
    match found {
        None if !named.is_empty() => {
            let known = lists.iter().map(|known| name(&known.list)).collect::<Vec<_>>().join(", ");
            let what = format!("there is no list of choices \"{named}\"; there are: {known}");
            prompt.file().note(prompt.at("choices"), what);
        }
        Some(found) if !found.valid.overlaps(&head.valid) => {
            let what = format!("the list of choices \"{named}\" never holds while this template does");
            prompt.file().note(prompt.at("choices"), what);
        }
        _ => {}
    }
    let nothing = || (ListVersion { id: String::new(), version: String::new() }, Vec::new());
    let (list, choices) = found.map_or_else(nothing, |found| (found.list.clone(), found.choices.clone()));
    PromptKind::Choice { list, choices }
}

fn name(list: &ListVersion) -> String {
    format!("{}/{}", list.id, list.version)
}

//! A small template for the tests of this room.

use super::template::{Choice, ListVersion, Prompt, PromptKind, Template};
use crate::frameworks::Validity;

pub(super) fn template() -> Template {
    let text = |id: &str, ask: &str| Prompt {
        id: id.to_owned(),
        ask: ask.to_owned(),
        why: String::new(),
        hint: None,
        kind: PromptKind::Text { rows: 3 },
    };
    let ward = Choice { id: "ward".to_owned(), label: "A ward".to_owned(), group: None };
    let setting = Prompt {
        kind: PromptKind::Choice {
            list: ListVersion { id: "setting".to_owned(), version: "1".to_owned() },
            choices: vec![ward],
        },
        ..text("setting", "Where were you?")
    };
    Template {
        id: "t".to_owned(),
        version: "1".to_owned(),
        order: 1,
        title: "A template".to_owned(),
        about: String::new(),
        minutes: 3,
        valid: Validity { from: jiff::civil::date(2026, 1, 1), to: None },
        prompts: vec![text("part", "What were you part of?"), setting, text("well", "What went well?")],
    }
}

//! Reading learning modules: what one says of itself in TOML, then its text in Markdown.

use std::cell::RefCell;
use std::collections::BTreeMap;

use domain::frameworks::{Ambitions, Codebook, Dated, held_or_nearest};
use domain::modules::{
    Card, ContentModule, Headings, MOST_BODY_BYTES, Mapping, ModuleRef, RESERVED, Source, render, title_key,
};
use jiff::civil::Date;

use super::file::{Fields, Id};
use super::files::{Body, Head};
use super::frameworks::each;

/// What modules are checked against, and the titles seen so far with the id that has each.
pub(super) struct Against<'c> {
    pub(super) ambitions: &'c [Ambitions],
    pub(super) codebook: &'c [Codebook],
    titles: RefCell<BTreeMap<String, String>>,
}

impl<'c> Against<'c> {
    pub(super) fn new(ambitions: &'c [Ambitions], codebook: &'c [Codebook]) -> Self {
        Self { ambitions, codebook, titles: RefCell::default() }
    }

    /// No two modules have one title.
    fn take_title(&self, fields: &Fields<'_>, id: &str, title: &str) {
        let mut titles = self.titles.borrow_mut();
        let taken = titles.entry(title_key(title)).or_insert_with(|| id.to_owned());
        if taken != id && !title.is_empty() {
            let what = format!("the module `{taken}` has this title already: choose another");
            fields.file().note(fields.at("title"), what);
        }
    }
}

pub(super) fn module(
    fields: &Fields<'_>,
    head: &Head,
    body: &Body<'_>,
    against: &Against<'_>,
) -> ContentModule {
    if RESERVED.contains(&head.id.as_str()) || matches!(ModuleRef::parse(&head.id), ModuleRef::Written(_)) {
        fields.file().note(fields.at("id"), format!("a module cannot be called `{}`", head.id));
    }
    let title = fields.text("title");
    against.take_title(fields, &head.id, &title);
    let card = Card {
        title,
        summary: fields.text("summary"),
        minutes: fields.number("minutes", 1..=480),
        outcomes: at_least_one(fields, "outcomes").into_iter().map(|outcome| outcome.text).collect(),
        mapping: mapping(fields, head.valid.from, against),
        sources: each(fields, "sources", source),
        pages: pages(fields, body),
    };
    ContentModule {
        id: head.id.clone(),
        version: head.version.clone(),
        valid: head.valid,
        starter: fields.yes("starter"),
        card,
        body: body.text.to_owned(),
    }
}

fn at_least_one(fields: &Fields<'_>, key: &'static str) -> Vec<Id> {
    let texts = fields.texts(key);
    if texts.is_empty() {
        fields.file().note(fields.at(key), format!("`{key}` must name at least one: [\"...\"]"));
    }
    texts
}

/// The ids of what it answers, each known on the day the module begins to hold.
fn mapping(fields: &Fields<'_>, from: Date, against: &Against<'_>) -> Mapping {
    let framework = on(against.ambitions, from);
    let codebook = on(against.codebook, from);
    let ambitions = known(fields, fields.texts("ambitions"), "ambition or building block", |id| {
        framework.is_none_or(|all| all.ambition(id).is_some() || all.building_block(id).is_some())
    });
    let foundations = known(fields, fields.texts("foundations"), "foundation", |id| {
        framework.is_none_or(|all| all.foundation(id).is_some())
    });
    let themes = known(fields, at_least_one(fields, "themes"), "theme or sub-theme", |id| {
        codebook.is_none_or(|all| all.theme(id).is_some() || all.sub_theme(id).is_some())
    });
    Mapping { ambitions, foundations, themes }.each_once()
}

fn on<T: Dated>(versions: &[T], date: Date) -> Option<&T> {
    let (first, rest) = versions.split_first()?;
    Some(held_or_nearest(first, rest, date))
}

fn known(fields: &Fields<'_>, ids: Vec<Id>, kind: &str, is_known: impl Fn(&str) -> bool) -> Vec<String> {
    for id in ids.iter().filter(|id| !is_known(&id.text)) {
        fields
            .file()
            .note(id.at, format!("there is no {kind} \"{}\" on the day this version begins", id.text));
    }
    ids.into_iter().map(|id| id.text).collect()
}

fn source(fields: &Fields<'_>) -> Source {
    let source = Source {
        title: fields.text("title"),
        publisher: fields.optional_text("publisher"),
        year: fields.optional_text("year"),
        url: fields.optional_text("url"),
    };
    if let Some(url) = &source.url
        && Source::from_line(url).url.as_ref() != Some(url)
    {
        fields.file().note(fields.at("url"), "`url` must begin with https:// or http:// and hold no spaces");
    }
    source
}

/// The titles of its pages; what a reader would never be shown is told with its line.
fn pages(fields: &Fields<'_>, body: &Body<'_>) -> Vec<String> {
    let file = fields.file();
    if body.text.len() > MOST_BODY_BYTES {
        file.note_line(body.line, format!("the text may be {} kB at most", MOST_BODY_BYTES / 1000));
        return Vec::new();
    }
    let rendered = render(body.text, Headings::UnderPageTitle);
    for out in &rendered.left_out {
        file.note_line(body.line + out.line - 1, out.words());
    }
    if rendered.pages.is_empty() {
        file.note_line(body.line, "there is no page: begin each with a line such as `# Its title`");
    }
    for page in rendered.pages.iter().filter(|page| page.title.is_empty()) {
        let what = "a page begins here without a title: put one above it, such as `# Its title`";
        file.note_line(body.line + page.line - 1, what);
    }
    rendered.pages.into_iter().map(|page| page.title).collect()
}

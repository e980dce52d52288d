//! The form in which a module is written, as it is first shown and as it comes back.

use super::mapping::boxes;
use super::preview::drawn;
use crate::modules::PreviewIsland;
use crate::reflect::pages::inside_textarea;
use crate::ui::{ErrorMessage, ErrorSummary, Slip, TextField};
use crate::web::held::whose_page;
use crate::web::{Visitor, Web};
use domain::ids::ModuleId;
use domain::modules::{Draft, Mapping};
use leptos::prelude::*;
use services::modules::{OpenDraft, titles_of};

/// Everything the form shows and carries.
pub(super) struct Editor<'a> {
    /// The module, once it has been saved.
    pub id: Option<ModuleId>,
    /// The version of the draft the page goes on from.
    pub base: i64,
    /// What stands in the fields.
    pub draft: &'a Draft,
    pub slips: Vec<Slip>,
    /// Words about what has just been done.
    pub notice: Option<Notice>,
    /// The draft as it is stored, for what stands above the form.
    pub stored: Option<&'a OpenDraft>,
    /// What was saved since by somebody else, to be shown below the form.
    pub other: Option<&'a OpenDraft>,
    /// Whether the fields hold words that are stored nowhere.
    pub is_unsaved: bool,
}

/// Words at the top of the page.
pub(super) enum Notice {
    /// All is well.
    Kept(String),
    /// Something to know before going on.
    Warn(String),
}

impl Editor<'_> {
    pub fn view(self, web: &Web, visitor: &Visitor) -> impl IntoView + use<> {
        let whose = whose_page(web, visitor);
        let action = match self.id {
            Some(id) => format!("/modules/write/{id}"),
            None => "/modules/write/new".to_owned(),
        };
        let heading = if self.id.is_some() { "Write a module" } else { "Write a new module" };
        let error = |field: &str| Slip::words_for(&self.slips, field);
        let draft = self.draft;
        let unsaved = self.is_unsaved.then_some("yes");
        let notice = self.notice.map(|notice| match notice {
            Notice::Kept(words) => {
                view! { <p class="aw-notice aw-notice--kept" role="status">{words}</p> }.into_any()
            }
            Notice::Warn(words) => {
                view! { <p class="aw-notice aw-notice--warn" role="status">{words}</p> }.into_any()
            }
        });
        let standing = self.stored.map(|stored| standing(web, stored));
        let to_other = self.other.map(|_| view! { <p><a href="#other">"See the other version"</a></p> });
        let other = self.other.map(|other| other_version(web, draft, other));
        let summary = words_field(
            "summary",
            "Summary",
            "What it is about, in a sentence or two.",
            "3",
            &draft.summary,
            error("summary"),
        );
        let outcomes = words_field(
            "outcomes",
            "After this module you can …",
            "One outcome a line. Begin with a word of doing: say, find, ask.",
            "4",
            &draft.outcomes,
            error("outcomes"),
        );
        let sources = words_field(
            "sources",
            "Sources",
            "One a line: title, publisher, year, and an https:// address if there is one.",
            "3",
            &draft.sources,
            error("sources"),
        );
        let (title, title_error) = (draft.title.clone(), error("title"));
        let (minutes, minutes_error) = (draft.minutes.clone(), error("minutes"));
        let text = text_and_preview(&draft.body, error("body"));
        let mapping = boxes(web, &draft.mapping, &self.slips);
        view! {
            <div class="aw-wide">
                <p><a class="nhsuk-back-link" href="/modules/write">"Your organisation’s modules"</a></p>
                <ErrorSummary slips=self.slips.clone()/>
                <h1>{heading}</h1>
                {notice}
                {to_other}
                {standing}
                <form
                    class="aw-module-form"
                    id="module"
                    method="post"
                    action=action
                    autocomplete="off"
                    novalidate
                    data-unsaved=unsaved
                >
                    {whose}
                    <input type="hidden" name="base" value=self.base.to_string()/>
                    <TextField name="title" label="Title" value=title error=title_error/>
                    {summary}
                    <TextField name="minutes" label="About how many minutes does it take?" value=minutes error=minutes_error/>
                    {outcomes}
                    {text}
                    {sources}
                    {mapping}
                    <div class="aw-save-bar">
                        <button class="nhsuk-button" name="do" value="save">"Save"</button>
                        <button class="nhsuk-button nhsuk-button--secondary" name="do" value="publish">"Save, then publish"</button>
                    </div>
                </form>
                {other}
            </div>
        }
    }
}

/// Where the module stands, and what else can be done with it.
fn standing(web: &Web, stored: &OpenDraft) -> impl IntoView + use<> {
    let id = stored.id;
    let saved = format!("Draft saved {}.", web.services.in_words(stored.saved));
    let words = match (stored.published, stored.is_withdrawn, stored.has_changes) {
        (0, ..) => "Not published yet: educators here see it, and nobody else.".to_owned(),
        (version, true, _) => format!("Version {version} is out of the catalogue."),
        (version, false, true) => {
            format!("Version {version} is in the catalogue. What you changed since is not.")
        }
        (version, false, false) => format!("Version {version} is in the catalogue, as it stands here."),
    };
    let deeds = match (stored.published, stored.is_withdrawn) {
        (0, _) => None,
        (_, true) => Some(
            view! {
                <form method="post" action=format!("/modules/write/{id}/put-back")>
                    <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small">"Put it back in the catalogue"</button>
                </form>
            }
            .into_any(),
        ),
        (_, false) => Some(
            view! {
                <p>
                    <a class="aw-link-quiet" href=format!("/modules/{id}")>"See it as readers do"</a>" · "
                    <a class="aw-link-quiet" href=format!("/modules/write/{id}/withdraw")>"Take it out of the catalogue"</a>
                </p>
            }
            .into_any(),
        ),
    };
    view! {
        <p class="aw-quiet">{format!("{saved} {words}")}</p>
        {deeds}
    }
}

fn words_field(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    rows: &'static str,
    words: &str,
    error: Option<String>,
) -> impl IntoView + use<> {
    let described = described_by(name, error.is_some());
    let shown = inside_textarea(words);
    let group = group_class(error.is_some());
    view! {
        <div class=group>
            <label class="nhsuk-label" for=name>{label}</label>
            <div class="nhsuk-hint" id=format!("{name}-hint")>{hint}</div>
            <ErrorMessage name=name.to_owned() error/>
            <textarea
                class="nhsuk-textarea"
                id=name
                name=name
                rows=rows
                spellcheck="false"
                autocomplete="off"
                aria-describedby=described
            >{shown}</textarea>
        </div>
    }
}

fn text_and_preview(body: &str, error: Option<String>) -> impl IntoView + use<> {
    let described = described_by("body", error.is_some());
    let html = drawn(body);
    let shown = inside_textarea(body);
    let group = group_class(error.is_some());
    view! {
        <div class="aw-writing">
            <div class=group>
                <label class="nhsuk-label nhsuk-label--m" for="body">"The text"</label>
                <div class="nhsuk-hint" id="body-hint">
                    "A line that begins with # starts a new page and is its title."
                </div>
                {how_to()}
                <ErrorMessage name="body".to_owned() error/>
                <textarea
                    class="nhsuk-textarea aw-writing__text"
                    id="body"
                    name="body"
                    rows="20"
                    spellcheck="false"
                    autocomplete="off"
                    aria-describedby=described
                >{shown}</textarea>
            </div>
            <section class="aw-preview" aria-labelledby="preview-title">
                <h2 id="preview-title">"Preview"</h2>
                <PreviewIsland/>
                <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" name="do" value="preview">"Preview"</button>
                <div class="aw-prose aw-preview__pages" id="preview" inner_html=html></div>
            </section>
        </div>
    }
}

/// The few marks that a text needs.
fn how_to() -> impl IntoView {
    let rows = [
        ("# A title", "starts a new page"),
        ("## A heading", "a heading on a page"),
        ("- one thing", "a list"),
        ("**strong**, *stressed*", "strong, stressed words"),
        ("> words", "a quotation"),
        ("[words](https://…)", "a link"),
    ]
    .map(|(marks, what)| view! { <li><code>{marks}</code>" "{what}</li> })
    .collect_view();
    view! {
        <details class="nhsuk-details">
            <summary class="nhsuk-details__summary">
                <span class="nhsuk-details__summary-text">"How to lay it out"</span>
            </summary>
            <div class="nhsuk-details__text">
                <ul>{rows}</ul>
                <p>"Leave an empty line between paragraphs. HTML tags and pictures are not shown."</p>
            </div>
        </details>
    }
}

/// What is stored, where it differs from what stands in the form.
fn other_version(web: &Web, draft: &Draft, other: &OpenDraft) -> impl IntoView + use<> {
    let stored = &other.draft;
    let parts = [
        ("Title", &draft.title, &stored.title),
        ("Summary", &draft.summary, &stored.summary),
        ("Minutes", &draft.minutes, &stored.minutes),
        ("Outcomes", &draft.outcomes, &stored.outcomes),
        ("The text", &draft.body, &stored.body),
        ("Sources", &draft.sources, &stored.sources),
    ]
    .into_iter()
    .filter(|(_, typed, stored)| domain::text::tidy(typed) != **stored)
    .map(|(title, _, stored)| {
        let words = if stored.is_empty() { "Nothing here.".to_owned() } else { stored.clone() };
        view! { <h3>{title}</h3><p class="aw-answer">{words}</p> }
    })
    .collect_view();
    let boxes = other_boxes(web, &draft.mapping, &stored.mapping);
    view! {
        <section class="aw-version aw-version--differs" id="other">
            <h2 class="aw-version__head">"The other version"</h2>
            <p class="aw-quiet">{format!("Saved {}. This is what differs from the form above.", web.services.in_words(other.saved))}</p>
            {parts}
            {boxes}
        </section>
    }
}

/// The boxes that are ticked in one of the two only.
fn other_boxes(web: &Web, typed: &Mapping, stored: &Mapping) -> Option<impl IntoView + use<>> {
    let line = |words: &'static str, only: &Mapping| {
        let titles = titles_of(&web.services, only);
        (!titles.is_empty()).then(|| view! { <p>{words}<strong>{titles.join("; ")}</strong></p> })
    };
    let there = line("Ticked there, not in your form: ", &stored.without(typed));
    let here = line("Ticked in your form, not there: ", &typed.without(stored));
    (there.is_some() || here.is_some()).then(|| view! { <h3>"What it answers"</h3>{there}{here} })
}

fn described_by(name: &str, has_error: bool) -> String {
    if has_error { format!("{name}-hint {name}-error") } else { format!("{name}-hint") }
}

const fn group_class(has_error: bool) -> &'static str {
    if has_error { "nhsuk-form-group nhsuk-form-group--error" } else { "nhsuk-form-group" }
}

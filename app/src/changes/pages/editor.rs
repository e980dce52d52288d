//! The form in which a change is written, as it is first shown and as it comes back.

use super::found::found_section;
use crate::check::CheckSwitch;
use crate::reflect::pages::inside_textarea;
use crate::ui::{ErrorMessage, ErrorSummary, Slip};
use crate::web::held::whose_page;
use crate::web::{Visitor, Web};
use domain::changes::{ChangeDraft, ChangeState};
use domain::ids::ChangeId;
use leptos::prelude::*;
use services::changes::OpenChange;
use services::modules::ModuleLink;
use services::release::Printed;

/// What a lead can choose from, with its titles.
pub(super) struct Lists<'a> {
    pub printed: Vec<Printed<'a>>,
    pub modules: Vec<ModuleLink>,
}

/// Everything the form shows and carries.
pub(super) struct Editor<'a> {
    /// The change, once it has been saved.
    pub id: Option<ChangeId>,
    /// The mark of a new form, so that it makes one change however often it is sent.
    pub mark: &'a str,
    /// The version of the draft the page goes on from.
    pub base: i64,
    /// What stands in the fields.
    pub draft: &'a ChangeDraft,
    pub slips: Vec<Slip>,
    /// Words about what has just been done.
    pub notice: Option<Notice>,
    /// The change as it is stored, for what stands above the form.
    pub stored: Option<&'a OpenChange>,
    /// What was saved since by somebody else, to be shown below the form.
    pub other: Option<&'a OpenChange>,
    /// Whether the fields hold words that are stored nowhere.
    pub is_unsaved: bool,
}

/// Words at the top of the page.
pub(super) enum Notice {
    /// All is well.
    Kept(&'static str),
    /// Something to know before going on.
    Warn(&'static str),
}

impl Editor<'_> {
    pub fn view(self, web: &Web, visitor: &Visitor, lists: &Lists<'_>) -> impl IntoView + use<> {
        let whose = whose_page(web, visitor);
        let action = self.id.map_or("/changes/write/new".to_owned(), |id| format!("/changes/write/{id}"));
        let notice = self.notice.map(|notice| match notice {
            Notice::Kept(words) => ("aw-notice aw-notice--kept", words),
            Notice::Warn(words) => ("aw-notice aw-notice--warn", words),
        });
        let notice = notice.map(|(class, words)| view! { <p class=class role="status">{words}</p> });
        let standing = self.stored.map(|stored| standing(web, stored));
        let to_other = self.other.map(|_| view! { <p><a href="#other">"See the other version"</a></p> });
        let other = self.other.map(|other| other_version(web, lists, self.draft, other));
        let nothing_printed = lists.printed.is_empty().then(|| {
            view! {
                <p class="aw-notice">
                    "No theme has been shown to everybody yet, so there is none to answer. You can write now, and tell it \
                     when the first figures are out."
                </p>
            }
        });
        let themes = themes(lists, &self.draft.themes, Slip::words_for(&self.slips, "themes"));
        let words = words(&self.draft.words, Slip::words_for(&self.slips, "words"));
        let found = found_section(web, self.draft, Slip::words_for(&self.slips, "check"));
        let state = state(&self.draft.state, Slip::words_for(&self.slips, "state"));
        let module = module(lists, &self.draft.module, Slip::words_for(&self.slips, "module"));
        view! {
            <div class="aw-column">
                <p><a class="nhsuk-back-link" href="/changes/write">"What you and other leads tell"</a></p>
                <ErrorSummary slips=self.slips/>
                <h1>"Tell what changed"</h1>
                {notice}
                {to_other}
                {standing}
                {nothing_printed}
                <form
                    id="change"
                    method="post"
                    action=action
                    autocomplete="off"
                    novalidate
                    data-unsaved=self.is_unsaved.then_some("yes")
                >
                    // The first button in a form is what Enter presses: it must be a save.
                    <button class="nhsuk-u-visually-hidden" name="do" value="save" tabindex="-1" aria-hidden="true">"Save"</button>
                    {whose}
                    <input type="hidden" name="mark" value=self.mark.to_owned()/>
                    <input type="hidden" name="base" value=self.base.to_string()/>
                    {themes}
                    <CheckSwitch about="Names, dates, places and numbers in what you write. Your words are saved first."/>
                    {words}
                    {found}
                    {state}
                    {module}
                    <div class="aw-save-bar">
                        <button class="nhsuk-button" name="do" value="look">"Save, then look at it"</button>
                        <button class="nhsuk-button nhsuk-button--secondary" name="do" value="save">"Save"</button>
                    </div>
                </form>
                {other}
            </div>
        }
    }
}

/// Where the change stands, and what else can be done with it.
fn standing(web: &Web, stored: &OpenChange) -> impl IntoView + use<> {
    let id = stored.id;
    let saved = format!("Saved {}.", web.services.in_words(stored.saved));
    let words = match (&stored.telling, stored.has_changes()) {
        (None, _) => "Not told: safety leads here see it, and nobody else.",
        (Some(_), true) => "It is told. What you changed since is not.",
        (Some(_), false) => "It is told, as it stands here.",
    };
    let deeds = stored.telling.as_ref().map(|_| {
        view! {
            <p>
                <a class="aw-link-quiet" href=format!("/changes/{id}")>"See what others read now"</a>" · "
                <a class="aw-link-quiet" href=format!("/changes/write/{id}/take-down")>"Take it down"</a>
            </p>
        }
    });
    view! {
        <p class="aw-quiet">{format!("{saved} {words}")}</p>
        {deeds}
    }
}

fn group_class(error: Option<&String>) -> &'static str {
    if error.is_some() { "nhsuk-form-group nhsuk-form-group--error" } else { "nhsuk-form-group" }
}

fn themes(lists: &Lists<'_>, ticked: &[String], error: Option<String>) -> impl IntoView + use<> {
    let group = group_class(error.as_ref());
    let boxes = lists
        .printed
        .iter()
        .map(|printed| {
            let theme = printed.theme;
            // An id may hold a dot, which is awkward in a selector.
            let id = format!("theme-{}", theme.id.replace('.', "-"));
            let label = format!("{} ({})", theme.title, printed.period.in_words());
            let checked = ticked.contains(&theme.id);
            view! {
                <div class="nhsuk-checkboxes__item">
                    <input
                        class="nhsuk-checkboxes__input"
                        type="checkbox"
                        id=id.clone()
                        name="theme"
                        value=theme.id.clone()
                        checked=checked
                    />
                    <label class="nhsuk-label nhsuk-checkboxes__label" for=id>{label}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <div class=group id="themes">
            <fieldset class="nhsuk-fieldset" aria-describedby="themes-hint">
                <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">"You said"</legend>
                <div class="nhsuk-hint" id="themes-hint">
                    "What people spoke about. Only themes whose figures everybody can see are in the list."
                </div>
                <ErrorMessage name="themes".to_owned() error/>
                <div class="nhsuk-checkboxes nhsuk-checkboxes--small">{boxes}</div>
            </fieldset>
        </div>
    }
}

fn words(words: &str, error: Option<String>) -> impl IntoView + use<> {
    let group = group_class(error.as_ref());
    let described = if error.is_some() { "words-hint words-error" } else { "words-hint" };
    view! {
        <div class=group>
            <label class="nhsuk-label nhsuk-label--m" for="words">"What was done about it?"</label>
            <div class="nhsuk-hint" id="words-hint">
                "In plain words, at most 1,000 characters. Write what is different now, or will be. Do not quote anybody, \
                 and name nobody."
            </div>
            <ErrorMessage name="words".to_owned() error/>
            // The box lets marks lie behind the field without touching it.
            <div class="aw-marked">
                <textarea
                    class="nhsuk-textarea"
                    id="words"
                    name="words"
                    rows="7"
                    spellcheck="false"
                    autocomplete="off"
                    aria-describedby=described
                    data-check
                >{inside_textarea(words)}</textarea>
            </div>
        </div>
    }
}

fn state(chosen: &str, error: Option<String>) -> impl IntoView + use<> {
    let group = group_class(error.as_ref());
    let radios = ChangeState::ALL
        .into_iter()
        .enumerate()
        .map(|(at, state)| {
            // The first bears the question's own name, so that a message leads to it.
            let id = if at == 0 { "state".to_owned() } else { format!("state-{at}") };
            let checked = chosen == state.as_str();
            view! {
                <div class="nhsuk-radios__item">
                    <input class="nhsuk-radios__input" type="radio" id=id.clone() name="state" value=state.as_str() checked=checked/>
                    <label class="nhsuk-label nhsuk-radios__label" for=id>{state.label()}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <div class=group>
            <fieldset class="nhsuk-fieldset">
                <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">"How far has it come?"</legend>
                <ErrorMessage name="state".to_owned() error/>
                <div class="nhsuk-radios nhsuk-radios--small">{radios}</div>
            </fieldset>
        </div>
    }
}

fn module(lists: &Lists<'_>, chosen: &str, error: Option<String>) -> impl IntoView + use<> {
    let group = group_class(error.as_ref());
    let described = if error.is_some() { "module-hint module-error" } else { "module-hint" };
    let options = lists
        .modules
        .iter()
        .map(|link| {
            let id = link.module.to_string();
            let selected = id == chosen;
            view! { <option value=id selected=selected>{link.title.clone()}</option> }
        })
        .collect_view();
    view! {
        <div class=group>
            <label class="nhsuk-label nhsuk-label--m" for="module">"Is there a module that answers?"</label>
            <div class="nhsuk-hint" id="module-hint">"You can skip this."</div>
            <ErrorMessage name="module".to_owned() error/>
            <select class="nhsuk-select" id="module" name="module" autocomplete="off" aria-describedby=described>
                <option value="">"No module"</option>
                {options}
            </select>
        </div>
    }
}

/// What is stored, where it differs from what stands in the form.
fn other_version(
    web: &Web,
    lists: &Lists<'_>,
    draft: &ChangeDraft,
    other: &OpenChange,
) -> impl IntoView + use<> {
    let (typed, stored) = (draft.clone().tidied(), &other.draft);
    let theme = |id: &String| lists.printed.iter().find(|printed| printed.theme.id == *id);
    let themes: Vec<_> = stored.themes.iter().filter_map(theme).map(|one| one.theme.title.clone()).collect();
    let state = ChangeState::parse(&stored.state).map(ChangeState::label).unwrap_or_default();
    let module = lists.modules.iter().find(|link| link.module.to_string() == stored.module);
    let parts = [
        ("You said", typed.themes != stored.themes, themes.join(", ")),
        ("What was done about it", typed.words != stored.words, stored.words.clone()),
        ("How far it has come", typed.state != stored.state, state.to_owned()),
        (
            "The module",
            typed.module != stored.module,
            module.map(|link| link.title.clone()).unwrap_or_default(),
        ),
        ("Details that stay on purpose", typed.kept != stored.kept, kept(stored)),
    ]
    .into_iter()
    .filter(|(_, differs, _)| *differs)
    .map(|(title, _, words)| {
        let words = if words.is_empty() { "Nothing here.".to_owned() } else { words };
        view! { <h3>{title}</h3><p class="aw-answer">{words}</p> }
    })
    .collect_view();
    view! {
        <section class="aw-version aw-version--differs" id="other">
            <h2 class="aw-version__head">"The other version"</h2>
            <p class="aw-quiet">{format!("Saved {}. This is what differs from the form above.", web.services.in_words(other.saved))}</p>
            {parts}
        </section>
    }
}

fn kept(draft: &ChangeDraft) -> String {
    draft.kept.keys().map(|words| format!("“{words}”")).collect::<Vec<_>>().join(", ")
}

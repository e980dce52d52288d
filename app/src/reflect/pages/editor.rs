//! The editor's form, as it is first shown and as it comes back with something to put right.

use crate::check::{CheckSwitch, Findings};
use crate::reflect::AutosaveIsland;
use crate::ui::{ErrorMessage, ErrorSummary, Signposts, Slip};
use domain::frameworks::HowAreYou as Question;
use domain::ids::ReflectionId;
use domain::reflect::template::{Choice, Prompt, PromptKind, Template};
use domain::reflect::{Answers, HowAreYou};
use leptos::prelude::*;

/// A list longer than this folds into one field: a dozen radios push the rest of a phone's page away.
const MOST_RADIOS: usize = 8;

/// Everything the form shows and carries.
pub(super) struct Editor<'a> {
    pub id: ReflectionId,
    /// The field that says whose page it is.
    pub whose: Option<AnyView>,
    /// The version the page goes on from.
    pub base: i64,
    /// The second version this page saves to, if it found itself beside another.
    pub copy: String,
    /// The page's own random mark.
    pub page: String,
    /// How many saves the page has sent.
    pub sequence: u32,
    /// What lets this page add to its draft after the session is locked.
    pub pass: String,
    pub template: &'a Template,
    pub answers: &'a Answers,
    pub how_are_you: &'a HowAreYou,
    pub question: Question,
    pub promise: String,
    pub slips: Vec<Slip>,
    /// Words about what has just been saved.
    pub saved: Option<String>,
    /// What could identify someone, when that was asked for.
    pub findings: Option<Findings>,
    pub idle_minutes: i64,
}

impl Editor<'_> {
    pub fn view(self) -> impl IntoView + use<> {
        let prompts: Vec<_> = self
            .template
            .prompts
            .iter()
            .map(|prompt| prompt_view(prompt, self.answers, &self.slips))
            .collect();
        let private = private_line(&self.question, self.how_are_you, &self.slips);
        let id = self.id.to_string();
        let action = format!("/reflections/{id}/write");
        let autosave = format!("/reflections/{id}/autosave");
        let versions = format!("/reflections/{id}/versions");
        // A page that came back with something to put right holds words that are stored nowhere.
        let unsaved = (!self.slips.is_empty()).then_some("yes");
        view! {
            <div class="aw-column">
                <ErrorSummary slips=self.slips/>
                <h1>{self.template.title.clone()}</h1>
                <p class="aw-quiet">
                    {self.promise}" "<a href="/private">"What is private here"</a>
                </p>
                <p class="aw-quiet">"Skip anything. Two lines are enough."</p>
                {self.saved.map(|words| view! { <p class="aw-notice aw-notice--kept" role="status">{words}</p> })}
                <p class="aw-print-only">"To print this, open it for reading."</p>
                <form
                    class="aw-editor"
                    id="editor"
                    method="post"
                    action=action
                    autocomplete="off"
                    novalidate
                    data-autosave=autosave
                    data-idle-minutes=self.idle_minutes.to_string()
                    data-unsaved=unsaved
                >
                    {self.whose}
                    <input type="hidden" name="template" value=self.template.id.clone()/>
                    <input type="hidden" name="template-version" value=self.template.version.clone()/>
                    <input type="hidden" name="base" value=self.base.to_string()/>
                    <input type="hidden" name="copy" value=self.copy/>
                    <input type="hidden" name="page" value=self.page/>
                    <input type="hidden" name="sequence" value=self.sequence.to_string()/>
                    <input type="hidden" name="pass" value=self.pass/>
                    <CheckSwitch/>
                    {self.findings.map(Findings::view)}
                    {prompts}
                    {private}
                    <div class="aw-save-bar">
                        <AutosaveIsland>
                            <a href=versions>"Look at both"</a>
                        </AutosaveIsland>
                        <button class="nhsuk-button" name="do" value="finish">"Save and finish"</button>
                        <button class="nhsuk-button nhsuk-button--secondary" name="do" value="save">"Save"</button>
                    </div>
                </form>
                <noscript>
                    <p class="aw-quiet">
                        "This page cannot hide itself while it is open: press Hide this now before you walk away. It saves first."
                    </p>
                </noscript>
                <p class="aw-quiet aw-no-print">"Hide this now saves first. With a keyboard, press Escape twice."</p>
            </div>
        }
    }
}

/// The name a prompt's answer is posted under. Prefixed, so that no prompt can be mistaken for one of
/// the form's own fields.
pub(super) fn field_name(prompt: &str) -> String {
    format!("answer-{prompt}")
}

fn prompt_view(prompt: &Prompt, answers: &Answers, slips: &[Slip]) -> AnyView {
    let name = field_name(&prompt.id);
    let error = Slip::words_for(slips, &name);
    match &prompt.kind {
        PromptKind::Text { rows } => {
            text_prompt(prompt, name, *rows, answers.text(&prompt.id), error).into_any()
        }
        PromptKind::Choice { choices, .. } => {
            let chosen = answers.choice(&prompt.id);
            if choices.len() > MOST_RADIOS {
                list_prompt(prompt, &name, choices, chosen, error).into_any()
            } else {
                choice_prompt(prompt, &name, choices, chosen, error).into_any()
            }
        }
    }
}

fn text_prompt(
    prompt: &Prompt,
    name: String,
    rows: u16,
    text: &str,
    error: Option<String>,
) -> impl IntoView + use<> {
    let group = group_class(error.is_some(), "nhsuk-form-group aw-prompt");
    let described = described_by(&name, error.is_some());
    let hint = prompt.hint.clone().map(|hint| view! { <div class="nhsuk-hint">{hint}</div> });
    let shown = inside_textarea(text);
    view! {
        <div class=group>
            <label class="nhsuk-label nhsuk-label--m" for=name.clone()>{prompt.ask.clone()}</label>
            <p class="aw-why" id=format!("{name}-why")>{prompt.why.clone()}</p>
            {hint}
            <ErrorMessage name=name.clone() error/>
            // The box lets marks lie behind the field without touching it.
            <div class="aw-marked">
                <textarea
                    class="nhsuk-textarea"
                    id=name.clone()
                    name=name
                    rows=rows.to_string()
                    spellcheck="false"
                    autocomplete="off"
                    aria-describedby=described
                    data-check
                >{shown}</textarea>
            </div>
        </div>
    }
}

/// Words as they stand inside a textarea. leptos writes its content as it is, so it is escaped here;
/// and a browser drops a line end at the very beginning, so there is one to drop.
pub(crate) fn inside_textarea(words: &str) -> String {
    let escaped = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    if words.starts_with('\n') { format!("\n{escaped}") } else { escaped }
}

fn choice_prompt(
    prompt: &Prompt,
    name: &str,
    choices: &[Choice],
    chosen: Option<&str>,
    error: Option<String>,
) -> impl IntoView + use<> {
    let radios = choices
        .iter()
        .enumerate()
        .map(|(at, choice)| {
            // The error summary leads to the first of them.
            let id = if at == 0 { name.to_owned() } else { format!("{name}-{}", choice.id) };
            radio(
                id,
                name.to_owned(),
                choice.id.clone(),
                choice.label.clone(),
                chosen == Some(choice.id.as_str()),
            )
        })
        .collect_view();
    let none = radio(
        format!("{name}-none"),
        name.to_owned(),
        String::new(),
        "Skip this".to_owned(),
        chosen.is_none(),
    );
    let hint = prompt.hint.clone().map(|hint| view! { <div class="nhsuk-hint">{hint}</div> });
    let group = group_class(error.is_some(), "nhsuk-form-group aw-prompt");
    view! {
        <div class=group>
            <fieldset class="nhsuk-fieldset" aria-describedby=format!("{name}-why")>
                <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">{prompt.ask.clone()}</legend>
                <p class="aw-why" id=format!("{name}-why")>{prompt.why.clone()}</p>
                {hint}
                <ErrorMessage name=name.to_owned() error/>
                <div class="nhsuk-radios nhsuk-radios--small">{radios}{none}</div>
            </fieldset>
        </div>
    }
}

fn list_prompt(
    prompt: &Prompt,
    name: &str,
    choices: &[Choice],
    chosen: Option<&str>,
    error: Option<String>,
) -> impl IntoView + use<> {
    let options = choices
        .iter()
        .map(|choice| {
            let selected = chosen == Some(choice.id.as_str());
            view! { <option value=choice.id.clone() selected=selected>{choice.label.clone()}</option> }
        })
        .collect_view();
    let group = group_class(error.is_some(), "nhsuk-form-group aw-prompt");
    let described = described_by(name, error.is_some());
    view! {
        <div class=group>
            <label class="nhsuk-label nhsuk-label--m" for=name.to_owned()>{prompt.ask.clone()}</label>
            <p class="aw-why" id=format!("{name}-why")>{prompt.why.clone()}</p>
            <ErrorMessage name=name.to_owned() error/>
            <select
                class="nhsuk-select"
                id=name.to_owned()
                name=name.to_owned()
                autocomplete="off"
                aria-describedby=described
            >
                <option value="" selected=chosen.is_none()>"Skip this"</option>
                {options}
            </select>
        </div>
    }
}

fn radio(id: String, name: String, value: String, label: String, checked: bool) -> impl IntoView {
    view! {
        <div class="nhsuk-radios__item">
            <input class="nhsuk-radios__input" type="radio" id=id.clone() name=name value=value checked=checked/>
            <label class="nhsuk-label nhsuk-radios__label" for=id>{label}</label>
        </div>
    }
}

fn private_line(question: &Question, how: &HowAreYou, slips: &[Slip]) -> impl IntoView + use<> {
    let chosen = how.choice.as_deref();
    let radios = question
        .options
        .iter()
        .map(|option| {
            let id = format!("how-{}", option.id);
            radio(
                id,
                "how".to_owned(),
                option.id.clone(),
                option.label.clone(),
                chosen == Some(option.id.as_str()),
            )
        })
        .collect_view();
    let none = radio(
        "how-none".to_owned(),
        "how".to_owned(),
        String::new(),
        "Skip this".to_owned(),
        chosen.is_none(),
    );
    let error = Slip::words_for(slips, "how-words");
    view! {
        <div class="nhsuk-form-group aw-prompt aw-prompt--private">
            <fieldset class="nhsuk-fieldset" aria-describedby="how-why">
                <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">{question.ask.clone()}</legend>
                <p class="aw-why" id="how-why">{question.why.clone()}</p>
                <div class="nhsuk-radios nhsuk-radios--small">{radios}{none}</div>
            </fieldset>
            <label class="nhsuk-label" for="how-words">{question.text_label.clone()}</label>
            <ErrorMessage name="how-words".to_owned() error/>
            <textarea
                class="nhsuk-textarea"
                id="how-words"
                name="how-words"
                rows="2"
                spellcheck="false"
                autocomplete="off"
            >{inside_textarea(&how.words)}</textarea>
            <p class="aw-quiet">{question.signposts_lead.clone()}</p>
            <Signposts signposts=question.signposts.clone()/>
        </div>
    }
}

/// What a screen reader reads with a prompt's field: why it is asked, and what to put right.
fn described_by(name: &str, has_error: bool) -> String {
    if has_error { format!("{name}-why {name}-error") } else { format!("{name}-why") }
}

fn group_class(has_error: bool, class: &'static str) -> String {
    if has_error { format!("{class} nhsuk-form-group--error") } else { class.to_owned() }
}

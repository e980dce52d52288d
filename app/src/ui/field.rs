//! Fields of one line.

use leptos::prelude::*;

/// The message at a field.
#[component]
pub fn ErrorMessage(
    /// The field's name.
    name: String,
    /// The words, if there is something to put right.
    error: Option<String>,
) -> impl IntoView {
    error.map(|words| {
        view! {
            <span class="nhsuk-error-message" id=format!("{name}-error")>
                <span class="nhsuk-u-visually-hidden">"Error: "</span>
                {words}
            </span>
        }
    })
}

fn described_by(name: &str, has_hint: bool, has_error: bool) -> Option<String> {
    let parts: Vec<String> = [(has_hint, "hint"), (has_error, "error")]
        .into_iter()
        .filter(|(there, _)| *there)
        .map(|(_, part)| format!("{name}-{part}"))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// A field for one line of text.
#[component]
pub fn TextField(
    /// Name and id.
    name: &'static str,
    /// What to type.
    label: &'static str,
    /// A word of help.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// What was typed before.
    #[prop(into)]
    value: String,
    /// What to put right.
    #[prop(into)]
    error: Option<String>,
    /// The kind of field: `text` or `email`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What browsers may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
) -> impl IntoView {
    let group = if error.is_some() { "nhsuk-form-group nhsuk-form-group--error" } else { "nhsuk-form-group" };
    let input = if error.is_some() { "nhsuk-input nhsuk-input--error" } else { "nhsuk-input" };
    let described = described_by(name, hint.is_some(), error.is_some());
    view! {
        <div class=group>
            <label class="nhsuk-label" for=name>{label}</label>
            {hint.map(|hint| view! { <div class="nhsuk-hint" id=format!("{name}-hint")>{hint}</div> })}
            <ErrorMessage name=name.to_owned() error/>
            <input
                class=input
                id=name
                name=name
                type=kind
                value=value
                autocomplete=autocomplete
                spellcheck="false"
                aria-describedby=described
            />
        </div>
    }
}

/// A field for a password. What was typed is never sent back.
#[component]
pub fn PasswordField(
    /// Name and id.
    name: &'static str,
    /// What to type.
    label: &'static str,
    /// A word of help.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// What to put right.
    #[prop(into)]
    error: Option<String>,
    /// `current-password` or `new-password`.
    autocomplete: &'static str,
) -> impl IntoView {
    let group = if error.is_some() { "nhsuk-form-group nhsuk-form-group--error" } else { "nhsuk-form-group" };
    let input = if error.is_some() { "nhsuk-input nhsuk-input--error" } else { "nhsuk-input" };
    let described = described_by(name, hint.is_some(), error.is_some());
    view! {
        <div class=group>
            <label class="nhsuk-label" for=name>{label}</label>
            {hint.map(|hint| view! { <div class="nhsuk-hint" id=format!("{name}-hint")>{hint}</div> })}
            <ErrorMessage name=name.to_owned() error/>
            <input
                class=input
                id=name
                name=name
                type="password"
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=described
            />
        </div>
    }
}

//! The boxes with which an educator says what a module answers.

use crate::ui::{ErrorMessage, Slip};
use crate::web::Web;
use domain::frameworks::Theme;
use domain::modules::Mapping;
use leptos::prelude::*;

/// Ambitions, foundations and themes to tick.
pub(super) fn boxes(web: &Web, mapping: &Mapping, slips: &[Slip]) -> impl IntoView + use<> {
    let today = web.services.today();
    let framework = web.services.content.ambitions_on(today);
    let codebook = web.services.content.codebook_on(today);
    let error = Slip::words_for(slips, "mapping");
    let group = if error.is_some() { "nhsuk-form-group nhsuk-form-group--error" } else { "nhsuk-form-group" };
    let themes = codebook.themes.iter().map(|theme| theme_boxes(theme, &mapping.themes)).collect_view();
    let ambitions = framework
        .ambitions
        .iter()
        .map(|ambition| tick("ambition", &ambition.id, &ambition.title, &mapping.ambitions))
        .collect_view();
    let foundations = framework
        .foundations
        .iter()
        .map(|foundation| tick("foundation", &foundation.id, &foundation.title, &mapping.foundations))
        .collect_view();
    view! {
        <div class=group id="mapping">
            <h2>"What it answers"</h2>
            <p class="aw-why">
                "People find a module by its themes and ambitions, and the page of a theme leads to it. Tick what it \
                 really helps with: a few are better than many."
            </p>
            <ErrorMessage name="mapping".to_owned() error/>
            <fieldset class="nhsuk-fieldset aw-boxes">
                <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">"Themes"</legend>
                {themes}
            </fieldset>
            <fieldset class="nhsuk-fieldset aw-boxes">
                <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">"Ambitions"</legend>
                <div class="nhsuk-checkboxes nhsuk-checkboxes--small">{ambitions}</div>
            </fieldset>
            <fieldset class="nhsuk-fieldset aw-boxes">
                <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">"Foundations"</legend>
                <div class="nhsuk-checkboxes nhsuk-checkboxes--small">{foundations}</div>
            </fieldset>
        </div>
    }
}

/// A theme, and under it what is narrower: open where something is ticked.
fn theme_boxes(theme: &Theme, ticked: &[String]) -> impl IntoView + use<> {
    let is_open = theme.sub_themes.iter().any(|sub_theme| ticked.contains(&sub_theme.id));
    let narrower = theme
        .sub_themes
        .iter()
        .map(|sub_theme| tick("theme", &sub_theme.id, &sub_theme.title, ticked))
        .collect_view();
    let summary = format!("Parts of {}", theme.title);
    let narrower = (!theme.sub_themes.is_empty()).then(|| {
        view! {
            <details class="nhsuk-details" open=is_open>
                <summary class="nhsuk-details__summary">
                    <span class="nhsuk-details__summary-text">{summary}</span>
                </summary>
                <div class="nhsuk-details__text">
                    <div class="nhsuk-checkboxes nhsuk-checkboxes--small">{narrower}</div>
                </div>
            </details>
        }
    });
    view! {
        <div class="nhsuk-checkboxes nhsuk-checkboxes--small">{tick("theme", &theme.id, &theme.title, ticked)}</div>
        {narrower}
    }
}

fn tick(name: &'static str, value: &str, label: &str, ticked: &[String]) -> impl IntoView + use<> {
    // An id may hold a dot, which is awkward in a selector.
    let id = format!("{name}-{}", value.replace('.', "-"));
    let checked = ticked.iter().any(|known| known == value);
    view! {
        <div class="nhsuk-checkboxes__item">
            <input
                class="nhsuk-checkboxes__input"
                type="checkbox"
                id=id.clone()
                name=name
                value=value.to_owned()
                checked=checked
            />
            <label class="nhsuk-label nhsuk-checkboxes__label" for=id>{label.to_owned()}</label>
        </div>
    }
}

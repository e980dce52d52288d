//! The first step: which answers, or none of them yet because sharing is not open.

use crate::ui::{ErrorMessage, ErrorSummary, Slip};
use domain::ids::ReflectionId;
use domain::sharing::{LEADS_TO_OPEN, Openness, PEOPLE_TO_OPEN};
use leptos::prelude::*;
use services::share::Passage;

/// What the page says where nobody can share yet; nothing where they can.
pub(super) fn why_not_open(openness: Openness) -> Option<String> {
    let stays = "What you wrote stays yours, and nothing is lost.";
    match openness {
        Openness::Open => None,
        Openness::TooFewPeople => Some(format!(
            "Sharing is not open in your organisation yet. It opens when at least {PEOPLE_TO_OPEN} people use \
             Afterword here, so that nobody can be picked out. {stays}"
        )),
        Openness::TooFewLeads => Some(format!(
            "Sharing is not open in your organisation yet. It opens when {LEADS_TO_OPEN} patient-safety leads are \
             here to read what people share. {stays}"
        )),
    }
}

/// The page where sharing cannot be begun.
pub(super) fn not_now(id: ReflectionId, words: String) -> impl IntoView {
    view! {
        <div class="aw-column">
            {back(id)}
            <h1>"Share something from this"</h1>
            <p class="aw-notice">{words}</p>
        </div>
    }
}

/// The page that offers each answer.
pub(super) fn choose(
    id: ReflectionId,
    whose: Option<AnyView>,
    page: &str,
    passages: &[Passage],
    chosen: &[&str],
    slips: Vec<Slip>,
) -> impl IntoView + use<> {
    let error = Slip::words_for(&slips, "passages");
    let group = if error.is_some() { "nhsuk-form-group nhsuk-form-group--error" } else { "nhsuk-form-group" };
    let boxes = passages
        .iter()
        .enumerate()
        .map(|(at, passage)| {
            // The first bears the list's name, so that a message leads to it.
            let field = if at == 0 { "passages".to_owned() } else { format!("passages-{at}") };
            let words = format!("{field}-words");
            view! {
                <div class="nhsuk-checkboxes__item">
                    <input
                        class="nhsuk-checkboxes__input"
                        type="checkbox"
                        name="passage"
                        id=field.clone()
                        value=passage.prompt.clone()
                        checked=chosen.contains(&passage.prompt.as_str())
                        aria-describedby=words.clone()
                    />
                    <label class="nhsuk-label nhsuk-checkboxes__label" for=field>{passage.ask.clone()}</label>
                    <div class="nhsuk-checkboxes__hint aw-passage" id=words>{passage.words.clone()}</div>
                </div>
            }
        })
        .collect_view();
    view! {
        <div class="aw-column">
            {back(id)}
            <ErrorSummary slips/>
            <h1>"Share something from this"</h1>
            <p class="aw-lead">"A few lines can help others learn. You decide what leaves, and your name does not go with it."</p>
            <form id="share" method="post" action=format!("/reflections/{id}/share") autocomplete="off" novalidate>
                {whose}
                <input type="hidden" name="page" value=page.to_owned()/>
                <div class=group>
                    <fieldset class="nhsuk-fieldset" aria-describedby="passages-hint">
                        <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">"What would you like to start from?"</legend>
                        <div class="nhsuk-hint" id="passages-hint">"You can shorten and change it next. Nothing is shared before the last step."</div>
                        <ErrorMessage name="passages".to_owned() error/>
                        <div class="nhsuk-checkboxes aw-passages">{boxes}</div>
                    </fieldset>
                </div>
                <div class="aw-actions">
                    <button class="nhsuk-button" name="do" value="choose">"Go on"</button>
                    <a class="aw-link-quiet" href=format!("/reflections/{id}")>"Not now"</a>
                </div>
            </form>
        </div>
    }
}

/// The way back to the reflection.
pub(super) fn back(id: ReflectionId) -> impl IntoView {
    view! { <p><a class="nhsuk-back-link" href=format!("/reflections/{id}")>"Back to the reflection"</a></p> }
}

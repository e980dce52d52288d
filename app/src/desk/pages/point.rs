//! One point on the desk, as it is first shown and as it comes back with something to put right.

use super::codes::coding;
use crate::reflect::pages::inside_textarea;
use crate::ui::{ErrorMessage, ErrorSummary, Slip};
use domain::frameworks::{Codebook, Outcome};
use domain::sharing::{Code, Found, Reading};
use leptos::prelude::*;
use services::desk::OnDesk;

/// The point's page.
pub(super) struct Point<'a> {
    pub on_desk: &'a OnDesk<'a>,
    /// The field that says whose page it is.
    pub whose: Option<AnyView>,
    /// The words as the reader has left them.
    pub words: &'a str,
    pub codes: &'a [Code],
    /// The outcome picked for setting it aside.
    pub outcome: &'a str,
    pub slips: Vec<Slip>,
}

impl Point<'_> {
    pub fn view(self) -> impl IntoView + use<> {
        let Self { on_desk, whose, words, codes, outcome, slips } = self;
        let is_first = on_desk.reading == Reading::First;
        let details = details(&on_desk.words, &on_desk.details);
        let coding = is_first.then(|| coding_section(on_desk.codebook, codes, &slips));
        let quoting = (!is_first).then(quoting_section);
        let aside = aside_section(&on_desk.outcomes, outcome, &slips);
        let error = Slip::words_for(&slips, "words");
        let group =
            if error.is_some() { "nhsuk-form-group nhsuk-form-group--error" } else { "nhsuk-form-group" };
        let described = if error.is_some() { "words-hint words-error" } else { "words-hint" };
        let (title, hint) = if is_first {
            (
                "Read this",
                "Take out or reword what could tell who it is about. You can add nothing that was not there.",
            )
        } else {
            (
                "A second reading",
                "A colleague has counted this. Its author allows it to be quoted. Take out what could still tell who it is about.",
            )
        };
        view! {
            <div class="aw-column">
                <p><a class="nhsuk-back-link" href="/desk">"Desk"</a></p>
                <ErrorSummary slips/>
                <h1>{title}</h1>
                <form class="aw-desk" id="desk" method="post" action="/desk/read" autocomplete="off" novalidate>
                    {whose}
                    <input type="hidden" name="point" value=on_desk.id.to_string()/>
                    <input type="hidden" name="seen" value=on_desk.seen.clone()/>
                    <div class=group>
                        <label class="nhsuk-label nhsuk-label--m" for="words">"The words"</label>
                        <div class="nhsuk-hint" id="words-hint">{hint}</div>
                        <ErrorMessage name="words".to_owned() error/>
                        <textarea
                            class="nhsuk-textarea"
                            id="words"
                            name="words"
                            rows="8"
                            spellcheck="false"
                            autocomplete="off"
                            aria-describedby=described
                        >{inside_textarea(words)}</textarea>
                    </div>
                    {details}
                    {coding}
                    {quoting}
                    {aside}
                </form>
            </div>
        }
    }
}

/// What may still tell who it is about.
fn details(words: &str, details: &[Found]) -> Option<impl IntoView + use<>> {
    let mut told: Vec<(&str, &str)> = Vec::new();
    for found in details {
        let Some(detail) = words.get(found.range.clone()) else { continue };
        if !told.iter().any(|(known, _)| *known == detail) {
            told.push((detail, &found.why));
        }
    }
    let items: Vec<_> = told
        .into_iter()
        .map(|(detail, why)| {
            view! { <li><mark class="aw-detail">{detail.to_owned()}</mark>" "<span class="aw-quiet">{why.to_owned()}</span></li> }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="aw-notice" aria-labelledby="details-title">
                <h2 id="details-title">"Worth a second look"</h2>
                <ul>{items}</ul>
            </section>
        }
    })
}

fn coding_section(codebook: &Codebook, codes: &[Code], slips: &[Slip]) -> impl IntoView + use<> {
    let error = Slip::words_for(slips, "codes");
    let class = if error.is_some() { "aw-desk__part nhsuk-form-group--error" } else { "aw-desk__part" };
    view! {
        <section class=class id="codes" tabindex="-1" aria-labelledby="codes-title">
            <h2 id="codes-title">"What is it about?"</h2>
            <p class="aw-quiet">"Choose one to six. Say of each whether it made care easier or harder."</p>
            <ErrorMessage name="codes".to_owned() error/>
            {coding(codebook, codes)}
            <button class="nhsuk-button" name="do" value="accept">"Count it"</button>
        </section>
    }
}

fn quoting_section() -> impl IntoView {
    view! {
        <section class="aw-desk__part" aria-labelledby="quote-title">
            <h2 id="quote-title">"May these words be quoted?"</h2>
            <p class="aw-quiet">"They would stand on the themes page for everybody here, under a theme and a year."</p>
            <div class="aw-actions">
                <button class="nhsuk-button" name="do" value="quote">"Yes, quote them"</button>
                <button class="nhsuk-button nhsuk-button--secondary" name="do" value="do-not-quote">"No, only count it"</button>
            </div>
        </section>
    }
}

fn aside_section(outcomes: &[Outcome], picked: &str, slips: &[Slip]) -> impl IntoView + use<> {
    let error = Slip::words_for(slips, "outcome");
    let is_open = error.is_some() || !picked.is_empty();
    let group = if error.is_some() { "nhsuk-form-group nhsuk-form-group--error" } else { "nhsuk-form-group" };
    let radios = outcomes
        .iter()
        .enumerate()
        .map(|(at, outcome)| {
            // The first bears the question's name, so that a message leads to it.
            let id = if at == 0 { "outcome".to_owned() } else { format!("outcome-{at}") };
            let hint = format!("{id}-hint");
            view! {
                <div class="nhsuk-radios__item">
                    <input
                        class="nhsuk-radios__input"
                        type="radio"
                        name="outcome"
                        id=id.clone()
                        value=outcome.id.clone()
                        checked=picked == outcome.id
                        aria-describedby=hint.clone()
                    />
                    <label class="nhsuk-label nhsuk-radios__label" for=id>{outcome.title.clone()}</label>
                    <div class="nhsuk-hint nhsuk-radios__hint" id=hint>{outcome.say.clone()}</div>
                </div>
            }
        })
        .collect_view();
    view! {
        <details class="nhsuk-details aw-desk__aside" open=is_open>
            <summary class="nhsuk-details__summary">
                <span class="nhsuk-details__summary-text">"Set it aside instead"</span>
            </summary>
            <div class="nhsuk-details__text">
                <div class=group>
                    <fieldset class="nhsuk-fieldset">
                        <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">
                            "What its author will read, when they look"
                        </legend>
                        <ErrorMessage name="outcome".to_owned() error/>
                        <div class="nhsuk-radios nhsuk-radios--small">{radios}</div>
                    </fieldset>
                </div>
                <button class="nhsuk-button nhsuk-button--secondary" name="do" value="set-aside">"Set it aside"</button>
            </div>
        </details>
    }
}

//! The second step: the words in a field, and what was found in them, each with choices.

use super::choose::back;
use super::details::{Detail, MOST_LISTED, details, unsettled};
use super::posted::{carried_answers, kept};
use crate::check::CheckSwitch;
use crate::reflect::pages::inside_textarea;
use crate::ui::{ErrorMessage, ErrorSummary, Slip};
use domain::frameworks::{Consent, KeepReason};
use domain::ids::ReflectionId;
use domain::sharing::{MAX_REPLACEMENT_CHARS, Settled, ShareDraft};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The step's page.
pub(super) struct Clean<'a> {
    pub id: ReflectionId,
    /// The field that says whose page it is.
    pub whose: Option<AnyView>,
    /// What was decided so far.
    pub draft: &'a ShareDraft,
    /// The words after those decisions, and all that is found in them, also what was kept.
    pub settled: &'a Settled,
    pub consent: &'a Consent,
    /// What was picked for each detail when the form was sent.
    pub picked: &'a BTreeMap<String, String>,
    pub slips: Vec<Slip>,
}

impl Clean<'_> {
    pub fn view(self) -> impl IntoView + use<> {
        let Self { id, whose, draft, settled, consent, picked, slips } = self;
        let details = details(settled);
        let more = details.len().saturating_sub(MOST_LISTED);
        let reasons: BTreeMap<&str, &str> = kept(draft).collect();
        let items: Vec<_> = details
            .iter()
            .take(MOST_LISTED)
            .enumerate()
            .map(|(number, detail)| {
                let reason = reasons.get(detail.words.as_str()).copied();
                let chosen = chosen(detail, reason, picked.get(&detail.words));
                item(number, detail, chosen, reason, &consent.reasons, &slips)
            })
            .collect();
        // Kept earlier and not listed here: carried along.
        let listed: Vec<&str> =
            details.iter().take(MOST_LISTED).map(|detail| detail.words.as_str()).collect();
        let error = Slip::words_for(&slips, "words");
        let described = if error.is_some() { "words-hint words-error" } else { "words-hint" };
        let group =
            if error.is_some() { "nhsuk-form-group nhsuk-form-group--error" } else { "nhsuk-form-group" };
        let unlisted: Vec<_> = kept(draft)
            .filter(|(words, _)| !listed.contains(words))
            .enumerate()
            .map(|(at, (words, reason))| carried_kept(MOST_LISTED + at, words, reason))
            .collect();
        let to_settle = unsettled(settled, draft).len();
        let found = found_section(items, more, to_settle);
        view! {
            <div class="aw-column">
                {back(id)}
                <ErrorSummary slips/>
                <h1>"Make it safe to share"</h1>
                <p>"Shorten it to what others can learn from. Take out what could tell who it is about, or who you are."</p>
                <form
                    class="aw-share"
                    id="share"
                    method="post"
                    action=format!("/reflections/{id}/share")
                    autocomplete="off"
                    novalidate
                >
                    {whose}
                    <input type="hidden" name="page" value=draft.page.clone()/>
                    {carried_answers(draft)}
                    {unlisted}
                    <CheckSwitch about="Names, dates, places and numbers, as your words stand now."/>
                    <div class=group>
                        <label class="nhsuk-label nhsuk-label--m" for="words">"Your words"</label>
                        <div class="nhsuk-hint" id="words-hint">"Others will see exactly what stands here in the end."</div>
                        <ErrorMessage name="words".to_owned() error/>
                        // The box lets marks lie behind the field without touching it.
                        <div class="aw-marked">
                            <textarea
                                class="nhsuk-textarea"
                                id="words"
                                name="words"
                                rows="8"
                                spellcheck="false"
                                autocomplete="off"
                                aria-describedby=described
                                data-check
                            >{inside_textarea(&settled.text)}</textarea>
                        </div>
                    </div>
                    {found}
                    <div class="aw-actions">
                        <button class="nhsuk-button" name="do" value="look">"Show what others will see"</button>
                        <a class="aw-link-quiet" href=format!("/reflections/{id}")>"Not now"</a>
                    </div>
                    <p class="aw-quiet">"Nothing is kept while you are on this page. If you leave it, you begin again from your reflection. Hide this now keeps your words, locked, in this tab alone."</p>
                </form>
            </div>
        }
    }
}

/// A kept detail, carried along out of sight.
pub(super) fn carried_kept(number: usize, words: &str, reason: &str) -> impl IntoView + use<> {
    view! {
        <input type="hidden" name=format!("found-{number}") value=words.to_owned()/>
        <input type="hidden" name=format!("choice-{number}") value="keep"/>
        <input type="hidden" name=format!("reason-{number}") value=reason.to_owned()/>
    }
}

fn found_section(items: Vec<AnyView>, more: usize, to_settle: usize) -> impl IntoView {
    if items.is_empty() {
        return view! {
            <p class="aw-notice">
                "The check found nothing. It misses things, and a story can be known without any name: read it once more as a stranger would."
            </p>
        }
        .into_any();
    }
    let more = (more > 0)
        .then(|| view! { <p class="aw-quiet">{format!("{more} more will be listed after these.")}</p> });
    let all = (to_settle > 1).then(|| {
        view! {
            <p class="aw-details-found__all">
                <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" name="do" value="suggest">
                    "Change them all to neutral words"
                </button>
            </p>
        }
    });
    view! {
        <section class="aw-details-found" id="check" aria-labelledby="found-title">
            <h2 class="nhsuk-heading-m" id="found-title">"This could tell who it is about"</h2>
            <p class="aw-quiet">"The check misses things, too. Read your words once more as a stranger would."</p>
            <ul class="aw-details-found__list">{items}</ul>
            {more}
            {all}
        </section>
    }
    .into_any()
}

/// What is ticked for a detail: nothing is decided before its author has.
fn chosen(detail: &Detail, kept_for: Option<&str>, picked: Option<&String>) -> Option<&'static str> {
    match (kept_for, picked.map(String::as_str)) {
        (Some(_), _) => Some("keep"),
        // Other words were to be put there, and none were.
        (None, Some("own")) => Some("own"),
        _ => (!detail.binds).then_some(""),
    }
}

fn item(
    number: usize,
    detail: &Detail,
    chosen: Option<&'static str>,
    kept_for: Option<&str>,
    reasons: &[KeepReason],
    slips: &[Slip],
) -> AnyView {
    let field = format!("choice-{number}");
    let error = Slip::words_for(slips, &field);
    let radio = |value: &'static str, label: String| {
        let id = if value.is_empty() { format!("{field}-leave") } else { format!("{field}-{value}") };
        view! {
            <div class="nhsuk-radios__item">
                <input
                    class="nhsuk-radios__input"
                    type="radio"
                    id=id.clone()
                    name=field.clone()
                    value=value
                    checked=chosen == Some(value)
                />
                <label class="nhsuk-label nhsuk-radios__label" for=id>{label}</label>
            </div>
        }
    };
    let leave = (!detail.binds).then(|| radio("", "Leave it as it is".to_owned()));
    let suggested = (!detail.suggestion.is_empty())
        .then(|| radio("suggested", format!("Change it to “{}”", detail.suggestion)));
    let keep = detail.binds.then(|| {
        view! {
            {radio("keep", "Keep it, for a reason".to_owned())}
            {reason_field(number, &detail.words, kept_for, reasons)}
        }
    });
    let places = if detail.places > 1 { format!(", in {} places", detail.places) } else { String::new() };
    let look = if detail.binds { "" } else { "Worth a look: " };
    let why = format!("{look}{}{places}", detail.why);
    let mark = if detail.binds { "aw-detail" } else { "aw-detail aw-detail--look" };
    let class = if error.is_some() {
        "aw-details-found__item nhsuk-form-group--error"
    } else {
        "aw-details-found__item"
    };
    let own = format!("own-{number}");
    view! {
        <li class=class id=field.clone() tabindex="-1">
            <input type="hidden" name=format!("found-{number}") value=detail.words.clone()/>
            <fieldset class="nhsuk-fieldset">
                <legend class="aw-details-found__what">
                    <span>{detail.before.clone()}<mark class=mark>{detail.words.clone()}</mark>{detail.after.clone()}</span>
                    " "
                    <span class="aw-details-found__why">{why}</span>
                </legend>
                <ErrorMessage name=field.clone() error/>
                <div class="nhsuk-radios nhsuk-radios--small">
                    {leave}
                    {suggested}
                    {radio("own", "Change it to other words".to_owned())}
                    <div class="aw-choice-more">
                        <label class="nhsuk-label" for=own.clone()>"Words to put there"</label>
                        <input
                            class="nhsuk-input nhsuk-input--width-30"
                            type="text"
                            id=own.clone()
                            name=own
                            maxlength=MAX_REPLACEMENT_CHARS.to_string()
                            autocomplete="off"
                            spellcheck="false"
                        />
                    </div>
                    {radio("cut", "Take it out".to_owned())}
                    {keep}
                </div>
            </fieldset>
        </li>
    }
    .into_any()
}

fn reason_field(
    number: usize,
    words: &str,
    kept_for: Option<&str>,
    reasons: &[KeepReason],
) -> impl IntoView + use<> {
    let name = format!("reason-{number}");
    let label = format!("Why “{words}” can stay");
    let options = reasons
        .iter()
        .map(|reason| {
            let selected = kept_for == Some(reason.id.as_str());
            view! { <option value=reason.id.clone() selected=selected>{reason.label.clone()}</option> }
        })
        .collect_view();
    view! {
        <div class="aw-choice-more">
            <label class="nhsuk-label" for=name.clone()>{label}</label>
            <select class="nhsuk-select" id=name.clone() name=name autocomplete="off">
                <option value="">"Choose a reason"</option>
                {options}
            </select>
        </div>
    }
}

//! What the check found in the words of a change: each detail is changed in the words, or stays for a
//! reason from the list.

use crate::sharing::pages::details::{Detail, MOST_LISTED, details};
use crate::ui::{ErrorMessage, Slip};
use crate::web::{Posted, Web};
use domain::changes::{ChangeDraft, MOST_CHANGE_CHARS};
use domain::frameworks::KeepReason;
use domain::sharing::settle;
use domain::text::tidy;
use leptos::prelude::*;
use services::share::find_details;
use std::collections::BTreeMap;

/// The list; nothing where nothing is found.
pub(super) fn found_section(
    web: &Web,
    draft: &ChangeDraft,
    error: Option<String>,
) -> Option<impl IntoView + use<>> {
    let words = tidy(&draft.words).trim().to_owned();
    // Too long: it has to be shortened first.
    if words.chars().count() > MOST_CHANGE_CHARS {
        return None;
    }
    let reasons = &web.services.content.consent_on(web.services.today()).reasons;
    let found = details(&settle(&words, &BTreeMap::new(), find_details));
    let items: Vec<_> = found
        .iter()
        .take(MOST_LISTED)
        .enumerate()
        .map(|(number, detail)| item(number, detail, draft.kept.get(&detail.words), reasons))
        .collect();
    (!items.is_empty()).then(|| {
        let slips: Vec<Slip> = error.into_iter().map(|words| Slip::at("check", words)).collect();
        let class = if slips.is_empty() { "aw-details-found" } else { "aw-details-found nhsuk-form-group--error" };
        let error = Slip::words_for(&slips, "check");
        view! {
            <section class=class id="check" aria-labelledby="check-title" tabindex="-1">
                <h2 class="nhsuk-heading-m" id="check-title">"This could point to a person"</h2>
                <p class="aw-quiet">
                    "Change it in your words above and save, or say why it can stay. The check misses things: read it once \
                     more as a stranger would."
                </p>
                <ErrorMessage name="check".to_owned() error/>
                <ul class="aw-details-found__list">{items}</ul>
            </section>
        }
    })
}

fn item(number: usize, detail: &Detail, kept_for: Option<&String>, reasons: &[KeepReason]) -> AnyView {
    let places = if detail.places > 1 { format!(", in {} places", detail.places) } else { String::new() };
    let look = if detail.binds { "" } else { "Worth a look: " };
    let mark = if detail.binds { "aw-detail" } else { "aw-detail aw-detail--look" };
    let instead = (detail.binds && !detail.suggestion.is_empty())
        .then(|| view! { <p class="aw-quiet">{format!("You could write “{}”.", detail.suggestion)}</p> });
    let keep = detail.binds.then(|| {
        let name = format!("keep-{number}");
        let options = reasons
            .iter()
            .map(|reason| {
                let selected = kept_for == Some(&reason.id);
                view! { <option value=reason.id.clone() selected=selected>{reason.label.clone()}</option> }
            })
            .collect_view();
        view! {
            <input type="hidden" name=format!("found-{number}") value=detail.words.clone()/>
            <label class="nhsuk-label" for=name.clone()>{format!("Why “{}” can stay", detail.words)}</label>
            <select class="nhsuk-select" id=name.clone() name=name autocomplete="off">
                <option value="">"It cannot: I will change my words"</option>
                {options}
            </select>
        }
    });
    view! {
        <li class="aw-details-found__item">
            <p class="aw-details-found__what">
                <span>{detail.before.clone()}<mark class=mark>{detail.words.clone()}</mark>{detail.after.clone()}</span>
                " "
                <span class="aw-details-found__why">{format!("{look}{}{places}", detail.why)}</span>
            </p>
            {instead}
            {keep}
        </li>
    }
    .into_any()
}

/// Why details stay, as it was posted: `found-3` holds the words of the third, `keep-3` the reason.
pub(super) fn posted_kept(posted: &Posted) -> BTreeMap<String, String> {
    let numbered = posted.iter().filter_map(|(name, words)| Some((name.strip_prefix("found-")?, words)));
    numbered.map(|(number, words)| (tidy(words), posted.text(&format!("keep-{number}")).to_owned())).collect()
}

//! Changes where something else is shown: under a theme, or with the module they lead to.

use leptos::prelude::*;
use services::changes::ChangeLink;

/// How many stand there at most; the rest is on the page of what changed.
const FEW: usize = 3;

/// A few links under their heading; nothing where there are none.
pub(crate) fn change_list(changes: &[&ChangeLink]) -> Option<impl IntoView + use<>> {
    let items: Vec<_> = changes
        .iter()
        .take(FEW)
        .map(|change| {
            let state = format!(" {}.", change.state.label());
            view! { <li><a href=format!("/changes/{}", change.id)>{change.opening.clone()}</a>{state}</li> }
        })
        .collect();
    let more = (changes.len() > FEW).then(|| view! { <p><a href="/changes">"All that changed"</a></p> });
    (!items.is_empty()).then(|| view! { <ul class="aw-changes-here">{items}</ul>{more} })
}

//! Where to turn.

use domain::frameworks::Signpost;
use leptos::prelude::*;

/// A list of signposts.
#[component]
pub fn Signposts(
    /// Those to show.
    signposts: Vec<Signpost>,
) -> impl IntoView {
    let items = signposts
        .into_iter()
        .map(|signpost| {
            let contact = match signpost.tel {
                Some(tel) => view! {
                    <a class="aw-signpost__contact" href=format!("tel:{tel}")>{signpost.contact}</a>
                }
                .into_any(),
                None => view! { <span class="aw-signpost__contact">{signpost.contact}</span> }.into_any(),
            };
            view! {
                <li class="aw-signpost">
                    <strong class="aw-signpost__name">{signpost.name}</strong>
                    " "
                    <span class="aw-signpost__what">{signpost.what}</span>
                    " "
                    {contact}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="aw-signposts">{items}</ul> }
}

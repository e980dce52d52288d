//! The way to the pages before and after.

use leptos::prelude::*;

/// Links from one page of a list to its neighbours; nothing where there are none. `path` bears no query.
pub fn pagination(
    path: &str,
    label: &'static str,
    here: usize,
    has_more: bool,
) -> Option<impl IntoView + use<>> {
    let link = |there: bool, number: usize, side: &'static str, rel: &'static str, label: &'static str| {
        there.then(|| {
            view! {
                <li class=format!("nhsuk-pagination-item--{side}")>
                    <a class="nhsuk-pagination__link" rel=rel href=format!("{path}?page={number}")>
                        <span class="nhsuk-pagination__title">{label}</span>
                    </a>
                </li>
            }
        })
    };
    (here > 1 || has_more).then(|| {
        view! {
            <nav class="nhsuk-pagination" aria-label=label>
                <ul class="nhsuk-list nhsuk-pagination__list">
                    {link(here > 1, here.saturating_sub(1), "previous", "prev", "The page before")}
                    {link(has_more, here + 1, "next", "next", "The next page")}
                </ul>
            </nav>
        }
    })
}

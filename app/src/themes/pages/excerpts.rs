//! Words that may be quoted, by theme for a year. Anybody may ask for one to be looked at again.

use leptos::prelude::*;
use services::release::{ByTheme, Excerpt};

/// The excerpts of a year; nothing where there are none.
pub(super) fn excerpts(year: i16, themes: Vec<ByTheme<'_>>) -> Option<impl IntoView + use<>> {
    let sections: Vec<_> = themes
        .into_iter()
        .map(|by_theme| {
            let items = by_theme.excerpts.into_iter().map(item).collect_view();
            view! {
                <h3>{by_theme.theme.title.clone()}</h3>
                <ul class="aw-excerpts">{items}</ul>
            }
        })
        .collect();
    (!sections.is_empty()).then(|| {
        view! {
            <section class="aw-column">
                <h2>{format!("In people’s own words, {year}")}</h2>
                <p class="aw-quiet">"Their authors allowed these to be quoted, and two people read them first."</p>
                {sections}
            </section>
        }
    })
}

fn item(excerpt: Excerpt) -> impl IntoView {
    view! {
        <li class="aw-excerpts__item">
            <blockquote class="aw-seen">{excerpt.words}</blockquote>
            <details class="nhsuk-details aw-excerpts__more">
                <summary class="nhsuk-details__summary">
                    <span class="nhsuk-details__summary-text">"Should this not be here?"</span>
                </summary>
                <div class="nhsuk-details__text">
                    <p>"You can ask for a second look. It is taken down at once, until a patient-safety lead has read it again. Who asked is kept nowhere."</p>
                    <form method="post" action="/themes">
                        <input type="hidden" name="excerpt" value=excerpt.mark/>
                        <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small">"Ask for a second look"</button>
                    </form>
                </div>
            </details>
        </li>
    }
}

//! Words that may be quoted, by theme for a year. Anybody may ask for one to be looked at again.

use crate::ui::pagination;
use crate::web::{Failure, Frame, Path, Query, Visitor, Web, page};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use serde::Deserialize;
use services::release::{ByTheme, Excerpt, excerpts_of_theme};

/// How many of each theme stand beside its figures.
pub(super) const FEW: usize = 4;
/// How many one page of a theme holds.
const A_PAGE: usize = 20;

/// What may stand behind `?`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The page, from 1.
    page: String,
}

/// A few excerpts of each theme of a year, with the way to more; nothing where there are none.
pub(super) fn excerpts(year: i16, themes: Vec<ByTheme<'_>>) -> Option<impl IntoView + use<>> {
    let sections: Vec<_> = themes
        .into_iter()
        .map(|by_theme| {
            let theme = by_theme.theme;
            let more = by_theme.has_more.then(|| {
                let label = format!("More on {}", theme.title.to_lowercase());
                view! { <p><a href=format!("/themes/words/{year}/{}", theme.id)>{label}</a></p> }
            });
            let items = by_theme.excerpts.into_iter().map(item).collect_view();
            view! {
                <h3>{theme.title.clone()}</h3>
                <ul class="aw-excerpts">{items}</ul>
                {more}
            }
        })
        .collect();
    (!sections.is_empty()).then(|| {
        view! {
            <section class="aw-part">
                <h2>{format!("In people’s own words, {year}")}</h2>
                <p class="aw-quiet">"Their authors allowed these to be quoted, and two people read them first."</p>
                {sections}
            </section>
        }
    })
}

/// `/themes/words/2026/…`: every excerpt of a theme and year, a page at a time.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Path((year, theme)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let year: i16 = year.parse().map_err(|_| Failure::NotFound)?;
    let asked = asked.page.parse().unwrap_or(1).max(1);
    let found = excerpts_of_theme(&web.services, actor, year, &theme, asked, A_PAGE).await?;
    let title = found.theme.title.clone();
    let path = format!("/themes/words/{year}/{theme}");
    let pages = pagination(&path, "Pages of these words", found.page, found.has_more);
    let items = found.excerpts.into_iter().map(item).collect_view();
    let frame = Frame { title: "In people’s own words", here: "/themes", ..Frame::default() };
    Ok(page(&web, &visitor, StatusCode::OK, frame, || {
        view! {
            <div class="aw-column">
                <p><a class="nhsuk-back-link" href="/themes">"Themes"</a></p>
                <h1>{title}</h1>
                <p class="aw-lead">{format!("In people’s own words, {year}")}</p>
                <p class="aw-quiet">"Their authors allowed these to be quoted, and two people read them first. They stand in no order."</p>
                <ul class="aw-excerpts">{items}</ul>
                {pages}
            </div>
        }
    }))
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

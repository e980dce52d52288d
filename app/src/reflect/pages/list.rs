//! The list of one's reflections.

use crate::web::{Done, Failure, Frame, Query, Visitor, Web, page};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::ReflectionId;
use domain::reflect::Stage;
use leptos::prelude::*;
use serde::Deserialize;
use services::reflect::{Entry, ListOfReflections, list};

/// What may stand behind `?`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The page of the list, from 1.
    page: String,
}

/// `/reflections`.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
    Done(done): Done,
) -> Result<Response, Failure> {
    let number = asked.page.parse().unwrap_or(1);
    let reflections = list(&web.services, visitor.actor()?, number).await?;
    let done = (done == "deleted").then_some("The reflection is deleted.");
    let frame = Frame { title: "Your reflections", here: "/reflections", ..Frame::default() };
    let entries = reflections.entries.iter().map(|entry| entry_row(&web, entry)).collect_view();
    let is_empty = reflections.entries.is_empty() && reflections.unreadable.is_empty();
    let unreadable = reflections.unreadable.iter().map(|id| unreadable_row(*id)).collect_view();
    let closed = reflections.some_closed.then(|| {
        view! {
            <p class="aw-notice">
                "What you wrote before your password was reset is closed for now. "
                <a href="/account">"Open it with your recovery code"</a>
            </p>
        }
    });
    let pages = pages(&reflections);
    Ok(page(&web, &visitor, StatusCode::OK, frame, || {
        let content = if is_empty {
            view! {
                <div class="aw-empty">
                    <p>"Nothing here yet. Write when you want to, and only as much as you want to."</p>
                </div>
            }
            .into_any()
        } else {
            view! { <ul class="aw-entries">{entries}{unreadable}</ul> }.into_any()
        };
        view! {
            <div class="aw-column">
                <h1>"Your reflections"</h1>
                {done.map(|words| view! { <p class="aw-notice aw-notice--kept" role="status">{words}</p> })}
                {closed}
                <p><a class="nhsuk-button" href="/reflections/new">"Log a reflection"</a></p>
                {content}
                {pages}
                <p class="aw-quiet">"Only you can open these. "<a href="/shared">"What you have shared"</a></p>
            </div>
        }
    }))
}

fn entry_row(web: &Web, entry: &Entry) -> impl IntoView + use<> {
    let draft = if entry.stage == Stage::Draft { " · Draft" } else { "" };
    let both = if entry.has_second_version { " · Two versions" } else { "" };
    let meta = format!("{}{draft}{both}", web.services.in_words(entry.changed));
    let opening =
        if entry.opening.is_empty() { "Nothing written yet.".to_owned() } else { entry.opening.clone() };
    view! {
        <li class="aw-entry">
            <a class="aw-entry__link" href=format!("/reflections/{}", entry.id)>{entry.title.clone()}</a>
            <span class="aw-entry__meta">{meta}</span>
            <span class="aw-entry__opening">{opening}</span>
        </li>
    }
}

/// Its words may still be in a backup, so it is not taken away by itself.
fn unreadable_row(id: ReflectionId) -> impl IntoView {
    view! {
        <li class="aw-entry">
            <a class="aw-entry__link" href=format!("/reflections/{id}/delete")>"A reflection that cannot be opened"</a>
            <span class="aw-entry__opening">
                "What is stored of it is damaged. Your administrator may be able to bring it back from a backup, \
                 without reading it."
            </span>
        </li>
    }
}

fn pages(reflections: &ListOfReflections) -> impl IntoView + use<> {
    let (here, last) = (reflections.page, reflections.pages);
    (last > 1).then(|| {
        let newer = (here > 1).then(|| {
            view! {
                <li class="nhsuk-pagination-item--previous">
                    <a class="nhsuk-pagination__link nhsuk-pagination__link--prev" rel="prev" href=format!("/reflections?page={}", here - 1)>
                        <span class="nhsuk-pagination__title">"Newer"</span>
                    </a>
                </li>
            }
        });
        let older = (here < last).then(|| {
            view! {
                <li class="nhsuk-pagination-item--next">
                    <a class="nhsuk-pagination__link nhsuk-pagination__link--next" rel="next" href=format!("/reflections?page={}", here + 1)>
                        <span class="nhsuk-pagination__title">"Older"</span>
                    </a>
                </li>
            }
        });
        view! {
            <nav class="nhsuk-pagination" aria-label="Pages of your reflections">
                <ul class="nhsuk-list nhsuk-pagination__list">{newer}{older}</ul>
            </nav>
        }
    })
}

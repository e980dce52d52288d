//! The changes that an organisation's safety leads write.

use crate::web::{Done, Failure, Frame, Visitor, Web, page};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::text::opening;
use leptos::prelude::*;
use services::changes::{OpenChange, list_own_changes};

/// How many characters of a draft stand in the list.
const OPENING_CHARS: usize = 80;

/// `/changes/write`.
pub async fn get(State(web): State<Web>, visitor: Visitor, Done(done): Done) -> Result<Response, Failure> {
    let own = list_own_changes(&web.services, visitor.actor()?).await?;
    let done = match done.as_str() {
        "told" => Some("Everybody in your organisation can read it now."),
        "down" => Some("It is taken down. Nobody but safety leads can read it."),
        _ => None,
    };
    let list = if own.is_empty() {
        view! { <div class="aw-empty"><p>"Nothing here yet. A sentence or two is enough."</p></div> }
            .into_any()
    } else {
        let items = own.iter().map(|change| item(&web, change)).collect_view();
        view! { <ul class="aw-entries">{items}</ul> }.into_any()
    };
    let frame = Frame { title: "Tell what changed", here: "/changes", ..Frame::default() };
    Ok(page(&web, &visitor, StatusCode::OK, frame, || {
        view! {
            <div class="aw-column">
                <p><a class="nhsuk-back-link" href="/changes">"What changed"</a></p>
                <h1>"Tell what changed"</h1>
                <p class="aw-lead">"People let go of something they learned. Tell them what was done about it."</p>
                {done.map(|words| view! { <p class="aw-notice aw-notice--kept" role="status">{words}</p> })}
                <p><a class="nhsuk-button" href="/changes/write/new">"Write a new one"</a></p>
                {list}
                <p class="aw-quiet">
                    "What is not told yet is seen by safety leads here and nobody else. Who wrote a change is kept nowhere."
                </p>
            </div>
        }
    }))
}

fn item(web: &Web, change: &OpenChange) -> impl IntoView + use<> {
    let standing = match (&change.telling, change.has_changes()) {
        (None, _) => "Not told",
        (Some(_), true) => "Told · Changed since",
        (Some(_), false) => "Told",
    };
    let meta = format!("{standing} · Saved {}", web.services.in_words(change.saved));
    view! {
        <li class="aw-entry">
            <a class="aw-entry__link" href=format!("/changes/write/{}", change.id)>
                {opening(&change.draft.words, OPENING_CHARS)}
            </a>
            <span class="aw-entry__meta">{meta}</span>
        </li>
    }
}

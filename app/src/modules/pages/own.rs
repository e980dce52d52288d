//! The modules an educator's organisation writes.

use crate::web::{Done, Failure, Frame, Visitor, Web, page};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use services::modules::{OwnModule, list_own_modules};

/// `/modules/write`.
pub async fn get(State(web): State<Web>, visitor: Visitor, Done(done): Done) -> Result<Response, Failure> {
    let own = list_own_modules(&web.services, visitor.actor()?).await?;
    let done = match done.as_str() {
        "published" => Some("Published. It is in the catalogue now."),
        "withdrawn" => Some("It is out of the catalogue. You can put it back at any time."),
        _ => None,
    };
    let frame = Frame { title: "Write modules", here: "/modules/write", ..Frame::default() };
    let list = if own.is_empty() {
        view! {
            <div class="aw-empty"><p>"Nothing here yet. A module can be as short as a page."</p></div>
        }
        .into_any()
    } else {
        let items = own.iter().map(|module| item(&web, module)).collect_view();
        view! { <ul class="aw-entries">{items}</ul> }.into_any()
    };
    Ok(page(&web, &visitor, StatusCode::OK, frame, || {
        view! {
            <div class="aw-column">
                <h1>"Write modules"</h1>
                <p class="aw-lead">"Modules that you and your fellow educators write for your organisation."</p>
                {done.map(|words| view! { <p class="aw-notice aw-notice--kept" role="status">{words}</p> })}
                <p><a class="nhsuk-button" href="/modules/write/new">"Write a new module"</a></p>
                {list}
                <p class="aw-quiet">
                    "Drafts are seen by educators here and nobody else. Nobody is shown who reads a module."
                </p>
            </div>
        }
    }))
}

fn item(web: &Web, module: &OwnModule) -> impl IntoView + use<> {
    let standing = match (module.published, module.is_withdrawn, module.has_changes) {
        (0, ..) => "Draft, not published yet".to_owned(),
        (version, true, _) => format!("Withdrawn (version {version})"),
        (version, false, true) => format!("Version {version} is published · Changed since"),
        (version, false, false) => format!("Version {version} is published"),
    };
    let meta = format!("{standing} · Saved {}", web.services.in_words(module.saved));
    view! {
        <li class="aw-entry">
            <a class="aw-entry__link" href=format!("/modules/write/{}", module.id)>{module.title.clone()}</a>
            <span class="aw-entry__meta">{meta}</span>
        </li>
    }
}

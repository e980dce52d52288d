//! The recovery code, shown once.

use crate::web::{Frame, Visitor, Web, page};
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// The page that shows a new recovery code.
pub(super) fn recovery_code_page(web: &Web, visitor: &Visitor, code: &str, onward: &'static str) -> Response {
    let groups: Vec<String> = code.split('-').map(str::to_owned).collect();
    let last = groups.len().saturating_sub(1);
    let spans = groups
        .into_iter()
        .enumerate()
        .map(|(at, group)| {
            let group = if at == last { group } else { format!("{group}-") };
            view! { <span>{group}</span> }
        })
        .collect_view();
    let frame = Frame { title: "Your recovery code", ..Frame::default() };
    page(web, visitor, StatusCode::OK, frame, move || {
        view! {
            <div class="aw-column">
                <h1>"Your recovery code"</h1>
                <p class="aw-lead">"Write this down now. It is shown only this once."</p>
                <p class="aw-code">{spans}</p>
                <p>
                    "If you ever have to reset your password, this code opens your reflections at once. Without it \
                     they stay closed for seven days."
                </p>
                <p>"Keep it where only you find it: at home on paper is good. Nobody here can look it up for you."</p>
                <div class="aw-actions">
                    <a class="nhsuk-button" href=onward>"I have written it down"</a>
                    <button class="nhsuk-button nhsuk-button--secondary" type="button" data-print hidden>"Print"</button>
                </div>
                <p class="aw-quiet aw-no-print">"A printed copy stays where it is printed: take it with you."</p>
            </div>
        }
    })
}

//! The preview of a module's text, for the button and for the island that follows what is written.

use crate::web::{Failure, Posted, Visitor, Web};
use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::modules::{Headings, MOST_BODY_BYTES, preview_html, render};
use domain::policy::{Action, decide};
use services::error::require;
use services::modules::preview;

/// The HTML of a preview.
pub(super) fn drawn(body: &str) -> String {
    if body.len() > MOST_BODY_BYTES {
        return "<p>The text is too long to be drawn.</p>".to_owned();
    }
    let left_out = render(body, Headings::UnderPreviewTitle).left_out;
    let pages = preview(body);
    preview_html(pages.iter().map(|page| (page.title.as_str(), page.html.as_str())), &left_out)
}

/// `/modules/write/preview`: draws a text that is posted, and keeps nothing. Answered as plain text, so
/// that no browser ever takes it for a page of its own.
pub async fn post(State(_): State<Web>, visitor: Visitor, posted: Posted) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    require(decide(actor, Action::AuthorModules, actor.own()))?;
    let mut response = drawn(&domain::text::tidy(posted.text("body"))).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

//! The answer to a form of sharing whose reflection is gone: what was typed has no other place than its
//! page.

use crate::web::{Failure, Frame, Posted, Visitor, Web, page};
use axum::http::StatusCode;
use axum::response::Response;
use domain::policy::Actor;
use leptos::prelude::*;
use services::reflect::finds_older_words_closed;

/// The words as they were typed, for copying. The form has been found to be this person's.
///
/// # Errors
/// [`Failure::NotFound`] when nothing was typed, and [`Failure::Closed`] in the days after a reset: nobody
/// can say any more when the reflection was begun.
pub(super) fn gone(
    web: &Web,
    visitor: &Visitor,
    actor: &Actor,
    posted: &Posted,
) -> Result<Response, Failure> {
    let typed: Vec<String> = posted
        .iter()
        .filter(|(name, words)| (*name == "words" || name.starts_with("own-")) && !words.trim().is_empty())
        .map(|(_, words)| words.trim().to_owned())
        .collect();
    if typed.is_empty() {
        return Err(Failure::NotFound);
    }
    if finds_older_words_closed(&web.services, actor) {
        return Err(Failure::Closed);
    }
    let frame =
        Frame { title: "Nothing was shared", here: "/reflections", is_for_writing: true, ..Frame::default() };
    let typed: Vec<_> = typed.into_iter().map(|words| view! { <p class="aw-answer">{words}</p> }).collect();
    Ok(page(web, visitor, StatusCode::NOT_FOUND, frame, || {
        view! {
            <div class="aw-column">
                <h1>"Nothing was shared"</h1>
                <p>
                    "This reflection is no longer here, so nothing can be shared from it now. These are the words as you \
                     left them. They are kept nowhere: copy them now if you still need them."
                </p>
                {typed}
                <p><a class="nhsuk-button" href="/reflections">"Back to your reflections"</a></p>
            </div>
        }
    }))
}

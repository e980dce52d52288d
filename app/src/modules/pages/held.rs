//! A page that holds the words of a module or a change out of sight until they can be saved.

use crate::web::{Frame, Posted, Visitor, Web, page};
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// Why the words are held.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    /// The session is locked or over.
    SignedOut,
    /// The page was to be hidden, and the draft could not be saved as it is.
    Hidden,
}

/// What was posted, in hidden fields, with a button that posts it again.
pub(crate) fn held(web: &Web, visitor: &Visitor, posted: &Posted, why: Held) -> Response {
    let (status, title, words) = match why {
        Held::SignedOut => (
            StatusCode::UNAUTHORIZED,
            "You are signed out",
            "Your words are not saved yet, but they are safe in this page, out of sight. Sign in in a new tab, \
             come back to this one, and save.",
        ),
        Held::Hidden => (
            StatusCode::UNPROCESSABLE_ENTITY,
            "Hidden, not saved yet",
            "Your words are safe in this page, out of sight. Something in them is to be put right before they can be \
             saved. Sign in in a new tab, come back to this one, and save: you will see what.",
        ),
    };
    let fields = posted
        .iter()
        .filter(|(name, _)| *name != "do")
        .map(|(name, value)| view! { <input type="hidden" name=name.to_owned() value=value.to_owned()/> })
        .collect_view();
    let frame = Frame { title, is_for_writing: true, ..Frame::default() };
    page(web, visitor, status, frame, move || {
        view! {
            <div class="aw-column">
                <h1>{title}</h1>
                <p class="aw-notice aw-notice--warn">{words}</p>
                <form method="post" autocomplete="off">
                    {fields}
                    <div class="aw-actions">
                        <button class="nhsuk-button" name="do" value="save">"Save my words"</button>
                        <a class="aw-link-quiet" href="/sign-in" target="_blank" rel="noopener">"Sign in in a new tab"</a>
                    </div>
                </form>
                <p class="aw-quiet">"Closing this tab loses what is not saved."</p>
            </div>
        }
    })
}

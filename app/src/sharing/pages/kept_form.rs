//! A page that holds the form of somebody whose session is over, out of sight, until they have signed
//! in again. Nothing of sharing is stored before the last button, so the page is all there is.

use crate::web::{Frame, Posted, Visitor, Web, page};
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// The page.
pub(super) fn held(web: &Web, visitor: &Visitor, posted: &Posted) -> Response {
    let fields = posted
        .iter()
        .filter(|(name, _)| *name != "do")
        .map(|(name, value)| view! { <input type="hidden" name=name.to_owned() value=value.to_owned()/> })
        .collect_view();
    // Whatever they were about to do, they look at it again first.
    let frame = Frame { title: "You are signed out", is_for_writing: true, ..Frame::default() };
    page(web, visitor, StatusCode::UNAUTHORIZED, frame, move || {
        view! {
            <div class="aw-column">
                <h1>"You are signed out"</h1>
                <p class="aw-notice aw-notice--warn">
                    "Nothing has been shared. Your words are in this page, out of sight. Sign in in a new tab, come back \
                     to this one, and go on."
                </p>
                <form method="post" autocomplete="off">
                    {fields}
                    <div class="aw-actions">
                        <button class="nhsuk-button" name="do" value="back">"Go on with my words"</button>
                        <a class="aw-link-quiet" href="/sign-in" target="_blank" rel="noopener">"Sign in in a new tab"</a>
                    </div>
                </form>
                <p class="aw-quiet">"Closing this tab loses the changes you made to them. Your reflection is not touched."</p>
            </div>
        }
    })
}

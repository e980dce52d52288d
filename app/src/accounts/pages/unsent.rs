//! The last word about every form people write in: whatever came of it, "Hide this now" locks, and what
//! was typed is not lost to a page that only says what went wrong.

use super::sign_in::{lock, with_lock};
use crate::web::held::{Held, hold, hold_closed};
use crate::web::{Failure, Posted, Visitor, Web, clear_cookie, with_cleared_site_data};
use axum::response::{IntoResponse, Response};

/// What `came` of a form, as it is answered. `posted` is the form as it came in, and `held` what its page
/// says when the session is over.
///
/// Whoever answers a form that is to be hidden draws nothing of it; the lock is put on here alone.
///
/// # Errors
/// Those of `came`, where nothing typed hangs on them.
pub async fn answered(
    web: &Web,
    visitor: &Visitor,
    posted: &Posted,
    held: Held,
    came: Result<Response, Failure>,
) -> Result<Response, Failure> {
    let hides = posted.text("do") == "hide";
    let answer = match came {
        Err(Failure::Closed) => hold_closed(web, visitor, posted, held),
        Err(failure) if hides => {
            // Its own page would hold nothing; what it has for the log it says there.
            let status = failure.into_response().status();
            hold(web, visitor, posted, held.that_was_not_saved(status))
        }
        other => other?,
    };
    Ok(if hides { locked(web, visitor, answer).await } else { answer })
}

async fn locked(web: &Web, visitor: &Visitor, answer: Response) -> Response {
    if visitor.live().is_none() {
        return with_cleared_site_data(answer);
    }
    match lock(web, visitor).await {
        Ok(token) => with_lock(web, answer, token.as_deref()),
        Err(failure) => {
            // The answer may be the only place of what was typed. Without its cookie this browser is
            // signed out, which hides as much.
            let _ = failure.into_response();
            with_cleared_site_data(clear_cookie(web, answer))
        }
    }
}

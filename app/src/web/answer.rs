//! Answers that lead somewhere.

use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

/// "Done: see there" (303), after a post.
#[must_use]
pub fn see_other(path: &str) -> Response {
    redirect(StatusCode::SEE_OTHER, path)
}

/// "It is there" (302), after a get.
#[must_use]
pub fn found(path: &str) -> Response {
    redirect(StatusCode::FOUND, path)
}

fn redirect(status: StatusCode, path: &str) -> Response {
    let mut response = status.into_response();
    response
        .headers_mut()
        .insert(LOCATION, HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/")));
    response
}

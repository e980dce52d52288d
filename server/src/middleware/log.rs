//! One line for each request: the route's pattern, the status, and how long it took. No person, no
//! address, no id, no query, no size.

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;

/// Logs a request when it has been answered.
pub async fn request_log(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let response_to = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "unknown".to_owned(), |path| path.as_str().to_owned());
    let response = next.run(request).await;
    tracing::info!(
        %method,
        route = response_to,
        status = response.status().as_u16(),
        micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX),
        "answered"
    );
    response
}

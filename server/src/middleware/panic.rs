//! When code breaks: a kind page for the person, the place for the log.

use app::web::Failure;
use axum::response::{IntoResponse, Response};
use services::Error;
use std::any::Any;

/// Answers for a handler that panicked. What it said may hold anything, so it is not logged; the
/// place is, by the panic hook.
#[must_use]
pub fn broken(_what: Box<dyn Any + Send + 'static>) -> Response {
    Failure::from(Error::Unexpected("a handler panicked".to_owned())).into_response()
}

/// Makes the log say where code panicked and nothing of what it said: a message may quote a value.
pub fn log_places_only() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "code panicked");
    }));
}

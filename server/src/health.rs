//! For whoever watches the node: is the process alive, and can it serve?

use axum::extract::State;
use axum::http::StatusCode;
use services::Services;
use services::pool::{PoolError, period_keys_are_complete};
use services::sealing::ring_is_complete;

/// `/healthz`: the process answers.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// `/readyz`: the database answers, its migrations are current, and every key it needs is there: those
/// of the ring, and those of the periods that hold points.
pub async fn readyz(State(services): State<Services>) -> (StatusCode, &'static str) {
    let not_ready = |words| (StatusCode::SERVICE_UNAVAILABLE, words);
    match services.db.is_migrated().await {
        Ok(true) => {}
        Ok(false) => return not_ready("the database is not migrated to this version\n"),
        Err(_) => return not_ready("the database cannot be reached\n"),
    }
    let Ok(mut reader) = services.db.reader().await else {
        return not_ready("the database cannot be reached\n");
    };
    match ring_is_complete(&services.ring, reader.conn()).await {
        Ok(true) => {}
        Ok(false) => return not_ready("the key directory lacks a key that the database names\n"),
        Err(_) => return not_ready("the database cannot be reached\n"),
    }
    match period_keys_are_complete(&services, reader.conn()).await {
        Ok(true) => (StatusCode::OK, "ready\n"),
        Ok(false) => not_ready("the key directory lacks the key of a period that holds points\n"),
        Err(PoolError::Key(_)) => not_ready("the key of a period that holds points cannot be read\n"),
        Err(_) => not_ready("the database cannot be reached\n"),
    }
}

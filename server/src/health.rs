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

/// What is said when the key of a period that holds points is not there, or is another.
const MISSING: &str = "ready, but the key of a held period is missing: sharing waits for it\n";
/// What is said when its file is there and is damaged or out of reach.
const UNREADABLE: &str = "ready, but the key of a held period cannot be read: sharing waits for it\n";

/// `/readyz`: the database answers, its migrations are current, and the ring has every key it needs.
///
/// A period's key counts for less. One that is lost for good is lost on every node, and were they all not
/// ready, nobody could write or read anything until the period is frozen. So it is said, and the node serves.
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
        Ok(false) => (StatusCode::OK, MISSING),
        Err(PoolError::Key(_)) => (StatusCode::OK, UNREADABLE),
        Err(_) => not_ready("the database cannot be reached\n"),
    }
}

/// Warns, when a node starts, that the key of a period that holds points is missing: most who ask
/// `readyz` look at the status alone.
pub async fn warn_of_missing_period_keys(services: &Services) {
    let outcome = match services.db.reader().await {
        Ok(mut reader) => period_keys_are_complete(services, reader.conn()).await,
        Err(error) => Err(error.into()),
    };
    match outcome {
        Ok(true) => {}
        Ok(false) => tracing::warn!("the key of a held period is missing: sharing waits for it"),
        Err(PoolError::Key(error)) => {
            tracing::warn!(%error, "the key of a held period cannot be read: sharing waits for it");
        }
        Err(error) => tracing::warn!(%error, "whether a key of a held period is missing is not known"),
    }
}

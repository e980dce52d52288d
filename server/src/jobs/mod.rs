//! Work that no request waits for. Thin: each job calls an operation of `services`, which takes its
//! work with a lease, so that two nodes never do the same.

use services::Services;
use services::accounts::sweep;
use services::email::{Mailer, send_due};
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::interval;

/// How often the outbox is looked into.
const LETTERS_EVERY: Duration = Duration::from_secs(5);
/// How often what has run out is cleared away.
const SWEEP_EVERY: Duration = Duration::from_secs(3_600);

/// Starts the jobs of a node.
pub fn start(services: &Services, mailer: Mailer) -> [JoinHandle<()>; 2] {
    let (letters, sweeping) = (services.clone(), services.clone());
    [
        tokio::spawn(async move {
            let mut tick = interval(LETTERS_EVERY);
            loop {
                tick.tick().await;
                if let Err(error) = send_due(&letters, &mailer).await {
                    tracing::error!(%error, "letters could not be looked after");
                }
            }
        }),
        tokio::spawn(async move {
            let mut tick = interval(SWEEP_EVERY);
            loop {
                tick.tick().await;
                if let Err(error) = sweep(&sweeping).await {
                    tracing::error!(%error, "what has run out could not be cleared away");
                }
            }
        }),
    ]
}

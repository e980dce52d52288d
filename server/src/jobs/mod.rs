//! Work that no request waits for. Thin: each job calls an operation of `services`, which takes its
//! work with a lease, so that two nodes never do the same.

use services::Services;
use services::accounts::sweep;
use services::email::{Mailer, send_due};
use services::pool::move_weekly;
use services::release::freeze_daily;
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::interval;

/// How often the outbox is looked into.
const LETTERS_EVERY: Duration = Duration::from_secs(5);
/// How often what has run out is cleared away.
const SWEEP_EVERY: Duration = Duration::from_secs(3_600);

/// How often it is asked whether the weekly hour or a freezing date has come.
const SHARING_EVERY: Duration = Duration::from_secs(600);

/// Starts the jobs of a node.
pub fn start(services: &Services, mailer: Mailer) -> [JoinHandle<()>; 3] {
    let (letters, sweeping, sharing) = (services.clone(), services.clone(), services.clone());
    [
        tokio::spawn(async move {
            let mut tick = interval(SHARING_EVERY);
            loop {
                tick.tick().await;
                if let Err(error) = move_weekly(&sharing).await {
                    tracing::error!(%error, "what waits could not be moved");
                }
                freeze(&sharing).await;
            }
        }),
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

async fn freeze(services: &Services) {
    match freeze_daily(services).await {
        Ok(done) => {
            for (_, outcome) in done {
                if let Err(error) = outcome {
                    tracing::error!(%error, "a period could not be frozen");
                }
            }
        }
        Err(error) => tracing::error!(%error, "periods could not be frozen"),
    }
}

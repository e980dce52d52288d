//! `afterword serve`.

use super::{CommandError, say};
use crate::config::Config;
use crate::health::warn_of_missing_period_keys;
use crate::middleware::log_places_only;
use crate::open::{Keys, open_services};
use crate::{assets, jobs, router};
use axum::serve::ListenerExt;
use domain::accounts::Role;
use services::Services;
use services::accounts::{DemoPerson, make_demo_people};
use services::email::{Mailer, MailerError};
use services::modules::publish_demo_module;
use services::reflect::write_demo_reflections;
use services::share::run_demo_loop;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// Serves until it is told to stop.
pub async fn serve(config: &Config, demo: bool) -> Result<(), CommandError> {
    if !assets::complete() {
        let words = "this binary was built without the site that browsers load: build it with make build";
        return Err(CommandError::Other(words.to_owned()));
    }
    let filter = EnvFilter::try_new(&config.log)
        .map_err(|error| CommandError::Other(format!("log (AFTERWORD_LOG): {error}")))?;
    tracing_subscriber::fmt().with_env_filter(filter).with_target(false).with_writer(std::io::stderr).init();
    log_places_only();

    let keys = if demo { Keys::Anywhere } else { Keys::Apart };
    let services = open_services(config, keys).await?;
    let mailer = mailer(config).map_err(|error| CommandError::Other(error.to_string()))?;
    if demo {
        make_demo(&services).await?;
    }
    warn_of_missing_period_keys(&services).await;
    let listener =
        TcpListener::bind(config.listen).await.map_err(|error| CommandError::Listen(config.listen, error))?;
    // Small answers must not wait to be gathered into larger packets.
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let app =
        router(services.clone(), config.behind_proxy.0).into_make_service_with_connect_info::<SocketAddr>();
    let running = jobs::start(&services, mailer);
    say(&format!("Afterword is at {}", config.public_url()));
    let served = axum::serve(listener, app).with_graceful_shutdown(stopped()).await;
    for job in running {
        job.abort();
    }
    // On SQLite this folds the write-ahead log into the file.
    services.db.close().await;
    served.map_err(|error| CommandError::Listen(config.listen, error))
}

fn mailer(config: &Config) -> Result<Mailer, MailerError> {
    match &config.smtp_url {
        Some(url) => Mailer::to_smtp(&config.mail_from, &url.0),
        None => Mailer::to_folder(&config.mail_from, &config.data_dir.join("mail")),
    }
}

/// Ends at Ctrl-C or when the system asks.
async fn stopped() {
    let mut terminated = match signal(SignalKind::terminate()) {
        Ok(terminated) => terminated,
        Err(error) => {
            tracing::error!(%error, "the signal to stop cannot be heard");
            return std::future::pending().await;
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated.recv() => {}
    }
}

async fn make_demo(services: &Services) -> Result<(), CommandError> {
    let Some(people) = make_demo_people(services).await? else {
        say("The demo people were made earlier; their passwords were printed then.");
        say("To begin anew, stop and delete the data and key directories.");
        return Ok(());
    };
    say("Demo people. Their passwords are printed this once:");
    for DemoPerson { role, email, password, token } in &people {
        say(&format!("  {:<15}{email:<30}{password}", role.as_str()));
        if *role == Role::Staff {
            write_demo_reflections(services, token).await?;
        }
        if *role == Role::Educator {
            publish_demo_module(services, token).await?;
        }
    }
    let leads =
        people.iter().filter(|person| person.role == Role::SafetyLead).map(|lead| lead.token.as_str());
    if let [one, two] = leads.collect::<Vec<_>>()[..] {
        run_demo_loop(services, [one, two]).await?;
    }
    Ok(())
}

//! Opening an installation: database, key ring, content.

use crate::config::Config;
use domain::accounts::SessionLimits;
use services::accounts::Passwords;
use services::content::{Content, ContentErrors};
use services::release::FetchedOutcomes;
use services::sealing::{RingError, open_ring};
use services::{Clock, Db, Services, Settings};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why an installation cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The key directory lies where backups of the data would take it along.
    #[error(
        "key_dir (AFTERWORD_KEY_DIR) {0} lies inside the data directory {1}. A backup of the data would hold the \
         keys too, and sealing would protect nothing: put the keys in a directory of their own"
    )]
    KeysInsideData(PathBuf, PathBuf),
    /// A directory cannot be made.
    #[error("data_dir (AFTERWORD_DATA_DIR) {path} cannot be made: {source}")]
    DataDir {
        /// The directory.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The content has mistakes.
    #[error("the content has mistakes:\n{0}")]
    Content(#[from] ContentErrors),
    /// The key ring.
    #[error(transparent)]
    Ring(#[from] RingError),
    /// The database cannot be opened.
    #[error("database_url (AFTERWORD_DATABASE_URL): the database cannot be opened: {0}")]
    Database(#[from] services::DatabaseError),
    /// The schema cannot be brought up to date.
    #[error("the database cannot be migrated: {0}")]
    Migrate(String),
    /// The schema is not this version's.
    #[error("the database is not migrated to this version: run afterword migrate")]
    NotMigrated,
    /// Anything else.
    #[error(transparent)]
    Other(#[from] services::Error),
}

/// Where keys may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    /// Anywhere but in the data directory.
    Apart,
    /// Anywhere: nothing real is kept in a demo.
    Anywhere,
}

/// Refuses a key directory inside the data directory, also by way of links.
///
/// # Errors
/// When it lies inside.
pub fn check_key_dir(config: &Config, keys: Keys) -> Result<(), OpenError> {
    let (data, ring) = (resolved(&config.data_dir), resolved(&config.key_dir));
    if keys == Keys::Apart && ring.starts_with(&data) {
        return Err(OpenError::KeysInsideData(config.key_dir.clone(), config.data_dir.clone()));
    }
    Ok(())
}

/// A path with links followed as far as it exists.
fn resolved(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut missing = Vec::new();
    let mut existing = absolute.as_path();
    loop {
        if let Ok(found) = existing.canonicalize() {
            return missing.iter().rev().fold(found, |path, part| path.join(part));
        }
        match (existing.parent(), existing.file_name()) {
            (Some(parent), Some(name)) => {
                missing.push(name.to_owned());
                existing = parent;
            }
            _ => return absolute,
        }
    }
}

/// The content a configuration names.
///
/// # Errors
/// When it has mistakes.
pub fn load_content(config: &Config) -> Result<Content, ContentErrors> {
    match &config.content_dir {
        Some(dir) => Content::from_folder(dir),
        None => Content::embedded(),
    }
}

/// Opens the database a configuration names, and migrates it.
///
/// # Errors
/// When it cannot be opened or migrated.
pub async fn open_database(config: &Config) -> Result<Db, OpenError> {
    std::fs::create_dir_all(&config.data_dir)
        .map_err(|source| OpenError::DataDir { path: config.data_dir.clone(), source })?;
    let db = Db::connect(&config.database_url()).await?;
    db.migrate().await.map_err(|error| OpenError::Migrate(error.to_string()))?;
    Ok(db)
}

/// Opens an installation.
///
/// # Errors
/// When keys lie inside the data, or content, database or key ring cannot be used.
pub async fn open_services(config: &Config, keys: Keys) -> Result<Services, OpenError> {
    check_key_dir(config, keys)?;
    let content = load_content(config)?;
    let db = open_database(config).await?;
    let clock = Clock::System;
    let ring = open_ring(&db, &config.key_dir, clock.now()).await?;
    Ok(Services {
        db,
        ring: Arc::new(ring),
        content: Arc::new(content),
        clock,
        passwords: Passwords::new()?,
        settings: Arc::new(Settings {
            public_url: config.public_url(),
            session_limits: SessionLimits { idle_minutes: config.idle_minutes.0, ..SessionLimits::default() },
            backup_days: config.backup_days.0,
            time_zone: services::time_zone(&config.time_zone.0),
            key_dir: config.key_dir.clone(),
        }),
        outcomes: FetchedOutcomes::default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(data: &Path, keys: &Path) -> Config {
        Config { data_dir: data.to_owned(), key_dir: keys.to_owned(), ..Config::default() }
    }

    #[test]
    fn keys_inside_the_data_are_refused_also_through_a_link() {
        let dir = tempfile::tempdir().expect("a directory");
        let (data, apart) = (dir.path().join("data"), dir.path().join("keys"));
        std::fs::create_dir_all(&data).expect("made");
        assert!(check_key_dir(&config(&data, &apart), Keys::Apart).is_ok());
        let link = dir.path().join("link");
        std::os::unix::fs::symlink(&data, &link).expect("linked");
        for inside in [data.clone(), data.join("keys"), link.join("deep/keys"), data.join("x/../keys")] {
            let refused = check_key_dir(&config(&data, &inside), Keys::Apart);
            assert!(matches!(refused, Err(OpenError::KeysInsideData(..))), "{}", inside.display());
            assert!(check_key_dir(&config(&data, &inside), Keys::Anywhere).is_ok());
        }
    }
}

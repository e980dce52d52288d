//! What the portal does: one file an operation, its SQL beside it in `queries.rs`.
//!
//! An operation asks the policy, loads, applies the rule from `domain`, and saves in one
//! transaction. Nothing here knows HTTP or HTML; nothing outside knows SQL.

pub mod accounts;
pub mod changes;
pub mod clock;
pub mod community;
pub mod content;
pub mod db;
pub mod desk;
pub mod email;
pub mod error;
pub mod held;
pub mod keys;
pub mod lease;
pub mod modules;
pub mod pool;
pub mod random;
pub mod reflect;
pub mod release;
pub mod sealing;
pub mod share;

pub use clock::Clock;
pub use db::Db;
pub use error::Error;

/// What the database says when it refuses.
pub use sqlx::Error as DatabaseError;

use accounts::Passwords;
use content::Content;
use domain::accounts::SessionLimits;
use domain::time::{Timestamp, day_in_words};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use release::FetchedOutcomes;
use sealing::KeyRing;
use std::path::PathBuf;
use std::sync::Arc;

/// Everything an operation needs. Cheap to clone; one for each running node.
#[derive(Clone)]
pub struct Services {
    /// The database.
    pub db: Db,
    /// The installation's keys.
    pub ring: Arc<KeyRing>,
    /// Frameworks, templates, signposts and letters.
    pub content: Arc<Content>,
    /// The clock.
    pub clock: Clock,
    /// Hashing, bounded.
    pub passwords: Passwords,
    /// What an installation chooses.
    pub settings: Arc<Settings>,
    /// Outcomes that this node has fetched.
    pub outcomes: FetchedOutcomes,
}

/// What an installation chooses, beyond where things are stored.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address people open, without a final slash: `https://afterword.hospice.example`.
    pub public_url: String,
    /// How long sessions read and write.
    pub session_limits: SessionLimits,
    /// Days after which the last backup that holds something deleted has expired.
    pub backup_days: i64,
    /// The zone in which times are shown.
    pub time_zone: TimeZone,
    /// Where the key ring lies, and period keys beneath it.
    pub key_dir: PathBuf,
}

impl Services {
    /// The day it is where the people are.
    #[must_use]
    pub fn today(&self) -> Date {
        self.date(self.clock.now())
    }

    /// A moment as people read it where they are: "21 November 2026, 10:42".
    #[must_use]
    pub fn in_words(&self, at: Timestamp) -> String {
        let at = self.zoned(at);
        format!("{}, {}", day_in_words(at.date()), at.strftime("%H:%M"))
    }

    /// The day a moment falls on where the people are.
    #[must_use]
    pub fn date(&self, at: Timestamp) -> Date {
        self.zoned(at).date()
    }

    fn zoned(&self, at: Timestamp) -> jiff::Zoned {
        let at = jiff::Timestamp::from_microsecond(at.0).unwrap_or_default();
        at.to_zoned(self.settings.time_zone.clone())
    }
}

/// Whether this is the IANA name of a time zone.
#[must_use]
pub fn is_time_zone(name: &str) -> bool {
    TimeZone::get(name).is_ok()
}

/// The time zone of this name; UTC when there is none.
#[must_use]
pub fn time_zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

//! What can go wrong in an operation, in the terms of whoever asked for it.

use crate::sealing::SealError;
use domain::policy::Decision;

/// Why an operation did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not there, or not the asker's: the two are never told apart.
    #[error("not found")]
    NotFound,
    /// The session is locked or over.
    #[error("sign in first")]
    SignInFirst,
    /// Closed to its own writer in the days after a password reset.
    #[error("closed after a password reset")]
    Closed,
    /// Too many tries; how many minutes to wait.
    #[error("too many tries: wait {minutes} minutes")]
    TooManyTries {
        /// Minutes until the next try counts.
        minutes: i64,
    },
    /// Too many people are signing in at this moment.
    #[error("busy")]
    Busy,
    /// A seal, a wrapped key or a MAC does not hold: the database was changed by something else, or
    /// a key is missing.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The database.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// Anything that should not happen. Never holds what a person typed.
    #[error("unexpected: {0}")]
    Unexpected(String),
}

/// Turns a policy decision into going on or an error.
///
/// # Errors
/// When the decision is not to allow.
pub fn require(decision: Decision) -> Result<(), Error> {
    match decision {
        Decision::Allowed => Ok(()),
        Decision::Hidden => Err(Error::NotFound),
        Decision::SignInFirst => Err(Error::SignInFirst),
    }
}

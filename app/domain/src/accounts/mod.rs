//! Who people are and what lets them in: addresses, names, passwords, roles, sessions, and the days
//! for which reflections stay closed after a reset. Rules only; nothing here is stored or hashed.

mod closure;
mod device;
mod email_address;
mod password;
mod person_name;
mod role;
mod session;

pub use closure::{CLOSED_DAYS, Closure};
pub use device::device_words;
pub use email_address::{EmailAddress, EmailAddressError};
pub use password::{MAX_PASSWORD_CHARS, MIN_PASSWORD_CHARS, Password, PasswordError};
pub use person_name::{PersonName, PersonNameError};
pub use role::{Role, Roles};
pub use session::{SessionLimits, SessionState, session_state};

/// Whether an account may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The person may sign in.
    Active,
    /// An administrator has suspended the account: no sign-in, no reading, no writing.
    Suspended,
}

impl Standing {
    /// The word stored for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
        }
    }

    /// The standing a stored word names, if it names one.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Active, Self::Suspended].into_iter().find(|standing| standing.as_str() == word)
    }
}

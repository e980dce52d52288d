//! After a password reset, older reflections stay closed, so that whoever runs the mailbox cannot
//! read them at once (design: nobody takes over an account to open the seal).

use crate::time::Timestamp;

/// Days for which reflections stay closed after a reset without the recovery code.
pub const CLOSED_DAYS: i64 = 7;

/// A time in which reflections begun earlier stay closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closure {
    /// When the password was reset. What is begun from then on is not closed: the person must be
    /// able to write.
    pub since: Timestamp,
    /// When everything opens again by itself.
    pub until: Timestamp,
}

impl Closure {
    /// The closure that a reset at `now` brings.
    #[must_use]
    pub const fn after_reset(now: Timestamp) -> Self {
        Self { since: now, until: now.plus_days(CLOSED_DAYS) }
    }

    /// Whether a reflection begun at `started` is closed at `now`.
    #[must_use]
    pub fn closes(&self, started: Timestamp, now: Timestamp) -> bool {
        now < self.until && started < self.since
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RESET: Timestamp = Timestamp(1_000_000_000);

    #[test]
    fn what_was_written_before_a_reset_is_closed_for_seven_days() {
        let closure = Closure::after_reset(RESET);
        let before = RESET.plus_seconds(-1);
        assert!(closure.closes(before, RESET));
        assert!(closure.closes(before, RESET.plus_days(7).plus_seconds(-1)));
        assert!(!closure.closes(before, RESET.plus_days(7)));
    }

    #[test]
    fn what_is_written_after_a_reset_is_open_at_once() {
        assert!(!Closure::after_reset(RESET).closes(RESET, RESET));
    }
}

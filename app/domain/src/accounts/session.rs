//! How long a session reads, how long it may still write, and when it is over.
//!
//! An idle session is locked, not ended: it may add to the draft it had open and nothing else, so
//! that words typed before a break are not lost, and it reads nothing until its person signs in.

use crate::time::Timestamp;

/// How long sessions last. Configured once for an installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionLimits {
    /// Minutes without a request after which a session is locked.
    pub idle_minutes: i64,
    /// Hours for which a locked session may still add to its draft.
    pub locked_hours: i64,
    /// Hours after which even a busy session is locked, whatever happens.
    pub longest_hours: i64,
}

impl Default for SessionLimits {
    fn default() -> Self {
        Self { idle_minutes: 15, locked_hours: 12, longest_hours: 14 }
    }
}

/// What a session may do now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionState {
    /// Reads and writes.
    Live,
    /// May add to the draft it had open; reads nothing.
    Locked,
    /// May do nothing.
    Ended,
}

/// The state at `now` of a session begun at `started`, last used at `seen`, and locked by hand at
/// `locked` if it was.
#[must_use]
pub fn session_state(
    limits: &SessionLimits,
    started: Timestamp,
    seen: Timestamp,
    locked: Option<Timestamp>,
    now: Timestamp,
) -> SessionState {
    let idle = seen.plus_minutes(limits.idle_minutes);
    let longest = started.plus_minutes(limits.longest_hours * 60);
    let locks_at = locked.unwrap_or(idle).min(idle).min(longest);
    if now < locks_at {
        SessionState::Live
    } else if now < locks_at.plus_minutes(limits.locked_hours * 60) {
        SessionState::Locked
    } else {
        SessionState::Ended
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp(0);

    fn state_after(minutes_idle: i64) -> SessionState {
        session_state(&SessionLimits::default(), START, START, None, START.plus_minutes(minutes_idle))
    }

    #[test]
    fn an_idle_session_locks_and_ends_twelve_hours_later() {
        assert_eq!(state_after(14), SessionState::Live);
        assert_eq!(state_after(15), SessionState::Locked);
        assert_eq!(state_after(15 + 12 * 60 - 1), SessionState::Locked);
        assert_eq!(state_after(15 + 12 * 60), SessionState::Ended);
    }

    #[test]
    fn a_session_hidden_by_hand_is_locked_from_that_moment() {
        let hidden = Some(START.plus_minutes(2));
        let limits = SessionLimits::default();
        let at = |minutes| session_state(&limits, START, START, hidden, START.plus_minutes(minutes));
        assert_eq!(at(1), SessionState::Live);
        assert_eq!(at(2), SessionState::Locked);
        assert_eq!(at(2 + 12 * 60), SessionState::Ended);
    }

    #[test]
    fn a_session_in_constant_use_is_locked_in_the_end() {
        let limits = SessionLimits::default();
        let now = START.plus_minutes(14 * 60);
        assert_eq!(session_state(&limits, START, now, None, now), SessionState::Locked);
    }
}

//! Moments and days. The clock itself is passed in from outside.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Microseconds since 1970-01-01 UTC, as stored (BIGINT) on both databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Timestamp(pub i64);

/// Whole days since 1970-01-01 UTC. All that stands in the clear beside a reflection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Day(pub i64);

const MICROS_A_SECOND: i64 = 1_000_000;

impl Timestamp {
    /// The moment this many seconds later (earlier when negative).
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(MICROS_A_SECOND)))
    }

    /// The moment this many minutes later.
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_seconds(minutes.saturating_mul(60))
    }

    /// The moment this many days of 24 hours later.
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_seconds(days.saturating_mul(86_400))
    }

    /// The UTC day this moment falls in.
    #[must_use]
    pub const fn day(self) -> Day {
        Day(self.0.div_euclid(86_400 * MICROS_A_SECOND))
    }
}

/// A day as people read it: "21 November 2026".
#[must_use]
pub fn day_in_words(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_without_leading_noughts() {
        assert_eq!(day_in_words(jiff::civil::date(2026, 3, 1)), "1 March 2026");
    }

    #[test]
    fn a_day_begins_at_midnight_utc_also_before_1970() {
        assert_eq!(Timestamp(0).day(), Day(0));
        assert_eq!(Timestamp(-1).day(), Day(-1));
        assert_eq!(Timestamp(0).plus_days(1).plus_seconds(-1).day(), Day(0));
        assert_eq!(Timestamp(0).plus_minutes(24 * 60).day(), Day(1));
    }
}

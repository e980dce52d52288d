//! Small numbers: what of the coded points may be shown, and when.
//!
//! A release is worked out once, from everything coded in a period, by rules (a) to (f) of
//! docs/anonymity.md, and never again. What enters: counts of people and the rules that hide, round
//! and leave out. What does not: words, names, storage, and any figure that no rule has passed.

#[cfg(test)]
mod attack;
mod community;
mod count;
mod period;
mod release;
mod tables;

pub use community::{COMMUNITY_RULES, CommunityFigures, LEAST_MEMBERS, community_of};
pub use count::{LEAST_K, MOST_K, ROUNDING, ReleasedCount, Threshold};
pub use period::{FREEZE_AFTER_DAYS, Period, PeriodLength};
pub use release::{RULES, Release, ReleaseError, Row, Table};
pub use tables::{CodedPoint, Layout, ThemeLayout, printed_themes, release_of};

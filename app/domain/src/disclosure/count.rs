//! A count of people that may be shown.

use serde::{Deserialize, Serialize};

/// The least people a figure stands for. It may be raised, never lowered.
pub const LEAST_K: u32 = 8;
/// The most it can be raised to.
pub const MOST_K: u32 = 50;
/// What figures are rounded to (NHS Digital's rule for sub-national figures since 2018).
pub const ROUNDING: u32 = 5;

/// How many people a figure must stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Threshold(u32);

impl Threshold {
    /// A threshold of `k`, if it is one we accept.
    #[must_use]
    pub fn of(k: u32) -> Option<Self> {
        (LEAST_K..=MOST_K).contains(&k).then_some(Self(k))
    }

    /// The number.
    #[must_use]
    pub const fn k(self) -> u32 {
        self.0
    }

    /// Whether this many people may be shown as a figure.
    #[must_use]
    pub const fn is_met_by(self, people: usize) -> bool {
        people >= self.0 as usize
    }
}

impl Default for Threshold {
    fn default() -> Self {
        Self(LEAST_K)
    }
}

/// A figure as it may be shown: rounded, or hidden. Made by [`ReleasedCount::of`] only, read from a
/// frozen release, or added up from figures that were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReleasedCount {
    /// Fewer than the threshold, none included.
    Masked,
    /// At least the threshold, rounded to 5.
    About(u32),
}

impl ReleasedCount {
    /// Rule (a): below the threshold it is hidden, otherwise rounded.
    #[must_use]
    pub fn of(people: usize, threshold: Threshold) -> Self {
        if !threshold.is_met_by(people) {
            return Self::Masked;
        }
        let people = u32::try_from(people).unwrap_or(u32::MAX - ROUNDING);
        Self::About((people + ROUNDING / 2) / ROUNDING * ROUNDING)
    }

    /// Two figures of different organisations together. What is hidden adds nothing: the sum depends on
    /// nothing but what is printed.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::About(one), Self::About(two)) => Self::About(one.saturating_add(two)),
            (Self::Masked, shown) | (shown, Self::Masked) => shown,
        }
    }

    /// The figure, if it is shown.
    #[must_use]
    pub const fn shown(self) -> Option<u32> {
        match self {
            Self::Masked => None,
            Self::About(count) => Some(count),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_to_seven_look_alike_and_the_rest_is_rounded_to_five() {
        for people in 0..8 {
            assert_eq!(ReleasedCount::of(people, Threshold::default()), ReleasedCount::Masked);
        }
        let shown = |people| ReleasedCount::of(people, Threshold::default()).shown();
        assert_eq!([8, 12, 13, 17, 18].map(shown), [Some(10), Some(10), Some(15), Some(15), Some(20)]);
    }

    #[test]
    fn what_is_hidden_adds_nothing_to_a_sum() {
        use ReleasedCount::{About, Masked};
        assert_eq!(About(10).and(About(15)), About(25));
        assert_eq!((About(10).and(Masked), Masked.and(About(10))), (About(10), About(10)));
        assert_eq!(Masked.and(Masked), Masked);
    }

    #[test]
    fn a_threshold_is_never_below_eight() {
        assert_eq!(Threshold::of(7), None);
        assert_eq!(Threshold::of(51), None);
        assert_eq!(Threshold::of(8), Some(Threshold::default()));
    }
}

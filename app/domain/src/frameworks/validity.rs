//! When a version of content holds, and what is shown when none does.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The days on which one version of a piece of content holds. Both ends are included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    /// The first day.
    pub from: Date,
    /// The last day; `None` while no end is known.
    pub to: Option<Date>,
}

impl Validity {
    /// Does this version hold on that day?
    pub fn holds_on(&self, date: Date) -> bool {
        self.from <= date && self.to.is_none_or(|to| date <= to)
    }

    /// Is there a day on which both hold?
    pub fn overlaps(&self, other: &Self) -> bool {
        self.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| self.from <= to)
    }
}

/// Anything that holds for a while.
pub trait Dated {
    /// The days on which it holds.
    fn validity(&self) -> Validity;
}

/// Of `first` and `rest`, the version to show on `date`.
///
/// The one that holds; else the one that began last before that day, because a framework whose period
/// has ended is still better than none; else, before anything began, the earliest to come. Versions
/// are expected not to overlap; if they do, the one that began later wins.
pub fn held_or_nearest<'a, T: Dated>(
    first: &'a T,
    rest: impl IntoIterator<Item = &'a T>,
    date: Date,
) -> &'a T {
    // Holding beats having begun, having begun beats being still to come.
    let rank = |item: &T| {
        let valid = item.validity();
        (valid.holds_on(date), valid.from <= date)
    };
    rest.into_iter().fold(first, |best, next| {
        let (best_from, next_from) = (best.validity().from, next.validity().from);
        let next_is_nearer = if rank(next).1 { next_from > best_from } else { next_from < best_from };
        if rank(next) > rank(best) || (rank(next) == rank(best) && next_is_nearer) { next } else { best }
    })
}

#[cfg(test)]
mod tests {
    use super::{Dated, Validity, held_or_nearest};
    use jiff::civil::{Date, date};

    struct Version(&'static str, Validity);

    impl Dated for Version {
        fn validity(&self) -> Validity {
            self.1
        }
    }

    fn version(name: &'static str, from: Date, to: Option<Date>) -> Version {
        Version(name, Validity { from, to })
    }

    /// Two versions with a gap between them, in either order.
    fn shown_on(day: Date) -> &'static str {
        let old = version("old", date(2021, 5, 1), Some(date(2026, 12, 31)));
        let new = version("new", date(2027, 3, 1), Some(date(2030, 12, 31)));
        let shown = held_or_nearest(&old, [&new], day).0;
        assert_eq!(shown, held_or_nearest(&new, [&old], day).0, "the order must not matter");
        shown
    }

    #[test]
    fn both_ends_of_a_period_are_part_of_it() {
        let year = Validity { from: date(2026, 1, 1), to: Some(date(2026, 12, 31)) };
        assert!(year.holds_on(date(2026, 1, 1)));
        assert!(year.holds_on(date(2026, 12, 31)));
        assert!(!year.holds_on(date(2025, 12, 31)));
        assert!(!year.holds_on(date(2027, 1, 1)));
    }

    #[test]
    fn a_period_without_an_end_goes_on() {
        let open = Validity { from: date(2026, 1, 1), to: None };
        assert!(open.holds_on(date(2126, 1, 1)));
    }

    #[test]
    fn periods_that_share_one_day_overlap_and_neighbours_do_not() {
        let first = Validity { from: date(2026, 1, 1), to: Some(date(2026, 6, 30)) };
        let same_day = Validity { from: date(2026, 6, 30), to: None };
        let next_day = Validity { from: date(2026, 7, 1), to: None };
        assert!(first.overlaps(&same_day) && same_day.overlaps(&first));
        assert!(!first.overlaps(&next_day) && !next_day.overlaps(&first));
    }

    #[test]
    fn the_version_that_holds_is_shown() {
        assert_eq!(shown_on(date(2026, 12, 31)), "old");
        assert_eq!(shown_on(date(2027, 3, 1)), "new");
    }

    #[test]
    fn a_version_whose_period_ended_is_shown_until_the_next_begins() {
        assert_eq!(shown_on(date(2027, 2, 28)), "old");
        assert_eq!(shown_on(date(2031, 1, 1)), "new");
    }

    #[test]
    fn before_anything_began_the_earliest_to_come_is_shown() {
        assert_eq!(shown_on(date(2020, 1, 1)), "old");
    }
}

//! Periods: never overlapping, chosen beforehand, frozen on a date known from the start.

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Days after the end of a period on which its release is frozen: six weeks.
pub const FREEZE_AFTER_DAYS: i64 = 42;

/// How long an organisation's periods are. Shorter ones lie whole inside longer ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodLength {
    /// Three months.
    Quarter,
    /// Six months.
    HalfYear,
    /// A calendar year.
    Year,
}

impl PeriodLength {
    /// Every length, the shortest first.
    pub const ALL: [Self; 3] = [Self::Quarter, Self::HalfYear, Self::Year];

    const fn months(self) -> i8 {
        match self {
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
        }
    }

    /// The word stored and posted for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Quarter => "quarter",
            Self::HalfYear => "half-year",
            Self::Year => "year",
        }
    }

    /// The length a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|length| length.as_str() == word)
    }
}

/// One period: `2026-Q3`, `2026-H2` or `2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    year: i16,
    length: PeriodLength,
    /// From 0.
    part: i8,
}

impl Period {
    /// The period of this length that a day lies in.
    #[must_use]
    pub fn containing(day: Date, length: PeriodLength) -> Self {
        Self { year: day.year(), length, part: (day.month() - 1) / length.months() }
    }

    /// How long it is.
    #[must_use]
    pub const fn length(self) -> PeriodLength {
        self.length
    }

    /// The calendar year it lies in.
    #[must_use]
    pub const fn year(self) -> i16 {
        self.year
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> Date {
        date(self.year, self.part * self.length.months() + 1, 1)
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> Date {
        later(self.next().first_day(), (-1).days())
    }

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        let months: i8 = self.length.months();
        Self::containing(later(self.first_day(), i64::from(months).months()), self.length)
    }

    /// The day on which its release is frozen, six weeks after it ends.
    #[must_use]
    pub fn freezes_on(self) -> Date {
        later(self.last_day(), FREEZE_AFTER_DAYS.days())
    }

    /// The first of this length whose date of release is not behind `today`. It follows from the calendar
    /// alone, so it tells nothing of what is held.
    #[must_use]
    pub fn next_to_freeze(today: Date, length: PeriodLength) -> Self {
        Self::containing(later(today, (-FREEZE_AFTER_DAYS).days()), length)
    }

    /// It as people read it: "July to September 2026".
    #[must_use]
    pub fn in_words(self) -> String {
        match self.length {
            PeriodLength::Year => self.year.to_string(),
            _ => format!("{} to {}", self.first_day().strftime("%B"), self.last_day().strftime("%B %Y")),
        }
    }
}

/// The day a span later; the same day at the ends of time, which no installation reaches.
fn later(day: Date, span: Span) -> Date {
    day.checked_add(span).unwrap_or(day)
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = self.part + 1;
        match self.length {
            PeriodLength::Quarter => write!(f, "{:04}-Q{part}", self.year),
            PeriodLength::HalfYear => write!(f, "{:04}-H{part}", self.year),
            PeriodLength::Year => write!(f, "{:04}", self.year),
        }
    }
}

/// A text that names no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a period is written like 2026-Q3, 2026-H2 or 2026")]
pub struct NoPeriod;

impl FromStr for Period {
    type Err = NoPeriod;

    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        let (year, rest) = text.split_at_checked(4).ok_or(NoPeriod)?;
        let year = year.bytes().all(|digit| digit.is_ascii_digit()).then(|| year.parse().ok()).flatten();
        let (length, part) = match rest.as_bytes() {
            [] => (PeriodLength::Year, 0),
            [b'-', b'Q', part @ b'1'..=b'4'] => (PeriodLength::Quarter, part - b'1'),
            [b'-', b'H', part @ b'1'..=b'2'] => (PeriodLength::HalfYear, part - b'1'),
            _ => return Err(NoPeriod),
        };
        let year: i16 = year.filter(|year| (1900..=9000).contains(year)).ok_or(NoPeriod)?;
        Ok(Self { year, length, part: i8::try_from(part).map_err(|_| NoPeriod)? })
    }
}

impl Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        text.parse().expect("a period")
    }

    #[test]
    fn a_period_is_written_and_read_the_same() {
        for text in ["2026-Q1", "2026-Q4", "2026-H2", "2026"] {
            assert_eq!(period(text).to_string(), text);
        }
        for text in ["", "2026-Q5", "2026-Q0", "2026-H3", "26-Q1", "2026-q1", "2026-Q11", "+026", "20éé"] {
            assert_eq!(text.parse::<Period>(), Err(NoPeriod), "{text}");
        }
    }

    #[test]
    fn a_period_has_its_days_and_freezes_six_weeks_after_them() {
        let third = period("2026-Q3");
        assert_eq!((third.first_day(), third.last_day()), (date(2026, 7, 1), date(2026, 9, 30)));
        assert_eq!(third.freezes_on(), date(2026, 11, 11));
        assert_eq!(third.in_words(), "July to September 2026");
        assert_eq!(period("2026-Q4").next().to_string(), "2027-Q1");
        assert_eq!(period("2026").next().to_string(), "2027");
    }

    #[test]
    fn the_next_to_freeze_is_the_earliest_whose_date_is_not_behind() {
        let next = |today| Period::next_to_freeze(today, PeriodLength::Quarter).to_string();
        assert_eq!(next(date(2026, 11, 11)), "2026-Q3", "on the very day");
        assert_eq!(next(date(2026, 11, 12)), "2026-Q4");
        assert_eq!(next(date(2027, 2, 11)), "2026-Q4");
    }

    #[test]
    fn every_day_lies_in_one_period_of_a_length_and_neighbours_touch() {
        for length in PeriodLength::ALL {
            let mut day = date(2026, 1, 1);
            let mut now = Period::containing(day, length);
            while day < date(2028, 3, 1) {
                let found = Period::containing(day, length);
                assert!(found.first_day() <= day && day <= found.last_day());
                assert!(found == now || found == now.next() && found.first_day() == day);
                (now, day) = (found, later(day, 1.days()));
            }
        }
    }
}

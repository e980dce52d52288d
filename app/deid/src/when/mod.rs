//! Days, times and ages, in figures and in words.

mod age;
mod bare_age;
mod clock;
mod clock_words;
mod date;
mod date_figures;
mod feast;
mod month;
mod numeral;

use crate::document::Document;

/// Finds dates, then times, then ages: each takes what the one before left.
pub(crate) fn scan(document: &mut Document<'_>) {
    for scanner in [date::date, clock::time, age::age] {
        let mut i = 0;
        while i < document.len() {
            i = scanner(document, i).unwrap_or(i + 1).max(i + 1);
        }
    }
}

//! Names of people: an additive score from word lists, capitals and company, then a second look through the text.

mod again;
mod company;
mod evidence;
mod initials;
mod spans;
mod titles;

use crate::document::Document;

pub(crate) use again::distance;

/// Scores at or above this are names.
pub(super) const LIKELY: i32 = 6;
/// Scores at or above this are surely names.
pub(super) const CERTAIN: i32 = 10;
/// Scores at or above this are offered quietly.
pub(super) const LOOK: i32 = 4;

/// Finds names: initials, then scored words, then their twins.
pub(crate) fn scan(document: &mut Document<'_>) {
    initials::scan(document);
    let scored = evidence::score_all(document);
    let accepted = spans::claim_all(document, scored);
    again::scan(document, &accepted);
}

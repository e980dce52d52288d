//! References that the police and control rooms give: a number and its day, "log 558 of 08/12".

use crate::cue;
use crate::document::Document;
use crate::token::Kind;
use crate::{Certainty, Label};

use super::digits::said;

/// A number of a day after a word for such a record. Gives the token after it.
pub(super) fn of_day(document: &mut Document<'_>, i: usize) -> Option<usize> {
    let figures = |at: usize| matches!(document.t(at).kind, Kind::Number | Kind::Mixed);
    if !document.is(i + 1, "of") {
        return None;
    }
    let logged = (1..=4).any(|n| {
        document.is_any(
            i.wrapping_sub(n),
            words!["log", "logs", "cad", "incident", "police", "crime", "occurrence", "job", "call"],
        )
    });
    if !(logged || said(document, i, i + 1).cue & cue::RECORD_CUE != 0) {
        return None;
    }
    let mut at = if document.is(i + 2, "the") { i + 3 } else { i + 2 };
    // "3 of 5", "2 of the 40 calls": a day has a slash, an ordinal or a month.
    let ordinal =
        document.t(at).kind == Kind::Mixed && document.word(at).first().is_some_and(u8::is_ascii_digit);
    let month = document.has(at + 1, cue::MONTH);
    let slashed = document.sign(at + 1, b'/') && document.joined(at + 1) && figures(at + 2);
    if !figures(at) || !(ordinal || month || slashed) {
        return None;
    }
    at += 1;
    while (document.sign(at, b'/') || document.sign(at, b'.'))
        && document.joined(at)
        && document.joined(at + 1)
        && figures(at + 1)
    {
        at += 2;
    }
    if month {
        at += 1;
    }
    let reason = "a number of a day after a word for a record";
    document.claim(i..at, Label::HospitalNumber, Certainty::Certain, reason).then_some(at)
}

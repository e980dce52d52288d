//! Numbers said digit by digit: "oh seven seven double oh nine".

use crate::cue;
use crate::document::Document;
use crate::token::Kind;
use crate::words::Word;
use crate::{Certainty, Label};

use super::digits::said;

const DIGITS: &[Word] = words![
    "zero", "oh", "o", "nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
];

/// Finds a number said in words from token `i`; gives the token after it.
pub(super) fn spoken(document: &mut Document<'_>, i: usize) -> Option<usize> {
    if !document.has(i, cue::NUMBER_WORD) {
        return None;
    }
    let (mut at, mut end, mut digits, mut times) = (i, i, 0, 1);
    loop {
        if document.is_any(at, DIGITS) {
            digits += times;
            times = 1;
            end = at + 1;
        } else if document.is(at, "double") {
            times = 2;
        } else if document.is_any(at, words!["treble", "triple"]) {
            times = 3;
        } else if document.t(at).kind == Kind::Number && document.t(at).len() <= 4 && digits > 2 {
            digits += document.t(at).len();
            end = at + 1;
        } else if !(document.t(at).kind == Kind::Sign
            && matches!(document.t(at).first, b',' | b'-')
            && digits > 0)
        {
            break;
        }
        at += 1;
    }
    if digits < 6 {
        return None;
    }
    let said = said(document, i, end);
    let label = if said.cue & cue::NHS_CUE != 0 {
        Label::NhsNumber
    } else if document.is_any(i, words!["zero", "oh", "o", "nought"]) || said.cue & cue::PHONE_CUE != 0 {
        Label::Phone
    } else if digits == 10 {
        Label::NhsNumber
    } else {
        Label::Phone
    };
    document.claim(i..end, label, Certainty::Certain, "a number said digit by digit").then_some(end)
}

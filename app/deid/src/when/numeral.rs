//! Small numbers and ordinals, in figures and in words.

use crate::cue;
use crate::document::Document;
use crate::token::{Gap, Kind};

const UNITS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: &[&str] = &[
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];

fn position(document: &Document<'_>, i: usize, words: &[&str]) -> Option<u32> {
    words.iter().position(|word| document.is(i, word)).and_then(|n| u32::try_from(n).ok())
}

/// A number in words below 120 at token `i`: its value and the token after.
pub(super) fn words(document: &Document<'_>, i: usize) -> Option<(u32, usize)> {
    if !document.has(i, cue::NUMBER_WORD) {
        return None;
    }
    if let Some(tens) = position(document, i, TENS) {
        let tens = (tens + 2) * 10;
        let next = if document.sign(i + 1, b'-') { i + 2 } else { i + 1 };
        if document.t(next).gap <= Gap::Space
            && let Some(unit) = position(document, next, UNITS).filter(|u| (1..10).contains(u))
        {
            return Some((tens + unit, next + 1));
        }
        return Some((tens, i + 1));
    }
    if document.is(i, "hundred") || document.is(i, "one") && document.is(i + 1, "hundred") {
        let mut end = if document.is(i, "one") { i + 2 } else { i + 1 };
        let and = if document.is(end, "and") { end + 1 } else { end };
        let rest = if document.is(and, "hundred") { None } else { words(document, and) };
        let rest = rest.filter(|(value, _)| *value < 100);
        if let Some((_, after)) = rest {
            end = after;
        }
        return Some((100 + rest.map_or(0, |(value, _)| value), end));
    }
    if document.is(i, "fourty") {
        return Some((40, i + 1));
    }
    position(document, i, UNITS).map(|value| (value, i + 1))
}

/// A cardinal in figures or words.
pub(super) fn cardinal(document: &Document<'_>, i: usize) -> Option<(u32, usize)> {
    document.number(i).map(|n| (n, i + 1)).or_else(|| words(document, i))
}

/// An ordinal up to 31, `3rd` or `twenty-first`: its value and the token after.
pub(super) fn ordinal(document: &Document<'_>, i: usize) -> Option<(u32, usize)> {
    let token = document.t(i);
    match token.kind {
        Kind::Mixed => {
            let word = document.word(i);
            let digits = word.iter().take_while(|b| b.is_ascii_digit()).count();
            let suffix = word[digits..].to_ascii_lowercase();
            if !(1..=2).contains(&digits) || !matches!(suffix.as_slice(), b"st" | b"nd" | b"rd" | b"th") {
                return None;
            }
            let value = std::str::from_utf8(&word[..digits]).ok()?.parse().ok()?;
            (1..=31).contains(&value).then_some((value, i + 1))
        }
        Kind::Number => {
            // "3 rd", "14 th"
            let value = document.number(i)?;
            let suffix =
                document.is_any(i + 1, words!["st", "nd", "rd", "th"]) && document.t(i + 1).gap == Gap::Space;
            (suffix && (1..=31).contains(&value) && token.len() <= 2).then_some((value, i + 2))
        }
        Kind::Word if token.has(cue::ORDINAL_WORD) => {
            let value = position(document, i, ORDINALS).or_else(|| {
                if document.is(i, "twentieth") {
                    Some(20)
                } else if document.is(i, "thirtieth") {
                    Some(30)
                } else {
                    None
                }
            })?;
            Some((value, i + 1))
        }
        Kind::Word if document.is_any(i, words!["twenty", "thirty"]) => {
            let next = if document.sign(i + 1, b'-') { i + 2 } else { i + 1 };
            let unit = position(document, next, ORDINALS).filter(|u| (1..10).contains(u))?;
            let tens = if document.is(i, "twenty") { 20 } else { 30 };
            (tens + unit <= 31).then_some((tens + unit, next + 1))
        }
        _ => None,
    }
}

/// A year: four digits of these centuries, or two after an apostrophe or a date.
pub(super) fn is_year(document: &Document<'_>, i: usize) -> bool {
    let token = document.t(i);
    token.kind == Kind::Number
        && token.len() == 4
        && document.number(i).is_some_and(|y| (1880..=2099).contains(&y))
}

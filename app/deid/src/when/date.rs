//! Expressions that fix one day.

use crate::cue;
use crate::document::Document;
use crate::token::{Gap, Kind};
use crate::{Certainty, Label};

use super::date_figures::{compact, numeric};
use super::feast::feast;
use super::month::month;
use super::numeral::{cardinal, is_year, ordinal};

/// Finds a date that begins at token `i`; gives the token after it.
pub(super) fn date(document: &mut Document<'_>, i: usize) -> Option<usize> {
    let token = document.t(i);
    if document.taken(i).is_some() || token.kind == Kind::Sign {
        return None;
    }
    if let Some(end) = feast(document, i) {
        let end = year_after(document, end);
        return claim(document, i..end, Certainty::Likely, "a feast or holiday that falls on one day");
    }
    // A weekday may open a date, joined to it by a comma, a dot or "the".
    let weekday = token.has(cue::WEEKDAY)
        || (6..=10).contains(&token.len())
            && !token.class.any(crate::lexicon::Class::COMMON)
            && document.t(i + 1).kind != Kind::Sign
            && misspelt_weekday(document.word(i));
    if weekday && !token.possessive {
        let mut at = i + 1;
        while at < i + 4
            && (document.sign(at, b',')
                || document.sign(at, b'.')
                || document.is_any(at, words!["the", "on"]))
        {
            at += 1;
        }
        if document.t(at).gap < Gap::Paragraph
            && let Some((end, _)) = day_of_month(document, at)
                .or_else(|| numeric(document, at, true))
                .or_else(|| lone_ordinal(document, at, true))
                .or_else(|| bare_day(document, at))
        {
            return claim(document, i..end, Certainty::Certain, "a weekday and a day: one date");
        }
        return None;
    }
    if let Some((end, certainty)) = day_of_month(document, i) {
        return claim(document, i..end, certainty, "a day and a month: one date");
    }
    if let Some((end, certainty)) = month_then_day(document, i) {
        return claim(document, i..end, certainty, "a month and a day: one date");
    }
    if let Some((end, certainty)) = numeric(document, i, false) {
        return claim(document, i..end, certainty, "figures written like a date");
    }
    if let Some((end, certainty)) = compact(document, i) {
        return claim(document, i..end, certainty, "figures written like a date");
    }
    let (end, certainty) = lone_ordinal(document, i, false)?;
    claim(document, i..end, certainty, "a day of the month")
}

fn misspelt_weekday(word: &[u8]) -> bool {
    let word = word.to_ascii_lowercase();
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        .iter()
        .any(|day| crate::people::distance(&word, day.as_bytes(), 2) <= if day.len() > 7 { 2 } else { 1 })
}

fn claim(
    document: &mut Document<'_>,
    tokens: std::ops::Range<usize>,
    certainty: Certainty,
    reason: &'static str,
) -> Option<usize> {
    let end = tokens.end;
    document.claim(tokens, Label::Date, certainty, reason).then_some(end)
}

/// `3rd of March 2024`, `14 Feb`, `the third day of May`, `1st inst`.
fn day_of_month(document: &Document<'_>, i: usize) -> Option<(usize, Certainty)> {
    if let Some(end) = glued(document, i) {
        return Some((year_after(document, end), Certainty::Certain));
    }
    let (value, mut at) = ordinal(document, i).or_else(|| cardinal(document, i))?;
    if !(1..=31).contains(&value) || document.t(i).len() > 12 {
        return None;
    }
    let spelt = document.t(i).kind == Kind::Word;
    let of = document.is_any(at, words!["of", "o", "day"]);
    if document.is(at, "day") {
        at += 1;
    }
    if document.is_any(at, words!["of", "o"]) {
        at += 1;
        if document.is_any(at, words!["last", "this", "next"]) && document.is(at + 1, "month") {
            return Some((at + 2, Certainty::Likely)).filter(|_| ordinal(document, i).is_some());
        }
    }
    while document.t(at).kind == Kind::Sign
        && matches!(document.t(at).first, b'-' | b'/' | b'.' | b',')
        && document.t(at).gap == Gap::None
    {
        at += 1;
    }
    if document.t(at).gap == Gap::Paragraph {
        return None;
    }
    let last_month =
        document.is_any(at, words!["ult", "ultimo", "inst", "prox"]) && ordinal(document, i).is_some();
    if !month(document, at) && !last_month {
        return None;
    }
    // "one may think", "two march past": a bare small number in words and a modal verb.
    let modal = document.is_any(at, words!["may", "march", "mar", "sat", "sun", "dec", "jan"])
        && spelt
        && ordinal(document, i).is_none();
    let lower = document.t(at).shape == crate::token::Shape::Lower
        && document.is_any(at, words!["may", "march"])
        && !of
        && ordinal(document, i).is_none()
        && is_modal_use(document, at + 1);
    if modal || lower {
        return None;
    }
    Some((year_after(document, at + 1), Certainty::Certain))
}

fn is_modal_use(document: &Document<'_>, i: usize) -> bool {
    document.is_any(
        i,
        words![
            "be", "have", "not", "need", "go", "want", "well", "also", "take", "feel", "or", "help", "get",
            "find", "die",
        ],
    )
}

/// `14feb`, `3rdMarch`, `12Sept23`.
fn glued(document: &Document<'_>, i: usize) -> Option<usize> {
    if document.t(i).kind != Kind::Mixed {
        return None;
    }
    let word = document.word(i).to_ascii_lowercase();
    let digits = word.iter().take_while(|b| b.is_ascii_digit()).count();
    let mut letters = &word[digits..];
    for suffix in [&b"st"[..], b"nd", b"rd", b"th"] {
        letters = letters.strip_prefix(suffix).filter(|rest| !rest.is_empty()).unwrap_or(letters);
    }
    let letters = letters.split(|b| b.is_ascii_digit()).next()?;
    let months = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let known =
        letters.len() >= 3 && months.iter().any(|m| m.as_bytes().starts_with(letters) || letters == b"sept");
    ((1..=2).contains(&digits) && known).then_some(i + 1)
}

/// `July 21`, `December the 4th`, `Aug. 6, 2023`.
fn month_then_day(document: &Document<'_>, i: usize) -> Option<(usize, Certainty)> {
    if !month(document, i) {
        return None;
    }
    let mut at = i + 1;
    while at < i + 3 && (document.is(at, "the") || document.sign(at, b'.') || document.sign(at, b',')) {
        at += 1;
    }
    if document.t(at).gap > Gap::Line {
        return None;
    }
    let bare = document.number(at).filter(|_| document.t(at).len() <= 2).map(|n| (n, at + 1));
    let is_ordinal = ordinal(document, at).is_some();
    let (value, end) = ordinal(document, at).or(bare)?;
    if !(1..=31).contains(&value) {
        return None;
    }
    if !is_ordinal {
        // "in May 12 people", "may 2 staff": a count, not a day.
        let counted = document.has(end, cue::MEASURE | cue::DURATION) || document.sign(end, b'%');
        let vague = document.t(i).shape == crate::token::Shape::Lower
            && document.is_any(i, words!["may", "march", "mar", "dec", "jan"]);
        if counted || vague || at > i + 1 && document.sign(i + 1, b',') {
            return None;
        }
    }
    if document.has(i, cue::ORDINAL_WORD) || document.is(end, "of") && document.t(at).kind == Kind::Word {
        return None;
    }
    Some((year_after(document, end), Certainty::Certain))
}

/// Extends past `, 2024`, `'23`, `-58` and a time zone of words such as "this year" is left out.
fn year_after(document: &Document<'_>, end: usize) -> usize {
    let mut at = end;
    while at < end + 2
        && (document.sign(at, b',')
            || document.sign(at, b'-')
            || document.sign(at, b'/')
            || document.sign(at, b'.')
            || document.is(at, "of")
            || document.sign(at, b'\''))
    {
        at += 1;
    }
    let near = document.t(at).gap <= Gap::Space
        || document.t(end).gap <= Gap::Space && document.t(at).gap <= Gap::Line;
    if near && is_year(document, at) && !document.is_any(at + 1, words!["hrs", "hours", "h"]) {
        return at + 1;
    }
    let two = document.t(at).kind == Kind::Number
        && document.t(at).len() == 2
        && at > end
        && !document.sign(end, b',')
        && !document.sign(end, b'.')
        && document.t(at).gap == Gap::None;
    let after_space = document.t(at).kind == Kind::Number
        && document.t(at).len() == 2
        && at == end
        && document.t(at).gap == Gap::Space
        && !document.has(at + 1, cue::MEASURE | cue::DURATION | cue::AGE_UNIT)
        && !document.sign(at + 1, b':')
        && !document.sign(at + 1, b'.')
        && document.number(at).is_some_and(|n| n >= 20)
        && (document.t(at + 1).kind == Kind::Sign || document.t(at + 1).gap >= Gap::Line);
    if two || after_space { at + 1 } else { end }
}

/// A bare number after a weekday: "Tues 4".
fn bare_day(document: &Document<'_>, i: usize) -> Option<(usize, Certainty)> {
    let token = document.t(i);
    let value = document.number(i)?;
    let follows = document.t(i + 1);
    let ends = follows.kind == Kind::Sign
        && !matches!(follows.first, b':' | b'%' | b'/' | b'-')
        && !(follows.first == b'.' && document.t(i + 2).gap == Gap::None)
        || follows.gap >= Gap::Line;
    let fits = token.gap == Gap::Space && token.len() <= 2 && (1..=31).contains(&value) && ends;
    fits.then_some((i + 1, Certainty::Likely))
}

/// "the 19th", "on 5th": an ordinal that orders no noun.
fn lone_ordinal(document: &Document<'_>, i: usize, after_weekday: bool) -> Option<(usize, Certainty)> {
    let (value, end) = ordinal(document, i)?;
    if after_weekday {
        return Some((end, Certainty::Certain));
    }
    let before = document.before(i, 1);
    let figures = document.t(i).kind != Kind::Word;
    let next = document.t(end);
    if next.gap == Gap::None && (next.kind != Kind::Sign || next.is_sign(b'-')) {
        return None;
    }
    let led = document.is_any(
        i.wrapping_sub(1),
        words!["the", "on", "by", "until", "till", "til", "since", "from", "and", "to", "of", "between"],
    );
    let led_on = document.is(i.wrapping_sub(1), "the")
        && document.is_any(
            i.wrapping_sub(2),
            words![
                "on", "by", "until", "till", "since", "from", "of", "before", "after", "between", "was",
                "and", "for", "to", "died", "til",
            ],
        );
    let closed = next.kind == Kind::Sign && !matches!(next.first, b'\'' | b'"')
        || next.gap >= Gap::Line
        || next.start == usize::MAX;
    let verb_next = next.has(cue::AUX | cue::PRONOUN | cue::WHERE | cue::WITH | cue::AT_TIME)
        || document.is_any(
            end,
            words![
                "at", "when", "that", "as", "which", "she", "he", "the", "a", "my", "his", "her", "just",
                "in", "so", "after", "before", "because", "is", "it",
            ],
        );
    if figures {
        let owned = document.has(i.wrapping_sub(1), cue::OWNER | cue::ARTICLE)
            && !document.is(i.wrapping_sub(1), "the")
            || document.before(i, 1).possessive;
        let fits = led && (closed || verb_next)
            || closed && (document.is(i.wrapping_sub(1), "the") || value > 3 && !owned);
        // "the 1st and 2nd attempts", "on 1st call"
        let counted = value <= 5 && document.is_any(i.wrapping_sub(1), words!["and", "to", "of"]) && !led_on;
        return (fits && !counted && before.gap != Gap::Paragraph || fits && led_on)
            .then_some((end, Certainty::Likely));
    }
    // In words only where it can hardly be anything else: "on the twenty-first", not "the first".
    let tall = value > 12 || end > i + 1;
    (tall && led_on && (closed || verb_next)).then_some((end, Certainty::Likely))
}

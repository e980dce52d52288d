//! Ages: years, months, weeks and days of a person, by the unit they carry.

use crate::cue;
use crate::document::Document;
use crate::lexicon::Class;
use crate::token::{Gap, Kind, Shape};
use crate::{Certainty, Label};

use super::bare_age::bare;
use super::numeral::cardinal;

/// Finds an age that begins at token `i`; gives the token after it.
pub(super) fn age(document: &mut Document<'_>, i: usize) -> Option<usize> {
    if document.taken(i).is_some() || document.t(i).kind == Kind::Sign {
        return None;
    }
    let (end, certainty, reason) =
        glued(document, i).or_else(|| with_unit(document, i)).or_else(|| bare(document, i))?;
    document.claim(i..end, Label::Age, certainty, reason).then_some(end)
}

/// The token after an age, how sure it is, and why.
pub(super) type Found = (usize, Certainty, &'static str);

/// `52yo`, `4yr old`, `78F`, `91y`.
fn glued(document: &Document<'_>, i: usize) -> Option<Found> {
    if document.t(i).kind != Kind::Mixed {
        return None;
    }
    let word = document.word(i).to_ascii_lowercase();
    let digits = word.iter().take_while(|b| b.is_ascii_digit()).count();
    let tail = &word[digits..];
    if !(1..=3).contains(&digits) || document.sign(i.wrapping_sub(1), b'.') && document.joined(i) {
        return None;
    }
    let unit = matches!(
        tail,
        b"yo"
            | b"yrs"
            | b"yr"
            | b"y"
            | b"years"
            | b"year"
            | b"mth"
            | b"months"
            | b"month"
            | b"wk"
            | b"week"
            | b"weeks"
            | b"day"
            | b"days"
            | b"yrold"
            | b"yearold"
            | b"m"
            | b"f"
            | b"ys"
            | b"mths"
            | b"mo"
            | b"wks"
    );
    if tail == b"yo" || tail == b"yrold" || tail == b"yearold" {
        return Some((i + 1, Certainty::Certain, "an age"));
    }
    if !unit {
        return None;
    }
    if let Some(end) = old(document, i + 1) {
        return Some((end, Certainty::Certain, "an age"));
    }
    // "cat 2, 74F", "He was 81yrs"
    let sexed = document.word(i).last().is_some_and(|b| matches!(b, b'F' | b'M'))
        && document.sign(i.wrapping_sub(1), b',')
        && document.t(i).gap == Gap::Space
        && !(2..=5).any(|n| {
            document.is_any(
                i.wrapping_sub(n),
                words!["temp", "temperature", "hot", "fever", "pyrexial", "needle"],
            )
        });
    let been = matches!(tail, b"yrs" | b"yr" | b"years" | b"ys")
        && document.is_any(i.wrapping_sub(1), words!["was", "is"])
        && document.is_any(i.wrapping_sub(2), words!["he", "she", "they"])
        && !document.is_any(i + 1, words!["ago", "since", "on", "in", "after", "before", "with"]);
    if digits == 2
        && (been
            || matches!(tail, b"y" | b"m" | b"f")
                && (sexed || follows_person(document, i) || document.t(i).opens))
    {
        return Some((i + 1, Certainty::Likely, "an age beside a person"));
    }
    (document.has(i.wrapping_sub(1), cue::AGED) && !document.is(i.wrapping_sub(1), "turned")).then_some((
        i + 1,
        Certainty::Certain,
        "an age after 'aged'",
    ))
}

/// The token after "old" or "of age" at `i`, also over a dash.
fn old(document: &Document<'_>, i: usize) -> Option<usize> {
    let at = if document.sign(i, b'-') { i + 1 } else { i };
    if document.is_any(at, words!["old", "olds", "auld"]) {
        Some(at + 1)
    } else if document.is(at, "of") && document.is(at + 1, "age") {
        Some(at + 2)
    } else {
        None
    }
}

/// `84 years old`, `twenty-six days old`, `3 days` after "aged", `81 y/o`, `57 years` after "has".
fn with_unit(document: &Document<'_>, i: usize) -> Option<Found> {
    let (value, mut at) = cardinal(document, i)?;
    if value > 120 || joined_number(document, i) {
        return None;
    }
    if document.is(at, "and")
        && (document.is(at + 1, "a") && document.is_any(at + 2, words!["half", "bit"])
            || document.is(at + 1, "half"))
    {
        at += if document.is(at + 1, "a") { 3 } else { 2 };
    }
    if document.sign(at, b'-') && document.joined(at) {
        at += 1;
    }
    if document.is(at, "y") && document.t(at + 1).kind == Kind::Sign && document.is(at + 2, "o") {
        return Some((at + 3, Certainty::Certain, "an age"));
    }
    if document.is_any(at, words!["yo", "yrold"]) {
        return Some((at + 1, Certainty::Certain, "an age"));
    }
    if !document.has(at, cue::AGE_UNIT) || document.t(at).gap > Gap::Line {
        return None;
    }
    let mut end = at + 1;
    // "2 years and 3 months old"
    let second = if document.is(end, "and") || document.sign(end, b',') { end + 1 } else { end };
    if let Some((_, unit)) = cardinal(document, second)
        && document.has(unit, cue::AGE_UNIT)
        && (old(document, unit + 1).is_some() || document.has(i.wrapping_sub(1), cue::AGED))
    {
        end = unit + 1;
    }
    if let Some(end) = old(document, end) {
        return Some((end, Certainty::Certain, "an age"));
    }
    if document.is_any(end, words!["young"]) {
        return Some((end, Certainty::Likely, "an age"));
    }
    if document.has(i.wrapping_sub(1), cue::AGED) && !document.is_any(i.wrapping_sub(1), words!["turning"]) {
        return Some((end, Certainty::Certain, "an age after 'aged'"));
    }
    // "He has 57 years", "died at twenty-six days", "lived to 92 years".
    let died = document.is(i.wrapping_sub(1), "at")
        && (2..=3).any(|n| {
            document.is_any(
                i.wrapping_sub(n),
                words!["died", "die", "dies", "dead", "passed", "born", "lost", "death"],
            )
        });
    let has = document.is_any(i.wrapping_sub(1), words!["has", "have", "had"])
        && document.has(i.wrapping_sub(2), cue::PRONOUN)
        && value > 16
        && document.is_any(at, words!["years", "year"])
        && (document.t(end).kind == Kind::Sign
            || document.is(end, "and") && document.has(end + 1, cue::PRONOUN | cue::AUX | cue::BEING)
            || document.t(end).gap >= Gap::Line);
    let lived = document.is(i.wrapping_sub(1), "lived")
        && document.is_any(at, words!["hours", "hour", "hrs", "days"])
        && !document.is_any(end, words!["from", "away", "apart", "off", "in", "by"]);
    // "baby Aaliyah 11 weeks brought in": straight after a name, where nothing counts the time from or to.
    let named = figures_only(document, i)
        && document.t(i).gap == Gap::Space
        && (is_name_like(document, i.wrapping_sub(1))
            || document.is_any(i.wrapping_sub(1), words!["woman", "man", "lady", "male", "female", "pt"])
                && document.is_any(at, words!["years", "yrs", "yr"])
                && document.t(end).kind == Kind::Sign
            || document.has(i.wrapping_sub(2), cue::TITLE | cue::KIN)
                && document.t(i.wrapping_sub(1)).class.is_unknown())
        && !document.has(i.wrapping_sub(1), cue::AUX | cue::DEED | cue::WITH)
        && !document.is_any(
            end,
            words![
                "ago",
                "later",
                "after",
                "before",
                "of",
                "on",
                "since",
                "post",
                "into",
                "pregnant",
                "from",
                "until",
                "gestation",
                "worth",
                "without",
                "straight",
                "notice",
                "running",
            ],
        );
    // "a girl, 6 weeks, brought": set off by commas after a person.
    let set_off = figures_only(document, i)
        && matches!(document.before(i, 1).first, b',' | b'(')
        && document.t(end).kind == Kind::Sign
        && matches!(document.t(end).first, b',' | b')' | b'.')
        && (is_name_like(document, i.wrapping_sub(2))
            || document.has(i.wrapping_sub(2), cue::PERSON | cue::KIN))
        && value > 0;
    (died || has || lived || named || set_off).then_some((end, Certainty::Likely, "an age"))
}

fn figures_only(document: &Document<'_>, i: usize) -> bool {
    document.t(i).kind == Kind::Number && document.t(i).len() <= 2
}

/// Whether the figures at `i` are part of a longer number: `3.5`, `7/10`, `10-12`.
pub(super) fn joined_number(document: &Document<'_>, i: usize) -> bool {
    document.joined(i)
        && matches!(document.before(i, 1).first, b'.' | b'/' | b':' | b'-' | b'+' | b'_' | b'#' | b'x')
        && document.t(i.wrapping_sub(2)).kind != Kind::Sign
        && i > 1
}

/// Whether a token looks like the name of a person.
pub(super) fn is_name_like(document: &Document<'_>, i: usize) -> bool {
    let token = document.t(i);
    token.kind == Kind::Word
        && (token.class.is_unknown() && (1..=2).any(|n| document.has(i.wrapping_sub(n), cue::TITLE))
            || token.class.any(Class::GIVEN | Class::FAMILY) && !token.class.any(Class::COMMON)
            || token.is_capital()
                && token.shape == Shape::Title
                && !token.opens
                && (token.class.is_unknown()
                    || document.has(i.wrapping_sub(1), cue::TITLE)
                    || document.sign(i.wrapping_sub(1), b'-') && document.joined(i))
                && !token.has(cue::NUMBERED | cue::MONTH | cue::WEEKDAY))
}

/// Whether the token before `i` is a name or a word for a person, within a few words.
pub(super) fn follows_person(document: &Document<'_>, i: usize) -> bool {
    (1..=3).any(|n| {
        let j = i.wrapping_sub(n);
        let blocked = (1..n).any(|m| {
            document.t(i.wrapping_sub(m)).kind == Kind::Sign
                && !matches!(document.t(i.wrapping_sub(m)).first, b')' | b'"' | b'.' | b'(')
        });
        let person = document.has(j, cue::KIN | cue::PERSON) && n <= 2
            || is_name_like(document, j)
            || document.is_any(j, words!["male", "female"]);
        person && !blocked
    })
}

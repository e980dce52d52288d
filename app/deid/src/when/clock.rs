//! Times on the clock, in figures.

use crate::cue;
use crate::document::Document;
use crate::token::{Gap, Kind};
use crate::{Certainty, Label};

use super::clock_words::in_words;
use super::numeral::is_year;

/// Finds a time that begins at token `i`; gives the token after it.
pub(super) fn time(document: &mut Document<'_>, i: usize) -> Option<usize> {
    if document.taken(i).is_some() || document.t(i).kind == Kind::Sign {
        return None;
    }
    let (start, end, certainty, reason) = if let Some(end) = figures_with_unit(document, i) {
        (i, end, Certainty::Certain, "a time with am, pm or hours")
    } else if let Some((end, certainty)) = hours_and_minutes(document, i) {
        (i, end, certainty, "figures written like a time")
    } else if let Some((end, certainty)) = military(document, i) {
        (i, end, certainty, "four figures where a time would stand")
    } else if let Some((end, certainty)) = in_words(document, i) {
        (i, end, certainty, "a time in words")
    } else {
        return None;
    };
    document.claim(start..end, Label::Time, certainty, reason).then_some(end)
}

/// The token after `am`, `p.m.`, `hrs` at `i`.
pub(super) fn unit(document: &Document<'_>, i: usize) -> Option<usize> {
    if document.t(i).gap > Gap::Line {
        return None;
    }
    if document.is_any(i, words!["am", "pm", "hrs", "oclock", "o'clock", "hr", "ish"]) {
        return Some(i + 1);
    }
    if document.is_any(i, words!["h", "hours"]) {
        return Some(i + 1);
    }
    if document.is_any(i, words!["a", "p"]) && document.sign(i + 1, b'.') && document.is(i + 2, "m") {
        let stop = document.sign(i + 3, b'.')
            && !document.t(i + 4).is_capital()
            && document.t(i + 4).gap == Gap::Space;
        return Some(if stop { i + 4 } else { i + 3 });
    }
    if document.is_any(i, words!["a", "p"]) && document.is(i + 1, "m") && document.t(i + 1).gap == Gap::Space
    {
        return Some(i + 2);
    }
    (document.is(i, "o")
        && (document.is(i + 1, "clock")
            || document.t(i + 1).kind == Kind::Sign && document.is(i + 2, "clock")))
    .then_some(i + 2)
}

fn is_clock(hour: u32, minute: u32) -> bool {
    hour <= 24 && minute < 60
}

/// `3am`, `4.20am`, `1847hrs`, `9 PM`, `two o'clock` (in figures).
fn figures_with_unit(document: &Document<'_>, i: usize) -> Option<usize> {
    let token = document.t(i);
    if token.kind == Kind::Mixed {
        let (value, digits) = leading(document.word(i))?;
        let tail = document.word(i)[digits..].to_ascii_lowercase();
        let clocked = matches!(tail.as_slice(), b"am" | b"pm" | b"hrs" | b"a" | b"p" | b"h" | b"ish" | b"hr");
        let long = matches!(tail.as_slice(), b"hrs" | b"h" | b"hr");
        let dotted = matches!(tail.as_slice(), b"a" | b"p")
            && (!document.sign(i + 1, b'.') || !document.is(i + 2, "m"));
        let fits = match digits {
            1 | 2 => value <= 12 && !long && value > 0,
            3 | 4 => is_clock(value / 100, value % 100),
            _ => false,
        };
        if !clocked || dotted || !fits {
            return prefixed_h(document, i);
        }
        return Some(if matches!(tail.as_slice(), b"a" | b"p") { i + 3 } else { i + 1 });
    }
    let value = document.number(i)?;
    let fits = match token.len() {
        1 | 2 => (1..=12).contains(&value),
        3 | 4 => is_clock(value / 100, value % 100),
        _ => false,
    };
    // "12 hours" lasts; "1430 hours" is a time.
    let lasts = token.len() <= 2 && document.is_any(i + 1, words!["h", "hours", "hrs", "hr"]);
    if !fits || lasts || document.sign(i.wrapping_sub(1), b'.') && document.joined(i) {
        return None;
    }
    unit(document, i + 1)
}

/// `14h30`, `9h`.
fn prefixed_h(document: &Document<'_>, i: usize) -> Option<usize> {
    let word = document.word(i).to_ascii_lowercase();
    let parts: Vec<&[u8]> = word.split(|b| *b == b'h').collect();
    let [hour, minute] = parts.as_slice() else { return None };
    let digits = |part: &[u8]| {
        (part.len() <= 2 && part.iter().all(u8::is_ascii_digit))
            .then(|| part.iter().fold(0, |n, b| n * 10 + u32::from(b - b'0')))
    };
    let fits = !hour.is_empty() && minute.len() == 2 && is_clock(digits(hour)?, digits(minute)?);
    fits.then_some(i + 1)
}

fn leading(word: &[u8]) -> Option<(u32, usize)> {
    let digits = word.iter().take_while(|b| b.is_ascii_digit()).count();
    let value = std::str::from_utf8(word.get(..digits.min(9))?).ok()?.parse().ok()?;
    Some((value, digits))
}

/// `14:06`, `8.15`, `02;15`, with what follows of `am` or `hrs`.
fn hours_and_minutes(document: &Document<'_>, i: usize) -> Option<(usize, Certainty)> {
    let hour = document.number(i)?;
    let sign = document.t(i + 1);
    let joint = sign.kind == Kind::Sign && matches!(sign.first, b':' | b'.' | b';') && sign.gap == Gap::None;
    let minute = document.t(i + 2);
    if !joint || minute.gap != Gap::None || document.t(i).len() > 2 {
        return None;
    }
    if document.sign(i.wrapping_sub(1), sign.first) && document.joined(i)
        || document.sign(i.wrapping_sub(1), b'+') && document.joined(i)
    {
        return None;
    }
    let (value, digits) = leading(document.word(i + 2))?;
    if digits != 2 || !is_clock(hour, value) {
        return None;
    }
    let tail = document.word(i + 2)[2..].to_ascii_lowercase();
    if minute.kind == Kind::Mixed {
        if matches!(tail.as_slice(), b"a" | b"p") && document.sign(i + 3, b'.') && document.is(i + 4, "m") {
            return Some((i + 5, Certainty::Certain));
        }
        return matches!(tail.as_slice(), b"am" | b"pm" | b"hrs" | b"h" | b"hr")
            .then_some((i + 3, Certainty::Certain));
    }
    if let Some(end) = unit(document, i + 3)
        .filter(|_| sign.first != b'.' || !document.is_any(i + 3, words!["h", "hours", "hr"]))
    {
        return Some((end, Certainty::Certain));
    }
    let seconds = document.sign(i + 3, b':')
        && document.t(i + 4).kind == Kind::Number
        && document.t(i + 4).gap == Gap::None;
    if sign.first == b':' {
        let ratio = document.t(i).len() == 1 && hour == 1 && matches!(value, 10 | 0);
        let score = document.sign(i + 3, b',')
            && document.t(i + 3).gap == Gap::None
            && document.t(i + 4).kind == Kind::Number
            && document.t(i + 4).gap == Gap::None;
        return (!ratio && !score).then_some((if seconds { i + 5 } else { i + 3 }, Certainty::Certain));
    }
    // With a dot it may be a dose or a decimal: the words around must say.
    let measured = document.has(i + 3, cue::MEASURE | cue::DURATION)
        || document.sign(i + 3, b'%')
        || document.sign(i + 3, b'/') && document.t(i + 3).gap == Gap::None
        || document.sign(i + 3, b'.')
            && document.t(i + 4).kind == Kind::Number
            && document.t(i + 4).gap == Gap::None;
    let led = document.has(i.wrapping_sub(1), cue::AT_TIME)
        && !document.is_any(i.wrapping_sub(1), words!["to", "from", "on", "of", "off", "since"])
        || document.is_any(i.wrapping_sub(1), words!["the", "from", "to"])
            && hour > 0
            && document.t(i).len() == 2;
    let set_off = sign.first == b'.'
        && (document.sign(i.wrapping_sub(1), b',')
            || document.t(i).opens
            || document.sign(i.wrapping_sub(1), b'('))
        && (document.sign(i + 3, b',') || document.t(i + 3).gap >= Gap::Line || document.sign(i + 3, b')'));
    let day_part = document.is_any(i + 3, words!["in", "this", "that"])
        && document.is_any(i + 4, words!["the", "morning", "afternoon", "night", "evening"]);
    let dated = document.taken(i.wrapping_sub(1)) == Some(Label::Date)
        || document.taken(i.wrapping_sub(2)) == Some(Label::Date)
            && document.t(i.wrapping_sub(1)).kind == Kind::Sign;
    let round = sign.first == b'.'
        && value % 5 == 0
        && hour > 0
        && document.t(i.wrapping_sub(1)).class.any(crate::lexicon::Class::COMMON)
        && !document.is_any(
            i.wrapping_sub(1),
            words![
                "of",
                "was",
                "is",
                "level",
                "score",
                "potassium",
                "lactate",
                "temp",
                "rate",
                "than",
                "over",
                "under",
                "ratio",
                "by",
                "dose",
                "gas",
                "acid",
                "glucose",
                "sodium",
            ],
        )
        && (document.t(i + 3).kind == Kind::Sign && document.t(i + 3).first != b'-'
            || document.is_any(i + 3, words!["on", "for", "and", "when", "that"])
            || document.t(i + 3).gap >= Gap::Line);
    let late = sign.first == b'.'
        && (13..=23).contains(&hour)
        && value % 5 == 0
        && document.t(i.wrapping_sub(1)).kind == Kind::Word
        && document.t(i).gap == Gap::Space
        && document.t(i + 3).kind == Kind::Sign
        && !document.is_any(
            i.wrapping_sub(1),
            words![
                "of", "was", "is", "level", "score", "hb", "ph", "temp", "rate", "than", "over", "under",
                "weight", "bmi", "crp", "urea", "glucose", "bm", "lactate", "to", "costs", "cost", "paid",
            ],
        );
    let padded = document.t(i).len() == 2 && document.word(i).first() == Some(&b'0');
    (!measured && (led || set_off || day_part || dated || padded || round || late))
        .then_some((i + 3, Certainty::Likely))
}

/// `0713`, `1430`: four figures where a time would stand.
fn military(document: &Document<'_>, i: usize) -> Option<(usize, Certainty)> {
    let value = document.number(i)?;
    let token = document.t(i);
    let tight = document.t(i + 1).kind == Kind::Sign
        && document.t(i + 1).gap == Gap::None
        && matches!(document.t(i + 1).first, b'/' | b'-' | b'.' | b':')
        && document.t(i + 2).gap == Gap::None
        && document.t(i + 2).kind != Kind::Sign;
    let tight_before = token.gap == Gap::None
        && i > 0
        && !matches!(document.before(i, 1).first, b'(' | b'"' | b'@' | b'~' | b'\'' | b'-');
    if token.len() != 4 || !is_clock(value / 100, value % 100) || tight || tight_before {
        return None;
    }
    let before = document.before(i, 1);
    let numbered = (1..=3).any(|n| {
        document.has(i.wrapping_sub(n), cue::STOCK_CUE | cue::STAFF_CUE | cue::RECORD_CUE | cue::PHONE_CUE)
            && !document.is_any(
                i.wrapping_sub(n),
                words![
                    "call",
                    "ring",
                    "rang",
                    "ed",
                    "pt",
                    "patient",
                    "contact",
                    "line",
                    "unit",
                    "hospital",
                    "job",
                    "register",
                    "registered",
                    "lift",
                    "crash",
                    "police",
                    "cell",
                    "prison",
                ],
            )
    });
    let measured = document.has(i + 1, cue::MEASURE) || document.sign(i + 1, b'%');
    // 2222 and 3333 are the numbers that call a crash team.
    let crash = matches!(value, 2222 | 3333 | 1111) && !document.is_any(i.wrapping_sub(1), words!["at"]);
    if crash || numbered || measured {
        return None;
    }
    let leading_zero = document.word(i).first() == Some(&b'0');
    let led = before.has(cue::AT_TIME)
        && !document.is_any(i.wrapping_sub(1), words!["about", "on", "of", "in", "from", "since"]);
    let year_like = is_year(document, i);
    if year_like {
        // 1930 and 2015 may be years: only "at" says they are not.
        let at = document.is_any(
            i.wrapping_sub(1),
            words![
                "at", "@", "approx", "circa", "timed", "lands", "landed", "arrives", "arrived", "stopped",
                "died", "started", "called", "til", "till", "until",
            ],
        ) || before.is_sign(b'@');
        // Among other times in four figures, what no "in" or "since" makes a year is a time.
        let among = (1..=40).any(|n| {
            [i.wrapping_sub(n), i + n].iter().any(|&j| {
                document.taken(j) == Some(Label::Time) && document.t(j).kind != Kind::Word
                    || document.t(j).kind == Kind::Number
                        && document.t(j).len() == 4
                        && document.taken(j).is_none()
                        && document.word(j).first() == Some(&b'0')
                        && document.number(j).is_some_and(|n| n > 0 && is_clock(n / 100, n % 100))
            })
        });
        let shift = document
            .is_any(i.wrapping_sub(1), words!["on", "off", "finished", "start", "started", "shift"])
            && (1..=4)
                .any(|n| document.is_any(i.wrapping_sub(n), words!["shift", "came", "clocked", "finished"]));
        let yearly = before.has(cue::MONTH)
            || document.taken(i.wrapping_sub(1)) == Some(Label::Date)
            || document.is_any(
                i.wrapping_sub(1),
                words![
                    "in",
                    "since",
                    "the",
                    "of",
                    "from",
                    "year",
                    "summer",
                    "winter",
                    "spring",
                    "autumn",
                    "christmas",
                    "easter",
                    "a",
                    "until",
                    "till",
                    "before",
                    "after",
                    "to",
                    "about",
                ],
            );
        return (at || shift || among && !yearly).then_some((i + 1, Certainty::Likely));
    }
    let list = before.has(cue::AT_TIME | cue::WHERE)
        || before.is_sign(b',')
        || before.is_sign(b'@')
        || before.is_sign(b'(')
        || before.is_sign(b'-')
        || token.opens
        || document.taken(i.wrapping_sub(1)) == Some(Label::Date)
        || document.taken(i.wrapping_sub(2)) == Some(Label::Time)
        || document.taken(i + 1) == Some(Label::Date)
        || document.is(i + 1, "on") && document.taken(i + 2) == Some(Label::Date)
        || document.is_any(i.wrapping_sub(1), words!["put", "the", "then", "is", "was"]);
    let closed = document.t(i + 1).kind == Kind::Sign
        || document.t(i + 1).gap >= Gap::Line
        || document.t(i + 1).has(cue::WHERE | cue::WITH | cue::PRONOUN)
        || i + 1 >= document.len();
    (led || leading_zero && value > 0 || list || closed && value > 100 && value % 50 != 0)
        .then_some((i + 1, if led { Certainty::Certain } else { Certainty::Likely }))
}

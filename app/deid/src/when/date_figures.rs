//! Dates written in figures, with the month as a number.

use crate::Certainty;
use crate::cue;
use crate::document::Document;
use crate::token::{Gap, Kind};

/// `22/04/23`, `11.04.20`, `2024-01-14`, `18/09`, `4.xi.22`.
pub(super) fn numeric(document: &Document<'_>, i: usize, after_weekday: bool) -> Option<(usize, Certainty)> {
    let first = document.number(i)?;
    let (sign, joint) = (document.t(i + 1).first, document.t(i + 1).kind == Kind::Sign);
    let tight = |j: usize| document.t(j).gap == Gap::None;
    let spaced = document.t(i + 1).gap == Gap::Space
        && document.t(i + 2).gap == Gap::Space
        && sign != b'-'
        && sign != b'.';
    if !joint || !matches!(sign, b'/' | b'.' | b'-') || !(tight(i + 1) && tight(i + 2) || spaced) {
        return None;
    }
    if document.sign(i.wrapping_sub(1), sign) && document.joined(i) {
        return None;
    }
    let roman = document
        .is_any(i + 2, words!["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]);
    let second = document.number(i + 2).or_else(|| roman.then_some(1));
    let third = document.sign(i + 3, sign) && (tight(i + 3) && tight(i + 4) || spaced)
        || document.sign(i + 3, b'/') && tight(i + 3);
    if third
        && let (Some(second), Some(third)) = (second, document.number(i + 4))
        && !(document.sign(i + 5, sign)
            && tight(i + 5)
            && document.t(i + 6).kind == Kind::Number
            && tight(i + 6))
    {
        let length = document.t(i + 4).len();
        let year_last = (1..=31).contains(&first)
            && (1..=31).contains(&second)
            && (first <= 12 || second <= 12)
            && (length == 2 || length == 4 && (1880..=2099).contains(&third));
        let year_first = document.t(i).len() == 4
            && (1880..=2099).contains(&first)
            && (1..=12).contains(&second)
            && (1..=31).contains(&third);
        if year_last || year_first {
            return Some((i + 5, Certainty::Certain));
        }
        return None;
    }
    let second = second?;
    let (a, b) = (document.t(i).len(), document.t(i + 2).len());
    let fits = (1..=31).contains(&first)
        && ((1..=12).contains(&second) || (13..=31).contains(&second) && first <= 12)
        && a <= 2
        && b <= 2;
    if !fits
        || document.t(i + 3).gap == Gap::None
            && (document.sign(i + 3, sign) || document.sign(i + 3, b'%') || document.sign(i + 3, b':'))
            && document.t(i + 4).gap == Gap::None
    {
        return None;
    }
    if after_weekday && sign != b'.' {
        return Some((i + 3, Certainty::Certain));
    }
    let counted = document.has(i + 3, cue::MEASURE | cue::DURATION | cue::AGE_UNIT)
        || document.is_any(i + 3, words!["pain", "score", "weeks", "of", "power", "gcs", "reps"]);
    let before = document.is_any(
        i.wrapping_sub(1),
        words![
            "on", "by", "died", "d", "dob", "from", "until", "till", "since", "born", "b", "dod", "the",
            "dated", "rip", "admitted", "seen", "visit", "review", "due", "til", "adm",
        ],
    ) || document
        .is_any(i.wrapping_sub(2), words!["d", "dob", "dod", "born", "b", "on", "date"])
        && document.t(i.wrapping_sub(1)).kind == Kind::Sign
        || document.sign(i.wrapping_sub(1), b'-') && document.t(i.wrapping_sub(1)).gap >= Gap::Line
        || document.t(i).opens && sign == b'/' && document.t(i).gap >= Gap::Line;
    let scored = document.is_any(
        i.wrapping_sub(1),
        words![
            "score", "scored", "pain", "gcs", "was", "power", "rated", "apgar", "apgars", "at", "to", "a",
            "about",
        ],
    ) || document.is_any(i.wrapping_sub(1), words!["of", "is", "were"])
        && document.is_any(
            i.wrapping_sub(2),
            words![
                "score", "scores", "scored", "gcs", "apgar", "apgars", "news", "mews", "pain", "total",
                "result",
            ],
        );
    let padded = sign == b'/'
        && b == 2
        && (a == 2 || document.word(i + 2).first() == Some(&b'0'))
        && document.word(i + 2).first().is_some_and(|d| *d == b'0' || second >= 10)
        && !(second == 10 && first <= 10)
        && !scored;
    if counted
        || scored
        || sign == b'.' && !document.is_any(i.wrapping_sub(1), words!["on", "dob", "dated"])
        || sign == b'-' && !document.is_any(i.wrapping_sub(1), words!["on", "dob"])
    {
        return None;
    }
    // "19/1;" can hardly be a score; n/7, n/12 and n/52 count days, months and weeks.
    let tall =
        sign == b'/' && first > 12 && !matches!(second, 7 | 12) && document.t(i + 3).kind == Kind::Sign;
    (before || padded || tall).then_some((i + 3, if before { Certainty::Certain } else { Certainty::Likely }))
}

/// Six or eight figures after "dob": `dob 110891`.
pub(super) fn compact(document: &Document<'_>, i: usize) -> Option<(usize, Certainty)> {
    let token = document.t(i);
    let born = (1..=3).any(|n| document.is_any(i.wrapping_sub(n), words!["dob", "born", "birth", "dod"]));
    let fits = token.kind == Kind::Number && matches!(token.len(), 6 | 8) && born;
    fits.then_some((i + 1, Certainty::Certain))
}

//! Times on the clock, told in words.

use crate::Certainty;
use crate::cue;
use crate::document::Document;
use crate::token::{Kind, Shape};

use super::clock::unit;
use super::numeral::words;

/// "ten past six", "half eight", "quarter to three", "two minutes to six", "noon", "four in the morning".
pub(super) fn in_words(document: &Document<'_>, i: usize) -> Option<(usize, Certainty)> {
    if document.is_any(i, words!["noon", "midday", "midnight"]) {
        let vague = document.is_any(i.wrapping_sub(1), words!["after", "by"])
            && document.is(i, "noon")
            && document.joined(i);
        let ish = document.sign(i + 1, b'-') && document.is(i + 2, "ish") && document.joined(i + 2);
        if ish {
            return Some((i + 3, Certainty::Likely));
        }
        let joined = document.is_any(i + 1, words!["mass", "feast", "meal", "snack", "shift"])
            || document.sign(i + 1, b'-') && document.joined(i + 1);
        let certainty = if document.is(i, "midnight") { Certainty::Likely } else { Certainty::Certain };
        return (!vague && !joined).then_some((i + 1, certainty));
    }
    let shape = document.t(i).shape;
    let head = match document.t(i).kind {
        Kind::Number => document.number(i).filter(|n| (1..=59).contains(n)).map(|_| i + 1),
        Kind::Word if document.is_any(i, words!["half", "quarter"]) => Some(i + 1),
        Kind::Word if document.is(i, "a") && document.is(i + 1, "quarter") => None,
        Kind::Word => words(document, i).map(|(_, end)| end),
        _ => None,
    }?;
    // "two o'clock", "six pm" in words.
    if shape != Shape::Camel
        && document.t(i).kind == Kind::Word
        && words(document, i).is_some_and(|(n, _)| (1..=12).contains(&n))
    {
        if let Some(end) =
            unit(document, head).filter(|_| !document.is_any(head, words!["h", "hours", "hrs", "hr"]))
        {
            return Some((end, Certainty::Certain));
        }
        let part = document.is_any(head, words!["in", "this"])
            && (document.is(head + 1, "the")
                && document.is_any(head + 2, words!["morning", "afternoon", "evening", "morn", "mornin"])
                || document.is(head, "this")
                    && document.is_any(head + 1, words!["morning", "afternoon", "evening"]))
            || document.is(head, "at") && document.is_any(head + 1, words!["night", "nite"]);
        let led = document.has(i.wrapping_sub(1), cue::AT_TIME)
            && !document.is_any(i.wrapping_sub(1), words!["from", "on", "off", "between", "and", "since"]);
        if part && (led || document.is_any(head, words!["in"]) || document.is(head, "at")) {
            return Some((head, Certainty::Likely));
        }
        // "four thirty", "eleven forty-five"
        if let Some((minute, end)) = words(document, head)
            && (10..60).contains(&minute)
            && led
            && !document.has(end, cue::MEASURE | cue::DURATION)
        {
            return Some((end, Certainty::Likely));
        }
    }
    let mut at = past_and(document, i, head);
    let counts = at;
    if document.is_any(at, words!["minutes", "minute", "mins", "min"]) {
        at += 1;
    }
    let small = document.is_any(i, words!["half", "quarter"]);
    let joint = document.is_any(at, words!["past", "to", "after", "before"]);
    // "She'd gone at ten to."
    let bare = document.is_any(at, words!["past", "to"])
        && document.t(at + 1).kind == Kind::Sign
        && document.has(i.wrapping_sub(1), cue::AT_TIME)
        && (small || minutes(document, i, counts).is_some_and(|n| n % 5 == 0 && n <= 25));
    if bare && at == counts {
        return Some((at + 1, Certainty::Likely));
    }
    if document.is(i, "half")
        && words(document, at).is_some_and(|(n, _)| (1..=12).contains(&n))
        && document.has(i.wrapping_sub(1), cue::AT_TIME | cue::DEED)
        && !words(document, at).is_some_and(|(_, end)| document.has(end, cue::MEASURE | cue::DURATION))
    {
        return words(document, at).map(|(_, end)| (end, Certainty::Likely));
    }
    if !joint {
        return None;
    }
    let (hour, end) = words(document, at + 1)
        .or_else(|| document.number(at + 1).map(|n| (n, at + 2)))
        .or_else(|| document.is_any(at + 1, words!["midnight", "midday", "noon"]).then_some((12, at + 2)))?;
    let past = document.is(at, "past") || small && document.is_any(at, words!["to", "after"]);
    // "five to six patients", "ten to twelve weeks": a range, unless minutes are named or a time is led in.
    let counted = document.has(end, cue::MEASURE | cue::DURATION | cue::AGE_UNIT)
        || document.t(end).kind == Kind::Word
            && !document.t(end).has(cue::AUX | cue::WHERE | cue::WITH | cue::PRONOUN | cue::AT_TIME)
            && !document.is_any(
                end,
                words!["in", "on", "when", "that", "the", "this", "as", "if", "my", "so", "last"],
            );
    let named = at > head;
    let led = document.has(i.wrapping_sub(1), cue::AT_TIME);
    let middle = document.is_any(at + 1, words!["midnight", "midday", "noon"]);
    // "twenty-five to eight," is hardly a range.
    let fifth = minutes(document, i, counts).is_some_and(|n| n % 5 == 0 && n <= 30) && hour <= 12;
    let ends = document.t(end).kind == Kind::Sign || document.t(end).gap >= crate::token::Gap::Line;
    let told = named && !document.has(end, cue::MEASURE | cue::DURATION | cue::AGE_UNIT)
        || (led || fifth && ends && !document.t(end).is_sign(b'%')) && !counted
        || middle;
    let fits =
        (1..=12).contains(&hour) && (past || told && document.is_any(at, words!["to", "before", "after"]));
    let end = unit(document, end).unwrap_or(end);
    fits.then_some((end, Certainty::Certain))
}

/// The token after "five and twenty", with dashes or without, if "five" ends at `head`.
fn past_and(document: &Document<'_>, i: usize, head: usize) -> usize {
    let dash = |at: usize| at + usize::from(document.sign(at, b'-') && document.joined(at));
    let and = dash(head);
    let twenty = dash(and + 1);
    let fits = document.is(i, "five") && document.is(and, "and") && document.is(twenty, "twenty");
    if fits { twenty + 1 } else { head }
}

/// How many minutes a head tells that goes from `i` to `end`.
fn minutes(document: &Document<'_>, i: usize, end: usize) -> Option<u32> {
    if let Some(n) = document.number(i) {
        return Some(n);
    }
    let (n, head) = words(document, i)?;
    Some(if head < end { n + 20 } else { n })
}

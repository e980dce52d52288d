//! People written as initials, and names spelt letter by letter.

use crate::cue;
use crate::document::{Case, Document};
use crate::token::{Gap, Kind, Shape};
use crate::words::Word;
use crate::{Certainty, Label};

const NO_ONE: &[Word] = words![
    "am", "pm", "eg", "ie", "ps", "nb", "uk", "us", "gp", "dob", "rip", "nhs", "ot", "pt", "iv", "im", "sc",
    "tv", "ok", "ba", "bsc", "ma", "phd", "id", "od", "bd", "qds", "tds", "prn", "po", "pr", "sl", "usa",
    "eu", "ac", "ad", "bc", "ed", "dna", "cpr",
];

pub(super) fn scan(document: &mut Document<'_>) {
    let mut i = 0;
    let mut pairs = Vec::new();
    while i < document.len() {
        if let Some(end) = dotted(document, i).or_else(|| spelt(document, i)) {
            i = end;
        } else if let Some(end) = bare(document, i) {
            if document.t(i).len() == 2 && pairs.len() < 20 {
                pairs.push(document.t(i).hash);
            }
            i = end;
        } else {
            i += 1;
        }
    }
    // The same two capitals elsewhere are the same person.
    if pairs.is_empty() {
        return;
    }
    for i in 0..document.len() {
        let token = document.t(i);
        if token.kind == Kind::Word && token.shape == Shape::Upper && pairs.contains(&token.hash) {
            document.claim(
                i..i + 1,
                Label::Name,
                Certainty::Likely,
                "the same initials as elsewhere in the text",
            );
        }
    }
}

fn letter(document: &Document<'_>, i: usize) -> bool {
    let token = document.t(i);
    token.kind == Kind::Word && token.len() == 1 && document.taken(i).is_none()
}

/// `J.S.`, `J. S.`, `A.G. Parry` (the surname is joined later).
fn dotted(document: &mut Document<'_>, i: usize) -> Option<usize> {
    if !letter(document, i)
        || !document.t(i).is_capital()
        || !document.sign(i + 1, b'.')
        || document.joined(i) && document.before(i, 1).kind != Kind::Sign
    {
        return None;
    }
    let mut letters = vec![document.t(i).first.to_ascii_lowercase()];
    let mut end = i + 1;
    while document.sign(end, b'.')
        && document.joined(end)
        && letter(document, end + 1)
        && document.t(end + 1).gap <= Gap::Space
        && document.t(end + 1).is_capital()
        && letters.len() < 4
        && (document.joined(end + 1) || !document.is(end + 1, "i"))
    {
        letters.push(document.t(end + 1).first.to_ascii_lowercase());
        end += 2;
    }
    let known = NO_ONE.contains(&Word::of(&letters));
    let titled = (1..=2).any(|n| document.has(i.wrapping_sub(n), cue::TITLE));
    if letters.len() < 2 || known || titled || document.case(i) == Case::Upper && letters.len() == 3 {
        return None;
    }
    // A surname follows: the span builder takes all.
    let next = document.t(end + 1);
    if next.kind == Kind::Word
        && next.shape == Shape::Title
        && next.gap <= Gap::Space
        && next.len() > 2
        && !next.class.any(crate::lexicon::Class::COMMON)
    {
        return None;
    }
    let stop = if document.sign(end, b'.') && document.joined(end) { end + 1 } else { end };
    document.claim(i..stop, Label::Name, Certainty::Likely, "initials").then_some(stop)
}

/// `S-M-I-T-H`, `A d a e z e`.
fn spelt(document: &mut Document<'_>, i: usize) -> Option<usize> {
    if !letter(document, i) {
        return None;
    }
    let (mut end, mut letters) = (i + 1, 1);
    let joint = document.t(end).first;
    loop {
        let signed = document.t(end).kind == Kind::Sign
            && matches!(joint, b'-' | b'.' | b' ')
            && document.t(end).first == joint;
        let next = if signed { end + 1 } else { end };
        if !letter(document, next)
            || document.t(next).gap > Gap::Space
            || document.is(next, "i") && !signed && letters < 2
        {
            break;
        }
        letters += 1;
        end = next + 1;
    }
    if letters < 4 {
        return None;
    }
    document.claim(i..end, Label::Name, Certainty::Likely, "a name spelt letter by letter").then_some(end)
}

/// `patient JS`, `"MC"` after "known as", `resident K`.
fn bare(document: &mut Document<'_>, i: usize) -> Option<usize> {
    let token = *document.t(i);
    if token.kind != Kind::Word
        || token.len() > 3
        || token.shape == Shape::Lower
        || document.taken(i).is_some()
        || document.case(i) == Case::Upper
    {
        return None;
    }
    let known = !token.class.is_unknown()
        && !token.class.any(crate::lexicon::Class::GIVEN | crate::lexicon::Class::FAMILY);
    let capitals = token.shape == Shape::Upper || token.len() == 1;
    let acronym = document.is_any(i, NO_ONE)
        || token.len() == 1 && document.is_any(i, words!["i", "a", "x", "o"])
        || known;
    if !capitals || acronym {
        return None;
    }
    let mut j = i.checked_sub(1)?;
    let quoted = document.sign(j, b'"') || document.sign(j, b'\'');
    if quoted {
        j = j.checked_sub(1)?;
    }
    if document.has(j, cue::BEING) && document.has(j.wrapping_sub(1), cue::PERSON) && token.len() == 2 {
        j = j.wrapping_sub(1);
    }
    let named = document.has(j, cue::NAMING)
        || document.is(j, "as") && document.has(j.wrapping_sub(1), cue::NAMING)
        || (1..=5).any(|n| quoted && document.is(i.wrapping_sub(n), "known"));
    let person = document.has(j, cue::PERSON | cue::KIN)
        && !document.is_any(
            j,
            words!["gp", "hca", "ot", "sw", "hv", "cpn", "reg", "doctor", "nurse", "adult", "child", "gps"],
        )
        && document.t(i).gap <= Gap::Space
        && !quoted;
    let coupled = token.len() == 2
        && token.shape == Shape::Upper
        && token.class.is_unknown()
        && document.case(i) == Case::Print
        && (document.is(i + 1, "and") && document.is_any(i + 2, words!["i", "me", "myself"])
            || document.is_any(j, words!["i", "me"]) && document.is(i.wrapping_sub(2), "and")
            || document.is_any(j, words!["by", "with", "told", "asked", "cc", "thanked", "seen"])
                && (document.t(i + 1).kind == Kind::Sign || document.t(i + 1).gap >= Gap::Line));
    if coupled {
        return document
            .claim(i..i + 1, Label::Name, Certainty::Likely, "initials where a name would stand")
            .then_some(i + 1);
    }
    // Two letters and a deed: "JS died", "we washed KT".
    if !(named || person)
        || document.t(i + 1).kind == Kind::Number
            && document.t(i + 1).gap <= Gap::Space
            && !named
            && token.len() > 2
    {
        return None;
    }
    if person && token.len() == 3 {
        return None;
    }
    document
        .claim(i..i + 1, Label::Name, Certainty::Likely, "initials where a name would stand")
        .then_some(i + 1)
}

//! The search for places that carry a name or a number, and those known by the name alone: prisons, saints, houses.

use crate::document::{Case, Document};
use crate::lexicon::Class;
use crate::token::{Gap, Kind, Shape};
use crate::{Certainty, Label};

use super::headed::{head_of, headed};
use super::numbered::{numbered, tree_and_number};

/// Finds named places.
pub(crate) fn places(document: &mut Document<'_>) {
    let mut i = 0;
    while i < document.len() {
        i = prison(document, i)
            .or_else(|| head_of(document, i))
            .or_else(|| headed(document, i))
            .or_else(|| numbered(document, i))
            .or_else(|| saint(document, i))
            .or_else(|| plural_house(document, i))
            .or_else(|| tree_and_number(document, i))
            .unwrap_or(i + 1)
            .max(i + 1);
    }
}

pub(super) fn claim(
    document: &mut Document<'_>,
    tokens: std::ops::Range<usize>,
    certainty: Certainty,
    reason: &'static str,
) -> Option<usize> {
    let end = tokens.end;
    document.claim(tokens, Label::Place, certainty, reason).then_some(end)
}

/// `HMP Calderbeck`.
fn prison(document: &mut Document<'_>, i: usize) -> Option<usize> {
    if !document.is_any(i, words!["hmp", "hmyoi", "yoi", "hmp/yoi", "raf", "hms", "irc"])
        || document.t(i + 1).kind != Kind::Word
    {
        return None;
    }
    let mut end = i + 2;
    while document.t(end).kind == Kind::Word
        && document.t(end).shape == Shape::Title
        && document.t(end).gap == Gap::Space
        && document.case(i) == Case::Print
    {
        end += 1;
    }
    let named = document.t(i + 1).is_capital()
        || document.t(i + 1).class.any(Class::TOWN)
        || document.t(i + 1).class.is_unknown();
    if !named {
        return None;
    }
    claim(document, i..end, Certainty::Certain, "the name of a prison")
}

/// Whether the word before leads to a place: "on", "at", "leaving".
pub(super) fn led(document: &Document<'_>, i: usize) -> bool {
    document.is_any(
        i.wrapping_sub(1),
        words![
            "on", "at", "in", "from", "to", "of", "near", "into", "called", "leaving", "left", "by",
            "manage", "for",
        ],
    )
}

/// "St Cuthman's" without a head: a church, a hospice, a hospital.
fn saint(document: &mut Document<'_>, i: usize) -> Option<usize> {
    let print = document.case(i) == Case::Print;
    let shown = document.t(i).is_capital() || !print;
    if !document.is_any(i, words!["st", "saint", "sts"]) || !shown || document.joined(i) {
        return None;
    }
    let name = if document.sign(i + 1, b'.') { i + 2 } else { i + 1 };
    let token = document.t(name);
    let thing = document.is_any(
        name + 1,
        words!["cross", "day", "flag", "night", "eve", "medal", "wort", "ambulance", "elsewhere", "disease"],
    ) || document.is_any(name, words!["john", "johns"]) && !token.possessive;
    let named = token.kind == Kind::Word
        && token.len() > 2
        && token.gap == Gap::Space
        && (token.is_capital() || !print && token.class.any(Class::GIVEN))
        && (token.possessive || led(document, i) || document.t(i + 1).class.any(Class::GIVEN));
    if !named || thing {
        return None;
    }
    // The possessive belongs to such a name: "St Cuthman's".
    let end = token.end + if token.possessive { 2 } else { 0 };
    let bytes = document.t(i).start..end;
    let claimed = document.claim_bytes(
        bytes,
        Label::Place,
        Certainty::Likely,
        "a church, home or hospital named after a saint",
    );
    claimed.then_some(name + 1)
}

/// "at The Beeches", "from The Willows".
fn plural_house(document: &mut Document<'_>, i: usize) -> Option<usize> {
    let print = document.case(i) == Case::Print;
    if !document.is(i, "the") {
        return None;
    }
    let mid = document.is(i, "the") && document.t(i).is_capital() && print && !document.t(i).opens;
    let lower = document.is(i, "the")
        && !print
        && document.is_any(i.wrapping_sub(1), words!["at", "from", "manager"])
        && document.is_any(
            i + 1,
            words![
                "beeches",
                "willows",
                "elms",
                "oaks",
                "firs",
                "laurels",
                "cedars",
                "poplars",
                "limes",
                "hollies",
                "pines",
                "gables",
                "chestnuts",
                "birches",
                "larches",
                "hawthorns",
                "rowans",
                "sycamores",
                "maples",
                "orchards",
                "briars",
                "lindens",
                "acorns",
                "conifers",
                "beacon",
                "haven",
                "phoenix",
                "lighthouse",
            ],
        );
    if !(mid || lower) || document.t(i + 1).kind != Kind::Word || document.t(i + 1).gap > Gap::Line {
        return None;
    }
    let named = lower
        || document.t(i + 1).shape == Shape::Title
            && document.t(i + 1).len() > 3
            && !document.t(i + 1).class.any(Class::SAFE | Class::PROPER);
    if !named || document.taken(i + 1).is_some() {
        return None;
    }
    let mut end = i + 2;
    while document.t(end).kind == Kind::Word
        && document.t(end).shape == Shape::Title
        && document.t(end).gap == Gap::Space
        && print
        && end < i + 4
        && document.taken(end).is_none()
    {
        end += 1;
    }
    claim(document, i..end, Certainty::Likely, "a house or home with a name")
}

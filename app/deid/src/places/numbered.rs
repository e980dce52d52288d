//! Wards, bays, beds, rooms and cells by their number or letter.

use crate::cue;
use crate::document::{Case, Document};
use crate::lexicon::Class;
use crate::token::{Gap, Kind, Shape};
use crate::{Certainty, Label};

use super::named::claim;

/// `Ward 7`, `bay C`, `bed fourteen`, `cell C3-14`, `E Wing`.
pub(super) fn numbered(document: &mut Document<'_>, i: usize) -> Option<usize> {
    let token = *document.t(i);
    // "E Wing", "B block"
    let letter_first = token.kind != Kind::Sign
        && (token.len() == 1
            && (token.is_capital() || document.case(i) == Case::Lower && b"bcdefgh".contains(&token.first))
            || token.kind == Kind::Mixed && token.len() <= 3)
        && document.is_any(
            i + 1,
            words!["wing", "block", "landing", "ward", "houseblock", "bay", "pod", "spur", "unit"],
        )
        && document.t(i + 1).gap <= Gap::Line
        && !document.is(i, "I");
    if letter_first
        && !(document.is(i, "a") && (token.opens || document.case(i) == Case::Upper))
        && !document.is_any(i, words!["1st", "2nd", "3rd"])
    {
        return claim(document, i..i + 2, Certainty::Certain, "a wing or ward by its letter");
    }
    // "Room Snowdrop", "Ward Kestrel"
    let named = document.is_any(i, words!["room", "ward", "suite", "bay", "unit"])
        && token.shape == Shape::Title
        && document.case(i) == Case::Print
        && document.has(i + 1, cue::WARD_NAME)
        && document.t(i + 1).shape == Shape::Title
        && document.t(i + 1).gap == Gap::Space;
    // "poppy unit", "willow ward" where capitals say nothing
    let lower = document.case(i) != Case::Print
        && token.has(cue::WARD_NAME)
        && document.is_any(i + 1, words!["ward", "unit", "suite", "wing", "lodge"])
        && document.t(i + 1).gap == Gap::Space;
    if named || lower {
        return claim(document, i..i + 2, Certainty::Certain, "a ward or room with a name");
    }
    if !token.has(cue::NUMBERED) || document.taken(i).is_some() {
        return None;
    }
    let strict = document.is_any(
        i,
        words![
            "unit", "house", "level", "floor", "station", "theatre", "block", "hse", "resus", "nursery",
            "chair", "trolley", "booth",
        ],
    );
    let mut at = i + 1;
    if document.is_any(i, words!["bed", "cot", "chair"]) && document.is_any(at, words!["space", "spaces"]) {
        at += 1;
    }
    if document.is_any(at, words!["no", "number", "num"])
        || document.sign(at, b'#')
        || document.sign(at, b'.') && token.len() <= 3
    {
        at += 1;
        if document.sign(at, b'.') {
            at += 1
        }
    }
    let next = document.t(at);
    if next.gap > Gap::Line
        || document.taken(at).is_some()
            && document.taken(at) != Some(Label::HospitalNumber)
            && document.taken(at) != Some(Label::Age)
    {
        return None;
    }
    let letter = next.kind == Kind::Word
        && next.len() == 1
        && (next.is_capital()
            || document.case(i) == Case::Lower && document.is_any(at, words!["b", "c", "d", "e", "f"]));
    let pronoun = document.is_any(at, words!["i", "a"])
        && !(next.is_capital() && document.is(at, "a") && document.case(at) == Case::Print);
    let number = next.kind == Kind::Number && next.len() <= 3
        || next.kind == Kind::Mixed && next.len() <= 5 && !ends_like_time(document.word(at))
        || letter && !pronoun;
    let worded = document.has(at, cue::NUMBER_WORD)
        && !strict
        && !document.has(at + 1, cue::DURATION | cue::MEASURE)
        && !document.is_any(at, words!["one", "two", "three", "four"])
            | document.is_any(i, words!["bay", "bed", "room", "ward", "cell"])
        && !(document.is(i, "bed") && document.is(at, "one"));
    let measured = document.has(at + 1, cue::MEASURE | cue::DURATION) && next.kind == Kind::Number
        || document.sign(at + 1, b'%')
        || document.sign(at + 1, b':') && document.t(at + 2).gap == Gap::None;
    let strict_fits = !strict
        || document.is_any(
            i,
            words![
                "theatre", "resus", "house", "hse", "nursery", "unit", "block", "chair", "trolley", "booth"
            ],
        ) && (document.t(i).is_capital()
            || document.is_any(
                i,
                words!["nursery", "resus", "theatre", "block", "hse", "chair", "trolley", "booth"],
            ))
            && (next.kind != Kind::Word || letter && document.is(i, "theatre"));
    if !(number || worded) || measured || !strict_fits {
        return None;
    }
    let mut end = at + 1;
    if worded && document.sign(end, b'-') && document.has(end + 1, cue::NUMBER_WORD) {
        end += 2;
    } else if worded
        && document.is_any(at, words!["twenty", "thirty", "forty"])
        && document.has(end, cue::NUMBER_WORD)
        && document.t(end).gap == Gap::Space
        && !document.has(end + 1, cue::DURATION | cue::MEASURE | cue::PERSON)
        && !document.is(end + 1, "people")
    {
        end += 1;
    }
    // "cell C3-14", "room 2/17", "ward 11b"
    while document.t(end).kind == Kind::Sign
        && matches!(document.t(end).first, b'-' | b'/')
        && document.t(end).gap == Gap::None
        && matches!(document.t(end + 1).kind, Kind::Number | Kind::Mixed)
        && document.t(end + 1).gap == Gap::None
    {
        end += 2;
    }
    // "Ward 2 South"
    if document.is_any(i, words!["ward", "level", "unit", "wing"])
        && document.is_any(end, words!["north", "south", "east", "west"])
        && document.t(end).gap == Gap::Space
        && document.t(end).shape == document.t(i).shape
    {
        end += 1;
    }
    // "side room 3", "labour room 2", "trauma theatre B"
    let has_kind = document.is_any(
        i.wrapping_sub(1),
        words![
            "side",
            "labour",
            "delivery",
            "birthing",
            "trauma",
            "plastics",
            "segregation",
            "treatment",
            "consulting",
            "recovery",
            "isolation",
            "seclusion",
            "interview",
            "emergency",
            "viewing",
        ],
    );
    let has_kind = has_kind
        && document.t(i).gap == Gap::Space
        && document.taken(i.wrapping_sub(1)).is_none()
        && document.is_any(i, words!["room", "theatre", "cell", "bay"]);
    document.release(i..end, &[Label::HospitalNumber, Label::Age]);
    claim(
        document,
        if has_kind { i - 1 } else { i }..end,
        Certainty::Certain,
        "a ward, bay, bed or room by its number",
    )
}

fn ends_like_time(word: &[u8]) -> bool {
    let tail = word.iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
    tail >= 2
}

/// "from Maple 2", "on Kestrel 4": a name and one figure where a place would stand.
pub(super) fn tree_and_number(document: &mut Document<'_>, i: usize) -> Option<usize> {
    let token = document.t(i);
    let number = document.t(i + 1);
    let figure =
        number.kind == Kind::Number && number.len() == 1 || number.kind == Kind::Mixed && number.len() == 2;
    let shaped = token.kind == Kind::Word
        && token.shape == Shape::Title
        && !token.opens
        && figure
        && number.gap == Gap::Space
        && document.taken(i).is_none()
        && document.taken(i + 1).is_none();
    if !shaped && !token.has(cue::WARD_NAME) {
        return None;
    }
    let placed = document.is_any(i.wrapping_sub(1), words!["from", "on", "to", "in", "into", "at", "of"])
        || document.sign(i.wrapping_sub(1), b',');
    let other = token.class.any(Class::SAFE | Class::PROPER | Class::EPONYM)
        || token.has(cue::MONTH | cue::WEEKDAY)
        || document.has(i + 2, cue::MEASURE | cue::DURATION)
        || document.is_any(
            i,
            words![
                "section", "stage", "grade", "type", "phase", "band", "level", "step", "page", "figure",
                "table", "part", "chapter", "day", "week", "visit", "call", "section", "category", "cat",
                "year", "twin", "question",
            ],
        );
    let ward = token.has(cue::WARD_NAME)
        && token.kind == Kind::Word
        && token.shape == Shape::Title
        && !token.opens
        && document.case(i) == Case::Print
        && document
            .is_any(i.wrapping_sub(1), words!["on", "from", "to", "in", "at", "off", "over", "into", "onto"])
        && document.taken(i).is_none()
        && !document.t(i + 1).is_capital()
        && !document.t(i + 1).is_sign(b'-')
        && !token.possessive;
    if ward && !shaped {
        return claim(
            document,
            i..i + 1,
            Certainty::Likely,
            "a ward or unit named like a tree, bird or flower",
        );
    }
    if !shaped || !placed || other {
        return None;
    }
    claim(document, i..i + 2, Certainty::Likely, "a ward or unit by name and number")
}

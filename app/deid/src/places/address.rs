//! Addresses: flats, house names, numbers and streets.

use crate::cue;
use crate::document::{Case, Document};
use crate::lexicon::Class;
use crate::token::{Gap, Kind};
use crate::{Certainty, Label};

/// Finds addresses.
pub(crate) fn addresses(document: &mut Document<'_>) {
    let mut i = 0;
    while i < document.len() {
        let Some(mut end) = part(document, i) else {
            i += 1;
            continue;
        };
        // "Flat 6, 22 Mosedale Terrace": parts joined by commas.
        while let Some(next) = comma_after(document, end)
            .and_then(|at| part(document, at).or_else(|| house_before_street(document, at)))
        {
            end = next;
        }
        let start = house_name_before(document, i);
        let claimed = document.claim(start..end, Label::Address, Certainty::Certain, "a house or a street");
        i = if claimed { end } else { i + 1 };
    }
}

fn comma_after(document: &Document<'_>, end: usize) -> Option<usize> {
    let at = if document.sign(end, b',') { end + 1 } else { end };
    (document.sign(end, b',') || document.t(end).gap == Gap::Line)
        .then_some(at)
        .filter(|at| document.t(*at).gap <= Gap::Line)
}

/// One part of an address at `i`: the token after it.
fn part(document: &Document<'_>, i: usize) -> Option<usize> {
    if document.taken(i).is_some() {
        return None;
    }
    flat(document, i)
        .or_else(|| numbered_street(document, i))
        .or_else(|| welsh(document, i))
        .or_else(|| bare_street(document, i))
}

/// `Flat 6`, `Apartment 3b`, `Pitch 19`, `Unit 3` before more of an address, `No 12`.
fn flat(document: &Document<'_>, i: usize) -> Option<usize> {
    if !document.has(i, cue::FLAT) {
        return None;
    }
    let clear = document.is_any(
        i,
        words!["flat", "apartment", "apt", "flt", "pitch", "plot", "maisonette", "bedsit", "caravan"],
    );
    let weak = document.is_any(i, words!["unit", "no", "number", "berth", "lot"]);
    let at = if document.sign(i + 1, b'.') { i + 2 } else { i + 1 };
    let number = document.t(at);
    let numbered = number.kind == Kind::Number && number.len() <= 3
        || number.kind == Kind::Mixed && number.len() <= 4
        || number.kind == Kind::Word && number.len() == 1 && number.is_capital();
    if !(clear || weak) || !numbered || number.gap > Gap::Line || document.taken(at).is_some() {
        return None;
    }
    let more = comma_after(document, at + 1).unwrap_or(at + 1);
    let goes_on = numbered_street(document, more).is_some()
        || house_before_street(document, more).is_some()
        || named_site(document, more).is_some();
    if let Some(end) = named_site(document, more) {
        return Some(end);
    }
    if let Some(end) = numbered_street(document, more).or_else(|| house_before_street(document, more)) {
        return Some(end);
    }
    let counted = document.has(at + 1, cue::MEASURE | cue::DURATION);
    let capital = document.t(i).is_capital()
        || document.case(i) != Case::Print
        || document.is(i, "flat")
        || document.is(i, "apartment");
    (goes_on || clear && capital && !counted && !document.is(i, "caravan")).then_some(at + 1)
}

/// The words of a street's name from `i` to its type.
fn street_words(document: &Document<'_>, i: usize, numbered: bool) -> Option<usize> {
    let print = document.case(i) == Case::Print;
    for n in 0..5 {
        let at = i + n;
        let token = document.t(at);
        if n > 0 && document.sign(at, b'-') && document.joined(at)
            || document.sign(at, b'\'')
            || n > 0 && document.sign(at, b'.') && document.is(at.wrapping_sub(1), "st")
        {
            continue;
        }
        if token.kind == Kind::Mixed && document.has(at + 1, cue::STREET) && numbered {
            continue;
        }
        if token.kind != Kind::Word
            || document.taken(at).is_some()
            || token.gap > Gap::Line
            || n > 0 && token.gap == Gap::Line && !token.has(cue::STREET)
        {
            return None;
        }
        let kind = if numbered { cue::STREET | cue::HOUSE } else { cue::CLEAR_STREET };
        let cased = token.is_capital() || !print || token.len() <= 4 && token.has(cue::CLEAR_STREET);
        let more = document.has(at + 1, cue::STREET)
            && document.t(at + 1).gap == Gap::Space
            && document.taken(at + 1).is_none()
            && (document.t(at + 1).is_capital() || !print);
        let short_street = n > 0
            && !print
            && document.is(at, "st")
            && (document.t(at + 1).kind == Kind::Sign || document.t(at + 1).gap >= Gap::Line);
        if n > 0
            && (token.has(kind) || short_street)
            && cased
            && !more
            && !(document.is(at, "st") && document.t(at + 1).is_capital() && !document.sign(at + 1, b','))
        {
            return Some(at + 1);
        }
        let fits = if print {
            token.is_capital()
                || n > 0
                    && document.is_any(at, words!["of", "the", "y", "yr", "and", "le", "on", "upon"])
                    && numbered
        } else {
            !token.has(
                cue::AUX | cue::PRONOUN | cue::DEED | cue::MEASURE | cue::DURATION | cue::WITH | cue::PERSON,
            ) && !document.is_any(at, words!["in", "at", "the", "of", "a", "to"])
                || n > 0 && document.is_any(at, words!["of", "the"])
        };
        if !fits {
            return None;
        }
    }
    None
}

/// `52 Tern Way`, `31a tollgate rd`, `40-44 Mount Parade`.
fn numbered_street(document: &Document<'_>, i: usize) -> Option<usize> {
    let token = document.t(i);
    let fits = token.kind == Kind::Number && token.len() <= 4
        || token.kind == Kind::Mixed
            && token.len() <= 5
            && token.first.is_ascii_digit()
            && document.word(i).iter().filter(|b| b.is_ascii_alphabetic()).count() == 1;
    if !fits || document.taken(i).is_some() {
        return None;
    }
    let mut at = i + 1;
    if (document.sign(at, b'-') || document.sign(at, b'/'))
        && document.t(at + 1).kind != Kind::Sign
        && document.t(at + 1).gap == Gap::None
    {
        at += 2;
    }
    if document.sign(at, b',') {
        at += 1;
    }
    if document.t(at).gap > Gap::Line {
        return None;
    }
    welsh(document, at).or_else(|| street_words(document, at, true)).or_else(|| {
        // "14 The Crescent", "3 Parade"
        (document.is(at, "the")
            && document.has(at + 1, cue::STREET | cue::HOUSE)
            && (document.t(at + 1).is_capital() || document.case(at) != Case::Print))
            .then_some(at + 2)
    })
}

/// `Heol y Bryn`, `Tŷ Capel`, `Lôn Goed`, `Pen-y-Bont Isaf`.
fn welsh(document: &Document<'_>, i: usize) -> Option<usize> {
    let token = document.t(i);
    let opener = token.has(cue::STREET_BEFORE)
        && token.kind == Kind::Word
        && (token.is_capital() || document.case(i) != Case::Print && token.len() > 3);
    if !opener || document.taken(i).is_some() {
        return None;
    }
    let mut end = i + 1;
    let mut words = 0;
    while end < i + 7 {
        let next = document.t(end);
        let dash = next.is_sign(b'-') && next.gap == Gap::None && document.t(end + 1).gap == Gap::None;
        let small = document.is_any(end, words!["y", "yr", "ar", "a", "an", "na", "nan"])
            && next.gap <= Gap::Space
            && end + 1 < document.len();
        let word = next.kind == Kind::Word
            && next.gap <= Gap::Space
            && document.taken(end).is_none()
            && (next.is_capital()
                || document.t(end.wrapping_sub(1)).is_sign(b'-')
                || document.case(i) != Case::Print && next.class.is_unknown());
        if !(dash || small || word) {
            break;
        }
        words += usize::from(word && !small);
        end += 1;
    }
    while end > i + 1
        && (document.sign(end - 1, b'-') || document.is_any(end - 1, words!["y", "yr", "ar", "a"]))
    {
        end -= 1;
    }
    if words == 0 {
        return None;
    }
    let more = comma_after(document, end)
        .filter(|at| document.has(*at, cue::STREET_BEFORE))
        .and_then(|at| welsh(document, at));
    Some(more.unwrap_or(end))
}

/// `Castle Street`, `Church Rd` without a number.
fn bare_street(document: &Document<'_>, i: usize) -> Option<usize> {
    let token = document.t(i);
    if token.kind != Kind::Word || token.len() < 3 && !document.is(i, "st") {
        return None;
    }
    let print = document.case(i) == Case::Print;
    if print {
        if !token.is_capital() || token.has(cue::WHERE | cue::WITH | cue::AUX | cue::PRONOUN) {
            return None;
        }
    } else {
        let led = document
            .is_any(i.wrapping_sub(1), words!["on", "in", "off", "at", "down", "along", "from", "up"]);
        let fit = !token.class.any(Class::COMMON)
            || token.class.any(Class::TOWN)
            || document.is_any(
                i,
                words![
                    "church", "station", "mill", "castle", "park", "victoria", "albert", "queen", "king",
                    "market", "chapel", "school", "london", "windsor", "york", "green", "orchard", "manor",
                    "bridge", "north", "south", "west", "east",
                ],
            );
        if !led || !fit {
            return None;
        }
    }
    let end = street_words(document, i, false)?;
    let generic = document.is_any(
        i,
        words![
            "high",
            "main",
            "the",
            "memory",
            "slow",
            "fast",
            "one",
            "sesame",
            "coronation",
            "downing",
            "harley",
            "abbey",
        ],
    ) && end == i + 2
        && !document.is_any(i, words!["high", "main"])
        || document.is(i, "the");
    let common_close =
        document.is_any(end - 1, words!["close", "drive", "grove", "gardens", "ave", "ln"]) && !print;
    (!generic && !common_close).then_some(end)
}

/// "The Old Forge, Church Rd": a house name, a comma, a street.
fn house_before_street(document: &Document<'_>, i: usize) -> Option<usize> {
    let mut at = i;
    while document.t(at).kind == Kind::Word
        && document.t(at).is_capital()
        && at < i + 4
        && document.taken(at).is_none()
        && (at == i || document.t(at).gap == Gap::Space)
    {
        at += 1;
    }
    if at == i {
        return None;
    }
    let next = comma_after(document, at)?;
    numbered_street(document, next).or_else(|| bare_street(document, next))
}

/// "Quayside Court", "Birchwood Holiday Park" after a flat's or pitch's number.
fn named_site(document: &Document<'_>, i: usize) -> Option<usize> {
    let end = (i..i + 4).rfind(|at| {
        document.has(*at, cue::HOUSE | cue::STREET)
            && *at > i
            && (i..*at).all(|k| document.t(k).kind == Kind::Word)
    })? + 1;
    let named = (i..end).all(|at| {
        document.t(at).kind == Kind::Word
            && (document.t(at).is_capital() || document.case(at) != Case::Print)
            && document.taken(at).is_none()
            && (at == i || document.t(at).gap == Gap::Space)
    });
    if !named {
        return None;
    }
    let more = comma_after(document, end)
        .and_then(|at| numbered_street(document, at).or_else(|| bare_street(document, at)));
    Some(more.unwrap_or(end))
}

/// A house name and a comma before the address that begins at `i`.
fn house_name_before(document: &Document<'_>, i: usize) -> usize {
    let comma = i.wrapping_sub(1);
    if !document.sign(comma, b',') || document.case(i) != Case::Print {
        return i;
    }
    let mut start = comma;
    while let Some(j) = start.checked_sub(1) {
        let token = document.t(j);
        let fits = token.kind == Kind::Word
            && token.is_capital()
            && document.taken(j).is_none()
            && !token.possessive
            && start > comma.saturating_sub(4)
            && (start == comma || document.t(start).gap == Gap::Space);
        if !fits {
            break;
        }
        start = j;
    }
    let house = start < comma
        && (document.has(comma - 1, cue::HOUSE)
            || document.is(start, "the")
            || document.is_any(start.wrapping_sub(1), words!["at", "address", "to"])
                && comma - start > 1
                && !document.t(start).class.any(Class::GIVEN));
    if house && !(document.t(start).opens && document.has(start, cue::WHERE)) { start } else { i }
}

//! Wards, bays, homes, practices, schools, prisons and churches that carry a name or a number.

use crate::cue;
use crate::document::{Case, Document};
use crate::lexicon::Class;
use crate::token::{Gap, Kind, Shape};
use crate::{Certainty, Label};

use super::numbered::{numbered, tree_and_number};
use super::{is_generic, names_a_place};

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
    if !document.is_any(i, &["hmp", "hmyoi", "yoi", "hmp/yoi", "raf", "hms", "irc"])
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

/// `University of Wrenshire`, `Church of the Good Samaritan`: the head first, then a name no dictionary has.
fn head_of(document: &mut Document<'_>, i: usize) -> Option<usize> {
    let head = document.is_any(
        i,
        &[
            "university",
            "college",
            "school",
            "church",
            "chapel",
            "cathedral",
            "convent",
            "abbey",
            "priory",
            "parish",
            "diocese",
            "isle",
            "borough",
            "monastery",
            "mosque",
            "hospice",
        ],
    );
    if !head || !document.is(i + 1, "of") || document.case(i) != Case::Print || !document.t(i).is_capital() {
        return None;
    }
    let sacred = document.is_any(i + 2, &["st", "saint", "our", "the", "all"]);
    let mut end = i + 2 + usize::from(sacred);
    let first = end;
    while document.t(end).kind == Kind::Word
        && document.t(end).shape == Shape::Title
        && document.t(end).gap == Gap::Space
        && document.taken(end).is_none()
        && end < first + 4
    {
        end += 1;
    }
    let named = (first..end).any(|k| {
        let class = document.t(k).class;
        !class.any(Class::PROPER | Class::SAFE)
            && (!class.any(Class::COMMON | Class::RARE) || class.any(Class::TOWN) || sacred)
    });
    (end > first && named)
        .then(|| claim(document, i..end, Certainty::Certain, "a place with a name of its own"))?
}

/// `Hawthorn Ward`, `Fernlea Court`, `St Finbarr's Hospice`, `Ashgrove Primary School`.
fn headed(document: &mut Document<'_>, i: usize) -> Option<usize> {
    // What wards call the mortuary.
    if document.is(i, "rose")
        && document.is(i + 1, "cottage")
        && !document.sign(i + 2, b',')
        && document.has_word(&["mortuary", "morgue", "trolley", "porter", "fridge"])
    {
        return None;
    }
    if !names_a_place(document, i) || document.has(i, cue::WEEKDAY | cue::MONTH) && document.t(i).opens {
        return None;
    }
    let print = document.case(i) == Case::Print;
    let mut end = i + 1;
    let mut head = None;
    let mut own = usize::from(!is_generic(document, i) || document.is_any(i, &["st", "saint"]));
    while end < i + 7 {
        let token = document.t(end);
        if token.is_sign(b'-') && token.gap == Gap::None
            || token.is_sign(b'.') && document.is(end.wrapping_sub(1), "st")
            || token.is_sign(b'\'') && token.gap == Gap::None
            || token.is_sign(b'&')
        {
            end += 1;
            continue;
        }
        let small = print
            && document.is_any(end, &["of", "the", "and", "y", "upon"])
            && document.t(end + 1).is_capital();
        if token.kind != Kind::Word
            || token.gap > Gap::Line
            || document.taken(end).is_some()
            || token.gap == Gap::Line && !token.has(cue::STRONG_HEAD)
        {
            break;
        }
        if token.has(cue::STRONG_HEAD)
            && (token.is_capital()
                || !print
                || end == i + 1 + usize::from(document.sign(i + 1, b'\''))
                || own > 0)
        {
            let only_kind = !print
                && document.is_any(
                    end,
                    &[
                        "home", "room", "house", "station", "centre", "unit", "hall", "court", "practice",
                        "school", "church",
                    ],
                )
                && !led(document, i);
            if !only_kind {
                head = Some(end + 1);
            }
            if !token.is_capital() && print {
                break;
            }
        } else if !(names_a_place(document, end)
            || small
            || document.is_any(
                end,
                &[
                    "general",
                    "royal",
                    "memorial",
                    "community",
                    "primary",
                    "infants",
                    "junior",
                    "high",
                    "nursing",
                    "care",
                    "medical",
                    "health",
                    "childrens",
                    "children",
                    "hospice",
                    "residential",
                    "cottage",
                    "district",
                    "county",
                    "holiday",
                    "methodist",
                    "baptist",
                ],
            ) && !print)
        {
            break;
        }
        own += usize::from(!is_generic(document, end) && !small);
        end += 1;
    }
    let head = head?;
    // The bare head, or a name that only says what kind it is.
    let own = (i..head)
        .filter(|k| !is_generic(document, *k) && document.t(*k).len() > 1 || document.is_any(*k, &["st"]))
        .count();
    let mut start = i;
    while start < head
        && document.is_any(
            start,
            &[
                "the", "on", "at", "in", "from", "to", "our", "my", "if", "when", "as", "back", "and",
                "then", "by", "for", "near", "was", "into",
            ],
        )
    {
        start += 1;
    }
    if own == 0 || start + 1 >= head || !names_a_place(document, start) && !document.is(start, "st") {
        return None;
    }
    let lower_print = print && !document.t(head - 1).is_capital();
    let first = document.t(start);
    if lower_print
        && (document.is_any(
            head - 1,
            &[
                "room",
                "home",
                "house",
                "court",
                "unit",
                "centre",
                "station",
                "hall",
                "villa",
                "suite",
                "library",
                "lounge",
                "parish",
                "church",
                "school",
                "hospital",
                "practice",
                "clinic",
                "surgery",
                "ambulance",
            ],
        ) && (first.opens
            || first.class.any(Class::GIVEN | Class::PROPER | Class::SAFE | Class::EPONYM | Class::COMMON))
            || first.opens && first.class.any(Class::COMMON | Class::RARE | Class::SAFE)
            || first.class.any(Class::SAFE | Class::PROPER))
    {
        return None;
    }
    if first.possessive
        && head == start + 2
        && document.is_any(head - 1, &["room", "home", "house", "ward", "lounge", "suite"])
        && !document.t(head - 1).is_capital()
    {
        return None;
    }
    if first.has(cue::TITLE)
        && !document.is_any(start, &["st", "sister", "lord", "lady", "saint", "sir", "dr", "father"])
        && document.is_any(head - 1, &["room", "house", "home"])
        || document.is(head - 1, "ambulance")
        || document.is_any(start, &["dear", "hi", "hello"])
    {
        return None;
    }
    if !print && !(start..head).any(|k| document.t(k).is_capital() && document.case(k) == Case::Lower) {
        let unknown = (start..head).any(|k| !document.t(k).class.any(Class::COMMON | Class::SAFE));
        let named_by_word = led(document, start)
            && document.is_any(
                head - 1,
                &[
                    "ward",
                    "hospice",
                    "infirmary",
                    "surgery",
                    "lodge",
                    "wing",
                    "court",
                    "manor",
                    "grange",
                    "suite",
                    "villa",
                    "unit",
                ],
            )
            || document.is_any(start.wrapping_sub(1), &["at", "from"])
                && document.is_any(
                    head - 1,
                    &["house", "hall", "hospital", "hostel", "farm", "cottage", "school", "church", "clinic"],
                );
        if !unknown && !named_by_word {
            return None;
        }
    }
    let mut stop = head;
    // "Maple Ward 2"
    if document.has(head - 1, cue::NUMBERED)
        && document.t(head).kind == Kind::Number
        && document.t(head).len() <= 2
        && document.t(head).gap == Gap::Space
        && !document.has(head + 1, cue::MEASURE | cue::DURATION)
        && document.taken(head).is_none()
    {
        stop += 1;
    }
    claim(document, start..stop, Certainty::Certain, "a place with a name of its own")
}

fn led(document: &Document<'_>, i: usize) -> bool {
    document.is_any(
        i.wrapping_sub(1),
        &[
            "on", "at", "in", "from", "to", "of", "near", "into", "called", "leaving", "left", "by",
            "manage", "for",
        ],
    )
}

/// "St Cuthman's" without a head: a church, a hospice, a hospital.
fn saint(document: &mut Document<'_>, i: usize) -> Option<usize> {
    let print = document.case(i) == Case::Print;
    let shown = document.t(i).is_capital() || !print;
    if !document.is_any(i, &["st", "saint", "sts"]) || !shown || document.joined(i) {
        return None;
    }
    let name = if document.sign(i + 1, b'.') { i + 2 } else { i + 1 };
    let token = document.t(name);
    let thing = document.is_any(
        name + 1,
        &["cross", "day", "flag", "night", "eve", "medal", "wort", "ambulance", "elsewhere", "disease"],
    ) || document.is_any(name, &["john", "johns"]) && !token.possessive;
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
        && document.is_any(i.wrapping_sub(1), &["at", "from", "manager"])
        && document.is_any(
            i + 1,
            &[
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

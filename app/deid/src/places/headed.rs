//! Places whose name says what they are: a ward, a school, a hospice with a name of its own.

use crate::Certainty;
use crate::cue;
use crate::document::{Case, Document};
use crate::lexicon::Class;
use crate::token::{Gap, Kind, Shape};

use super::named::{claim, led};
use super::{is_generic, names_a_place};

/// `University of Wrenshire`, `Church of the Good Samaritan`: the head first, then a name no dictionary has.
pub(super) fn head_of(document: &mut Document<'_>, i: usize) -> Option<usize> {
    let head = document.is_any(
        i,
        words![
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
    let sacred = document.is_any(i + 2, words!["st", "saint", "our", "the", "all"]);
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
            && (!class.any(Class::COMMON) || class.any(Class::TOWN) || sacred)
    });
    (end > first && named)
        .then(|| claim(document, i..end, Certainty::Certain, "a place with a name of its own"))?
}

/// `Hawthorn Ward`, `Fernlea Court`, `St Finbarr's Hospice`, `Ashgrove Primary School`.
pub(super) fn headed(document: &mut Document<'_>, i: usize) -> Option<usize> {
    // What wards call the mortuary.
    if document.is(i, "rose")
        && document.is(i + 1, "cottage")
        && !document.sign(i + 2, b',')
        && document.has_word(words!["mortuary", "morgue", "trolley", "porter", "fridge"])
    {
        return None;
    }
    if !names_a_place(document, i) || document.has(i, cue::WEEKDAY | cue::MONTH) && document.t(i).opens {
        return None;
    }
    let print = document.case(i) == Case::Print;
    let mut end = i + 1;
    let mut head = None;
    let mut own = usize::from(!is_generic(document, i) || document.is_any(i, words!["st", "saint"]));
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
            && document.is_any(end, words!["of", "the", "and", "y", "upon"])
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
                    words![
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
                words![
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
        .filter(|k| {
            !is_generic(document, *k) && document.t(*k).len() > 1 || document.is_any(*k, words!["st"])
        })
        .count();
    let mut start = i;
    while start < head
        && document.is_any(
            start,
            words![
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
            words![
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
            || first.opens && first.class.any(Class::COMMON | Class::SAFE)
            || first.class.any(Class::SAFE | Class::PROPER))
    {
        return None;
    }
    if first.possessive
        && head == start + 2
        && document.is_any(head - 1, words!["room", "home", "house", "ward", "lounge", "suite"])
        && !document.t(head - 1).is_capital()
    {
        return None;
    }
    if first.has(cue::TITLE)
        && !document.is_any(start, words!["st", "sister", "lord", "lady", "saint", "sir", "dr", "father"])
        && document.is_any(head - 1, words!["room", "house", "home"])
        || document.is(head - 1, "ambulance")
        || document.is_any(start, words!["dear", "hi", "hello"])
    {
        return None;
    }
    if !print && !(start..head).any(|k| document.t(k).is_capital() && document.case(k) == Case::Lower) {
        let unknown = (start..head).any(|k| !document.t(k).class.any(Class::COMMON | Class::SAFE));
        let named_by_word = led(document, start)
            && document.is_any(
                head - 1,
                words![
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
            || document.is_any(start.wrapping_sub(1), words!["at", "from"])
                && document.is_any(
                    head - 1,
                    words![
                        "house", "hall", "hospital", "hostel", "farm", "cottage", "school", "church",
                        "clinic"
                    ],
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

//! What the words before and after say for and against a name.

use crate::cue;
use crate::document::{Case, Document};
use crate::lexicon::Class;
use crate::token::{Gap, Kind, Shape, Token};

use super::bare_words::{SAYS, bare_subject};
use super::evidence::Why;

/// Points from the words before, the reason, and whether they bind (a title, kin, "called").
pub(super) fn left_points(document: &Document<'_>, i: usize, strong: bool) -> (i32, Why, bool) {
    let token = document.t(i);
    let case = document.case(i);
    if token.gap == Gap::Paragraph {
        return (0, Why::Listed, false);
    }
    let mut j = i.wrapping_sub(1);
    if document.sign(j, b'.')
        && document.t(j).gap == Gap::None
        && document.has(j.wrapping_sub(1), cue::TITLE)
        && document.t(j.wrapping_sub(1)).len() <= 4
    {
        j = j.wrapping_sub(1);
    }
    // Initials between a title and the name: "Mrs A. G. Parry".
    let mut back = j;
    while (document.sign(back, b'.') || document.t(back).kind == Kind::Word && document.t(back).len() == 1)
        && back > i.saturating_sub(7)
        && back != usize::MAX
    {
        back = back.wrapping_sub(1);
    }
    if document.has(back, cue::TITLE) {
        j = back;
    }
    let before = document.t(j);
    let function = token.has(
        cue::AUX
            | cue::PRONOUN
            | cue::WHERE
            | cue::WITH
            | cue::DEED
            | cue::ARTICLE
            | cue::KIN
            | cue::MEASURE
            | cue::PERSON
            | cue::TO_PERSON
            | cue::THING
            | cue::PLACE_HEAD,
    ) && !strong;
    let namelike = if case == Case::Print {
        token.is_capital() || strong
    } else {
        !token.class.any(Class::COMMON | Class::SAFE | Class::PROPER) || token.class.any(Class::GIVEN)
    };
    if before.has(cue::TITLE) && !before.has(cue::SOFT_TITLE) {
        let title_shape = before.len() > 2
            || before.is_capital()
            || case != Case::Print
            || token.is_capital()
            || document.is_any(j, words!["dr", "mr", "ms"]) && !token.class.any(Class::COMMON);
        let title_shape = title_shape && !(token.class.any(Class::EPONYM) && document.has(i + 1, cue::THING));
        if title_shape
            && (namelike || !function && (case != Case::Print || before.is_capital() && token.is_capital()))
        {
            return (14, Why::Title, true);
        }
    }
    if before.has(cue::SOFT_TITLE) && namelike && (token.is_capital() || !function) {
        let joined_by_case = case != Case::Print || token.is_capital();
        if joined_by_case && !(function && case == Case::Upper) {
            return (
                if strong || token.class.is_unknown() || case == Case::Print && before.is_capital() {
                    7
                } else {
                    4
                },
                Why::Title,
                true,
            );
        }
    }
    if before.has(cue::TITLE)
        && !before.has(cue::SOFT_TITLE)
        && case == Case::Print
        && (strong || token.class.is_unknown())
        && document.is_any(j, words!["mr", "mrs", "dr", "ms", "miss"])
    {
        return (18, Why::Title, true);
    }
    if function && case != Case::Print {
        return (-6, Why::Listed, false);
    }
    // Quotes and commas between: "her son, Chidi"; 'known as "Mouse"'.
    let mut k = j;
    let mut comma = false;
    while matches!(document.t(k).first, b',' | b'"' | b'\'' | b'(' | b':' | b'-' | b'=')
        && document.t(k).kind == Kind::Sign
        && i.wrapping_sub(k) < 4
    {
        comma |= !matches!(document.t(k).first, b'"' | b'\'');
        k = k.wrapping_sub(1);
    }
    let gapped = document.t(k);
    if namelike {
        let named = gapped.has(cue::NAMING)
            && !gapped.possessive
            && !(document.is(k, "called") && token.class.any(Class::COMMON) && case != Case::Print)
            || document.is(k, "as") && document.has(k.wrapping_sub(1), cue::NAMING)
            || gapped.has(cue::BEING) && document.has(k.wrapping_sub(1), cue::NAME_WORD)
            || gapped.has(cue::NAME_WORD) && (comma || gapped.shape != Shape::Lower || case == Case::Lower);
        let called_by = document.has(k.wrapping_sub(1), cue::NAMING) && gapped.has(cue::PRONOUN | cue::KIN);
        if named || called_by {
            return (
                if document.is_any(k, words!["known", "goes", "known", "signed"]) { 3 } else { 6 },
                Why::Called,
                true,
            );
        }
        if gapped.has(cue::KIN) && !(comma && document.t(k).possessive) {
            let owned =
                document.has(k.wrapping_sub(1), cue::OWNER) || document.t(k.wrapping_sub(1)).possessive;
            let word = document.t(k).has(cue::PERSON | cue::PRONOUN) && !owned;
            let points = i32::from(!comma) * 2 + i32::from(owned) * 2 + 2;
            return (if word { points.min(3) } else { points }, Why::Kin, owned || !comma);
        }
        if gapped.has(cue::PERSON)
            && document.sign(j, b'"')
            && token.is_capital()
            && document.sign(i + 1, b'"')
        {
            return (6, Why::Called, true);
        }
        if gapped.has(cue::PERSON) {
            return (if comma { 2 } else { 4 }, Why::Kin, !comma);
        }
        if before.has(cue::GREETING) {
            return (4, Why::Greeting, false);
        }
        if before.has(cue::NICKNAMING)
            && (strong || token.class.is_unknown() || token.is_capital() && before.is_capital())
        {
            return (4, Why::Called, true);
        }
    }
    if before.has(cue::ARTICLE) && !before.has(cue::OWNER) {
        let family = document.is_any(
            i + 1,
            words![
                "family",
                "parents",
                "children",
                "brothers",
                "sisters",
                "twins",
                "household",
                "lads",
                "girls"
            ],
        );
        return (if family { 3 } else { -4 }, Why::Listed, false);
    }
    if before.has(cue::OWNER) {
        return (-2, Why::Listed, false);
    }
    if before.has(cue::TO_PERSON) {
        let strong_verb = before.has(cue::WITH) && document.is_any(j, words!["told", "asked", "with", "cc"])
            || document.is_any(
                j,
                words![
                    "rang", "met", "thanked", "hugged", "phoned", "texted", "emailed", "nursed", "tell",
                    "ask", "visited", "helped", "washed", "says",
                ],
            );
        let ambiguous = token.class.any(Class::COMMON | Class::PROPER);
        return (if strong_verb { 2 } else { i32::from(!ambiguous) }, Why::Listed, false);
    }
    (0, Why::Listed, false)
}

/// Points from the words after.
pub(super) fn right_points(document: &Document<'_>, i: usize, ambiguous: bool) -> i32 {
    let token = document.t(i);
    let next = document.t(i + 1);
    let mut points = 0;
    if token.possessive {
        points += 2;
    }
    if next.gap == Gap::Paragraph {
        return points;
    }
    let bare = ambiguous && bare_subject(document, i);
    if bare {
        points += 7;
    }
    let mut at = i + 1;
    if next.is_sign(b',') || next.is_sign(b'(') {
        let bracket = next.is_sign(b'(');
        at += 1;
        if document.has(at, cue::OWNER | cue::ARTICLE) && document.has(at + 1, cue::KIN | cue::PERSON) {
            return points + 6;
        }
        if document.taken(at) == Some(crate::Label::Age) {
            return points + 6;
        }
        if document.has(at, cue::KIN) && !document.has(at, cue::PRONOUN) {
            return points + 2;
        }
        if document.is(at, "who") || bracket && document.number(at).is_some_and(|n| (16..110).contains(&n)) {
            return points + 3;
        }
        return points;
    }
    if next.is_sign(b'-') && next.gap == Gap::None || next.is_sign(b'/') {
        return points;
    }
    if next.kind == Kind::Word
        && next.has(cue::THING)
        && !token.possessive
        && !next.has(cue::TITLE)
        && !next.is_capital_in(document, at)
    {
        return points - 6;
    }
    if token.possessive
        && next.has(cue::THING)
        && !document.is_any(
            at,
            words![
                "bed", "chair", "hand", "body", "tea", "mask", "line", "nurse", "team", "record", "blanket",
                "bag", "box", "cup", "mug", "chart", "form", "bleep", "account", "group", "page", "patch",
                "driver", "pump", "dose", "drain", "report", "study", "centre",
            ],
        )
    {
        return points - 6;
    }
    if next.kind == Kind::Number && next.gap == Gap::Space && token.class.is_unknown() {
        return points - 2;
    }
    if bare {
        return points;
    }
    if ambiguous {
        if document.is_any(at, SAYS) {
            return points + 6;
        }
        if document.is_any(at, words!["from", "and"])
            && token.shape == Shape::Title
            && document.has(at + 1, cue::OWNER | cue::ARTICLE | cue::KIN)
            && document.is(at, "from")
        {
            return points + 7;
        }
        let family = next.shape == Shape::Title
            && next.len() > 2
            && next.gap <= Gap::Space
            && !next.opens
            && next.kind == Kind::Word
            && (next.class.is_unknown()
                || next.class.any(Class::FAMILY)
                || next.class.any(Class::TOWN) && !next.class.any(Class::COMMON))
            && document.case(i) == Case::Print;
        if family && token.is_capital() {
            return points + 6;
        }
        return points + i32::from(document.is_any(at, words!["who", "whose", "is", "was", "has", "had"]));
    }
    if next.has(cue::DEED) {
        points += 3;
    } else if next.has(cue::AUX)
        && !document
            .is_any(at, words!["and", "or", "then", "also", "just", "always", "never", "still", "been"])
    {
        points += if document.is_any(at, words!["was", "had", "wants", "who", "whose", "is", "has"]) {
            2
        } else {
            1
        };
    } else if next.is_capital()
        && next.gap <= Gap::Space
        && !next.opens
        && next.class.any(Class::FAMILY | Class::GIVEN)
    {
        points += 2;
    }
    points
}

impl Token {
    /// Whether it is a capitalised word that may be a family name, as in "Kieran Rounds".
    fn is_capital_in(&self, document: &Document<'_>, i: usize) -> bool {
        self.shape == Shape::Title && document.case(i) == Case::Print && !self.has(cue::THING)
    }
}

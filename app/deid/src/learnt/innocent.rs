//! What a word cannot be, however probable the second reading finds it: a dose, a count, half a number, a mere
//! form of address.

use super::Sort;
use super::judge::{LOOK, Reading};
use crate::Label;
use crate::cue;
use crate::document::Document;
use crate::lexicon::Class;
use crate::scan::said;
use crate::token::{Gap, Kind};

/// Whether a word cannot be what it was read as: a dose, a count, the number of a thing, a time without a figure.
pub(super) fn innocent(document: &Document<'_>, i: usize, sort: Sort) -> bool {
    let (token, next) = (document.t(i), document.t(i + 1));
    let figured = |i: usize| matches!(document.t(i).kind, Kind::Number | Kind::Mixed);
    let measured =
        figured(i) && (next.has(cue::MEASURE) && next.gap <= Gap::Space || dosed(document.word(i)));
    let scored = figured(i)
        && (1..=4)
            .any(|n| document.is_any(i.wrapping_sub(n), words!["score", "scored", "scoring", "scores"]));
    // "3rd floor", "50th centile"
    let counted = matches!(sort, Sort::Date | Sort::Place)
        && (figured(i) || token.has(cue::ORDINAL_WORD | cue::NUMBER_WORD))
        && document.is_any(
            i + 1,
            words![
                "floor",
                "centile",
                "degree",
                "attempt",
                "generation",
                "trimester",
                "cycle",
                "visit",
                "round",
                "line",
                "cousin",
                "edition",
                "year"
            ],
        );
    if counted || listed(document, i) {
        return true;
    }
    match sort {
        Sort::Plain | Sort::Role => false,
        // "13 g"
        Sort::Name => token.has(cue::MEASURE) && figured(i.wrapping_sub(1)),
        Sort::Place => measured,
        Sort::Code => {
            let short =
                token.kind == Kind::Word && token.len() < 3 || token.kind == Kind::Number && token.len() < 2;
            // "bo" of "bo/24/1190" is not alone.
            let (b1, b2) = (i.wrapping_sub(1), i.wrapping_sub(2));
            let glued = document.joined(i + 1) && document.joined(i + 2) && figured(i + 2)
                || document.joined(b1) && document.joined(i) && figured(b2);
            let lone = short && !figured(b1) && !figured(i + 1) && !glued;
            measured || scored || lone || said(document, i, i + 1).cue & cue::STOCK_CUE != 0
        }
        Sort::Date | Sort::Time | Sort::Age => {
            let said = cue::NUMBER_WORD | cue::ORDINAL_WORD | cue::CLOCK | cue::FEAST | cue::AGE_UNIT;
            measured
                || scored
                || rated(document, i)
                || token.kind == Kind::Word && !token.has(said) && !token.is_capital()
        }
    }
}

/// Whether a word only says who somebody is to the writer: "Sister, listen", "it was nan who cut it".
pub(super) fn addressed(document: &Document<'_>, read: &[Reading], i: usize) -> bool {
    let named = |k: usize| {
        document.taken(k) == Some(Label::Name)
            || read.get(k).is_some_and(|(sort, chance)| *sort == Sort::Name && *chance >= LOOK)
    };
    let token = document.t(i);
    let beside = named(i.wrapping_sub(1)) || named(i + 1) || document.sign(i + 1, b'.') && named(i + 2);
    token.has(cue::TITLE | cue::KIN) && !token.class.any(Class::GIVEN | Class::FAMILY) && !beside
}

/// Whether a number only numbers a line or a point, "1." or "(2)" after a "(1)", or is a piece of a longer one, "4,100".
fn listed(document: &Document<'_>, i: usize) -> bool {
    let token = document.t(i);
    if token.kind != Kind::Number {
        return false;
    }
    let tight = |at: usize, sign: u8| document.sign(at, sign) && document.joined(at);
    let line = token.gap >= Gap::Line
        && (tight(i + 1, b'.') || tight(i + 1, b')'))
        && document.t(i + 2).gap == Gap::Space;
    let point = document.sign(i.wrapping_sub(1), b'(')
        && document.sign(i + 1, b')')
        && (1..300).any(|n| {
            let first = i.wrapping_sub(n);
            document.is(first, "1")
                && document.sign(first.wrapping_sub(1), b'(')
                && document.sign(first + 1, b')')
        });
    let digits = |at: usize| document.t(at).kind == Kind::Number && document.joined(at);
    let piece = tight(i + 1, b',') && digits(i + 2) && document.t(i + 2).len() == 3
        || tight(i.wrapping_sub(1), b',') && token.gap == Gap::None && token.len() == 3;
    line || point || piece
}

/// Whether a word is half of a number in words and the other half is not read alike: "twenty" of "twenty-eight".
pub(super) fn halved(document: &Document<'_>, read: &[Reading], i: usize) -> bool {
    let said = |k: usize| document.has(k, cue::NUMBER_WORD | cue::ORDINAL_WORD);
    let other = |dash: usize, far: usize| {
        document.sign(dash, b'-') && document.joined(dash.max(far)) && said(far) && {
            let (sort, chance) = read.get(far).copied().unwrap_or_default();
            document.taken(far).is_none() && (sort != read[i].0 || chance < LOOK)
        }
    };
    said(i) && (other(i + 1, i + 2) || other(i.wrapping_sub(1), i.wrapping_sub(2)))
}

/// Whether a number is what a scale, a page or a step has.
fn rated(document: &Document<'_>, i: usize) -> bool {
    let token = document.t(i);
    token.kind == Kind::Number
        && token.len() <= 2
        && document.is_any(
            i.wrapping_sub(1),
            words![
                "gcs", "news", "news2", "mews", "pews", "sofa", "apache", "waterlow", "braden", "must",
                "murray", "grade", "stage", "band", "step", "page", "slide", "verse", "chapter", "section",
                "psalm", "hymn", "type", "category", "cat", "size", "gauge", "apgar", "apgars", "part",
                "item", "question", "channel",
            ],
        )
}

/// Whether figures are followed by a unit of measure without a space: "10mg".
fn dosed(word: &[u8]) -> bool {
    let digits = word.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let unit = &word[digits..];
    let units = [&b"mg"[..], b"mcg", b"ml", b"g", b"kg", b"mls", b"mgs", b"l", b"cm", b"mm", b"mmol", b"fr"];
    digits > 0 && units.iter().any(|known| unit.eq_ignore_ascii_case(known))
}

//! Bare numbers that the words around make an age.

use crate::Certainty;
use crate::cue;
use crate::document::Document;
use crate::lexicon::Class;
use crate::token::{Gap, Kind};

use super::age::{Found, follows_person, is_name_like, joined_number};
use super::numeral::words;

/// A bare number that the words around make an age: "She was 78", ", 91, in his chair", "(90)", "a boy of nineteen".
pub(super) fn bare(document: &Document<'_>, i: usize) -> Option<Found> {
    let figures = document.number(i).filter(|_| document.t(i).len() <= 3).map(|n| (n, i + 1));
    let (value, end) = figures.or_else(|| words(document, i))?;
    if value > 115 || joined_number(document, i) {
        return None;
    }
    let next = document.t(end);
    let glued = next.gap == Gap::None
        && (next.kind != Kind::Sign || matches!(next.first, b'/' | b':' | b'%' | b'-' | b'+' | b'\''))
        || next.is_sign(b'.')
            && document.t(end + 1).gap == Gap::None
            && document.t(end + 1).kind != Kind::Sign
        || next.is_sign(b'%');
    let counted =
        next.has(cue::MEASURE | cue::DURATION | cue::CLOCK) && next.gap <= Gap::Line && !next.is_sign(b'.');
    let noun_next = next.kind == Kind::Word
        && next.gap <= Gap::Line
        && !next.has(cue::AUX | cue::WITH | cue::WHERE | cue::PRONOUN | cue::DEED)
        && !document.is_any(
            end,
            words![
                "in", "on", "when", "as", "if", "who", "but", "so", "that", "because", "cos", "now", "years",
                "dying", "living", "from", "not", "like", "today", "this", "last", "he's", "going",
                "already", "though", "yet", "bless", "an", "n", "no", "last", "too", "then", "with",
            ],
        );
    let money = document.sign(i.wrapping_sub(1), b'$') || document.before(i, 1).first == 1;
    if glued || counted || money {
        return None;
    }
    let certain = |reason| Some((end, Certainty::Certain, reason));
    if document.has(i.wrapping_sub(1), cue::AGED)
        && !document.is_any(i.wrapping_sub(1), words!["turning"])
        && value > 0
        && !(noun_next && document.is(i.wrapping_sub(1), "turned") && value < 10)
    {
        return certain("a number after 'aged'");
    }
    let at_age = document.is(i.wrapping_sub(2), "age")
        && document.is_any(i.wrapping_sub(1), words!["of", "was", "is"])
        || document.is(i.wrapping_sub(1), "age")
        || document.is(i.wrapping_sub(2), "age") && document.t(i.wrapping_sub(1)).kind == Kind::Sign;
    if at_age {
        return certain("a number after 'age'");
    }
    let least = if figures.is_some() { 10 } else { 13 };
    let hundred = document.is(i, "hundred") && document.is(i.wrapping_sub(1), "a");
    let clause = document.is_any(end, words!["and", "an", "n", "when", "but", "with"])
        && (document.has(end + 1, cue::PRONOUN | cue::AUX | cue::DEED | cue::OWNER)
            || document.is(end, "when"));
    let small = value < least
        && value > 0
        && (closes(document, end) || clause)
        && document.is_any(i.wrapping_sub(1), words!["is", "was"])
        && (document.is_any(i.wrapping_sub(2), words!["he", "she", "who"])
            || document.has(i.wrapping_sub(2), cue::KIN)
            || document.t(i.wrapping_sub(2)).class.any(Class::GIVEN));
    if small {
        return certain("a number that tells a person's age");
    }
    if value < least {
        return None;
    }
    let of_age = document.is(i.wrapping_sub(1), "of")
        && document.is_any(
            i.wrapping_sub(2),
            words![
                "boy",
                "girl",
                "lad",
                "lass",
                "man",
                "woman",
                "lady",
                "gentleman",
                "child",
                "youth",
                "kid"
            ],
        );
    if of_age && !noun_next {
        return certain("a number that tells a person's age");
    }
    // "she was 78", "Grandson is fourteen", "I am 25".
    let being = (1..=3).find(|n| {
        (document.has(i.wrapping_sub(*n), cue::BE_AGE) || is_or_has(document, i.wrapping_sub(*n)))
            && (1..*n).all(|m| {
                document.is_any(
                    i.wrapping_sub(m),
                    words![
                        "only", "just", "now", "nearly", "almost", "barely", "still", "about", "over",
                        "approx", "be", "turned",
                    ],
                ) || hundred && document.is(i.wrapping_sub(m), "a")
            })
    });
    if let Some(n) = being
        && !noun_next
    {
        let mut subject = i.wrapping_sub(n + 1);
        if document
            .is_any(subject, words!["only", "just", "was", "would", "will", "have", "had", "could", "should"])
        {
            subject = subject.wrapping_sub(1);
        }
        let person = document.has(subject, cue::PRONOUN | cue::KIN | cue::PERSON)
            && !document.is_any(subject, words!["it", "they", "we", "them", "who"])
            || document.is(subject, "who")
            || document.is(subject, "they") && value > 17 && closes(document, end)
            || document.is_any(i.wrapping_sub(n), words!["im", "hes", "shes", "he's", "she's"])
            || document.t(subject).class.any(Class::GIVEN | Class::FAMILY)
            || document.t(subject).is_capital() && document.t(subject).class.is_unknown()
            || document.is_any(i.wrapping_sub(n), words!["i"])
            || is_or_has(document, i.wrapping_sub(n));
        if person {
            return certain("a number that tells a person's age");
        }
    }
    // After a name or a person, set off by commas or brackets.
    let before = document.before(i, 1);
    let set_off = matches!(before.first, b',' | b'(' | b'-' | b';')
        && before.kind == Kind::Sign
        && (closes(document, end)
            || before.is_sign(b'(') && document.sign(end, b')')
            || document.is(end, "and") && (figures.is_none() || value >= 60));
    if set_off
        && value >= 14
        && (follows_person(document, i.wrapping_sub(1))
            || value >= 16 && person_in_list(document, i)
            || figures.is_none() && value >= 60 && !before.is_sign(b'-'))
    {
        return Some((end, Certainty::Likely, "a number beside a person"));
    }
    // "Mr Tully 84 ?stroke", "pt 79 admitted": straight after a person in notes.
    let straight = document.t(i).gap == Gap::Space
        && figures.is_some()
        && value >= 16
        && (is_name_like(document, i.wrapping_sub(1))
            || document.is_any(
                i.wrapping_sub(1),
                words!["lady", "gent", "gentleman", "man", "woman", "male", "female", "chap"],
            ))
        && (closes(document, end)
            || next.gap >= Gap::Line
            || document.has(i.wrapping_sub(2), cue::TITLE)
            || document.t(i.wrapping_sub(1)).class.any(Class::GIVEN | Class::FAMILY)
                && document.t(i.wrapping_sub(2)).class.any(Class::GIVEN)
            || document.is_any(i.wrapping_sub(1), words!["male", "female"]));
    let sex_before = figures.is_some()
        && document.is_any(i.wrapping_sub(1), words!["m", "f", "male", "female"])
        && document.t(i).gap == Gap::Space
        && value >= 16
        && document.before(i, 2).kind == Kind::Sign;
    if sex_before {
        return Some((end, Certainty::Likely, "a number beside a person"));
    }
    let alone = figures.is_some()
        && (50..=109).contains(&value)
        && before.is_sign(b'.')
        && document.t(i).gap == Gap::Space
        && document.sign(end, b'.')
        && document.t(end + 1).gap >= Gap::Space;
    let called = figures.is_some()
        && value >= 16
        && before.is_sign(b',')
        && document.has(i.wrapping_sub(2), cue::NAMING)
        && closes(document, end);
    if alone || called {
        return Some((end, Certainty::Likely, "a number beside a person"));
    }
    let sexed = figures.is_some()
        && document.is_any(end, words!["m", "f", "male", "female"])
        && next.gap <= Gap::Space
        && value >= 16
        && !document.has(i.wrapping_sub(1), cue::NUMBERED);
    (straight || sexed).then_some((end, Certainty::Likely, "a number beside a person"))
}

/// "she's", "he's".
fn is_or_has(document: &Document<'_>, i: usize) -> bool {
    document.t(i).possessive && document.is_any(i, words!["he", "she"])
}

fn closes(document: &Document<'_>, end: usize) -> bool {
    let next = document.t(end);
    next.kind == Kind::Sign && matches!(next.first, b',' | b'.' | b';' | b')' | b'-' | b'!' | b'?' | b':')
        || next.gap >= Gap::Line
        || end >= document.len()
}

/// ", rough sleeper, 44": a name or a person earlier in the same list of commas.
fn person_in_list(document: &Document<'_>, i: usize) -> bool {
    let listed = document.sign(i.wrapping_sub(1), b',') && document.t(i.wrapping_sub(2)).kind == Kind::Word;
    listed
        && (3..=9)
            .map_while(|n| i.checked_sub(n))
            .take_while(|j| document.t(j + 1).gap <= Gap::Space && !document.sign(*j, b'.'))
            .any(|j| {
                is_name_like(document, j)
                    && (document.sign(j + 1, b',')
                        || document.sign(j + 1, b')')
                        || document.sign(j + 1, b'('))
            })
}

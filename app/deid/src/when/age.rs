//! Ages: years, months, weeks and days of a person.

use crate::cue;
use crate::document::Document;
use crate::lexicon::Class;
use crate::token::{Gap, Kind, Shape};
use crate::{Certainty, Label};

use super::numeral::{cardinal, words};

/// Finds an age that begins at token `i`; gives the token after it.
pub(super) fn age(document: &mut Document<'_>, i: usize) -> Option<usize> {
    if document.taken(i).is_some() || document.t(i).kind == Kind::Sign {
        return None;
    }
    let (end, certainty, reason) =
        glued(document, i).or_else(|| with_unit(document, i)).or_else(|| bare(document, i))?;
    document.claim(i..end, Label::Age, certainty, reason).then_some(end)
}

type Found = (usize, Certainty, &'static str);

/// `52yo`, `4yr old`, `78F`, `91y`.
fn glued(document: &Document<'_>, i: usize) -> Option<Found> {
    if document.t(i).kind != Kind::Mixed {
        return None;
    }
    let word = document.word(i).to_ascii_lowercase();
    let digits = word.iter().take_while(|b| b.is_ascii_digit()).count();
    let tail = &word[digits..];
    if !(1..=3).contains(&digits) || document.sign(i.wrapping_sub(1), b'.') && document.joined(i) {
        return None;
    }
    let unit = matches!(
        tail,
        b"yo"
            | b"yrs"
            | b"yr"
            | b"y"
            | b"years"
            | b"year"
            | b"mth"
            | b"months"
            | b"month"
            | b"wk"
            | b"week"
            | b"weeks"
            | b"day"
            | b"days"
            | b"yrold"
            | b"yearold"
            | b"m"
            | b"f"
            | b"ys"
            | b"mths"
            | b"mo"
            | b"wks"
    );
    if tail == b"yo" || tail == b"yrold" || tail == b"yearold" {
        return Some((i + 1, Certainty::Certain, "an age"));
    }
    if !unit {
        return None;
    }
    if let Some(end) = old(document, i + 1) {
        return Some((end, Certainty::Certain, "an age"));
    }
    if digits == 2
        && matches!(tail, b"y" | b"m" | b"f")
        && (follows_person(document, i) || document.t(i).opens)
    {
        return Some((i + 1, Certainty::Likely, "an age beside a person"));
    }
    (document.has(i.wrapping_sub(1), cue::AGED) && !document.is(i.wrapping_sub(1), "turned")).then_some((
        i + 1,
        Certainty::Certain,
        "an age after 'aged'",
    ))
}

/// The token after "old" or "of age" at `i`, also over a dash.
fn old(document: &Document<'_>, i: usize) -> Option<usize> {
    let at = if document.sign(i, b'-') { i + 1 } else { i };
    if document.is_any(at, &["old", "olds", "auld"]) {
        Some(at + 1)
    } else if document.is(at, "of") && document.is(at + 1, "age") {
        Some(at + 2)
    } else {
        None
    }
}

/// `84 years old`, `twenty-six days old`, `3 days` after "aged", `81 y/o`, `57 years` after "has".
fn with_unit(document: &Document<'_>, i: usize) -> Option<Found> {
    let (value, mut at) = cardinal(document, i)?;
    if value > 120 || joined_number(document, i) {
        return None;
    }
    if document.is(at, "and")
        && (document.is(at + 1, "a") && document.is_any(at + 2, &["half", "bit"])
            || document.is(at + 1, "half"))
    {
        at += if document.is(at + 1, "a") { 3 } else { 2 };
    }
    if document.sign(at, b'-') && document.joined(at) {
        at += 1;
    }
    if document.is(at, "y") && document.t(at + 1).kind == Kind::Sign && document.is(at + 2, "o") {
        return Some((at + 3, Certainty::Certain, "an age"));
    }
    if document.is_any(at, &["yo", "yrold"]) {
        return Some((at + 1, Certainty::Certain, "an age"));
    }
    if !document.has(at, cue::AGE_UNIT) || document.t(at).gap > Gap::Line {
        return None;
    }
    let mut end = at + 1;
    // "2 years and 3 months old"
    let second = if document.is(end, "and") || document.sign(end, b',') { end + 1 } else { end };
    if let Some((_, unit)) = cardinal(document, second)
        && document.has(unit, cue::AGE_UNIT)
        && (old(document, unit + 1).is_some() || document.has(i.wrapping_sub(1), cue::AGED))
    {
        end = unit + 1;
    }
    if let Some(end) = old(document, end) {
        return Some((end, Certainty::Certain, "an age"));
    }
    if document.is_any(end, &["young"]) {
        return Some((end, Certainty::Likely, "an age"));
    }
    if document.has(i.wrapping_sub(1), cue::AGED) && !document.is_any(i.wrapping_sub(1), &["turning"]) {
        return Some((end, Certainty::Certain, "an age after 'aged'"));
    }
    // "He has 57 years", "died at twenty-six days", "lived to 92 years".
    let died = document.is(i.wrapping_sub(1), "at")
        && (2..=3).any(|n| {
            document.is_any(
                i.wrapping_sub(n),
                &["died", "die", "dies", "dead", "passed", "born", "lost", "death"],
            )
        });
    let has = document.is_any(i.wrapping_sub(1), &["has", "have", "had"])
        && document.has(i.wrapping_sub(2), cue::PRONOUN)
        && value > 16
        && document.is_any(at, &["years", "year"])
        && (document.t(end).kind == Kind::Sign || document.t(end).gap >= Gap::Line);
    // "baby Aaliyah 11 weeks brought in": straight after a name, where nothing counts the time from or to.
    let named = figures_only(document, i)
        && document.t(i).gap == Gap::Space
        && (is_name_like(document, i.wrapping_sub(1))
            || document.has(i.wrapping_sub(2), cue::TITLE | cue::KIN)
                && document.t(i.wrapping_sub(1)).class.is_unknown())
        && !document.has(i.wrapping_sub(1), cue::AUX | cue::DEED | cue::WITH)
        && !document.is_any(
            end,
            &[
                "ago",
                "later",
                "after",
                "before",
                "of",
                "on",
                "since",
                "post",
                "into",
                "pregnant",
                "from",
                "until",
                "gestation",
                "worth",
                "without",
                "straight",
                "notice",
                "running",
            ],
        );
    // "a girl, 6 weeks, brought": set off by commas after a person.
    let set_off = figures_only(document, i)
        && matches!(document.before(i, 1).first, b',' | b'(')
        && document.t(end).kind == Kind::Sign
        && matches!(document.t(end).first, b',' | b')' | b'.')
        && (is_name_like(document, i.wrapping_sub(2))
            || document.has(i.wrapping_sub(2), cue::PERSON | cue::KIN))
        && value > 0;
    (died || has || named || set_off).then_some((end, Certainty::Likely, "an age"))
}

fn figures_only(document: &Document<'_>, i: usize) -> bool {
    document.t(i).kind == Kind::Number && document.t(i).len() <= 2
}

fn joined_number(document: &Document<'_>, i: usize) -> bool {
    document.joined(i)
        && matches!(document.before(i, 1).first, b'.' | b'/' | b':' | b'-' | b'+' | b'_' | b'#' | b'x')
        && document.t(i.wrapping_sub(2)).kind != Kind::Sign
        && i > 1
}

/// A bare number that the words around make an age: "She was 78", ", 91, in his chair", "(90)", "a boy of nineteen".
fn bare(document: &Document<'_>, i: usize) -> Option<Found> {
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
            &[
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
        && !document.is_any(i.wrapping_sub(1), &["turning"])
        && value > 0
        && !(noun_next && document.is(i.wrapping_sub(1), "turned") && value < 10)
    {
        return certain("a number after 'aged'");
    }
    let at_age = document.is(i.wrapping_sub(2), "age")
        && document.is_any(i.wrapping_sub(1), &["of", "was", "is"])
        || document.is(i.wrapping_sub(1), "age")
        || document.is(i.wrapping_sub(2), "age") && document.t(i.wrapping_sub(1)).kind == Kind::Sign;
    if at_age {
        return certain("a number after 'age'");
    }
    let least = if figures.is_some() { 10 } else { 13 };
    let hundred = document.is(i, "hundred") && document.is(i.wrapping_sub(1), "a");
    let clause = document.is_any(end, &["and", "an", "n", "when", "but", "with"])
        && (document.has(end + 1, cue::PRONOUN | cue::AUX | cue::DEED | cue::OWNER)
            || document.is(end, "when"));
    let small = value < least
        && value > 0
        && (closes(document, end) || clause)
        && document.is_any(i.wrapping_sub(1), &["is", "was"])
        && (document.is_any(i.wrapping_sub(2), &["he", "she", "who"])
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
            &["boy", "girl", "lad", "lass", "man", "woman", "lady", "gentleman", "child", "youth", "kid"],
        );
    if of_age && !noun_next {
        return certain("a number that tells a person's age");
    }
    // "she was 78", "Grandson is fourteen", "I am 25".
    let being = (1..=3).find(|n| {
        document.has(i.wrapping_sub(*n), cue::BE_AGE)
            && (1..*n).all(|m| {
                document.is_any(
                    i.wrapping_sub(m),
                    &[
                        "only",
                        "just",
                        "now",
                        "nearly",
                        "almost",
                        "barely",
                        "still",
                        "about",
                        "over",
                        "approx",
                        "be",
                        "turned",
                        if hundred { "a" } else { "just" },
                    ],
                )
            })
    });
    if let Some(n) = being
        && !noun_next
    {
        let mut subject = i.wrapping_sub(n + 1);
        if document
            .is_any(subject, &["only", "just", "was", "would", "will", "have", "had", "could", "should"])
        {
            subject = subject.wrapping_sub(1);
        }
        let person = document.has(subject, cue::PRONOUN | cue::KIN | cue::PERSON)
            && !document.is_any(subject, &["it", "they", "we", "them", "who"])
            || document.is(subject, "who")
            || document.is(subject, "they") && value > 17 && closes(document, end)
            || document.is_any(i.wrapping_sub(n), &["im", "hes", "shes", "he's", "she's"])
            || document.t(subject).class.any(Class::GIVEN | Class::FAMILY)
            || document.t(subject).is_capital() && document.t(subject).class.is_unknown()
            || document.is_any(i.wrapping_sub(n), &["i"]);
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
                &["lady", "gent", "gentleman", "man", "woman", "male", "female", "chap"],
            ))
        && (closes(document, end)
            || next.gap >= Gap::Line
            || document.has(i.wrapping_sub(2), cue::TITLE)
            || document.t(i.wrapping_sub(1)).class.any(Class::GIVEN | Class::FAMILY)
                && document.t(i.wrapping_sub(2)).class.any(Class::GIVEN)
            || document.is_any(i.wrapping_sub(1), &["male", "female"]));
    let sex_before = figures.is_some()
        && document.is_any(i.wrapping_sub(1), &["m", "f", "male", "female"])
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
        && document.is_any(end, &["m", "f", "male", "female"])
        && next.gap <= Gap::Space
        && value >= 16
        && !document.has(i.wrapping_sub(1), cue::NUMBERED);
    (straight || sexed).then_some((end, Certainty::Likely, "a number beside a person"))
}

fn closes(document: &Document<'_>, end: usize) -> bool {
    let next = document.t(end);
    next.kind == Kind::Sign && matches!(next.first, b',' | b'.' | b';' | b')' | b'-' | b'!' | b'?' | b':')
        || next.gap >= Gap::Line
        || end >= document.len()
}

fn is_name_like(document: &Document<'_>, i: usize) -> bool {
    let token = document.t(i);
    token.kind == Kind::Word
        && (token.class.is_unknown() && (1..=2).any(|n| document.has(i.wrapping_sub(n), cue::TITLE))
            || token.class.any(Class::GIVEN | Class::FAMILY) && !token.class.any(Class::COMMON)
            || token.is_capital()
                && token.shape == Shape::Title
                && !token.opens
                && (token.class.is_unknown()
                    || document.has(i.wrapping_sub(1), cue::TITLE)
                    || document.sign(i.wrapping_sub(1), b'-') && document.joined(i))
                && !token.has(cue::NUMBERED | cue::MONTH | cue::WEEKDAY))
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

/// Whether the token before `i` is a name or a word for a person, within a few words.
fn follows_person(document: &Document<'_>, i: usize) -> bool {
    (1..=3).any(|n| {
        let j = i.wrapping_sub(n);
        let blocked = (1..n).any(|m| {
            document.t(i.wrapping_sub(m)).kind == Kind::Sign
                && !matches!(document.t(i.wrapping_sub(m)).first, b')' | b'"' | b'.' | b'(')
        });
        let person = document.has(j, cue::KIN | cue::PERSON) && n <= 2
            || is_name_like(document, j)
            || document.is_any(j, &["male", "female"]);
        person && !blocked
    })
}

//! Descriptions that fit one person only: "the only Black chaplain in the trust".

mod worker;

use crate::cue;
use crate::document::Document;
use crate::token::{Gap, Kind};
use crate::words::Word;
use crate::{Certainty, Label};

use worker::is_person_word;

/// Finds phrases that single out one person. They prompt the writer; nothing proves them.
pub(crate) fn scan(document: &mut Document<'_>) {
    let mut i = 0;
    while i < document.len() {
        i = only_one(document, i).or_else(|| the_one_who(document, i)).unwrap_or(i + 1);
    }
}

/// The end of the clause that begins at `i`, at most `most` tokens on.
fn clause_end(document: &Document<'_>, i: usize, most: usize) -> usize {
    let mut end = i;
    while end < document.len() && end < i + most {
        let token = document.t(end);
        let stop = token.kind == Kind::Sign
            && matches!(token.first, b'.' | b',' | b';' | b':' | b'!' | b'?' | b'(' | b')' | b'"')
            || end > i && token.gap == Gap::Paragraph;
        let dash = token.is_sign(b'-') && token.gap != Gap::None;
        let joined_clause = document.is_any(end, words!["and", "but", "so", "because", "which", "when"])
            && end > i + 3
            && (document.has(end + 1, cue::PRONOUN)
                || document.is_any(end, words!["but", "so", "because", "which"])
                || document.has(end + 2, cue::AUX));
        let name = matches!(document.taken(end), Some(Label::Name));
        let verb = end > i + 3
            && token.has(cue::AUX)
            && document.is_any(end, words!["was", "is", "had", "has", "would", "were"])
            && !document.is_any(end.wrapping_sub(1), words!["who", "that", "ever"]);
        if stop || dash || joined_clause || name || verb {
            break;
        }
        end += 1;
    }
    end
}

/// "the only care co-ordinator covering the island", "first woman to captain the county".
fn only_one(document: &mut Document<'_>, i: usize) -> Option<usize> {
    if !document.has(i, cue::ONLY)
        || document.taken(i).is_some()
        || document.is_any(i, words!["one", "first", "last"]) && document.t(i).opens
    {
        return None;
    }
    let article = document
        .is_any(i.wrapping_sub(1), words!["the", "their", "our", "as", "was", "am", "is", "its"])
        || document.t(i.wrapping_sub(1)).possessive;
    if !article {
        return None;
    }
    let end = clause_end(document, i, 18);
    let head = (i + 1..(i + 8).min(end)).find(|k| is_person_word(document, *k))?;
    let time = document.is_any(
        i + 1,
        words![
            "time",
            "thing",
            "day",
            "night",
            "week",
            "shift",
            "way",
            "one",
            "few",
            "two",
            "place",
            "person",
            "to",
            "words",
            "people",
            "nurse",
            "patient",
            "relative",
            "family",
            "visitor",
            "visitors",
            "other",
            "human",
            "paramedic",
            "parent",
            "member",
            "doctor",
        ],
    );
    let scope = (i + 1..end).find(|k| {
        document.is_any(
            *k,
            words![
                "in", "at", "on", "for", "to", "of", "within", "across", "covering", "that", "who", "ever",
                "with", "between", "this", "round", "south", "north", "outside", "from",
            ],
        ) && *k + 1 < end
    })?;
    let only = document.is_any(i, words!["only", "sole", "longest-serving", "youngest", "oldest", "eldest"]);
    let weak_scope =
        document.is_any(scope, words!["on", "who", "that", "to", "for", "with", "of", "from", "at"]);
    let being = document.is_any(i.wrapping_sub(2), words!["am", "was", "is", "m", "be", "being", "as", "im"])
        && document.is_any(scope, words!["on", "at", "in", "covering", "across", "for"]);
    let unnamed = document
        .is_any(i + 1, words!["nurse", "patient", "relative", "paramedic", "parent", "member", "doctor"]);
    if time && weak_scope && !(unnamed && being && only)
        || head > scope
        || !only && !document.is_any(scope, words!["to", "in", "ever", "of", "from", "at", "who"])
        || end < i + 4
    {
        return None;
    }
    if document.is(i, "last") && !document.is(scope, "in")
        || !only && document.is(scope, "of") && !document.is_any(head, words!["set", "triplets", "twins"])
        || document.is_any(head, words!["patient", "death"]) && time && !document.is(scope, "in")
    {
        return None;
    }
    // "unit's first set of identical triplets": the owner belongs to it.
    let owner = i.wrapping_sub(1);
    let start = if document.t(owner).possessive
        && document.taken(owner).is_none()
        && document.t(owner).shape == crate::token::Shape::Lower
    {
        owner
    } else {
        i
    };
    widen(document, start..end, "it says that one person alone fits")
}

/// "the man who opened the tractor run every year", "goalkeeper from the crash that was on the news".
fn the_one_who(document: &mut Document<'_>, i: usize) -> Option<usize> {
    const KNOWN_BY: &[Word] = words![
        "news",
        "paper",
        "papers",
        "headlines",
        "telly",
        "tv",
        "television",
        "radio",
        "press",
        "newspaper",
        "front-page",
        "documentary",
        "viral",
        "mayor",
        "champion",
        "record",
        "olympic",
        "olympics",
        "medal",
        "mbe",
        "obe",
        "famous",
        "world",
        "cup",
        "lottery",
        "statue",
        "everyone",
        "everybody",
        "county",
        "national",
        "captained",
        "invented",
        "founded",
        "opened",
        "busker",
        "whippet",
        "parrot",
        "legged",
        "unicycle",
        "lighthouse",
        "circus",
        "evacuated",
        "spitfire",
        "murder",
        "trial",
        "gazette",
        "herald",
        "echo",
        "chronicle",
        "bbc",
        "itv",
        "youtube",
        "tiktok",
        "facebook",
        "eurovision",
        "bake",
        "carnival",
        "parade",
        "pantomime",
        "lifeboat",
        "mascot",
    ];
    let led = document.is_any(i.wrapping_sub(1), words!["the", "that", "a", "an", "as", "our"])
        || document.sign(i.wrapping_sub(1), b'-');
    if !led || document.taken(i).is_some() {
        return None;
    }
    let relates = |k: usize| document.is_any(k, words!["who", "whose", "from", "with", "that", "off"]);
    if !(i + 1..i + 4).any(relates) {
        return None;
    }
    let head = (i..i + 3).find(|k| {
        is_person_word(document, *k) && document.taken(*k).is_none() && document.t(*k).gap <= Gap::Line
    })?;
    let relative = document.is_any(head + 1, words!["who", "whose", "from", "with", "that", "off"]);
    if !relative || !(i..=head).all(|k| document.t(k).kind == Kind::Word) {
        return None;
    }
    let end = clause_end(document, i, 16);
    let telling = (head + 1..end).any(|k| document.is_any(k, KNOWN_BY));
    let oddity = document.is_any(head + 1, words!["with"])
        && document.is(head + 2, "the")
        && (head + 3..end).any(|k| document.sign(k, b'-'))
        && document.is(i.wrapping_sub(1), "the");
    if !(telling || oddity)
        || end < i + 5
        || document.is_any(i.wrapping_sub(1), words!["a", "an"])
            && !(head + 1..end).any(|k| {
                document.is_any(
                    k,
                    words![
                        "news",
                        "paper",
                        "papers",
                        "telly",
                        "tv",
                        "headlines",
                        "olympic",
                        "olympics",
                        "champion",
                        "record",
                        "bbc",
                    ],
                )
            })
    {
        return None;
    }
    widen(document, i..end, "a description by which others would know the person")
}

/// Claims the phrase, taking in days and places inside it.
fn widen(document: &mut Document<'_>, tokens: std::ops::Range<usize>, reason: &'static str) -> Option<usize> {
    let end = tokens.end;
    document.release(tokens.clone(), &[Label::Date, Label::Time, Label::Place, Label::Age]);
    document.claim(tokens, Label::UniqueRole, Certainty::Likely, reason).then_some(end)
}

//! Ordinary words that stand bare, as only a name would: no article before, a verb or a name beside them.

use crate::cue;
use crate::document::{Case, Document};
use crate::lexicon::Class;
use crate::token::{Kind, Shape};
use crate::words::Word;

/// What people do with words and faces: whoever does it is a person.
pub(super) const SAYS: &[Word] = words![
    "said",
    "says",
    "asked",
    "asks",
    "told",
    "tells",
    "replied",
    "whispered",
    "rang",
    "phoned",
    "texted",
    "thanked",
    "hugged",
    "laughed",
    "cried",
    "smiled",
    "nodded",
    "wrote",
    "explained",
    "answered",
    "shouted",
    "wept",
    "emailed",
    "apologised",
    "sed",
    "messaged",
    "agreed",
    "admitted",
    "reckons",
    "winked",
    "grinned",
];

/// A noun that one could count would need an article before "was" or "said"; without one it is a name.
///
/// In print a capital in mid-sentence says so too.
pub(super) fn bare_subject(document: &Document<'_>, i: usize) -> bool {
    let token = document.t(i);
    if !token.class.any(Class::COMMON) || token.len() < 3 {
        return false;
    }
    let next = document.t(i + 1);
    if document.case(i) == Case::Print {
        // Words that writers give capitals for other reasons.
        const CAPITALISED: &[Word] = words![
            "may",
            "april",
            "june",
            "august",
            "sunday",
            "monday",
            "friday",
            "summer",
            "autumn",
            "winter",
            "spring",
            "christian",
            "king",
            "prince",
            "princess",
            "royal",
            "duke",
            "major",
            "ward",
            "page",
            "miles",
            "trinity",
            "grace",
            "hope",
            "charity",
            "dawn",
            "joy",
            "mercy",
            "love",
            "glory",
            "patience",
            "faith",
            "mark",
            "guy",
            "dean",
            "angel",
            "star",
            "rose",
            "violet",
            "purple",
        ];
        return !document.is_any(i, CAPITALISED)
            && token.shape == Shape::Title
            && !token.opens
            && !next.is_capital()
            && !document.before(i, 1).is_capital()
            && !document.sign(i.wrapping_sub(1), b'"')
            && !next.is_sign(b'-')
            && !next.has(cue::THING | cue::PLACE_HEAD | cue::STREET | cue::ORG)
            && !document.has(i.wrapping_sub(1), cue::ARTICLE);
    }
    if document.is_any(i, super::BARE_NOUNS) {
        return false;
    }
    let before = document.t(i.wrapping_sub(1));
    let starts = token.opens
        || before.kind == Kind::Sign && matches!(before.first, b',' | b';' | b'.' | b'-')
        || document.is_any(
            i.wrapping_sub(1),
            words![
                "and", "but", "so", "then", "when", "because", "cos", "that", "said", "with", "n", "about",
                "for", "told", "asked", "rang", "after", "before", "while", "as",
            ],
        );
    let acts = document.is_any(
        i + 1,
        words![
            "was", "is", "had", "has", "did", "said", "says", "died", "went", "asked", "told", "wanted",
            "came", "loved", "liked", "knew", "sat", "cried", "laughed", "held", "rang", "wasnt", "didnt",
            "wouldnt",
        ],
    );
    starts && acts && !document.has(i, cue::THING | cue::PLACE_HEAD | cue::MEASURE | cue::TITLE)
}

/// A rare word that speaks or laughs without an article before it is somebody's nickname: "smudge said".
pub(super) fn speaking_nickname(document: &Document<'_>, i: usize) -> bool {
    let token = document.t(i);
    let before = document.t(i.wrapping_sub(1));
    let bare = token.opens
        || before.kind == Kind::Sign && before.first != b'-'
        || document
            .is_any(i.wrapping_sub(1), words!["and", "but", "so", "then", "when", "n", "because", "cos"]);
    token.class.is_unknown()
        && document.case(i) != Case::Upper
        && token.len() >= 3
        && document.word(i).last() != Some(&b's')
        && token.cues == 0
        && bare
        && document.is_any(i + 1, SAYS)
        && !(token.opens && document.t(i + 1).class.any(Class::GIVEN))
}

/// "bex n smiler", "carly and rube": beside a name, a word that is no verb and needs no article.
pub(super) fn beside_by_and(document: &Document<'_>, i: usize) -> bool {
    let token = document.t(i);
    let and =
        document.is_any(i.wrapping_sub(1), words!["and", "n"]) || document.sign(i.wrapping_sub(1), b'&');
    let name = document.t(i.wrapping_sub(2));
    let named = name.kind == Kind::Word
        && (name.class.any(Class::GIVEN) || name.class.is_unknown())
        && !name.class.any(Class::COMMON | Class::PROPER)
        && !name.possessive;
    let own = document.is_any(i.wrapping_sub(2), words!["me", "him", "us", "myself"])
        && (token.class.any(Class::GIVEN | Class::FAMILY) || token.class.is_unknown());
    let next = document.t(i + 1);
    let verbal = [&b"ed"[..], b"ing", b"ly", b"s"].iter().any(|end| document.word(i).ends_with(end));
    and && (named || own)
        && i > 1
        && token.cues == 0
        && token.len() >= 3
        && !verbal
        && (token.class.any(Class::GIVEN)
            || token.class.is_unknown()
            || document.is(i.wrapping_sub(1), "n")
                && document.word(i).ends_with(b"er")
                && !document
                    .is_any(i, words!["over", "after", "later", "never", "under", "other", "another"]))
        && (next.kind == Kind::Sign || next.has(cue::AUX | cue::WHERE | cue::DEED | cue::WITH))
}

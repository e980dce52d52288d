//! Titles, nicknaming words and initials that belong to a name.

use crate::cue;
use crate::document::{Case, Document};
use crate::lexicon::Class;
use crate::token::{Gap, Kind, Shape};
use crate::words::Word;

/// "Mr C", "mrs q".
pub(super) fn title_and_letter(document: &Document<'_>, i: usize) -> bool {
    let title = document.t(i);
    let letter = if document.sign(i + 1, b'.') { i + 2 } else { i + 1 };
    let token = document.t(letter);
    let fits = token.kind == Kind::Word
        && token.len() == 1
        && token.gap <= Gap::Space
        && document.taken(letter).is_none();
    let hard = title.has(cue::TITLE)
        && (!title.has(cue::SOFT_TITLE)
            || document.is_any(
                i,
                words!["sister", "nurse", "father", "sr", "fr", "sir", "auntie", "uncle", "baby"],
            ))
        || document.is_any(i, words!["baby", "twin"]);
    fits && hard
        && title.len() > 1
        && document.taken(i).is_none()
        && !document.is_any(letter, words!["i", "a", "s"])
        && (token.is_capital() || document.case(i) != Case::Print)
}

/// Ranks and posts that stand before a name with a capital.
const RANKS: &[Word] = words![
    "manager",
    "paramedic",
    "officer",
    "governor",
    "practitioner",
    "technician",
    "midwife",
    "therapist",
    "superintendent",
    "supervisor",
    "coroner",
    "warden",
    "sexton",
    "porter",
    "matron",
    "lieutenant",
    "major",
    "surgeon",
    "cook",
    "chef",
    "commander",
    "corporal",
    "private",
];
/// First words of ranks of several words.
const RANK_PARTS: &[Word] = words![
    "custodial",
    "leading",
    "surgeon",
    "flight",
    "watch",
    "station",
    "wing",
    "petty",
    "squadron",
    "warrant",
    "crew",
    "critical",
    "care",
    "senior",
    "charge",
    "clinical",
    "advanced",
    "lead",
    "chief",
    "deputy",
    "duty",
    "night",
    "ward",
    "staff",
    "student",
    "community",
    "district",
    "specialist",
    "prison",
    "police",
    "principal",
    "detective",
    "acting",
    "assistant",
    "associate",
    "team",
    "case",
    "support",
    "nurse",
];
/// What may follow such a first word.
const RANKS_AND_TITLES: &[Word] = words![
    "manager",
    "paramedic",
    "officer",
    "governor",
    "practitioner",
    "technician",
    "midwife",
    "therapist",
    "superintendent",
    "supervisor",
    "coroner",
    "nurse",
    "sister",
    "constable",
    "sergeant",
    "inspector",
    "chaplain",
    "professor",
    "care",
    "matron",
    "consultant",
    "lieutenant",
    "commander",
    "captain",
    "corporal",
    "leader",
    "cook",
];

/// The first token of titles, nicknaming words and initials that belong to the name at `i`.
pub(super) fn title_before(document: &Document<'_>, i: usize) -> usize {
    let mut start = i;
    for _ in 0..6 {
        let Some(mut j) = start.checked_sub(1) else { break };
        if document.sign(j, b'.') && document.joined(j) && j > 0 {
            j -= 1;
        }
        let token = document.t(j);
        if token.kind != Kind::Word
            || document.taken(j).is_some()
            || token.possessive
            || document.t(start).gap > Gap::Line
        {
            break;
        }
        // "charge nurse Odette", "in Market Drayton"
        let ranked = document.is_any(j, words!["charge", "senior", "student"])
            && document.is_any(start, words!["nurse", "sister", "midwife", "paramedic", "officer"])
            && start < i;
        let town_first = start == i
            && token.shape == Shape::Title
            && !token.opens
            && document.case(i) == Case::Print
            && document.t(i).gap == Gap::Space
            && token.class.any(Class::COMMON | Class::PROPER)
            && !token.has(cue::TITLE | cue::KIN | cue::PERSON | cue::MONTH | cue::WEEKDAY)
            && document.has(j.wrapping_sub(1), cue::WHERE);
        if ranked || town_first {
            start = j;
            continue;
        }
        // "Custodial Manager Latham", "Critical Care Paramedic Doyle": a rank of several words.
        let rank = token.shape == Shape::Title
            && document.case(i) == Case::Print
            && document.t(start).gap == Gap::Space
            && document.t(i).shape == Shape::Title
            && (start == i && document.is_any(j, RANKS)
                || start < i && document.is_any(j, RANK_PARTS) && document.is_any(start, RANKS_AND_TITLES));
        if rank {
            start = j;
            continue;
        }
        // "Mr and Mrs Bassett"
        if document.is_any(j, words!["and", "n"])
            && document.has(start, cue::TITLE)
            && start < i
            && j.checked_sub(1).is_some_and(|k| {
                document.is_any(k, words!["mr", "mrs", "dr", "sir", "rev", "lord"])
                    && document.taken(k).is_none()
            })
        {
            start = j - 1;
            continue;
        }
        let between = (j + 1..start).all(|k| document.sign(k, b'.'));
        let lower_initial = token.len() == 1
            && document.case(i) != Case::Print
            && document.has(j.wrapping_sub(1), cue::TITLE);
        let initial = lower_initial
            || token.len() == 1
                && token.is_capital()
                && !document.is(j, "I")
                && (document.sign(j + 1, b'.') || document.case(i) == Case::Print);
        let print = document.case(i) == Case::Print;
        let capital_kept = !print || token.is_capital();
        let titled = token.has(cue::TITLE)
            && (token.has(cue::SOFT_TITLE) && (capital_kept || soft_lower(document, j))
                || !token.has(cue::SOFT_TITLE))
            && (j + 1 == start || token.len() <= 4);
        let kin_title = document.is_any(
            j,
            words![
                "mum",
                "dad",
                "mom",
                "wife",
                "husband",
                "son",
                "daughter",
                "brother",
                "consultant",
                "student",
                "reg",
                "carer",
                "porter",
                "midwife",
                "sho",
                "registrar",
                "hca",
                "paramedic",
                "grandma",
                "grandad",
                "gran",
                "nana",
                "grandpa",
            ],
        ) && !(token.is_capital()
            && print
            && (!token.opens
                || document.is_any(j, words!["midwife", "porter", "paramedic", "carer", "student"])))
            && !document.is_any(j, words!["reg", "sho"]);
        let nick = token.has(cue::NICKNAMING) && capital_kept && !token.opens_only_word()
            || document.is_any(j, words!["big", "wee", "old", "young", "baby"])
                && document.is_any(j, words!["big", "wee", "old", "young", "baby"])
                && capital_kept;
        let baby_boy = document.is_any(j, words!["boy", "girl", "twin"])
            && document.is_any(j.wrapping_sub(1), words!["baby"]);
        if between && (initial || titled && !kin_title || nick && !kin_title || baby_boy) {
            start = j;
        } else {
            break;
        }
    }
    start
}

/// Lower-case words that are part of the name all the same: "nurse Efosa", "doctor Ruiz".
fn soft_lower(document: &Document<'_>, j: usize) -> bool {
    document.is_any(
        j,
        words![
            "nurse",
            "doctor",
            "sister",
            "ate",
            "kuya",
            "pastor",
            "chaplain",
            "officer",
            "auntie",
            "aunty",
            "uncle",
            "father",
            "imam",
            "rabbi",
            "staff",
            "mama",
            "captain",
            "sergeant",
            "professor",
            "reg",
            "matron",
            "reverend",
            "bhai",
            "didi",
            "tita",
            "umm",
            "sir",
            "mama",
            "nana",
        ],
    )
}

impl crate::token::Token {
    /// A capital that only opens a sentence says nothing of the word.
    fn opens_only_word(&self) -> bool {
        self.opens && self.class.any(Class::COMMON)
    }
}

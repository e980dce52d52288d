//! From scored words to whole names: titles, initials, particles and double names are joined.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::cue;
use crate::document::{Case, Document};
use crate::lexicon::Class;
use crate::token::{Gap, Kind, Shape};
use crate::{Certainty, Label};

use super::evidence::{Score, Why};
use super::titles::{title_and_letter, title_before};
use super::{CERTAIN, LIKELY, LOOK};

/// What has been accepted as a name, for the second look.
#[derive(Default)]
pub(super) struct Accepted {
    /// Hashes of name words.
    pub(super) hashes: HashSet<u64>,
    /// The words themselves, lower case, for near misses.
    pub(super) words: Vec<Vec<u8>>,
}

impl Accepted {
    fn add(&mut self, document: &Document<'_>, i: usize) {
        let token = document.t(i);
        if token.kind == Kind::Word
            && token.len() > 2
            && self.hashes.insert(token.hash)
            && token.len() > 4
            && self.words.len() < 200
        {
            self.words.push(document.word(i).to_ascii_lowercase());
        }
    }
}

/// Claims every name whose score is high enough.
pub(super) fn claim_all(document: &mut Document<'_>, scores: Vec<Score>) -> Accepted {
    let mut accepted = Accepted::default();
    let scores = raise_repeated(document, scores);
    let points = |i: usize| scores.get(i).map_or(-99, |s| s.points);
    let mut i = 0;
    while i < document.len() {
        if title_and_letter(document, i) {
            let start = i;
            let end = if document.sign(i + 1, b'.') && document.t(i + 2).len() == 1 { i + 3 } else { i + 2 };
            let stop = if document.sign(end, b'.') && document.joined(end) && !document.t(end + 1).opens {
                end + 1
            } else {
                end
            };
            if points(stop) < LIKELY {
                document.claim(start..end, Label::Name, Certainty::Certain, "an initial after a title");
                i = end;
                continue;
            }
        }
        let best = points(i);
        if best < LOOK {
            i += 1;
            continue;
        }
        let end = extend(document, i, &points);
        let top = (i..end).map(points).max().unwrap_or(best);
        if top < LIKELY {
            document.claim(i..i + 1, Label::Name, Certainty::Look, "a word that may be a name");
            i += 1;
            continue;
        }
        let start = title_before(document, i);
        for k in i..end {
            if document.t(k).len() > 1 && !document.has(k, cue::PARTICLE) {
                accepted.add(document, k);
            }
        }
        let certainty = if top >= CERTAIN { Certainty::Certain } else { Certainty::Likely };
        let why =
            (i..end).filter(|k| points(*k) == top).find_map(|k| scores.get(k)).map_or(Why::Listed, |s| s.why);
        let label = label(document, start, i, end, why);
        let reason = reason(document, i, why, label);
        if !document.claim(start..end, label, certainty, reason.clone()) {
            document.claim(i..end, label, certainty, reason);
        }
        i = end;
    }
    accepted
}

/// Where capitals say nothing, a word that no list has and that twice stands where a name would is one.
fn raise_repeated(document: &Document<'_>, mut scores: Vec<Score>) -> Vec<Score> {
    let mut seen: HashMap<u64, usize> = HashMap::new();
    let candidate = |i: usize, score: &Score| {
        (LOOK..LIKELY).contains(&score.points)
            && document.t(i).class.is_unknown()
            && document.case(i) != Case::Print
            && document.t(i).len() > 2
    };
    for (i, score) in scores.iter().enumerate() {
        if candidate(i, score) {
            *seen.entry(document.t(i).hash).or_default() += 1;
        }
    }
    // A word that also stands in lower case is no name for opening a sentence: "Tannoy".
    let lower: HashSet<u64> = (0..document.len())
        .map(|i| document.t(i))
        .filter(|t| t.kind == Kind::Word && t.shape == Shape::Lower && t.class.is_unknown())
        .map(|t| t.hash)
        .collect();
    for (i, score) in scores.iter_mut().enumerate() {
        let token = document.t(i);
        if document.case(i) == Case::Print
            && token.opens
            && token.class.is_unknown()
            && lower.contains(&token.hash)
        {
            score.points -= 4;
        }
    }
    for (i, score) in scores.iter_mut().enumerate() {
        if candidate(i, score) && seen.get(&document.t(i).hash).is_some_and(|n| *n > 1) {
            score.points = LIKELY;
        }
    }
    scores
}

/// The token after the name that starts at `i`.
fn extend(document: &Document<'_>, i: usize, points: &impl Fn(usize) -> i32) -> usize {
    let mut end = i + 1;
    loop {
        if document.t(end - 1).possessive {
            break;
        }
        let print = document.case(i) == Case::Print;
        let next = document.t(end);
        // Double names: "Bebb-Lloyd".
        if next.is_sign(b'-') && next.gap <= Gap::Space {
            let part = document.t(end + 1);
            let odd_gap = next.gap != part.gap && next.gap == Gap::Space;
            let named = part.kind == Kind::Word
                && document.taken(end + 1).is_none()
                && part.gap <= Gap::Line
                && (part.shape != Shape::Lower
                    || part.gap == Gap::None
                        && !part.class.any(Class::COMMON)
                        && (!print || part.class.is_unknown() || part.class.any(Class::GIVEN))
                    || points(end - 1) >= LIKELY
                        && document.is_any(end + 1, words!["ho", "mi", "sun", "so", "hun", "ling"]))
                && part.len() > 1;
            let tight = next.gap == Gap::None && matches!(part.gap, Gap::None | Gap::Line);
            if named && tight && !odd_gap {
                end += 2;
                continue;
            }
            break;
        }
        // Anthony "Tosh" Brannock
        let nick = document.t(end + 1);
        if (next.is_sign(b'"') || next.is_sign(b'\'') || next.is_sign(b'('))
            && next.gap == Gap::Space
            && nick.shape == Shape::Title
            && nick.gap == Gap::None
            && nick.len() > 1
            && document.t(end + 2).kind == Kind::Sign
            && document.t(end + 2).gap == Gap::None
            && document.t(end + 3).is_capital()
            && document.t(end + 3).gap == Gap::Space
            && document.t(end + 2).first != b','
            && print
            && points(end + 3) >= 0
            && document.is_free(end..end + 4)
        {
            end += 4;
            continue;
        }
        if next.kind != Kind::Word || document.taken(end).is_some() || next.gap > Gap::Line {
            // "Patel, R."
            let initial = document.t(end + 1);
            if next.is_sign(b',')
                && initial.kind == Kind::Word
                && initial.len() == 1
                && initial.is_capital()
                && document.sign(end + 2, b'.')
                && !document.is(end + 1, "i")
                && end == i + 1
            {
                return end + 3;
            }
            // An initial with its dot inside: "John F. Smith" is read below; its dot here.
            if next.is_sign(b'.')
                && document.t(end - 1).len() == 1
                && document.t(end + 1).shape == Shape::Title
                && document.t(end + 1).gap == Gap::Space
                && end > i + 1
            {
                end += 1;
                continue;
            }
            break;
        }
        let named = points(end) >= LIKELY
            && !(next.opens && next.gap == Gap::Line && document.t(end - 1).shape != next.shape);
        let capital = print
            && next.shape == Shape::Title
            && next.gap == Gap::Space
            && next.len() > 1
            && (document.t(end - 1).is_capital() || document.sign(end - 1, b'.'));
        // "Philippa Gower-Jenks": two capitals and a dash after a name are a family name whatever lists say.
        let double = capital
            && document.sign(end + 1, b'-')
            && document.t(end + 1).gap == Gap::None
            && document.t(end + 2).gap == Gap::None
            && document.t(end + 2).shape == Shape::Title;
        let surname = capital
            && (points(end) >= -4 || double)
            && !next.has(cue::WEEKDAY | cue::MONTH | cue::AUX | cue::DEED | cue::PRONOUN | cue::THING)
            && (double || !next.class.any(Class::SAFE));
        let upper_surname = print
            && next.shape == Shape::Upper
            && next.gap == Gap::Space
            && document.t(end - 1).shape == Shape::Title
            && points(end) >= 0
            && next.len() > 3;
        let initial =
            next.len() == 1 && next.is_capital() && next.gap == Gap::Space && !document.is(end, "i") && print;
        let initial = initial
            || !print
                && next.len() == 1
                && next.gap == Gap::Space
                && b"bdghjkmptwBDGHJKMPTW".contains(&next.first)
                && document.t(end - 1).class.any(Class::GIVEN)
                && !document.t(end - 1).class.any(Class::COMMON);
        let particle =
            next.has(cue::PARTICLE) && next.gap <= Gap::Space && !document.has(end, cue::WITH) && {
                let mut far = end + 1;
                while document.has(far, cue::PARTICLE) && far < end + 3 {
                    far += 1
                }
                document.sign(far, b'\'')
                    || document.t(far).kind == Kind::Word
                        && document.t(far).gap <= Gap::Space
                        && (points(far) >= LOOK && (document.t(far).is_capital() || !print))
                        && (!document.is_any(end, words!["la", "na", "st", "den", "san", "el"])
                            || document.t(far).is_capital())
            };
        let suffix = next.has(cue::SUFFIX)
            && next.gap == Gap::Space
            && next.len() < 4
            && !document.is_any(end, words!["sr"]);
        let titled = !print
            && end == i + 1
            && next.gap == Gap::Space
            && next.len() > 2
            && next.cues == 0
            && !next.class.any(Class::COMMON | Class::SAFE | Class::PROPER | Class::EPONYM)
            && document.has(i.wrapping_sub(1), cue::TITLE);
        if titled
            || full_name(document, i, end)
            || named
            || surname
            || upper_surname
            || initial
            || particle
            || suffix
        {
            end += 1;
        } else {
            break;
        }
    }
    end
}

/// "mrs joy peacock, his daughter": where capitals say nothing, the word after title and given name is the family
/// name, whatever else it means, if the sentence does not go on with it.
fn full_name(document: &Document<'_>, i: usize, end: usize) -> bool {
    let (next, after) = (document.t(end), document.t(end + 1));
    let said = document.case(i) != Case::Print
        && end == i + 1
        && next.len() > 2
        && document.has(i.wrapping_sub(1), cue::TITLE)
        && !document.has(i.wrapping_sub(1), cue::SOFT_TITLE)
        && !next
            .has(cue::AUX | cue::WITH | cue::WHERE | cue::PRONOUN | cue::DEED | cue::OWNER | cue::WEEKDAY)
        && !document.is_any(
            end,
            words![
                "today",
                "again",
                "yesterday",
                "tonight",
                "home",
                "here",
                "there",
                "alone",
                "away",
                "down",
                "back",
                "first",
                "too",
                "though",
                "now",
                "then",
                "please",
                "died",
                "asleep",
                "before",
                "after",
                "the",
                "and",
                "who",
            ],
        );
    said && (after.gap >= Gap::Line
        || after.kind == Kind::Sign
        || after.kind == Kind::Number
        || after.has(cue::AUX | cue::OWNER | cue::PRONOUN))
}

/// A name after "in" or "at" that no list has is more likely a place.
fn label(document: &Document<'_>, start: usize, i: usize, end: usize, why: Why) -> Label {
    let bound = start < i || matches!(why, Why::Title | Why::Kin | Why::Called | Why::Deed | Why::Greeting);
    let where_word = document
        .is_any(start.wrapping_sub(1), words!["in", "at", "near", "nr", "around", "outside"])
        || document.is_any(start.wrapping_sub(1), words!["from", "to"])
            && document.t(i).class.any(Class::TOWN);
    let named = (i..end).any(|k| document.t(k).class.any(Class::GIVEN));
    if where_word && !bound && !named { Label::Place } else { Label::Name }
}

fn reason(document: &Document<'_>, i: usize, why: Why, label: Label) -> Cow<'static, str> {
    if label == Label::Place {
        return "a name that tells where".into();
    }
    let before = |from: usize| {
        let words: Vec<_> = (from..i)
            .filter(|k| document.t(*k).kind == Kind::Word)
            .map(|k| String::from_utf8_lossy(document.word(k)).to_ascii_lowercase())
            .collect();
        words.join(" ")
    };
    match why {
        Why::Listed => "a known name".into(),
        Why::Unknown => "a word that no list has, written like a name".into(),
        Why::Title => "a name after a title".into(),
        Why::Kin => format!("a name after '{}'", before(i.saturating_sub(2))).into(),
        Why::Called => "a name after a word such as 'called'".into(),
        Why::Deed => "a name, for only people do what the next words say".into(),
        Why::Beside => "a given name and a family name".into(),
        Why::Greeting => "a name after a greeting or farewell".into(),
    }
}

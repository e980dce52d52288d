//! The second look: once a name is known, its twins in the text are found too, near misses among them.

use crate::cue;
use crate::document::{Case, Document};
use crate::lexicon::{Class, Hasher};
use crate::token::{Gap, Kind, Shape};
use crate::{Certainty, Label};

use super::spans::Accepted;

/// Finds every further mention of accepted names.
pub(super) fn scan(document: &mut Document<'_>, accepted: &Accepted) {
    for i in 0..document.len() {
        let token = *document.t(i);
        if token.kind != Kind::Word || token.len() < 3 || document.taken(i).is_some() {
            continue;
        }
        let reason = if accepted.hashes.contains(&token.hash) && twin(document, i) {
            "the same name as elsewhere in the text"
        } else if stem_is_known(document, i, accepted) {
            "a name of this text with an s"
        } else if near_miss(document, i, accepted) {
            "almost the same name as elsewhere in the text"
        } else {
            continue;
        };
        let start = i
            .checked_sub(1)
            .filter(|j| {
                document.has(*j, cue::TITLE)
                    && !document.has(*j, cue::SOFT_TITLE)
                    && document.taken(*j).is_none()
                    && document.t(i).gap <= Gap::Space
            })
            .unwrap_or(i);
        document.claim(start..i + 1, Label::Name, Certainty::Likely, reason);
    }
}

/// Whether a word that is elsewhere a name is one here.
fn twin(document: &Document<'_>, i: usize) -> bool {
    let token = document.t(i);
    let print = document.case(i) == Case::Print;
    let next = document.t(i + 1);
    if next.has(cue::THING)
        && next.shape == Shape::Lower
        && !token.possessive
        && token.class.any(Class::EPONYM | Class::COMMON | Class::SAFE)
    {
        return false;
    }
    let word_too = token.class.any(Class::COMMON | Class::PROPER | Class::EPONYM | Class::SAFE | Class::TOWN);
    if !word_too {
        return token.shape != Shape::Lower || !print || token.class.any(Class::GIVEN);
    }
    let person = next.has(cue::DEED)
        || token.possessive
        || document.has(i.wrapping_sub(1), cue::KIN | cue::WITH | cue::TITLE)
        || next.has(cue::AUX) && document.is_any(i + 1, words!["was", "is", "had", "who"]);
    let articled = document.has(i.wrapping_sub(1), cue::ARTICLE);
    let led_in = document.is_any(
        i.wrapping_sub(1),
        words!["in", "since", "until", "by", "every", "last", "each", "under", "saying", "with"],
    );
    match (print, token.shape) {
        (true, Shape::Lower) => false,
        (true, _) if token.opens && document.is_any(i, super::BARE_NOUNS) => {
            next.has(cue::DEED) && !document.is_any(i + 1, words!["takes", "comes", "gave", "found", "got"])
        }
        (true, _) if token.opens => {
            (person || next.has(cue::DEED))
                && !next.has(cue::PRONOUN)
                && !document.is_any(i, words!["will", "may"])
                && token.class.any(Class::GIVEN | Class::EPONYM | Class::TOWN)
        }
        (true, _) => !articled && !led_in && (person || !token.class.any(Class::PROPER)),
        (false, _) => !articled && (person || !token.class.any(Class::COMMON)),
    }
}

/// "kirstis exact words": a known name and an s.
fn stem_is_known(document: &Document<'_>, i: usize, accepted: &Accepted) -> bool {
    let word = document.word(i);
    let token = document.t(i);
    let plural = word.len() > 4 && word[word.len() - 1].eq_ignore_ascii_case(&b's');
    plural
        && !token.class.any(Class::COMMON | Class::SAFE)
        && accepted.hashes.contains(&Hasher::hash(&word[..word.len() - 1]))
}

fn near_miss(document: &Document<'_>, i: usize, accepted: &Accepted) -> bool {
    let token = document.t(i);
    let known = token.class.any(Class::COMMON | Class::SAFE | Class::PROPER | Class::EPONYM | Class::TOWN);
    if known
        || token.len() < 5
        || token.shape == Shape::Lower && document.case(i) == Case::Print && !token.class.is_unknown()
    {
        return false;
    }
    let word = document.word(i).to_ascii_lowercase();
    let most = if word.len() > 7 { 2 } else { 1 };
    accepted.words.iter().any(|name| {
        name.first() == word.first()
            && name.len().abs_diff(word.len()) <= most
            && distance(&word, name, most) <= most
    })
}

/// The edit distance of two short words, with swaps of neighbours; `most + 1` if it is more.
pub(crate) fn distance(a: &[u8], b: &[u8], most: usize) -> usize {
    const WIDTH: usize = 24;
    if a.len() >= WIDTH || b.len() >= WIDTH || a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut rows = [[0_usize; WIDTH]; 3];
    for (j, slot) in rows[1].iter_mut().enumerate() {
        *slot = j;
    }
    for (i, x) in a.iter().enumerate() {
        let [before, above, row] = &mut rows;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let swap = i > 0 && j > 0 && a[i - 1] == *y && b[j - 1] == *x;
            let swapped = if swap { before[j - 1] + 1 } else { usize::MAX };
            row[j + 1] = (above[j] + usize::from(x != y)).min(above[j + 1] + 1).min(row[j] + 1).min(swapped);
        }
        rows.rotate_left(1);
    }
    rows[1][b.len()].min(most + 1)
}

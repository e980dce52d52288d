//! What the check found in a text, gathered for asking about it: the same words once, each among a
//! little of what stands around it.

use super::posted::kept;
use domain::sharing::{Found, Settled, ShareDraft};
use std::ops::Range;

/// The most details one page asks about, so that its form stays well under the number of fields that
/// are read. The rest comes up when these are dealt with.
pub(crate) const MOST_LISTED: usize = 60;

/// How much of the text around a detail is shown, in characters.
const AROUND: usize = 32;

/// The same words, wherever they stand.
pub(crate) struct Detail {
    pub words: String,
    pub before: String,
    pub after: String,
    pub why: String,
    pub suggestion: String,
    pub binds: bool,
    pub places: usize,
}

/// What was found, each words once, in the order of the text.
pub(crate) fn details(settled: &Settled) -> Vec<Detail> {
    let mut found: Vec<&Found> = settled.open.iter().chain(&settled.look).collect();
    found.sort_by_key(|found| found.range.start);
    let mut details: Vec<Detail> = Vec::new();
    for found in found {
        let Some(words) = settled.text.get(found.range.clone()) else { continue };
        if let Some(known) = details.iter_mut().find(|detail| detail.words == words) {
            known.places += 1;
            known.binds |= found.binds;
            continue;
        }
        let (before, after) = around(&settled.text, &found.range);
        details.push(Detail {
            words: words.to_owned(),
            before,
            after,
            why: found.why.clone(),
            suggestion: found.suggestion.clone(),
            binds: found.binds,
            places: 1,
        });
    }
    details
}

/// The place of these words in the list.
pub(super) fn number_of(settled: &Settled, words: &str) -> Option<usize> {
    details(settled).iter().position(|detail| detail.words == words)
}

/// What must be settled and is not: its place in the list, and its words.
pub(super) fn unsettled(settled: &Settled, draft: &ShareDraft) -> Vec<(usize, String)> {
    let is_kept = |words: &str| kept(draft).any(|(known, _)| known == words);
    let all = details(settled).into_iter().enumerate().take(MOST_LISTED);
    all.filter(|(_, detail)| detail.binds && !is_kept(&detail.words))
        .map(|(number, detail)| (number, detail.words))
        .collect()
}

/// A little of what stands before and after some bytes, on their line and from word to word.
fn around(text: &str, range: &Range<usize>) -> (String, String) {
    let before = text.get(..range.start).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default().split('\n').next().unwrap_or_default();
    let before = match before.char_indices().rev().nth(AROUND) {
        Some((at, _)) => {
            let tail = before.get(at..).unwrap_or_default();
            format!("… {}", tail.split_once(' ').map_or(tail, |(_, whole)| whole))
        }
        None => before.to_owned(),
    };
    let after = match after.char_indices().nth(AROUND) {
        Some((at, _)) => {
            let head = after.get(..at).unwrap_or_default();
            format!("{} …", head.rsplit_once(' ').map_or(head, |(whole, _)| whole))
        }
        None => after.to_owned(),
    };
    (before, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, words: &str, binds: bool) -> Vec<Found> {
        text.match_indices(words)
            .map(|(at, words)| Found {
                range: at..at + words.len(),
                label: "NAME".to_owned(),
                why: "a name".to_owned(),
                suggestion: "somebody".to_owned(),
                binds,
            })
            .collect()
    }

    #[test]
    fn the_same_words_are_asked_about_once_in_the_order_of_the_text() {
        let text = "Ned rang Nora, and Ned came.".to_owned();
        let settled = Settled {
            open: found(&text, "Nora", true),
            look: found(&text, "Ned", false),
            kept: vec![],
            text,
        };
        let details = details(&settled);
        let told: Vec<_> =
            details.iter().map(|detail| (detail.words.as_str(), detail.places, detail.binds)).collect();
        assert_eq!(told, [("Ned", 2, false), ("Nora", 1, true)]);
    }

    #[test]
    fn a_detail_stands_among_whole_words_of_its_own_line() {
        let text = format!(
            "Before.\n{}I rang Nora {}\nAfter.",
            "we sat with her ".repeat(4),
            "for a long while ".repeat(4)
        );
        let at = text.find("Nora").expect("there");
        let (before, after) = around(&text, &(at..at + 4));
        assert_eq!(before, "… with her we sat with her I rang ");
        assert_eq!(after, " for a long while for a long …");
    }
}

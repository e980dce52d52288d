//! Months, also misspelt.

use crate::cue;
use crate::document::Document;
use crate::token::Kind;

/// Whether a token is a month, also misspelt.
pub(super) fn month(document: &Document<'_>, i: usize) -> bool {
    let token = document.t(i);
    if token.kind != Kind::Word {
        return false;
    }
    token.has(cue::MONTH) || token.len() >= 5 && token.class.is_unknown() && misspelt_month(document.word(i))
}

fn misspelt_month(word: &[u8]) -> bool {
    let word = word.to_ascii_lowercase();
    ["january", "february", "march", "april", "august", "september", "october", "november", "december"]
        .iter()
        .any(|month| {
            crate::people::distance(&word, month.as_bytes(), 2) <= if month.len() > 6 { 2 } else { 1 }
        })
}

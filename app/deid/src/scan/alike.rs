//! Codes known by their make alone: by their own, or by that of another in the text.

use std::collections::HashMap;

use crate::cue;
use crate::document::Document;
use crate::lexicon::Hasher;
use crate::token::Kind;
use crate::{Certainty, Label};

use super::digits::said;

/// Codes in the form of one that was found: `N0071126` where `N0048812` is a record.
pub(super) fn alike(document: &mut Document<'_>) {
    let form = |word: &[u8]| {
        let mut hasher = Hasher::new();
        word.iter().for_each(|b| hasher.push(if b.is_ascii_digit() { b'9' } else { b.to_ascii_lowercase() }));
        hasher.finish()
    };
    let coded =
        |document: &Document<'_>, i: usize| document.t(i).kind == Kind::Mixed && document.t(i).len() >= 6;
    // The first code found of each form: a text of many codes is read once for each, not once for each pair.
    let mut known: HashMap<u64, usize> = HashMap::new();
    for i in (0..document.len()).filter(|i| coded(document, *i)) {
        if matches!(document.taken(i), Some(Label::HospitalNumber | Label::StaffId)) {
            known.entry(form(document.word(i))).or_insert(i);
        }
    }
    if known.is_empty() {
        return;
    }
    for i in 0..document.len() {
        if document.taken(i).is_some()
            || !coded(document, i)
            || said(document, i, i + 1).cue & cue::STOCK_CUE != 0
        {
            continue;
        }
        let other = known.get(&form(document.word(i)));
        if let Some(label) = other.and_then(|other| document.taken(*other)) {
            document.claim(i..i + 1, label, Certainty::Likely, "a code of the same form as another");
        }
    }
}

/// Capital letters and groups of digits with slashes or dashes between: `PM/24/188`, `SI/4R/11-23`.
pub(super) fn in_parts(bytes: &[u8]) -> bool {
    let parts: Vec<&[u8]> = bytes.split(|byte| matches!(byte, b'/' | b'-')).collect();
    let figures = parts.iter().filter(|part| part.iter().any(u8::is_ascii_digit)).count();
    parts.len() >= 3
        && figures >= 2
        && parts[0].len() <= 5
        && parts[0].iter().all(u8::is_ascii_uppercase)
        && parts.iter().all(|part| part.iter().all(u8::is_ascii_alphanumeric))
}

/// Capital letters, then four digits or more: `K482913`, `INC-20931`, `A8812DK`.
pub(super) fn looks_like_code(document: &Document<'_>, i: usize, end: usize) -> bool {
    let bytes = &document.bytes()[document.t(i).start..document.t(end - 1).end];
    let upper = bytes.iter().any(u8::is_ascii_uppercase);
    let lower = bytes.iter().filter(|b| b.is_ascii_lowercase()).count();
    let starts_with_letter = bytes[0].is_ascii_alphabetic();
    let longest = bytes.split(|b| !b.is_ascii_digit()).map(<[u8]>::len).max().unwrap_or(0);
    upper && lower <= 3 && longest >= 4 && starts_with_letter && !document.has(i, cue::MEASURE)
}

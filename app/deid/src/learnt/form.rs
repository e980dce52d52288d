//! What a token is to the second reader: the word itself or the form of a number, its looks, its group, what the
//! rules said of it.

use crate::Certainty;
use crate::document::Document;
use crate::lexicon::GROUP_BITS;
use crate::token::{Kind, Token};

/// What identifies a token to the reader: the word itself, or the form of a number or sign.
#[cfg_attr(target_family = "wasm", inline(never))]
pub(super) fn identity(document: &Document<'_>, i: usize) -> u64 {
    let token = document.t(i);
    match token.kind {
        Kind::Word => token.hash,
        Kind::Number => 0x100 + size_of(document, i),
        Kind::Mixed => 0x200 + pattern(document.word(i)),
        Kind::Sign => u64::from(token.first) | u64::from(token.start == usize::MAX) << 9,
    }
}

#[cfg_attr(target_family = "wasm", inline(never))]
pub(super) fn size_of(document: &Document<'_>, i: usize) -> u64 {
    let length = document.t(i).len() as u64;
    let bucket = match document.number(i) {
        None => 0,
        Some(0) => 1,
        Some(1..=12) => 2,
        Some(13..=24) => 3,
        Some(25..=31) => 4,
        Some(32..=59) => 5,
        Some(60..=110) => 6,
        Some(1900..=2100) => 7,
        Some(_) => 8,
    };
    length.min(12) << 4 | bucket
}

/// The form of a run of letters and digits: "99aa9" and "9aa" are different, lengths beyond three are not.
#[cfg_attr(target_family = "wasm", inline(never))]
pub(super) fn pattern(word: &[u8]) -> u64 {
    let (mut out, mut last, mut run) = (0_u64, 0, 0);
    for byte in word.iter().take(16) {
        let kind = if byte.is_ascii_digit() { 1 } else { 2 };
        run = if kind == last { run + 1 } else { 1 };
        if run <= 3 {
            out = out * 3 + kind;
        }
        last = kind;
    }
    out
}

pub(super) fn case_code(document: &Document<'_>, i: usize) -> u64 {
    document.case(i) as u64
}

/// A word's looks: class, shape, place in the sentence.
#[cfg_attr(target_family = "wasm", inline(never))]
pub(super) fn looks(document: &Document<'_>, i: usize) -> u64 {
    let token = document.t(i);
    u64::from(token.class.0)
        | (token.shape as u64) << 8
        | u64::from(token.opens) << 10
        | (token.kind as u64) << 11
        | u64::from(token.possessive) << 13
        | case_code(document, i) << 14
}

#[cfg_attr(target_family = "wasm", inline(never))]
pub(super) fn class(token: &Token) -> u64 {
    u64::from(token.class.0) | (token.kind as u64) << 8
}

#[cfg_attr(target_family = "wasm", inline(never))]
pub(super) fn rule(document: &Document<'_>, i: usize) -> u64 {
    match document.taken_as(i) {
        Some((label, certainty)) => 2 + (label as u64) * 2 + u64::from(certainty == Certainty::Certain),
        None => u64::from(document.is_hinted(i)),
    }
}

#[cfg_attr(target_family = "wasm", inline(never))]
pub(super) fn ending(word: &[u8], length: usize) -> u64 {
    word.iter().rev().take(length).fold(0, |sum, byte| sum << 8 | u64::from(byte.to_ascii_lowercase()))
}

#[cfg_attr(target_family = "wasm", inline(never))]
pub(super) fn beginning(word: &[u8], length: usize) -> u64 {
    word.iter().take(length).fold(0, |sum, byte| sum << 8 | u64::from(byte.to_ascii_lowercase()))
}

/// Whether a word that no list has is built like a word of English or medicine, or is a common one misspelt.
#[cfg_attr(target_family = "wasm", inline(never))]
pub(super) fn looks_misspelt(document: &Document<'_>, i: usize) -> u64 {
    if document.t(i).class.is_unknown() { crate::people::word_like(document, i) as u64 } else { 9 }
}

/// The sign that a token is, nought for a word.
pub(super) fn sign(token: &Token) -> u64 {
    if token.kind == Kind::Sign { u64::from(token.first) } else { 0 }
}

/// The nearest cue to what a number is, in the eight tokens before: a record's, a staff member's, a thing's.
pub(super) fn cues_around(document: &Document<'_>, i: usize) -> u64 {
    use crate::cue;
    let telling = cue::NHS_CUE
        | cue::PHONE_CUE
        | cue::STAFF_CUE
        | cue::RECORD_CUE
        | cue::STOCK_CUE
        | cue::VEHICLE_CUE
        | cue::HANDLE_CUE
        | cue::AGED
        | cue::MEASURE
        | cue::NUMBERED
        | cue::AT_TIME;
    let near = |n: usize| document.t(i.wrapping_sub(n)).cues & telling;
    let nearest = (1..=8).map(near).find(|cues| *cues != 0).unwrap_or(0);
    let stock = (1..=8).any(|n| document.has(i.wrapping_sub(n), cue::STOCK_CUE));
    nearest | u64::from(stock) << 63
}

/// The nearest word or number on one side, signs passed over.
#[cfg_attr(target_family = "wasm", inline(never))]
pub(super) fn nearest(document: &Document<'_>, i: usize, forward: bool) -> usize {
    let mut at = i;
    for _ in 0..4 {
        at = if forward { at + 1 } else { at.wrapping_sub(1) };
        if document.t(at).kind != Kind::Sign || document.t(at).start == usize::MAX {
            break;
        }
    }
    at
}

/// What a word is used like, or what identifies a number or sign.
#[cfg_attr(target_family = "wasm", inline(never))]
pub(super) fn group(document: &Document<'_>, i: usize) -> u64 {
    let token = document.t(i);
    if token.kind == Kind::Word { u64::from(token.group) } else { 1 << 20 | identity(document, i) }
}

/// The same whatever the word's ending.
pub(super) const fn stem_group(group: u64) -> u64 {
    if group >> 20 == 0 { group & ((1 << GROUP_BITS) - 1) } else { group }
}

//! Where people live and are cared for: addresses, named wards and homes, towns.

mod address;
mod headed;
mod named;
mod numbered;
mod town;

pub(crate) use address::addresses;
pub(crate) use named::places;
pub(crate) use town::towns;

use crate::cue;
use crate::document::{Case, Document};
use crate::lexicon::Class;
use crate::token::{Kind, Shape};

/// Whether a token can be part of a place's own name.
fn names_a_place(document: &Document<'_>, i: usize) -> bool {
    let token = document.t(i);
    if token.kind != Kind::Word || document.taken(i).is_some() || token.len() < 2 {
        return false;
    }
    match document.case(i) {
        Case::Print => token.is_capital() && token.shape != Shape::Upper,
        _ => {
            !is_generic(document, i)
                && !token.has(
                    cue::AUX | cue::DEED | cue::PRONOUN | cue::ARTICLE | cue::WHERE | cue::WITH | cue::TITLE,
                )
                && (token.shape == Shape::Title || !token.class.any(Class::SAFE))
        }
    }
}

/// Whether a token only says what kind of place it is.
fn is_generic(document: &Document<'_>, i: usize) -> bool {
    document.t(i).kind != Kind::Word || document.has(i, cue::PLACE_HEAD | cue::GENERIC)
}

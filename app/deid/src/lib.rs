//! Finds what could identify a person in reflective writing of health and care, and offers words to put instead.
//!
//! [`find`] reads a text once, in linear time, and gives [`Finding`]s with byte ranges, labels, a
//! [`Certainty`] and a reason. [`suggest`] gives a neutral replacement for each, consistent through the text.
//! Nothing here reads or writes anything: the word lists come as bytes ([`Lexicon::from_bytes`]).
//!
//! A person always confirms: the check errs towards flagging, and a story can identify by itself.

#[macro_use]
mod words;

mod cue;
mod document;
mod finding;
mod fold;
mod learnt;
mod lexicon;
mod lower;
mod offsets;
mod people;
mod places;
mod replace;
mod roles;
mod scan;
mod token;
mod when;

pub mod fields;
#[cfg(feature = "serde")]
pub mod lines;
pub mod markup;

pub use finding::{Certainty, Finding, Label};
#[cfg(feature = "build")]
pub use learnt::train;
#[cfg(feature = "build")]
pub use lexicon::build as lexicon_build;
pub use lexicon::{Lexicon, LexiconError};
pub use offsets::{char_ranges, utf16_ranges};
pub use replace::{Replacement, clean, suggest};

use document::Document;

/// Finds what could identify a person, in the order of the text; findings never overlap.
#[must_use]
pub fn find(text: &str, lexicon: &Lexicon) -> Vec<Finding> {
    let mut document = read(text, lexicon);
    learnt::scan(&mut document);
    document.into_findings()
}

/// What the rules find.
fn read<'a>(text: &'a str, lexicon: &'a Lexicon) -> Document<'a> {
    let mut document = Document::new(text, lexicon);
    scan::web(&mut document);
    scan::codes(&mut document);
    when::scan(&mut document);
    places::addresses(&mut document);
    places::places(&mut document);
    scan::handles(&mut document);
    people::scan(&mut document);
    places::towns(&mut document);
    roles::scan(&mut document);
    document
}

/// The findings that are at least this certain.
#[must_use]
pub fn at_least(findings: Vec<Finding>, certainty: Certainty) -> Vec<Finding> {
    findings.into_iter().filter(|finding| finding.certainty >= certainty).collect()
}

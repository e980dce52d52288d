//! The second reader: a small learnt scorer that looks at every word with its company, after the rules.
//!
//! It knows nothing of its own but weights: how much each sign (a word before, an ending, what the rules
//! said) spoke for a kind of detail in the texts written for training it. What enters here is reading and
//! judging; the rules stay in their own rooms.

mod features;
mod form;
mod innocent;
mod judge;
mod model;
mod reread;
#[cfg(feature = "build")]
pub mod train;

use crate::Label;
use crate::document::Document;

pub(crate) use model::Model;

/// What a word may be part of, as the second reader sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Sort {
    /// Nothing that identifies.
    #[default]
    Plain,
    /// A name.
    Name,
    /// A named place, a house or a street.
    Place,
    /// A day.
    Date,
    /// A time on the clock.
    Time,
    /// An age.
    Age,
    /// A number, reference, login or registration.
    Code,
    /// Part of a phrase that fits one person only.
    Role,
}

impl Sort {
    /// How many there are.
    pub(crate) const COUNT: usize = 8;
    /// All, in the order of their numbers.
    pub(crate) const ALL: [Self; Self::COUNT] =
        [Self::Plain, Self::Name, Self::Place, Self::Date, Self::Time, Self::Age, Self::Code, Self::Role];

    /// The sort that a label belongs to.
    pub(crate) const fn of(label: Label) -> Self {
        match label {
            Label::Name => Self::Name,
            Label::Place | Label::Address | Label::Postcode => Self::Place,
            Label::Date => Self::Date,
            Label::Time => Self::Time,
            Label::Age => Self::Age,
            Label::UniqueRole => Self::Role,
            _ => Self::Code,
        }
    }

    const fn reason(self) -> &'static str {
        match self {
            Self::Plain | Self::Name => "the words around it suggest a name",
            Self::Place => "the words around it suggest a place",
            Self::Date => "the words around it suggest a day",
            Self::Time => "the words around it suggest a time",
            Self::Age => "the words around it suggest an age",
            Self::Code => "the words around it suggest a number or a reference",
            Self::Role => "a phrase that may fit one person only",
        }
    }
}

/// Reads the text after the rules: doubts what they found on slight grounds, adds what they missed.
pub(crate) fn scan(document: &mut Document<'_>) {
    let Some(model) = document.lexicon.model() else { return };
    let (mut read, scores) = features::read_all(document, |_, signs| model.read(signs));
    reread::reread_all(document, &mut read, &scores, |_, scores, signs| {
        let mut more = model.read(signs);
        more.iter_mut().zip(scores).for_each(|(more, first)| *more += first);
        more
    });
    let company = judge::company(document, &read);
    judge::doubt(document, &read, company);
    judge::believe_twins(document, &mut read);
    judge::grow(document, &mut read, company);
    judge::claim_all(document, &read, company);
}

//! What readers decide on the desk, and why a decision does not stand.

use super::review::Code;

/// What a first reader decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FirstDecision {
    /// It counts.
    Accept {
        /// The words, as the reader leaves them.
        words: String,
        /// What it is coded to.
        codes: Vec<Code>,
    },
    /// It does not, for this outcome of the list.
    SetAside(String),
}

/// What a second reader decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecondDecision {
    /// These words may be quoted.
    Quote(String),
    /// The point counts, and its words go no further.
    DoNotQuote,
    /// The point does not count after all, for this outcome of the list.
    SetAside(String),
}

/// Why a decision does not stand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReviewError {
    /// It is one's own, or not there.
    #[error("This point is not on your desk")]
    NotYours,
    /// Somebody has decided it, or it was withdrawn, in the meantime.
    #[error(
        "A colleague has read this point in the meantime. Their decision stands, and yours was not needed"
    )]
    Decided,
    /// Nothing is left of the words.
    #[error("Leave some words, or set the point aside")]
    NoWords,
    /// The words are too long.
    #[error("This has {0} characters. A learning point can hold 3,000")]
    TooLong(usize),
    /// The words name something that was not there before.
    #[error(
        "Your changes add a detail that could point to a person: \u{201c}{0}\u{201d}. Please put it another way"
    )]
    NewDetail(String),
    /// No sub-theme was chosen.
    #[error("Choose at least one sub-theme, or set the point aside")]
    NoCodes,
    /// More sub-themes than the figures can bear.
    #[error("Choose at most six sub-themes")]
    TooManyCodes,
    /// A sub-theme or direction is not in the codebook.
    #[error("Choose a direction for each sub-theme: easier, harder or both")]
    UnknownCode,
    /// The outcome is not in the list.
    #[error("Choose one of the reasons for setting it aside")]
    UnknownOutcome,
}

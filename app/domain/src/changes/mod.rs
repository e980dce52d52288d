//! What changed: "you said, we did". A safety lead says which themes people spoke about and what was done
//! about them; everybody in the organisation is told.
//!
//! What enters: rules about one change, from its draft to what is told. What does not: who wrote it, and
//! anything about a point or its author. A change answers themes that a release has printed, so that it
//! tells of nothing hidden.

mod change;
mod draft;

pub use change::{Change, ChangeState, Said};
pub use draft::{ChangeDraft, ChangeField, ChangeOffer, ChangeProblem, MOST_CHANGE_CHARS};

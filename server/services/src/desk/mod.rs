//! The review desk: words, and nothing else. Two safety leads read a point before its words go
//! further, and nobody reads their own.
//!
//! What enters this room: the next point for a reader, and their decision. What does not: counts,
//! dates, settings, tags, or anything that could be said back to an author beyond the fixed outcomes.

mod decide;
mod next;

pub use decide::{DeskError, decide, decide_again};
pub use next::{OnDesk, next, open, some_waiting};

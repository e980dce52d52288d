//! A reflection: what somebody writes for themselves after a death, and the rules for reading what
//! they typed, keeping two versions side by side, and giving it back to them in a file.
//!
//! What enters: types and rules about one person's own reflection. What does not: sharing, storage,
//! or the names of any template or prompt (those are content).

mod answers;
mod autosave;
mod combine;
mod copy_out;
#[cfg(test)]
mod fixture;
mod reflection;
pub mod template;

pub use answers::{
    Answer, Answers, HOW_ARE_YOU, HowAreYou, MAX_ANSWER_CHARS, MAX_TOTAL_BYTES, Problem, ProblemKind,
};
pub use autosave::{SaveAnswer, SaveState};
pub use combine::combine;
pub use copy_out::{Heading, answered, as_json, as_markdown};
pub use reflection::{Reflection, Stage, Summary, TemplateRef};

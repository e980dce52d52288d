//! The shapes of versioned content: frameworks, codebook, gate, promise and signposts.
//!
//! What enters this room: types for things that are written in `content/` and change with the years,
//! and the one rule they share, when a version holds. What stays out: any ambition, theme, prompt or
//! signpost by name. Those are content, so that a new framework is a new file and not a new build.

mod ambitions;
mod codebook;
mod consent;
mod gate;
mod how_are_you;
mod signpost;
mod validity;

pub use ambitions::{Ambition, Ambitions, BuildingBlock, Foundation};
pub use codebook::{Codebook, Direction, SubTheme, Theme};
pub use consent::{Consent, KeepReason, Outcome, OutcomeWhen};
pub use gate::{Gate, GateEntry, Promise, PromisePart};
pub use how_are_you::{HowAreYou, HowAreYouOption};
pub use signpost::{Signpost, SignpostGroup};
pub use validity::{Dated, Validity, held_or_nearest};

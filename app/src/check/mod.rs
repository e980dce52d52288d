//! The identifier check on a page: the button that becomes a switch, the box that lets words be marked,
//! and what a page without JavaScript shows instead, a list with choices. Any form can have them: what
//! runs in the browser is the crate `checker`, and finds its fields by `data-check`.

mod choices;
mod findings;
mod switch;

pub use choices::{chosen, field_of};
pub use findings::Findings;
pub use switch::CheckSwitch;

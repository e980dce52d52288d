//! The identifier check in the page. While a person writes, what could identify someone is marked
//! behind their words; under each field stands a list of it, with choices.
//!
//! A wasm module of its own: `check.js` fetches it, and the lexicon, when the check is switched on, so
//! that a page costs no more without. It speaks to nobody: words come from the form and stay there.
//!
//! `session` is what is known of the texts and has no page in it; the rest draws it.

pub mod session;

#[cfg(target_arch = "wasm32")]
mod edit;
#[cfg(target_arch = "wasm32")]
mod layer;
#[cfg(target_arch = "wasm32")]
mod list;
#[cfg(target_arch = "wasm32")]
mod page;

#[cfg(target_arch = "wasm32")]
pub use page::LiveCheck;

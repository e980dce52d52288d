//! Reflecting: the gate, the editor, reading, two versions, copies, deleting.

mod autosave_island;
#[cfg(feature = "ssr")]
pub mod pages;

pub use autosave_island::AutosaveIsland;

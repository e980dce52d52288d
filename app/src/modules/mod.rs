//! Learning modules: the catalogue, reading page by page, and an educator's writing.

#[cfg(feature = "ssr")]
pub mod pages;
mod preview_island;

pub use preview_island::PreviewIsland;

//! Letting go: what to share of a reflection, and what became of it.

pub mod pages;

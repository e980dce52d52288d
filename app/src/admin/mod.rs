//! What administrators do: people of their organisation.

pub mod pages;

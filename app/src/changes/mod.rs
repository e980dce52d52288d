//! What changed: what everybody is told, and a safety lead's writing.

pub mod pages;

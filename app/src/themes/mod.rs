//! Themes: what a release shows, as a picture, as tables, and in people's own words.

pub mod pages;

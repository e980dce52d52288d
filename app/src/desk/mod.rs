//! The review desk: reading what was shared, without knowing whose it is.

pub mod pages;

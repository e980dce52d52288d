//! Afterword's rules and types.
//!
//! Everything here needs only its arguments: no I/O, no clock, no randomness of its own, so the same
//! rule runs on the server and in the browser and is tested in milliseconds. Ids are held here and
//! made in `services`; times come in as arguments.

pub mod accounts;
pub mod changes;
pub mod disclosure;
pub mod frameworks;
pub mod ids;
pub mod modules;
pub mod policy;
pub mod reflect;
pub mod sharing;
pub mod text;
pub mod time;

//! The running router, asked as browsers ask it: as nobody, as each role, and as somebody of another
//! organisation. One subject a file; what they share is in `support`.

mod administrators;
mod autosave;
mod bad_input;
mod changes;
mod check;
mod community;
mod cookies;
mod desk;
mod downloads;
mod errors;
mod escaping;
mod headers;
mod held;
mod held_after_reset;
mod held_for_writers;
mod hiding;
mod locked;
mod log;
mod markup;
mod modules;
mod origin;
mod reading;
mod replayed;
mod sharing;
mod support;
mod themes;
mod walk;

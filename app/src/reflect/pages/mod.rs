//! The screens of reflecting, rendered on the server.

pub mod begin;
mod check;
pub mod copy_out;
pub mod delete;
mod editor;
pub mod list;
pub mod show;
pub mod versions;
pub mod write;

pub(crate) use editor::inside_textarea;

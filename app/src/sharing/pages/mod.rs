//! The screens of letting go, rendered on the server. Everything a form holds travels in the form:
//! nothing is stored before the last button.

mod agree;
mod choose;
mod clean;
pub(crate) mod details;
mod gone;
mod list;
mod posted;
pub mod share;
pub mod what_became;

//! The screens of letting go, rendered on the server. Everything a form holds travels in the form:
//! nothing is stored before the last button.

mod agree;
mod choose;
mod clean;
mod details;
mod kept_form;
mod list;
pub mod own_shares;
mod posted;
pub mod share;

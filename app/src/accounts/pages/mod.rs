//! The screens of accounts, rendered on the server.

pub mod account;
pub mod forgot;
pub mod join;
mod recovery_code;
pub mod reset;
pub mod sign_in;
pub mod unsent;

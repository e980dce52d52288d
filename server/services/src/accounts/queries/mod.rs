//! The SQL of accounts: one function a statement, the same text on both databases.

pub mod attempts;
pub mod links;
pub mod people;
pub mod sessions;
pub mod sign_ins;

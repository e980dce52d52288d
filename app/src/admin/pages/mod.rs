//! The screens of administration, rendered on the server.

pub mod invite;
pub mod people;
pub mod person;
pub mod sharing_rules;

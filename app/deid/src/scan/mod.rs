//! Scanners for identifiers with a form: addresses of the web, numbers, codes, registrations, screen names.

mod alike;
mod codes;
mod digits;
mod handles;
mod of_day;
mod pattern;
mod spoken;
mod web;

pub(crate) use codes::codes;
pub(crate) use digits::said;
pub(crate) use handles::handles;
pub(crate) use web::web;

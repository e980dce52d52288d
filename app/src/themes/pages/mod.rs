//! The screens of releases, rendered on the server. Everything drawn is worked out from frozen figures;
//! there is nothing to filter, sort or leave out.

mod answers;
pub mod community;
pub mod excerpts;
mod figures;
mod picture;
mod printed;
mod release;
pub mod themes;

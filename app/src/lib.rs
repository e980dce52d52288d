//! What people see.
//!
//! Pages are rendered on the server from plain HTML forms and work without JavaScript; islands make
//! the parts live that gain from it. Folders are capabilities: `pages/` is compiled for the server
//! only, `*_island.rs` runs in the browser. `web` holds what every page needs to answer a request.

pub mod modules;
pub mod reflect;

#[cfg(feature = "ssr")]
mod accounts;
#[cfg(feature = "ssr")]
mod admin;
#[cfg(feature = "ssr")]
mod changes;
#[cfg(feature = "ssr")]
pub mod check;
#[cfg(feature = "ssr")]
mod desk;
#[cfg(feature = "ssr")]
mod home;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
mod sharing;
#[cfg(feature = "ssr")]
mod themes;
#[cfg(feature = "ssr")]
mod ui;
#[cfg(feature = "ssr")]
pub mod web;

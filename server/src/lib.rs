//! The `afterword` binary: HTTP, commands, configuration and jobs. Wiring only: what the portal does
//! is in `services`, what people see in `app`, what is allowed in `domain`.

pub mod assets;
pub mod commands;
pub mod config;
mod health;
mod jobs;
mod middleware;
mod open;
mod router;

pub use open::{OpenError, open_services};
pub use router::{Guard, router};

//! What stands in front of every page: where a request comes from, the headers of an answer, what is
//! logged, and what happens when something breaks.

mod headers;
mod log;
mod origin;
mod panic;

pub use headers::security_headers;
pub use log::request_log;
pub use origin::same_origin;
pub use panic::{broken, log_places_only};

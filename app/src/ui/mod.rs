//! Components that know no capability: fields, the error summary, signposts. nhsuk-frontend's markup,
//! so that its styles and its accessibility work come with it.

mod error_summary;
mod field;
mod pagination;
mod signposts;

pub use error_summary::{ErrorSummary, Slip};
pub use field::{ErrorMessage, PasswordField, TextField};
pub use pagination::pagination;
pub use signposts::Signposts;

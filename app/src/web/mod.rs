//! What every page needs to answer a request: the state, who is asking, what was posted, and the
//! forms an answer takes. Nothing here belongs to one capability.

mod address;
mod answer;
mod cookie;
mod failure;
pub mod held;
mod posted;
mod shell;
mod state;
mod visitor;

pub use address::{Done, Path, Query};
pub use answer::{found, see_other};
pub use cookie::{clear_cookie, cookie_name, set_cookie, with_cleared_site_data};
pub use failure::{Failure, kind_page, reference};
pub use posted::{MAX_POST_BYTES, Posted};
pub(crate) use shell::remember_assets;
pub use shell::{Frame, HideSaves, Islands, page};
pub use state::{Assets, Web};
pub use visitor::{Visitor, safe_path};

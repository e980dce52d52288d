//! What changed: a safety lead's writing, and what everybody in the organisation is told.
//!
//! What enters this room: operations on changes. What does not: who wrote one or who read one (neither
//! is kept), and any point, excerpt or figure. That a release prints a theme is all it asks of releases.

mod demo;
mod draft;
mod publish;
mod queries;
mod told;

pub(crate) use demo::tell_demo_changes;
pub use draft::{
    ChangeError, OpenChange, Telling, begin_change, list_own_changes, offer, open_change, save_change,
};
pub use publish::{ChangePublishError, ChangeSeen, publish_change, ready_change, take_down_change};
pub use told::{ChangeLink, News, NewsItem, SaidTheme, ToldChange, change_links, news, told_change};

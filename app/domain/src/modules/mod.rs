//! Learning modules: what one says of itself, how its Markdown becomes pages, what it answers, what an
//! educator's draft needs before it can be published, and how far somebody has read.
//!
//! What enters: types and rules. What does not: any module, theme or ambition by name (those are
//! content, or stand in the database).

mod card;
mod draft;
mod mapping;
mod markdown;
mod progress;

pub use card::{Card, ContentModule, ModuleRef, RESERVED, Source, after_you_can, title_key};
pub use draft::{Draft, Field, MOST_BODY_BYTES, MOST_LINES, MOST_SUMMARY_CHARS, MOST_TITLE_CHARS, Problem};
pub use mapping::Mapping;
pub use markdown::{Headings, LeftOut, Page, Rendered, Unwanted, preview_html, render};
pub use progress::{Completed, MOST_MODULES, Place, Progress};

//! Learning modules: the catalogue, reading page by page, one's own progress, and an educator's writing,
//! publishing and withdrawing.
//!
//! Modules of the content folder and of the organisation's own educators stand side by side. What
//! enters this room: operations on modules. What does not: who has read what. A person's progress is
//! sealed with their own key, and nothing here counts it or shows it to anybody else.

mod catalogue;
mod demo;
mod draft;
mod progress;
mod publish;
mod queries;
mod read;
mod shown;
mod stored;
mod words;

pub use catalogue::{Catalogue, Entry, Filter, ModuleLink, catalogue, every_module, for_themes};
pub use demo::publish_demo_module;
pub use draft::{DraftError, OpenDraft, OwnModule, begin_module, list_own_modules, open_draft, save_draft};
pub(crate) use progress::reseal as reseal_progress;
pub use progress::{complete, turn_page};
pub use publish::{PublishError, Seen, publish, put_back, ready, withdraw};
pub use read::{Front, Reading, front, read_page};
pub use shown::{ShownPage, preview};
pub use words::{Named, NamedTheme, Words, titles_of};

//! A person's own reflections: begin, save, read, list, choose between versions, take a copy, delete.
//!
//! Everything is sealed before it reaches the database and opened only for its owner. What enters
//! this room: operations of the writer. What does not: anything another person could ask for.

mod copy_out;
mod delete;
mod demo;
mod list;
mod pass;
mod queries;
mod read;
mod reseal;
mod save;
mod shares;
mod start;
mod stored;
mod versions;

pub use copy_out::{CopyFormat, File, take_copy};
pub use delete::delete;
pub use demo::write_demo_reflections;
pub use list::{Entry, ListOfReflections, list, recent_draft};
pub use pass::{WritePass, make_write_pass};
pub use read::{Opened, finds_older_words_closed, read};
pub(crate) use reseal::reseal;
pub use save::{SaveRequest, Saved, save, save_with_pass};
pub(crate) use shares::{open_for_shares, opened_with_shares, store_shares};
pub use start::start;
pub use versions::{Choice, SecondVersion, Seen, Versions, choose_version, versions};

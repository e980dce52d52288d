//! The screens of what changed, rendered on the server.

mod card;
mod editor;
mod found;
mod links;
pub mod news;
pub mod one;
pub mod own;
pub mod publish;
pub mod take_down;
pub mod write;

pub(crate) use links::change_list;

use jiff::civil::Date;

/// A day as people read it: "21 November 2026".
fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

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

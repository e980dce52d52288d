//! Letting go, from the author's side: choose, look, share, take back, withdraw, and see what became
//! of it.
//!
//! A share lies here under its author's own name, sealed with their key, until a batch takes it into
//! the pool. What enters this room: operations of the author. What does not: anything that knows a
//! point after it has moved, but for matching the author's own tickets in memory.

mod begin;
mod demo;
mod list;
mod look;
mod openness;
mod queries;
mod send;
mod stored;
mod take_back;
mod withdraw;

pub use begin::{Begun, Passage, begin};
pub use demo::run_demo_loop;
pub use list::{Shared, Stage, list, list_of};
pub use look::{Looked, find_details, look};
pub use openness::openness;
pub use send::{ShareError, share};
pub(crate) use stored::{OpenedWaiting, Waiting, hash_of, reseal_waiting, waiting_of_organisation};
pub use take_back::{TakeBackError, take_back};
pub(crate) use take_back::{delete_waiting, renew_waiting, replace_waiting, take_back_all_of};
pub use withdraw::{WithdrawError, withdraw};

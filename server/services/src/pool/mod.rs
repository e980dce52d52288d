//! The holding pool: where points go when their authors are left behind.
//!
//! Points lie here sealed with a period key, without a person, a time or an order. What enters this
//! room: the weekly batch, opening the pool, and what of it desk, author and release need. What does
//! not: decisions about a point, and anything that could lead from a row to a person.

mod held;
mod move_waiting;
mod queries;
mod register;
mod weekly;

pub(crate) use held::{
    HeldRow, delete_pool, find_pool_row, find_standings, lock_of, open_point, open_pools, points_of,
    pool_error, replace_row, ticket_of,
};
pub use held::{PoolError, period_keys_are_complete};
pub(crate) use move_waiting::{LEFT_BEHIND, withdrawals_in};
pub use move_waiting::{Moved, move_waiting};
pub(crate) use register::{Standing, load_register, note_in_register};
pub use weekly::{move_everywhere, move_weekly};

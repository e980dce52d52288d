//! The holding pool: where points go when their authors are left behind.
//!
//! Points lie here sealed with a period key, without a person, a time or an order. What enters this
//! room: the weekly batch, opening the pool, and what of it desk, author and release need. What does
//! not: decisions about a point, and anything that could lead from a row to a person.

mod held;
mod move_waiting;
mod queries;
mod weekly;

pub use held::PoolError;
pub(crate) use held::{
    HeldRow, delete_pool, find_pool_row, find_reviews, lock_of, open_pools, open_row, points_of, pool_error,
    replace_row, rows_from, ticket_of,
};
pub(crate) use move_waiting::{LEFT_BEHIND, withdrawals_in};
pub use move_waiting::{Moved, move_waiting};
pub use weekly::{move_everywhere, move_weekly};

//! The screens of the review desk, rendered on the server. Words only: no author, date, place or count.

mod codes;
pub mod front;
mod point;
pub mod read;
pub mod second_look;

//! The loop from sharing to release, and what each promise of docs/anonymity.md is worth: tried by its
//! people, by other nodes, and by somebody with copies of the database.

mod author;
mod batch;
mod community;
mod crowd;
mod damaged_rows;
mod demo;
mod desk;
mod freeze;
mod guesser;
mod interleavings;
mod lost_keys;
mod reading;
mod residue;
mod rules;
mod stops;
mod traces;

//! Signing in and out, joining, resets, and one's own account.

pub mod pages;

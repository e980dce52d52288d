//! The `afterword` binary as whoever runs it meets it: as a process that is killed at any moment, asked
//! for something by a command, or looked at by what watches it. On SQLite and on PostgreSQL.

mod commands;
mod killed_jobs;
mod killed_shares;
mod ready;
mod support;

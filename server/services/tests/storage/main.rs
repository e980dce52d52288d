//! What the portal promises about what it stores, tried from outside on SQLite and on PostgreSQL: by
//! people through its operations, and by somebody who reads the database or writes into it.

mod administrators;
mod changes;
mod closed_days;
mod concurrent;
mod forged_links;
mod forged_people;
mod forged_sessions;
mod invitations;
mod keys;
mod list;
mod locked_saves;
mod migrations;
mod module_progress;
mod modules;
mod moved_seals;
mod outbox;
mod own_account;
mod recovery;
mod resets;
mod rotation;
mod saving;
mod sealing;
mod sessions;
mod sharing;
mod sign_in;
mod strangers;
mod support;
mod versions;

//! Letters: queued in the database in the same transaction as what they are about, sealed because
//! they hold addresses and links, and sent by a job that any node may run.

mod mailer;
mod outbox;

pub use mailer::{Mailer, MailerError};
pub use outbox::{Letter, OnlyWhileClosed, queue, send_due};

//! Where letters go: a folder (the default, and for trying things out) or an SMTP server.

use super::outbox::Letter;
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::path::Path;

/// Sends letters.
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

enum Way {
    Folder(AsyncFileTransport<Tokio1Executor>),
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
}

/// Why letters cannot be sent. Never holds an address or what a letter says.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    /// The sender's address is not one.
    #[error("the sender's address must look like: Afterword <afterword@hospice.example>")]
    From,
    /// The folder cannot be made.
    #[error("the mail folder cannot be made: {0}")]
    Folder(#[from] std::io::Error),
    /// The SMTP URL is not one.
    #[error("the SMTP URL must look like smtps://user:password@host:465 or smtp://host:25?tls=required")]
    SmtpUrl,
    /// A letter was not taken.
    #[error("a letter could not be sent ({0})")]
    NotSent(&'static str),
}

impl Mailer {
    /// Writes each letter to a file (`.eml`) in a folder.
    ///
    /// # Errors
    /// When the sender's address is not one or the folder cannot be made.
    pub fn to_folder(from: &str, folder: &Path) -> Result<Self, MailerError> {
        std::fs::create_dir_all(folder)?;
        Ok(Self { from: mailbox(from)?, way: Way::Folder(AsyncFileTransport::new(folder)) })
    }

    /// Hands letters to an SMTP server.
    ///
    /// # Errors
    /// When the sender's address or the URL is not one.
    pub fn to_smtp(from: &str, url: &str) -> Result<Self, MailerError> {
        let smtp = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|_| MailerError::SmtpUrl)?;
        Ok(Self { from: mailbox(from)?, way: Way::Smtp(smtp.build()) })
    }

    /// Sends one letter.
    ///
    /// # Errors
    /// When it is not taken; it may be tried again.
    pub async fn send(&self, letter: &Letter) -> Result<(), MailerError> {
        let to = letter.to.parse().map_err(|_| MailerError::NotSent("its address is not one"))?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(letter.subject.clone())
            .header(ContentType::TEXT_PLAIN)
            .body(letter.body.clone())
            .map_err(|_| MailerError::NotSent("it cannot be written"))?;
        match &self.way {
            Way::Folder(folder) => folder
                .send(message)
                .await
                .map(|_| ())
                .map_err(|_| MailerError::NotSent("the folder refuses it")),
            Way::Smtp(smtp) => smtp
                .send(message)
                .await
                .map(|_| ())
                .map_err(|_| MailerError::NotSent("the server refuses it")),
        }
    }
}

fn mailbox(from: &str) -> Result<Mailbox, MailerError> {
    from.parse().map_err(|_| MailerError::From)
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead, BufReader, Write};
    use std::net::{TcpListener, TcpStream};

    const FROM: &str = "Afterword <afterword@hospice.example>";

    /// Speaks as much SMTP as one letter needs; refuses it if told to. Answers every line it was sent.
    fn converse(stream: &TcpStream, takes_it: bool) -> Vec<String> {
        let mut out = stream;
        let mut said = Vec::new();
        let mut reads_letter = false;
        out.write_all(b"220 mail.hospice.example\r\n").expect("a client listens");
        for line in BufReader::new(stream).lines() {
            // Silence ends it too: a client may keep its connection for the next letter.
            let Ok(line) = line else { break };
            let answer: &[u8] = match line.split(' ').next().unwrap_or_default() {
                "." if reads_letter => {
                    reads_letter = false;
                    b"250 taken\r\n"
                }
                _ if reads_letter => b"",
                "EHLO" => b"250 mail.hospice.example\r\n",
                "RCPT" if !takes_it => b"550 no such mailbox\r\n",
                "DATA" => {
                    reads_letter = true;
                    b"354 go on\r\n"
                }
                "QUIT" => b"221 goodbye\r\n",
                _ => b"250 so be it\r\n",
            };
            let is_over = line == "QUIT";
            said.push(line);
            out.write_all(answer).expect("a client listens");
            if is_over {
                break;
            }
        }
        said
    }

    async fn send_to(takes_it: bool) -> (Result<(), MailerError>, Vec<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("smtp://{}", listener.local_addr().expect("an address"));
        let server = std::thread::spawn(move || {
            let (stream, _) = listener.accept().expect("a client");
            stream.set_read_timeout(Some(std::time::Duration::from_secs(1))).expect("a socket option");
            converse(&stream, takes_it)
        });
        let letter = Letter {
            to: "amina@hospice.example".to_owned(),
            subject: "Your invitation".to_owned(),
            body: "Hello Amina,\n.\nThe end\n".to_owned(),
            only_while_closed: None,
        };
        let mailer = Mailer::to_smtp(FROM, &url).expect("a mailer");
        let outcome = mailer.send(&letter).await;
        drop(mailer);
        (outcome, server.join().expect("it ends"))
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_letter_goes_to_the_server_whole() {
        let (outcome, said) = send_to(true).await;
        outcome.expect("sent");
        assert!(said.iter().any(|line| line == "RCPT TO:<amina@hospice.example>"), "{said:?}");
        assert!(said.iter().any(|line| line == "Subject: Your invitation"), "{said:?}");
        assert!(said.iter().any(|line| line == ".."), "a dot of the letter does not end it: {said:?}");
        assert!(said.iter().any(|line| line == "The end"), "{said:?}");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_refusal_is_told_without_address_or_words() {
        let (outcome, said) = send_to(false).await;
        let error = outcome.expect_err("refused").to_string();
        assert!(!error.contains("amina") && !error.contains("invitation"), "{error}");
        assert!(!said.iter().any(|line| line.contains("Hello")), "{said:?}");
    }
}

//! The outbox: letters wait here until they are sent.

use super::mailer::{Mailer, MailerError};
use crate::Services;
use crate::accounts::is_closed_until;
use crate::content::EmailName;
use crate::db::Conn;
use crate::error::Error;
use crate::on;
use crate::sealing::{Fields, KeyId, SealError};
use domain::ids::PersonId;
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Minutes for which a node that takes a letter has it to itself.
const LEASE_MINUTES: i64 = 5;
/// Times a letter is tried before it is given up: with waits of 5, 10, 20 … minutes, about three days.
const MOST_TRIES: i64 = 10;

/// A letter to one person.
#[derive(Clone, Serialize, Deserialize)]
pub struct Letter {
    /// Where it goes.
    pub to: String,
    /// Its first line.
    pub subject: String,
    /// What it says, plain text.
    pub body: String,
    /// Send it only if this still holds when it is due.
    pub only_while_closed: Option<OnlyWhileClosed>,
}

impl Letter {
    /// Writes a letter from its file in `content/emails`.
    ///
    /// # Errors
    /// When the file asks for a word that is not given.
    pub fn write(
        services: &Services,
        name: EmailName,
        to: &str,
        words: &[(&str, &str)],
    ) -> Result<Self, Error> {
        let filled =
            services.content.email(name).fill(words).map_err(|error| Error::Unexpected(error.to_string()))?;
        Ok(Self { to: to.to_owned(), subject: filled.subject, body: filled.body, only_while_closed: None })
    }
}

/// That a person's reflections are closed until a certain time.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OnlyWhileClosed {
    /// The person.
    pub person: PersonId,
    /// Until when.
    pub until: Timestamp,
}

fn about(id: Uuid) -> Fields {
    Fields::of("afterword letter 1").bytes(id.as_bytes())
}

/// Puts a letter into the outbox, to be sent from `due` on.
///
/// # Errors
/// When it cannot be stored.
pub async fn queue(
    services: &Services,
    conn: Conn<'_>,
    due: Timestamp,
    letter: &Letter,
) -> Result<(), Error> {
    const SQL: &str = "INSERT INTO outbox (id, due_at, tries, ring_key, letter) VALUES ($1, $2, 0, $3, $4)";
    let id = Uuid::new_v4();
    let plain =
        serde_json::to_vec(letter).map_err(|_| Error::Unexpected("a letter is not JSON".to_owned()))?;
    let (ring_key, sealed) = services.ring.wrap(&about(id), &plain)?;
    on!(conn, c => sqlx::query(SQL).bind(id).bind(due.0).bind(ring_key.0).bind(sealed).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Sends every letter that is due. Answers how many were sent.
///
/// # Errors
/// When the database refuses. A letter that cannot be sent is tried again later.
pub async fn send_due(services: &Services, mailer: &Mailer) -> Result<usize, Error> {
    let mut sent = 0;
    while let Some((id, tries, letter)) = take(services).await? {
        match deliver(services, mailer, letter).await {
            Ok(was_sent) => sent += usize::from(was_sent),
            Err(Undelivered::Database(error)) => return Err(error),
            Err(error) => {
                tracing::warn!(letter = %id, tries, %error, "a letter was not sent");
                if tries < MOST_TRIES {
                    put_back(services, id, tries).await?;
                    continue;
                }
            }
        }
        delete(services, id).await?;
    }
    Ok(sent)
}

/// Why a letter did not go out.
#[derive(Debug, thiserror::Error)]
enum Undelivered {
    /// Its seal does not open: it is damaged, or the key is missing on this node.
    #[error("it does not open: {0}")]
    Sealed(Error),
    #[error(transparent)]
    Mailer(#[from] MailerError),
    #[error(transparent)]
    Database(Error),
}

/// Sends a letter, unless what it says is no longer true. Answers whether it was sent.
async fn deliver(
    services: &Services,
    mailer: &Mailer,
    letter: Result<Letter, Error>,
) -> Result<bool, Undelivered> {
    let letter = letter.map_err(Undelivered::Sealed)?;
    if let Some(only) = &letter.only_while_closed
        && !is_closed_until(services, only).await.map_err(Undelivered::Database)?
    {
        return Ok(false);
    }
    mailer.send(&letter).await?;
    Ok(true)
}

/// Takes the letter due longest, for this node alone, until the lease runs out.
async fn take(services: &Services) -> Result<Option<(Uuid, i64, Result<Letter, Error>)>, Error> {
    // The outer condition is looked at again when another node has just taken the same row.
    const SQL: &str = "UPDATE outbox SET due_at = $2, tries = tries + 1 WHERE due_at <= $1 AND id = \
         (SELECT id FROM outbox WHERE due_at <= $1 ORDER BY due_at LIMIT 1) \
         RETURNING id, tries, ring_key, letter";
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let row: Option<(Uuid, i64, String, Vec<u8>)> = on!(tx.conn(), c => sqlx::query_as(SQL)
        .bind(now.0).bind(now.plus_minutes(LEASE_MINUTES).0).fetch_optional(c).await)?;
    tx.commit().await?;
    let Some((id, tries, ring_key, sealed)) = row else { return Ok(None) };
    let opened = services.ring.unwrap(&KeyId(ring_key), &about(id), &sealed).map_err(Error::from);
    let letter =
        opened.and_then(|plain| serde_json::from_slice(&plain).map_err(|_| Error::Seal(SealError::Broken)));
    Ok(Some((id, tries, letter)))
}

async fn put_back(services: &Services, id: Uuid, tries: i64) -> Result<(), Error> {
    const SQL: &str = "UPDATE outbox SET due_at = $2 WHERE id = $1";
    let wait = LEASE_MINUTES << tries.clamp(0, MOST_TRIES);
    let due = services.clock.now().plus_minutes(wait);
    let mut tx = services.db.begin().await?;
    on!(tx.conn(), c => sqlx::query(SQL).bind(id).bind(due.0).execute(c).await.map(|_| ()))?;
    Ok(tx.commit().await?)
}

async fn delete(services: &Services, id: Uuid) -> Result<(), Error> {
    const SQL: &str = "DELETE FROM outbox WHERE id = $1";
    let mut tx = services.db.begin().await?;
    on!(tx.conn(), c => sqlx::query(SQL).bind(id).execute(c).await.map(|_| ()))?;
    Ok(tx.commit().await?)
}

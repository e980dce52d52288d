//! Laying an old ring key aside, once nothing needs it.

use super::queries;
use crate::Services;
use crate::error::Error;
use crate::sealing::KeyId;
use std::fmt;

/// What still needs a key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Uses {
    /// People whose sealing key it wraps.
    pub person_keys: i64,
    /// Access records it marks.
    pub records: i64,
    /// Reset links it marks: two hours at most.
    pub resets: i64,
    /// Letters it seals: about three days at most.
    pub letters: i64,
    /// Sessions begun before the current key: a day or so.
    pub sessions: i64,
    /// Invitations from before the current key: seven days at most.
    pub invitations: i64,
}

impl Uses {
    /// Whether nothing needs it.
    #[must_use]
    pub fn none(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Uses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = [
            (self.person_keys, "wrapped keys"),
            (self.records, "access records"),
            (self.resets, "reset links"),
            (self.letters, "letters"),
            (self.sessions, "sessions"),
            (self.invitations, "invitations"),
        ];
        let words: Vec<String> = counted
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        f.write_str(&words.join(", "))
    }
}

/// Why a key was not laid aside.
#[derive(Debug, thiserror::Error)]
pub enum RetireError {
    /// The database names no such key, or it is the current one.
    #[error("there is no older key of this name")]
    NoSuchKey,
    /// Something still needs it.
    #[error(
        "something still needs this key: {0}. Run keys rotate again if there are wrapped keys or records; the \
         rest ends by itself within seven days"
    )]
    InUse(Uses),
    /// Anything else.
    #[error(transparent)]
    Other(#[from] Error),
}

/// Every key that the database names, whether it is the current one, and what needs it.
///
/// # Errors
/// When the database cannot be read.
pub async fn uses(services: &Services) -> Result<Vec<(KeyId, bool, Uses)>, Error> {
    let mut reader = services.db.reader().await?;
    let keys = queries::list_keys(reader.conn()).await?;
    let mut all = Vec::new();
    for (at, (key, _, is_current)) in keys.iter().enumerate() {
        let [person_keys, records, resets, letters] = queries::count_rows(reader.conn(), key).await?;
        // A token's mark tells no key; it was made with the one that was current then.
        let [sessions, invitations] = match keys.get(at + 1) {
            Some((_, next_made_at, _)) => queries::count_tokens_before(reader.conn(), *next_made_at).await?,
            None => [0, 0],
        };
        let uses = Uses { person_keys, records, resets, letters, sessions, invitations };
        all.push((KeyId(key.clone()), *is_current, uses));
    }
    Ok(all)
}

/// Takes an old key's name out of the database, so that its file may be deleted. Refuses while
/// anything needs it.
///
/// # Errors
/// When the key is unknown, current, or in use.
pub async fn retire(services: &Services, key: &KeyId) -> Result<(), RetireError> {
    let known = uses(services).await?;
    let (_, is_current, uses) =
        known.iter().find(|(name, _, _)| name == key).ok_or(RetireError::NoSuchKey)?;
    if *is_current {
        return Err(RetireError::NoSuchKey);
    }
    if !uses.none() {
        return Err(RetireError::InUse(*uses));
    }
    let mut tx = services.db.begin().await.map_err(Error::from)?;
    queries::forget_key(tx.conn(), &key.0).await.map_err(Error::from)?;
    tx.commit().await.map_err(Error::from)?;
    Ok(())
}

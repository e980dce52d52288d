//! One key for each person, wrapped by the ring.

use super::mac::Fields;
use super::ring::{KeyId, KeyRing};
use super::seal::SealError;
use crate::db::Conn;
use crate::error::Error;
use crate::on;
use domain::ids::PersonId;
use zeroize::Zeroizing;

/// The key that seals what one person writes. Has no `Debug`.
pub struct PersonKey(pub(super) Zeroizing<[u8; 32]>);

fn about(person: PersonId) -> Fields {
    Fields::of("afterword person key 1").bytes(person.0.as_bytes())
}

/// Makes a key for a new person and stores it wrapped.
///
/// # Errors
/// When it cannot be stored.
pub async fn make_person_key(ring: &KeyRing, conn: Conn<'_>, person: PersonId) -> Result<(), Error> {
    const SQL: &str = "INSERT INTO person_keys (person, ring_key, wrapped) VALUES ($1, $2, $3)";
    let key = Zeroizing::new(crate::random::bytes::<32>()?);
    let (ring_key, wrapped) = ring.wrap(&about(person), &*key)?;
    on!(conn, c => sqlx::query(SQL).bind(person.0).bind(ring_key.0).bind(wrapped).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// A person's key, unwrapped. It is kept no longer than the operation that asked for it.
///
/// # Errors
/// When the person has none, or it was changed or moved from another row.
pub async fn load_person_key(ring: &KeyRing, conn: Conn<'_>, person: PersonId) -> Result<PersonKey, Error> {
    const SQL: &str = "SELECT ring_key, wrapped FROM person_keys WHERE person = $1";
    let row: Option<(String, Vec<u8>)> =
        on!(conn, c => sqlx::query_as(SQL).bind(person.0).fetch_optional(c).await)?;
    let (ring_key, wrapped) = row.ok_or(Error::NotFound)?;
    let key = ring.unwrap(&KeyId(ring_key), &about(person), &wrapped)?;
    let key: [u8; 32] = key.as_slice().try_into().map_err(|_| SealError::Broken)?;
    Ok(PersonKey(Zeroizing::new(key)))
}

/// Makes a new key for a person in place of the old one, and answers it. What the old one sealed must
/// be sealed anew in the same transaction.
pub(crate) async fn replace_person_key(
    ring: &KeyRing,
    conn: Conn<'_>,
    person: PersonId,
) -> Result<PersonKey, Error> {
    let key = PersonKey(Zeroizing::new(crate::random::bytes::<32>()?));
    store_wrapped(ring, conn, person, &key).await?;
    Ok(key)
}

/// Wraps a person's key with the ring's current key.
pub(crate) async fn rewrap_person_key(
    ring: &KeyRing,
    mut conn: Conn<'_>,
    person: PersonId,
) -> Result<(), Error> {
    let key = load_person_key(ring, conn.again(), person).await?;
    store_wrapped(ring, conn, person, &key).await
}

async fn store_wrapped(
    ring: &KeyRing,
    conn: Conn<'_>,
    person: PersonId,
    key: &PersonKey,
) -> Result<(), Error> {
    const SQL: &str = "UPDATE person_keys SET ring_key = $2, wrapped = $3 WHERE person = $1";
    let (ring_key, wrapped) = ring.wrap(&about(person), &*key.0)?;
    on!(conn, c => sqlx::query(SQL).bind(person.0).bind(ring_key.0).bind(wrapped).execute(c).await.map(|_| ()))?;
    Ok(())
}

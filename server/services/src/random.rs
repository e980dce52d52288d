//! Randomness, from the operating system and nowhere else.

use crate::error::Error;
use data_encoding::BASE64URL_NOPAD;

/// `N` random bytes.
///
/// # Errors
/// When the operating system has no randomness to give.
pub fn bytes<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Error::Unexpected(format!("no randomness: {error}")))?;
    Ok(bytes)
}

/// A secret for a cookie or a link: 256 random bits as 43 URL-safe characters.
///
/// # Errors
/// As [`bytes`].
pub fn token() -> Result<String, Error> {
    Ok(BASE64URL_NOPAD.encode(&bytes::<32>()?))
}

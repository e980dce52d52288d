//! The key ring: a few 256-bit keys, one of them current.
//!
//! From each key two are derived (HKDF-SHA-256): one wraps people's keys and seals letters, one makes
//! MACs. Nothing else is ever done with the key itself.

use super::mac::Fields;
use super::seal::SealError;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use std::collections::BTreeMap;
use std::fmt;
use zeroize::Zeroizing;

/// Bytes of a nonce before the sealed bytes.
const NONCE_BYTES: usize = 24;

/// The name of a ring key: 16 hexadecimal digits. It is no secret and stands in the database.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyId(pub String);

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A MAC and the key that made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mac {
    /// The ring key's name.
    pub key: KeyId,
    /// HMAC-SHA-256, 32 bytes.
    pub bytes: Vec<u8>,
}

struct RingKey {
    wrapping: Zeroizing<[u8; 32]>,
    macs: Zeroizing<[u8; 32]>,
}

/// The installation's keys. Has no `Debug`.
pub struct KeyRing {
    keys: BTreeMap<KeyId, RingKey>,
    current: KeyId,
}

impl KeyRing {
    /// A ring of these keys.
    ///
    /// # Errors
    /// When `current` is not among them.
    pub fn new(
        keys: impl IntoIterator<Item = (KeyId, Zeroizing<[u8; 32]>)>,
        current: KeyId,
    ) -> Result<Self, SealError> {
        let keys: BTreeMap<_, _> = keys.into_iter().map(|(id, key)| (id, RingKey::derive(&key))).collect();
        if keys.contains_key(&current) {
            Ok(Self { keys, current })
        } else {
            Err(SealError::MissingKey(current))
        }
    }

    /// The key that new seals and MACs are made with.
    #[must_use]
    pub const fn current(&self) -> &KeyId {
        &self.current
    }

    /// Whether the ring holds this key.
    #[must_use]
    pub fn holds(&self, key: &KeyId) -> bool {
        self.keys.contains_key(key)
    }

    /// The MAC of these fields under the current key.
    ///
    /// # Errors
    /// Never in practice: the current key is in the ring.
    pub fn mac(&self, fields: &Fields) -> Result<Mac, SealError> {
        let bytes = self.hmac(&self.current, fields)?.finalize().into_bytes().to_vec();
        Ok(Mac { key: self.current.clone(), bytes })
    }

    /// The MACs of these fields under every key, the current one first: for looking up what may have
    /// been stored under an older key.
    ///
    /// # Errors
    /// As [`KeyRing::mac`].
    pub fn macs(&self, fields: &Fields) -> Result<Vec<Mac>, SealError> {
        let older = self.keys.keys().filter(|key| **key != self.current);
        std::iter::once(&self.current)
            .chain(older)
            .map(|key| {
                let bytes = self.hmac(key, fields)?.finalize().into_bytes().to_vec();
                Ok(Mac { key: key.clone(), bytes })
            })
            .collect()
    }

    /// Whether this MAC belongs to these fields, compared in constant time.
    ///
    /// # Errors
    /// When it does not, or its key is not in the ring.
    pub fn verify(&self, mac: &Mac, fields: &Fields) -> Result<(), SealError> {
        self.hmac(&mac.key, fields)?.verify_slice(&mac.bytes).map_err(|_| SealError::Forged)
    }

    /// Seals bytes with the current key, bound to `about`.
    ///
    /// # Errors
    /// When there is no randomness for the nonce.
    pub fn wrap(&self, about: &Fields, plain: &[u8]) -> Result<(KeyId, Vec<u8>), SealError> {
        let about = about.clone().text(&self.current.0);
        let sealed = encrypt(&self.key(&self.current)?.wrapping, &about, plain)?;
        Ok((self.current.clone(), sealed))
    }

    /// Opens what [`KeyRing::wrap`] sealed, bound to the same `about`.
    ///
    /// # Errors
    /// When the key is missing, or the bytes or what they are about were changed.
    pub fn unwrap(
        &self,
        key: &KeyId,
        about: &Fields,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let about = about.clone().text(&key.0);
        decrypt(&self.key(key)?.wrapping, &about, sealed)
    }

    fn key(&self, id: &KeyId) -> Result<&RingKey, SealError> {
        self.keys.get(id).ok_or_else(|| SealError::MissingKey(id.clone()))
    }

    fn hmac(&self, id: &KeyId, fields: &Fields) -> Result<Hmac<Sha256>, SealError> {
        let mut hmac = Hmac::<Sha256>::new_from_slice(&*self.key(id)?.macs).map_err(|_| SealError::Forged)?;
        hmac.update(fields.as_bytes());
        Ok(hmac)
    }
}

impl RingKey {
    fn derive(key: &[u8; 32]) -> Self {
        let hkdf = Hkdf::<Sha256>::new(None, key);
        let derived = |purpose: &[u8]| {
            let mut derived = Zeroizing::new([0; 32]);
            // 32 bytes are far below HKDF's limit of 255 blocks.
            let _ = hkdf.expand(purpose, &mut *derived);
            derived
        };
        Self { wrapping: derived(b"afterword wrapping 1"), macs: derived(b"afterword macs 1") }
    }
}

/// XChaCha20-Poly1305 with a random nonce, which stands before the bytes.
pub(super) fn encrypt(key: &[u8; 32], about: &Fields, plain: &[u8]) -> Result<Vec<u8>, SealError> {
    let nonce = crate::random::bytes::<NONCE_BYTES>().map_err(|_| SealError::NoRandomness)?;
    let cipher = XChaCha20Poly1305::new(key.into());
    let payload = Payload { msg: plain, aad: about.as_bytes() };
    let sealed = cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| SealError::Broken)?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// Opens what [`encrypt`] sealed.
pub(super) fn decrypt(
    key: &[u8; 32],
    about: &Fields,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(SealError::Broken)?;
    let cipher = XChaCha20Poly1305::new(key.into());
    let payload = Payload { msg: sealed, aad: about.as_bytes() };
    cipher.decrypt(&XNonce::from(*nonce), payload).map(Zeroizing::new).map_err(|_| SealError::Broken)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn ring(keys: &[(&str, u8)], current: &str) -> KeyRing {
        let keys = keys.iter().map(|(id, byte)| (KeyId((*id).to_owned()), Zeroizing::new([*byte; 32])));
        KeyRing::new(keys, KeyId(current.to_owned())).expect("the current key is among them")
    }

    #[test]
    fn a_mac_holds_for_its_fields_and_for_no_others() {
        let ring = ring(&[("a", 1)], "a");
        let mac = ring.mac(&Fields::of("person").text("staff")).expect("a MAC");
        assert!(ring.verify(&mac, &Fields::of("person").text("staff")).is_ok());
        assert!(matches!(
            ring.verify(&mac, &Fields::of("person").text("administrator")),
            Err(SealError::Forged)
        ));
        assert!(matches!(ring.verify(&mac, &Fields::of("session").text("staff")), Err(SealError::Forged)));
    }

    #[test]
    fn what_an_older_key_made_still_holds_while_it_is_in_the_ring() {
        let fields = Fields::of("person");
        let mac = ring(&[("a", 1)], "a").mac(&fields).expect("a MAC");
        let rotated = ring(&[("a", 1), ("b", 2)], "b");
        assert!(rotated.verify(&mac, &fields).is_ok());
        assert!(rotated.macs(&fields).expect("MACs").contains(&mac));
        assert!(matches!(ring(&[("b", 2)], "b").verify(&mac, &fields), Err(SealError::MissingKey(_))));
    }

    #[test]
    fn a_wrapped_key_opens_only_for_what_it_is_about_and_by_the_key_it_names() {
        let ring = ring(&[("a", 1), ("b", 1)], "a");
        let about = Fields::of("person-key").text("amina");
        let (key, sealed) = ring.wrap(&about, b"secret").expect("sealed");
        assert_eq!(&**ring.unwrap(&key, &about, &sealed).expect("opens"), b"secret");
        assert!(ring.unwrap(&key, &Fields::of("person-key").text("bola"), &sealed).is_err());
        assert!(ring.unwrap(&KeyId("b".to_owned()), &about, &sealed).is_err(), "the key's name is bound in");
        let mut bent = sealed.clone();
        bent[30] ^= 1;
        assert!(ring.unwrap(&key, &about, &bent).is_err());
        assert!(ring.unwrap(&key, &about, &sealed[..10]).is_err());
    }
}

//! The key of one organisation's holding pool in one period.
//!
//! It seals the points and makes the tags by which one person's points are counted once. While it is
//! there, whoever holds it and the key ring can link; once it is destroyed nobody can.

use super::mac::Fields;
use super::ring::{decrypt, encrypt};
use super::seal::{SealError, open_padded, seal_padded};
use data_encoding::BASE64URL_NOPAD;
use domain::disclosure::Period;
use domain::ids::{HeldId, OrganisationId, PersonId};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

/// Every point is padded to this, whatever it says and whatever was decided about it.
const POINT_SIZE: usize = 16 << 10;

/// A period key. Has no `Debug`.
pub struct PeriodKey {
    organisation: OrganisationId,
    period: Period,
    sealing: Zeroizing<[u8; 32]>,
    tags: Zeroizing<[u8; 32]>,
}

impl PeriodKey {
    pub(super) fn derive(organisation: OrganisationId, period: Period, key: &[u8; 32]) -> Self {
        let hkdf = Hkdf::<Sha256>::new(None, key);
        let derived = |purpose: &[u8]| {
            let mut derived = Zeroizing::new([0; 32]);
            // 32 bytes are far below HKDF's limit of 255 blocks.
            let _ = hkdf.expand(purpose, &mut *derived);
            derived
        };
        let (sealing, tags) = (derived(b"afterword pool 1"), derived(b"afterword pool tags 1"));
        Self { organisation, period, sealing, tags }
    }

    /// The period it belongs to.
    #[must_use]
    pub const fn period(&self) -> Period {
        self.period
    }

    /// Seals a point for its row. Every point has the same size.
    ///
    /// # Errors
    /// When it is larger than a point can be.
    pub fn seal(&self, row: HeldId, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let sealed = seal_padded(&self.sealing, &self.about(row), POINT_SIZE, plain)?;
        // The next size up would stand out.
        if sealed.len() > POINT_SIZE + 64 { Err(SealError::TooLarge) } else { Ok(sealed) }
    }

    /// Opens the point of a row.
    ///
    /// # Errors
    /// When it was changed, moved to another row, or sealed with another key.
    pub fn open(&self, row: HeldId, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        open_padded(&self.sealing, &self.about(row), sealed)
    }

    /// Seals the register of the pool. It is as long as its number of points says.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn seal_register(&self, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        encrypt(&self.sealing, &self.about_register(), plain)
    }

    /// Opens the register of the pool.
    ///
    /// # Errors
    /// When it was changed, belongs to another pool, or was sealed with another key.
    pub fn open_register(&self, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        decrypt(&self.sealing, &self.about_register(), sealed)
    }

    /// The tag of a person in this period: HMAC(period key, person).
    #[must_use]
    pub fn tag(&self, person: PersonId) -> String {
        self.hmac(&Fields::of("person").bytes(person.0.as_bytes()))
    }

    /// A mark of a row as it is now, for a page to say what it has seen.
    #[must_use]
    pub fn seen(&self, sealed: &[u8]) -> String {
        self.hmac(&Fields::of("seen").bytes(sealed))
    }

    /// What tells this key from another; it opens nothing.
    #[must_use]
    pub fn check(&self) -> Vec<u8> {
        self.hmac(&Fields::of("check")).into_bytes()
    }

    fn about(&self, row: HeldId) -> Fields {
        Fields::of("afterword pool point 1")
            .bytes(self.organisation.0.as_bytes())
            .text(&self.period.to_string())
            .bytes(row.0.as_bytes())
    }

    fn about_register(&self) -> Fields {
        Fields::of("afterword pool register 1")
            .bytes(self.organisation.0.as_bytes())
            .text(&self.period.to_string())
    }

    fn hmac(&self, fields: &Fields) -> String {
        // A key of any length is accepted.
        Hmac::<Sha256>::new_from_slice(&*self.tags).map_or_else(
            |_| String::new(),
            |mut hmac| {
                hmac.update(fields.as_bytes());
                BASE64URL_NOPAD.encode(&hmac.finalize().into_bytes())
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn key(byte: u8, period: &str) -> PeriodKey {
        let period = period.parse().expect("a period");
        PeriodKey::derive(OrganisationId(Uuid::from_u128(1)), period, &[byte; 32])
    }

    #[test]
    fn a_point_opens_in_its_own_row_and_period_only_and_all_have_one_size() {
        let row = HeldId(Uuid::from_u128(7));
        let sealed = key(1, "2026-Q3").seal(row, b"words").expect("sealed");
        assert_eq!(&**key(1, "2026-Q3").open(row, &sealed).expect("opens"), b"words");
        assert!(key(1, "2026-Q3").open(HeldId(Uuid::from_u128(8)), &sealed).is_err());
        assert!(key(1, "2026-Q4").open(row, &sealed).is_err());
        assert!(key(2, "2026-Q3").open(row, &sealed).is_err());
        let long = key(1, "2026-Q3").seal(row, &[7; 16_000]).expect("sealed");
        assert_eq!(sealed.len(), long.len());
        assert!(key(1, "2026-Q3").seal(row, &[7; 17_000]).is_err());
    }

    #[test]
    fn one_person_has_one_tag_in_a_period_and_another_in_the_next() {
        let person = PersonId(Uuid::from_u128(3));
        assert_eq!(key(1, "2026-Q3").tag(person), key(1, "2026-Q3").tag(person));
        assert_ne!(key(1, "2026-Q3").tag(person), key(2, "2026-Q4").tag(person));
    }
}

//! Sealing one value of one row: encrypted, bound to its place, and padded so that its length says
//! little.

use super::mac::Fields;
use super::person_keys::PersonKey;
use super::ring::{KeyId, decrypt, encrypt};
use domain::ids::{OrganisationId, PersonId};
use uuid::Uuid;
use zeroize::Zeroizing;

/// The first byte of a sealed value: the format, so that another can follow.
const FORMAT: u8 = 1;
/// Bytes that hold the length before the padding.
const LENGTH_BYTES: usize = 4;
/// The sizes a value is padded to.
const SIZES: [usize; 4] = [1 << 10, 4 << 10, 16 << 10, 64 << 10];

/// Why a seal could not be made or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// A MAC does not belong to its row.
    #[error("a record was changed by something other than the portal")]
    Forged,
    /// A sealed value was changed, moved, or sealed by another key.
    #[error("a sealed value does not open")]
    Broken,
    /// The value is larger than the largest size.
    #[error("a value is too large to seal")]
    TooLarge,
    /// A key that is needed is not in the ring.
    #[error("ring key {0} is missing")]
    MissingKey(KeyId),
    /// The operating system has no randomness to give.
    #[error("no randomness")]
    NoRandomness,
}

/// Where a sealed value belongs. Opened anywhere else, it does not open.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The owner's organisation.
    pub organisation: OrganisationId,
    /// Whose it is.
    pub owner: PersonId,
    /// The table.
    pub table: &'a str,
    /// The row's id.
    pub row: Uuid,
    /// The column.
    pub column: &'a str,
    /// The version that stands beside it in the clear.
    pub version: i64,
    /// The smallest size it is padded to, so that short and long values look alike.
    pub at_least: usize,
}

impl Place<'_> {
    fn fields(&self) -> Fields {
        Fields::of("afterword seal 1")
            .bytes(self.organisation.0.as_bytes())
            .bytes(self.owner.0.as_bytes())
            .text(self.table)
            .bytes(self.row.as_bytes())
            .text(self.column)
            .number(self.version)
    }
}

/// Seals a value for its place. The result is `FORMAT`, a nonce of 24 bytes, the padded and
/// encrypted value and a tag of 16 bytes.
///
/// # Errors
/// When the value is larger than 64 KiB less four bytes, or there is no randomness.
pub fn seal(key: &PersonKey, place: &Place<'_>, plain: &[u8]) -> Result<Vec<u8>, SealError> {
    seal_padded(&key.0, &place.fields(), place.at_least, plain)
}

/// Pads and seals with any key, bound to `about`.
pub(super) fn seal_padded(
    key: &[u8; 32],
    about: &Fields,
    at_least: usize,
    plain: &[u8],
) -> Result<Vec<u8>, SealError> {
    let needed = (plain.len() + LENGTH_BYTES).max(at_least);
    let size = *SIZES.iter().find(|size| needed <= **size).ok_or(SealError::TooLarge)?;
    let mut padded = Zeroizing::new(vec![0; size]);
    let length = u32::try_from(plain.len()).map_err(|_| SealError::TooLarge)?;
    padded[..LENGTH_BYTES].copy_from_slice(&length.to_le_bytes());
    padded[LENGTH_BYTES..LENGTH_BYTES + plain.len()].copy_from_slice(plain);
    let sealed = encrypt(key, about, &padded)?;
    Ok([&[FORMAT], sealed.as_slice()].concat())
}

/// Opens a value sealed for this place.
///
/// # Errors
/// When it was changed, belongs to another place, or was sealed by another key.
pub fn open(key: &PersonKey, place: &Place<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    open_padded(&key.0, &place.fields(), sealed)
}

/// Opens what [`seal_padded`] sealed.
pub(super) fn open_padded(
    key: &[u8; 32],
    about: &Fields,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let [FORMAT, sealed @ ..] = sealed else {
        return Err(SealError::Broken);
    };
    let mut plain = decrypt(key, about, sealed)?;
    let length = plain.first_chunk::<LENGTH_BYTES>().ok_or(SealError::Broken)?;
    let length = u32::from_le_bytes(*length) as usize;
    if length > plain.len() - LENGTH_BYTES {
        return Err(SealError::Broken);
    }
    plain.drain(..LENGTH_BYTES);
    plain.truncate(length);
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> PersonKey {
        PersonKey(Zeroizing::new([byte; 32]))
    }

    fn place() -> Place<'static> {
        Place {
            organisation: OrganisationId(Uuid::from_u128(1)),
            owner: PersonId(Uuid::from_u128(2)),
            table: "reflections",
            row: Uuid::from_u128(3),
            column: "body",
            version: 4,
            at_least: 0,
        }
    }

    #[test]
    fn a_value_opens_in_its_own_place_and_in_no_other() {
        let sealed = seal(&key(1), &place(), b"We sat with her").expect("sealed");
        assert_eq!(&**open(&key(1), &place(), &sealed).expect("opens"), b"We sat with her");
        let elsewhere = [
            Place { organisation: OrganisationId(Uuid::from_u128(9)), ..place() },
            Place { owner: PersonId(Uuid::from_u128(9)), ..place() },
            Place { table: "reflection_copies", ..place() },
            Place { row: Uuid::from_u128(9), ..place() },
            Place { column: "summary", ..place() },
            Place { version: 5, ..place() },
        ];
        for other in elsewhere {
            assert!(matches!(open(&key(1), &other, &sealed), Err(SealError::Broken)), "{other:?}");
        }
        assert!(open(&key(2), &place(), &sealed).is_err(), "another person's key");
    }

    #[test]
    fn lengths_show_only_as_one_of_four_sizes() {
        let length = |bytes: usize, at_least| {
            seal(&key(1), &Place { at_least, ..place() }, &vec![7; bytes]).expect("sealed").len()
        };
        assert_eq!(length(0, 0), length(1020, 0));
        assert_ne!(length(1020, 0), length(1021, 0));
        assert_eq!(length(3, 16 << 10), length(16_000, 16 << 10));
        assert_eq!(length(60_000, 0), (64 << 10) + 1 + 24 + 16);
        assert!(matches!(seal(&key(1), &place(), &vec![7; 65_533]), Err(SealError::TooLarge)));
    }

    #[test]
    fn the_same_words_never_look_the_same_twice() {
        let twice = [0, 1].map(|_| seal(&key(1), &place(), b"same").expect("sealed"));
        assert_ne!(twice[0], twice[1]);
    }

    #[test]
    fn a_bent_value_is_refused_at_every_byte() {
        let sealed = seal(&key(1), &place(), b"x").expect("sealed");
        for at in (0..sealed.len()).step_by(13) {
            let mut bent = sealed.clone();
            bent[at] ^= 0x40;
            assert!(open(&key(1), &place(), &bent).is_err(), "byte {at}");
        }
    }
}

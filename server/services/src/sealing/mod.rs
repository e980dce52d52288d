//! Sealing: what makes a stolen database worthless and a forged row refused.
//!
//! The key ring ([`KeyRing`]) lies in its own directory. A key of the ring wraps each person's key;
//! a person's key seals what they write ([`seal`], [`open`]); and a MAC from the ring marks every row
//! that grants access. A period key ([`PeriodKey`]) seals a period's holding pool and is destroyed when
//! its release is frozen. What enters this room: keys, seals and MACs. What does not: what is sealed.

mod key_file;
mod mac;
mod period_files;
mod period_key;
mod person_keys;
mod ring;
mod ring_files;
mod ring_names;
mod seal;

pub use key_file::KeyDirError;
pub use mac::Fields;
pub use period_files::{
    delete_period_key, list_period_keys, make_period_key, period_key_dir, read_period_key,
};
pub use period_key::PeriodKey;
pub use person_keys::{PersonKey, load_person_key, make_person_key};
pub(crate) use person_keys::{replace_person_key, rewrap_person_key};
pub use ring::{KeyId, KeyRing, Mac};
pub use ring_files::{make_key_file, read_key_files};
pub use ring_names::{RingError, open_ring, ring_is_complete};
pub use seal::{Place, SealError, open, seal};

//! A binary fuse map: four array reads tell a word's class, with no word stored.
//!
//! After Graf and Lemire, "Binary Fuse Filters" (2022); each slot holds a fingerprint of six bits and a
//! class code of four.

use super::Class;

const MAGIC: &[u8; 4] = b"DLX4";
const CODES: usize = 16;
/// Bits of a slot.
const WIDTH: usize = 10;
#[cfg(feature = "build")]
const HEADER: usize = 4 + CODES + 8 + 4 + 4;

/// Hashes lower-case letters one at a time; apostrophes and hyphens do not count.
#[derive(Clone, Copy)]
pub(crate) struct Hasher(u64);

impl Hasher {
    pub(crate) const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Adds a lower-case byte.
    pub(crate) const fn push(&mut self, byte: u8) {
        self.0 = (self.0 ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3);
    }

    const fn push_all(&mut self, bytes: &[u8]) {
        let mut at = 0;
        while at < bytes.len() {
            if !matches!(bytes[at], b'\'' | b'-') {
                self.push(bytes[at].to_ascii_lowercase());
            }
            at += 1;
        }
    }

    /// The hash so far, well mixed and never zero.
    pub(crate) const fn finish(&self) -> u64 {
        mix(self.0) | 1
    }

    /// The hash of a word of any case.
    pub(crate) const fn hash(word: &[u8]) -> u64 {
        Self::hash_two(word, b"")
    }

    /// The hash of a word given in two parts.
    pub(crate) const fn hash_two(word: &[u8], ending: &[u8]) -> u64 {
        let mut hasher = Self::new();
        hasher.push_all(word);
        hasher.push_all(ending);
        hasher.finish()
    }
}

const fn mix(mut h: u64) -> u64 {
    h ^= h >> 33;
    h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
    h ^= h >> 33;
    h = h.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    h ^ (h >> 33)
}

/// Where the four slots of a key are, and its fingerprint.
#[derive(Clone, Copy)]
pub(crate) struct Layout {
    /// Changes every position; found by trying until the map can be built.
    pub(crate) seed: u64,
    /// Slots in a segment, a power of two.
    pub(crate) segment: u32,
    /// Number of segments that a key may start in.
    pub(crate) starts: u32,
}

impl Layout {
    /// Number of slots.
    pub(crate) fn size(self) -> usize {
        (self.starts as usize + 3) * self.segment as usize
    }

    /// The four slots of a key.
    pub(crate) fn slots(self, key: u64) -> [usize; 4] {
        let h = mix(key ^ self.seed);
        let segment = self.segment as usize;
        let start = (u128::from(h) * u128::from(self.starts) * u128::from(self.segment)) >> 64;
        let first = start as usize;
        let mask = segment - 1;
        [
            first,
            (first + segment) ^ ((h >> 36) as usize & mask),
            (first + 2 * segment) ^ ((h >> 18) as usize & mask),
            (first + 3 * segment) ^ (h as usize & mask),
        ]
    }

    /// The fingerprint of a key, in the six bits above the code.
    pub(crate) fn fingerprint(self, key: u64) -> u16 {
        ((mix(key.wrapping_add(self.seed)) >> 24) as u16 & 0x3F) << 4
    }
}

/// The map as read.
pub(crate) struct Map {
    layout: Layout,
    codes: [u8; CODES],
    slots: Vec<u16>,
}

impl Map {
    /// A map that knows nothing.
    #[cfg(feature = "embedded")]
    pub(crate) fn empty() -> Self {
        Self { layout: Layout { seed: 0, segment: 1, starts: 1 }, codes: [0; CODES], slots: vec![0; 4] }
    }

    /// Reads a map, and gives what follows it; `None` if the bytes do not begin with a whole one.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (codes, rest) = rest.split_first_chunk::<CODES>()?;
        let (seed, rest) = rest.split_first_chunk::<8>()?;
        let (segment, rest) = rest.split_first_chunk::<4>()?;
        let (starts, rest) = rest.split_first_chunk::<4>()?;
        let layout = Layout {
            seed: u64::from_le_bytes(*seed),
            segment: u32::from_le_bytes(*segment),
            starts: u32::from_le_bytes(*starts),
        };
        let sound = layout.segment.is_power_of_two()
            && layout.segment <= 1 << 20
            && (1..1 << 20).contains(&layout.starts)
            && rest.len() >= (layout.size() * WIDTH).div_ceil(8);
        if !sound {
            return None;
        }
        let (rest, after) = rest.split_at((layout.size() * WIDTH).div_ceil(8));
        let mut slots = Vec::with_capacity(layout.size());
        let (mut held, mut bits) = (0_u32, 0);
        for byte in rest {
            held |= u32::from(*byte) << bits;
            bits += 8;
            if bits >= WIDTH {
                slots.push((held & ((1 << WIDTH) - 1)) as u16);
                held >>= WIDTH;
                bits -= WIDTH;
            }
        }
        Some((Self { layout, codes: *codes, slots }, after))
    }

    /// The class of a key, [`Class::NONE`] if it is not in the map.
    pub(crate) fn look_up(&self, key: u64) -> Class {
        let value = self
            .layout
            .slots(key)
            .iter()
            .fold(0, |value, &slot| value ^ self.slots.get(slot).copied().unwrap_or(0));
        if value & 0x3F0 == self.layout.fingerprint(key) {
            Class(self.codes[value as usize & 0xF])
        } else {
            Class::NONE
        }
    }
}

/// Writes a map.
#[cfg(feature = "build")]
pub(crate) fn to_bytes(layout: Layout, codes: [u8; CODES], slots: &[u16]) -> Vec<u8> {
    let mut out = Vec::with_capacity(HEADER + slots.len() * WIDTH / 8 + 2);
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&codes);
    out.extend_from_slice(&layout.seed.to_le_bytes());
    out.extend_from_slice(&layout.segment.to_le_bytes());
    out.extend_from_slice(&layout.starts.to_le_bytes());
    let (mut held, mut bits) = (0_u32, 0);
    for slot in slots {
        held |= u32::from(*slot) << bits;
        bits += WIDTH;
        while bits >= 8 {
            out.push(held as u8);
            held >>= 8;
            bits -= 8;
        }
    }
    if bits > 0 {
        out.push(held as u8);
    }
    out
}

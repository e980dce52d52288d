//! Binary fuse maps: four array reads tell a word's class, and four its group, with no word stored.
//!
//! After Graf and Lemire, "Binary Fuse Filters" (2022). A slot of the classes holds a fingerprint of six bits and
//! a class code of four; one of the groups holds six bits and no fingerprint, for only words that have a group are
//! looked up there.

use super::Class;

const MAGIC: &[u8; 4] = b"DLX5";
const CODES: usize = 16;
/// Bits of a slot of the classes.
const CLASS_BITS: usize = 10;
/// Bits of a slot of the groups.
pub(crate) const GROUP_BITS: usize = 6;

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

/// Slots of a few bits; four of them together make a key's value.
pub(crate) struct Table {
    pub(crate) layout: Layout,
    pub(crate) slots: Vec<u16>,
}

impl Table {
    #[cfg(feature = "embedded")]
    fn empty() -> Self {
        Self { layout: Layout { seed: 0, segment: 1, starts: 1 }, slots: vec![0; 4] }
    }

    /// Reads slots of `width` bits, and gives what follows them; `None` if the bytes do not begin with a whole table.
    fn from_bytes(bytes: &[u8], width: usize) -> Option<(Self, &[u8])> {
        let (seed, rest) = bytes.split_first_chunk::<8>()?;
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
            && rest.len() >= (layout.size() * width).div_ceil(8);
        if !sound {
            return None;
        }
        let (rest, after) = rest.split_at((layout.size() * width).div_ceil(8));
        let mut slots = Vec::with_capacity(layout.size());
        let (mut held, mut bits) = (0_u32, 0);
        for byte in rest {
            held |= u32::from(*byte) << bits;
            bits += 8;
            while bits >= width && slots.len() < layout.size() {
                slots.push((held & ((1 << width) - 1)) as u16);
                held >>= width;
                bits -= width;
            }
        }
        Some((Self { layout, slots }, after))
    }

    #[cfg_attr(target_family = "wasm", inline(never))]
    fn value(&self, key: u64) -> u16 {
        let slot = |slot: &usize| self.slots.get(*slot).copied().unwrap_or(0);
        self.layout.slots(key).iter().fold(0, |value, at| value ^ slot(at))
    }

    /// Appends the table as [`Table::from_bytes`] reads it.
    #[cfg(feature = "build")]
    fn write(&self, width: usize, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.layout.seed.to_le_bytes());
        out.extend_from_slice(&self.layout.segment.to_le_bytes());
        out.extend_from_slice(&self.layout.starts.to_le_bytes());
        let (mut held, mut bits) = (0_u32, 0);
        for slot in &self.slots {
            held |= u32::from(*slot) << bits;
            bits += width;
            while bits >= 8 {
                out.push(held as u8);
                held >>= 8;
                bits -= 8;
            }
        }
        if bits > 0 {
            out.push(held as u8);
        }
    }
}

/// The classes and the groups as read.
pub(crate) struct Map {
    codes: [u8; CODES],
    /// Codes from this one on are of words that have a group.
    grouped: u8,
    classes: Table,
    groups: Table,
}

impl Map {
    /// A map that knows nothing.
    #[cfg(feature = "embedded")]
    pub(crate) fn empty() -> Self {
        Self { codes: [0; CODES], grouped: 0, classes: Table::empty(), groups: Table::empty() }
    }

    /// Reads a map, and gives what follows it; `None` if the bytes do not begin with a whole one.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (codes, rest) = rest.split_first_chunk::<CODES>()?;
        let (grouped, rest) = rest.split_first()?;
        let (classes, rest) = Table::from_bytes(rest, CLASS_BITS)?;
        let (groups, rest) = Table::from_bytes(rest, GROUP_BITS)?;
        Some((Self { codes: *codes, grouped: *grouped, classes, groups }, rest))
    }

    /// The class and the group of a key, nought if it has none; [`Class::NONE`] if it is not in the map.
    pub(crate) fn look_up(&self, key: u64) -> (Class, u8) {
        let value = self.classes.value(key);
        if value & 0x3F0 != self.classes.layout.fingerprint(key) {
            return (Class::NONE, 0);
        }
        let code = value as u8 & 0xF;
        let group = if code >= self.grouped { self.groups.value(key) as u8 } else { 0 };
        (Class(self.codes[usize::from(code)]), group)
    }
}

/// Writes a map; the codes from `grouped` on are of words that have a group.
#[cfg(feature = "build")]
pub(crate) fn to_bytes(codes: [u8; CODES], grouped: u8, classes: &Table, groups: &Table) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.extend_from_slice(&codes);
    out.push(grouped);
    classes.write(CLASS_BITS, &mut out);
    groups.write(GROUP_BITS, &mut out);
    out
}

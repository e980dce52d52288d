//! The folded copy of a text: plain bytes that the scanners read, and the way back to the original.
//!
//! Diacritics, full-width forms, odd spaces, dashes and quotes become ASCII; look-alike letters of other
//! scripts become the Latin letters they imitate; invisible characters vanish. Letters that have no Latin
//! form become [`FOREIGN`], all else [`OTHER`].

mod tables;

use std::ops::Range;

/// Stands for a letter without a Latin form.
pub(crate) const FOREIGN: u8 = 0xFF;
/// Stands for a symbol of any other kind, such as an emoji.
pub(crate) const OTHER: u8 = 0x01;

/// A text folded to single bytes, with the original offset of each.
pub(crate) struct Folded<'t> {
    original: &'t str,
    /// One byte for each visible letter, digit or sign.
    pub(crate) bytes: Vec<u8>,
    /// Original offset of each byte; empty when the text is ASCII and offsets are the same.
    origin: Vec<u32>,
    /// Folded offsets at which something suspicious was smoothed away: a look-alike or an invisible character.
    pub(crate) odd: Vec<u32>,
}

impl<'t> Folded<'t> {
    /// Folds a text; texts beyond 4 GiB are cut, for offsets are 32 bits wide.
    pub(crate) fn new(original: &'t str) -> Self {
        if original.is_ascii() {
            return Self {
                original,
                bytes: original.as_bytes().to_vec(),
                origin: Vec::new(),
                odd: Vec::new(),
            };
        }
        let mut folded = Self {
            original,
            bytes: Vec::with_capacity(original.len()),
            origin: Vec::with_capacity(original.len()),
            odd: Vec::new(),
        };
        for (offset, c) in original.char_indices() {
            let Ok(offset) = u32::try_from(offset) else {
                break;
            };
            folded.push(offset, c);
        }
        folded
    }

    fn push(&mut self, offset: u32, c: char) {
        let at = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        match tables::fold(c) {
            tables::Fold::Byte(byte) => self.keep(offset, byte),
            tables::Fold::Two(first, second) => {
                self.keep(offset, first);
                self.keep(offset, second);
            }
            tables::Fold::LookAlike(byte) => {
                self.odd.push(at);
                self.keep(offset, byte);
            }
            tables::Fold::Invisible => self.odd.push(at),
            tables::Fold::Mark => {}
        }
    }

    fn keep(&mut self, offset: u32, byte: u8) {
        self.bytes.push(byte);
        self.origin.push(offset);
    }

    /// The range of original bytes that a range of folded bytes came from.
    pub(crate) fn original_range(&self, folded: &Range<usize>) -> Range<usize> {
        if self.origin.is_empty() {
            let end = folded.end.min(self.original.len());
            return folded.start.min(end)..end;
        }
        let start = self.origin.get(folded.start).map_or(0, |&o| o as usize);
        let last = folded.end.checked_sub(1).and_then(|i| self.origin.get(i)).map_or(start, |&o| o as usize);
        let mut end = last;
        for (i, c) in self.original.get(last..).unwrap_or("").chars().enumerate() {
            if i > 0 && !matches!(tables::fold(c), tables::Fold::Mark) {
                break;
            }
            end += c.len_utf8();
        }
        start..end
    }
}

/// A word without diacritics and look-alikes, for building lists.
#[cfg(feature = "build")]
pub(crate) fn plain(word: &str) -> String {
    String::from_utf8_lossy(&Folded::new(word).bytes).into_owned()
}

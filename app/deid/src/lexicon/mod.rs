//! What is known of words: a compressed map from word to class, and the cues.
//!
//! The map keeps no words, only fingerprints of six bits: one unknown word in 64 is taken for a known one.

#[cfg(feature = "build")]
pub mod build;
mod fuse;

use crate::cue::{self, Cues};
use crate::learnt::Model;
use crate::token::{Kind, Shape, Token};

pub(crate) use fuse::{GROUP_BITS, Hasher};

/// What a word is known as; several may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Class(pub(crate) u8);

impl Class {
    /// In no list.
    pub(crate) const NONE: Self = Self(0);
    /// A common English word.
    pub(crate) const COMMON: u8 = 1;
    /// A common word that people are called by too.
    #[cfg(feature = "build")]
    pub(crate) const CALLED: u8 = 2;
    /// A given name.
    pub(crate) const GIVEN: u8 = 4;
    /// A family name.
    pub(crate) const FAMILY: u8 = 8;
    /// A drug, device, brand, framework, slang: no one's name.
    pub(crate) const SAFE: u8 = 16;
    /// A family name that names a disease, device or theory.
    pub(crate) const EPONYM: u8 = 32;
    /// A town or other place.
    pub(crate) const TOWN: u8 = 64;
    /// A country, people, faith, month or day.
    pub(crate) const PROPER: u8 = 128;

    /// Whether any of the bits is set.
    pub(crate) fn any(self, bits: u8) -> bool {
        self.0 & bits != 0
    }

    /// Whether no list has the word.
    pub(crate) fn is_unknown(self) -> bool {
        self.0 == 0
    }
}

/// Why a lexicon could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LexiconError;

impl std::fmt::Display for LexiconError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("This is not a lexicon that this version can read. Fetch or build it again.")
    }
}

impl std::error::Error for LexiconError {}

/// The word lists behind the check.
pub struct Lexicon {
    words: fuse::Map,
    model: Option<Model>,
    cues: CueTable,
}

impl Lexicon {
    /// Reads a lexicon from the bytes of `lexicon.bin`.
    ///
    /// # Errors
    /// When the bytes are not a whole lexicon of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LexiconError> {
        let (words, rest) = fuse::Map::from_bytes(bytes).ok_or(LexiconError)?;
        let model = match rest {
            [] => None,
            weights => Some(Model::from_bytes(weights).ok_or(LexiconError)?),
        };
        Ok(Self { words, model, cues: CueTable::new() })
    }

    /// The weights of the second reader; none while they are being learnt.
    pub(crate) fn model(&self) -> Option<&Model> {
        self.model.as_ref()
    }

    /// The lexicon carried inside the binary, read once.
    #[cfg(feature = "embedded")]
    #[must_use]
    pub fn embedded() -> &'static Self {
        static LEXICON: std::sync::OnceLock<Lexicon> = std::sync::OnceLock::new();
        LEXICON.get_or_init(|| {
            Self::from_bytes(include_bytes!("../../lexicon/lexicon.bin")).unwrap_or_else(|_| Self {
                words: fuse::Map::empty(),
                model: None,
                cues: CueTable::new(),
            })
        })
    }

    /// Fills in a word's class and cues.
    pub(crate) fn describe(&self, bytes: &[u8], token: &mut Token) {
        debug_assert!(token.kind == Kind::Word);
        token.cues = self.cues.look_up(token.hash);
        let (class, group) = self.words.look_up(token.hash);
        token.class = class;
        token.group = u16::from(group);
        let word = &bytes[token.start..token.end];
        if token.class.is_unknown() && token.len() >= 4 {
            let (class, group) = self.stem_class(word);
            token.class = class;
            // An inflected word is used as others of its stem's group are: "laughed" as "giggled".
            let inflection = if class.is_unknown() { 0 } else { u16::from(word[word.len() - 1] & 0x1F) };
            token.group = u16::from(group) | inflection << GROUP_BITS;
        } else if token.len() >= 5 && !token.class.any(!(Class::GIVEN | Class::FAMILY | Class::TOWN)) {
            // One inflected word in 64 has the fingerprint of a name: "stopped" is "stop" first,
            // unless a capital in mid-sentence says otherwise.
            let plain = token.shape != Shape::Title || token.opens;
            let inflected = [&b"ed"[..], b"ing", b"ly", b"s", b"est"]
                .iter()
                .any(|ending| word[word.len() - ending.len()..].eq_ignore_ascii_case(ending))
                // "Carly" and "Kelly" are no adverbs.
                && !(word.len() == 5 && word[3..].eq_ignore_ascii_case(b"ly"));
            if plain && inflected {
                let (stem, _) = self.stem_class(word);
                if stem.any(Class::COMMON) {
                    token.class = Class(Class::COMMON);
                }
            }
        }
    }

    /// The cues of a word of any case.
    #[cfg(feature = "build")]
    pub(crate) fn cues_of(&self, word: &[u8]) -> Cues {
        self.cues.look_up(Hasher::hash(word))
    }

    /// The class of a lower- or mixed-case ASCII word.
    pub(crate) fn class_of(&self, word: &[u8]) -> Class {
        self.words.look_up(Hasher::hash(word)).0
    }

    /// The class and the group of an English stem, if the word is an inflected form of one.
    fn stem_class(&self, word: &[u8]) -> (Class, u8) {
        let mut found = (Class::NONE, 0);
        stems(word, |stem, ending| {
            let (class, group) = self.words.look_up(Hasher::hash_two(stem, ending));
            let keep = Class::COMMON | Class::SAFE;
            if class.any(keep) && !class.any(Class::FAMILY | Class::TOWN | Class::PROPER) {
                found = (Class(class.0 & keep), group);
            }
            found.0.is_unknown()
        });
        found
    }
}

/// Endings that are stripped to find a word's stem, with what may be put back.
const ENDINGS: &[(&[u8], &[&[u8]])] = &[
    (b"iness", &[b"y"]),
    (b"ness", &[b""]),
    (b"iest", &[b"y"]),
    (b"est", &[b"", b"e"]),
    (b"ingly", &[b"", b"e"]),
    (b"edly", &[b"", b"e"]),
    (b"ily", &[b"y"]),
    (b"ally", &[b"al", b""]),
    (b"ly", &[b"", b"le"]),
    (b"less", &[b""]),
    (b"ful", &[b""]),
    (b"able", &[b"", b"e"]),
    (b"ment", &[b""]),
    (b"ments", &[b""]),
    (b"ings", &[b"", b"e"]),
    (b"ing", &[b"", b"e"]),
    (b"iers", &[b"y"]),
    (b"ier", &[b"y"]),
    (b"ers", &[b"", b"e"]),
    (b"er", &[b"", b"e"]),
    (b"ies", &[b"y"]),
    (b"ied", &[b"y"]),
    (b"ed", &[b"", b"e"]),
    (b"es", &[b"", b"e"]),
    (b"s", &[b""]),
    (b"ish", &[b""]),
];

/// Calls `try_stem` with each possible stem, in two parts, until it says no more are wanted.
pub(crate) fn stems(word: &[u8], mut try_stem: impl FnMut(&[u8], &[u8]) -> bool) {
    let lower_ends = |ending: &[u8]| {
        word.len() >= ending.len() + 3 && word[word.len() - ending.len()..].eq_ignore_ascii_case(ending)
    };
    for (ending, restores) in ENDINGS {
        if !lower_ends(ending) {
            continue;
        }
        let base = &word[..word.len() - ending.len()];
        for restore in *restores {
            if !try_stem(base, restore) {
                return;
            }
        }
        if let [.., a, b] = base
            && a == b
            && base.len() > 3
            && !try_stem(&base[..base.len() - 1], b"")
        {
            return;
        }
    }
    for prefix in [&b"un"[..], b"re", b"non", b"pre", b"over", b"mis"] {
        if word.len() >= prefix.len() + 4
            && word[..prefix.len()].eq_ignore_ascii_case(prefix)
            && !try_stem(&word[prefix.len()..], b"")
        {
            return;
        }
    }
}

/// Open-addressed table from word hash to cues.
struct CueTable {
    slots: Vec<(u64, Cues)>,
}

impl CueTable {
    const SIZE: usize = 8192;

    fn new() -> Self {
        let mut table = Self { slots: vec![(0, 0); Self::SIZE] };
        for (cue, words) in cue::LISTS {
            for word in words.split_ascii_whitespace() {
                let slot = table.slot(Hasher::hash(word.as_bytes()));
                if let Some(entry) = table.slots.get_mut(slot) {
                    entry.0 = Hasher::hash(word.as_bytes());
                    entry.1 |= cue;
                }
            }
        }
        table
    }

    fn slot(&self, hash: u64) -> usize {
        let mut slot = hash as usize % Self::SIZE;
        while self.slots[slot].0 != 0 && self.slots[slot].0 != hash {
            slot = (slot + 1) % Self::SIZE;
        }
        slot
    }

    fn look_up(&self, hash: u64) -> Cues {
        self.slots[self.slot(hash)].1
    }
}

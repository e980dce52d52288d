//! Lists of words that tokens are compared with, as numbers made when the program is built: a list of words
//! would weigh twice as much on the page, and be slower to look through.

use crate::lexicon::Hasher;

/// A word in lower case, as a number of three bytes: a fourth would weigh two kilobytes on the page. Another word is
/// taken for one of ours once in sixteen million times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word([u8; 3]);

impl Word {
    /// Of a word's hash and its length in bytes, which tells "i'd" from "id".
    pub(crate) const fn new(hash: u64, length: usize) -> Self {
        let number = (hash >> 32) as u32 ^ (length as u32).wrapping_mul(0x9E37_79B9);
        let [first, second, third, _] = number.to_le_bytes();
        Self([first, second, third])
    }

    /// Of letters in any case.
    pub(crate) const fn of(letters: &[u8]) -> Self {
        Self::new(Hasher::hash(letters), letters.len())
    }
}

/// Makes a list.
pub(crate) const fn list<const N: usize>(words: [&str; N]) -> [Word; N] {
    let mut all = [Word([0; 3]); N];
    let mut at = 0;
    while at < N {
        all[at] = Word::of(words[at].as_bytes());
        at += 1;
    }
    all
}

/// `words!["a", "b"]`: a list of words, made when the program is built.
macro_rules! words {
    ($($word:expr),* $(,)?) => {
        const { &$crate::words::list([$($word),*]) }
    };
}

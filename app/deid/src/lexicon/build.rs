//! Builds `lexicon.bin` from the plain lists: which class each word gets, and the fuse map that holds them.

use std::collections::{BTreeMap, BTreeSet};

use super::fuse::{Hasher, Layout, to_bytes};
use super::{Class, stems};

/// The plain lists, each a text of words; `#` begins a comment.
#[derive(Default)]
pub struct Lists {
    /// Common English words.
    pub common: String,
    /// Given names.
    pub given: String,
    /// Family names.
    pub family: String,
    /// Given names that are words too.
    pub names_also_words: String,
    /// Forms in the name lists that are no sign of a name.
    pub not_names: String,
    /// Words of health and care, brands, slang.
    pub clinical: String,
    /// Family names that name things.
    pub eponyms: String,
    /// Towns and other places.
    pub places: String,
    /// Countries, peoples, months, days.
    pub proper: String,
}

/// Builds the bytes of `lexicon.bin`. Gives also the number of words kept.
///
/// # Errors
/// When no seed of many makes a map, which does not happen with lists of ordinary size.
pub fn build(lists: &Lists) -> Result<(Vec<u8>, usize), String> {
    let classes = classes(lists);
    let mut codes = [0_u8; 16];
    let mut known: Vec<u8> = Vec::new();
    let mut entries = Vec::with_capacity(classes.len());
    let mut seen = BTreeSet::new();
    for (word, class) in &classes {
        let code = match known.iter().position(|k| k == class) {
            Some(code) => code,
            None => {
                known.push(*class);
                known.len() - 1
            }
        };
        *codes.get_mut(code).ok_or("There are more than sixteen kinds of word: merge some.")? = *class;
        let key = Hasher::hash(word.as_bytes());
        if seen.insert(key) {
            entries.push((key, code as u16));
        }
    }
    for seed in 1..200_u64 {
        let layout = layout(entries.len(), seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        if let Some(slots) = assign(layout, &entries) {
            return Ok((to_bytes(layout, codes, &slots), entries.len()));
        }
    }
    Err("No seed makes a map of these words.".to_owned())
}

fn layout(keys: usize, seed: u64) -> Layout {
    let segment = if keys > 20_000 { 1024 } else { 64 };
    let slots = keys * 111 / 100 + 64;
    let starts = (slots / segment).saturating_sub(2).max(1);
    Layout { seed, segment: segment as u32, starts: starts as u32 }
}

/// Peels the four-way graph of keys and slots; `None` if a knot remains.
fn assign(layout: Layout, entries: &[(u64, u16)]) -> Option<Vec<u16>> {
    let size = layout.size();
    let (mut count, mut xor) = (vec![0_u32; size], vec![0_usize; size]);
    for (index, (key, _)) in entries.iter().enumerate() {
        for slot in layout.slots(*key) {
            count[slot] += 1;
            xor[slot] ^= index;
        }
    }
    let mut queue: Vec<usize> = (0..size).filter(|&slot| count[slot] == 1).collect();
    let mut order = Vec::with_capacity(entries.len());
    while let Some(slot) = queue.pop() {
        if count[slot] != 1 {
            continue;
        }
        let index = xor[slot];
        order.push((index, slot));
        for other in layout.slots(entries[index].0) {
            count[other] -= 1;
            xor[other] ^= index;
            if count[other] == 1 {
                queue.push(other);
            }
        }
    }
    if order.len() != entries.len() {
        return None;
    }
    let mut slots = vec![0_u16; size];
    for (index, slot) in order.into_iter().rev() {
        let (key, code) = entries[index];
        let others = layout.slots(key).iter().fold(0, |v, &s| v ^ slots[s]);
        slots[slot] ^= others ^ layout.fingerprint(key) ^ code;
    }
    Some(slots)
}

fn words(list: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        for word in line.split_whitespace() {
            let folded = crate::fold::plain(word).to_ascii_lowercase();
            for part in folded.replace('\'', "").split('-') {
                if part.len() > 1 && part.bytes().all(|b| b.is_ascii_lowercase()) {
                    out.insert(part.to_owned());
                }
            }
        }
    }
    out
}

/// One class for each word: few combinations, each with a meaning for the scorer.
fn classes(lists: &Lists) -> BTreeMap<String, u8> {
    let common = words(&lists.common);
    let (given, family) = (words(&lists.given), words(&lists.family));
    let (both, not_names) = (words(&lists.names_also_words), words(&lists.not_names));
    let (clinical, eponyms) = (words(&lists.clinical), words(&lists.eponyms));
    let (places, proper) = (words(&lists.places), words(&lists.proper));
    let mut out = BTreeMap::new();
    let all = [&common, &given, &family, &both, &clinical, &eponyms, &places, &proper];
    for word in all.into_iter().flatten() {
        let is_given = !not_names.contains(word)
            && (both.contains(word) || given.contains(word) && !common.contains(word));
        let is_family = family.contains(word) && !common.contains(word) && !not_names.contains(word);
        let class = if proper.contains(word) {
            if is_given { Class::PROPER | Class::GIVEN } else { Class::PROPER }
        } else if eponyms.contains(word) {
            if places.contains(word) {
                Class::EPONYM | Class::TOWN
            } else if common.contains(word) {
                Class::COMMON
            } else if is_given {
                Class::EPONYM | Class::GIVEN
            } else {
                Class::EPONYM
            }
        } else if clinical.contains(word) {
            if common.contains(word) && is_given {
                Class::COMMON | Class::GIVEN
            } else if common.contains(word) {
                Class::COMMON
            } else if is_given || is_family {
                Class::EPONYM | if is_given { Class::GIVEN } else { 0 }
            } else {
                Class::SAFE
            }
        } else if places.contains(word) {
            if common.contains(word) {
                Class::TOWN | Class::COMMON
            } else if is_given || is_family {
                Class::TOWN | Class::FAMILY
            } else {
                Class::TOWN
            }
        } else if common.contains(word) {
            Class::COMMON | if is_given { Class::GIVEN } else { 0 }
        } else {
            (u8::from(is_given) * Class::GIVEN) | (u8::from(is_family) * Class::FAMILY)
        };
        if class != 0 {
            out.insert(word.clone(), class);
        }
    }
    drop_inflected(&mut out);
    out
}

/// Leaves out words that look-up finds by their stem with the same meaning.
fn drop_inflected(classes: &mut BTreeMap<String, u8>) {
    let plain = Class::COMMON;
    let redundant: Vec<String> = classes
        .iter()
        .filter(|(word, class)| {
            if **class & !plain != 0 || word.len() < 4 {
                return false;
            }
            let mut first = None;
            stems(word.as_bytes(), |stem, ending| {
                let stem = [stem, ending].concat();
                let stem = String::from_utf8_lossy(&stem);
                first = classes
                    .get(stem.as_ref())
                    .copied()
                    .filter(|c| c & plain != 0 && c & !(plain | Class::GIVEN) == 0);
                first.is_none()
            });
            first.is_some()
        })
        .map(|(word, _)| word.clone())
        .collect();
    // A stem must itself stay: only words whose stem is kept may go.
    let gone: BTreeSet<String> = redundant.iter().cloned().collect();
    for word in redundant {
        let mut kept = false;
        stems(word.as_bytes(), |stem, ending| {
            let stem = String::from_utf8_lossy(&[stem, ending].concat()).into_owned();
            kept = classes.get(&stem).is_some_and(|c| c & plain != 0 && c & !(plain | Class::GIVEN) == 0)
                && !gone.contains(&stem);
            !kept
        });
        if kept {
            classes.remove(&word);
        }
    }
}

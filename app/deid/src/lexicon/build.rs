//! Builds `lexicon.bin` from the plain lists: which class each word gets, and the fuse map that holds them.

use std::collections::{BTreeMap, BTreeSet};

use super::fuse::{GROUP_BITS, Hasher, Layout, Table, to_bytes};
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
    /// Common words that people are called by too.
    pub words_also_names: String,
    /// Words that are used alike, each with the number of its group.
    pub groups: String,
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
/// When no seed of many makes a map, which does not happen with lists of ordinary size, or when a line of the groups
/// is not a word and a number.
pub fn build(lists: &Lists) -> Result<(Vec<u8>, usize), String> {
    let classes = classes(lists);
    let groups = groups(lists, &classes)?;
    let kind = |word: &String| (groups.contains_key(word), classes[word]);
    // Kinds of words that have a group come last.
    let kinds: BTreeSet<(bool, u8)> = classes.keys().map(kind).collect();
    let kinds: Vec<(bool, u8)> = kinds.into_iter().collect();
    let mut codes = [0_u8; 16];
    if kinds.len() > codes.len() {
        return Err("There are more than sixteen kinds of word: merge some.".to_owned());
    }
    for (code, (_, class)) in codes.iter_mut().zip(&kinds) {
        *code = *class;
    }
    let grouped = kinds.partition_point(|(grouped, _)| !grouped);
    let mut seen = BTreeSet::new();
    let (mut entries, mut groups_of) = (Vec::new(), Vec::new());
    for word in classes.keys() {
        let key = Hasher::hash(word.as_bytes());
        if seen.insert(key) {
            entries.push((key, kinds.partition_point(|other| *other < kind(word)) as u16));
            groups_of.extend(groups.get(word).map(|group| (key, u16::from(*group))));
        }
    }
    let class_table = table(&entries, |layout, (key, code)| layout.fingerprint(key) ^ code)?;
    let group_table = table(&groups_of, |_, (_, group)| group)?;
    Ok((to_bytes(codes, grouped as u8, &class_table, &group_table), entries.len()))
}

/// The group of each word that has one: all common words that people are called by or that are towns too, and others
/// that the list has.
fn groups(lists: &Lists, classes: &BTreeMap<String, u8>) -> Result<BTreeMap<String, u8>, String> {
    let mut listed = BTreeMap::new();
    for line in lists.groups.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (word, group) = line.split_once(' ').ok_or_else(|| format!("no group: {line}"))?;
        let group = group.parse::<u8>().ok().filter(|group| group >> GROUP_BITS == 0);
        listed.insert(word, group.ok_or_else(|| format!("no group: {line}"))?);
    }
    let mut out = BTreeMap::new();
    for (word, class) in classes {
        let group = listed.get(word.as_str()).copied();
        if *class == Class::COMMON {
            out.extend(group.map(|group| (word.clone(), group)));
        } else if class & Class::COMMON != 0 {
            out.insert(word.clone(), group.unwrap_or(0));
        }
    }
    Ok(out)
}

/// The table of some keys and their values.
fn table(entries: &[(u64, u16)], value: impl Fn(Layout, (u64, u16)) -> u16) -> Result<Table, String> {
    for seed in 1..200_u64 {
        let layout = layout(entries.len(), seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        if let Some(slots) = assign(layout, entries, &value) {
            return Ok(Table { layout, slots });
        }
    }
    Err("No seed makes a map of these words.".to_owned())
}

fn layout(keys: usize, seed: u64) -> Layout {
    // Small maps need more room to spare.
    let (segment, percent) = match keys {
        ..2_000 => (64, 111),
        2_000..20_000 => (256, 116),
        _ => (1024, 111),
    };
    let slots = keys * percent / 100 + 64;
    let starts = (slots / segment).saturating_sub(2).max(1);
    Layout { seed, segment: segment as u32, starts: starts as u32 }
}

/// Peels the four-way graph of keys and slots; `None` if a knot remains.
fn assign(
    layout: Layout,
    entries: &[(u64, u16)],
    value: impl Fn(Layout, (u64, u16)) -> u16,
) -> Option<Vec<u16>> {
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
        let others = layout.slots(entries[index].0).iter().fold(0, |v, &s| v ^ slots[s]);
        slots[slot] ^= others ^ value(layout, entries[index]);
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
    let called = words(&lists.words_also_names);
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
        let class =
            if class == Class::COMMON && called.contains(word) { class | Class::CALLED } else { class };
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

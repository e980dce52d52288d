//! What the second reader looks at: a word, its neighbours, what the lexicon, the cues and the rules say of them.
//!
//! Each sign is a template number and a value, hashed. Changing any of this means
//! training anew.

use std::collections::HashMap;

use crate::Label;
use crate::document::{Case, Document};
use crate::lexicon::Class;
use crate::token::{Gap, Kind, Shape, Token};

use super::Sort;
use super::form::{
    beginning, case_code, class, cues_around, ending, group, identity, looks, looks_misspelt, nearest,
    pattern, rule, sign, size_of, stem_group,
};
use super::judge::Reading;
use super::model::{Scores, chances};

const MOST: usize = 128;

/// A word's signs, each hashed to 32 bits: a model looks at the upper ones.
pub(super) struct Signs {
    hashes: [u32; MOST],
    count: usize,
}

impl Signs {
    pub(super) const fn new() -> Self {
        Self { hashes: [0; MOST], count: 0 }
    }

    // Called eighty times for a word: inlined, it would weigh more on the page than all else here.
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub(super) fn add(&mut self, template: u64, a: u64, b: u64) {
        let mut h = (template + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        h = (h ^ a).wrapping_mul(0xff51_afd7_ed55_8ccd);
        h ^= h >> 32;
        h = (h ^ b).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        if let Some(slot) = self.hashes.get_mut(self.count) {
            *slot = (h >> 32) as u32;
            self.count += 1;
        }
    }

    pub(super) const fn clear(&mut self) {
        self.count = 0;
    }

    pub(super) fn hashes(&self) -> &[u32] {
        &self.hashes[..self.count]
    }
}

/// What is known of a word from the text as a whole.
#[derive(Clone, Copy, Default)]
struct Twin {
    /// Times it stands where the rules found a name.
    names: u8,
    /// Times it has a capital in mid-sentence.
    capitals: u8,
    /// Times it stands in the text.
    all: u8,
    /// The most points towards a name that it has anywhere.
    points: i32,
}

/// The words of a text that are not plain English, each with what is known of it.
struct Twins {
    at: HashMap<u64, usize>,
    all: Vec<Twin>,
}

impl Twins {
    fn new(document: &Document<'_>) -> Self {
        let (mut at, mut all) = (HashMap::new(), Vec::new());
        for i in 0..document.len() {
            let token = document.t(i);
            let plain = token.class.any(Class::COMMON) && !token.class.any(Class::GIVEN);
            let capital = token.shape == Shape::Title && !token.opens;
            if token.kind != Kind::Word || plain && !capital && document.taken(i) != Some(Label::Name) {
                continue;
            }
            let points = document.points.get(i).copied().unwrap_or(-99);
            let index = *at.entry(token.hash).or_insert(all.len());
            if index == all.len() {
                all.push(Twin { points, ..Twin::default() });
            }
            let Some(twin) = all.get_mut(index) else { continue };
            twin.names = twin.names.saturating_add(u8::from(document.taken(i) == Some(Label::Name)));
            twin.capitals = twin.capitals.saturating_add(u8::from(capital));
            twin.all = twin.all.saturating_add(1);
            twin.points = twin.points.max(points);
        }
        Self { at, all }
    }

    fn of(&self, token: &Token) -> Twin {
        let twin = self.at.get(&token.hash).and_then(|index| self.all.get(*index));
        twin.copied().unwrap_or(Twin { points: -99, ..Twin::default() })
    }
}

/// Whether a token is worth reading: plain lower-case English in ordinary writing is not, unless a phrase that
/// singles out a person begins or goes on there.
fn worth(document: &Document<'_>, i: usize, last: Sort) -> bool {
    if last == Sort::Role
        || document.has(i, crate::cue::ONLY)
        || document.is_any(i + 1, words!["who", "that", "whose"])
    {
        return document.t(i).kind != Kind::Sign;
    }
    let token = document.t(i);
    match token.kind {
        Kind::Sign => false,
        Kind::Number | Kind::Mixed => true,
        Kind::Word => {
            let plain = token.shape == Shape::Lower
                && token.class.any(Class::COMMON)
                && !token.class.any(Class::GIVEN | Class::TOWN);
            !(plain
                && document.taken(i).is_none()
                && !token.has(crate::cue::NUMBER_WORD | crate::cue::ORDINAL_WORD | crate::cue::CLOCK)
                && document.case(i) == Case::Print)
        }
    }
}

#[cfg_attr(target_family = "wasm", inline(never))]
fn each_cue(signs: &mut Signs, template: u64, mut cues: u64) {
    while cues != 0 {
        signs.add(template, u64::from(cues.trailing_zeros()), 0);
        cues &= cues - 1;
    }
}

/// Collects the signs of token `i`; `last` is what the two words before were read as.
fn collect(document: &Document<'_>, twins: &Twins, i: usize, last: [Sort; 2], signs: &mut Signs) {
    signs.clear();
    let token = document.t(i);
    let word = document.word(i);
    let (b1, b2) = (i.wrapping_sub(1), i.wrapping_sub(2));
    let (before, next) = (document.t(b1), document.t(i + 1));
    let id = |k: usize| identity(document, k);
    let (id0, idb1, idb2, idn1, idn2) = (id(i), id(b1), id(b2), id(i + 1), id(i + 2));
    let look = looks(document, i);
    let class0 = class(token);
    let case = case_code(document, i);
    let mut add = |template: u64, a: u64, b: u64| signs.add(template, a, b);
    add(0, case, 0);
    add(1, id0, 0);
    add(2, id0, look);
    add(3, idb1, 0);
    add(4, idn1, 0);
    add(5, idb2, 0);
    add(6, idn2, 0);
    add(7, idb1, id0);
    add(8, id0, idn1);
    add(9, idb1, idn1);
    add(10, idb2, idb1);
    add(11, idn1, idn2);
    add(12, look, 0);
    add(13, look, class(before));
    add(14, look, class(next));
    add(15, class0, class(before) << 16 | class(next));
    add(16, idb1, look);
    add(17, idn1, look);
    let points = document.points.get(i).map_or(0, |points| (*points).clamp(-12, 12) + 13) as u64;
    add(18, points, case);
    add(19, points, class0);
    add(20, rule(document, i), 0);
    add(21, rule(document, b1), class0);
    add(22, rule(document, i + 1), class0);
    add(23, rule(document, i), look);
    let (nb, nn) = (nearest(document, i, false), nearest(document, i, true));
    add(28, id(nb), class0);
    add(29, id(nn), class0);
    add(30, looks(document, nb), class0);
    add(31, looks(document, nn), class0);
    add(32, sign(before), (token.gap as u64) << 8 | sign(next));
    add(33, last[0] as u64, look);
    add(34, last[0] as u64 | (last[1] as u64) << 4, token.kind as u64);
    add(35, last[0] as u64, id0);
    let twin = twins.of(token);
    add(
        36,
        u64::from(twin.names.min(2)) << 4 | u64::from(twin.capitals.min(2)) << 2 | u64::from(twin.all.min(3)),
        look,
    );
    let most = (twin.points.clamp(-12, 12) + 13) as u64;
    add(58, most, u64::from(twin.all.min(3)));
    add(59, most, class0);
    add(60, u64::from(twin.names.min(2)) << 2 | u64::from(twin.all.min(3)), class0);
    add(37, (token.len() as u64).min(12), look);
    match token.kind {
        Kind::Word => {
            add(38, ending(word, 3), case);
            add(39, ending(word, 2), look);
            add(40, beginning(word, 2), case);
            add(41, beginning(word, 3), case);
            add(42, ending(word, 4), 0);
            add(50, looks_misspelt(document, i), look);
            if token.class.is_unknown() {
                for three in word.windows(3).take(10) {
                    add(49, ending(three, 3), 0);
                }
            }
        }
        _ => {
            let around = u64::from(before.first) << 8 | u64::from(next.first);
            let tight = u64::from(token.gap == Gap::None) << 1 | u64::from(next.gap == Gap::None);
            let size = size_of(document, i);
            add(51, size, id(nb));
            add(52, size, id(nn));
            add(53, size, idb1.wrapping_mul(31) ^ idn1);
            add(54, size, idb2.wrapping_mul(31) ^ idb1);
            add(55, size, idn1.wrapping_mul(31) ^ idn2);
            add(43, id0, around << 2 | tight);
            let company = cues_around(document, i);
            add(61, company, size);
            add(62, company, token.kind as u64);
            add(63, company, pattern(word));
            add(64, class(document.t(i + 1)) | next.cues << 16, size);
            add(44, pattern(word), id(nb));
            add(45, pattern(word), id(nn));
            add(46, pattern(document.word(i + 2)), around << 16 | size_of(document, i));
            add(47, pattern(document.word(b2)), around << 16 | size_of(document, i));
        }
    }
    let b3 = i.wrapping_sub(3);
    add(56, id(b3), 0);
    add(57, id(i + 3), 0);
    let (group0, gb1, gb2) = (group(document, i), group(document, b1), group(document, b2));
    let (gn1, gn2) = (group(document, i + 1), group(document, i + 2));
    let (sb1, sb2) = (stem_group(gb1), stem_group(gb2));
    let (sn1, sn2) = (stem_group(gn1), stem_group(gn2));
    let mut add = |template: u64, a: u64, b: u64| signs.add(template, a, b);
    add(70, gb1, 0);
    add(71, gn1, 0);
    add(72, gb2, 0);
    add(73, gn2, 0);
    add(74, gb1, look);
    add(75, gn1, look);
    add(76, sb1, sn1);
    add(77, sb2, sb1);
    add(78, sn1, sn2);
    add(79, group0, look);
    add(80, group(document, b3), 0);
    add(81, group(document, i + 3), 0);
    add(82, group(document, nb), class0);
    add(83, group(document, nn), class0);
    add(84, sb1 << 32 | sn1, class0);
    add(85, gb1, group0);
    add(86, group0, gn1);
    each_cue(signs, 24, before.cues);
    each_cue(signs, 25, next.cues);
    each_cue(signs, 26, token.cues);
    each_cue(signs, 27, document.t(b2).cues);
    each_cue(signs, 48, document.t(i + 2).cues);
}

/// A phrase ends with its sentence.
fn after_sign(document: &Document<'_>, i: usize, last: [Sort; 2]) -> [Sort; 2] {
    match (last[0], document.t(i).first) {
        (Sort::Role, b'.' | b'!' | b'?' | b';' | b':' | b',' | b'(' | b')') => [Sort::Plain, last[0]],
        _ => last,
    }
}

/// Goes through a text word by word, asking `read` about each that is worth it by its place and its signs:
/// for each token, what it is taken for and how probable it is that it is no plain word, in thousandths.
pub(super) fn read_all(
    document: &Document<'_>,
    mut read: impl FnMut(usize, &[u32]) -> Scores,
) -> (Vec<Reading>, Vec<Scores>) {
    let twins = Twins::new(document);
    let mut signs = Signs::new();
    let mut last = [Sort::Plain; 2];
    let mut out = vec![(Sort::Plain, 0); document.len()];
    let mut all = vec![[0.0; Sort::COUNT]; document.len()];
    for (i, (slot, scores)) in out.iter_mut().zip(&mut all).enumerate() {
        if document.t(i).kind == Kind::Sign {
            last = after_sign(document, i, last);
            continue;
        }
        if worth(document, i, last[0]) {
            collect(document, &twins, i, last, &mut signs);
            *scores = read(i, signs.hashes());
            *slot = chances(scores);
        }
        let sort = document.taken(i).map_or(if slot.1 >= 500 { slot.0 } else { Sort::Plain }, Sort::of);
        last = [sort, last[0]];
    }
    (out, all)
}

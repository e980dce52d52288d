//! The second look at words in doubt: what the first reading made of their neighbours and their twins.
//!
//! "Posy, Kit, Barley": each speaks for the next. The first reading goes from left to right and cannot know.

use std::collections::HashMap;

use crate::document::{Case, Document};
use crate::lexicon::Class;
use crate::token::{Gap, Kind, Shape};

use super::Sort;
use super::features::Signs;
use super::form::{class, looks, nearest, pattern, sign};
use super::judge::Reading;
use super::model::{Scores, chances};

/// A word read as this probable is in doubt, in thousandths.
const DOUBT: std::ops::Range<u32> = 5..985;

/// Fewer words and signs than this are a passage, not a text.
pub(super) const SHORT: usize = 80;

/// How sure a reading is, in eight steps.
const fn level(chance: u32) -> u64 {
    match chance {
        0..10 => 0,
        10..30 => 1,
        30..80 => 2,
        80..170 => 3,
        170..400 => 4,
        400..700 => 5,
        700..950 => 6,
        _ => 7,
    }
}

/// What is surely a name, as a sign.
const SURE_NAME: u64 = (Sort::Name as u64) << 3 | 7;

/// A reading as a sign: what as, how surely; nought for what is plain.
fn code((sort, chance): Reading) -> u64 {
    match level(chance) {
        0 => 0,
        level => (sort as u64) << 3 | level,
    }
}

/// What the readings say of a word, or of numbers of a form, in the text as a whole.
#[derive(Clone, Copy, Default)]
struct Kin {
    /// The two surest readings.
    most: [u64; 2],
    /// Times it was read as plain.
    plain: u8,
    all: u8,
}

impl Kin {
    fn add(&mut self, code: u64) {
        self.all = self.all.saturating_add(1);
        self.plain = self.plain.saturating_add(u8::from(code == 0));
        if code & 7 > self.most[0] & 7 {
            self.most = [code, self.most[0]];
        } else if code & 7 > self.most[1] & 7 {
            self.most[1] = code;
        }
    }

    /// The surest reading elsewhere of what was read as `own` here.
    fn elsewhere(self, own: u64) -> u64 {
        self.most[usize::from(self.most[0] == own)]
    }
}

struct Look<'a, 'd> {
    document: &'a Document<'d>,
    codes: Vec<u64>,
    /// Where a word's, or a form's, kin are.
    places: HashMap<u64, usize>,
    kin: Vec<Kin>,
    /// How many words are surely names, in four steps; nine where a few words hold none.
    names: u64,
    /// Lines that begin with a name, and that do not.
    lines: [usize; 2],
}

fn key(document: &Document<'_>, i: usize) -> u64 {
    match document.t(i).kind {
        Kind::Word => document.t(i).hash,
        _ => pattern(document.word(i)),
    }
}

impl<'a, 'd> Look<'a, 'd> {
    fn new(document: &'a Document<'d>, read: &[Reading]) -> Self {
        let codes: Vec<u64> = read.iter().map(|reading| code(*reading)).collect();
        // Only the kin of words in doubt are asked for; most words have none, and a bit of their key tells so.
        let (mut places, mut some) = (HashMap::new(), [0_u64; 4]);
        for (i, (_, chance)) in read.iter().enumerate() {
            if *chance >= DOUBT.start {
                let key = key(document, i);
                let next = places.len();
                places.entry(key).or_insert(next);
                some[usize::from(key as u8 >> 6)] |= 1 << (key & 63);
            }
        }
        let mut kin = vec![Kin::default(); places.len()];
        let (mut names, mut lines) = (0, [0; 2]);
        for (i, code) in codes.iter().enumerate() {
            let token = document.t(i);
            if token.kind == Kind::Sign {
                continue;
            }
            let key = key(document, i);
            if some[usize::from(key as u8 >> 6)] >> (key & 63) & 1 == 1
                && let Some(kin) = places.get(&key).and_then(|place: &usize| kin.get_mut(*place))
            {
                kin.add(*code);
            }
            names += u64::from(*code == SURE_NAME);
            if token.gap >= Gap::Line {
                lines[usize::from(code & 7 < 5 || code >> 3 != Sort::Name as u64)] += 1;
            }
        }
        // That a few words name nobody says nothing of one of them.
        let short = codes.len() < SHORT;
        let names = match names {
            0 if short => 9,
            0 => 0,
            1..=2 => 1,
            3..=6 => 2,
            _ => 3,
        };
        Self { document, codes, places, kin, names, lines }
    }

    #[cfg_attr(target_family = "wasm", inline(never))]
    fn at(&self, i: usize) -> u64 {
        self.codes.get(i).copied().unwrap_or(64)
    }

    /// The reading across a comma, "and" or "or" on one side, and how it is joined.
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn across(&self, i: usize, forward: bool) -> (u64, u64) {
        let step = |at: usize| if forward { at + 1 } else { at.wrapping_sub(1) };
        let (mut at, mut joint) = (step(i), 0);
        for _ in 0..3 {
            let token = self.document.t(at);
            let joins = matches!(token.first, b',' | b'&' | b'/' | b'+') && token.kind == Kind::Sign
                || self.document.is_any(at, words!["and", "or", "n"]);
            if !joins {
                break;
            }
            joint = joint << 1 | 1 | u64::from(token.kind == Kind::Word) << 4;
            at = step(at);
        }
        if joint == 0 { (0, 0) } else { (self.at(at), joint) }
    }

    /// How far the nearest sure name is on one side.
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn away(&self, i: usize, forward: bool) -> u64 {
        for n in 1..=16_usize {
            let at = if forward { i + n } else { i.wrapping_sub(n) };
            if self.at(at) == SURE_NAME {
                return match n {
                    1 => 1,
                    2 => 2,
                    3..=5 => 3,
                    6..=10 => 4,
                    _ => 5,
                };
            }
        }
        if self.names == 9 { 9 } else { 0 }
    }

    fn collect(&self, i: usize, signs: &mut Signs) {
        let document = self.document;
        let token = document.t(i);
        let (b1, b2) = (i.wrapping_sub(1), i.wrapping_sub(2));
        let own = self.at(i);
        let (look, class0) = (looks(document, i), class(token));
        let (cb, cn) = (self.at(b1), self.at(i + 1));
        signs.clear();
        let mut add = |template: u64, a: u64, b: u64| signs.add(100 + template, a, b);
        add(0, own, 0);
        add(1, own, look);
        add(2, cb, own);
        add(3, cn, own);
        add(4, self.at(b2) << 8 | cb, own);
        add(5, self.at(i + 2) << 8 | cn, own);
        add(6, cb << 8 | cn, class0);
        add(7, cb << 8 | token.gap as u64, class0);
        add(8, cn << 8 | document.t(i + 1).gap as u64, class0);
        let (nb, nn) = (nearest(document, i, false), nearest(document, i, true));
        add(9, self.at(nb) << 8 | sign(document.t(b1)), class0);
        add(10, self.at(nn) << 8 | sign(document.t(i + 1)), class0);
        let ((left, joint_left), (right, joint_right)) = (self.across(i, false), self.across(i, true));
        add(11, left << 8 | joint_left, class0);
        add(12, right << 8 | joint_right, class0);
        add(13, left << 8 | joint_left | right << 24 | joint_right << 16, own);
        let place = self.places.get(&key(document, i));
        let kin = place.and_then(|place| self.kin.get(*place)).copied().unwrap_or_default();
        let most = kin.elsewhere(own);
        let twins = u64::from(kin.all.min(4));
        add(14, most << 3 | twins, class0);
        add(15, most << 3 | twins, own);
        add(16, u64::from(kin.plain.min(2)) << 3 | twins, look);
        add(17, u64::from(kin.plain.min(2)) << 3 | twins, own);
        add(18, self.names, own);
        add(19, self.names, class0 << 2 | document.case(i) as u64);
        if token.gap >= Gap::Line {
            let share = (self.lines[0] * 4).div_ceil((self.lines[0] + self.lines[1]).max(1)) as u64;
            let enough = (self.lines[0] + self.lines[1] > 3) as u64;
            add(20, share << 1 | enough, own);
            add(21, share << 1 | enough, u64::from(document.t(i + 1).first) << 8 | class0);
        }
        let (left, right) = (self.away(i, false), self.away(i, true));
        add(22, left, class0);
        add(23, right, class0);
        add(24, left << 4 | right, own);
        let open = u64::from(token.shape == Shape::Title && !token.opens && document.case(i) == Case::Print);
        let plain = u64::from(token.class.any(Class::COMMON));
        add(25, open << 1 | plain, most << 8 | self.names);
    }
}

/// Reads the words in doubt once more: `read` gets a word's place, its first scores and the new signs.
pub(super) fn reread_all(
    document: &Document<'_>,
    readings: &mut [Reading],
    scores: &[Scores],
    mut read: impl FnMut(usize, &Scores, &[u32]) -> Scores,
) {
    let look = Look::new(document, readings);
    let mut signs = Signs::new();
    for (i, (reading, scores)) in readings.iter_mut().zip(scores).enumerate() {
        if DOUBT.contains(&reading.1) {
            look.collect(i, &mut signs);
            *reading = chances(&read(i, scores, signs.hashes()));
        }
    }
}

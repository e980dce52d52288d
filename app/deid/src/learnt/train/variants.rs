//! The same text in other clothes, so that what is learnt is the company of names and not the names.

use std::collections::HashMap;

use super::texts::{Mark, Marked};
use crate::Lexicon;
use crate::cue;
use crate::learnt::Sort;

/// Names to put in the place of others.
#[derive(Default)]
pub struct Names {
    /// Given and family names.
    pub people: Vec<String>,
    /// Towns.
    pub places: Vec<String>,
}

/// A small repeatable source of chance (SplitMix64).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut h = self.0;
        h = (h ^ (h >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        h = (h ^ (h >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        h ^ (h >> 31)
    }

    pub(super) fn below(&mut self, most: usize) -> usize {
        (self.next() % most.max(1) as u64) as usize
    }

    fn pick<'a>(&mut self, list: &'a [String]) -> &'a str {
        list.get(self.below(list.len())).map_or("", String::as_str)
    }
}

/// The text itself, in lower case, in capitals now and then, and with other names.
pub(super) fn of(text: &Marked, names: &Names, lexicon: &Lexicon, number: u64, renamed: u64) -> Vec<Marked> {
    let mut dice = Dice::new(number + 1);
    let mut out = vec![text.clone()];
    for _ in 0..renamed {
        let other = mistype(&rename(text, names, lexicon, &mut dice), &mut dice);
        out.push(match dice.below(10) {
            0..=2 => map_case(&other, str::to_lowercase),
            3 => map_case(&other, str::to_uppercase),
            _ => other,
        });
    }
    if dice.below(3) == 0 {
        out.push(map_case(text, str::to_lowercase));
    }
    out
}

/// Slips of the finger in one word of twenty-five, outside details.
fn mistype(text: &Marked, dice: &mut Dice) -> Marked {
    rebuild(text, |words, mark| {
        if mark.is_some_and(|mark| mark.sort != Some(Sort::Plain)) {
            return words.to_owned();
        }
        each_word(words, |word| {
            if word.len() > 3 && dice.below(25) == 0 { slip(word, dice) } else { word.to_owned() }
        })
    })
}

fn slip(word: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + dice.below(letters.len() - 1);
    match dice.below(4) {
        0 => {
            letters.remove(at);
        }
        1 => letters.swap(at - 1, at),
        2 => letters.insert(at, letters[at]),
        _ => letters[at] = char::from(b'a' + dice.below(26) as u8),
    }
    letters.into_iter().collect()
}

/// Builds a text anew, part by part; what stands outside marks keeps its words.
fn rebuild(text: &Marked, mut part: impl FnMut(&str, Option<&Mark>) -> String) -> Marked {
    let mut out = Marked { words: String::with_capacity(text.words.len()), marks: Vec::new() };
    let mut at = 0;
    for mark in &text.marks {
        out.words.push_str(&part(&text.words[at..mark.range.start], None));
        let from = out.words.len();
        out.words.push_str(&part(&text.words[mark.range.clone()], Some(mark)));
        out.marks.push(Mark { range: from..out.words.len(), ..mark.clone() });
        at = mark.range.end;
    }
    out.words.push_str(&part(&text.words[at..], None));
    out
}

fn map_case(text: &Marked, change: impl Fn(&str) -> String) -> Marked {
    rebuild(text, |words, _| change(words))
}

fn rename(text: &Marked, names: &Names, lexicon: &Lexicon, dice: &mut Dice) -> Marked {
    let mut known: HashMap<String, String> = HashMap::new();
    rebuild(text, |words, mark| match mark {
        Some(mark) if mark.name => each_word(words, |word| {
            if word.chars().count() < 3
                || lexicon.cues_of(word.as_bytes())
                    & (cue::TITLE | cue::KIN | cue::NICKNAMING | cue::PARTICLE)
                    != 0
            {
                return word.to_owned();
            }
            let other =
                known.entry(word.to_lowercase()).or_insert_with(|| another(word, &names.people, dice));
            dressed_as(word, other)
        }),
        Some(mark) if mark.place => each_word(words, |word| {
            let generic =
                cue::GENERIC | cue::PLACE_HEAD | cue::HOUSE | cue::NUMBERED | cue::WHERE | cue::ARTICLE;
            if word.chars().count() < 4 || lexicon.cues_of(word.as_bytes()) & generic != 0 {
                return word.to_owned();
            }
            let other = known.entry(word.to_lowercase()).or_insert_with(|| {
                let list = if dice.below(3) == 0 { &names.people } else { &names.places };
                another(word, list, dice)
            });
            dressed_as(word, other)
        }),
        _ => words.to_owned(),
    })
}

/// Another name: from the list, made of the halves of two, or, now and then, the same.
fn another(word: &str, list: &[String], dice: &mut Dice) -> String {
    match dice.below(10) {
        0..=1 => word.to_lowercase(),
        2..=5 => dice.pick(list).to_owned(),
        _ => {
            let (first, second) = (dice.pick(list).to_owned(), dice.pick(list).to_owned());
            let cut = (first.len() / 2).max(2).min(first.len());
            let tail = second.len() / 2;
            format!("{}{}", first.get(..cut).unwrap_or(&first), second.get(tail..).unwrap_or("a"))
        }
    }
}

fn dressed_as(word: &str, other: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    let rest = letters.any(char::is_lowercase);
    let mut other_letters = other.chars();
    match (first, rest) {
        (true, true) => {
            other_letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(other_letters).collect())
        }
        (true, false) => other.to_uppercase(),
        _ => other.to_owned(),
    }
}

fn each_word(words: &str, mut change: impl FnMut(&str) -> String) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        if end > 0 {
            out.push_str(&change(&rest[..end]));
            rest = &rest[end..];
        } else {
            let next = rest.find(char::is_alphabetic).unwrap_or(rest.len());
            out.push_str(&rest[..next]);
            rest = &rest[next..];
        }
    }
    out
}

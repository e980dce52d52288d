//! Trains the second reader: a sparse multinomial regression (FTRL-Proximal: McMahan and others, 2013) on the
//! texts of `training/`, each also in other clothes: other names, lower case, capitals.
#![allow(clippy::disallowed_methods, reason = "it never goes to a page")]

mod texts;
mod variants;

use super::Sort;
use super::features;
use super::model::{Model, SCALE, chances, row_of};
use crate::Lexicon;
use crate::document::Document;

pub use texts::{Marked, parse};
pub use variants::Names;

/// How training goes; the defaults are what the shipped weights were made with.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Rows of the model, as a power of two.
    pub bits: u8,
    /// Times that every text is read.
    pub rounds: usize,
    /// How fast weights move.
    pub rate: f32,
    /// How much a weight must earn to be kept.
    pub sparsity: f32,
    /// How strongly weights are held down.
    pub decay: f32,
    /// How much more a decoy counts than another word.
    pub decoys: f32,
    /// How many sets of other names each text is read with.
    pub renamed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { bits: 17, rounds: 8, rate: 0.15, sparsity: 115.0, decay: 0.5, decoys: 3.5, renamed: 4 }
    }
}

struct Learner {
    settings: Settings,
    z: Vec<f32>,
    n: Vec<f32>,
}

impl Learner {
    fn new(settings: Settings) -> Self {
        Self {
            settings,
            z: vec![0.0; Sort::COUNT << settings.bits],
            n: vec![0.0; Sort::COUNT << settings.bits],
        }
    }

    fn weight(&self, cell: usize) -> f32 {
        let (z, n) = (self.z[cell], self.n[cell]);
        if z.abs() <= self.settings.sparsity {
            return 0.0;
        }
        let slope = (1.0 + n.sqrt()) / self.settings.rate + self.settings.decay;
        -(z - z.signum() * self.settings.sparsity) / slope
    }

    fn scores(&self, signs: &[u32]) -> [f32; Sort::COUNT] {
        let mut scores = [0.0; Sort::COUNT];
        for sign in signs {
            for (sort, score) in scores.iter_mut().enumerate() {
                *score += self.weight(row_of(*sign, self.settings.bits) * Sort::COUNT + sort);
            }
        }
        scores
    }

    /// Learns from one word; gives what it would have said before.
    fn learn(&mut self, signs: &[u32], gold: Option<Sort>, weight: f32) -> (Sort, u32) {
        let scores = self.scores(signs);
        let read = chances(&scores);
        let Some(gold) = gold else { return read };
        let top = scores.iter().fold(f32::MIN, |a, b| a.max(*b));
        let mut chance = scores.map(|score| (score - top).exp());
        let all: f32 = chance.iter().sum();
        chance.iter_mut().for_each(|c| *c /= all);
        for (sort, chance) in chance.iter().enumerate() {
            let slope = weight * (chance - f32::from(u8::from(sort == gold as usize)));
            if slope.abs() < 0.001 {
                continue;
            }
            for sign in signs {
                let cell = row_of(*sign, self.settings.bits) * Sort::COUNT + sort;
                let step = ((self.n[cell] + slope * slope).sqrt() - self.n[cell].sqrt()) / self.settings.rate;
                self.z[cell] += slope - step * self.weight(cell);
                self.n[cell] += slope * slope;
            }
        }
        read
    }

    fn read_text(&mut self, text: &Marked, lexicon: &Lexicon) {
        let document = crate::read(&text.words, lexicon);
        let gold = text.sorts(&document);
        features::read_all(&document, |i, signs| {
            let (sort, decoy) = gold.get(i).copied().unwrap_or((None, false));
            self.learn(signs, sort, if decoy { self.settings.decoys } else { 1.0 })
        });
    }

    /// The weights as they are kept, and how many are not nought.
    fn to_bytes(&self) -> (Vec<u8>, usize) {
        let rows = 0..1_usize << self.settings.bits;
        let cells = (0..Sort::COUNT).flat_map(|sort| rows.clone().map(move |row| row * Sort::COUNT + sort));
        let whole = cells.map(|cell| (self.weight(cell) * SCALE).round().clamp(-127.0, 127.0) as i8);
        Model::to_bytes(self.settings.bits, whole)
    }
}

/// Trains on marked texts; the same texts and names give the same bytes. Gives also the number of weights kept.
#[must_use]
pub fn train(texts: &[Marked], names: &Names, lexicon: &Lexicon, settings: Settings) -> (Vec<u8>, usize) {
    let mut all: Vec<Marked> = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        all.extend(variants::of(text, names, lexicon, number as u64, settings.renamed));
    }
    let mut learner = Learner::new(settings);
    let mut dice = variants::Dice::new(7);
    for _ in 0..settings.rounds {
        for i in (1..all.len()).rev() {
            all.swap(i, dice.below(i + 1));
        }
        for text in &all {
            learner.read_text(text, lexicon);
        }
    }
    learner.to_bytes()
}

impl Marked {
    /// What each token is by the marks, `None` where either answer is right; and whether it is a decoy.
    fn sorts(&self, document: &Document<'_>) -> Vec<(Option<Sort>, bool)> {
        let mut out = Vec::with_capacity(document.len());
        let mut at = 0;
        for i in 0..document.len() {
            let range = document.original(i..i + 1);
            while self.marks.get(at).is_some_and(|mark| mark.range.end <= range.start) {
                at += 1;
            }
            let inside = self.marks.get(at).filter(|mark| mark.range.start < range.end);
            out.push(match inside {
                Some(mark) => (mark.sort, mark.sort == Some(Sort::Plain)),
                None => (Some(Sort::Plain), false),
            });
        }
        out
    }
}

//! Trains the second reader: a sparse multinomial regression (FTRL-Proximal: McMahan and others, 2013) on the
//! texts of `training/`, each also in other clothes: other names, lower case, capitals.
#![allow(clippy::disallowed_methods, reason = "it never goes to a page")]

mod texts;
mod variants;

use super::Sort;
use super::features;
use super::model::{Model, SCALE, Scores, row_of};
use super::reread::reread_all;
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
    /// How much a weight of the second look must earn to be kept.
    pub again: f32,
    /// Times that every text is looked at again.
    pub looks: usize,
    /// How many sets of other names each text is read with.
    pub renamed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            bits: 17,
            rounds: 8,
            rate: 0.15,
            sparsity: 160.0,
            decay: 0.5,
            decoys: 3.5,
            again: 118.0,
            looks: 3,
            renamed: 4,
        }
    }
}

struct Learner {
    settings: Settings,
    z: Vec<f32>,
    n: Vec<f32>,
    /// The weights that follow from these.
    weights: Vec<f32>,
}

impl Learner {
    fn new(settings: Settings) -> Self {
        Self {
            settings,
            z: vec![0.0; Sort::COUNT << settings.bits],
            n: vec![0.0; Sort::COUNT << settings.bits],
            weights: vec![0.0; Sort::COUNT << settings.bits],
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

    fn scores(&self, signs: &[u32]) -> Scores {
        let mut scores = [0.0; Sort::COUNT];
        for sign in signs {
            let row = row_of(*sign, self.settings.bits) * Sort::COUNT;
            for (score, weight) in scores.iter_mut().zip(&self.weights[row..row + Sort::COUNT]) {
                *score += weight;
            }
        }
        scores
    }

    /// Learns from one word, whose scores without its signs are `before`; gives what it would have said.
    fn learn(&mut self, signs: &[u32], before: &Scores, (gold, decoy): (Option<Sort>, bool)) -> Scores {
        let mut scores = self.scores(signs);
        scores.iter_mut().zip(before).for_each(|(score, before)| *score += before);
        let Some(gold) = gold else { return scores };
        let weight = if decoy { self.settings.decoys } else { 1.0 };
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
                self.z[cell] += slope - step * self.weights[cell];
                self.n[cell] += slope * slope;
                self.weights[cell] = self.weight(cell);
            }
        }
        scores
    }

    fn read_text(&mut self, text: &Marked, lexicon: &Lexicon) {
        let document = crate::read(&text.words, lexicon);
        let gold = text.sorts(&document);
        features::read_all(&document, |i, signs| {
            self.learn(signs, &NOTHING, gold.get(i).copied().unwrap_or_default())
        });
    }

    /// Learns the second look from what `first`, which has not learnt from this text, makes of it.
    fn reread_text(&mut self, first: &Self, text: &Marked, lexicon: &Lexicon) {
        let document = crate::read(&text.words, lexicon);
        let gold = text.sorts(&document);
        let (mut read, scores) = features::read_all(&document, |_, signs| first.scores(signs));
        reread_all(&document, &mut read, &scores, |i, before, signs| {
            self.learn(signs, before, gold.get(i).copied().unwrap_or_default())
        });
    }

    /// The weights as they are kept, together with those of the second look, and how many are not nought.
    fn to_bytes(&self, second: &Self) -> (Vec<u8>, usize) {
        let whole = |weight: f32| (weight * SCALE).round().clamp(-127.0, 127.0) as i8;
        let pairs: Vec<(&f32, &f32)> = self.weights.iter().zip(&second.weights).collect();
        let (rows, _) = pairs.as_chunks::<{ Sort::COUNT }>();
        let rows: Vec<[i8; Sort::COUNT]> =
            rows.iter().map(|row| row.map(|(first, second)| whole(first + second))).collect();
        Model::to_bytes(self.settings.bits, &rows)
    }
}

const NOTHING: Scores = [0.0; Sort::COUNT];

/// A text in one of its dresses, and which of the texts it is.
type Dressed = (usize, Marked);

/// Reads texts over and over in changing order.
fn rounds(all: &mut [&Dressed], rounds: usize, mut read: impl FnMut(&Dressed)) {
    let mut dice = variants::Dice::new(7);
    for _ in 0..rounds {
        for i in (1..all.len()).rev() {
            all.swap(i, dice.below(i + 1));
        }
        for text in all.iter() {
            read(text);
        }
    }
}

/// Trains on marked texts; the same texts and names give the same bytes. Gives also the number of weights kept.
#[must_use]
pub fn train(texts: &[Marked], names: &Names, lexicon: &Lexicon, settings: Settings) -> (Vec<u8>, usize) {
    let mut all: Vec<Dressed> = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let dressed = variants::of(text, names, lexicon, number as u64, settings.renamed);
        all.extend(dressed.into_iter().map(|text| (number, text)));
    }
    let learn = |part: &dyn Fn(usize) -> bool| {
        let mut learner = Learner::new(settings);
        let mut some: Vec<&Dressed> = all.iter().filter(|(number, _)| part(*number)).collect();
        rounds(&mut some, settings.rounds, |(_, text)| learner.read_text(text, lexicon));
        learner
    };
    // The second look must learn from readings as unsure as they will be: of texts not learnt from.
    let halves = [learn(&|number| number % 2 == 0), learn(&|number| number % 2 == 1)];
    let mut second = Learner::new(Settings { sparsity: settings.again, ..settings });
    let mut some: Vec<&Dressed> = all.iter().collect();
    rounds(&mut some, settings.looks, |(number, text)| {
        let [even, odd] = &halves;
        second.reread_text(if number % 2 == 0 { odd } else { even }, text, lexicon);
    });
    learn(&|_| true).to_bytes(&second)
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

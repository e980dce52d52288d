//! The weights: eight small whole numbers a row, one for each sort.

use super::Sort;

/// Weights are kept in eighths.
pub(super) const SCALE: f32 = 8.0;
/// The most rows that a model may have, as a power of two.
const MOST_BITS: u8 = 18;

/// The weights as read.
pub(crate) struct Model {
    bits: u8,
    rows: Vec<[i8; Sort::COUNT]>,
}

impl Model {
    /// Reads a model: the number of rows as a power of two, then the weights sort by sort. `None` if there are
    /// not just as many bytes as there must be.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (&bits, weights) = bytes.split_first()?;
        if bits > MOST_BITS || weights.len() != Sort::COUNT << bits {
            return None;
        }
        let mut rows = vec![[0; Sort::COUNT]; 1 << bits];
        for (sort, weights) in weights.chunks_exact(1 << bits).enumerate() {
            for (row, weight) in rows.iter_mut().zip(weights) {
                row[sort] = *weight as i8;
            }
        }
        Some(Self { bits, rows })
    }

    /// The likeliest sort other than plain, and how probable any of these is, in thousandths.
    pub(super) fn read(&self, signs: &[u32]) -> (Sort, u32) {
        let mut sums = [0_i32; Sort::COUNT];
        for sign in signs {
            if let Some(row) = self.rows.get(row_of(*sign, self.bits)) {
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum += i32::from(*weight);
                }
            }
        }
        chances(&sums.map(|sum| sum as f32 / SCALE))
    }
}

/// The row of a sign, among `1 << bits`.
pub(super) const fn row_of(sign: u32, bits: u8) -> usize {
    (sign as u64 >> (32 - bits)) as usize
}

/// The likeliest sort other than plain, and one minus the chance of plain, in thousandths.
pub(super) fn chances(scores: &[f32; Sort::COUNT]) -> (Sort, u32) {
    let mut best = Sort::Name;
    for sort in &Sort::ALL[1..] {
        if scores[*sort as usize] > scores[best as usize] {
            best = *sort;
        }
    }
    let top = scores.iter().fold(f32::MIN, |a, b| a.max(*b));
    let all: f32 = scores.iter().map(|score| (score - top).exp()).sum();
    let plain = (scores[0] - top).exp() / all;
    (best, ((1.0 - plain) * 1000.0) as u32)
}

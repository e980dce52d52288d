//! The weights: eight small whole numbers a row, one for each sort; most are nought and are not stored.

use super::Sort;

/// Weights are kept in quarters.
pub(super) const SCALE: f32 = 4.0;
/// The most rows that a model may have, as a power of two.
const MOST_BITS: u8 = 18;

/// A step over so many places that it ends at no weight.
const LONG_STEP: u8 = 255;

/// The weights as read.
pub(crate) struct Model {
    bits: u8,
    rows: Vec<[i8; Sort::COUNT]>,
    /// A bit for each row that is not nought. Nine in ten are, and these few bits stay close at hand.
    used: Vec<u64>,
}

impl Model {
    /// Reads a model: the number of rows as a power of two, the number of steps (four bytes), the steps, and a
    /// weight for each. Weights stand sort by sort, row by row; most are nought. A step says how many places to
    /// go on; one of [`LONG_STEP`] goes as far and has no weight (its byte is nought). `None` if there are not
    /// just as many bytes as there must be.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (&bits, rest) = bytes.split_first()?;
        let (steps, rest) = rest.split_first_chunk::<4>()?;
        let steps = u32::from_le_bytes(*steps) as usize;
        if bits > MOST_BITS || rest.len() != steps.checked_mul(2)? {
            return None;
        }
        let (steps, weights) = rest.split_at(steps);
        let mut rows = vec![[0; Sort::COUNT]; 1 << bits];
        let mut used = vec![0_u64; (1_usize << bits).div_ceil(64)];
        let mut place = 0;
        for (step, weight) in steps.iter().zip(weights) {
            place += usize::from(*step);
            if *step == LONG_STEP {
                continue;
            }
            let row = place & ((1 << bits) - 1);
            *rows.get_mut(row)?.get_mut(place >> bits)? = *weight as i8;
            *used.get_mut(row / 64)? |= 1 << (row % 64);
        }
        Some(Self { bits, rows, used })
    }

    /// Writes weights that stand sort by sort, row by row, so that [`Model::from_bytes`] reads them. Gives also how
    /// many are not nought.
    #[cfg(feature = "build")]
    pub(super) fn to_bytes(bits: u8, all: impl Iterator<Item = i8>) -> (Vec<u8>, usize) {
        let (mut steps, mut weights, mut last, mut kept) = (Vec::new(), Vec::new(), 0, 0);
        for (place, weight) in all.enumerate().filter(|(_, weight)| *weight != 0) {
            while place - last >= usize::from(LONG_STEP) {
                steps.push(LONG_STEP);
                weights.push(0);
                last += usize::from(LONG_STEP);
            }
            steps.push((place - last) as u8);
            weights.push(weight as u8);
            last = place;
            kept += 1;
        }
        let mut out = vec![bits];
        out.extend_from_slice(&(steps.len() as u32).to_le_bytes());
        out.extend(steps);
        out.extend(weights);
        (out, kept)
    }

    /// The likeliest sort other than plain, and how probable any of these is, in thousandths.
    pub(super) fn read(&self, signs: &[u32]) -> (Sort, u32) {
        let mut sums = [0_i32; Sort::COUNT];
        for sign in signs {
            let at = row_of(*sign, self.bits);
            if self.used.get(at / 64).is_none_or(|bits| bits >> (at % 64) & 1 == 0) {
                continue;
            }
            if let Some(row) = self.rows.get(at) {
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

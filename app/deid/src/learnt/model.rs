//! The weights: eight small whole numbers a row, one for each sort; most are nought and are not stored.

use super::Sort;

/// Weights are kept in quarters.
pub(super) const SCALE: f32 = 4.0;
/// The most rows that a model may have, as a power of two.
const MOST_BITS: u8 = 18;

/// A step over so many rows that it ends at none with a weight.
#[cfg(feature = "build")]
const LONG_STEP: u8 = 255;

/// The weights as read.
pub(crate) struct Model {
    bits: u8,
    rows: Vec<[i8; Sort::COUNT]>,
    /// A bit for each row that is not nought. Nine in ten are, and these few bits stay close at hand.
    used: Vec<u64>,
}

impl Model {
    /// Reads a model: the number of rows as a power of two, the number of rows that have a weight (four bytes),
    /// for each of these the step to it from the one before, then for each the sorts that it has weights for, a
    /// bit each; then the weights, sort by sort. A step of 255 goes as far to a row without weights.
    /// `None` if there are not just as many bytes as there must be.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (&bits, rest) = bytes.split_first()?;
        let (count, rest) = rest.split_first_chunk::<4>()?;
        let count = u32::from_le_bytes(*count) as usize;
        if bits > MOST_BITS || rest.len() < count.checked_mul(2)? {
            return None;
        }
        let (steps, rest) = rest.split_at(count);
        let (sorts, mut weights) = rest.split_at(count);
        let mut rows = vec![[0; Sort::COUNT]; 1 << bits];
        let mut used = vec![0_u64; (1_usize << bits).div_ceil(64)];
        for sort in 0..Sort::COUNT {
            let mut at = 0;
            for (step, sorts) in steps.iter().zip(sorts) {
                at += usize::from(*step);
                if sorts >> sort & 1 == 1 {
                    let (weight, others) = weights.split_first()?;
                    *rows.get_mut(at)?.get_mut(sort)? = *weight as i8;
                    *used.get_mut(at / 64)? |= 1 << (at % 64);
                    weights = others;
                }
            }
        }
        weights.is_empty().then_some(Self { bits, rows, used })
    }

    /// Writes rows of weights so that [`Model::from_bytes`] reads them. Gives also how many are not nought.
    #[cfg(feature = "build")]
    pub(super) fn to_bytes(bits: u8, rows: &[[i8; Sort::COUNT]]) -> (Vec<u8>, usize) {
        let (mut steps, mut sorts, mut weights, mut last) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.iter().any(|weight| *weight != 0)) {
            while at - last >= usize::from(LONG_STEP) {
                steps.push(LONG_STEP);
                sorts.push(0);
                last += usize::from(LONG_STEP);
            }
            steps.push((at - last) as u8);
            sorts.push((0..Sort::COUNT).fold(0, |bits, sort| bits | u8::from(row[sort] != 0) << sort));
            last = at;
        }
        for sort in 0..Sort::COUNT {
            weights.extend(rows.iter().map(|row| row[sort] as u8).filter(|weight| *weight != 0));
        }
        let mut out = vec![bits];
        out.extend_from_slice(&(steps.len() as u32).to_le_bytes());
        out.extend(steps);
        out.extend(sorts);
        let kept = weights.len();
        out.extend(weights);
        (out, kept)
    }

    /// What signs speak for each sort.
    pub(super) fn read(&self, signs: &[u32]) -> Scores {
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
        sums.map(|sum| sum as f32 / SCALE)
    }
}

/// How much speaks for each sort, as logarithms.
pub(super) type Scores = [f32; Sort::COUNT];

/// The row of a sign, among `1 << bits`.
pub(super) const fn row_of(sign: u32, bits: u8) -> usize {
    (sign as u64 >> (32 - bits)) as usize
}

/// The likeliest sort other than plain, and one minus the chance of plain, in thousandths.
pub(super) fn chances(scores: &Scores) -> (Sort, u32) {
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

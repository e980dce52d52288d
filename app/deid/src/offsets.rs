//! Byte ranges turned into the units that browsers (UTF-16) and files (scalar values) count in.

use std::ops::Range;

use crate::Finding;

/// The ranges of `findings` in UTF-16 code units, as a browser counts them, in one pass over the text.
///
/// The findings must be sorted, as [`crate::find`] returns them.
#[must_use]
pub fn utf16_ranges(text: &str, findings: &[Finding]) -> Vec<Range<usize>> {
    ranges(text, findings, char::len_utf16)
}

/// The ranges of `findings` in Unicode scalar values, in one pass over the text.
///
/// The findings must be sorted, as [`crate::find`] returns them.
#[must_use]
pub fn char_ranges(text: &str, findings: &[Finding]) -> Vec<Range<usize>> {
    ranges(text, findings, |_| 1)
}

fn ranges(text: &str, findings: &[Finding], units: impl Fn(char) -> usize) -> Vec<Range<usize>> {
    let (mut byte, mut unit) = (0, 0);
    let mut advance = |to: usize| {
        let to = to.clamp(byte, text.len());
        unit += text.get(byte..to).map_or(0, |part| part.chars().map(&units).sum());
        byte = to;
        unit
    };
    findings.iter().map(|finding| advance(finding.range.start)..advance(finding.range.end)).collect()
}

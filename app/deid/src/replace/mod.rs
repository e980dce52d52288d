//! Neutral words to put in place of findings, consistent through a text, so that it still reads well.

mod people;
mod plain;

use std::collections::HashMap;
use std::ops::Range;

use crate::lower::{lower, lower_letter};
use crate::{Finding, Label};

/// Words to put in place of one finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// Bytes of the original text: the finding's own range.
    pub range: Range<usize>,
    /// The words; empty where the sentence reads well without the finding ("her son Chidi" becomes "her son").
    pub words: String,
}

/// Suggests a replacement for each finding, in their order. The same detail gets the same words.
#[must_use]
pub fn suggest(text: &str, findings: &[Finding]) -> Vec<Replacement> {
    let mut people = people::People::meet(text, findings);
    let mut kept: HashMap<(Label, String), String> = HashMap::new();
    findings
        .iter()
        .filter_map(|finding| {
            let found = text.get(finding.range.clone())?;
            let before = text.get(..finding.range.start)?;
            let after = text.get(finding.range.end..)?;
            let words = if finding.label == Label::Name {
                people.words(finding, before)
            } else {
                let context = plain::Context { before, after };
                kept.entry((finding.label, format!("{}\0{}", lower(found), plain::article(before))))
                    .or_insert_with(|| plain::words(finding.label, found, &context))
                    .clone()
            };
            let words = if finding.label == Label::Postcode && follows_an_address(text, findings, finding) {
                String::new()
            } else if in_capitals(found, before) {
                words.to_ascii_uppercase()
            } else if plain::opens_sentence(before) && found.chars().next().is_some_and(|c| !is_small(c)) {
                capitalised(&words)
            } else {
                words
            };
            Some(Replacement { range: finding.range.clone(), words })
        })
        .collect()
}

/// The text with its replacements made. Nothing else changes, but for one space before a finding that is dropped.
#[must_use]
pub fn clean(text: &str, replacements: &[Replacement]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut at = 0;
    for replacement in replacements {
        let Some(kept) = text.get(at..replacement.range.start) else { continue };
        if text.get(replacement.range.clone()).is_none() {
            continue;
        }
        let kept = if replacement.words.is_empty() { kept.strip_suffix(' ').unwrap_or(kept) } else { kept };
        out.push_str(kept);
        out.push_str(&replacement.words);
        at = replacement.range.end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

/// "7 Sparrow Lane LE15 9ZZ": the address stands for both.
fn follows_an_address(text: &str, findings: &[Finding], postcode: &Finding) -> bool {
    let next = findings.partition_point(|f| f.range.start < postcode.range.start);
    next.checked_sub(1).and_then(|i| findings.get(i)).is_some_and(|before| {
        matches!(before.label, Label::Address | Label::Place)
            && text.get(before.range.end..postcode.range.start).is_some_and(|gap| gap == " ")
    })
}

/// Whether the writing around is all in capitals.
fn in_capitals(found: &str, before: &str) -> bool {
    let near = before.chars().rev().take(24).chain(found.chars());
    let (mut upper, mut lower) = (0, 0);
    for c in near {
        upper += usize::from(lower_letter(c) != c);
        lower += usize::from(is_small(c));
    }
    upper > 6 && lower == 0
}

fn is_small(c: char) -> bool {
    c.is_alphabetic() && lower_letter(c) == c
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars
        .next()
        .map_or_else(String::new, |first| std::iter::once(first.to_ascii_uppercase()).chain(chars).collect())
}

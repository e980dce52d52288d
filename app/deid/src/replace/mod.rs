//! Neutral words to put in place of findings, consistent through a text, so that it still reads well.

mod people;
mod plain;

use std::collections::HashMap;
use std::ops::Range;

use crate::lower::lower;
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
            let words = if plain::opens_sentence(before) { capitalised(&words) } else { words };
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

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars
        .next()
        .map_or_else(String::new, |first| std::iter::once(first.to_ascii_uppercase()).chain(chars).collect())
}

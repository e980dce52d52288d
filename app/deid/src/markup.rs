//! A text with its findings marked for people to read.

use crate::{Certainty, Finding};

/// Marks each finding as `[LABEL: words]`, with a `?` after the label where the check is not certain.
#[must_use]
pub fn mark_up(text: &str, findings: &[Finding]) -> String {
    let mut out = String::with_capacity(text.len() + findings.len() * 12);
    let mut at = 0;
    for finding in findings {
        let Some(words) = text.get(finding.range.clone()) else { continue };
        out.push_str(text.get(at..finding.range.start).unwrap_or(""));
        out.push('[');
        out.push_str(finding.label.code());
        if finding.certainty != Certainty::Certain {
            out.push('?');
        }
        out.push_str(": ");
        out.push_str(words);
        out.push(']');
        at = finding.range.end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

//! The main measures: leaked tokens, decoys flagged, false spans; tokens and exemptions as in the data's rules.

use std::collections::BTreeMap;

use deid::{Finding, Label};

/// A detail or decoy in an annotated text, in bytes.
pub struct Span {
    pub start: usize,
    pub end: usize,
    pub label: Option<Label>,
}

/// An annotated text.
pub struct Sample {
    pub text: String,
    pub spans: Vec<Span>,
    pub decoys: Vec<Span>,
    pub neutral: Vec<Span>,
}

/// Counts over many texts.
#[derive(Default)]
pub struct Measures {
    pub tokens: BTreeMap<Label, usize>,
    pub leaked: BTreeMap<Label, usize>,
    pub decoys: usize,
    pub decoys_flagged: usize,
    pub false_spans: usize,
    pub words: usize,
    pub unidentifying: usize,
    pub unidentifying_clear: usize,
    pub leaks: Vec<String>,
}

/// Titles and generic words that identify no one.
fn exempt(label: Label, word: &str) -> bool {
    let list = match label {
        Label::Name => {
            "mr mrs ms miss mister dr doctor prof professor sr sister nurse staff fr father rev reverend imam sir madam lady auntie ate uncle mama old young wee big baby boy twin one of the chaplain officer pastor dc ds pc sgt"
        }
        Label::Place => {
            "ward wd bay bed room rm pod cell nursery house unit suite wing hospital infirmary hospice care home court surgery practice centre medical primary school the of in general"
        }
        Label::Date => "the of on day and st nd rd th",
        Label::Time => "at am pm a p m hrs hours past to half quarter the morning night in o clock",
        Label::Age => "years year yrs yr old y o yo months month weeks week days day hours and a of",
        Label::Address => "flat apartment no number unit the and of",
        Label::UniqueRole => {
            "a an the of in to at on for with who was that and any by his her one unit is it from as has ever"
        }
        Label::Email => "at dot",
        _ => "",
    };
    list.split(' ').any(|exempted| exempted == word)
}

/// The identifying tokens of a span: runs of letters and digits, apostrophes inside.
fn tokens(text: &str, span: &Span, label: Label) -> Vec<(usize, usize)> {
    let part = &text[span.start..span.end];
    let mut out: Vec<(usize, usize)> = Vec::new();
    let mut current: Option<usize> = None;
    let invisible = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
    for (at, c) in part.char_indices().chain([(part.len(), ' ')]) {
        let inside = c.is_alphanumeric()
            || invisible(c) && current.is_some()
            || matches!(c, '\'' | '’')
                && current.is_some()
                && part[at + c.len_utf8()..].starts_with(char::is_alphanumeric);
        match (inside, current) {
            (true, None) => current = Some(at),
            (false, Some(start)) => {
                out.push((span.start + start, span.start + at));
                current = None;
            }
            _ => {}
        }
    }
    let all = out.clone();
    out.retain(|(a, b)| !exempt(label, &text[*a..*b].to_ascii_lowercase()));
    if out.is_empty() && label != Label::Name {
        return all;
    }
    out
}

impl Measures {
    /// Adds one text.
    pub fn add(&mut self, sample: &Sample, findings: &[Finding]) {
        let text = &sample.text;
        let covered = |at: usize| findings.iter().any(|f| f.range.contains(&at));
        let hidden = |a: usize, b: usize| {
            text[a..b].char_indices().filter(|(_, c)| c.is_alphanumeric()).all(|(at, _)| covered(a + at))
        };
        for span in &sample.spans {
            let Some(label) = span.label else { continue };
            for (a, b) in tokens(text, span, label) {
                *self.tokens.entry(label).or_default() += 1;
                if !hidden(a, b) {
                    *self.leaked.entry(label).or_default() += 1;
                    self.leaks.push(format!("{label}: {} in {}", &text[a..b], &text[span.start..span.end]));
                }
            }
        }
        for decoy in &sample.decoys {
            self.decoys += 1;
            let touched = findings.iter().any(|f| f.range.start < decoy.end && decoy.start < f.range.end);
            self.decoys_flagged += usize::from(touched);
        }
        let meets = |f: &Finding, spans: &[Span]| {
            spans.iter().any(|s| f.range.start < s.end && s.start < f.range.end)
        };
        self.false_spans +=
            findings.iter().filter(|f| !meets(f, &sample.spans) && !meets(f, &sample.neutral)).count();
        self.words += text.split_whitespace().count();
        if sample.spans.is_empty() {
            self.unidentifying += 1;
            self.unidentifying_clear += usize::from(findings.iter().all(|f| meets(f, &sample.neutral)));
        }
    }

    /// Leaked tokens in a hundred, over the labels for which `wanted` holds.
    pub fn leak_rate(&self, wanted: impl Fn(Label) -> bool) -> f64 {
        let sum = |counts: &BTreeMap<Label, usize>| {
            counts.iter().filter(|(l, _)| wanted(**l)).map(|(_, n)| n).sum::<usize>()
        };
        100.0 * sum(&self.leaked) as f64 / sum(&self.tokens).max(1) as f64
    }
}

//! A text being checked: its tokens, how it is written, and what has been found so far.

use std::borrow::Cow;
use std::ops::Range;

use crate::cue::Cues;
use crate::fold::Folded;
use crate::lexicon::{Class, Lexicon};
use crate::token::{self, Gap, Kind, Shape, Token};
use crate::words::Word;
use crate::{Certainty, Finding, Label};

/// How capitals are used where a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// As in print.
    Print,
    /// Hardly any capitals: lower case says nothing.
    Lower,
    /// All capitals: a capital says nothing.
    Upper,
}

static NOTHING: Token = Token {
    start: usize::MAX,
    end: usize::MAX,
    kind: Kind::Sign,
    shape: Shape::Lower,
    gap: Gap::Paragraph,
    first: 0,
    possessive: false,
    odd: false,
    opens: false,
    class: Class::NONE,
    group: 0,
    cues: 0,
    hash: 0,
};

/// A text on its way through the scanners.
pub(crate) struct Document<'a> {
    folded: Folded<'a>,
    pub(crate) lexicon: &'a Lexicon,
    tokens: Vec<Token>,
    taken: Vec<Option<(Label, Certainty)>>,
    hinted: Vec<bool>,
    /// Points towards a name, one a token, from the scan for people.
    pub(crate) points: Vec<i32>,
    cases: Vec<(usize, Case)>,
    hits: Vec<Finding>,
    quiet: Vec<Finding>,
}

impl<'a> Document<'a> {
    pub(crate) fn new(text: &'a str, lexicon: &'a Lexicon) -> Self {
        let folded = Folded::new(text);
        let tokens = token::split(&folded, lexicon);
        let cases = cases(&tokens);
        Self {
            taken: vec![None; tokens.len()],
            hinted: vec![false; tokens.len()],
            points: vec![-99; tokens.len()],
            folded,
            lexicon,
            tokens,
            cases,
            hits: Vec::new(),
            quiet: Vec::new(),
        }
    }

    /// Number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The folded bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.folded.bytes
    }

    /// A token; beyond either end, a sign that is like no other.
    pub(crate) fn t(&self, i: usize) -> &Token {
        self.tokens.get(i).unwrap_or(&NOTHING)
    }

    /// The token `n` before, if there is one.
    pub(crate) fn before(&self, i: usize, n: usize) -> &Token {
        i.checked_sub(n).map_or(&NOTHING, |i| self.t(i))
    }

    /// A token's folded bytes.
    pub(crate) fn word(&self, i: usize) -> &[u8] {
        let token = self.t(i);
        self.folded.bytes.get(token.start..token.end).unwrap_or(b"")
    }

    /// Whether a token is this lower-case word in any case.
    pub(crate) fn is(&self, i: usize, word: &str) -> bool {
        self.word(i).eq_ignore_ascii_case(word.as_bytes())
    }

    /// Whether a token is one of these words.
    pub(crate) fn is_any(&self, i: usize, words: &[Word]) -> bool {
        let token = self.t(i);
        words.contains(&Word::new(token.hash, token.len()))
    }

    /// Whether any of these words stands anywhere in the text (at most the first 4,000 tokens are read).
    pub(crate) fn has_word(&self, words: &[Word]) -> bool {
        (0..self.len().min(4000)).any(|i| self.t(i).kind == Kind::Word && self.is_any(i, words))
    }

    /// Whether a token carries any of these cues.
    pub(crate) fn has(&self, i: usize, cues: Cues) -> bool {
        self.t(i).has(cues)
    }

    /// Whether a token is this sign.
    pub(crate) fn sign(&self, i: usize, sign: u8) -> bool {
        self.t(i).is_sign(sign)
    }

    /// Whether nothing stands between a token and the one before.
    pub(crate) fn joined(&self, i: usize) -> bool {
        self.t(i).gap == Gap::None && i > 0
    }

    /// The value of a number of up to nine digits.
    pub(crate) fn number(&self, i: usize) -> Option<u32> {
        if self.t(i).kind != Kind::Number || self.t(i).len() > 9 {
            return None;
        }
        std::str::from_utf8(self.word(i)).ok()?.parse().ok()
    }

    /// How capitals are used around a token.
    pub(crate) fn case(&self, i: usize) -> Case {
        let index = self.cases.partition_point(|(start, _)| *start <= i);
        index.checked_sub(1).and_then(|i| self.cases.get(i)).map_or(Case::Print, |(_, case)| *case)
    }

    /// Offers quietly what was flagged until now, where every word of it is doubted.
    pub(crate) fn doubt(&mut self, doubted: impl Fn(usize, Label, Certainty) -> bool) {
        let (mut kept, mut quiet) = (Vec::new(), Vec::new());
        for mut hit in std::mem::take(&mut self.hits) {
            let tokens = self.tokens_on(&hit.range);
            let mut words = tokens.clone().filter(|i| self.t(*i).kind != Kind::Sign);
            if words.all(|i| doubted(i, hit.label, hit.certainty)) {
                hit.certainty = Certainty::Look;
                self.taken[tokens.clone()].fill(None);
                self.hinted[tokens].fill(true);
                quiet.push(hit);
            } else {
                kept.push(hit);
            }
        }
        self.hits = kept;
        self.quiet.extend(quiet);
    }

    /// The tokens that stand on a range of original bytes.
    fn tokens_on(&self, range: &Range<usize>) -> Range<usize> {
        let origin = |token: &Token| self.folded.original_range(&(token.start..token.end));
        let first = self.tokens.partition_point(|token| origin(token).end <= range.start);
        let end = self.tokens.partition_point(|token| origin(token).start < range.end);
        first..end
    }

    /// The folded bytes from the first of a range of tokens to the last.
    fn bytes_of(&self, tokens: &Range<usize>) -> Range<usize> {
        self.t(tokens.start).start..self.t(tokens.end - 1).end
    }

    /// The original bytes that a range of tokens stands on.
    pub(crate) fn original(&self, tokens: Range<usize>) -> Range<usize> {
        self.folded.original_range(&self.bytes_of(&tokens))
    }

    /// What a token has been found to be part of.
    pub(crate) fn taken(&self, i: usize) -> Option<Label> {
        self.taken_as(i).map(|(label, _)| label)
    }

    /// The same, with how surely.
    pub(crate) fn taken_as(&self, i: usize) -> Option<(Label, Certainty)> {
        self.taken.get(i).copied().flatten()
    }

    /// Whether a token was found to be worth a look.
    pub(crate) fn is_hinted(&self, i: usize) -> bool {
        self.hinted.get(i).copied().unwrap_or(false)
    }

    /// Whether no token of the range has been found to be anything.
    pub(crate) fn is_free(&self, tokens: Range<usize>) -> bool {
        tokens.clone().all(|i| self.taken(i).is_none()) && !tokens.is_empty()
    }

    /// Records a finding over whole tokens, if all are free.
    pub(crate) fn claim(
        &mut self,
        tokens: Range<usize>,
        label: Label,
        certainty: Certainty,
        reason: impl Into<Cow<'static, str>>,
    ) -> bool {
        if tokens.end > self.len() || !self.is_free(tokens.clone()) {
            return false;
        }
        let bytes = self.bytes_of(&tokens);
        self.record(tokens, bytes, label, certainty, reason.into());
        true
    }

    /// Records a finding over folded bytes, if all tokens that it touches are free.
    pub(crate) fn claim_bytes(
        &mut self,
        bytes: Range<usize>,
        label: Label,
        certainty: Certainty,
        reason: &'static str,
    ) -> bool {
        let first = self.tokens.partition_point(|t| t.end <= bytes.start);
        let end = self.tokens.partition_point(|t| t.start < bytes.end);
        if bytes.is_empty() || !self.is_free(first..end) {
            return false;
        }
        self.record(first..end, bytes, label, certainty, reason.into());
        true
    }

    fn record(
        &mut self,
        tokens: Range<usize>,
        bytes: Range<usize>,
        label: Label,
        certainty: Certainty,
        reason: Cow<'static, str>,
    ) {
        let range = self.folded.original_range(&bytes);
        let finding = Finding { range, label, certainty, reason };
        // What is only worth a look takes nothing from surer scanners.
        if certainty == Certainty::Look {
            self.quiet.push(finding);
            self.hinted[tokens].fill(true);
            return;
        }
        for slot in &mut self.taken[tokens] {
            *slot = Some((label, certainty));
        }
        self.hits.push(finding);
    }

    /// The index of the token that starts at or after a folded offset.
    pub(crate) fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|t| t.start < byte)
    }

    /// Forgets findings of these labels that lie within a range of tokens, to make room for a wider one.
    pub(crate) fn release(&mut self, tokens: Range<usize>, labels: &[Label]) {
        if tokens.is_empty() || tokens.end > self.len() {
            return;
        }
        let original = self.original(tokens.clone());
        self.hits.retain(|hit| {
            !(labels.contains(&hit.label)
                && hit.range.start >= original.start
                && hit.range.end <= original.end)
        });
        for slot in &mut self.taken[tokens] {
            if slot.is_some_and(|(label, _)| labels.contains(&label)) {
                *slot = None;
            }
        }
    }

    /// What was found, in the order of the text.
    pub(crate) fn into_findings(self) -> Vec<Finding> {
        let mut hits = self.hits;
        sort(&mut hits);
        let free = |quiet: &Finding| {
            let next = hits.partition_point(|hit| hit.range.end <= quiet.range.start);
            hits.get(next).is_none_or(|hit| hit.range.start >= quiet.range.end)
        };
        let quiet: Vec<Finding> = self.quiet.into_iter().filter(free).collect();
        hits.extend(quiet);
        sort(&mut hits);
        let mut end = 0;
        hits.retain(|hit| {
            let keep = hit.range.start >= end && hit.range.start < hit.range.end;
            if keep {
                end = hit.range.end;
            }
            keep
        });
        hits
    }
}

/// One place to sort findings: each further one costs the page a kilobyte.
fn sort(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| (finding.range.start, finding.range.end));
}

/// How capitals are used, paragraph by paragraph; short paragraphs go by the whole text.
fn cases(tokens: &[Token]) -> Vec<(usize, Case)> {
    let overall = case_of(tokens, Case::Print, 1);
    let mut out = Vec::new();
    let mut start = 0;
    for end in 1..=tokens.len() {
        let breaks = tokens.get(end).is_none_or(|t| t.gap >= Gap::Line);
        if breaks {
            let case = case_of(&tokens[start..end], overall, 12);
            if out.last().is_none_or(|(_, last)| *last != case) {
                out.push((start, case));
            }
            start = end;
        }
    }
    out
}

fn case_of(tokens: &[Token], otherwise: Case, least: usize) -> Case {
    let (mut words, mut upper, mut title, mut opening, mut opened) = (0, 0, 0, 0, 0);
    for token in tokens.iter().filter(|t| t.kind == Kind::Word && t.len() > 1) {
        words += 1;
        match token.shape {
            Shape::Upper => upper += 1,
            Shape::Title => title += 1,
            _ => {}
        }
        if token.opens {
            opening += 1;
            opened += usize::from(token.shape != Shape::Lower);
        }
    }
    if words < least {
        return otherwise;
    }
    if upper * 10 >= words * 7 {
        Case::Upper
    } else if opened * 3 <= opening && title * 25 <= words {
        Case::Lower
    } else {
        Case::Print
    }
}

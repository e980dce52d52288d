//! Marked texts: `=== id | setting | tags`, then words with `<<LABEL|a detail>>`, `<<-|none>>`, `<<~|either>>`.

use std::ops::Range;

use crate::Label;
use crate::learnt::Sort;

/// Part of a text, and what it is; `None` where either answer is right.
#[derive(Clone, Debug)]
pub(in crate::learnt) struct Mark {
    pub(in crate::learnt) range: Range<usize>,
    pub(in crate::learnt) sort: Option<Sort>,
    pub(in crate::learnt) name: bool,
    pub(in crate::learnt) place: bool,
}

/// A text with its details.
#[derive(Clone, Debug)]
pub struct Marked {
    pub(in crate::learnt) words: String,
    pub(in crate::learnt) marks: Vec<Mark>,
}

/// Reads a file of marked texts.
///
/// # Errors
/// When a mark is not closed or has a label that is not known.
pub fn parse(file: &str) -> Result<Vec<Marked>, String> {
    let mut out: Vec<Marked> = Vec::new();
    for part in file.split("\n=== ").map(|part| part.trim_start_matches("=== ")) {
        let Some((head, body)) = part.split_once('\n') else { continue };
        out.push(one(body.trim()).map_err(|error| format!("{head}: {error}"))?);
    }
    Ok(out)
}

fn one(body: &str) -> Result<Marked, String> {
    let mut text = Marked { words: String::with_capacity(body.len()), marks: Vec::new() };
    let mut rest = body;
    while let Some(start) = rest.find("<<") {
        let (before, mark) = (&rest[..start], &rest[start + 2..]);
        let end = mark.find(">>").ok_or("a mark is not closed")?;
        let (label, words) = mark[..end].split_once('|').ok_or("a mark has no label")?;
        text.words.push_str(before);
        let from = text.words.len();
        text.words.push_str(words);
        let sort = match label {
            "-" => Some(Sort::Plain),
            "~" => None,
            _ => Some(Sort::of(label.parse::<Label>()?)),
        };
        text.marks.push(Mark {
            range: from..text.words.len(),
            sort,
            name: label == "NAME",
            place: label == "PLACE",
        });
        rest = &mark[end + 2..];
    }
    text.words.push_str(rest);
    Ok(text)
}

//! Screen names and logins.

use crate::cue;
use crate::document::Document;
use crate::token::{Gap, Kind, Shape};
use crate::{Certainty, Label};

/// Screen names, known by their form or by the words before; last of all, so that names come first.
pub(crate) fn handles(document: &mut Document<'_>) {
    let mut i = 0;
    while i < document.len() {
        let plain = document.t(i).kind != Kind::Mixed
            && document.t(i + 1).gap != Gap::None
            && !document.t(i).class.is_unknown();
        if plain || document.t(i).kind == Kind::Sign && document.t(i).first != b'_' {
            i += 1;
            continue;
        }
        let end = handle_end(document, i);
        let joint = (i..end).any(|j| document.sign(j, b'_'));
        let dotted = (i..end).any(|j| document.sign(j, b'.')) && document.t(i).shape == Shape::Lower;
        let mixed = (i..end).any(|j| document.t(j).kind == Kind::Mixed || document.t(j).kind == Kind::Number);
        let letters =
            (i..end).any(|j| document.t(j).kind != Kind::Number && document.t(j).kind != Kind::Sign);
        let cued = handle_said(document, i);
        let odd_word = end == i + 1
            && document.t(i).kind != Kind::Sign
            && document.t(i).len() > 3
            && document.t(i).shape == Shape::Lower
            && (1..=2).any(|n| document.has(i.wrapping_sub(n), cue::HANDLE_CUE))
            && (document.t(i).class.is_unknown() || document.t(i).kind == Kind::Mixed);
        let found = document.t(i).kind != Kind::Sign
            && letters
            && document.is_free(i..end)
            && (joint && end - i >= 2 && document.t(end - 1).end - document.t(i).start > 4
                || cued
                    && (dotted && end > i + 2 || mixed && document.t(i).kind != Kind::Number || odd_word));
        if found {
            document.claim(i..end, Label::Handle, Certainty::Likely, "it reads like a screen name or login");
        }
        i = end.max(i + 1);
    }
}

fn handle_end(document: &Document<'_>, i: usize) -> usize {
    let mut end = i + 1;
    while document.t(end).gap == Gap::None && end < document.len() {
        let token = document.t(end);
        let word_after = document.t(end + 1).gap == Gap::None && document.t(end + 1).kind != Kind::Sign;
        match token.kind {
            Kind::Sign if token.first == b'_' => {}
            Kind::Sign
                if matches!(token.first, b'.' | b'-') && word_after && document.t(i).kind != Kind::Sign => {}
            Kind::Sign => break,
            _ => {}
        }
        end += 1;
    }
    end
}

fn handle_said(document: &Document<'_>, i: usize) -> bool {
    (1..=5).any(|n| {
        let Some(j) = i.checked_sub(n) else { return false };
        let broken = (j..i).any(|k| document.sign(k, b'.') && document.t(k + 1).gap > Gap::None);
        document.has(j, cue::HANDLE_CUE)
            && !broken
            && document.t(j).len() > 1
            && !(document
                .is_any(j, words!["account", "signal", "tag", "nick", "forum", "profile", "under", "x"])
                && n > 2)
    })
}

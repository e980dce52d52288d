//! The words, numbers and signs of a folded text, each with what the lexicon knows of it.

use crate::cue::Cues;
use crate::fold::{FOREIGN, Folded};
use crate::lexicon::{Class, Hasher, Lexicon};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, with apostrophes inside.
    Word,
    /// Digits only.
    Number,
    /// Letters and digits in one run.
    Mixed,
    /// One sign.
    Sign,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// all lower case
    Lower,
    /// First letter capital
    Title,
    /// ALL CAPITALS, two letters or more
    Upper,
    /// aNy oTher mixture
    Camel,
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Nothing.
    None,
    /// Spaces or tabs.
    Space,
    /// A line break.
    Line,
    /// An empty line, or the start of the text.
    Paragraph,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// First folded byte.
    pub(crate) start: usize,
    /// Folded byte after the last.
    pub(crate) end: usize,
    pub(crate) kind: Kind,
    pub(crate) shape: Shape,
    pub(crate) gap: Gap,
    /// First byte as written: tells signs apart.
    pub(crate) first: u8,
    /// Followed by `'s` (not part of the token).
    pub(crate) possessive: bool,
    /// Holds look-alikes, invisible characters, or letters without a Latin form.
    pub(crate) odd: bool,
    /// First word of a sentence or line.
    pub(crate) opens: bool,
    pub(crate) class: Class,
    /// The group of words that are used alike, with the ending of an inflected form above it; nought for none.
    pub(crate) group: u16,
    pub(crate) cues: Cues,
    /// Hash of the lower-case letters without apostrophes.
    pub(crate) hash: u64,
}

impl Token {
    /// Number of folded bytes.
    pub(crate) fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether any of the cues is set.
    pub(crate) fn has(&self, cues: Cues) -> bool {
        self.cues & cues != 0
    }

    /// Whether it is this sign.
    pub(crate) fn is_sign(&self, sign: u8) -> bool {
        self.kind == Kind::Sign && self.first == sign
    }

    /// Whether it is a word that begins with a capital.
    pub(crate) fn is_capital(&self) -> bool {
        self.kind == Kind::Word && self.shape != Shape::Lower
    }
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == FOREIGN
}

/// Splits a folded text into tokens.
pub(crate) fn split(folded: &Folded<'_>, lexicon: &Lexicon) -> Vec<Token> {
    let bytes = &folded.bytes;
    let mut tokens = Vec::with_capacity(bytes.len() / 4 + 8);
    let mut odd = folded.odd.iter().map(|&o| o as usize).peekable();
    let mut at = 0;
    let mut gap = Gap::Paragraph;
    let mut opens = true;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_whitespace() || byte < b' ' && byte != 1 {
            let breaks = byte == b'\n' || byte == b'\r' && bytes.get(at + 1) != Some(&b'\n');
            gap = match gap {
                Gap::None | Gap::Space if breaks => Gap::Line,
                Gap::None => Gap::Space,
                Gap::Line if breaks => Gap::Paragraph,
                other => other,
            };
            at += 1;
            continue;
        }
        let mut token = Token {
            start: at,
            end: at + 1,
            kind: Kind::Sign,
            shape: Shape::Lower,
            gap,
            first: byte,
            possessive: false,
            odd: false,
            opens: opens || gap >= Gap::Line,
            class: Class::NONE,
            group: 0,
            cues: 0,
            hash: 0,
        };
        gap = Gap::None;
        let mut next = at + 1;
        if is_letter(byte) || byte.is_ascii_digit() {
            next = measure(bytes, &mut token);
            if token.kind == Kind::Word {
                lexicon.describe(bytes, &mut token);
            }
            opens = false;
        } else {
            opens = match byte {
                b'.' | b'!' | b'?' => true,
                b':' | b'*' | b'-' | b'"' | b'\'' | b'(' | b')' => opens,
                _ => opens && byte == 1,
            };
            // A dash or bullet that opens a line is followed by an opening word; so is text after a colon.
            if matches!(byte, b':' | b'*' | b'>') || byte == b'-' && token.gap >= Gap::Line {
                opens = true;
            }
        }
        while odd.peek().is_some_and(|&o| o < token.start) {
            odd.next();
        }
        while odd.peek().is_some_and(|&o| o < token.end) {
            token.odd = true;
            odd.next();
        }
        tokens.push(token);
        at = next;
    }
    tokens
}

/// Finds a word's or number's end, kind, shape and hash. Gives the offset at which to go on.
fn measure(bytes: &[u8], token: &mut Token) -> usize {
    let mut hasher = Hasher::new();
    let (mut upper, mut lower, mut digits) = (0_usize, 0_usize, 0_usize);
    let mut at = token.start;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'A'..=b'Z' => upper += 1,
            b'a'..=b'z' => lower += 1,
            b'0'..=b'9' => digits += 1,
            FOREIGN => {
                lower += 1;
                token.odd = true;
            }
            b'\'' if digits == 0 && bytes.get(at + 1).is_some_and(|&b| is_letter(b)) => {
                let rest = &bytes[at + 1..];
                let tail = rest.iter().take_while(|b| is_letter(**b)).count();
                let after = at + 1 + tail;
                let ends = !bytes.get(after).is_some_and(|b| *b == b'\'' || b.is_ascii_digit());
                let suffix = rest[..tail].to_ascii_lowercase_array();
                if ends
                    && matches!(&suffix[..tail.min(3)], b"s" | b"d" | b"ll" | b"ve" | b"re" | b"m")
                    && tail < 3
                    && at - token.start > 1
                {
                    token.possessive = tail == 1 && suffix[0] == b's';
                    finish(token, at, upper, lower, digits, &hasher);
                    return after;
                }
                at += 1;
                continue;
            }
            _ => break,
        }
        if at > token.start && parts_here(bytes, token.start, at) {
            match byte {
                b'A'..=b'Z' => upper -= 1,
                b'0'..=b'9' => digits -= 1,
                _ => {}
            }
            break;
        }
        hasher.push(byte.to_ascii_lowercase());
        at += 1;
    }
    // A possessive after a plural or a name in s: James'.
    finish(token, at, upper, lower, digits, &hasher);
    at
}

/// Whether bytes begin with a day, a month and a year in figures.
fn dated(bytes: &[u8]) -> bool {
    let mut parts = bytes.splitn(4, |byte| matches!(byte, b'.' | b'/'));
    let mut short = || {
        parts.next().is_some_and(|part| (1..=2).contains(&part.len()) && part.iter().all(u8::is_ascii_digit))
    };
    short()
        && short()
        && parts.next().is_some_and(|part| part.len() >= 2 && part[..2].iter().all(u8::is_ascii_digit))
}

/// Whether a run that was written without a space parts here: `dob7-6-39`, `UppinghamLE15`.
fn parts_here(bytes: &[u8], start: usize, at: usize) -> bool {
    let (head, byte) = (&bytes[start..at], bytes[at]);
    if byte.is_ascii_digit() {
        const LABELS: [&[u8]; 16] = [
            b"dob", b"dod", b"nhs", b"tel", b"mob", b"mrn", b"pin", b"aged", b"mobile", b"died", b"cell",
            b"ward", b"room", b"bed", b"bay", b"flat",
        ];
        return head.len() <= 6 && LABELS.iter().any(|label| head.eq_ignore_ascii_case(label))
            || head.len() >= 3 && head.iter().all(u8::is_ascii_lowercase) && dated(&bytes[at..]);
    }
    // A postcode glued to a town.
    byte.is_ascii_uppercase()
        && head.len() > 2
        && head[head.len() - 1].is_ascii_lowercase()
        && bytes.get(at + 1..at + 4).is_some_and(|next| {
            next[0].is_ascii_digit() || next[0].is_ascii_uppercase() && next[1].is_ascii_digit()
        })
        && head.iter().all(u8::is_ascii_alphabetic)
}

fn finish(token: &mut Token, end: usize, upper: usize, lower: usize, digits: usize, hasher: &Hasher) {
    token.end = end;
    token.hash = hasher.finish();
    token.kind = match (upper + lower, digits) {
        (_, 0) => Kind::Word,
        (0, _) => Kind::Number,
        _ => Kind::Mixed,
    };
    token.shape = match (upper, lower) {
        (0, _) => Shape::Lower,
        (1, 0) => Shape::Title,
        (_, 0) => Shape::Upper,
        (1 | 2, _) if token.first.is_ascii_uppercase() => Shape::Title,
        _ => Shape::Camel,
    };
}

trait ShortLower {
    fn to_ascii_lowercase_array(&self) -> [u8; 3];
}

impl ShortLower for [u8] {
    fn to_ascii_lowercase_array(&self) -> [u8; 3] {
        let mut out = [0; 3];
        for (slot, byte) in out.iter_mut().zip(self) {
            *slot = byte.to_ascii_lowercase();
        }
        out
    }
}

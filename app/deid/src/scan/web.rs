//! E-mail addresses, also spelt out, web addresses, shared folders and @names.

use crate::cue;
use crate::document::Document;
use crate::lexicon::Class;
use crate::token::{Gap, Kind};
use crate::words::Word;
use crate::{Certainty, Label};

const TOP_LEVEL: &[Word] = words![
    "com", "org", "net", "uk", "co", "io", "edu", "gov", "nhs", "wales", "scot", "cymru", "london", "info",
    "ie", "eu", "us", "de", "fr", "pl", "ro", "biz", "me", "app", "dev", "health", "care", "charity", "ng",
    "gh", "in", "ph", "ac", "police", "mail", "online", "site", "example", "test", "ltd", "tv", "nl", "es",
    "it", "pt", "tr",
];

/// Finds what is written in the manner of the web.
pub(crate) fn web(document: &mut Document<'_>) {
    let mut at = 0;
    while at < document.len() {
        at = schemes(document, at)
            .or_else(|| emails(document, at))
            .or_else(|| domains(document, at))
            .or_else(|| spelt_out(document, at))
            .unwrap_or(at + 1);
    }
}

fn is_url_byte(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'{' | b'}' | b'|' | b'^' | b'`')
}

/// The end of a run of URL bytes, without the punctuation of the sentence around it.
fn url_end(bytes: &[u8], from: usize) -> usize {
    let mut end = from;
    while bytes.get(end).is_some_and(|b| is_url_byte(*b)) {
        end += 1;
    }
    let opens = bytes[from..end].contains(&b'(');
    while end > from {
        match bytes[end - 1] {
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' => end -= 1,
            b')' | b']' if !opens => end -= 1,
            _ => break,
        }
    }
    end
}

fn schemes(document: &mut Document<'_>, i: usize) -> Option<usize> {
    let first = document.t(i).first;
    if !matches!(first, b'h' | b'H' | b'w' | b'W' | b'f' | b'F' | b's' | b'S' | b'\\')
        && !document.sign(i + 1, b':')
    {
        return None;
    }
    let bytes = document.bytes();
    let start = document.t(i).start;
    let rest = bytes.get(start..)?;
    let starts =
        |prefix: &[u8]| rest.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
    let known = [
        &b"http://"[..],
        b"https://",
        b"www.",
        b"hxxp://",
        b"hxxps://",
        b"ftp://",
        b"file://",
        b"sftp://",
        b"http:\\\\",
        b"https:\\\\",
    ];
    let share = rest.starts_with(b"\\\\");
    let drive = rest.len() > 3 && rest[0].is_ascii_uppercase() && rest[1] == b':' && rest[2] == b'\\';
    let after_scheme = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let generic = (3..12).contains(&after_scheme) && rest[after_scheme..].starts_with(b"://");
    if !(share || drive || generic || known.iter().any(|prefix| starts(prefix))) {
        return None;
    }
    let end = url_end(bytes, start);
    if end < start + 5 || !document.claim_bytes(start..end, Label::Url, Certainty::Certain, "a web address") {
        return None;
    }
    Some(document.token_at(end))
}

/// From an `@` sign: the address around it, or the screen name after it.
fn emails(document: &mut Document<'_>, i: usize) -> Option<usize> {
    if !document.sign(i, b'@') {
        return None;
    }
    let bytes = document.bytes();
    let sign = document.t(i).start;
    let local = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+' | b'\'' | b'&');
    let host = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
    let blank = |b: Option<&u8>| b.is_some_and(|b| *b == b' ');
    let (mut left, mut right) = (sign, sign + 1);
    let spaced = blank(bytes.get(right)) && sign > 0 && blank(bytes.get(sign - 1));
    if spaced {
        (left, right) = (sign - 1, sign + 2);
    } else if bytes.get(right) == Some(&b'\n') {
        right += 1;
    }
    // The name may stand in the line above: "con.and.dare" and under it "@example.org".
    let above = !spaced
        && left > 1
        && bytes[left - 1] == b'\n'
        && local(bytes[left - 2])
        && bytes.get(right).is_some_and(|b| host(*b));
    if above {
        left -= 1;
    }
    let name_end = left;
    while left > 0 && local(bytes[left - 1]) {
        left -= 1;
    }
    while left < name_end && !bytes[left].is_ascii_alphanumeric() {
        left += 1;
    }
    let host_start = right;
    loop {
        while bytes.get(right).is_some_and(|b| host(*b)) {
            right += 1;
        }
        // A break after or before a dot or a dash: the address goes on in the next line.
        let joint = |at: usize| bytes.get(at).is_some_and(|b| matches!(b, b'.' | b'-'));
        let small = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
        let broken = right > host_start
            && bytes.get(right) == Some(&b'\n')
            && (joint(right - 1) && small(right + 1) || joint(right + 1) && small(right + 2));
        if !broken {
            break;
        }
        right += 1;
    }
    while right > host_start && !bytes[right - 1].is_ascii_alphanumeric() {
        right -= 1;
    }
    let dotted = bytes[host_start..right].contains(&b'.');
    let range = left..right;
    let last = bytes[host_start..right].rsplit(|b| *b == b'.').next().unwrap_or(b"");
    let known = TOP_LEVEL.contains(&Word::of(last));
    if left < name_end && right > host_start && dotted && (known || !spaced) {
        document.claim_bytes(range, Label::Email, Certainty::Certain, "an e-mail address");
        return Some(document.token_at(right));
    }
    // An @name of its own.
    let free_before = sign == 0 || !bytes[sign - 1].is_ascii_alphanumeric();
    let name = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    let mut end = sign + 1;
    while bytes.get(end).is_some_and(|b| name(*b)) {
        end += 1;
    }
    while end > sign + 1 && matches!(bytes[end - 1], b'.' | b'-') {
        end -= 1;
    }
    if free_before && end > sign + 3 {
        document.claim_bytes(sign..end, Label::Handle, Certainty::Certain, "a screen name after @");
        return Some(document.token_at(end));
    }
    None
}

/// `registry.gwynedd.wales/book` and `stfinbarrs.org`: dotted words with a known ending or a path.
fn domains(document: &mut Document<'_>, i: usize) -> Option<usize> {
    let first = document.t(i);
    let joint =
        document.sign(i + 1, b'.') || document.sign(i + 1, b'-') && document.t(i + 2).kind != Kind::Sign;
    if first.kind == Kind::Sign || !joint || !document.joined(i + 1) {
        return None;
    }
    if document.sign(i.wrapping_sub(1), b'@') {
        return None;
    }
    let (mut last, mut dots, mut dashes) = (i, 0, 0);
    while matches!(document.t(last + 1).first, b'.' | b'-')
        && document.t(last + 1).kind == Kind::Sign
        && document.joined(last + 1)
        && document.t(last + 2).kind != Kind::Sign
        && document.joined(last + 2)
    {
        dots += usize::from(document.sign(last + 1, b'.'));
        dashes += usize::from(document.sign(last + 1, b'-'));
        last += 2;
    }
    let bytes = document.bytes();
    let (start, host_end) = (first.start, document.t(last).end);
    let has_letters = bytes[start..host_end].iter().any(u8::is_ascii_alphabetic);
    let path = bytes.get(host_end) == Some(&b'/')
        && bytes.get(host_end + 1).is_some_and(|b| b.is_ascii_alphanumeric())
        && dots > 0
        && document.t(last).kind == Kind::Word
        && document.t(last).shape == crate::token::Shape::Lower;
    let known = dots > 0 && document.is_any(last, TOP_LEVEL) && first.len() > 2;
    let known = known
        && (dots + dashes > 1
            || !document.is_any(
                last,
                words![
                    "me", "in", "it", "us", "care", "health", "app", "test", "site", "online", "mail",
                    "police", "example", "de", "es",
                ],
            ));
    let mailbox = bytes.get(host_end) == Some(&b'@');
    if !has_letters || mailbox || !(path || known) {
        return None;
    }
    let end = if path { url_end(bytes, start) } else { host_end };
    document.claim_bytes(start..end, Label::Url, Certainty::Likely, "it reads like a web address");
    Some(document.token_at(end).max(i + 1))
}

/// `ruth dot ashdown at example dot org`, `p.yardley (at) police [dot] uk`.
fn spelt_out(document: &mut Document<'_>, i: usize) -> Option<usize> {
    let at_word = at_sign_word(document, i)?;
    // Backwards: the words and dots of the name.
    let mut first = i.checked_sub(1)?;
    if document.t(first).kind == Kind::Sign {
        return None;
    }
    while let Some(before) = first.checked_sub(1) {
        let signed = document.joined(first) && matches!(document.t(before).first, b'.' | b'_' | b'-');
        let said = document.is_any(before, words!["dot", "underscore", "dash", "hyphen"]);
        if !(signed || said) || before == 0 || document.t(before - 1).kind == Kind::Sign {
            break;
        }
        first = before - 1;
    }
    let mut last = at_word;
    let mut dots = 0;
    if document.t(last).kind == Kind::Sign {
        return None;
    }
    while let Some((next, is_dot)) = dot_word(document, last + 1) {
        if document.t(next).kind == Kind::Sign {
            break;
        }
        dots += usize::from(is_dot);
        last = next;
    }
    let known = document.is_any(last, TOP_LEVEL) || dots >= 2;
    if dots == 0 || !known {
        return None;
    }
    // "look at www.example.org": a web address after a plain "at".
    let plain = document.is(i, "at") && first + 1 == i && !(at_word..last).any(|k| document.is(k, "dot"));
    if plain
        && (document.is(at_word, "www")
            || document.t(first).class.any(Class::COMMON)
            || document.has(first, cue::PRONOUN))
    {
        return None;
    }
    document
        .claim(first..last + 1, Label::Email, Certainty::Certain, "an e-mail address spelt out")
        .then_some(last + 1)
}

/// If `at`, `(at)` or `[at]` is here, the token after it.
fn at_sign_word(document: &Document<'_>, i: usize) -> Option<usize> {
    if document.is(i, "at") && document.t(i + 1).gap <= Gap::Line {
        return Some(i + 1);
    }
    let bracketed = (document.sign(i, b'(') || document.sign(i, b'['))
        && document.is_any(i + 1, words!["at", "a"])
        && { document.sign(i + 2, b')') || document.sign(i + 2, b']') };
    (bracketed || document.sign(i, b'(') && document.sign(i + 1, b'@')).then_some(i + 3)
}

/// If a dot, dash or the word for one is here, the token after it and whether it was a dot.
fn dot_word(document: &Document<'_>, i: usize) -> Option<(usize, bool)> {
    if document.is(i, "dot") {
        Some((i + 1, true))
    } else if document.is_any(i, words!["dash", "hyphen"]) {
        Some((i + 1, false))
    } else if (document.sign(i, b'(') || document.sign(i, b'[')) && document.is(i + 1, "dot") {
        Some((i + 3, true))
    } else if document.joined(i)
        && document.joined(i + 1)
        && (document.sign(i, b'.') || document.sign(i, b'-'))
    {
        Some((i + 1, document.sign(i, b'.')))
    } else {
        None
    }
}

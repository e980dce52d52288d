//! A tiny pattern matcher over folded bytes: letters, digits and loose separators.

/// Matches `pattern` at `start` and gives the end.
///
/// `L` is a letter, `D` a digit, `A` either, `_` up to two separators (space, dash, dot, slash, one line
/// break), and any other byte itself. The match may not run into a further letter or digit.
pub(super) fn match_at(bytes: &[u8], start: usize, pattern: &[u8]) -> Option<usize> {
    let mut at = start;
    for want in pattern {
        let byte = bytes.get(at).copied();
        match want {
            b'L' => at += usize::from(byte?.is_ascii_alphabetic()),
            b'D' => at += usize::from(byte?.is_ascii_digit()),
            b'A' => at += usize::from(byte?.is_ascii_alphanumeric()),
            b'_' => {
                let mut loose = 0;
                while loose < 2 && bytes.get(at).is_some_and(|b| is_separator(*b)) {
                    at += 1;
                    loose += 1;
                }
                continue;
            }
            literal => at += usize::from(byte? == *literal),
        }
        if at == start || !fits(*want, bytes.get(at - 1).copied()?) {
            return None;
        }
        // Nothing was consumed: the byte did not fit.
        if !fits(*want, byte?) {
            return None;
        }
    }
    let open = bytes.get(at).is_none_or(|b| !b.is_ascii_alphanumeric());
    open.then_some(at)
}

fn fits(want: u8, byte: u8) -> bool {
    match want {
        b'L' => byte.is_ascii_alphabetic(),
        b'D' => byte.is_ascii_digit(),
        b'A' => byte.is_ascii_alphanumeric(),
        literal => byte == literal,
    }
}

/// Signs that may stand between the groups of a number.
pub(super) fn is_separator(byte: u8) -> bool {
    matches!(byte, b' ' | b'-' | b'.' | b'/' | b'\n' | b'\t' | b',' | b'_')
}

/// The letters and digits of a stretch, in upper case, at most sixteen.
pub(super) fn plain(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().filter(|b| b.is_ascii_alphanumeric()).take(16).map(u8::to_ascii_uppercase).collect()
}

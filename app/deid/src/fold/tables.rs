//! What each character folds to.

use super::{FOREIGN, OTHER};

/// The plain form of one character.
pub(super) enum Fold {
    /// One plain byte.
    Byte(u8),
    /// Two plain bytes, as for `æ`.
    Two(u8, u8),
    /// A letter of another script, or a styled one, that looks like this Latin letter.
    LookAlike(u8),
    /// A character that is not seen: zero-width, soft hyphen, direction mark.
    Invisible,
    /// A combining mark: part of the letter before it.
    Mark,
}

/// U+00C0 to U+017F without their marks; `*` needs a closer look.
const LATIN: &[u8; 192] = b"AAAAAA*CEEEEIIIIDNOOOOO*OUUUUY**aaaaaa*ceeeeiiiidnooooo*ouuuuy*y\
AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi**JjKkkLlLlLlLlLlNnNnNnnNnOoOoOo**RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

/// Cyrillic and Greek letters that can pass for Latin ones.
const LOOK_ALIKES: &str = "АAВBЕEКKМMНHОOРPСCТTУYХXаaеeоoрpсcуyхxіiІIјjЈJѕsЅSԁdһhԛqԝwвbгrкkмmнhтtпn\
ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaβbεeικκkνvοoρpτtυuχxɑaɡgıiƖlӀlոnօoսuցg";

/// Folds one character.
pub(super) fn fold(c: char) -> Fold {
    if c.is_ascii() {
        return Fold::Byte(c as u8);
    }
    let code = c as u32;
    match code {
        0xA0 | 0x1680 | 0x2000..=0x200A | 0x202F | 0x205F | 0x3000 => Fold::Byte(b' '),
        0x85 | 0x2028 | 0x2029 => Fold::Byte(b'\n'),
        0xAD
        | 0x34F
        | 0x61C
        | 0x180B..=0x180F
        | 0x200B..=0x200F
        | 0x202A..=0x202E
        | 0x2060..=0x206F
        | 0xFE00..=0xFE0F
        | 0xFEFF
        | 0xE0000..=0xE0FFF => Fold::Invisible,
        0x300..=0x36F
        | 0x483..=0x489
        | 0x591..=0x5BD
        | 0x610..=0x61A
        | 0x64B..=0x65F
        | 0x670
        | 0x900..=0x903
        | 0x93A..=0x93C
        | 0x93E..=0x94F
        | 0x9BC
        | 0x9BE..=0x9CD
        | 0xA3C..=0xA4D
        | 0xBBE..=0xBCD
        | 0xE31
        | 0xE34..=0xE3A
        | 0xE47..=0xE4E
        | 0x1AB0..=0x1AFF
        | 0x1DC0..=0x1DFF
        | 0x20D0..=0x20FF
        | 0xFE20..=0xFE2F => Fold::Mark,
        0x2010..=0x2015 | 0x2212 | 0xFE58 | 0xFE63 | 0x2043 | 0xAF => Fold::Byte(b'-'),
        0x2018..=0x201B | 0x2032 | 0xB4 | 0x2BC | 0x2BB | 0x2B9 | 0xFF07 => Fold::Byte(b'\''),
        0x201C..=0x201F | 0x2033 | 0xAB | 0xBB => Fold::Byte(b'"'),
        0x2022 | 0x25CF | 0xB7 | 0x25E6 | 0x2027 => Fold::Byte(b'*'),
        0x2026 => Fold::Two(b'.', b'.'),
        0xFF01..=0xFF5E => Fold::LookAlike((code - 0xFEE0) as u8),
        0xC6 | 0xE6 => Fold::Two(cased(c, b'a'), b'e'),
        0x152 | 0x153 => Fold::Two(cased(c, b'o'), b'e'),
        0xDF => Fold::Two(b's', b's'),
        0xDE | 0xFE => Fold::Two(cased(c, b't'), b'h'),
        0x132 | 0x133 => Fold::Two(cased(c, b'i'), b'j'),
        0xB9 => Fold::Byte(b'1'),
        0xB2 => Fold::Byte(b'2'),
        0xB3 => Fold::Byte(b'3'),
        0x18F => Fold::Byte(b'E'),
        0x259 => Fold::Byte(b'e'),
        0x218 => Fold::Byte(b'S'),
        0x219 => Fold::Byte(b's'),
        0x21A => Fold::Byte(b'T'),
        0x21B => Fold::Byte(b't'),
        0x1A0 => Fold::Byte(b'O'),
        0x1A1 => Fold::Byte(b'o'),
        0x1AF => Fold::Byte(b'U'),
        0x1B0 => Fold::Byte(b'u'),
        0xC0..=0x17F => match LATIN.get(code as usize - 0xC0) {
            Some(b'*') | None => Fold::Byte(OTHER),
            Some(&byte) => Fold::Byte(byte),
        },
        0x1CD..=0x1DC => Fold::Byte(b"AaIiOoUuUuUuUuUu"[code as usize - 0x1CD]),
        0x1E00..=0x1EFF => extended(c),
        0x1D400..=0x1D6A3 => Fold::LookAlike(styled(code - 0x1D400)),
        0x1D7CE..=0x1D7FF => Fold::LookAlike(b'0' + ((code - 0x1D7CE) % 10) as u8),
        0x24B6..=0x24CF => Fold::LookAlike(b'A' + (code - 0x24B6) as u8),
        0x24D0..=0x24E9 => Fold::LookAlike(b'a' + (code - 0x24D0) as u8),
        0x660..=0x669 => Fold::Byte(b'0' + (code - 0x660) as u8),
        0x6F0..=0x6F9 => Fold::Byte(b'0' + (code - 0x6F0) as u8),
        0x966..=0x96F => Fold::Byte(b'0' + (code - 0x966) as u8),
        0x370..=0x58F | 0x250..=0x2AF => look_alike(c),
        _ if c.is_alphabetic() => Fold::Byte(FOREIGN),
        _ if c.is_whitespace() => Fold::Byte(b' '),
        _ => Fold::Byte(OTHER),
    }
}

fn cased(c: char, lower: u8) -> u8 {
    if c.is_uppercase() { lower.to_ascii_uppercase() } else { lower }
}

/// Latin Extended Additional, the letters of Vietnamese among them, by runs of the same base letter.
fn extended(c: char) -> Fold {
    const RUNS: &[(u32, u8)] = &[
        (0x1E01, b'a'),
        (0x1E07, b'b'),
        (0x1E09, b'c'),
        (0x1E13, b'd'),
        (0x1E1D, b'e'),
        (0x1E1F, b'f'),
        (0x1E21, b'g'),
        (0x1E2B, b'h'),
        (0x1E2F, b'i'),
        (0x1E35, b'k'),
        (0x1E3D, b'l'),
        (0x1E43, b'm'),
        (0x1E4B, b'n'),
        (0x1E53, b'o'),
        (0x1E57, b'p'),
        (0x1E5F, b'r'),
        (0x1E69, b's'),
        (0x1E71, b't'),
        (0x1E7B, b'u'),
        (0x1E7F, b'v'),
        (0x1E89, b'w'),
        (0x1E8D, b'x'),
        (0x1E8F, b'y'),
        (0x1E95, b'z'),
        (0x1E9F, b's'),
        (0x1EB7, b'a'),
        (0x1EC7, b'e'),
        (0x1ECB, b'i'),
        (0x1EE3, b'o'),
        (0x1EF1, b'u'),
        (0x1EFF, b'y'),
    ];
    let lower = RUNS.iter().find(|(last, _)| c as u32 <= *last).map_or(b'y', |(_, byte)| *byte);
    Fold::Byte(cased(c, lower))
}

/// Mathematical alphabets: 52 letters each, over and over.
fn styled(offset: u32) -> u8 {
    match (offset % 52) as u8 {
        n @ 0..=25 => b'A' + n,
        n => b'a' + n - 26,
    }
}

fn look_alike(c: char) -> Fold {
    let mut pairs = LOOK_ALIKES.chars();
    while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
        if from == c {
            return Fold::LookAlike(to as u8);
        }
    }
    Fold::Byte(if c.is_alphabetic() { FOREIGN } else { OTHER })
}

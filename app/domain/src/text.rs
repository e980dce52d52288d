//! What may stand in text that people type.

/// Text as we keep it: line ends are `\n`, and control characters other than new line and tab are
/// gone. They cannot be seen, so nothing that the writer knows of is lost.
#[must_use]
pub fn tidy(typed: &str) -> String {
    let mut tidy = String::with_capacity(typed.len());
    let mut characters = typed.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    tidy.push('\n');
                }
            }
            '\n' | '\t' => tidy.push(character),
            control if control.is_control() => {}
            other => tidy.push(other),
        }
    }
    tidy
}

/// One line of text: [`tidy`], with white space folded to single spaces and the ends trimmed.
#[must_use]
pub fn tidy_line(typed: &str) -> String {
    let mut line = String::with_capacity(typed.len());
    for word in tidy(typed).split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The first words of a text on one line, at most `most` characters, cut at a word where one ends.
#[must_use]
pub fn opening(text: &str, most: usize) -> String {
    let line = tidy_line(text);
    let Some((cut, _)) = line.char_indices().nth(most) else {
        return line;
    };
    let head = &line[..cut];
    let end = head.rfind(' ').filter(|at| *at * 2 > head.len()).unwrap_or(head.len());
    format!("{}…", head[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn line_ends_of_every_kind_become_one_and_invisible_controls_go() {
        assert_eq!(tidy("one\r\ntwo\rthree\n\tfour\u{0}\u{7}"), "one\ntwo\nthree\n\tfour");
    }

    #[test]
    fn an_opening_ends_at_a_word() {
        assert_eq!(opening("We sat with her until the morning came", 20), "We sat with her…");
        assert_eq!(opening("short", 20), "short");
        assert_eq!(opening("unbreakableunbreakable", 5), "unbre…");
    }

    proptest! {
        #[test]
        fn tidying_twice_changes_nothing_more(typed in "\\PC*|[\\x00-\\x7f]*") {
            let once = tidy(&typed);
            prop_assert_eq!(tidy(&once), once);
        }

        #[test]
        fn an_opening_never_panics_and_never_grows(typed in "\\PC*", most in 0usize..40) {
            prop_assert!(opening(&typed, most).chars().count() <= most + 1);
        }
    }
}

//! The name a person goes by in the portal.

use crate::text::tidy_line;

/// The longest name we hold, in characters.
const MAX_CHARS: usize = 100;

/// A person's name, one tidy line. Any script, any order, one word or many.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonName(String);

/// Why a text is not taken as a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PersonNameError {
    /// Nothing was typed.
    #[error("Enter a name")]
    Empty,
    /// Longer than we hold.
    #[error("This name is too long: the most is 100 characters")]
    TooLong,
    /// Holds characters that cannot be seen.
    #[error("This name holds characters that cannot be shown. Type it again")]
    Unshowable,
}

impl PersonName {
    /// Reads a typed name.
    ///
    /// # Errors
    /// When it is empty, too long, or holds control characters.
    pub fn parse(typed: &str) -> Result<Self, PersonNameError> {
        // U+FFFD stands where bytes came that are no text.
        if typed.trim().chars().any(|c| c.is_control() || c == '\u{FFFD}') {
            return Err(PersonNameError::Unshowable);
        }
        let name = tidy_line(typed);
        match name.chars().count() {
            0 => Err(PersonNameError::Empty),
            length if length > MAX_CHARS => Err(PersonNameError::TooLong),
            _ => Ok(Self(name)),
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_kind_are_taken() {
        for name in ["Amina Bello", "Ó Súilleabháin", "王秀英", "Teller", "  Two   Words "] {
            assert!(PersonName::parse(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn nothing_too_much_and_the_unshowable_are_refused() {
        assert_eq!(PersonName::parse(" ").err(), Some(PersonNameError::Empty));
        assert_eq!(PersonName::parse(&"n".repeat(101)).err(), Some(PersonNameError::TooLong));
        assert_eq!(PersonName::parse("a\u{0}b").err(), Some(PersonNameError::Unshowable));
    }
}

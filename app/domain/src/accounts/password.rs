//! Passwords people choose. Length matters, make-up rules do not (NCSC, *Password administration for
//! system owners*), and the commonest are refused.

/// The shortest password we take, in characters.
pub const MIN_PASSWORD_CHARS: usize = 10;
/// The longest, in characters: it bounds the work a single sign-in can ask for.
pub const MAX_PASSWORD_CHARS: usize = 200;

/// Passwords of ten characters and more that are guessed first, folded to letters and digits.
/// Composed by us from patterns, not a leaked list.
const GUESSED_FIRST: &[&str] = &[
    "password",
    "passw0rd",
    "qwertyuiop",
    "qwerty",
    "letmein",
    "welcome",
    "iloveyou",
    "abcdefghij",
    "abc",
    "afterword",
    "hospice",
    "nurse",
    "changeme",
    "liverpool",
    "arsenal",
    "sunshine",
    "princess",
    "1234567890",
    "0123456789",
    "9876543210",
    "0987654321",
    "qazwsxedc",
    "asdfghjkl",
    "1q2w3e4r5t",
];

/// A password somebody has just typed. It has no `Debug` and no `Display`.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

/// Why a chosen password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Nothing was typed.
    #[error("Enter a password")]
    Empty,
    /// Shorter than [`MIN_PASSWORD_CHARS`].
    #[error("Use at least 10 characters. Three words you will remember work well")]
    TooShort,
    /// Longer than [`MAX_PASSWORD_CHARS`].
    #[error("This password is too long: the most is 200 characters")]
    TooLong,
    /// Holds bytes that are no text: nobody could type it again.
    #[error("This password holds characters that cannot be read. Type it again")]
    Unreadable,
    /// Among those that are tried first.
    #[error("This password is easy to guess. Three unrelated words work well")]
    EasyToGuess,
}

impl Password {
    /// Reads a password that somebody chooses.
    ///
    /// # Errors
    /// When it is empty, too short, too long, easy to guess, or made of the person's own address.
    pub fn choose(typed: &str, own_address: &str) -> Result<Self, PasswordError> {
        let length = typed.chars().count();
        if typed.is_empty() {
            return Err(PasswordError::Empty);
        }
        if length < MIN_PASSWORD_CHARS {
            return Err(PasswordError::TooShort);
        }
        if length > MAX_PASSWORD_CHARS {
            return Err(PasswordError::TooLong);
        }
        if typed.contains('\u{FFFD}') {
            return Err(PasswordError::Unreadable);
        }
        if is_guessed_first(typed, own_address) {
            return Err(PasswordError::EasyToGuess);
        }
        Ok(Self(typed.to_owned()))
    }

    /// Reads a password typed to sign in: any that could be somebody's.
    ///
    /// # Errors
    /// When it is empty or longer than any password we take.
    pub fn typed(typed: &str) -> Result<Self, PasswordError> {
        match typed.chars().count() {
            0 => Err(PasswordError::Empty),
            length if length > MAX_PASSWORD_CHARS => Err(PasswordError::TooLong),
            _ => Ok(Self(typed.to_owned())),
        }
    }

    /// The password itself, for the hash.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

fn is_guessed_first(typed: &str, own_address: &str) -> bool {
    let folded: String = typed.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let name = own_address.split('@').next().unwrap_or_default();
    let without_tail = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    let mut different = folded.chars().collect::<Vec<_>>();
    different.sort_unstable();
    different.dedup();
    different.len() < 4
        || GUESSED_FIRST.contains(&folded.as_str())
        || GUESSED_FIRST.contains(&without_tail)
        || (!name.is_empty() && (typed.eq_ignore_ascii_case(own_address) || without_tail == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(typed: &str) -> Option<PasswordError> {
        Password::choose(typed, "amina@hospice.example").err()
    }

    #[test]
    fn three_words_are_a_good_password() {
        assert_eq!(refusal("kettle harbour seven"), None);
    }

    #[test]
    fn short_long_and_guessable_passwords_are_refused_with_the_reason() {
        assert_eq!(refusal(""), Some(PasswordError::Empty));
        assert_eq!(refusal("ninechars"), Some(PasswordError::TooShort));
        assert_eq!(refusal(&"ab1".repeat(70)), Some(PasswordError::TooLong));
        for guess in ["Password123", "1234567890", "aaaaaaaaaaaa", "amina@hospice.example", "Nurse20262026"] {
            assert_eq!(refusal(guess), Some(PasswordError::EasyToGuess), "{guess}");
        }
    }

    #[test]
    fn signing_in_takes_any_password_that_could_be_somebodys() {
        assert!(Password::typed("old").is_ok());
        assert!(Password::typed(&"x".repeat(201)).is_err());
    }
}

//! E-mail addresses: enough of a check to catch a slip, no more. A letter that arrives is the proof.

use std::fmt;

/// The longest address SMTP carries (RFC 5321, 4.5.3.1.3: a path of 256 octets with its brackets).
const MAX_BYTES: usize = 254;

/// An e-mail address, lower-cased: the sign-in name. Its `Debug` hides it, so that no log line can
/// hold it by accident.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EmailAddress(String);

/// Why a text is not taken as an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmailAddressError {
    /// Nothing was typed.
    #[error("Enter your e-mail address")]
    Empty,
    /// It does not look like `name@place.example`.
    #[error("Enter an e-mail address in full, like name@hospice.example")]
    Shape,
    /// It is longer than mail can carry.
    #[error("This e-mail address is too long: the most is 254 characters")]
    TooLong,
}

impl EmailAddress {
    /// Reads a typed address.
    ///
    /// # Errors
    /// When it is empty, too long, or has not the shape of an address.
    pub fn parse(typed: &str) -> Result<Self, EmailAddressError> {
        let address = typed.trim().to_lowercase();
        if address.is_empty() {
            return Err(EmailAddressError::Empty);
        }
        if address.len() > MAX_BYTES {
            return Err(EmailAddressError::TooLong);
        }
        let (name, place) = address.rsplit_once('@').ok_or(EmailAddressError::Shape)?;
        let plain = |part: &str| {
            part.chars()
                .all(|c| !c.is_whitespace() && !c.is_control() && !"<>()[]\\,;:\"@\u{FFFD}".contains(c))
        };
        let place_holds = place.contains('.')
            && place.split('.').all(|label| {
                !label.is_empty()
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            });
        let name_holds =
            !name.is_empty() && !name.starts_with('.') && !name.ends_with('.') && !name.contains("..");
        if plain(name) && name_holds && place_holds {
            Ok(Self(address))
        } else {
            Err(EmailAddressError::Shape)
        }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_trimmed_and_lower_cased() {
        let address = EmailAddress::parse("  Amina.Bello+nights@Hospice.Example ").map(|a| a.0);
        assert_eq!(address.as_deref(), Ok("amina.bello+nights@hospice.example"));
    }

    #[test]
    fn a_slip_is_caught() {
        for slip in [
            "amina",
            "amina@",
            "@hospice.example",
            "a b@hospice.example",
            "a@hospice",
            "a@@hospice.example",
            "a@hospice..example",
            "a@-x.example",
            "a\u{0}b@x.example",
            "<a@x.example>",
        ] {
            assert_eq!(EmailAddress::parse(slip), Err(EmailAddressError::Shape), "{slip}");
        }
        assert_eq!(EmailAddress::parse("  "), Err(EmailAddressError::Empty));
        let long = format!("{}@x.example", "a".repeat(250));
        assert_eq!(EmailAddress::parse(&long), Err(EmailAddressError::TooLong));
    }

    #[test]
    fn debug_never_shows_the_address() {
        let address = EmailAddress::parse("amina@hospice.example");
        assert!(!format!("{address:?}").contains("amina"));
    }
}

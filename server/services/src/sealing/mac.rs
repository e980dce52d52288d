//! Unambiguous bytes for a MAC or for associated data.

/// Fields one after another, each with its length before it, so that no two different lists of
/// fields give the same bytes.
#[derive(Debug, Clone)]
pub struct Fields(Vec<u8>);

impl Fields {
    /// Starts with the kind of thing these fields belong to.
    #[must_use]
    pub fn of(kind: &str) -> Self {
        Self(Vec::with_capacity(256)).bytes(kind.as_bytes())
    }

    /// Adds bytes.
    #[must_use]
    pub fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        self.0.extend_from_slice(bytes);
        self
    }

    /// Adds text.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes())
    }

    /// Adds a number.
    #[must_use]
    pub fn number(self, number: i64) -> Self {
        self.bytes(&number.to_le_bytes())
    }

    /// Adds a number or its absence, which differ from every number.
    #[must_use]
    pub fn optional(self, number: Option<i64>) -> Self {
        match number {
            Some(number) => self.bytes(&[1]).number(number),
            None => self.bytes(&[0]),
        }
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_a_character_from_one_field_to_the_next_changes_the_bytes() {
        let a = Fields::of("k").text("ab").text("c");
        let b = Fields::of("k").text("a").text("bc");
        assert_ne!(a.as_bytes(), b.as_bytes());
    }

    #[test]
    fn an_absent_number_differs_from_every_number() {
        let absent = Fields::of("k").optional(None);
        assert_ne!(absent.as_bytes(), Fields::of("k").optional(Some(0)).as_bytes());
    }
}

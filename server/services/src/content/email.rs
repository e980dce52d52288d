//! Letters: a subject and a body with placeholders, checked when read and filled when sent.

use super::file::File;

/// The letters the portal sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmailName {
    /// Somebody is invited to make an account.
    Invitation,
    /// Somebody is sent a link to choose a new password.
    Reset,
    /// The password was reset, and reflections stay closed for now.
    ResetNotice,
    /// Closed reflections are about to open again.
    ReopeningNotice,
}

impl EmailName {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Invitation, Self::Reset, Self::ResetNotice, Self::ReopeningNotice];

    /// The name of its file, without the ending.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reset => "reset",
            Self::ResetNotice => "reset-notice",
            Self::ReopeningNotice => "reopening-notice",
        }
    }

    /// The placeholders its text must have, and no others may stand in it.
    #[must_use]
    pub fn placeholders(self) -> &'static [&'static str] {
        match self {
            Self::Invitation => &["name", "organisation", "link", "days"],
            Self::Reset => &["name", "link", "hours"],
            Self::ResetNotice | Self::ReopeningNotice => &["name", "date", "link"],
        }
    }
}

/// A letter before it is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailTemplate {
    /// The subject line, which may hold placeholders.
    pub subject: String,
    /// The text, which may hold placeholders.
    pub body: String,
}

/// A letter ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledEmail {
    /// The subject: always one line.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// A placeholder in the letter was given no value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the letter needs a value for {{{placeholder}}}")]
pub struct FillError {
    /// Which one.
    pub placeholder: String,
}

impl EmailTemplate {
    /// Puts the values in the places of their names. Braces inside a value stay as they are, and line
    /// breaks in one become spaces, so that a name can add neither a placeholder nor a mail header.
    ///
    /// # Errors
    /// When a placeholder has no value.
    pub fn fill(&self, values: &[(&str, &str)]) -> Result<FilledEmail, FillError> {
        Ok(FilledEmail { subject: filled(&self.subject, values)?, body: filled(&self.body, values)? })
    }
}

fn filled(text: &str, values: &[(&str, &str)]) -> Result<String, FillError> {
    let mut out = String::with_capacity(text.len());
    for (_, piece) in pieces(text) {
        match piece {
            Piece::Words(words) | Piece::Stray(words) => out.push_str(words),
            Piece::Placeholder(name) => {
                let value = values.iter().find(|(known, _)| *known == name);
                let (_, value) = value.ok_or_else(|| FillError { placeholder: name.to_owned() })?;
                out.extend(value.chars().map(|letter| if letter.is_control() { ' ' } else { letter }));
            }
        }
    }
    Ok(out)
}

enum Piece<'t> {
    Words(&'t str),
    Placeholder(&'t str),
    /// A brace that belongs to no placeholder.
    Stray(&'t str),
}

/// The text in pieces, each with the byte it begins at.
fn pieces(text: &str) -> impl Iterator<Item = (usize, Piece<'_>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let begin = at;
        let brace = rest.find(['{', '}']).unwrap_or(rest.len());
        let name = rest.strip_prefix('{').and_then(|rest| Some(rest.split_once('}')?.0));
        let (length, piece) = match name {
            _ if brace > 0 => (brace, Piece::Words(&rest[..brace])),
            Some(name) if !name.is_empty() && name.bytes().all(|letter| letter.is_ascii_lowercase()) => {
                (name.len() + 2, Piece::Placeholder(name))
            }
            _ => (1, Piece::Stray(&rest[..1])),
        };
        at += length;
        Some((begin, piece))
    })
}

/// Reads one letter: the subject on the first line, an empty line, the body.
pub(super) fn email(file: &File<'_>, name: EmailName, text: &str) -> EmailTemplate {
    let (subject, rest) = text.split_once('\n').unwrap_or((text, ""));
    let (gap, body) = rest.split_once('\n').unwrap_or((rest, ""));
    if subject.trim().is_empty() {
        file.note(0, "the first line must be the subject");
    }
    if !gap.trim().is_empty() {
        file.note(subject.len() + 1, "the second line must be empty, between the subject and the letter");
    }
    if body.trim().is_empty() {
        file.note(text.len(), "the letter itself is missing: it begins on the third line");
    }
    check_placeholders(file, name, text);
    EmailTemplate { subject: subject.trim().to_owned(), body: format!("{}\n", body.trim()) }
}

fn check_placeholders(file: &File<'_>, name: EmailName, text: &str) {
    let known = name.placeholders();
    let listed = known.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(", ");
    let mut found = Vec::new();
    for (at, piece) in pieces(text) {
        match piece {
            Piece::Words(_) => {}
            Piece::Placeholder(name) if known.contains(&name) => found.push(name),
            Piece::Placeholder(name) => {
                file.note(at, format!("{{{name}}} is not a placeholder of this letter; it has: {listed}"));
            }
            Piece::Stray(brace) => {
                file.note(at, format!("`{brace}` may stand only around a placeholder: {listed}"));
            }
        }
    }
    for missing in known.iter().filter(|name| !found.contains(name)) {
        file.note(0, format!("{{{missing}}} is missing; this letter needs: {listed}"));
    }
}

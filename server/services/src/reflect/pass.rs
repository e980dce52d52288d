//! The write pass: what lets a page that was open before its session was locked add to its draft.
//!
//! It stands in the editor's form, is bound to one session, person and reflection, and opens nothing:
//! it only lets words be kept for their writer. It ends with the session's row.

use crate::Services;
use crate::error::Error;
use crate::sealing::{Fields, KeyId, Mac};
use data_encoding::BASE64URL_NOPAD;
use domain::ids::{PersonId, ReflectionId, SessionId};

/// A write pass as it was posted.
#[derive(Debug, Clone)]
pub struct WritePass {
    /// The session it was made for.
    pub session: SessionId,
    mac: Mac,
}

fn about(session: SessionId, person: PersonId, reflection: ReflectionId) -> Fields {
    Fields::of("afterword write pass 1")
        .bytes(session.0.as_bytes())
        .bytes(person.0.as_bytes())
        .bytes(reflection.0.as_bytes())
}

/// Makes the pass for a page that edits this reflection in this session.
///
/// # Errors
/// Never in practice.
pub fn make_write_pass(
    services: &Services,
    session: SessionId,
    person: PersonId,
    reflection: ReflectionId,
) -> Result<String, Error> {
    let mac = services.ring.mac(&about(session, person, reflection))?;
    Ok(format!("{}.{}.{}", session.0.simple(), mac.key, BASE64URL_NOPAD.encode(&mac.bytes)))
}

impl WritePass {
    /// Reads a pass; `None` when the text is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let session = parts.next()?.parse().ok()?;
        let key = KeyId(parts.next()?.to_owned());
        let bytes = BASE64URL_NOPAD.decode(parts.next()?.as_bytes()).ok()?;
        parts.next().is_none().then_some(Self { session, mac: Mac { key, bytes } })
    }

    /// Whether it was made for this person and reflection.
    pub(super) fn fits(&self, services: &Services, person: PersonId, reflection: ReflectionId) -> bool {
        services.ring.verify(&self.mac, &about(self.session, person, reflection)).is_ok()
    }
}

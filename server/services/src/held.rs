//! Forms that a page holds for whoever typed them.
//!
//! A page people write on names its writer, sealed ([`name_writer`]). When its form cannot be acted on
//! (the session is over, or the page is to be hidden), the form goes back into the page sealed
//! ([`seal_form`]), and is opened for the same person when they are signed in again ([`open_form`]).
//! So the words are kept in the page alone: no row tells that they were typed, and whoever looks into the
//! page meanwhile finds nothing. What enters this room: those two seals. What does not: what is typed.

use crate::Services;
use crate::error::Error;
use crate::sealing::{Fields, KeyId};
use data_encoding::BASE64URL_NOPAD;
use domain::ids::PersonId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

/// A form as it was posted. Has no `Debug`: nothing typed is ever logged.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldForm {
    /// Who typed it.
    pub writer: PersonId,
    /// Its fields, in order.
    pub fields: Vec<(String, String)>,
    /// Whether some of what was posted could not be read.
    pub unreadable: bool,
}

fn about_writer() -> Fields {
    Fields::of("afterword writer of a page 1")
}

fn about_form(path: &str) -> Fields {
    Fields::of("afterword held form 1").text(path)
}

/// Whose a page is, for its form to carry.
///
/// # Errors
/// When there is no randomness.
pub fn name_writer(services: &Services, writer: PersonId) -> Result<String, Error> {
    wrapped(services, &about_writer(), writer.0.as_bytes())
}

/// Whose page a form comes from. `None` when it does not say so, or says something that is not from here.
#[must_use]
pub fn writer_of(services: &Services, text: &str) -> Option<PersonId> {
    let plain = unwrapped(services, &about_writer(), text)?;
    Uuid::from_slice(&plain).ok().map(PersonId)
}

/// Seals a form for its writer and for the address it was posted to.
///
/// # Errors
/// When there is no randomness.
pub fn seal_form(services: &Services, path: &str, form: &HeldForm) -> Result<String, Error> {
    let plain = serde_json::to_vec(form).map_err(|_| Error::Unexpected("a form is not JSON".to_owned()))?;
    wrapped(services, &about_form(path), &Zeroizing::new(plain))
}

/// Opens a form that was sealed at this address. Whoever calls this shows it to nobody but its writer.
#[must_use]
pub fn open_form(services: &Services, path: &str, text: &str) -> Option<HeldForm> {
    let plain = unwrapped(services, &about_form(path), text)?;
    serde_json::from_slice(&plain).ok()
}

/// Under the key of the ring and not the person's own: a page must be able to hold words while the
/// database is out of reach.
fn wrapped(services: &Services, about: &Fields, plain: &[u8]) -> Result<String, Error> {
    let (key, sealed) = services.ring.wrap(about, plain)?;
    Ok(format!("{key}.{}", BASE64URL_NOPAD.encode(&sealed)))
}

fn unwrapped(services: &Services, about: &Fields, text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let (key, sealed) = text.split_once('.')?;
    let sealed = BASE64URL_NOPAD.decode(sealed.as_bytes()).ok()?;
    services.ring.unwrap(&KeyId(key.to_owned()), about, &sealed).ok()
}

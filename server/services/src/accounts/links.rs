//! The links in letters: a random token goes out, its MAC stays here. Opening a link changes nothing;
//! only the button on its page does, so a mail scanner that follows it does no harm.

use super::queries::links::{self as queries, InvitationRow, ResetRow};
use crate::Services;
use crate::error::Error;
use crate::sealing::{Fields, KeyId, Mac, SealError};

/// Whether a text can be a token of ours: saves a look-up, and keeps nonsense out of the database.
pub(super) fn is_token(text: &str) -> bool {
    text.len() == 43 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// What is stored of a token.
pub(super) fn stored(services: &Services, kind: &str, token: &str) -> Result<Mac, Error> {
    Ok(services.ring.mac(&about(kind, token))?)
}

/// What may be stored of it, also under older keys.
pub(super) fn possible(services: &Services, kind: &str, token: &str) -> Result<Vec<Mac>, Error> {
    if is_token(token) { Ok(services.ring.macs(&about(kind, token))?) } else { Ok(Vec::new()) }
}

fn about(kind: &str, token: &str) -> Fields {
    Fields::of("afterword token 1").text(kind).text(token)
}

impl InvitationRow {
    pub(super) fn fields(&self) -> Fields {
        Fields::of("afterword invitation 1")
            .bytes(self.id.as_bytes())
            .bytes(&self.token)
            .bytes(self.organisation.as_bytes())
            .text(&self.email)
            .text(&self.name)
            .text(&self.roles)
            .number(self.made_at)
            .number(self.ends_at)
    }
}

impl InvitationRow {
    /// Whether its MAC belongs to it.
    ///
    /// # Errors
    /// When it does not.
    pub(super) fn verify(&self, services: &Services) -> Result<(), SealError> {
        let mac = Mac { key: KeyId(self.ring_key.clone()), bytes: self.mac.clone() };
        services.ring.verify(&mac, &self.fields())
    }
}

impl ResetRow {
    pub(super) fn fields(&self) -> Fields {
        Fields::of("afterword reset 1").bytes(&self.token).bytes(self.person.as_bytes()).number(self.ends_at)
    }
}

/// The invitation a token opens, if it is ours and has not run out.
pub(super) async fn find_invitation(
    services: &Services,
    token: &str,
) -> Result<Option<InvitationRow>, Error> {
    for mac in possible(services, "invitation", token)? {
        let row = queries::find_invitation(services.db.reader().await?.conn(), &mac.bytes).await?;
        if let Some(row) = row {
            row.verify(services)?;
            return Ok(Some(row).filter(|row| services.clock.now().0 < row.ends_at));
        }
    }
    Ok(None)
}

/// The reset a token opens, if it is ours and has not run out.
pub(super) async fn find_reset(services: &Services, token: &str) -> Result<Option<ResetRow>, Error> {
    for mac in possible(services, "reset", token)? {
        let row = queries::find_reset(services.db.reader().await?.conn(), &mac.bytes).await?;
        if let Some(row) = row {
            services
                .ring
                .verify(&Mac { key: KeyId(row.ring_key.clone()), bytes: row.mac.clone() }, &row.fields())?;
            return Ok(Some(row).filter(|row| services.clock.now().0 < row.ends_at));
        }
    }
    Ok(None)
}

//! Between what waits and its row: sealed with its author's key, and always of one size.

use super::queries::{self, WaitingRow};
use crate::Services;
use crate::db::Conn;
use crate::error::Error;
use crate::sealing::{PersonKey, Place, SealError, load_person_key, open, seal};
use domain::ids::{OrganisationId, PersonId, ReflectionId, ShareId};
use domain::policy::Whose;
use domain::sharing::{Point, Ticket};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Every row is padded to this, whatever waits in it.
const ROW_SIZE: usize = 16 << 10;

/// What waits in a row. Nothing outside the seal tells which it is.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Waiting {
    /// Something let go of.
    Share {
        /// The reflection it came from.
        reflection: ReflectionId,
        /// Its ticket.
        ticket: Ticket,
        /// Since when it waits.
        since: Timestamp,
        /// What others will see.
        point: Point,
    },
    /// Something that has moved and is to be withdrawn.
    Withdrawal {
        /// The reflection it came from.
        reflection: ReflectionId,
        /// Its ticket.
        ticket: Ticket,
        /// Since when it waits.
        since: Timestamp,
    },
    /// A share that waited for two periods and found no company.
    Returned {
        /// The reflection it came from.
        reflection: ReflectionId,
        /// What others would have seen.
        point: Point,
    },
}

impl Waiting {
    /// The reflection it came from.
    pub const fn reflection(&self) -> ReflectionId {
        match self {
            Self::Share { reflection, .. }
            | Self::Withdrawal { reflection, .. }
            | Self::Returned { reflection, .. } => *reflection,
        }
    }
}

/// A row that has been opened.
pub(crate) struct OpenedWaiting {
    /// The row.
    pub id: ShareId,
    /// Whose it is.
    pub owner: PersonId,
    /// What waits.
    pub waiting: Waiting,
}

/// What the outcomes keep of a ticket.
pub(crate) fn hash_of(ticket: &Ticket) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(b"afterword ticket 1");
    hash.update(ticket.0.as_bytes());
    hash.finalize().into()
}

fn place(owner: Whose, id: ShareId) -> Place<'static> {
    Place {
        organisation: owner.organisation,
        owner: owner.person,
        table: "waiting",
        row: id.0,
        column: "sealed",
        version: 1,
        at_least: ROW_SIZE,
    }
}

pub(super) fn sealed(
    key: &PersonKey,
    owner: Whose,
    id: ShareId,
    waiting: &Waiting,
) -> Result<Vec<u8>, Error> {
    let plain = serde_json::to_vec(waiting).map_err(|_| Error::Unexpected("not JSON".to_owned()))?;
    let sealed = seal(key, &place(owner, id), &plain)?;
    // The next size up would stand out.
    if sealed.len() > ROW_SIZE + 64 { Err(SealError::TooLarge.into()) } else { Ok(sealed) }
}

pub(super) fn opened(key: &PersonKey, owner: Whose, row: &WaitingRow) -> Result<Waiting, Error> {
    let plain = open(key, &place(owner, ShareId(row.id)), &row.sealed)?;
    serde_json::from_slice(&plain).map_err(|_| Error::Seal(SealError::Broken))
}

/// What waits for one person.
pub(super) async fn waiting_of_person(
    mut conn: Conn<'_>,
    key: &PersonKey,
    owner: Whose,
) -> Result<Vec<(ShareId, Waiting)>, Error> {
    let rows = queries::list_of_person(conn.again(), owner.person).await?;
    rows.iter().map(|row| Ok((ShareId(row.id), opened(key, owner, row)?))).collect()
}

/// What waits in an organisation. A row that does not open was put there by something else: it is left
/// where it is, and said so in the log without saying whose.
pub(crate) async fn waiting_of_organisation(
    services: &Services,
    mut conn: Conn<'_>,
    organisation: OrganisationId,
) -> Result<Vec<OpenedWaiting>, Error> {
    let mut all = Vec::new();
    let mut key: Option<(PersonId, PersonKey)> = None;
    for row in queries::list_of_organisation(conn.again(), organisation).await? {
        let owner = Whose { person: PersonId(row.owner), organisation };
        if key.as_ref().is_none_or(|(person, _)| *person != owner.person) {
            let loaded = load_person_key(&services.ring, conn.again(), owner.person).await;
            key = loaded.ok().map(|loaded| (owner.person, loaded));
        }
        let waiting = key.as_ref().map(|(_, key)| opened(key, owner, &row));
        match waiting {
            Some(Ok(waiting)) => {
                all.push(OpenedWaiting { id: ShareId(row.id), owner: owner.person, waiting });
            }
            _ => tracing::error!("something that waits does not open, and was left where it is"),
        }
    }
    Ok(all)
}

/// Seals what waits for a person with `new` instead of `old`.
///
/// # Errors
/// When something does not open with `old`, or the database refuses.
pub(crate) async fn reseal_waiting(
    mut conn: Conn<'_>,
    owner: Whose,
    old: &PersonKey,
    new: &PersonKey,
) -> Result<(), Error> {
    for (id, waiting) in waiting_of_person(conn.again(), old, owner).await? {
        queries::replace(conn.again(), id, owner.person, sealed(new, owner, id, &waiting)?).await?;
    }
    Ok(())
}

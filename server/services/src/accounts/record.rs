//! A person's access record: the one row that says who may sign in, as what, and how. Its MAC covers
//! every field, so that no field can be changed from outside the portal.

use super::queries::people::{self as queries, PersonRow};
use crate::db::Conn;
use crate::error::Error;
use crate::sealing::{Fields, KeyId, KeyRing, Mac, SealError};
use domain::accounts::{Closure, Roles, Standing};
use domain::ids::{OrganisationId, PersonId};
use domain::policy::Whose;
use domain::time::Timestamp;

/// A person's access record, checked.
#[derive(Clone)]
pub(super) struct PersonRecord {
    pub id: PersonId,
    pub organisation: OrganisationId,
    pub email: String,
    pub name: String,
    pub roles: Roles,
    /// argon2id, PHC form.
    pub password: String,
    pub standing: Standing,
    pub closure: Option<Closure>,
    /// SHA-256 of the recovery code and the person's id.
    pub recovery: Vec<u8>,
}

impl PersonRecord {
    /// Checks a row as it came from the database.
    ///
    /// # Errors
    /// When its MAC does not belong to it.
    pub fn trust(ring: &KeyRing, row: PersonRow) -> Result<Self, Error> {
        let mac = Mac { key: KeyId(row.ring_key.clone()), bytes: row.mac.clone() };
        ring.verify(&mac, &row.fields()).inspect_err(|error| {
            tracing::error!(person = %row.id, %error, "an access record is not ours");
        })?;
        let closure = row.closed_since.zip(row.closed_until);
        Ok(Self {
            id: PersonId(row.id),
            organisation: OrganisationId(row.organisation),
            email: row.email,
            name: row.name,
            roles: Roles::from_stored(&row.roles).ok_or(SealError::Forged)?,
            password: row.password,
            standing: Standing::parse(&row.standing).ok_or(SealError::Forged)?,
            closure: closure
                .map(|(since, until)| Closure { since: Timestamp(since), until: Timestamp(until) }),
            recovery: row.recovery,
        })
    }

    /// Whose record it is.
    pub fn whose(&self) -> Whose {
        Whose { person: self.id, organisation: self.organisation }
    }

    /// Stores a new record.
    pub async fn insert(&self, ring: &KeyRing, conn: Conn<'_>) -> Result<(), Error> {
        Ok(queries::insert_person(conn, self.row(ring)?).await?)
    }

    /// Stores a changed record in place of `before`, unless somebody changed it in between.
    ///
    /// # Errors
    /// [`Error::Busy`] when it was changed in between.
    pub async fn replace(&self, before: &Self, ring: &KeyRing, mut conn: Conn<'_>) -> Result<(), Error> {
        let before = before.row(ring)?;
        let stored = queries::find_person(conn.again(), self.id).await?.ok_or(Error::NotFound)?;
        if stored.fields().as_bytes() != before.fields().as_bytes() {
            return Err(Error::Busy);
        }
        match queries::update_person(conn, self.row(ring)?, &stored.mac).await? {
            1 => Ok(()),
            _ => Err(Error::Busy),
        }
    }

    fn row(&self, ring: &KeyRing) -> Result<PersonRow, Error> {
        let mut row = PersonRow {
            id: self.id.0,
            organisation: self.organisation.0,
            email: self.email.clone(),
            name: self.name.clone(),
            roles: self.roles.stored(),
            password: self.password.clone(),
            standing: self.standing.as_str().to_owned(),
            closed_since: self.closure.map(|closure| closure.since.0),
            closed_until: self.closure.map(|closure| closure.until.0),
            recovery: self.recovery.clone(),
            ring_key: String::new(),
            mac: Vec::new(),
        };
        let mac = ring.mac(&row.fields())?;
        row.ring_key = mac.key.0;
        row.mac = mac.bytes;
        Ok(row)
    }
}

impl PersonRow {
    fn fields(&self) -> Fields {
        Fields::of("afterword person 1")
            .bytes(self.id.as_bytes())
            .bytes(self.organisation.as_bytes())
            .text(&self.email)
            .text(&self.name)
            .text(&self.roles)
            .text(&self.password)
            .text(&self.standing)
            .optional(self.closed_since)
            .optional(self.closed_until)
            .bytes(&self.recovery)
    }
}

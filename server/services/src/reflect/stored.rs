//! Between a reflection and its row: sealed on the way in, opened on the way out.

use super::queries::{BodyRow, CopyRow, NewCopy, NewRow, SomeRow, SummaryRow, WholeRow};
use crate::Services;
use crate::error::Error;
use crate::sealing::{PersonKey, Place, SealError, open, seal};
use domain::ids::{CopyId, ReflectionId};
use domain::policy::Whose;
use domain::reflect::template::Template;
use domain::reflect::{Reflection, Summary};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// A body is padded to 16 KiB at least, about 2,500 words: a line and a long account look alike.
const BODY_AT_LEAST: usize = 16 << 10;

struct Seals<'a> {
    key: &'a PersonKey,
    owner: Whose,
    table: &'static str,
    row: Uuid,
    version: i64,
}

impl Seals<'_> {
    fn place(&self, column: &'static str, at_least: usize) -> Place<'static> {
        Place {
            organisation: self.owner.organisation,
            owner: self.owner.person,
            table: self.table,
            row: self.row,
            column,
            version: self.version,
            at_least,
        }
    }

    fn seal<T: Serialize>(&self, column: &'static str, at_least: usize, value: &T) -> Result<Vec<u8>, Error> {
        let plain = serde_json::to_vec(value).map_err(|_| Error::Unexpected("not JSON".to_owned()))?;
        Ok(seal(self.key, &self.place(column, at_least), &plain)?)
    }

    fn open<T: DeserializeOwned>(&self, column: &'static str, sealed: &[u8]) -> Result<T, Error> {
        let plain = open(self.key, &self.place(column, 0), sealed)?;
        serde_json::from_slice(&plain).map_err(|_| Error::Seal(SealError::Broken))
    }
}

const fn main<'a>(key: &'a PersonKey, owner: Whose, id: ReflectionId, version: i64) -> Seals<'a> {
    Seals { key, owner, table: "reflections", row: id.0, version }
}

/// Seals a reflection as a row of this version.
pub(super) fn row(
    services: &Services,
    key: &PersonKey,
    owner: Whose,
    id: ReflectionId,
    version: i64,
    reflection: &Reflection,
) -> Result<NewRow, Error> {
    let seals = main(key, owner, id, version);
    let summary = reflection.summary(template_of(services, reflection)?);
    Ok(NewRow {
        id,
        owner: owner.person,
        version,
        day: reflection.changed.day().0,
        summary: seals.seal("summary", 0, &summary)?,
        body: seals.seal("body", BODY_AT_LEAST, reflection)?,
    })
}

/// Opens a reflection.
pub(super) fn reflection(
    key: &PersonKey,
    owner: Whose,
    id: ReflectionId,
    row: &BodyRow,
) -> Result<Reflection, Error> {
    main(key, owner, id, row.version).open("body", &row.body)
}

/// The same for one of several.
pub(super) fn one_of(key: &PersonKey, owner: Whose, row: &SomeRow) -> Result<Reflection, Error> {
    main(key, owner, ReflectionId(row.id), row.version).open("body", &row.body)
}

/// Opens the summary of a reflection.
pub(super) fn summary(key: &PersonKey, owner: Whose, row: &SummaryRow) -> Result<Summary, Error> {
    main(key, owner, ReflectionId(row.id), row.version).open("summary", &row.summary)
}

/// Seals a second version as a row of `reflection_copies`.
pub(super) fn copy_row(
    key: &PersonKey,
    owner: Whose,
    reflection_id: ReflectionId,
    id: CopyId,
    version: i64,
    reflection: &Reflection,
) -> Result<NewCopy, Error> {
    let seals = Seals { key, owner, table: "reflection_copies", row: id.0, version };
    Ok(NewCopy {
        id,
        reflection: reflection_id,
        owner: owner.person,
        version,
        day: reflection.changed.day().0,
        body: seals.seal("body", BODY_AT_LEAST, reflection)?,
    })
}

/// Opens a second version.
pub(super) fn copy(key: &PersonKey, owner: Whose, row: &CopyRow) -> Result<Reflection, Error> {
    let seals = Seals { key, owner, table: "reflection_copies", row: row.id, version: row.version };
    seals.open("body", &row.body)
}

/// Both seals of a reflection, made with another key.
pub(super) fn resealed(
    old: &PersonKey,
    new: &PersonKey,
    owner: Whose,
    row: &WholeRow,
) -> Result<(Vec<u8>, Vec<u8>), Error> {
    let id = ReflectionId(row.id);
    let (from, to) = (main(old, owner, id, row.version), main(new, owner, id, row.version));
    let summary: Summary = from.open("summary", &row.summary)?;
    let body: Reflection = from.open("body", &row.body)?;
    Ok((to.seal("summary", 0, &summary)?, to.seal("body", BODY_AT_LEAST, &body)?))
}

/// The seal of a second version, made with another key.
pub(super) fn resealed_copy(
    old: &PersonKey,
    new: &PersonKey,
    owner: Whose,
    row: &CopyRow,
) -> Result<Vec<u8>, Error> {
    let seals = Seals { key: new, owner, table: "reflection_copies", row: row.id, version: row.version };
    seals.seal("body", BODY_AT_LEAST, &copy(old, owner, row)?)
}

/// The template a reflection was begun with, in the version it was begun with.
pub(super) fn template_of<'a>(
    services: &'a Services,
    reflection: &Reflection,
) -> Result<&'a Template, Error> {
    let reference = &reflection.template;
    services
        .content
        .template(&reference.id, &reference.version)
        .ok_or_else(|| Error::Unexpected(format!("template {} {} is gone", reference.id, reference.version)))
}

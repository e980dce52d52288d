//! Two versions of one reflection, and the writer's choice between them.

use super::queries;
use super::read::{Opened, read};
use super::stored;
use crate::Services;
use crate::error::{Error, require};
use crate::sealing::{SealError, load_person_key};
use domain::ids::{CopyId, ReflectionId};
use domain::policy::{Action, Actor, decide};
use domain::reflect::{Reflection, combine};

/// A version kept beside the reflection.
pub struct SecondVersion {
    /// Its id.
    pub id: CopyId,
    /// The version of it that is shown: a choice is about this one.
    pub version: i64,
    /// What it says.
    pub reflection: Reflection,
}

/// A reflection and what is kept beside it, the last changed first.
pub struct Versions<'a> {
    /// The reflection as it is stored.
    pub kept: Opened<'a>,
    /// What was saved elsewhere.
    pub beside: Vec<SecondVersion>,
}

/// What becomes of a second version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The reflection stays; the second version goes.
    KeepFirst,
    /// The second version takes its place.
    KeepSecond,
    /// Both in one.
    Together,
    /// The second version becomes a reflection of its own.
    Apart,
}

impl Choice {
    /// The choice a posted word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "first" => Some(Self::KeepFirst),
            "second" => Some(Self::KeepSecond),
            "together" => Some(Self::Together),
            "apart" => Some(Self::Apart),
            _ => None,
        }
    }
}

/// Opens a reflection with the versions beside it.
///
/// # Errors
/// As [`read`].
pub async fn versions<'a>(
    services: &'a Services,
    actor: &Actor,
    id: ReflectionId,
) -> Result<Versions<'a>, Error> {
    let kept = read(services, actor, id).await?;
    let mut reader = services.db.reader().await?;
    let key = load_person_key(&services.ring, reader.conn(), actor.person).await?;
    let mut beside = queries::list_copies(reader.conn(), actor.person, id)
        .await?
        .iter()
        .map(|row| {
            let reflection = stored::copy(&key, actor.own(), row)?;
            Ok(SecondVersion { id: CopyId(row.id), version: row.version, reflection })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    beside.sort_by_key(|version| std::cmp::Reverse(version.reflection.changed));
    Ok(Versions { kept, beside })
}

/// The versions somebody looked at when they chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Of the reflection.
    pub first: i64,
    /// Of what was kept beside it.
    pub second: i64,
}

/// Does what the writer chose with one second version.
///
/// # Errors
/// [`Error::NotFound`] when either is gone, [`Error::Busy`] when either has changed since they looked,
/// and [`SealError::TooLarge`] when both together are more than one reflection holds.
pub async fn choose_version(
    services: &Services,
    actor: &Actor,
    (id, copy): (ReflectionId, CopyId),
    seen: Seen,
    choice: Choice,
) -> Result<(), Error> {
    require(decide(actor, Action::Write, actor.own()))?;
    let (owner, now) = (actor.own(), services.clock.now());
    let mut tx = services.db.begin().await?;
    let row = queries::find(tx.conn(), actor.person, id).await?.ok_or(Error::NotFound)?;
    let key = load_person_key(&services.ring, tx.conn(), actor.person).await?;
    let first = stored::reflection(&key, owner, id, &row)?;
    if actor.finds_closed(first.started, now) {
        return Err(Error::Closed);
    }
    let copies = queries::list_copies(tx.conn(), actor.person, id).await?;
    let second_row = copies.iter().find(|row| row.id == copy.0).ok_or(Error::NotFound)?;
    let second = stored::copy(&key, owner, second_row)?;
    // Both go on living when they are kept apart: nothing unseen is lost.
    let has_changed = row.version != seen.first || second_row.version != seen.second;
    if has_changed && choice != Choice::Apart {
        return Err(Error::Busy);
    }
    let replaced_by = match choice {
        Choice::KeepFirst => None,
        // Tickets belong to the reflection, whichever words are kept.
        Choice::KeepSecond => Some(Reflection {
            changed: now,
            saved_by: String::new(),
            saved_as: 0,
            shares: first.shares.clone(),
            ..second
        }),
        Choice::Together => {
            let both = combine(&first, &second, now);
            if both.answers.bytes() > domain::reflect::MAX_TOTAL_BYTES {
                return Err(SealError::TooLarge.into());
            }
            Some(Reflection { saved_by: String::new(), saved_as: 0, ..both })
        }
        Choice::Apart => {
            let apart = ReflectionId(uuid::Uuid::new_v4());
            let own = Reflection {
                changed: now,
                saved_by: String::new(),
                saved_as: 0,
                shares: Vec::new(),
                ..second
            };
            queries::insert(tx.conn(), stored::row(services, &key, owner, apart, 1, &own)?).await?;
            None
        }
    };
    if let Some(next) = replaced_by {
        let next = stored::row(services, &key, owner, id, row.version + 1, &next)?;
        if queries::update(tx.conn(), next).await? == 0 {
            return Err(Error::Busy);
        }
    }
    // On PostgreSQL a page may have saved to the copy in between: those words must not go with it.
    if queries::delete_copy(tx.conn(), actor.person, copy, second_row.version).await? == 0 {
        return Err(Error::Busy);
    }
    Ok(tx.commit().await?)
}

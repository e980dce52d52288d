//! How far somebody has read: one sealed row a person, opened for them alone.

use super::queries;
use super::read::find;
use crate::Services;
use crate::db::Conn;
use crate::error::{Error, require};
use crate::sealing::{PersonKey, Place, SealError, load_person_key, open, seal};
use domain::modules::{ModuleRef, Progress};
use domain::policy::{Action, Actor, Whose, decide};

/// Padded to 4 KiB at least, so that a module and thirty look alike.
const AT_LEAST: usize = 4 << 10;
/// Tries where two pages of one person are turned at the same moment.
const TRIES: usize = 4;

fn place(owner: Whose, version: i64) -> Place<'static> {
    Place {
        organisation: owner.organisation,
        owner: owner.person,
        table: "module_progress",
        row: owner.person.0,
        column: "places",
        version,
        at_least: AT_LEAST,
    }
}

fn opened(key: &PersonKey, owner: Whose, row: &queries::ProgressRow) -> Result<Progress, Error> {
    let plain = open(key, &place(owner, row.version), &row.places)?;
    serde_json::from_slice(&plain).map_err(|_| Error::Seal(SealError::Broken))
}

fn sealed(key: &PersonKey, owner: Whose, version: i64, progress: &Progress) -> Result<Vec<u8>, Error> {
    let plain = serde_json::to_vec(progress).map_err(|_| Error::Unexpected("not JSON".to_owned()))?;
    Ok(seal(key, &place(owner, version), &plain)?)
}

/// The actor's own progress; empty while there is none.
pub(super) async fn own_progress(
    services: &Services,
    actor: &Actor,
    mut conn: Conn<'_>,
) -> Result<Progress, Error> {
    require(decide(actor, Action::KeepOwnProgress, actor.own()))?;
    let Some(row) = queries::find_progress(conn.again(), actor.person).await? else {
        return Ok(Progress::default());
    };
    let key = load_person_key(&services.ring, conn, actor.person).await?;
    opened(&key, actor.own(), &row)
}

/// Keeps that the actor has read a page and turned to the next. Answers the next page's number.
///
/// # Errors
/// [`Error::NotFound`] when there is no such page of such a version for them, or none after it.
pub async fn turn_page(
    services: &Services,
    actor: &Actor,
    module: &ModuleRef,
    version: &str,
    page: u16,
) -> Result<u16, Error> {
    let last = last_page(services, actor, module, version).await?;
    if page == 0 || page >= last {
        return Err(Error::NotFound);
    }
    change(services, actor, |progress| progress.turn_to(&module.to_string(), version, page + 1)).await?;
    Ok(page + 1)
}

/// Keeps that the actor marked a version as complete.
///
/// # Errors
/// [`Error::NotFound`] when there is no such version for them.
pub async fn complete(
    services: &Services,
    actor: &Actor,
    module: &ModuleRef,
    version: &str,
) -> Result<(), Error> {
    let last = last_page(services, actor, module, version).await?;
    let today = services.clock.now().day();
    change(services, actor, |progress| progress.complete(&module.to_string(), version, last, today)).await
}

/// The last page of a version that the actor may read.
async fn last_page(
    services: &Services,
    actor: &Actor,
    module: &ModuleRef,
    version: &str,
) -> Result<u16, Error> {
    require(decide(actor, Action::ReadModules, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let found = find(services, actor, reader.conn(), module, Some(version)).await?;
    if found.is_withdrawn {
        return Err(Error::NotFound);
    }
    Ok(found.card.last_page())
}

async fn change(services: &Services, actor: &Actor, deed: impl Fn(&mut Progress)) -> Result<(), Error> {
    require(decide(actor, Action::KeepOwnProgress, actor.own()))?;
    let owner = actor.own();
    for _ in 0..TRIES {
        let mut tx = services.db.begin().await?;
        let key = load_person_key(&services.ring, tx.conn(), actor.person).await?;
        let row = queries::find_progress(tx.conn(), actor.person).await?;
        let before = match &row {
            Some(row) => opened(&key, owner, row)?,
            None => Progress::default(),
        };
        let mut after = before.clone();
        deed(&mut after);
        if after == before {
            return Ok(());
        }
        let changed = match row {
            Some(row) => {
                let places = sealed(&key, owner, row.version + 1, &after)?;
                queries::update_progress(tx.conn(), actor.person, row.version, places).await?
            }
            None => {
                queries::insert_progress(tx.conn(), actor.person, sealed(&key, owner, 1, &after)?).await?
            }
        };
        if changed == 1 {
            return Ok(tx.commit().await?);
        }
    }
    Err(Error::Busy)
}

/// Seals a person's progress with `new` instead of `old`.
///
/// # Errors
/// When it does not open with `old`, or the database refuses.
pub(crate) async fn reseal(
    mut conn: Conn<'_>,
    owner: Whose,
    old: &PersonKey,
    new: &PersonKey,
) -> Result<(), Error> {
    let Some(row) = queries::find_progress(conn.again(), owner.person).await? else { return Ok(()) };
    let progress = opened(old, owner, &row)?;
    let places = sealed(new, owner, row.version, &progress)?;
    Ok(queries::replace_progress_seal(conn, owner.person, places).await?)
}

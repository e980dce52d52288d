//! What a reflection keeps of what was let go of from it: tickets, inside its seal.

use super::queries;
use super::stored;
use crate::Services;
use crate::db::Conn;
use crate::error::Error;
use crate::sealing::{PersonKey, load_person_key};
use domain::ids::ReflectionId;
use domain::policy::Actor;
use domain::reflect::Reflection;

/// A reflection opened inside a transaction, to change its shares.
pub(crate) struct OpenedForShares {
    /// What it says.
    pub reflection: Reflection,
    /// Its writer's key.
    pub key: PersonKey,
    version: i64,
}

/// Opens one of the actor's own reflections.
///
/// # Errors
/// [`Error::NotFound`] when there is none of theirs, [`Error::Closed`] in the days after a reset.
pub(crate) async fn open_for_shares(
    services: &Services,
    mut conn: Conn<'_>,
    actor: &Actor,
    id: ReflectionId,
) -> Result<OpenedForShares, Error> {
    let row = queries::find(conn.again(), actor.person, id).await?.ok_or(Error::NotFound)?;
    let key = load_person_key(&services.ring, conn, actor.person).await?;
    let reflection = stored::reflection(&key, actor.own(), id, &row)?;
    if actor.finds_closed(reflection.started, services.clock.now()) {
        return Err(Error::Closed);
    }
    Ok(OpenedForShares { reflection, key, version: row.version })
}

/// Stores a reflection whose shares have changed. Its words have not, so its day stays.
///
/// # Errors
/// [`Error::Busy`] when it was saved in between.
pub(crate) async fn store_shares(
    services: &Services,
    conn: Conn<'_>,
    actor: &Actor,
    id: ReflectionId,
    opened: &OpenedForShares,
) -> Result<(), Error> {
    let row = stored::row(services, &opened.key, actor.own(), id, opened.version + 1, &opened.reflection)?;
    match queries::update(conn, row).await? {
        1 => Ok(()),
        _ => Err(Error::Busy),
    }
}

/// The actor's reflections that something was let go of from, opened, without those that are closed to
/// them now; and the key that opened them. Summaries say which; one sealed before they did counts as
/// perhaps.
///
/// # Errors
/// When a seal does not open, or the database refuses.
pub(crate) async fn opened_with_shares(
    services: &Services,
    mut conn: Conn<'_>,
    actor: &Actor,
) -> Result<(PersonKey, Vec<(ReflectionId, Reflection)>), Error> {
    let key = load_person_key(&services.ring, conn.again(), actor.person).await?;
    let now = services.clock.now();
    let mut wanted = Vec::new();
    for row in queries::list_summaries_alone(conn.again(), actor.person).await? {
        if stored::summary(&key, actor.own(), &row)?.has_shares != Some(false) {
            wanted.push(row.id);
        }
    }
    let mut opened = Vec::new();
    for ids in wanted.chunks(queries::SOME) {
        let asked = std::array::from_fn(|at| ids.get(at).copied());
        for row in queries::find_some(conn.again(), actor.person, &asked).await? {
            let reflection = stored::one_of(&key, actor.own(), &row)?;
            if !actor.finds_closed(reflection.started, now) {
                opened.push((ReflectionId(row.id), reflection));
            }
        }
    }
    Ok((key, opened))
}

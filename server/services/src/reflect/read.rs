//! Opening one reflection.

use super::queries;
use super::stored;
use crate::Services;
use crate::error::{Error, require};
use crate::sealing::load_person_key;
use domain::ids::ReflectionId;
use domain::policy::{Action, Actor, decide};
use domain::reflect::Reflection;
use domain::reflect::template::Template;
use domain::time::Timestamp;

/// A reflection, open before its writer.
pub struct Opened<'a> {
    /// Its id.
    pub id: ReflectionId,
    /// The version stored: the next save goes on from it.
    pub version: i64,
    /// What it says.
    pub reflection: Reflection,
    /// The questions it answers.
    pub template: &'a Template,
    /// Whether a second version waits for a choice.
    pub has_second_version: bool,
}

/// Whether what the actor wrote in earlier days is closed to them now, whatever it was.
#[must_use]
pub fn finds_older_words_closed(services: &Services, actor: &Actor) -> bool {
    actor.finds_closed(Timestamp(i64::MIN), services.clock.now())
}

/// Opens one of the actor's own reflections.
///
/// # Errors
/// [`Error::NotFound`] when there is none of this id of theirs, [`Error::Closed`] in the days after a
/// reset.
pub async fn read<'a>(services: &'a Services, actor: &Actor, id: ReflectionId) -> Result<Opened<'a>, Error> {
    require(decide(actor, Action::Read, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let row = queries::find(reader.conn(), actor.person, id).await?.ok_or(Error::NotFound)?;
    let key = load_person_key(&services.ring, reader.conn(), actor.person).await?;
    drop(reader);
    let reflection = stored::reflection(&key, actor.own(), id, &row)?;
    if actor.finds_closed(reflection.started, services.clock.now()) {
        return Err(Error::Closed);
    }
    let template = stored::template_of(services, &reflection)?;
    Ok(Opened { id, version: row.version, reflection, template, has_second_version: row.copies > 0 })
}

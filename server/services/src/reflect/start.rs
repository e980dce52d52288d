//! Beginning a reflection.

use super::list::summaries;
use super::queries;
use super::stored;
use crate::Services;
use crate::error::{Error, require};
use crate::sealing::load_person_key;
use domain::ids::ReflectionId;
use domain::policy::{Action, Actor, decide};
use domain::reflect::{Reflection, Stage, TemplateRef};

/// Begins a reflection with one of today's templates, and answers its id. An empty draft of the same
/// template is taken up again, so that coming back to the gate leaves no trail of empty ones.
///
/// # Errors
/// When the actor may not, or the template is not offered today.
pub async fn start(services: &Services, actor: &Actor, template: &str) -> Result<ReflectionId, Error> {
    require(decide(actor, Action::Write, actor.own()))?;
    let today = services.today();
    let template = services
        .content
        .templates_on(today)
        .into_iter()
        .find(|offered| offered.id == template)
        .ok_or(Error::NotFound)?;
    let reference = TemplateRef { id: template.id.clone(), version: template.version.clone() };
    let now = services.clock.now();
    let mut tx = services.db.begin().await?;
    let key = load_person_key(&services.ring, tx.conn(), actor.person).await?;
    let (opened, _) = summaries(&key, actor, queries::list_summaries(tx.conn(), actor.person).await?);
    for (id, summary, _) in opened {
        let may_be_empty =
            summary.stage == Stage::Draft && summary.opening.is_empty() && summary.template == reference;
        if !may_be_empty || actor.finds_closed(summary.started, now) {
            continue;
        }
        if let Some(row) = queries::find(tx.conn(), actor.person, id).await?
            && stored::reflection(&key, actor.own(), id, &row).is_ok_and(|stored| stored.is_empty())
        {
            return Ok(id);
        }
    }
    let id = ReflectionId(uuid::Uuid::new_v4());
    let reflection = Reflection::begin(reference, now);
    queries::insert(tx.conn(), stored::row(services, &key, actor.own(), id, 1, &reflection)?).await?;
    tx.commit().await?;
    Ok(id)
}

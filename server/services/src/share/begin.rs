//! Opening the share page: what can be chosen from a reflection, and what is asked.

use super::look::offered;
use crate::Services;
use crate::error::{Error, require};
use crate::reflect::{Opened, read};
use domain::frameworks::Consent;
use domain::ids::ReflectionId;
use domain::policy::{Action, Actor, decide};
use domain::reflect::template::{PromptKind, Template};
use domain::reflect::{Answers, answered};
use domain::sharing::{MAX_SHARES_A_REFLECTION, Offered, group_id};

/// An answer whose words can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The prompt's id.
    pub prompt: String,
    /// What was asked.
    pub ask: String,
    /// What was answered.
    pub words: String,
}

/// What the share page starts with.
pub struct Begun<'a> {
    /// The reflection.
    pub reflection: Opened<'a>,
    /// Its written answers, in their order. The private line is not among them.
    pub passages: Vec<Passage>,
    /// What can be chosen.
    pub offered: Offered,
    /// The setting group that the reflection's own answer belongs to.
    pub setting: Option<String>,
    /// The reflection's own answer about the plan.
    pub plan: Option<String>,
    /// What is agreed to.
    pub consent: &'a Consent,
    /// How often this reflection may still be shared from.
    pub shares_left: usize,
}

/// Opens one of the actor's own reflections for choosing from. Leaves no trace.
///
/// # Errors
/// As [`read`].
pub async fn begin<'a>(services: &'a Services, actor: &Actor, id: ReflectionId) -> Result<Begun<'a>, Error> {
    require(decide(actor, Action::Share, actor.own()))?;
    let opened = read(services, actor, id).await?;
    let offered = offered(services, actor).await?;
    let template = opened.template;
    let is_text = |prompt: &str| {
        template.prompt(prompt).is_some_and(|prompt| matches!(prompt.kind, PromptKind::Text { .. }))
    };
    let passages = answered(&opened.reflection, template)
        .filter(|(prompt, _, _)| is_text(prompt))
        .map(|(prompt, ask, words)| Passage {
            prompt: prompt.to_owned(),
            ask: ask.to_owned(),
            words: words.to_owned(),
        })
        .collect();
    let answers = &opened.reflection.answers;
    let group = chosen(template, answers, "setting").and_then(|(_, group)| group);
    let setting = group.map(|heading| group_id(&heading));
    let plan = chosen(template, answers, "plan").map(|(id, _)| id);
    Ok(Begun {
        passages,
        setting: setting.filter(|id| offered.settings.iter().any(|facet| facet.id == *id)),
        plan: plan.filter(|id| offered.plans.iter().any(|facet| facet.id == *id)),
        consent: services.content.consent_on(services.today()),
        shares_left: MAX_SHARES_A_REFLECTION.saturating_sub(opened.reflection.shares.len()),
        offered,
        reflection: opened,
    })
}

/// The choice made from a list, and the heading it stands under.
fn chosen(template: &Template, answers: &Answers, list: &str) -> Option<(String, Option<String>)> {
    template.prompts.iter().find_map(|prompt| match &prompt.kind {
        PromptKind::Choice { list: asked, .. } if asked.id == list => {
            let choice = prompt.kind.choice(answers.choice(&prompt.id)?)?;
            Some((choice.id.clone(), choice.group.clone()))
        }
        _ => None,
    })
}

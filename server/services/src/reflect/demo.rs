//! Two reflections to try the portal with, written by the same operations as anybody's.

use super::save::{SaveRequest, save};
use super::start::start;
use crate::Services;
use crate::accounts::{end_session, find_session};
use crate::error::Error;
use domain::reflect::template::PromptKind;
use domain::reflect::{Answers, HowAreYou, Stage};

/// What the demo writer put down: invented, and without anybody's details.
const WRITTEN: [(&str, Stage); 2] = [
    (
        "We moved the bed so that she could see the garden. It took two minutes and it mattered more than anything \
         else we did that day.",
        Stage::Finished,
    ),
    (
        "The family had not been told how close it was, and I was the one who was there when they asked.",
        Stage::Draft,
    ),
];

/// Writes them for the person of a session, and ends that session.
///
/// # Errors
/// When the session is not live or the database refuses.
pub async fn write_demo_reflections(services: &Services, token: &str) -> Result<(), Error> {
    let session = find_session(services, token).await?.ok_or(Error::SignInFirst)?;
    let templates = services.content.templates_on(services.today());
    for (template, (words, stage)) in templates.iter().zip(WRITTEN) {
        let id = start(services, &session.actor, &template.id).await?;
        let first = template.prompts.iter().find(|prompt| matches!(prompt.kind, PromptKind::Text { .. }));
        let fields = first.map(|prompt| (prompt.id.as_str(), words));
        let request = SaveRequest {
            id,
            base: 1,
            copy: None,
            page: String::new(),
            sequence: 0,
            answers: Answers::from_fields(template, fields).0,
            how_are_you: HowAreYou::default(),
            finish: Some(stage),
        };
        save(services, &session.actor, request).await?;
    }
    end_session(services, token).await
}

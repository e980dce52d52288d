//! A module to try the portal with, written and published by the same operations as anybody's.

use super::draft::{DraftError, begin_module};
use super::publish::{PublishError, Seen, publish};
use crate::Services;
use crate::accounts::{end_session, find_session};
use crate::error::Error;
use domain::modules::{Draft, Mapping};

/// What the demo educator wrote: invented, and without anybody's details.
const TITLE: &str = "The first hour after a death on our unit";
const SUMMARY: &str = "How we do it here: who does what, what can wait, and how to look after each other.";
const OUTCOMES: &str = "Say who does what in the first hour\nName what can wait until the morning\n\
    Ask a colleague how they are, and mean it";
const SOURCES: &str = "Our own way of working, agreed with the day and night teams";
const BODY: &str = "# Take a breath

Nothing has to happen in the first five minutes. Stop, and let the room be quiet.

Then agree between you, in plain words, who does what:

| Who | Does |
|---|---|
| One of you | stays with the family, or makes sure they are not alone |
| Another | tells the person in charge and notes the time |
| Anybody | closes doors, turns down bells, brings water |

# What can wait

Most things can. Belongings, forms and telephone calls can wait while somebody says goodbye.

Ask the family before you move anything:

> \"Would you like to stay a while? There is no hurry.\"

# And you?

Before you go to the next person, ask each other: *how are you?*

- If today was hard, say so. You do not need a reason.
- If you would like to write it down, [reflect here](/reflections/new). It stays yours.
- If you want to talk to somebody, [there are people for that](/support), day and night.
";

/// Writes and publishes it for the educator of a session, and ends that session.
///
/// # Errors
/// When the session is not live or the database refuses.
pub async fn publish_demo_module(services: &Services, token: &str) -> Result<(), Error> {
    let session = find_session(services, token).await?.ok_or(Error::SignInFirst)?;
    let unexpected = |what: &str| Error::Unexpected(format!("the demo module: {what}"));
    let id = begin_module(services, &session.actor, draft(services)).await.map_err(|error| match error {
        DraftError::Other(error) => error,
        other => unexpected(&other.to_string()),
    })?;
    let seen = Seen { draft: 1, published: 0 };
    publish(services, &session.actor, id, seen).await.map_err(|error| match error {
        PublishError::Other(error) => error,
        other => unexpected(&other.to_string()),
    })?;
    end_session(services, token).await
}

/// Mapped to whatever the framework and the codebook have first.
fn draft(services: &Services) -> Draft {
    let (framework, codebook) =
        (services.content.ambitions_on(services.today()), services.content.codebook_on(services.today()));
    let ambition = framework.ambitions.first().map(|ambition| ambition.id.clone());
    let foundation = framework.foundations.last().map(|foundation| foundation.id.clone());
    let themes = codebook.themes.iter().take(1).map(|theme| theme.id.clone());
    Draft {
        title: TITLE.to_owned(),
        summary: SUMMARY.to_owned(),
        minutes: "5".to_owned(),
        outcomes: OUTCOMES.to_owned(),
        sources: SOURCES.to_owned(),
        body: BODY.to_owned(),
        mapping: Mapping {
            ambitions: ambition.into_iter().collect(),
            foundations: foundation.into_iter().collect(),
            themes: themes.collect(),
        },
    }
}

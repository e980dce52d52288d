//! Two changes to try the portal with, written and told by the same operations as anybody's.

use super::draft::{ChangeError, begin_change, open_change};
use super::publish::{ChangePublishError, ChangeSeen, publish_change};
use crate::Services;
use crate::error::Error;
use crate::modules::for_themes;
use crate::release::printed;
use domain::changes::{ChangeDraft, ChangeState};
use domain::policy::Actor;

/// What the demo lead tells, invented: one for each of the first themes that the demo's release prints.
const TOLD: [(ChangeState, &str); 2] = [
    (
        ChangeState::Done,
        "Everybody who comes to us is now asked what matters most to them. The answer stands on the first page of \
         their notes, where the night team looks first.",
    ),
    (
        ChangeState::UnderWay,
        "We are agreeing with the out-of-hours service how a plan reaches them before a weekend, and whom to ring \
         when it has not.",
    ),
];

/// Tells them as a safety lead.
///
/// # Errors
/// When an operation refuses.
pub(crate) async fn tell_demo_changes(services: &Services, lead: &Actor) -> Result<(), Error> {
    let themes: Vec<String> =
        printed(services, lead).await?.iter().map(|printed| printed.theme.id.clone()).collect();
    let ids: Vec<&str> = themes.iter().map(String::as_str).collect();
    let modules = for_themes(services, lead, &ids).await?;
    for ((theme, modules), (state, words)) in themes.iter().zip(modules).zip(TOLD) {
        let draft = ChangeDraft {
            words: words.to_owned(),
            state: state.as_str().to_owned(),
            module: modules.first().map(|link| link.module.to_string()).unwrap_or_default(),
            themes: vec![theme.clone()],
            ..ChangeDraft::default()
        };
        let mark = crate::random::token()?;
        let id = begin_change(services, lead, &mark, draft).await.map_err(|error| match error {
            ChangeError::Other(error) => error,
            other => Error::Unexpected(format!("the demo tells: {other}")),
        })?;
        let stored = open_change(services, lead, id).await?;
        let seen = ChangeSeen { draft: stored.version, turn: stored.turn };
        publish_change(services, lead, id, seen).await.map_err(|error| match error {
            ChangePublishError::Other(error) => error,
            other => Error::Unexpected(format!("the demo tells: {other}")),
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::share::find_details;

    #[test]
    fn what_the_demo_tells_points_to_nobody() {
        for (_, words) in TOLD {
            let found = find_details(words);
            assert!(!found.iter().any(|found| found.binds), "{words}: {found:?}");
        }
    }
}

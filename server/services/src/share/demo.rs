//! The loop, run for the demo organisation under a clock of its own: reflections are written, shared,
//! moved, read by two leads, frozen and answered by the same operations as anybody's.

use super::send::{ShareError, share};
use crate::accounts::{end_session, find_session, make_demo_colleagues};
use crate::changes::tell_demo_changes;
use crate::desk::{DeskError, OnDesk, decide, decide_again, next};
use crate::error::Error;
use crate::pool::{Moved, PoolError, move_waiting};
use crate::reflect::{SaveRequest, save, start};
use crate::release::{FreezeError, KeyLost, freeze};
use crate::{Clock, Services};
use domain::disclosure::{Period, PeriodLength};
use domain::policy::Actor;
use domain::reflect::template::{PromptKind, Template};
use domain::reflect::{Answers, HowAreYou, Stage};
use domain::sharing::{Code, FirstDecision, Quotation, Reading, SecondDecision, ShareDraft, group_id};
use domain::time::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Months to look back for the first period that may be frozen by now.
const MONTHS_BACK: i64 = 8;

#[derive(Deserialize)]
struct Script {
    points: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    at: Round,
    words: String,
    #[serde(default)]
    codes: Vec<(String, String)>,
    aside: Option<String>,
    setting: String,
    plan: Option<String>,
    quote: bool,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Round {
    Past,
    Desk,
    Waiting,
}

fn script() -> Result<Script, Error> {
    toml::from_str(include_str!("demo.toml")).map_err(|error| Error::Unexpected(format!("the demo: {error}")))
}

/// Runs the loop with two safety leads, named by their sessions, and ends those. One period is frozen
/// by now, some points are on the desk, and some wait: one person more and they move.
///
/// # Errors
/// When an operation refuses.
pub async fn run_demo_loop(services: &Services, leads: [&str; 2]) -> Result<(), Error> {
    let script = script()?;
    let mut readers = Vec::new();
    for token in leads {
        readers.push(find_session(services, token).await?.ok_or(Error::SignInFirst)?.actor);
        end_session(services, token).await?;
    }
    let most = script.points.iter().filter(|line| line.at == Round::Past).count();
    let people = make_demo_colleagues(services, readers[0].organisation, most).await?;
    let demo = Demo { services: at(services, services.clock.now()), script, people, readers };
    let now = services.clock.now();
    let period = last_frozen_by(services.today());
    let past = moment(services, period.first_day(), 40);
    let frozen = moment(services, period.freezes_on(), 0);
    demo.round(Round::Past, past).await?;
    demo.read(past.plus_days(2)).await?;
    demo.services.clock.move_to(frozen);
    freeze(&demo.services, demo.readers[0].organisation, period, KeyLost::Refuse)
        .await
        .map_err(frozen_error)?;
    demo.services.clock.move_to(frozen.plus_days(10).min(now));
    tell_demo_changes(&demo.services, &demo.readers[0]).await?;
    demo.round(Round::Desk, now.plus_days(-5).max(frozen.plus_minutes(60)).min(now)).await?;
    demo.round(Round::Waiting, now.plus_days(-1).max(frozen.plus_minutes(120)).min(now)).await
}

struct Demo {
    services: Services,
    script: Script,
    people: Vec<Actor>,
    readers: Vec<Actor>,
}

impl Demo {
    /// A line each is written and shared; what does not wait on moves.
    async fn round(&self, round: Round, now: Timestamp) -> Result<(), Error> {
        self.services.clock.move_to(now);
        let lines = self.script.points.iter().filter(|line| line.at == round);
        for (actor, line) in self.people.iter().zip(lines) {
            self.share(actor, line).await?;
        }
        if round == Round::Waiting {
            return Ok(());
        }
        match move_waiting(&self.services, self.readers[0].organisation).await.map_err(pool_error)? {
            Moved::All { .. } => Ok(()),
            Moved::TooFew => Err(Error::Unexpected("the demo has too few people".to_owned())),
        }
    }

    async fn share(&self, actor: &Actor, line: &Line) -> Result<(), Error> {
        let services = &self.services;
        let templates = services.content.templates_on(services.today());
        let template = templates.first().ok_or(Error::NotFound)?;
        let id = start(services, actor, &template.id).await?;
        let request = SaveRequest {
            id,
            base: 1,
            copy: None,
            page: String::new(),
            sequence: 0,
            answers: answers(template, line),
            how_are_you: HowAreYou::default(),
            finish: Some(Stage::Finished),
        };
        save(services, actor, request).await?;
        let choices = services.content.choices_on("setting", services.today());
        let group =
            choices.iter().find(|choice| choice.id == line.setting).and_then(|choice| choice.group.as_ref());
        let draft = ShareDraft {
            page: crate::random::token()?,
            words: line.words.clone(),
            resolutions: BTreeMap::new(),
            setting: group.map(|heading| group_id(heading)),
            plan: line.plan.clone(),
            quotation: Some(if line.quote { Quotation::Allowed } else { Quotation::NotAllowed }),
            consent: Some(services.content.consent_on(services.today()).version.clone()),
        };
        share(services, actor, id, draft).await.map(|_| ()).map_err(share_error)
    }

    /// Both leads read what there is, the second what may be quoted.
    async fn read(&self, now: Timestamp) -> Result<(), Error> {
        self.services.clock.move_to(now);
        for reader in &self.readers {
            while let Some(point) = next(&self.services, reader).await? {
                self.decide(reader, &point).await.map_err(desk_error)?;
            }
        }
        Ok(())
    }

    async fn decide(&self, reader: &Actor, point: &OnDesk<'_>) -> Result<(), DeskError> {
        let line = self.script.points.iter().find(|line| line.words == point.words).ok_or(Error::NotFound)?;
        let (services, words) = (&self.services, point.words.clone());
        match (point.reading, &line.aside) {
            (Reading::Second, _) => {
                decide_again(services, reader, point.id, &point.seen, SecondDecision::Quote(words)).await
            }
            (Reading::First, Some(outcome)) => {
                let aside = FirstDecision::SetAside(outcome.clone());
                decide(services, reader, point.id, &point.seen, aside).await
            }
            (Reading::First, None) => {
                let code = |(sub_theme, direction): &(String, String)| Code {
                    sub_theme: sub_theme.clone(),
                    direction: direction.clone(),
                };
                let accept = FirstDecision::Accept { words, codes: line.codes.iter().map(code).collect() };
                decide(services, reader, point.id, &point.seen, accept).await
            }
        }
    }
}

/// The same installation at another time.
fn at(services: &Services, now: Timestamp) -> Services {
    Services { clock: Clock::set_to(now), ..services.clone() }
}

/// The last quarter whose release is frozen by a day.
fn last_frozen_by(today: Date) -> Period {
    let back = jiff::Span::new().try_months(-MONTHS_BACK).unwrap_or_default();
    let mut period = Period::containing(today.checked_add(back).unwrap_or(today), PeriodLength::Quarter);
    while period.next().freezes_on() <= today {
        period = period.next();
    }
    period
}

/// Noon of a day so many days later, where the people are.
fn moment(services: &Services, day: Date, days: i64) -> Timestamp {
    let noon = day.at(12, 0, 0, 0).to_zoned(services.settings.time_zone.clone());
    let noon = noon.map(|noon| noon.timestamp().as_microsecond()).unwrap_or_default();
    Timestamp(noon).plus_days(days).min(services.clock.now())
}

fn answers(template: &Template, line: &Line) -> Answers {
    let mut fields: Vec<(&str, &str)> = Vec::new();
    for prompt in &template.prompts {
        match &prompt.kind {
            PromptKind::Text { .. } if fields.is_empty() => fields.push((&prompt.id, &line.words)),
            PromptKind::Choice { list, .. } if list.id == "setting" => {
                fields.push((&prompt.id, &line.setting))
            }
            PromptKind::Choice { list, .. } if list.id == "plan" => {
                fields.extend(line.plan.as_deref().map(|plan| (prompt.id.as_str(), plan)));
            }
            _ => {}
        }
    }
    Answers::from_fields(template, fields).0
}

fn share_error(error: ShareError) -> Error {
    match error {
        ShareError::Other(error) => error,
        ShareError::Problems(looked) => Error::Unexpected(format!("the demo shares: {:?}", looked.problems)),
        other => Error::Unexpected(format!("the demo shares: {other}")),
    }
}

fn pool_error(error: PoolError) -> Error {
    Error::Unexpected(format!("the demo moves: {error}"))
}

fn frozen_error(error: FreezeError) -> Error {
    Error::Unexpected(format!("the demo freezes: {error}"))
}

fn desk_error(error: DeskError) -> Error {
    Error::Unexpected(format!("the demo reads: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Content;
    use crate::share::find_details;
    use jiff::civil::date;

    #[test]
    fn what_the_demo_shares_points_to_nobody_and_is_coded_with_the_codebook() {
        let content = Content::embedded().expect("content");
        let codebook = content.codebook_on(date(2026, 11, 21));
        for line in script().expect("a script").points {
            let found = find_details(&line.words);
            assert!(!found.iter().any(|found| found.binds), "{}: {found:?}", line.words);
            for (sub_theme, direction) in &line.codes {
                assert!(codebook.sub_theme(sub_theme).is_some(), "{sub_theme}");
                assert!(codebook.direction(direction).is_some(), "{direction}");
            }
            let is_read = line.at == Round::Past;
            assert_eq!(is_read, !line.codes.is_empty() || line.aside.is_some(), "{}", line.words);
        }
    }

    #[test]
    fn the_demos_period_is_frozen_by_any_day() {
        for day in [date(2026, 11, 10), date(2026, 11, 11), date(2026, 1, 1), date(2026, 12, 31)] {
            let period = last_frozen_by(day);
            assert!(period.freezes_on() <= day && day < period.next().freezes_on(), "{day}: {period}");
        }
    }
}

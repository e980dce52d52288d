//! What an organisation has chosen about its periods. A choice begins with a period and never in one,
//! and the threshold is raised, never lowered.

use super::layout::setting_groups;
use super::queries::{self, RulesRow};
use crate::Services;
use crate::db::Conn;
use crate::error::{Error, require};
use domain::disclosure::{Period, PeriodLength, Threshold};
use domain::ids::OrganisationId;
use domain::policy::{Action, Actor, decide};
use jiff::civil::{Date, date};

/// An organisation's rules from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharingRules {
    /// The first day they hold; `None` for those that hold from the beginning.
    pub starts: Option<Date>,
    /// The least people a figure stands for.
    pub threshold: Threshold,
    /// How long a period is.
    pub length: PeriodLength,
    /// The setting groups the organisation has, by id. None means all of them.
    pub settings: Vec<String>,
}

/// Why rules were not chosen.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// The threshold would be lowered.
    #[error("The number of people a figure stands for can be raised, and never lowered")]
    Lowered,
    /// No setting group is left, or one is not in the list.
    #[error("Choose at least one kind of place from the list")]
    Settings,
    /// Anything else.
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<sqlx::Error> for RulesError {
    fn from(error: sqlx::Error) -> Self {
        Self::Other(error.into())
    }
}

impl Default for SharingRules {
    fn default() -> Self {
        Self {
            starts: None,
            threshold: Threshold::default(),
            length: PeriodLength::Quarter,
            settings: Vec::new(),
        }
    }
}

impl SharingRules {
    fn read(row: &RulesRow) -> Option<Self> {
        Some(Self {
            starts: day_as_date(row.starts_on),
            // A row that says less than we accept does not lower anything.
            threshold: Threshold::of(u32::try_from(row.threshold).ok()?)?,
            length: PeriodLength::parse(&row.length)?,
            settings: row.settings.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect(),
        })
    }
}

/// The rules that hold in the actor's organisation now, and those that follow, if any were chosen.
///
/// # Errors
/// When the actor may not see them.
pub async fn sharing_rules(
    services: &Services,
    actor: &Actor,
) -> Result<(SharingRules, Option<SharingRules>), Error> {
    require(decide(actor, Action::SeeReleases, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let now = rules_on(services, reader.conn(), actor.organisation, services.today()).await?;
    let all = all_rules(reader.conn(), actor.organisation).await?;
    let next = all.into_iter().find(|rules| rules.starts > Some(services.today()));
    Ok((now, next))
}

/// Chooses the rules from the next period on: the next of the longer length, so that periods never
/// overlap. Answers the day on which they begin. A choice that has not begun yet is replaced.
///
/// # Errors
/// When the actor may not, the threshold would be lowered, or a setting is not in the list.
pub async fn choose_sharing_rules(
    services: &Services,
    actor: &Actor,
    threshold: Threshold,
    length: PeriodLength,
    settings: &[String],
) -> Result<Date, RulesError> {
    require(decide(actor, Action::ChooseSharingRules, actor.own()))?;
    let today = services.today();
    let known = setting_groups(services, today);
    let chosen: Vec<String> =
        known.into_iter().map(|facet| facet.id).filter(|id| settings.contains(id)).collect();
    if chosen.is_empty() || chosen.len() != settings.len() {
        return Err(RulesError::Settings);
    }
    let mut tx = services.db.begin().await?;
    let now = rules_on(services, tx.conn(), actor.organisation, today).await?;
    if threshold < now.threshold {
        return Err(RulesError::Lowered);
    }
    let starts = Period::containing(today, length.max(now.length)).next().first_day();
    queries::delete_rules_after(tx.conn(), actor.organisation, date_as_day(today)).await?;
    let row = RulesRow {
        starts_on: date_as_day(starts),
        threshold: i64::from(threshold.k()),
        length: length.as_str().to_owned(),
        settings: chosen.join(","),
    };
    queries::insert_rules(tx.conn(), actor.organisation, row).await?;
    tx.commit().await?;
    Ok(starts)
}

/// The rules that hold in an organisation on a day.
pub(crate) async fn rules_on(
    services: &Services,
    conn: Conn<'_>,
    organisation: OrganisationId,
    day: Date,
) -> Result<SharingRules, Error> {
    let all = all_rules(conn, organisation).await?;
    let mut rules =
        all.into_iter().rfind(|rules| rules.starts.is_some_and(|starts| starts <= day)).unwrap_or_default();
    if rules.settings.is_empty() {
        rules.settings = setting_groups(services, day).into_iter().map(|facet| facet.id).collect();
    }
    Ok(rules)
}

async fn all_rules(conn: Conn<'_>, organisation: OrganisationId) -> Result<Vec<SharingRules>, Error> {
    Ok(queries::list_rules(conn, organisation).await?.iter().filter_map(SharingRules::read).collect())
}

/// A date as days since 1970.
pub(super) fn date_as_day(day: Date) -> i64 {
    date(1970, 1, 1).duration_until(day).as_hours() / 24
}

/// Days since 1970 as a date.
pub(super) fn day_as_date(day: i64) -> Option<Date> {
    date(1970, 1, 1).checked_add(jiff::Span::new().try_days(day).ok()?).ok()
}

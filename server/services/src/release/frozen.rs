//! Reading what is frozen: the bytes as they are, for everybody in the organisation alike.

use super::layout::{plans, setting_groups};
use super::queries;
use super::rules::day_as_date;
use crate::Services;
use crate::db::Conn;
use crate::error::{Error, require};
use domain::disclosure::{Period, Release};
use domain::frameworks::Codebook;
use domain::ids::OrganisationId;
use domain::policy::{Action, Actor, decide};
use domain::sharing::Facet;
use jiff::civil::Date;

/// A release in the list of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// Its period.
    pub period: Period,
    /// When it was frozen.
    pub frozen_on: Date,
}

/// A release before its readers.
#[derive(Debug)]
pub struct Shown<'a> {
    /// The frozen bytes, to be served as they are.
    pub json: String,
    /// The same, read.
    pub release: Release,
    /// When it was frozen.
    pub frozen_on: Date,
    /// The codebook its points were coded with: titles for the ids of themes and directions.
    pub codebook: &'a Codebook,
    /// Titles for the ids of setting groups.
    pub settings: Vec<Facet>,
    /// Titles for the ids of answers about the plan.
    pub plans: Vec<Facet>,
}

/// The releases of the actor's organisation, the latest first.
///
/// # Errors
/// When the actor may not see them.
pub async fn list(services: &Services, actor: &Actor) -> Result<Vec<Listed>, Error> {
    require(decide(actor, Action::SeeReleases, actor.own()))?;
    let rows = queries::list_releases(services.db.reader().await?.conn(), actor.organisation).await?;
    let mut listed: Vec<Listed> = rows
        .into_iter()
        .filter_map(|(period, day)| {
            Some(Listed { period: period.parse().ok()?, frozen_on: day_as_date(day)? })
        })
        .collect();
    listed.sort_by_key(|listed| std::cmp::Reverse(listed.period.first_day()));
    Ok(listed)
}

/// One release of the actor's organisation.
///
/// # Errors
/// [`Error::NotFound`] when it is not frozen.
pub async fn show<'a>(services: &'a Services, actor: &Actor, period: Period) -> Result<Shown<'a>, Error> {
    require(decide(actor, Action::SeeReleases, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let row = queries::find_release(reader.conn(), actor.organisation, &period.to_string()).await?;
    drop(reader);
    let row = row.ok_or(Error::NotFound)?;
    let unreadable = || Error::Unexpected("a release cannot be read".to_owned());
    let json = String::from_utf8(row.body).map_err(|_| unreadable())?;
    Ok(Shown {
        release: Release::from_json(&json).map_err(|_| unreadable())?,
        frozen_on: day_as_date(row.frozen_on).ok_or_else(unreadable)?,
        codebook: services.content.codebook(&row.codebook).ok_or_else(unreadable)?,
        settings: setting_groups(services, period.first_day()),
        plans: plans(services, period.first_day()),
        json,
    })
}

/// The frozen bytes, for whoever runs the portal: the same that everybody in the organisation sees.
///
/// # Errors
/// [`Error::NotFound`] when the period is not frozen.
pub async fn frozen_json(
    services: &Services,
    organisation: OrganisationId,
    period: Period,
) -> Result<Vec<u8>, Error> {
    let mut reader = services.db.reader().await?;
    let row = queries::find_release(reader.conn(), organisation, &period.to_string()).await?;
    Ok(row.ok_or(Error::NotFound)?.body)
}

/// The periods of an organisation that are frozen.
pub(super) async fn frozen_periods(
    conn: Conn<'_>,
    organisation: OrganisationId,
) -> Result<Vec<Period>, Error> {
    let rows = queries::list_releases(conn, organisation).await?;
    Ok(rows.into_iter().filter_map(|(period, _)| period.parse().ok()).collect())
}

//! What a community's members printed, added up. Nothing of it is stored: it is worked out from frozen
//! bytes whenever somebody looks, and is the same for everybody who may.

use super::members::CommunityError;
use super::queries;
use crate::Services;
use crate::db::Conn;
use crate::error::{Error, require};
use crate::release::codebook_of;
use domain::disclosure::{CommunityFigures, LEAST_MEMBERS, Period, Release, community_of};
use domain::frameworks::Codebook;
use domain::ids::CommunityId;
use domain::policy::{Action, Actor, decide};

/// The community of somebody's organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnCommunity {
    /// Its name.
    pub name: String,
    /// The periods it has figures for, the latest first.
    pub periods: Vec<Period>,
}

/// A community's period before its readers.
#[derive(Debug)]
pub struct CommunityShown<'a> {
    /// The community's name.
    pub name: String,
    /// The figures; `None` while fewer than two members have frozen the period.
    pub figures: Option<CommunityFigures>,
    /// Titles for the ids of themes and directions.
    pub codebook: &'a Codebook,
}

/// The community of the actor's organisation, if it belongs to one.
///
/// # Errors
/// When the actor may not see its figures.
pub async fn own_community(services: &Services, actor: &Actor) -> Result<Option<OwnCommunity>, Error> {
    require(decide(actor, Action::SeeCommunityFigures, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let Some((id, name)) = queries::find_community_of(reader.conn(), actor.organisation).await? else {
        return Ok(None);
    };
    let least = i64::try_from(LEAST_MEMBERS).unwrap_or(i64::MAX);
    let periods = queries::list_periods(reader.conn(), CommunityId(id), least).await?;
    let mut periods: Vec<Period> = periods.into_iter().filter_map(|period| period.parse().ok()).collect();
    periods.sort_by_key(|period| std::cmp::Reverse((period.last_day(), period.length())));
    Ok(Some(OwnCommunity { name, periods }))
}

/// One period of the community of the actor's organisation.
///
/// # Errors
/// [`Error::NotFound`] when the organisation belongs to none.
pub async fn show_community<'a>(
    services: &'a Services,
    actor: &Actor,
    period: Period,
) -> Result<CommunityShown<'a>, Error> {
    require(decide(actor, Action::SeeCommunityFigures, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let found = queries::find_community_of(reader.conn(), actor.organisation).await?;
    let (id, name) = found.ok_or(Error::NotFound)?;
    let figures = added_up(reader.conn(), CommunityId(id), period).await?;
    Ok(CommunityShown { name, figures, codebook: codebook_of(services, period) })
}

/// A community's figures by its name, for whoever runs the portal: the same that its members see.
///
/// # Errors
/// When there is no such community, or fewer than two of its members have frozen the period.
pub async fn community_figures(
    services: &Services,
    name: &str,
    period: Period,
) -> Result<CommunityFigures, CommunityError> {
    let mut reader = services.db.reader().await?;
    let id = queries::find_community_named(reader.conn(), name).await?.ok_or(CommunityError::Unknown)?;
    added_up(reader.conn(), CommunityId(id), period).await?.ok_or(CommunityError::NothingYet)
}

async fn added_up(
    conn: Conn<'_>,
    community: CommunityId,
    period: Period,
) -> Result<Option<CommunityFigures>, Error> {
    let mut releases = Vec::new();
    for body in queries::list_frozen(conn, community, &period.to_string()).await? {
        let read = String::from_utf8(body).ok().and_then(|json| Release::from_json(&json).ok());
        releases.push(read.ok_or_else(|| Error::Unexpected("a release cannot be read".to_owned()))?);
    }
    Ok(community_of(period, &releases))
}

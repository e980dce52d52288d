//! Who belongs to which community: said by whoever runs the portal, from the command line. An
//! organisation belongs to one at most, so that nobody counts twice in one sum for one account.

use super::queries;
use crate::Services;
use crate::error::Error;
use domain::ids::{CommunityId, OrganisationId};

/// Why a community was not made, joined or left.
#[derive(Debug, thiserror::Error)]
pub enum CommunityError {
    /// The name is empty or too long.
    #[error("give the community a name of 1 to 200 characters")]
    Name,
    /// There is one of this name.
    #[error("there is a community of this name already")]
    Taken,
    /// There is none of this name.
    #[error("there is no such community")]
    Unknown,
    /// The organisation belongs to one.
    #[error("the organisation belongs to {0} already: have it leave that first")]
    Belongs(String),
    /// The organisation belongs to none.
    #[error("the organisation belongs to no community")]
    BelongsToNone,
    /// Fewer than two members have frozen the period.
    #[error("fewer than two of its organisations have frozen figures for this period")]
    NothingYet,
    /// Anything else.
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<sqlx::Error> for CommunityError {
    fn from(error: sqlx::Error) -> Self {
        Self::Other(error.into())
    }
}

/// Makes a community without members.
///
/// # Errors
/// When the name cannot be used, or there is one of this name.
pub async fn make_community(services: &Services, name: &str) -> Result<(), CommunityError> {
    let name = domain::text::tidy_line(name);
    if name.is_empty() || name.chars().count() > 200 {
        return Err(CommunityError::Name);
    }
    let mut tx = services.db.begin().await?;
    let id = CommunityId(uuid::Uuid::now_v7());
    if queries::insert_community(tx.conn(), id, &name, services.clock.now()).await? == 0 {
        return Err(CommunityError::Taken);
    }
    Ok(tx.commit().await?)
}

/// Takes an organisation into a community.
///
/// # Errors
/// When there is no such community, or the organisation belongs to one already.
pub async fn join_community(
    services: &Services,
    name: &str,
    organisation: OrganisationId,
) -> Result<(), CommunityError> {
    let mut tx = services.db.begin().await?;
    let id = find(&mut tx, name).await?;
    if queries::insert_member(tx.conn(), organisation, id).await? == 0 {
        let there = queries::find_community_of(tx.conn(), organisation).await?;
        return Err(CommunityError::Belongs(there.map(|(_, name)| name).unwrap_or_default()));
    }
    Ok(tx.commit().await?)
}

/// Takes an organisation out of its community. Answers the community's name.
///
/// # Errors
/// When it belongs to none.
pub async fn leave_community(
    services: &Services,
    organisation: OrganisationId,
) -> Result<String, CommunityError> {
    let mut tx = services.db.begin().await?;
    let there = queries::find_community_of(tx.conn(), organisation).await?;
    let (_, name) = there.ok_or(CommunityError::BelongsToNone)?;
    queries::delete_member(tx.conn(), organisation).await?;
    tx.commit().await?;
    Ok(name)
}

/// Every community with the names of its members.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_communities(services: &Services) -> Result<Vec<(String, Vec<String>)>, Error> {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for (community, member) in queries::list_communities(services.db.reader().await?.conn()).await? {
        match all.last_mut().filter(|(name, _)| *name == community) {
            Some((_, members)) => members.extend(member),
            None => all.push((community, member.into_iter().collect())),
        }
    }
    Ok(all)
}

async fn find(tx: &mut crate::db::Tx, name: &str) -> Result<CommunityId, CommunityError> {
    let id = queries::find_community_named(tx.conn(), name).await?;
    id.map(CommunityId).ok_or(CommunityError::Unknown)
}

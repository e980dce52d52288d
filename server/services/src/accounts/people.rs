//! What an administrator sees of people and may do about them: suspend and restore. Nothing here
//! sets a password, an address or a recovery code, and nothing reads a reflection.

use super::queries::links as link_queries;
use super::queries::people as queries;
use super::queries::sessions as session_queries;
use super::record::PersonRecord;
use crate::Services;
use crate::db::Conn;
use crate::error::{Error, require};
use domain::accounts::{Role, Roles, Standing};
use domain::ids::{InvitationId, OrganisationId, PersonId};
use domain::policy::{Action, Actor, decide};
use domain::time::Timestamp;

/// An organisation's people and the invitations that wait.
#[derive(Debug, Clone)]
pub struct PeopleOfOrganisation {
    /// The organisation's name.
    pub organisation: String,
    /// Everyone with an account, by name.
    pub people: Vec<PersonSeen>,
    /// Invitations not taken up yet, oldest first.
    pub waiting: Vec<WaitingInvitation>,
}

/// What an administrator sees of a person. Not when they were last here, and not whether they write.
#[derive(Debug, Clone)]
pub struct PersonSeen {
    /// Their id.
    pub id: PersonId,
    /// The name they go by.
    pub name: String,
    /// The address they sign in with.
    pub email: String,
    /// What they are.
    pub roles: Roles,
    /// Whether they may sign in.
    pub standing: Standing,
}

/// An invitation not taken up yet.
#[derive(Debug, Clone)]
pub struct WaitingInvitation {
    /// Its id.
    pub id: InvitationId,
    /// Whom it was written to.
    pub name: String,
    /// Where it was sent.
    pub email: String,
    /// The last moment it works.
    pub ends: Timestamp,
}

/// The people of the actor's organisation. A record that is not ours is left out, and logged.
///
/// # Errors
/// When the actor may not see them.
pub async fn list_people(services: &Services, actor: &Actor) -> Result<PeopleOfOrganisation, Error> {
    require(decide(actor, Action::SeePeople, actor.own()))?;
    let mut reader = services.db.reader().await?;
    let organisation = queries::find_organisation_name(reader.conn(), actor.organisation).await?;
    let people = queries::list_people(reader.conn(), actor.organisation).await?;
    let waiting = link_queries::list_invitations(reader.conn(), actor.organisation).await?;
    let now = services.clock.now();
    Ok(PeopleOfOrganisation {
        organisation: organisation.unwrap_or_default(),
        people: people
            .into_iter()
            .filter_map(|row| PersonRecord::trust(&services.ring, row).ok())
            .map(|person| PersonSeen {
                id: person.id,
                name: person.name,
                email: person.email,
                roles: person.roles,
                standing: person.standing,
            })
            .collect(),
        waiting: waiting
            .into_iter()
            .filter(|row| now.0 < row.ends_at)
            .filter(|row| {
                row.verify(services)
                    .inspect_err(|error| tracing::error!(invitation = %row.id, %error, "not ours"))
                    .is_ok()
            })
            .map(|row| WaitingInvitation {
                id: InvitationId(row.id),
                name: row.name,
                email: row.email,
                ends: Timestamp(row.ends_at),
            })
            .collect(),
    })
}

/// Every organisation of the installation, by name. For jobs and commands.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_organisations(services: &Services) -> Result<Vec<(OrganisationId, String)>, Error> {
    let rows = queries::list_organisations(services.db.reader().await?.conn()).await?;
    Ok(rows.into_iter().map(|(id, name)| (OrganisationId(id), name)).collect())
}

/// How many people of an organisation may sign in and have a role: counted no further than `enough`, so
/// that a large organisation is not gone through whole. Records that are not ours do not count.
pub(crate) async fn count_active(
    services: &Services,
    mut conn: Conn<'_>,
    organisation: OrganisationId,
    role: Role,
    enough: usize,
) -> Result<usize, Error> {
    let (mut counted, mut after) = (0, uuid::Uuid::nil());
    let most = i64::try_from(enough).unwrap_or(i64::MAX);
    while counted < enough {
        let rows = queries::list_active(conn.again(), organisation, role.as_str(), after, most).await?;
        let Some(last) = rows.last() else { break };
        after = last.id;
        let people = rows.into_iter().filter_map(|row| PersonRecord::trust(&services.ring, row).ok());
        counted +=
            people.filter(|person| person.standing == Standing::Active && person.roles.include(role)).count();
    }
    Ok(counted)
}

/// Suspends a colleague: every session of theirs ends now, and they cannot sign in. Their
/// reflections stay theirs, sealed.
///
/// # Errors
/// When the actor may not, or there is no such colleague.
pub async fn suspend(services: &Services, actor: &Actor, person: PersonId) -> Result<(), Error> {
    set_standing(services, actor, person, Action::Suspend, Standing::Suspended).await
}

/// Gives a suspended account back.
///
/// # Errors
/// As [`suspend`].
pub async fn restore(services: &Services, actor: &Actor, person: PersonId) -> Result<(), Error> {
    set_standing(services, actor, person, Action::Restore, Standing::Active).await
}

async fn set_standing(
    services: &Services,
    actor: &Actor,
    person: PersonId,
    action: Action,
    standing: Standing,
) -> Result<(), Error> {
    let mut tx = services.db.begin().await?;
    let row = queries::find_person(tx.conn(), person).await?.ok_or(Error::NotFound)?;
    let before = PersonRecord::trust(&services.ring, row)?;
    require(decide(actor, action, before.whose()))?;
    PersonRecord { standing, ..before.clone() }.replace(&before, &services.ring, tx.conn()).await?;
    if standing == Standing::Suspended {
        session_queries::delete_of_person(tx.conn(), person).await?;
    }
    Ok(tx.commit().await?)
}

//! People to try the portal with. They are made by the same operations as anybody: an organisation,
//! invitations, joining.

use super::invite::{NewInvitation, store_invitation};
use super::join::join;
use super::queries::people as queries;
use crate::Services;
use crate::error::Error;
use domain::accounts::{EmailAddress, Password, PersonName, Role, Roles};
use domain::ids::OrganisationId;

/// The demo organisation's name.
const ORGANISATION: &str = "Larkfield Hospice (demo)";

/// Words that demo passwords are made of: easy to read aloud and to type on a phone.
const WORDS: [&str; 64] = [
    "amber", "anchor", "apple", "barley", "basket", "beacon", "birch", "bramble", "bridge", "button",
    "candle", "carpet", "cedar", "chalk", "clover", "copper", "coral", "cotton", "daisy", "drift", "ember",
    "fennel", "fern", "flint", "garden", "ginger", "harbour", "hazel", "heron", "honey", "island", "ivory",
    "jasmine", "kettle", "lantern", "linen", "maple", "marble", "meadow", "mint", "moss", "oak", "olive",
    "orchard", "otter", "paper", "pebble", "plum", "quill", "raven", "ribbon", "river", "robin", "saddle",
    "sorrel", "spruce", "thistle", "timber", "velvet", "violet", "walnut", "willow", "window", "wool",
];

/// A demo person, with the password that is printed once and stored nowhere.
#[derive(Debug)]
pub struct DemoPerson {
    /// What they are, beside staff.
    pub role: Role,
    /// The address they sign in with.
    pub email: String,
    /// Their password.
    pub password: String,
    /// The token of a session, for making demo reflections in their name.
    pub token: String,
}

/// Makes the demo organisation and its people; `None` when they were made earlier.
///
/// # Errors
/// When the database refuses.
pub async fn make_demo_people(services: &Services) -> Result<Option<Vec<DemoPerson>>, Error> {
    let mut tx = services.db.begin().await?;
    if queries::find_organisation_named(tx.conn(), ORGANISATION).await?.is_some() {
        return Ok(None);
    }
    let organisation = OrganisationId(uuid::Uuid::now_v7());
    queries::insert_organisation(tx.conn(), organisation, ORGANISATION, services.clock.now()).await?;
    let mut invited = Vec::new();
    for (role, name, email) in [
        (Role::Staff, "Amina Bello", "staff@larkfield.example"),
        (Role::Educator, "Rhys Morgan", "educator@larkfield.example"),
        (Role::SafetyLead, "Ewa Nowak", "safety@larkfield.example"),
        (Role::Administrator, "Jo Carter", "admin@larkfield.example"),
    ] {
        let unexpected = |error: &dyn std::fmt::Display| Error::Unexpected(error.to_string());
        let new = NewInvitation {
            email: EmailAddress::parse(email).map_err(|error| unexpected(&error))?,
            name: PersonName::parse(name).map_err(|error| unexpected(&error))?,
            roles: Roles::of([role]),
        };
        let link = store_invitation(services, tx.conn(), organisation, &new).await?;
        invited.push((role, new, link));
    }
    tx.commit().await?;
    let mut people = Vec::new();
    for (role, new, link) in invited {
        let password = demo_password()?;
        let typed = Password::typed(&password).map_err(|error| Error::Unexpected(error.to_string()))?;
        let link_token = link.rsplit('/').next().unwrap_or_default();
        let joined = join(services, link_token, &new.name, &typed, "The demo")
            .await
            .map_err(|error| Error::Unexpected(error.to_string()))?;
        people.push(DemoPerson { role, email: new.email.as_str().to_owned(), password, token: joined.token });
    }
    Ok(Some(people))
}

fn demo_password() -> Result<String, Error> {
    let random = crate::random::bytes::<4>()?;
    Ok(random.map(|byte| WORDS[usize::from(byte) % WORDS.len()]).join("-"))
}

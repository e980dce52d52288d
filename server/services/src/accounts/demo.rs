//! People to try the portal with. They are made by the same operations as anybody: an organisation,
//! invitations, joining.

use super::invite::{NewInvitation, store_invitation};
use super::join::join;
use super::passwords::Passwords;
use super::queries::people as queries;
use super::record::PersonRecord;
use crate::Services;
use crate::error::Error;
use crate::sealing::make_person_key;
use domain::accounts::{EmailAddress, Password, PersonName, Role, Roles, SessionState, Standing};
use domain::ids::{OrganisationId, PersonId};
use domain::policy::Actor;

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
        (Role::SafetyLead, "Dafydd Price", "safety-too@larkfield.example"),
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

/// Names for colleagues who never sign in: first and last are put together.
const FIRST: [&str; 20] = [
    "Ada", "Ben", "Chioma", "Dev", "Elin", "Farah", "Gareth", "Hana", "Ivan", "Joy", "Kofi", "Leila", "Mei",
    "Nuala", "Omar", "Priya", "Rosa", "Sione", "Tess", "Yusuf",
];
const LAST: [&str; 7] = ["Ahmed", "Brown", "Clarke", "Davies", "Evans", "Fofanah", "Green"];

/// Makes so many colleagues of demo people, all at once. They have a password that nobody knows, so
/// nobody signs in as them; answers them as if each were signed in.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn make_demo_colleagues(
    services: &Services,
    organisation: OrganisationId,
    how_many: usize,
) -> Result<Vec<Actor>, Error> {
    let unexpected = |error: &dyn std::fmt::Display| Error::Unexpected(error.to_string());
    // What nobody ever types need not be costly to guess: it is 256 random bits.
    let secret = Password::typed(&crate::random::token()?).map_err(|error| unexpected(&error))?;
    let unknown = Passwords::with_cost(64, 1)?.hash(&secret).await?;
    let mut tx = services.db.begin().await?;
    let mut colleagues = Vec::with_capacity(how_many);
    for at in 0..how_many {
        let name = format!("{} {}", FIRST[at % FIRST.len()], LAST[at % LAST.len()]);
        let id = PersonId(uuid::Uuid::now_v7());
        let person = PersonRecord {
            id,
            organisation,
            email: format!("{}@larkfield.example", name.to_lowercase().replace(' ', ".")),
            name,
            roles: Roles::of([]),
            password: unknown.clone(),
            standing: Standing::Active,
            closure: None,
            recovery: crate::random::bytes::<32>()?.to_vec(),
        };
        person.insert(&services.ring, tx.conn()).await?;
        make_person_key(&services.ring, tx.conn(), id).await?;
        let (roles, session) = (person.roles, SessionState::Live);
        colleagues.push(Actor { person: id, organisation, roles, session, closure: None });
    }
    tx.commit().await?;
    Ok(colleagues)
}

fn demo_password() -> Result<String, Error> {
    let random = crate::random::bytes::<4>()?;
    Ok(random.map(|byte| WORDS[usize::from(byte) % WORDS.len()]).join("-"))
}

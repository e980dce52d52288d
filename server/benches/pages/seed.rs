//! Fills a database as its people would have: by the operations of the portal.

use crate::sharing;
use domain::accounts::{EmailAddress, Password, PersonName, Role, SessionLimits};
use domain::ids::{ModuleId, ReflectionId};
use domain::modules::{Draft, Mapping};
use domain::policy::Actor;
use domain::reflect::template::PromptKind;
use domain::reflect::{Answers, HowAreYou, Stage};
use services::accounts::{DemoPerson, Passwords, find_session, join, make_demo_people, make_organisation};
use services::content::Content;
use services::modules::{Seen, begin_module, publish};
use services::reflect::{SaveRequest, save, start};
use services::release::FetchedOutcomes;
use services::sealing::open_ring;
use services::{Clock, Db, Services, Settings};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// People beside the one who is measured.
pub const PEOPLE: usize = 3_000;
/// Reflections of each of them.
pub const EACH: usize = 3;
/// Reflections of the one who is measured.
pub const OWN: usize = 50;
/// The number of the first of [`sharing::HELD`] people who share.
const FIRST_TO_SHARE: usize = 100;
/// People made at the same time.
const AT_ONCE: usize = 8;

const WORDS: &str = "We moved the bed so that she could see the garden, and her brother sat with her there for an \
    hour. The night team had written down what she wanted, so nobody had to ask again. What made it harder was the \
    telephone: three calls before anybody could tell us who was on, and each of them long. I would ask for the number \
    to stand on the first page of the plan. I keep thinking of how quiet it was afterwards. ";

/// How somebody signs in.
pub struct Login {
    pub email: String,
    pub password: String,
}

/// The person who is measured.
pub struct Writer {
    pub login: Login,
    pub reflections: Vec<ReflectionId>,
    /// Two safety leads: one for whom nothing waits any more, and one for whom something does.
    pub leads: [Login; 2],
    /// The theme and year of a page of excerpts.
    pub theme: String,
    pub year: i16,
    /// A session, to go on seeding with.
    token: String,
    /// A module whose first page has 5,000 words.
    pub module: ModuleId,
    /// How long it took to make everybody.
    pub took: Duration,
}

/// Makes everybody, and everything they have written.
#[tokio::main]
pub async fn fill(folder: &Path, database: Option<&str>) -> Writer {
    let began = Instant::now();
    let services = open(folder, database).await;
    let mut demo = make_demo_people(&services).await.expect("the demo people").expect("a new database");
    let educator = demo.iter().find(|person| person.role == Role::Educator).expect("an educator");
    let module = publish_module(&services, &educator.token).await;
    let mut take = |role: Role| {
        let at = demo.iter().position(|person| person.role == role).expect("a person of this role");
        demo.swap_remove(at)
    };
    let (writer, lead, other_lead) = (take(Role::Staff), take(Role::SafetyLead), take(Role::SafetyLead));
    let writer_token = writer.token.clone();
    let reflections = write(&services, &writer_token, OWN).await;

    let makers: Vec<_> = (0..AT_ONCE)
        .map(|maker| {
            let services = services.clone();
            tokio::spawn(async move {
                for number in (maker..PEOPLE).step_by(AT_ONCE) {
                    let token = add_person(&services, number).await;
                    let written = write(&services, &token, EACH).await;
                    // Sharing is open once there are enough people.
                    if (FIRST_TO_SHARE..FIRST_TO_SHARE + sharing::HELD).contains(&number) {
                        sharing::let_go(&services, &actor(&services, &token).await, written[0], number).await;
                    }
                }
            })
        })
        .collect();
    for maker in makers {
        maker.await.expect("everybody was made");
    }
    let own = actor(&services, &writer.token).await;
    for (number, reflection) in reflections.iter().take(sharing::OWN_SHARES).enumerate() {
        sharing::let_go(&services, &own, *reflection, number).await;
    }
    sharing::hold_and_read(&services, &lead.token).await;
    sharing::release(&services, &own, sharing::RELEASED[0]).await;
    let theme = services.content.codebook_on(services.today()).themes[0].id.clone();
    let year = sharing::year_of_releases(&services);
    services.db.close().await;
    let login = |person: DemoPerson| Login { email: person.email, password: person.password };
    Writer {
        reflections,
        leads: [login(lead), login(other_lead)],
        login: login(writer),
        theme,
        year,
        module,
        token: writer_token,
        took: began.elapsed(),
    }
}

/// Releases more points, as many as there are to be in the second measuring.
#[tokio::main]
pub async fn release_more(folder: &Path, database: Option<&str>, writer: &Writer) {
    let services = open(folder, database).await;
    let own = actor(&services, &writer.token).await;
    sharing::release(&services, &own, sharing::RELEASED[1]).await;
    services.db.close().await;
}

async fn actor(services: &Services, token: &str) -> Actor {
    find_session(services, token).await.expect("read").expect("a live session").actor
}

async fn open(folder: &Path, database: Option<&str>) -> Services {
    let data = folder.join("data");
    std::fs::create_dir_all(&data).expect("a folder can be made");
    let file = format!("sqlite://{}", data.join("afterword.db").display());
    let db = Db::connect(database.unwrap_or(&file)).await.expect("the database opens");
    db.migrate().await.expect("the database is migrated");
    let ring = open_ring(&db, &folder.join("keys"), Clock::System.now()).await.expect("a ring");
    Services {
        db,
        ring: Arc::new(ring),
        content: Arc::new(Content::embedded().expect("content without mistakes")),
        clock: Clock::System,
        // The cost of a password is no part of what a page costs.
        passwords: Passwords::with_cost(64, 1).expect("a cost"),
        settings: Arc::new(Settings {
            public_url: "http://127.0.0.1".to_owned(),
            session_limits: SessionLimits::default(),
            backup_days: 35,
            time_zone: services::time_zone("Europe/London"),
            key_dir: folder.join("keys"),
        }),
        outcomes: FetchedOutcomes::default(),
    }
}

/// Makes an account, and answers the token of its first session. The one operation that answers an
/// invitation's link makes administrators: to the database they are people like any other.
async fn add_person(services: &Services, number: usize) -> String {
    let name = PersonName::parse(&format!("Person {number}")).expect("a name");
    let email = EmailAddress::parse(&format!("person-{number}@larkfield.example")).expect("an address");
    let password = Password::typed("kettle harbour seven").expect("a password");
    let link =
        make_organisation(services, "Larkfield Hospice (demo)", name.clone(), email).await.expect("a link");
    let token = link.rsplit('/').next().unwrap_or_default();
    join(services, token, &name, &password, "The benchmark").await.expect("joined").token
}

/// A module of two pages, the first of 5,000 words in paragraphs, lists and headings.
async fn publish_module(services: &Services, token: &str) -> ModuleId {
    let actor = actor(services, token).await;
    let mut body = String::from("# A long page\n");
    let mut words = 0;
    while words < 5_000 {
        let part = format!(
            "\n## What we learned\n\n{WORDS}\n\n- *The bed* by the window\n- **The number** on the first page\n"
        );
        words += part.split_whitespace().count();
        body.push_str(&part);
    }
    body.push_str("\n# The last page\n\nThat is all.\n");
    let theme = services.content.codebook_on(services.today()).themes[0].id.clone();
    let draft = Draft {
        title: "A long module".to_owned(),
        summary: "Five thousand words on one page.".to_owned(),
        minutes: "30".to_owned(),
        outcomes: "Read for a long time".to_owned(),
        sources: String::new(),
        body,
        mapping: Mapping { themes: vec![theme], ..Mapping::default() },
    };
    let id = begin_module(services, &actor, draft).await.expect("begun");
    publish(services, &actor, id, Seen { draft: 1, published: 0 }).await.expect("published");
    id
}

async fn write(services: &Services, token: &str, count: usize) -> Vec<ReflectionId> {
    let actor = actor(services, token).await;
    let mut written = Vec::new();
    for number in 0..count {
        written.push(write_one(services, &actor, number).await);
    }
    written
}

async fn write_one(services: &Services, actor: &Actor, number: usize) -> ReflectionId {
    let template = services.content.templates_on(services.today())[0];
    let id = start(services, actor, &template.id).await.expect("begun");
    let words = format!("{number}. {WORDS}");
    let texts = template.prompts.iter().filter(|prompt| matches!(prompt.kind, PromptKind::Text { .. }));
    let fields = texts.take(4).map(|prompt| (prompt.id.as_str(), words.as_str()));
    let request = SaveRequest {
        id,
        base: 1,
        copy: None,
        page: String::new(),
        sequence: 0,
        answers: Answers::from_fields(template, fields).0,
        how_are_you: HowAreYou::default(),
        finish: Some(Stage::Finished),
    };
    save(services, actor, request).await.expect("saved");
    id
}

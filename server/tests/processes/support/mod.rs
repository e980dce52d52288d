//! An installation that processes of the binary run on, and the people in it: made by the portal's own
//! operations, at whatever time a test needs.

pub mod process;

use domain::accounts::{EmailAddress, Password, PersonName, Role, SessionLimits};
use domain::disclosure::{Period, PeriodLength};
use domain::ids::{OrganisationId, ReflectionId, ShareId};
use domain::policy::Actor;
use domain::reflect::{Answers, HowAreYou};
use domain::sharing::{Code, FirstDecision, Quotation, Reading, SecondDecision, ShareDraft};
use services::accounts::{Passwords, find_session, join, make_demo_people, make_organisation};
use services::content::Content;
use services::desk::{decide, decide_again, next};
use services::pool::{Moved, move_waiting};
use services::reflect::{SaveRequest, save, start};
use services::release::FetchedOutcomes;
use services::sealing::open_ring;
use services::share::share;
use services::{Clock, Db, Services, Settings, on};
use sqlx::AssertSqlSafe;
use std::collections::BTreeMap;
use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

/// The organisation that everybody is in.
pub const HERE: &str = "Larkfield Hospice (demo)";
/// People beside two safety leads: enough for sharing to be open.
const PEOPLE: usize = 18;
/// Words in which there is nothing to find.
pub const SAFE: &str = "We moved the bed so that there was a garden to look at";
/// Days after a period's first on which people of a test share.
const INTO_THE_PERIOD: i64 = 40;

/// Somebody, with the cookie of a session.
#[derive(Clone)]
pub struct Person {
    pub actor: Actor,
    pub token: String,
}

/// An installation. Its own services have a clock that a test moves; processes have the machine's.
pub struct Place {
    pub services: Services,
    pub url: String,
    pub dir: Arc<TempDir>,
    pub organisation: OrganisationId,
    pub people: Vec<Person>,
    pub leads: Vec<Person>,
}

/// Runs a test on a fresh installation on each database.
pub async fn each_database<F, Running>(test: F)
where
    F: Fn(Place) -> Running,
    Running: Future<Output = ()> + Send + 'static,
{
    for name in ["SQLite", "PostgreSQL"] {
        let dir = Arc::new(tempfile::tempdir().expect("a directory"));
        let url = match name {
            "SQLite" => format!("sqlite://{}", dir.path().join("afterword.db").display()),
            _ => tokio::task::spawn_blocking(testing::postgres_url).await.expect("a database"),
        };
        let place = Place::make(url, dir.clone()).await;
        let db = place.services.db.clone();
        let outcome = tokio::spawn(test(place)).await;
        assert!(outcome.is_ok(), "on {name}: the reason stands above");
        db.close().await;
    }
}

impl Place {
    async fn make(url: String, dir: Arc<TempDir>) -> Self {
        let db = Db::connect(&url).await.expect("a database");
        db.migrate().await.expect("migrated");
        let clock = Clock::set_to(Clock::System.now());
        let key_dir = dir.path().join("keys");
        let ring = open_ring(&db, &key_dir, clock.now()).await.expect("a ring");
        let services = Services {
            db,
            ring: Arc::new(ring),
            content: Arc::new(Content::embedded().expect("content")),
            clock,
            passwords: Passwords::with_cost(64, 1).expect("a cost"),
            settings: Arc::new(Settings {
                public_url: "http://127.0.0.1".to_owned(),
                session_limits: SessionLimits::default(),
                backup_days: 35,
                time_zone: services::time_zone("Europe/London"),
                key_dir,
            }),
            outcomes: FetchedOutcomes::default(),
        };
        let mut leads = Vec::new();
        for person in make_demo_people(&services).await.expect("people").expect("a new database") {
            if person.role == Role::SafetyLead {
                leads.push(signed_in(&services, person.token).await);
            }
        }
        let mut people = Vec::new();
        for at in 0..PEOPLE {
            people.push(joined(&services, HERE, &format!("person-{at}@larkfield.example")).await);
        }
        let organisation = people[0].actor.organisation;
        Self { services, url, dir, organisation, people, leads }
    }

    pub fn key_dir(&self) -> PathBuf {
        self.dir.path().join("keys")
    }

    /// The last two quarters whose figures are due by now, the earlier first.
    pub fn due_periods(&self) -> [Period; 2] {
        let today = self.services.date(Clock::System.now());
        // A year ago all that are frozen by now have begun.
        let long_ago = self.services.date(Clock::System.now().plus_days(-400));
        let mut periods = [Period::containing(long_ago, PeriodLength::Quarter); 2];
        while periods[1].next().freezes_on() <= today {
            periods = [periods[1], periods[1].next()];
        }
        assert!(periods[1].freezes_on() <= today && periods[0].next() == periods[1]);
        periods
    }

    /// Goes to a day in a period.
    pub fn go_into(&self, period: Period) {
        let days = self.services.today().duration_until(period.first_day()).as_hours() / 24;
        self.services.clock.move_to(self.services.clock.now().plus_days(days + INTO_THE_PERIOD));
    }

    /// Goes to where everybody else is.
    pub fn go_to_now(&self) {
        self.services.clock.move_to(Clock::System.now());
    }

    /// Writes a reflection.
    pub async fn write(&self, person: &Person, words: &str) -> ReflectionId {
        let templates = self.services.content.templates_on(self.services.today());
        let template = templates[0];
        let id = start(&self.services, &person.actor, &template.id).await.expect("begun");
        let prompt = template
            .prompts
            .iter()
            .find(|prompt| matches!(prompt.kind, domain::reflect::template::PromptKind::Text { .. }));
        let fields = [(prompt.expect("a prompt").id.as_str(), words)];
        let request = SaveRequest {
            id,
            base: 1,
            copy: None,
            page: String::new(),
            sequence: 0,
            answers: Answers::from_fields(template, fields).0,
            how_are_you: HowAreYou::default(),
            finish: Some(domain::reflect::Stage::Finished),
        };
        save(&self.services, &person.actor, request).await.expect("saved");
        id
    }

    /// Writes a reflection and lets go of a line from it that may be quoted.
    pub async fn shares(&self, person: &Person) -> ShareId {
        let reflection = self.write(person, SAFE).await;
        let draft = ShareDraft {
            page: "a page".to_owned(),
            words: SAFE.to_owned(),
            resolutions: BTreeMap::new(),
            setting: Some("hospital".to_owned()),
            plan: Some("used".to_owned()),
            quotation: Some(Quotation::Allowed),
            consent: Some(self.services.content.consent_on(self.services.today()).version.clone()),
        };
        share(&self.services, &person.actor, reflection, draft).await.expect("shared")
    }

    /// The first so many share so many lines each.
    pub async fn share_all(&self, people: usize, each: usize) {
        for person in &self.people[..people] {
            for _ in 0..each {
                self.shares(person).await;
            }
        }
    }

    /// Moves what waits.
    pub async fn moves(&self) -> Moved {
        move_waiting(&self.services, self.organisation).await.expect("looked at")
    }

    /// Both leads accept whatever is on their desks, under the first theme.
    pub async fn reads_all(&self) {
        for lead in &self.leads {
            while let Some(point) = next(&self.services, &lead.actor).await.expect("a desk") {
                let codes = vec![Code {
                    sub_theme: point.codebook.themes[0].sub_themes[0].id.clone(),
                    direction: point.codebook.directions[0].id.clone(),
                }];
                let words = point.words.clone();
                let (services, actor) = (&self.services, &lead.actor);
                let done = match point.reading {
                    Reading::First => {
                        let accept = FirstDecision::Accept { words, codes };
                        decide(services, actor, point.id, &point.seen, accept).await
                    }
                    Reading::Second => {
                        let quote = SecondDecision::Quote(words);
                        decide_again(services, actor, point.id, &point.seen, quote).await
                    }
                };
                done.expect("decided");
            }
        }
    }

    /// So many people's points, `each` of them, held for a period and read.
    pub async fn holds(&self, period: Period, people: usize, each: usize) {
        self.go_into(period);
        self.share_all(people, each).await;
        assert_eq!(self.moves().await, Moved::All { points: people * each });
        self.reads_all().await;
    }

    /// How many rows a table has.
    pub async fn count(&self, table: &str) -> i64 {
        let sql = AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        let mut reader = self.services.db.reader().await.expect("a connection");
        on!(reader.conn(), c => sqlx::query_scalar(sql).fetch_one(c).await).expect("a number")
    }

    /// Waits until the database has done with a node that was killed: PostgreSQL notices a moment later.
    pub async fn has_noticed(&self) {
        const BUSY: &str = "SELECT count(*) FROM pg_stat_activity \
             WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()";
        while let Db::Postgres(pool) = &self.services.db {
            if sqlx::query_scalar::<_, i64>(BUSY).fetch_one(pool).await.expect("a number") == 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
    }

    /// Waits until a node has done what it does first of all: whatever is held after that it leaves alone.
    pub async fn first_turns_are_done(&self) {
        while self.count("leases WHERE done >= 0").await < 2 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    }

    /// Lets the leases of nodes that were killed run out, and has the same turns come again.
    pub async fn leases_run_out(&self) {
        self.does("DELETE FROM leases").await;
    }

    /// Does something to the database.
    pub async fn does(&self, sql: &'static str) {
        let mut tx = self.services.db.begin().await.expect("a transaction");
        on!(tx.conn(), c => sqlx::query(sql).execute(c).await.map(|_| ())).expect("done");
        tx.commit().await.expect("written");
    }
}

/// Makes somebody in an organisation, which is made unless it is there.
pub async fn joined(services: &Services, organisation: &str, email: &str) -> Person {
    let name = PersonName::parse("Jo Carter").expect("a name");
    let address = EmailAddress::parse(email).expect("an address");
    let link = make_organisation(services, organisation, name.clone(), address).await.expect("a link");
    let token = link.rsplit('/').next().expect("a token");
    let password = Password::typed("kettle harbour seven").expect("a password");
    let joined = join(services, token, &name, &password, "A test").await.expect("joined");
    signed_in(services, joined.token).await
}

async fn signed_in(services: &Services, token: String) -> Person {
    let session = find_session(services, &token).await.expect("looked up").expect("a session");
    Person { actor: session.actor, token }
}

/// A moment before this one, at random, in milliseconds.
pub fn some_of(milliseconds: f64) -> std::time::Duration {
    let random = u32::from_le_bytes(services::random::bytes().expect("randomness"));
    std::time::Duration::from_secs_f64(milliseconds / 1e3 * f64::from(random) / f64::from(u32::MAX))
}

//! An installation on each database, and people who came in as anybody would: an organisation made
//! from the command line, invitations by letter, joining.

use domain::accounts::{EmailAddress, Password, PersonName, Role, Roles, SessionLimits};
use domain::ids::{PersonId, ReflectionId};
use domain::policy::Actor;
use domain::reflect::{Answers, HowAreYou};
use domain::time::Timestamp;
use services::accounts::{
    NewInvitation, Passwords, SignIn, SignInError, SignedIn, find_session, invite, join, make_organisation,
    sign_in,
};
use services::content::Content;
use services::db::Tx;
use services::email::{Mailer, send_due};
use services::reflect::{SaveRequest, Saved, save, start};
use services::release::FetchedOutcomes;
use services::sealing::open_ring;
use services::{Clock, Db, Services, Settings, on, time_zone};
use sqlx::AssertSqlSafe;
use std::fs;
use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;
use uuid::Uuid;

/// 21 June 2026, 09:00 UTC: a day on which every template is offered.
pub const MORNING: Timestamp = Timestamp(1_782_032_400_000_000);
/// The template most tests write to, and its first prompt.
pub const TEMPLATE: &str = "after-a-death";
pub const PROMPT: &str = "part";

/// A person with everything only they know.
#[derive(Clone)]
pub struct Person {
    pub id: PersonId,
    pub email: EmailAddress,
    pub password: Password,
    pub recovery_code: String,
    /// The cookie they got when they joined.
    pub token: String,
}

/// A letter as it arrived.
#[derive(Debug, Clone)]
pub struct Letter {
    pub to: String,
    pub text: String,
}

/// A portal with two organisations. `amina` and `bola` are staff of the first.
pub struct Installation {
    pub services: Services,
    pub url: String,
    pub dir: Arc<TempDir>,
    pub admin: Person,
    pub amina: Person,
    pub bola: Person,
    pub other_admin: Person,
    pub other: Person,
}

/// What stands in a statement for `$1`, `$2` and so on.
pub enum Bind<'a> {
    Id(Uuid),
    Text(&'a str),
    Number(i64),
    Bytes(&'a [u8]),
}

/// Runs a test on a fresh installation on each database.
pub async fn each_database<F, Running>(test: F)
where
    F: Fn(Installation) -> Running,
    Running: Future<Output = ()> + Send + 'static,
{
    for (name, url) in [("SQLite", None), ("PostgreSQL", Some(testing::postgres_url()))] {
        let house = Installation::make(url).await;
        let db = house.services.db.clone();
        // The directory must outlive the test's own hold of the house.
        let _dir = house.dir.clone();
        let outcome = tokio::spawn(test(house)).await;
        assert!(outcome.is_ok(), "on {name}: the reason stands above");
        db.close().await;
    }
}

/// A database without anything in it, and a directory to keep until it is done with.
pub async fn each_empty_database(test: impl AsyncFn(Db)) {
    let dir = tempfile::tempdir().expect("a directory");
    for url in [sqlite_url(&dir), testing::postgres_url()] {
        let db = Db::connect(&url).await.expect("a database");
        test(db.clone()).await;
        db.close().await;
    }
}

fn sqlite_url(dir: &TempDir) -> String {
    format!("sqlite://{}", dir.path().join("afterword.db").display())
}

pub fn email(text: &str) -> EmailAddress {
    EmailAddress::parse(text).expect("an address")
}

pub fn password(text: &str) -> Password {
    Password::typed(text).expect("a password")
}

pub fn name(text: &str) -> PersonName {
    PersonName::parse(text).expect("a name")
}

/// The token at the end of a link.
pub fn token_of(link: &str) -> String {
    link.rsplit('/').next().expect("a last part").to_owned()
}

impl Installation {
    async fn make(postgres: Option<String>) -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let url = postgres.unwrap_or_else(|| sqlite_url(&dir));
        let clock = Clock::set_to(MORNING);
        let db = Db::connect(&url).await.expect("a database");
        db.migrate().await.expect("migrated");
        let services = node(db, &dir, clock).await;
        let admin = found(&services, "Meadow Hospice", "admin@meadow.example").await;
        let other_admin = found(&services, "Harbour Trust", "admin@harbour.example").await;
        let dir = Arc::new(dir);
        let (amina, bola, other) = (admin.clone(), admin.clone(), admin.clone());
        let mut house = Self { services, url, dir, admin, amina, bola, other_admin, other };
        house.amina = house.invited(&house.admin, "amina@meadow.example", Role::Staff).await;
        house.bola = house.invited(&house.admin, "bola@meadow.example", Role::Staff).await;
        house.other = house.invited(&house.other_admin, "other@harbour.example", Role::Staff).await;
        house
    }

    /// Another node on the same database and keys, with the same clock.
    pub async fn another_node(&self) -> Services {
        let db = Db::connect(&self.url).await.expect("a database");
        node(db, &self.dir, self.services.clock.clone()).await
    }

    pub fn key_dir(&self) -> PathBuf {
        self.dir.path().join("keys")
    }

    /// The SQLite file; `None` on PostgreSQL.
    pub fn sqlite_file(&self) -> Option<PathBuf> {
        self.url.strip_prefix("sqlite://").map(PathBuf::from)
    }

    pub fn now(&self) -> Timestamp {
        self.services.clock.now()
    }

    pub fn wait_minutes(&self, minutes: i64) {
        self.services.clock.move_to(self.now().plus_minutes(minutes));
    }

    pub fn wait_days(&self, days: i64) {
        self.services.clock.move_to(self.now().plus_days(days));
    }

    /// Invites somebody through an administrator and has them join by the link in their letter.
    pub async fn invited(&self, admin: &Person, address: &str, role: Role) -> Person {
        self.invite(admin, address, role).await;
        let link = self.link_to(address).await;
        joined(&self.services, &token_of(&link), address).await
    }

    pub async fn invite(&self, admin: &Person, address: &str, role: Role) {
        let new = NewInvitation { email: email(address), name: name("Newcomer"), roles: Roles::of([role]) };
        invite(&self.services, &self.actor(admin).await, new).await.expect("invited");
    }

    /// The actor of a person whose session is live or locked; signs in again where it is over.
    pub async fn actor(&self, person: &Person) -> Actor {
        if let Some(actor) = self.actor_of(&person.token).await
            && actor.session == domain::accounts::SessionState::Live
        {
            return actor;
        }
        let token = self.sign_in(person).await;
        self.actor_of(&token).await.expect("a session")
    }

    /// The actor behind a cookie, if there is one.
    pub async fn actor_of(&self, token: &str) -> Option<Actor> {
        find_session(&self.services, token).await.expect("looked up").map(|session| session.actor)
    }

    /// Signs a person in; answers the cookie.
    pub async fn sign_in(&self, person: &Person) -> String {
        self.try_sign_in(&person.email, &person.password).await.expect("signed in").token
    }

    pub async fn try_sign_in(
        &self,
        email: &EmailAddress,
        password: &Password,
    ) -> Result<SignedIn, SignInError> {
        let with = SignIn { email, password, device: "Firefox on Linux", from: "192.0.2.1", old_token: None };
        sign_in(&self.services, with).await
    }

    /// Sends what is due and answers the letters that arrived since the last time.
    pub async fn letters(&self) -> Vec<Letter> {
        let folder = self.dir.path().join("mail");
        let mailer = Mailer::to_folder("Afterword <afterword@meadow.example>", &folder).expect("a mailer");
        send_due(&self.services, &mailer).await.expect("sent");
        read_letters(&folder)
    }

    /// The link with a token in the letters that come to an address now.
    pub async fn link_to(&self, address: &str) -> String {
        let letters = self.letters().await;
        let hers = letters.iter().filter(|letter| letter.to == address).map(link_in);
        let mut links: Vec<_> = hers.filter(|link| token_of(link).len() == 43).collect();
        assert_eq!(links.len(), 1, "one letter with such a link");
        links.remove(0)
    }

    /// What a page posts to save these words under the first prompt.
    pub fn request(&self, id: ReflectionId, base: i64, page: &str, words: &str) -> SaveRequest {
        SaveRequest {
            id,
            base,
            copy: None,
            page: page.to_owned(),
            sequence: 0,
            answers: self.answers(TEMPLATE, &[(PROMPT, words)]),
            how_are_you: HowAreYou::default(),
            finish: None,
        }
    }

    pub fn answers(&self, template: &str, fields: &[(&str, &str)]) -> Answers {
        let template = self.services.content.template(template, "1").expect("a template");
        let (answers, problems) = Answers::from_fields(template, fields.iter().copied());
        assert!(problems.is_empty(), "{problems:?}");
        answers
    }

    /// Begins a reflection and saves these words: it then stands at version 2.
    pub async fn write(&self, person: &Person, words: &str) -> ReflectionId {
        let actor = self.actor(person).await;
        let id = start(&self.services, &actor, TEMPLATE).await.expect("started");
        let saved = save(&self.services, &actor, self.request(id, 1, "first page", words)).await;
        assert_eq!(saved.expect("saved"), Saved::Stored { version: 2 });
        id
    }

    /// Writes straight into the database, as somebody who has got hold of it would.
    pub async fn tamper(&self, sql: &str, binds: &[Bind<'_>]) -> u64 {
        let mut tx = self.services.db.begin().await.expect("a transaction");
        let changed = execute(&mut tx, sql, binds).await;
        tx.commit().await.expect("written");
        changed
    }

    /// One number from the database.
    pub async fn number(&self, sql: &str, binds: &[Bind<'_>]) -> i64 {
        let mut tx = self.services.db.begin().await.expect("a transaction");
        on!(tx.conn(), c => {
            let mut query = sqlx::query_scalar(AssertSqlSafe(sql));
            for bind in binds {
                query = match bind {
                    Bind::Id(id) => query.bind(*id),
                    Bind::Text(text) => query.bind((*text).to_owned()),
                    Bind::Number(number) => query.bind(*number),
                    Bind::Bytes(bytes) => query.bind(bytes.to_vec()),
                };
            }
            query.fetch_one(c).await
        })
        .expect("a number")
    }

    /// One sealed value from the database.
    pub async fn bytes(&self, sql: &str, id: Uuid) -> Vec<u8> {
        let mut tx = self.services.db.begin().await.expect("a transaction");
        on!(tx.conn(), c => sqlx::query_scalar(AssertSqlSafe(sql)).bind(id).fetch_one(c).await)
            .expect("a value")
    }

    /// Keeps a table as it is now, for [`Self::put_people_back`].
    pub async fn keep_people(&self) {
        self.tamper("DROP TABLE IF EXISTS kept", &[]).await;
        self.tamper("CREATE TABLE kept AS SELECT * FROM people", &[]).await;
    }

    /// Undoes what was written into the people kept before.
    pub async fn put_people_back(&self) {
        self.tamper(
            "UPDATE people SET organisation = kept.organisation, email = kept.email, name = kept.name, \
             roles = kept.roles, password = kept.password, standing = kept.standing, \
             closed_since = kept.closed_since, closed_until = kept.closed_until, recovery = kept.recovery, \
             ring_key = kept.ring_key, mac = kept.mac FROM kept WHERE kept.id = people.id",
            &[],
        )
        .await;
    }
}

async fn execute(tx: &mut Tx, sql: &str, binds: &[Bind<'_>]) -> u64 {
    on!(tx.conn(), c => {
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for bind in binds {
            query = match bind {
                Bind::Id(id) => query.bind(*id),
                Bind::Text(text) => query.bind((*text).to_owned()),
                Bind::Number(number) => query.bind(*number),
                Bind::Bytes(bytes) => query.bind(bytes.to_vec()),
            };
        }
        query.execute(c).await.map(|done| done.rows_affected())
    })
    .expect("the database does what it is told")
}

async fn node(db: Db, dir: &TempDir, clock: Clock) -> Services {
    let ring = open_ring(&db, &dir.path().join("keys"), clock.now()).await.expect("a ring");
    Services {
        db,
        ring: Arc::new(ring),
        content: Arc::new(Content::embedded().expect("content")),
        clock,
        passwords: Passwords::with_cost(64, 1).expect("a cost"),
        settings: Arc::new(Settings {
            public_url: "https://afterword.meadow.example".to_owned(),
            session_limits: SessionLimits::default(),
            backup_days: 35,
            time_zone: time_zone("Europe/London"),
            key_dir: dir.path().join("keys"),
        }),
        outcomes: FetchedOutcomes::default(),
    }
}

/// Makes an organisation and its administrator.
async fn found(services: &Services, organisation: &str, address: &str) -> Person {
    let link = make_organisation(services, organisation, name("Jo Carter"), email(address)).await;
    joined(services, &token_of(&link.expect("made")), address).await
}

/// Joins by an invitation's token. The password is made of the address, so that each has another.
async fn joined(services: &Services, token: &str, address: &str) -> Person {
    let chosen = password(&format!("kettle harbour {address}"));
    let joined = join(services, token, &name("Amina Bello"), &chosen, "Chrome on Android").await;
    let joined = joined.expect("joined");
    let session = find_session(services, &joined.token).await.expect("looked up").expect("a session");
    Person {
        id: session.actor.person,
        email: email(address),
        password: chosen,
        recovery_code: joined.recovery_code,
        token: joined.token,
    }
}

/// Reads and removes the letters in a folder, oldest first.
pub fn read_letters(folder: &std::path::Path) -> Vec<Letter> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "eml"))
        .map(|path| (fs::metadata(&path).and_then(|about| about.modified()).expect("a time"), path))
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|(_, path)| {
            // Soft line ends would cut links in two.
            let text = fs::read_to_string(&path).expect("a letter").replace("=\r\n", "");
            fs::remove_file(path).expect("removed");
            let to = text.lines().find_map(|line| line.strip_prefix("To: ")).expect("an address");
            Letter { to: to.trim().trim_matches(['<', '>']).to_owned(), text }
        })
        .collect()
}

/// The link in a letter.
pub fn link_in(letter: &Letter) -> String {
    let line = letter.text.lines().find(|line| line.trim().starts_with("https://"));
    line.expect("a link on a line of its own").trim().to_owned()
}

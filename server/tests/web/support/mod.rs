//! A portal of one's own for each test: the real router and services, a clock that stands still, and
//! a database in a temporary directory.

pub mod browser;
pub mod changes;
pub mod crowd;
pub mod html;
pub mod listening;
pub mod modules;
pub mod pages;
pub mod people;
pub mod store;
pub mod targets;
pub mod typing;

use axum::Router;
use browser::Browser;
use domain::accounts::{EmailAddress, PersonName, SessionLimits};
use domain::time::Timestamp;
use people::Person;
use services::accounts::{Passwords, make_organisation};
use services::content::Content;
use services::email::{Mailer, send_due};
use services::release::FetchedOutcomes;
use services::sealing::open_ring;
use services::{Clock, Db, Services, Settings};
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

/// Where people come by.
pub const HTTPS: &str = "https://afterword.test";
/// The same without a certificate, as on one's own machine.
pub const HTTP: &str = "http://127.0.0.1:3000";
/// 21 November 2026, 10:42 UTC.
pub const NOW: Timestamp = Timestamp(1_795_257_720_000_000);
/// What an installation might choose instead of the usual 35.
pub const BACKUP_DAYS: i64 = 21;

/// The organisation most people of a test belong to.
pub const HERE: &str = "Larkfield Hospice";
/// Another one.
pub const ELSEWHERE: &str = "Stonebridge Care Home";

/// A portal.
pub struct House {
    pub services: Services,
    pub router: Router,
    pub administrator: Person,
    /// The administrator of another organisation.
    pub stranger: Person,
    mailer: Mailer,
    dir: TempDir,
}

/// A letter that was sent.
pub struct Letter {
    pub to: String,
    /// The last part of the link in it.
    pub token: String,
}

/// A portal on SQLite, come by over https, with an administrator here and one elsewhere.
pub async fn spawn() -> House {
    let dir = tempfile::tempdir().expect("a directory");
    let url = format!("sqlite://{}", dir.path().join("afterword.db").display());
    House::open(HTTPS, &url, dir).await
}

/// The same over plain http.
pub async fn spawn_on_http() -> House {
    let dir = tempfile::tempdir().expect("a directory");
    let url = format!("sqlite://{}", dir.path().join("afterword.db").display());
    House::open(HTTP, &url, dir).await
}

/// The same on PostgreSQL.
pub async fn spawn_on_postgres() -> House {
    let url = tokio::task::spawn_blocking(testing::postgres_url).await.expect("a database");
    House::open(HTTPS, &url, tempfile::tempdir().expect("a directory")).await
}

impl House {
    async fn open(public_url: &str, database_url: &str, dir: TempDir) -> Self {
        assert!(server::assets::complete(), "the site is not built: run `make site`, then the tests");
        let db = Db::connect(database_url).await.expect("a database");
        db.migrate().await.expect("migrations");
        let ring = open_ring(&db, &dir.path().join("keys"), NOW).await.expect("a key ring");
        let services = Services {
            db,
            ring: Arc::new(ring),
            content: Arc::new(Content::embedded().expect("the content")),
            clock: Clock::set_to(NOW),
            passwords: Passwords::with_cost(64, 1).expect("a cost"),
            settings: Arc::new(Settings {
                public_url: public_url.to_owned(),
                session_limits: SessionLimits::default(),
                backup_days: BACKUP_DAYS,
                time_zone: services::time_zone("Europe/London"),
                key_dir: dir.path().join("keys"),
            }),
            outcomes: FetchedOutcomes::default(),
        };
        let router = server::router(services.clone(), false);
        let mail = dir.path().join("mail");
        let mailer = Mailer::to_folder("Afterword <afterword@afterword.test>", &mail).expect("a folder");
        let administrator = Person::new("Jo Carter", "jo.carter@larkfield.example");
        let stranger = Person::new("Sam Ilves", "sam.ilves@stonebridge.example");
        let house = Self { services, router, administrator, stranger, mailer, dir };
        house.found(HERE, &house.administrator).await;
        house.found(ELSEWHERE, &house.stranger).await;
        house
    }

    /// Makes an organisation, whose administrator joins by the link.
    async fn found(&self, organisation: &str, administrator: &Person) {
        let name = PersonName::parse(&administrator.name).expect("a name");
        let email = EmailAddress::parse(&administrator.email).expect("an address");
        let link =
            make_organisation(&self.services, organisation, name, email).await.expect("an organisation");
        let token = link.rsplit('/').next().expect("a token").to_owned();
        self.join(administrator, &token).await;
    }

    /// A browser that has never been here.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// Lets time pass.
    pub fn wait_minutes(&self, minutes: i64) {
        self.services.clock.move_to(self.services.clock.now().plus_minutes(minutes));
    }

    /// Sends the letters that are due, and answers them.
    pub async fn letters(&self) -> Vec<Letter> {
        send_due(&self.services, &self.mailer).await.expect("letters are sent");
        let files = std::fs::read_dir(self.dir.path().join("mail")).expect("a folder");
        files.map(|file| read_letter(&file.expect("a file").path())).collect()
    }
}

fn read_letter(path: &Path) -> Letter {
    let text = std::fs::read_to_string(path).expect("a letter");
    std::fs::remove_file(path).expect("read once");
    let to = text.lines().find_map(|line| line.strip_prefix("To: ")).expect("an address");
    let link = text.lines().find(|line| line.contains("://afterword.test/") || line.starts_with(HTTP));
    let token = link.and_then(|link| link.trim().rsplit('/').next()).unwrap_or_default();
    Letter { to: to.trim().to_owned(), token: token.to_owned() }
}

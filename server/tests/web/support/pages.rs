//! One of every answer the portal gives: pages to read and to write on, forms that came back, errors,
//! files and redirects.

use super::House;
use super::browser::{Answer, Ask, Browser, Fields, fields, set};
use super::crowd::SAFE;
use super::html::prompts;
use super::people::{Person, WORDS};
use super::targets::{Things, address, form};
use app::routes::table;
use domain::accounts::Role;

/// An answer, and how it was come by.
pub struct Shown {
    pub label: String,
    pub answer: Answer,
    /// Whether it was made for a live session.
    pub signed_in: bool,
}

/// Collects answers.
struct Album(Vec<Shown>);

impl Album {
    fn keep(&mut self, label: &str, signed_in: bool, answer: Answer) {
        let label = format!("{label} ({})", answer.status);
        self.0.push(Shown { label, answer, signed_in });
    }

    async fn get(&mut self, browser: &mut Browser, path: &str, signed_in: bool) {
        self.keep(&format!("GET {path}"), signed_in, browser.get(path).await);
    }

    async fn post(&mut self, browser: &mut Browser, path: &str, fields: &Fields, signed_in: bool) {
        self.keep(&format!("POST {path}"), signed_in, browser.post(path, fields).await);
    }
}

/// One of every answer.
pub async fn every_answer(house: &House) -> Vec<Shown> {
    let mut album = Album(Vec::new());
    let things = house.things().await;
    two_versions(house, &things).await;
    errors(house, &mut album, &things).await;
    let lead = house.person(Role::SafetyLead).await;
    let everybody =
        [&things.writer, &things.educator, &lead, &house.administrator, &house.stranger].map(Some);
    for person in [None].into_iter().chain(everybody) {
        let mut browser = match person {
            Some(person) => house.sign_in(person).await,
            None => house.browser(),
        };
        for (rule, _) in table().iter().filter(|(rule, _)| rule.method == "GET") {
            album.get(&mut browser, &address(rule.path, &things), person.is_some()).await;
        }
    }
    posts(house, &mut album, &things, &lead).await;
    locked(house, &mut album, &things).await;
    album.0
}

/// Every page of the loop from sharing to themes, with something in it.
pub async fn every_page_of_the_loop(house: &House) -> Vec<Shown> {
    let mut album = Album(Vec::new());
    let crowd = house.crowd().await;
    let words = house.words_of(house.released(&crowd).await);
    let ids = house.all_share(&crowd, 8, "yes").await;
    let mut author = house.sign_in(&crowd.people[0]).await;
    let here = format!("/reflections/{}/shared", ids[0]);
    album.get(&mut author, &format!("{here}?done=shared"), true).await;
    let mut ask = author.get(&here).await.form(&here);
    house.move_on().await;
    sharing(&mut author, &mut album).await;
    set(&mut ask, "do", "ask");
    album.post(&mut author, &here, &ask, true).await;
    album.get(&mut author, "/shared", true).await;
    desk(house, &mut album, &crowd.leads).await;
    let excerpts = author.get(&words).await;
    author.post("/themes", &excerpts.form("action=\"/themes\"")).await.expect(303);
    for path in ["/themes", "/themes?done=second-look", "/themes/2026-Q4", &words] {
        album.get(&mut author, path, true).await;
    }
    house.community().await;
    for path in ["/themes/2026-Q2", "/themes/community/2026-Q2", "/themes/community/2026-Q3"] {
        album.get(&mut author, path, true).await;
    }
    let mut lead = house.sign_in(&crowd.leads[0]).await;
    for path in ["/desk", "/desk/second-look"] {
        album.get(&mut lead, path, true).await;
    }
    album.0
}

/// Every step of sharing, with something to put right and without.
async fn sharing(author: &mut Browser, album: &mut Album) {
    let id = author.write_words(&format!("{} told Mrs Okafor on Ward 7", WORDS[0])).await;
    let path = format!("/reflections/{id}/share");
    album.get(author, &path, true).await;
    album.post(author, &path, &fields(&[("do", "choose")]), true).await;
    let form = author.go_to_the_words(&id).await;
    for deed in ["back", "look", "suggest", "share"] {
        let mut form = form.clone();
        set(&mut form, "choice-0", if deed == "look" { "keep" } else { "cut" });
        set(&mut form, "do", deed);
        album.post(author, &path, &form, true).await;
    }
    let mut last = author.go_to_the_last_step(&id, SAFE).await;
    for deed in ["look", "share"] {
        set(&mut last, "setting", "");
        set(&mut last, "do", deed);
        album.post(author, &path, &last, true).await;
    }
}

/// Points on the desk, with something to put right and without.
async fn desk(house: &House, album: &mut Album, leads: &[Person; 2]) {
    let mut lead = house.sign_in(&leads[0]).await;
    album.get(&mut lead, "/desk", true).await;
    album.get(&mut lead, "/desk/read", true).await;
    let mut form = lead.next_point().await.expect("a point");
    for deed in ["accept", "set-aside", "quote"] {
        set(&mut form, "do", deed);
        album.post(&mut lead, "/desk/read", &form, true).await;
    }
    house.reads_all(&leads[0]).await;
    let mut second = house.sign_in(&leads[1]).await;
    album.get(&mut second, "/desk/read", true).await;
}

/// Gives the writer's reflection a second version.
pub async fn two_versions(house: &House, things: &Things) {
    let mut browser = house.sign_in(&things.writer).await;
    let path = format!("/reflections/{}/write", things.reflection);
    let page = browser.get(&path).await;
    let mut late = page.form("id=\"editor\"");
    let first = &prompts(&page.body)[0];
    let mut early = late.clone();
    set(&mut early, first, &format!("{} and more", WORDS[0]));
    browser.post(&path, &early).await.leads_back_to(&path);
    // A page that was opened before that save, in another tab.
    set(&mut late, first, &format!("{} in another tab", WORDS[0]));
    set(&mut late, "page", "another tab");
    let versions = format!("/reflections/{}/versions", things.reflection);
    browser.post(&path, &late).await.leads_to(303, &versions);
}

async fn errors(house: &House, album: &mut Album, things: &Things) {
    let mut browser = house.sign_in(&house.administrator).await;
    album.get(&mut browser, "/nothing", true).await;
    album.get(&mut browser, "/join/no-such-token", true).await;
    album.get(&mut browser, "/reset/no-such-token", true).await;
    album.get(&mut browser, "/healthz", false).await;
    album.get(&mut browser, "/readyz", false).await;
    album.get(&mut browser, "/assets/none.css", false).await;
    let cross = browser.send(Ask::bare("POST", "/lock").header("sec-fetch-site", "cross-site")).await;
    album.keep("POST from elsewhere", true, cross);
    let kind = Ask::from_us("POST", "/sign-in").body("application/json", b"{}".to_vec());
    album.keep("POST of another kind", true, browser.send(kind).await);
    let large = Ask::from_us("POST", "/sign-in").body(super::browser::FORM, vec![b'a'; 1_100_000]);
    album.keep("POST of too much", true, browser.send(large).await);
    let path = format!("/reflections/{}/write", things.reflection);
    let page = house.sign_in(&things.writer).await.get(&path).await;
    let mut editor = page.form("id=\"editor\"");
    set(&mut editor, "pass", "");
    album.post(&mut house.browser(), &path, &editor, false).await;
}

async fn posts(house: &House, album: &mut Album, things: &Things, lead: &Person) {
    let writer = Some(&things.writer);
    let mut browser = house.sign_in(&things.writer).await;
    let path = format!("/reflections/{}/write", things.reflection);
    let page = browser.get(&path).await;
    let mut editor = page.form("id=\"editor\"");
    set(&mut editor, &prompts(&page.body)[0], &WORDS[0].repeat(1000));
    let empty = Fields::new();
    for (rule, _) in table().iter().filter(|(rule, _)| rule.method == "POST") {
        // What this would take away is needed by the next.
        if rule.path == "/reflections/{id}/delete" {
            continue;
        }
        let path = address(rule.path, things);
        let mut nobody = house.browser();
        album.post(&mut nobody, &path, &empty, false).await;
        let person = match rule.path {
            path if path.starts_with("/modules/write") => Some(&things.educator),
            path if path.starts_with("/people") || path == "/sharing-rules" => Some(&house.administrator),
            path if path.starts_with("/desk") || path.starts_with("/changes/write") => Some(lead),
            _ => writer,
        };
        let mut own = arrive(house, person).await;
        let fields = form(rule.path, person, &editor);
        album.post(&mut own, &path, &fields, person.is_some()).await;
        let mut again = arrive(house, person).await;
        album.post(&mut again, &path, &empty, true).await;
    }
    let mut browser = house.sign_in(&things.writer).await;
    let fields = fields(&[("recovery-password", &things.writer.password)]);
    album.post(&mut browser, "/account/recovery-code", &fields, true).await;
}

async fn locked(house: &House, album: &mut Album, things: &Things) {
    let mut browser = house.sign_in(&things.writer).await;
    browser.post("/lock", &Fields::new()).await.expect(303);
    for (rule, _) in table().iter().filter(|(rule, _)| rule.method == "GET") {
        album.get(&mut browser, &address(rule.path, things), false).await;
    }
}

async fn arrive(house: &House, person: Option<&Person>) -> Browser {
    match person {
        Some(person) => house.sign_in(person).await,
        None => house.browser(),
    }
}

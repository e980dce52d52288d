//! The log: the pattern of a route, the status and the time, and nothing of who or what.

use crate::support::browser::{Fields, encode, set, value};
use crate::support::crowd::SAFE;
use crate::support::html::prompts;
use crate::support::listening::listen;
use crate::support::pages::two_versions;
use crate::support::people::{PRIVATE, WORDS};
use crate::support::targets::{address, form};
use crate::support::{ELSEWHERE, HERE, House, spawn, spawn_on_postgres};
use app::routes::table;
use tracing::level_filters::LevelFilter;

/// Everything of a walk that must stand in no line.
async fn secrets_of_a_walk(house: &House) -> Vec<String> {
    let things = house.things().await;
    two_versions(house, &things).await;
    let mut secrets: Vec<String> = WORDS.map(str::to_owned).into();
    secrets.extend([PRIVATE, HERE, ELSEWHERE, "secretquery", "Chrome/140"].map(str::to_owned));
    for person in [&things.writer, &things.resetting, &house.administrator, &house.stranger] {
        secrets.extend([person.email.clone(), person.password.clone(), house.id_or_none(person).await]);
    }
    let mut browser = house.sign_in(&things.writer).await;
    let page = browser.get(&format!("/reflections/{}/write", things.reflection)).await;
    let mut editor = page.form("id=\"editor\"");
    set(&mut editor, &prompts(&page.body)[0], WORDS[1]);
    secrets.extend(["pass", "page"].map(|name| value(&editor, name).to_owned()));
    for (rule, _) in table() {
        for person in [None, Some(&things.writer), Some(&house.administrator), Some(&house.stranger)] {
            let mut browser = match person {
                Some(person) => house.sign_in(person).await,
                None => house.browser(),
            };
            secrets.extend(browser.cookie().map(str::to_owned));
            let path = format!("{}?then=secretquery&done=secretquery", address(rule.path, &things));
            match rule.method {
                "GET" => browser.get(&path).await,
                _ => browser.post(&path, &form(rule.path, person, &editor)).await,
            };
            secrets.extend(browser.cookie().map(str::to_owned));
            // What was suspended or reset by the walk signs in again.
            let restore = format!("/people/{}/restore", things.person);
            house.sign_in(&house.administrator).await.post(&restore, &Fields::new()).await.expect(303);
        }
    }
    house.browser().get("/secretquery/page").await.expect(404);
    secrets.extend([things.reflection, things.person, things.invitation, things.join, things.reset]);
    secrets.push(encode(&vec![(String::new(), things.invited.clone())]).trim_start_matches('=').to_owned());
    secrets.push(things.invited);
    secrets.retain(|secret| !secret.is_empty());
    secrets
}

impl House {
    async fn id_or_none(&self, person: &crate::support::people::Person) -> String {
        let is_here = person.email.ends_with("@larkfield.example");
        if is_here { self.id_of(person).await } else { String::new() }
    }
}

#[tokio::test]
async fn no_line_tells_who_did_what_on_sqlite() {
    check(spawn().await, LevelFilter::INFO).await;
}

#[tokio::test]
async fn no_line_tells_who_did_what_on_postgresql_however_much_is_logged() {
    check(spawn_on_postgres().await, LevelFilter::TRACE).await;
}

async fn check(house: House, level: LevelFilter) {
    let log = listen(level);
    let secrets = secrets_of_a_walk(&house).await;
    let lines = log.lines();
    assert!(secrets.len() > 50 && lines.len() > 100, "{} secrets, {} lines", secrets.len(), lines.len());
    for line in &lines {
        for secret in &secrets {
            assert!(!line.contains(secret.as_str()), "{secret:?} stands in: {line}");
        }
    }
}

#[tokio::test]
async fn no_line_tells_what_was_shared_read_withdrawn_or_looked_at() {
    let house = spawn().await;
    let crowd = house.crowd().await;
    let log = listen(LevelFilter::TRACE);
    let ids = house.all_share(&crowd, 8, "yes").await;
    let mut author = house.sign_in(&crowd.people[0]).await;
    let here = format!("/reflections/{}/shared", ids[0]);
    let mut share = author.get(&here).await.form(&here);
    let last = author.go_to_the_last_step(&ids[0], SAFE).await;
    assert!(house.move_on().await);
    let mut lead = house.sign_in(&crowd.leads[0]).await;
    let point = lead.next_point().await.expect("a point");
    house.reads_all(&crowd.leads[0]).await;
    house.reads_all(&crowd.leads[1]).await;
    set(&mut share, "do", "withdraw");
    author.post(&here, &share).await.expect(303);
    house.freezes().await;
    let mut author = house.sign_in(&crowd.people[0]).await;
    author.get("/shared").await.expect(200);
    author.get("/themes").await.expect(200);

    let mut secrets: Vec<String> = ids;
    secrets
        .extend([value(&share, "share"), value(&point, "point"), value(&point, "seen")].map(str::to_owned));
    secrets.extend([SAFE, &house.first_theme().1[0], value(&last, "page")].map(str::to_owned));
    secrets.extend(crowd.people.iter().map(|person| person.email.clone()));
    let lines = log.lines();
    assert!(secrets.iter().all(|secret| secret.len() > 8) && lines.len() > 100);
    for line in &lines {
        for secret in &secrets {
            assert!(!line.contains(secret.as_str()), "{secret:?} stands in: {line}");
        }
    }
}

#[tokio::test]
async fn a_request_is_one_line_with_pattern_status_and_time() {
    let house = spawn().await;
    let things = house.things().await;
    let mut browser = house.sign_in(&things.writer).await;
    let log = listen(LevelFilter::INFO);
    browser.get(&format!("/reflections/{}?done=saved", things.reflection)).await.expect(200);
    browser.get("/nothing/secretquery").await.expect(404);
    let lines = log.lines();
    let lines: Vec<String> = lines.into_iter().filter(|line| line.contains("answered")).collect();
    let [read, missed] = lines.as_slice() else { panic!("{} lines: {lines:?}", lines.len()) };
    let said = |line: &str| line.split_once("answered ").expect("a line of its own").1.to_owned();
    let without_time = |line: &str| said(line).rsplit_once(" micros=").expect("a time").0.to_owned();
    assert_eq!(without_time(read), "method=GET route=\"/reflections/{id}\" status=200");
    assert_eq!(without_time(missed), "method=GET route=\"unknown\" status=404");
    let time = said(read).rsplit_once(" micros=").expect("a time").1.parse::<u64>();
    assert!(time.is_ok(), "{read}");
}

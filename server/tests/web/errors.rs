//! When something breaks: kind words and a reference for the person, the cause for the log, and
//! nothing that anybody typed in either.

use crate::support::browser::{Answer, Fields, fields, set};
use crate::support::html::prompts;
use crate::support::listening::listen;
use crate::support::store::meddle;
use crate::support::{House, spawn, spawn_on_postgres};
use tracing::level_filters::LevelFilter;

const TYPED: &str = "Harebellafterwards";

/// The reference a page gives.
#[track_caller]
fn reference(answer: &Answer) -> String {
    answer.expect(500).says("It was not you");
    assert!(answer.is_page());
    let rest = answer.body.split("aw-reference\">").nth(1).expect("a reference");
    let code = rest.split('<').next().unwrap_or_default().to_owned();
    assert!(code.len() == 8 && code.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{code:?}");
    code
}

#[tokio::test]
async fn a_broken_database_gives_a_kind_page_and_a_line_with_its_reference_on_sqlite() {
    break_and_ask(spawn().await).await;
}

#[tokio::test]
async fn a_broken_database_gives_a_kind_page_and_a_line_with_its_reference_on_postgresql() {
    break_and_ask(spawn_on_postgres().await).await;
}

async fn break_and_ask(house: House) {
    let things = house.things().await;
    let mut browser = house.sign_in(&things.writer).await;
    let path = format!("/reflections/{}/write", things.reflection);
    let page = browser.get(&path).await;
    let mut form = page.form("id=\"editor\"");
    set(&mut form, &prompts(&page.body)[0], TYPED);
    set(&mut form, "how-words", TYPED);
    meddle(&house.services.db, "DROP TABLE reflection_copies").await;
    meddle(&house.services.db, "ALTER TABLE reflections RENAME TO reflections_lost").await;

    let log = listen(LevelFilter::INFO);
    let saved = browser.post(&path, &form).await;
    let read = browser.get(&format!("/reflections/{}", things.reflection)).await;
    let list = browser.get("/reflections").await;
    let autosaved = browser.post(&format!("/reflections/{}/autosave", things.reflection), &form).await;
    let lines = log.lines();
    drop(log);
    for answer in [&saved, &read, &list, &autosaved] {
        let reference = reference(answer);
        answer.says_nothing_of(TYPED).says_nothing_of("reflections_lost").says_nothing_of("no such table");
        answer.says_nothing_of("database");
        let line = lines.iter().find(|line| line.contains(&reference)).expect("the log has the reference");
        assert!(line.contains("ERROR") && line.contains("reflections"), "the cause: {line}");
    }
    for line in &lines {
        assert!(!line.contains(TYPED) && !line.contains(&things.reflection), "{line}");
        assert!(!line.contains(&things.writer.email) && !line.contains(&things.person), "{line}");
    }
}

#[tokio::test]
async fn a_row_that_was_tampered_with_breaks_kindly_and_shows_nothing() {
    let house = spawn().await;
    let things = house.things().await;
    let mut browser = house.sign_in(&things.writer).await;
    meddle(&house.services.db, "UPDATE reflections SET version = version + 1").await;
    let log = listen(LevelFilter::INFO);
    let answer = browser.get(&format!("/reflections/{}", things.reflection)).await;
    let reference = reference(&answer);
    assert!(log.lines().iter().any(|line| line.contains(&reference)));
    let list = browser.get("/reflections").await;
    list.expect(200).says("A reflection that cannot be opened");
    let delete = format!("/reflections/{}/delete", things.reflection);
    browser.get(&delete).await.expect(200).says("A reflection that cannot be opened");
    browser.post(&delete, &Fields::new()).await.leads_to(303, "/reflections?done=deleted");
}

#[tokio::test]
async fn a_password_typed_while_the_database_is_broken_is_in_no_page_and_no_line() {
    let house = spawn().await;
    let things = house.things().await;
    meddle(&house.services.db, "DROP TABLE sign_ins").await;
    let log = listen(LevelFilter::INFO);
    let form = fields(&[("email", &things.writer.email), ("password", &things.writer.password)]);
    let answer = house.browser().post("/sign-in", &form).await;
    let reference = reference(&answer);
    assert_eq!(answer.headers.get("set-cookie"), None);
    answer.says_nothing_of(&things.writer.password).says_nothing_of(&things.writer.email);
    for line in log.lines() {
        assert!(!line.contains(&things.writer.password) && !line.contains(&things.writer.email), "{line}");
    }
    assert!(log.lines().iter().any(|line| line.contains(&reference)));
}

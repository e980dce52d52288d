//! Saving in the background: what the server says to the page, word for word.

use crate::support::browser::{Answer, Fields, set, value};
use crate::support::html::prompts;
use crate::support::people::WORDS;
use crate::support::store::dump;
use crate::support::targets::Things;
use crate::support::{House, spawn};
use serde_json::{Value, json};

#[track_caller]
fn said(answer: &Answer, status: u16) -> Value {
    answer.expect(status);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("refresh"), "");
    serde_json::from_str(&answer.body).expect("JSON")
}

/// The address, and the editor's form with some new words.
async fn editor(house: &House, things: &Things, words: &str) -> (String, Fields) {
    let mut browser = house.sign_in(&things.writer).await;
    let page = browser.get(&format!("/reflections/{}/write", things.reflection)).await;
    let mut form = page.form("id=\"editor\"");
    set(&mut form, &prompts(&page.body)[0], words);
    (format!("/reflections/{}/autosave", things.reflection), form)
}

#[tokio::test]
async fn a_save_is_answered_with_the_version_to_go_on_from() {
    let house = spawn().await;
    let things = house.things().await;
    let (path, mut form) = editor(&house, &things, "One").await;
    let mut browser = house.sign_in(&things.writer).await;
    let base: i64 = value(&form, "base").parse().expect("a version");
    assert_eq!(
        said(&browser.post(&path, &form).await, 200),
        json!({ "outcome": "saved", "version": base + 1 })
    );
    // The answer may have been lost: the same words again are one save.
    let before = dump(&house.services.db).await;
    assert_eq!(
        said(&browser.post(&path, &form).await, 200),
        json!({ "outcome": "saved", "version": base + 1 })
    );
    assert_eq!(before, dump(&house.services.db).await);
    set(&mut form, "how-words", "and two");
    assert_eq!(
        said(&browser.post(&path, &form).await, 200),
        json!({ "outcome": "saved", "version": base + 2 })
    );
    browser.get(&format!("/reflections/{}", things.reflection)).await.says("and two");
}

#[tokio::test]
async fn words_from_a_page_that_has_not_seen_the_newest_are_kept_beside_it() {
    let house = spawn().await;
    let things = house.things().await;
    let (path, one) = editor(&house, &things, "From the first tab").await;
    let (_, mut two) = editor(&house, &things, "From the second tab").await;
    let mut browser = house.sign_in(&things.writer).await;
    said(&browser.post(&path, &one).await, 200);
    let answer = said(&browser.post(&path, &two).await, 409);
    assert_eq!(answer["outcome"], "beside");
    let copy = answer["copy"].as_str().expect("a copy").to_owned();
    // Later saves of the page go there too, whether it heard the answer or not.
    for named in ["", &copy] {
        set(&mut two, "copy", named);
        set(&mut two, "how-words", &format!("later {named}"));
        let again = said(&browser.post(&path, &two).await, 409);
        assert_eq!(again["copy"], copy.as_str());
    }
    let versions = browser.get(&format!("/reflections/{}/versions", things.reflection)).await;
    versions
        .expect(200)
        .says("From the first tab")
        .says("From the second tab")
        .says(&format!("later {copy}"));
    browser.get(&format!("/reflections/{}", things.reflection)).await.says("From the first tab");
}

#[tokio::test]
async fn a_locked_page_is_told_that_its_words_are_kept() {
    let house = spawn().await;
    let things = house.things().await;
    let (path, form) = editor(&house, &things, "Typed while away").await;
    let mut browser = house.sign_in(&things.writer).await;
    let mut form = form;
    let own = browser.editor(&things.reflection).await;
    set(&mut form, "pass", value(&own, "pass"));
    house.wait_minutes(15);
    let answer = said(&browser.post(&path, &form).await, 401);
    assert_eq!(answer["outcome"], "signed-out");
    assert!(answer["copy"].as_str().is_some_and(|copy| !copy.is_empty()), "{answer}");
    assert!(!answer.to_string().contains(WORDS[0]));
    house.sign_in_on(&mut browser, &things.writer).await;
    let versions = browser.get(&format!("/reflections/{}/versions", things.reflection)).await;
    versions.says("Typed while away").says(WORDS[0]);
}

#[tokio::test]
async fn a_page_whose_session_is_over_is_told_that_nothing_is_kept() {
    let house = spawn().await;
    let things = house.things().await;
    let (path, form) = editor(&house, &things, "Typed much later").await;
    house.wait_minutes(15 + 12 * 60);
    let before = dump(&house.services.db).await;
    for mut browser in [house.browser(), house.sign_in(&house.stranger).await] {
        let answer = browser.post(&path, &form).await;
        assert_eq!(said(&answer, 401), json!({ "outcome": "signed-out", "copy": null }));
    }
    assert_eq!(
        before.iter().filter(|row| row.starts_with("reflection")).collect::<Vec<_>>(),
        dump(&house.services.db).await.iter().filter(|row| row.starts_with("reflection")).collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn an_answer_that_is_too_long_is_a_problem_told_in_words() {
    let house = spawn().await;
    let things = house.things().await;
    let (path, form) = editor(&house, &things, &"long ".repeat(2_001)).await;
    let mut browser = house.sign_in(&things.writer).await;
    let before = dump(&house.services.db).await;
    let answer = said(&browser.post(&path, &form).await, 422);
    assert_eq!(answer["outcome"], "problem");
    assert!(
        answer["words"]
            .as_str()
            .is_some_and(|words| words.contains("10,005 characters") || words.contains("10005 characters")),
        "{answer}"
    );
    assert_eq!(before, dump(&house.services.db).await);
}

#[tokio::test]
async fn a_reflection_deleted_elsewhere_is_gone() {
    let house = spawn().await;
    let things = house.things().await;
    let (path, form) = editor(&house, &things, "Too late").await;
    let mut browser = house.sign_in(&things.writer).await;
    browser.post(&format!("/reflections/{}/delete", things.reflection), &Fields::new()).await.expect(303);
    assert_eq!(said(&browser.post(&path, &form).await, 404), json!({ "outcome": "gone" }));
    // And so is one that was never theirs.
    let mut stranger = house.sign_in(&house.stranger).await;
    let mut form = form;
    form.retain(|(name, _)| name != "pass");
    assert_eq!(said(&stranger.post(&path, &form).await, 404), json!({ "outcome": "gone" }));
}

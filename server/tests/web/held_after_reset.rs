//! Forms that were held when their writer's password was reset: until the recovery code is entered they
//! stay locked, and then nothing is lost.

use crate::support::browser::{Answer, Browser, Fields, fields, set, value};
use crate::support::crowd::SAFE;
use crate::support::html::{form_fields, prompts};
use crate::support::people::Person;
use crate::support::{House, spawn};
use domain::accounts::Role;

const TYPED: &str = "Harebellafterwards we sat together";

/// Signed in with a new password, after a reset without the recovery code.
async fn reset(house: &House, person: &Person) -> Person {
    // What is begun in the same moment is not closed.
    house.wait_minutes(1);
    let reset = format!("/reset/{}", house.reset_token(person).await);
    let person = Person { password: "seven quiet herons".to_owned(), ..person.clone() };
    let form = fields(&[("password", &person.password), ("code", "")]);
    let answer = house.browser().post(&reset, &form).await;
    assert!([200, 303].contains(&answer.status), "{}", answer.words());
    person
}

#[track_caller]
fn held(answer: &Answer, status: u16) -> Fields {
    answer.expect(status);
    assert!(!answer.body.contains("Harebellafterwards"), "the words stand in the page");
    let form = form_fields(&answer.body, "autocomplete=\"off\"");
    assert_eq!(form.len(), 1, "one seal");
    form
}

async fn enters_the_code(browser: &mut Browser, code: &str) {
    browser.post("/account/open", &fields(&[("code", code)])).await.expect(303);
}

#[tokio::test]
async fn a_reflection_held_before_a_reset_waits_for_the_recovery_code() {
    let house = spawn().await;
    let (writer, code) = house.person_and_code(Role::Staff).await;
    let mut browser = house.sign_in(&writer).await;
    let id = browser.write_words(SAFE).await;
    let path = format!("/reflections/{id}/write");
    let page = browser.get(&path).await;
    let mut form = page.form("id=\"editor\"");
    let field = prompts(&page.body)[0].clone();
    browser.post("/sign-out", &Fields::new()).await;
    let mut seals = Vec::new();
    for words in [TYPED.to_owned(), format!("{TYPED} ").repeat(1_000)] {
        set(&mut form, &field, &words);
        seals.push(held(&browser.post(&path, &form).await, 401));
    }
    let writer = reset(&house, &writer).await;
    house.sign_in_on(&mut browser, &writer).await;
    // One that could be saved, and one that would be drawn with something to put right.
    for seal in &mut seals {
        set(seal, "do", "save");
        let answer = browser.post(&path, seal).await;
        answer.says("enter your recovery code");
        assert!(answer.body.contains("href=\"/account\""), "and leads there");
        let mut on = held(&answer, 403);
        assert_eq!(value(&on, "held-form"), value(seal, "held-form"));
        // Hidden as well, it locks.
        set(&mut on, "do", "hide");
        let hidden = browser.post(&path, &on).await;
        held(&hidden, hidden.status);
        browser.get("/account").await.leads_to(302, "/locked?then=/account");
        house.sign_in_on(&mut browser, &writer).await;
    }
    enters_the_code(&mut browser, &code).await;
    browser.post(&path, &seals[1]).await.expect(422).says("The most it can hold");
    browser.post(&path, &seals[0]).await.expect(303);
    assert_eq!(value(&browser.get(&path).await.form("id=\"editor\""), &field), TYPED);
}

#[tokio::test]
async fn what_is_to_be_shared_and_was_held_before_a_reset_waits_for_the_recovery_code() {
    let house = spawn().await;
    let (writer, code) = house.person_and_code(Role::Staff).await;
    let _crowd = house.crowd().await;
    let mut browser = house.sign_in(&writer).await;
    let id = browser.write_words(SAFE).await;
    let path = format!("/reflections/{id}/share");
    let mut form = browser.go_to_the_words(&id).await;
    set(&mut form, "words", TYPED);
    set(&mut form, "do", "look");
    browser.post("/sign-out", &Fields::new()).await;
    let mut seal = held(&browser.post(&path, &form).await, 401);
    let writer = reset(&house, &writer).await;
    house.sign_in_on(&mut browser, &writer).await;
    set(&mut seal, "do", "back");
    let answer = browser.post(&path, &seal).await;
    answer.says("enter your recovery code");
    held(&answer, 403);
    enters_the_code(&mut browser, &code).await;
    let page = browser.post(&path, &seal).await;
    assert_eq!(value(&page.expect(200).form("id=\"share\""), "words"), TYPED);
}

#[tokio::test]
async fn words_of_a_reflection_that_is_gone_wait_for_the_recovery_code_too() {
    let house = spawn().await;
    let (writer, code) = house.person_and_code(Role::Staff).await;
    let _crowd = house.crowd().await;
    let mut browser = house.sign_in(&writer).await;
    let id = browser.write_words(SAFE).await;
    let (write, share) = (format!("/reflections/{id}/write"), format!("/reflections/{id}/share"));
    let page = browser.get(&write).await;
    let mut editor = page.form("id=\"editor\"");
    set(&mut editor, &prompts(&page.body)[0], TYPED);
    let mut form = browser.go_to_the_words(&id).await;
    set(&mut form, "words", TYPED);
    browser.post(&format!("/reflections/{id}/delete"), &Fields::new()).await.expect(303);
    browser.post("/sign-out", &Fields::new()).await;
    let mut seals = Vec::new();
    for (path, form, deed) in [(&write, &editor, "save"), (&share, &form, "back")] {
        let mut seal = held(&browser.post(path, form).await, 401);
        set(&mut seal, "do", deed);
        seals.push((path, seal));
    }
    let writer = reset(&house, &writer).await;
    house.sign_in_on(&mut browser, &writer).await;
    for (path, seal) in &seals {
        held(&browser.post(path, seal).await, 403);
    }
    enters_the_code(&mut browser, &code).await;
    for (path, seal) in &seals {
        let page = browser.post(path, seal).await;
        assert!(page.expect(404).body.contains("Harebellafterwards"), "{path}");
    }
}

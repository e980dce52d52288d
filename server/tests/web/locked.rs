//! A session that is locked reads nothing and does nothing, but add to the draft it had open.

use crate::support::browser::{Browser, Fields, set, value};
use crate::support::html::prompts;
use crate::support::people::{PRIVATE, Person, WORDS};
use crate::support::store::dump;
use crate::support::targets::{Things, address, form};
use crate::support::{House, spawn};
use app::routes::{For, table};
use domain::accounts::Role;

/// What the locked page goes on to write.
const LATER: &str = "Harebellafterwards";

/// Somebody whose session has just been locked with the editor open: the browser, and the form.
async fn locked(house: &House, things: &Things, by_hand: bool) -> (Browser, Fields) {
    let mut browser = house.sign_in(&things.writer).await;
    let page = browser.get(&format!("/reflections/{}/write", things.reflection)).await;
    let mut editor = page.form("id=\"editor\"");
    set(&mut editor, &prompts(&page.body)[0], LATER);
    if by_hand {
        browser.post("/lock", &Fields::new()).await.leads_to(303, "/locked");
    } else {
        house.wait_minutes(15);
    }
    (browser, editor)
}

#[tokio::test]
async fn a_session_locked_by_hand_reads_nothing_and_does_nothing() {
    let house = spawn().await;
    let things = house.things().await;
    let (browser, editor) = locked(&house, &things, true).await;
    walk(&house, &things, browser, &editor).await;
}

#[tokio::test]
async fn a_session_locked_by_itself_reads_nothing_and_does_nothing() {
    let house = spawn().await;
    let things = house.things().await;
    let (browser, editor) = locked(&house, &things, false).await;
    walk(&house, &things, browser, &editor).await;
}

async fn walk(house: &House, things: &Things, browser: Browser, editor: &Fields) {
    for (rule, _) in table() {
        let label = format!("{} {}", rule.method, rule.path);
        let path = address(rule.path, things);
        let mut browser = browser.clone();
        let before = dump(&house.services.db).await;
        let answer = match rule.method {
            "GET" => browser.get(&path).await,
            // Signing in is the way out of the lock, and the links in letters ask for no session.
            _ if rule.who == For::Everyone => continue,
            _ => browser.post(&path, &form(rule.path, Some(&things.writer), editor)).await,
        };
        let after = dump(&house.services.db).await;
        for word in WORDS.into_iter().chain([PRIVATE, LATER, things.writer.name.as_str()]) {
            assert!(!answer.body.contains(word), "{label} shows {word:?}");
        }
        if rule.who == For::WriterOrPass {
            let rows = |dump: &[String], table: &str| -> Vec<String> {
                dump.iter().filter(|row| row.starts_with(table)).cloned().collect()
            };
            for table in ["people ", "reflections ", "sessions ", "person_keys "] {
                assert_eq!(rows(&before, table), rows(&after, table), "{label} changed {table}");
            }
            assert_eq!(rows(&after, "reflection_copies ").len(), 1, "{label} keeps one copy");
            assert!([303, 401].contains(&answer.status), "{label}: {}", answer.status);
        } else if rule.who == For::WritingOwner {
            assert_eq!(before, after, "{label} had an effect");
            answer.expect(401).says("You are signed out");
        } else {
            assert_eq!(before, after, "{label} had an effect");
            if [For::WritingEducators, For::WritingSafetyLeads].contains(&rule.who) {
                // The words are given back out of sight, and nothing is stored.
                assert_eq!(answer.status, 401, "{label}");
            } else if rule.who != For::Everyone {
                assert_eq!(answer.status, 302, "{label}");
                assert!(answer.location().starts_with("/locked"), "{label} leads to {}", answer.location());
            }
        }
    }
}

#[tokio::test]
async fn what_a_locked_page_saves_is_there_after_signing_in_beside_what_was() {
    let house = spawn().await;
    let things = house.things().await;
    let (mut browser, editor) = locked(&house, &things, false).await;
    let reading = format!("/reflections/{}", things.reflection);
    let answer = browser.post(&format!("{reading}/write"), &editor).await;
    answer.leads_to(303, &format!("/sign-in?kept=yes&then={reading}"));

    let page = browser.get(answer.location()).await;
    page.expect(200).says("What you wrote is kept").says_nothing_of(LATER);
    let mut form = page.form("/sign-in");
    set(&mut form, "email", &things.writer.email);
    set(&mut form, "password", &things.writer.password);
    browser.post("/sign-in", &form).await.leads_to(303, &reading);
    browser.get(&reading).await.expect(200).says(WORDS[0]).says("second version").says_nothing_of(LATER);
    let versions = browser.get(&format!("{reading}/versions")).await;
    versions.expect(200).says(LATER).says(WORDS[0]);
}

#[tokio::test]
async fn a_lock_does_not_wait_for_the_next_request_to_be_noticed() {
    let house = spawn().await;
    let mut browser = house.sign_in(&house.administrator).await;
    house.wait_minutes(14);
    browser.get("/people").await.expect(200);
    house.wait_minutes(14);
    browser.get("/people").await.expect(200);
    house.wait_minutes(15);
    browser.get("/people").await.leads_to(302, "/locked?then=/people");
    browser.get("/").await.leads_to(302, "/sign-in");
}

#[tokio::test]
async fn a_busy_session_is_locked_after_fourteen_hours_too() {
    let house = spawn().await;
    let mut browser = house.sign_in(&house.administrator).await;
    for _ in 0..83 {
        house.wait_minutes(10);
        browser.get("/account").await.expect(200);
    }
    house.wait_minutes(10);
    browser.get("/account").await.leads_to(302, "/locked?then=/account");
}

#[tokio::test]
async fn a_pass_opens_no_other_reflection_and_serves_no_other_person() {
    let house = spawn().await;
    let things = house.things().await;
    let mut browser = house.sign_in(&things.writer).await;
    let other = browser.write().await;
    let editor = browser.editor(&things.reflection).await;
    let pass = value(&editor, "pass").to_owned();
    let colleague = house.things().await;
    browser.post("/lock", &Fields::new()).await;
    let mut forged = pass.clone();
    forged.pop();
    let last = if pass.ends_with('A') { "B" } else { "A" };
    let before = dump(&house.services.db).await;
    for (id, pass) in [
        (&other, pass.as_str()),
        (&colleague.reflection, pass.as_str()),
        (&things.reflection, ""),
        (&things.reflection, "nonsense"),
        (&things.reflection, forged.as_str()),
        (&things.reflection, &format!("{forged}{last}")),
    ] {
        let mut form = editor.clone();
        set(&mut form, "pass", pass);
        let answer = browser.post(&format!("/reflections/{id}/write"), &form).await;
        answer.expect(401).says("You are signed out");
    }
    assert_eq!(before, dump(&house.services.db).await);
}

#[tokio::test]
async fn suspension_ends_the_pass_too() {
    let house = spawn().await;
    let things = house.things().await;
    let (mut browser, editor) = locked(&house, &things, true).await;
    let mut administrator = house.sign_in(&house.administrator).await;
    let suspend = format!("/people/{}/suspend", things.person);
    administrator.post(&suspend, &Fields::new()).await.leads_to(303, "/people?done=suspended");
    let before = dump(&house.services.db).await;
    let answer = browser.post(&format!("/reflections/{}/write", things.reflection), &editor).await;
    answer.expect(401).says("You are signed out");
    assert_eq!(before, dump(&house.services.db).await);
    let refused = house.browser().post("/sign-in", &form("/sign-in", Some(&things.writer), &editor)).await;
    refused.expect(422).says("This account is suspended");
}

#[tokio::test]
async fn a_session_of_somebody_else_is_locked_when_another_signs_in_on_the_browser() {
    let house = spawn().await;
    let first: Person = house.person(Role::Staff).await;
    let mut browser = house.sign_in(&first).await;
    let old = browser.clone();
    let second = house.person(Role::Staff).await;
    house.sign_in_on(&mut browser, &second).await;
    browser.get("/account").await.expect(200).says(&second.email).says_nothing_of(&first.email);
    let mut old = old;
    // Its cookie has changed with the lock, so the old one belongs to nobody.
    old.get("/account").await.leads_to(302, "/sign-in?then=/account");
}

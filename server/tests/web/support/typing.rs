//! Forms that somebody is typing in and has not sent, and the pages that hold them.

use super::House;
use super::browser::{Answer, Browser, Fields, set};
use super::crowd::{Crowd, SAFE};
use super::people::Person;
use domain::accounts::Role;

/// What is typed everywhere, as no page of ours would say it.
pub const TYPED: &str = "Harebellafterwards \"quoted\" & <b>not bold</b> é 家";

/// A form somebody is typing in.
pub struct Typing {
    pub what: &'static str,
    pub writer: Person,
    /// Somebody who may use the same pages for their own things.
    pub another: Person,
    pub browser: Browser,
    pub path: String,
    pub form: Fields,
    /// The field that is typed in.
    pub field: &'static str,
    /// The form's mark in its page.
    pub mark: &'static str,
}

/// A crowd whose points are on the desk.
pub async fn with_points(house: &House) -> Crowd {
    let crowd = house.crowd().await;
    house.all_share(&crowd, 8, "no").await;
    assert!(house.move_on().await);
    crowd
}

/// A point open on a lead's desk, its words changed, coded and given an outcome.
pub async fn at_the_desk(house: &House, crowd: &Crowd) -> Typing {
    let mut browser = house.sign_in(&crowd.leads[0]).await;
    let mut form = browser.next_point().await.expect("a point");
    form.retain(|(name, _)| name != "codes");
    set(&mut form, &format!("code-{}", house.first_theme().1[0]), "easier");
    set(&mut form, "outcome", "not-for-here");
    typed(Typing {
        what: "the desk",
        writer: crowd.leads[0].clone(),
        another: crowd.leads[1].clone(),
        browser,
        path: "/desk/read".to_owned(),
        form,
        field: "words",
        mark: "id=\"desk\"",
    })
}

/// The words of a share that is being made safe.
pub async fn sharing(house: &House, crowd: &Crowd) -> Typing {
    let mut browser = house.sign_in(&crowd.people[0]).await;
    let id = browser.write_words(SAFE).await;
    let form = browser.go_to_the_words(&id).await;
    typed(Typing {
        what: "sharing",
        writer: crowd.people[0].clone(),
        another: crowd.people[1].clone(),
        browser,
        path: format!("/reflections/{id}/share"),
        form,
        field: "words",
        mark: "id=\"share\"",
    })
}

/// A module that is there.
pub async fn a_module(house: &House) -> Typing {
    let (writer, another) = (house.person(Role::Educator).await, house.person(Role::Educator).await);
    let mut browser = house.sign_in(&writer).await;
    let id = browser.write_module("Held").await;
    let form = browser.module_form(&id).await;
    typed(Typing {
        what: "a module",
        writer,
        another,
        browser,
        path: format!("/modules/write/{id}"),
        form,
        field: "summary",
        mark: "id=\"module\"",
    })
}

/// One that is not saved yet.
pub async fn a_new_module(house: &House) -> Typing {
    let (writer, another) = (house.person(Role::Educator).await, house.person(Role::Educator).await);
    let mut browser = house.sign_in(&writer).await;
    let form = browser.get("/modules/write/new").await.form("id=\"module\"");
    typed(Typing {
        what: "a new module",
        writer,
        another,
        browser,
        path: "/modules/write/new".to_owned(),
        form,
        field: "summary",
        mark: "id=\"module\"",
    })
}

/// Typed in and not sent.
fn typed(mut typing: Typing) -> Typing {
    set(&mut typing.form, typing.field, TYPED);
    set(&mut typing.form, "do", "look");
    typing
}

/// Checks that a page holds the form and says nothing of it, in its source either; answers its form.
#[track_caller]
pub fn held(what: &str, answer: &Answer, status: u16) -> Fields {
    answer.expect(status);
    assert!(!answer.body.contains("Harebellafterwards"), "{what}: the words stand in the page");
    assert_eq!(answer.header("cache-control"), "no-store", "{what}");
    // Another tab that hides everything must not take this page away.
    assert!(!answer.body.contains("data-hide") && !answer.body.contains("<script"), "{what}");
    let form = answer.form("method=\"post\" autocomplete=\"off\"");
    assert_eq!(form.len(), 1, "{what}: one seal and nothing beside it: {form:?}");
    form
}

/// The form once its writer is signed in again and goes on.
pub async fn goes_on(house: &House, typing: &Typing, held: &Fields) -> Fields {
    let mut browser = house.sign_in(&typing.writer).await;
    let mut held = held.clone();
    // For a module this saves nothing yet.
    set(&mut held, "do", if typing.what.contains("module") { "preview" } else { "back" });
    let page = browser.post(&typing.path, &held).await;
    page.expect(200).form(typing.mark)
}

/// Every kind of form that is held for its writer, typed in.
pub async fn every_form(house: &House) -> Vec<Typing> {
    let crowd = with_points(house).await;
    vec![
        at_the_desk(house, &crowd).await,
        sharing(house, &crowd).await,
        a_module(house).await,
        a_new_module(house).await,
    ]
}

//! Requests that could change something are answered only when they come from a page of ours.

use crate::support::HTTPS;
use crate::support::browser::{Ask, Browser, Fields};
use crate::support::store::dump;
use crate::support::targets::{Things, address, form};
use crate::support::{House, spawn};
use app::routes::{For, Rule, table};

/// What a request from elsewhere bears.
const ELSEWHERE: [&[(&str, &str)]; 11] = [
    &[],
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site")],
    &[("sec-fetch-site", "none")],
    &[("sec-fetch-site", "")],
    &[("sec-fetch-site", "cross-site"), ("origin", HTTPS)],
    &[("origin", "null")],
    &[("origin", "https://evil.example")],
    &[("origin", "http://afterword.test")],
    &[("origin", "https://afterword.test:8443")],
    &[("origin", "https://afterword.test.evil.example")],
];

/// What a request from our own page bears, in a new browser and in an old one.
const FROM_US: [&[(&str, &str)]; 3] = [
    &[("sec-fetch-site", "same-origin")],
    &[("sec-fetch-site", "same-origin"), ("origin", HTTPS)],
    &[("origin", HTTPS)],
];

fn with<'a>(ask: Ask<'a>, headers: &[(&'a str, &str)]) -> Ask<'a> {
    headers.iter().fold(ask, |ask, (name, value)| ask.header(name, value))
}

/// Somebody who may use the route, signed in.
async fn allowed(house: &House, rule: &Rule, things: &Things) -> Browser {
    match rule.who {
        For::Educators | For::WritingEducators => house.sign_in(&things.educator).await,
        For::Everyone | For::SignedIn | For::WritingOwner | For::WriterOrPass | For::Colleagues => {
            house.sign_in(&things.writer).await
        }
        For::SafetyLeads | For::WritingSafetyLeads => house.sign_in(&things.lead).await,
        For::Administrators => house.sign_in(&house.administrator).await,
    }
}

#[tokio::test]
async fn a_post_from_elsewhere_is_refused_at_every_address_and_has_no_effect() {
    let house = spawn().await;
    let things = house.things().await;
    let editor = house.sign_in(&things.writer).await.editor(&things.reflection).await;
    for (rule, _) in table().iter().filter(|(rule, _)| rule.method == "POST") {
        let mut browser = allowed(&house, rule, &things).await;
        let cookies = browser.cookies.clone();
        let path = address(rule.path, &things);
        let form = form(rule.path, Some(&things.writer), &editor);
        let before = dump(&house.services.db).await;
        for headers in ELSEWHERE {
            let answer = browser.send(with(Ask::bare("POST", &path).form(&form), headers)).await;
            assert_eq!(answer.status, 403, "{} {headers:?}", rule.path);
            answer.says("That did not come from a page of ours").says("Nothing was changed");
        }
        assert_eq!(before, dump(&house.services.db).await, "{}", rule.path);
        assert_eq!(cookies, browser.cookies, "{}", rule.path);
    }
}

#[tokio::test]
async fn a_post_from_our_own_page_passes_at_every_address() {
    let house = spawn().await;
    for headers in FROM_US {
        let things = house.things().await;
        let editor = house.sign_in(&things.writer).await.editor(&things.reflection).await;
        for (rule, _) in table().iter().filter(|(rule, _)| rule.method == "POST") {
            let mut browser = allowed(&house, rule, &things).await;
            let path = address(rule.path, &things);
            let form = form(rule.path, Some(&things.writer), &editor);
            let answer = browser.send(with(Ask::bare("POST", &path).form(&form), headers)).await;
            assert_ne!(answer.status, 403, "{} {headers:?}\n{}", rule.path, answer.words());
        }
    }
}

#[tokio::test]
async fn a_page_opens_wherever_the_link_to_it_stood() {
    let house = spawn().await;
    let things = house.things().await;
    for (rule, _) in table().iter().filter(|(rule, _)| rule.method == "GET") {
        let mut browser = allowed(&house, rule, &things).await;
        let path = address(rule.path, &things);
        let usual = browser.get(&path).await.status;
        for headers in ELSEWHERE.into_iter().chain(FROM_US) {
            let answer = browser.send(with(Ask::bare("GET", &path), headers)).await;
            assert_eq!(answer.status, usual, "{path} {headers:?}");
        }
    }
}

#[tokio::test]
async fn other_methods_from_elsewhere_are_refused_too() {
    let house = spawn().await;
    let mut browser = house.sign_in(&house.administrator).await;
    for method in ["PUT", "PATCH", "DELETE", "OPTIONS"] {
        for path in ["/people", "/nothing", "/account"] {
            browser.send(Ask::bare(method, path)).await.expect(403);
        }
    }
}

#[tokio::test]
async fn no_other_site_is_told_that_it_may_read_or_post() {
    let house = spawn().await;
    let mut browser = house.sign_in(&house.administrator).await;
    let before_flight = Ask::bare("OPTIONS", "/people/invite")
        .header("origin", "https://evil.example")
        .header("access-control-request-method", "POST");
    let refused = browser.send(before_flight).await;
    let page = browser.send(Ask::bare("GET", "/people").header("origin", "https://evil.example")).await;
    for answer in [refused, page] {
        let names: Vec<&str> = answer.headers.keys().map(|name| name.as_str()).collect();
        assert!(!names.iter().any(|name| name.starts_with("access-control-")), "{names:?}");
    }
    // An empty form from a sandboxed frame or a file has a null origin.
    let null = Ask::bare("POST", "/sign-out").form(&Fields::new()).header("origin", "null");
    browser.send(null).await.expect(403);
    browser.get("/people").await.expect(200);
}

//! The headers of every answer.

use crate::support::pages::{Shown, every_answer};
use crate::support::{House, spawn};
use std::collections::{BTreeMap, HashSet};

/// The content policy of an answer, by directive.
fn policy(shown: &Shown) -> BTreeMap<String, Vec<String>> {
    let header = shown.answer.header("content-security-policy");
    header
        .split(';')
        .map(|directive| {
            let mut words = directive.split_whitespace().map(str::to_owned);
            (words.next().unwrap_or_default(), words.collect())
        })
        .collect()
}

async fn answers(house: &House) -> Vec<Shown> {
    let answers = every_answer(house).await;
    for status in [200, 302, 303, 401, 403, 404, 410, 413, 415, 422] {
        assert!(answers.iter().any(|shown| shown.answer.status == status), "no answer has {status}");
    }
    answers
}

#[tokio::test]
async fn every_answer_bears_the_headers_that_guard_it() {
    for shown in answers(&spawn().await).await {
        let label = &shown.label;
        let header = |name| shown.answer.header(name);
        assert_eq!(header("x-content-type-options"), "nosniff", "{label}");
        assert_eq!(header("referrer-policy"), "same-origin", "{label}");
        assert_eq!(header("cache-control"), "no-store", "{label}");
        assert_eq!(header("x-frame-options"), "DENY", "{label}");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin", "{label}");
        assert_eq!(header("cross-origin-resource-policy"), "same-origin", "{label}");
        assert!(header("strict-transport-security").starts_with("max-age="), "{label}");
        for told in ["server", "x-powered-by", "etag", "last-modified"] {
            assert_eq!(header(told), "", "{label} tells {told}");
        }
        for (name, values) in [("content-type", 1), ("content-security-policy", 1), ("refresh", 1)] {
            assert!(shown.answer.headers.get_all(name).iter().count() <= values, "{label}: {name} twice");
        }
    }
}

#[tokio::test]
async fn every_page_has_a_strict_content_policy() {
    for shown in answers(&spawn().await).await {
        let (label, policy) = (&shown.label, policy(&shown));
        let allowed = |directive: &str| policy.get(directive).map(|words| words.join(" "));
        assert_eq!(allowed("default-src").as_deref(), Some("'none'"), "{label}");
        assert_eq!(allowed("base-uri").as_deref(), Some("'none'"), "{label}");
        assert_eq!(allowed("frame-ancestors").as_deref(), Some("'none'"), "{label}");
        if !shown.answer.is_page() {
            assert_eq!(policy.len(), 3, "{label} is no page and loads nothing");
            continue;
        }
        for (directive, words) in [
            ("style-src", "'self'"),
            ("img-src", "'self' data:"),
            ("font-src", "'self'"),
            ("connect-src", "'self'"),
            ("form-action", "'self'"),
        ] {
            assert_eq!(allowed(directive).as_deref(), Some(words), "{label}: {directive}");
        }
        let scripts = &policy["script-src"];
        assert!(scripts[0].starts_with("'nonce-"), "{label}: {scripts:?}");
        assert_eq!(scripts[1..], ["'strict-dynamic'", "'wasm-unsafe-eval'"], "{label}");
        assert_eq!(policy.len(), 9, "{label}: {policy:?}");
    }
}

#[tokio::test]
async fn every_page_has_a_nonce_of_its_own_and_its_scripts_bear_it() {
    let mut seen = HashSet::new();
    let mut scripts = 0;
    for shown in answers(&spawn().await).await {
        if !shown.answer.is_page() {
            continue;
        }
        let source = &policy(&shown)["script-src"][0];
        let nonce = source.trim_start_matches("'nonce-").trim_end_matches('\'').to_owned();
        assert!(nonce.len() >= 22, "{}: 128 bits at least: {nonce:?}", shown.label);
        for tag in shown.answer.tags() {
            match tag.name.as_str() {
                "script" => {
                    scripts += 1;
                    assert_eq!(tag.get("nonce"), nonce, "{}", shown.label);
                }
                _ => assert!(!tag.has("nonce"), "{}: a nonce at {}", shown.label, tag.name),
            }
        }
        assert!(seen.insert(nonce), "{}: a nonce was used before", shown.label);
    }
    assert!(scripts > 10, "pages with scripts were among them");
}

#[tokio::test]
async fn pages_that_are_read_turn_into_the_lock_page_and_those_written_on_do_not() {
    let (mut read, mut written) = (0, 0);
    for shown in answers(&spawn().await).await {
        // Words that are kept nowhere else may be out of sight in a form.
        let marks = ["<textarea", "name=\"words\"", "They are kept nowhere"];
        let has_words = marks.iter().any(|mark| shown.answer.body.contains(mark));
        let has_editor = has_words || shown.answer.status == 401;
        let refresh = shown.answer.header("refresh");
        let is_personal = shown.answer.is_page() && shown.answer.body.contains("aw-nav__link");
        if shown.signed_in && is_personal && !has_editor {
            assert_eq!(refresh, "901; url=/locked", "{}", shown.label);
            read += 1;
        } else {
            assert_eq!(refresh, "", "{}", shown.label);
            written += usize::from(has_editor);
        }
    }
    assert!(read > 20 && written > 2, "{read} read, {written} written on");
}

#[tokio::test]
async fn an_asset_may_be_kept_and_a_page_may_not() {
    let house = spawn().await;
    let mut browser = house.browser();
    let page = browser.get("/sign-in").await;
    let style = page.tags().into_iter().find(|tag| tag.get("rel") == "stylesheet").expect("a style sheet");
    let asset = browser.get(style.get("href")).await;
    asset.expect(200);
    assert_eq!(asset.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(asset.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(asset.header("x-content-type-options"), "nosniff");

    let mut writer = house.sign_in(&house.administrator).await;
    let id = writer.begin().await;
    let page = writer.get(&format!("/reflections/{id}/write")).await;
    let check = page.tags().into_iter().find(|tag| tag.get("id") == "check-script").expect("the check");
    for (mark, kind) in [
        ("src", "text/javascript; charset=utf-8"),
        ("data-glue", "text/javascript; charset=utf-8"),
        ("data-wasm", "application/wasm"),
        ("data-lexicon", "application/octet-stream"),
    ] {
        let asset = browser.get(check.get(mark)).await;
        asset.expect(200);
        assert_eq!(asset.header("cache-control"), "public, max-age=31536000, immutable", "{mark}");
        assert_eq!(asset.header("content-type"), kind, "{mark}");
    }
}

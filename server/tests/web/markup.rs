//! What stands in the pages themselves.

use crate::support::html::Tag;
use crate::support::pages::{Shown, every_answer, every_page_of_the_loop};
use crate::support::people::{PRIVATE, WORDS};
use crate::support::spawn;

async fn pages() -> Vec<(Shown, Vec<Tag>)> {
    let house = spawn().await;
    let mut answers = every_answer(&house).await;
    let of_the_loop = every_page_of_the_loop(&spawn().await).await;
    assert!(
        of_the_loop.iter().all(|shown| [200, 409, 422].contains(&shown.answer.status)),
        "pages of the loop"
    );
    answers.extend(of_the_loop);
    let answers = answers.into_iter().filter(|shown| shown.answer.is_page());
    let pages: Vec<_> = answers
        .map(|shown| {
            let tags = shown.answer.tags();
            (shown, tags)
        })
        .collect();
    assert!(pages.len() > 60, "only {} pages", pages.len());
    pages
}

#[tokio::test]
async fn no_page_holds_a_script_or_style_of_its_own() {
    for (shown, tags) in pages().await {
        for tag in tags {
            let label = format!("{}: {}", shown.label, tag.name);
            assert_ne!(tag.name, "style", "{label}");
            assert!(!["iframe", "object", "embed", "base"].contains(&tag.name.as_str()), "{label}");
            if tag.name == "script" {
                assert!(tag.text.trim().is_empty() && tag.get("src").starts_with("/assets/"), "{label}");
            }
            for (name, value) in &tag.attributes {
                assert!(!name.starts_with("on"), "{label} has {name}");
                assert!(name != "style" && name != "srcdoc", "{label} has {name}");
                assert!(!value.trim_start().to_lowercase().starts_with("javascript:"), "{label}: {value}");
            }
            assert!(tag.get("http-equiv").is_empty(), "{label}");
        }
    }
}

#[tokio::test]
async fn no_page_refers_to_another_host_but_by_a_link_that_tells_it_nothing() {
    let mut links = 0;
    for (shown, tags) in pages().await {
        for tag in tags {
            // What a module or its sources lead to is opened only by whoever follows it.
            if tag.name == "a" && tag.get("href").starts_with("https://") {
                assert_eq!(tag.get("rel"), "noopener noreferrer", "{}: {}", shown.label, tag.get("href"));
                assert!(tag.attributes.len() == 2, "{}: {:?}", shown.label, tag.attributes);
                links += 1;
                continue;
            }
            for (name, value) in tag.attributes {
                let elsewhere = value.contains("://") || value.starts_with("//") || value.starts_with("\\\\");
                assert!(!elsewhere, "{}: {} {name}={value}", shown.label, tag.name);
            }
        }
    }
    assert!(links > 4, "only {links} links of modules");
}

#[tokio::test]
async fn browsers_are_asked_not_to_send_typed_words_away_or_to_keep_them() {
    let mut fields = 0;
    for (shown, tags) in pages().await {
        let html = tags.iter().find(|tag| tag.name == "html").expect("an html element");
        assert_eq!(html.get("translate"), "no", "{}", shown.label);
        assert_eq!(html.get("writingsuggestions"), "false", "{}", shown.label);
        assert_eq!(html.get("lang"), "en-GB", "{}", shown.label);
        for tag in tags {
            let label = format!("{}: {} {}", shown.label, tag.name, tag.get("name"));
            let is_typed = match (tag.name.as_str(), tag.get("type")) {
                ("textarea", _) => true,
                ("input", kind) => !["hidden", "radio", "checkbox"].contains(&kind),
                _ => tag.has("contenteditable"),
            };
            if !is_typed {
                continue;
            }
            fields += 1;
            assert_eq!(tag.get("spellcheck"), "false", "{label}");
            let kept = tag.get("autocomplete");
            let own = ["username", "name", "current-password", "new-password"];
            match tag.name.as_str() {
                "textarea" => assert_eq!(kept, "off", "{label}"),
                _ if shown.label.contains("/people") => assert_eq!(kept, "off", "{label}"),
                _ => assert!(kept == "off" || own.contains(&kept), "{label}: {kept:?}"),
            }
        }
    }
    assert!(fields > 40, "only {fields} fields");
}

#[tokio::test]
async fn titles_and_addresses_hold_nothing_that_was_typed() {
    for (shown, tags) in pages().await {
        let titles: Vec<&Tag> = tags.iter().filter(|tag| tag.name == "title").collect();
        let [title] = titles.as_slice() else { panic!("{}: {} titles", shown.label, titles.len()) };
        for word in WORDS.into_iter().chain([PRIVATE, "Jo Carter", "@"]) {
            assert!(!title.text.contains(word), "{}: {}", shown.label, title.text);
        }
        assert!(title.text.ends_with(" – Afterword") && title.text.len() > 14, "{}", shown.label);
        let is_again = shown.answer.status == 422 && shown.answer.body.contains("Something to put right");
        assert_eq!(is_again, title.text.starts_with("Error: "), "{}: {}", shown.label, title.text);
        for tag in tags {
            for name in ["href", "src", "action", "formaction"] {
                let link = tag.get(name);
                for word in WORDS.into_iter().chain([PRIVATE, "@"]) {
                    assert!(!link.contains(word), "{}: {link}", shown.label);
                }
            }
        }
    }
}

#[tokio::test]
async fn what_is_to_be_put_right_leads_to_its_field() {
    let mut links = 0;
    for (shown, tags) in pages().await {
        let ids: Vec<&str> = tags.iter().map(|tag| tag.get("id")).filter(|id| !id.is_empty()).collect();
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(ids.len(), once.len(), "{}: an id stands twice", shown.label);
        for tag in &tags {
            if let Some(field) = tag.get("href").strip_prefix('#').filter(|field| *field != "main") {
                assert!(ids.contains(&field), "{}: no field {field}", shown.label);
                links += 1;
            }
        }
    }
    assert!(links > 8, "only {links} links");
}

#[tokio::test]
async fn only_pages_with_islands_load_wasm_and_only_personal_ones_a_script() {
    for (shown, tags) in pages().await {
        let scripts = tags.iter().filter(|tag| tag.name == "script").count();
        let has_island = tags.iter().any(|tag| tag.name == "leptos-island");
        let is_personal = shown.answer.body.contains("aw-nav__link");
        let has_check = tags.iter().any(|tag| tag.has("data-check-switch"));
        let expected = usize::from(has_island) + usize::from(is_personal) + usize::from(has_check);
        assert_eq!(scripts, expected, "{}", shown.label);
        let wasm = tags.iter().any(|tag| tag.get("data-wasm").ends_with(".wasm"));
        assert_eq!(wasm, has_island || has_check, "{}", shown.label);
        assert_eq!(
            tags.iter().any(|tag| tag.get("data-lexicon").ends_with(".bin")),
            has_check,
            "{}",
            shown.label
        );
    }
}

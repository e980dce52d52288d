//! Modules in the content folder: what loads, and every rule broken once with its line.

use std::collections::BTreeMap;

use jiff::civil::date;

use super::{load, loaded, problems, small};

const PATH: &str = "modules/plain-words/1.md";
const MODULE: &str = r#"+++
id = "plain-words"
version = "1"
valid_from = 2026-02-01
title = "Plain words"
summary = "S"
minutes = 15
outcomes = ["Say it"]
ambitions = ["A1", "A1.1"]
foundations = ["F1"]
themes = ["COM.one"]
starter = true
[[sources]]
title = "A guide"
publisher = "P"
year = "2021"
url = "https://example.org/guide"
+++
# First

Words.

# Second

More *words*.
"#;

fn with_module() -> BTreeMap<String, String> {
    let mut texts = small();
    texts.insert(PATH.into(), MODULE.into());
    texts
}

fn problems_after(old: &str, new: &str) -> Vec<String> {
    let mut texts = with_module();
    assert!(MODULE.contains(old), "no {old:?}");
    texts.insert(PATH.into(), MODULE.replacen(old, new, 1));
    problems(&texts)
}

#[test]
fn a_module_loads_with_its_pages_and_is_offered_while_it_holds() {
    let content = loaded(&with_module());
    let [module] = content.modules_on(date(2026, 2, 1)).collect::<Vec<_>>()[..] else { panic!("one module") };
    assert_eq!((module.id.as_str(), module.version.as_str(), module.starter), ("plain-words", "1", true));
    assert_eq!(module.card.pages, ["First", "Second"]);
    assert_eq!(module.card.outcomes, ["Say it"]);
    assert_eq!(module.card.sources[0].url.as_deref(), Some("https://example.org/guide"));
    assert!(module.card.mapping.answers("COM") && module.card.mapping.serves("A1"));
    assert!(module.body.starts_with("# First"));
    assert_eq!(content.modules_on(date(2026, 1, 31)).count(), 0, "not before its day");
    assert!(content.module("plain-words", "1").is_some() && content.module("plain-words", "2").is_none());
}

#[test]
fn a_folder_without_modules_loads() {
    assert_eq!(loaded(&small()).modules_on(date(2026, 2, 1)).count(), 0);
}

#[test]
fn who_has_begun_a_version_keeps_it_when_the_next_holds() {
    let mut texts = with_module();
    let first = MODULE.replacen("2026-02-01", "2026-02-01\nvalid_to = 2026-06-30", 1);
    let second = MODULE.replace("version = \"1\"", "version = \"2\"").replace("2026-02-01", "2026-07-01");
    texts.insert(PATH.into(), first);
    texts.insert("modules/plain-words/2.md".into(), second);
    let content = loaded(&texts);
    let version = |day| content.modules_on(day).next().map(|module| module.version.clone());
    assert_eq!(version(date(2026, 6, 30)).as_deref(), Some("1"));
    assert_eq!(version(date(2026, 7, 1)).as_deref(), Some("2"));
    assert!(content.module("plain-words", "1").is_some());
    assert_eq!(content.last_module("plain-words", date(2030, 1, 1)).expect("begun").version, "2");
}

#[test]
fn front_matter_that_does_not_begin_or_end_is_refused() {
    let found = problems_after("+++\nid", "id");
    assert_eq!(found.len(), 1, "only the slip itself: {found:?}");
    assert!(
        found[0].starts_with("content/modules/plain-words/1.md:1: the first line must be `+++`"),
        "{found:?}"
    );
    let found = problems_after("+++\n# First", "# First");
    assert!(
        found[0].starts_with("content/modules/plain-words/1.md:1: a second line `+++` is missing"),
        "{found:?}"
    );
    let found = problems_after("minutes = 15", "minutes = ");
    assert!(found[0].starts_with("content/modules/plain-words/1.md:7: this is not TOML"), "{found:?}");
}

#[test]
fn what_is_missing_or_nobody_knows_is_refused_with_its_line() {
    for (old, new, wanted) in [
        ("summary = \"S\"\n", "", ":1: `summary` is missing"),
        ("[\"Say it\"]", "[]", ":8: `outcomes` must name at least one: [\"...\"]"),
        (
            "\"A1.1\"",
            "\"A1.9\"",
            ":9: there is no ambition or building block \"A1.9\" on the day this version begins",
        ),
        ("\"F1\"", "\"F9\"", ":10: there is no foundation \"F9\" on the day this version begins"),
        (
            "\"COM.one\"",
            "\"COM.two\"",
            ":11: there is no theme or sub-theme \"COM.two\" on the day this version begins",
        ),
        ("[\"COM.one\"]", "[]", ":11: `themes` must name at least one: [\"...\"]"),
        (
            "starter = true",
            "starter = \"yes\"",
            ":12: `starter` must be true or false, without quotation marks",
        ),
        (
            "\"https://example.org/guide\"",
            "\"javascript:x\"",
            ":17: `url` must begin with https:// or http:// and hold no spaces",
        ),
        ("minutes = 15", "minutes = 15\nlevel = 3", ":8: `level` is not a key here"),
    ] {
        let found = problems_after(old, new);
        let wanted = format!("content/{PATH}{wanted}");
        assert!(found.iter().any(|problem| problem.starts_with(&wanted)), "{wanted}: {found:?}");
    }
}

#[test]
fn what_a_reader_would_never_see_is_refused_with_its_line() {
    for (new, wanted) in [
        ("Words <script>alert(1)</script>", ":21: HTML tags are never shown"),
        ("<div>\nWords\n</div>", ":21: HTML tags are never shown"),
        ("[Words](javascript:alert(1))", ":21: A link may lead to an https:// address"),
        ("\n![Words](https://x.example/p.png)", ":22: Pictures cannot be shown"),
    ] {
        let found = problems_after("Words.", new);
        assert!(found[0].starts_with(&format!("content/{PATH}{wanted}")), "{new}: {found:?}");
    }
}

#[test]
fn a_module_needs_pages_and_each_page_a_title() {
    let found = problems_after("# First\n\nWords.\n\n# Second\n\nMore *words*.\n", "");
    assert_eq!(
        found,
        [format!("content/{PATH}:19: there is no page: begin each with a line such as `# Its title`")]
    );
    let found = problems_after("# First\n\nWords.", "Words.");
    assert!(
        found[0].starts_with(&format!("content/{PATH}:19: a page begins here without a title")),
        "{found:?}"
    );
    let found = problems_after("# Second", "#");
    assert!(
        found[0].starts_with(&format!("content/{PATH}:23: a page begins here without a title")),
        "{found:?}"
    );
}

#[test]
fn two_modules_with_one_title_are_refused() {
    let mut texts = with_module();
    let other =
        MODULE.replace("\"plain-words\"", "\"other\"").replace("\"Plain words\"", "\" plain  WORDS\"");
    texts.insert("modules/other/1.md".into(), other);
    let found = problems(&texts);
    assert_eq!(
        found,
        [format!("content/{PATH}:5: the module `other` has this title already: choose another")]
    );
}

#[test]
fn a_module_with_a_name_that_addresses_need_is_refused() {
    for name in ["write", "new", "a0000000-0000-4000-8000-000000000000"] {
        let mut texts = small();
        texts.insert(
            format!("modules/{name}/1.md"),
            MODULE.replace("\"plain-words\"", &format!("\"{name}\"")),
        );
        let found = problems(&texts);
        let wanted = format!("content/modules/{name}/1.md:2: a module cannot be called `{name}`");
        assert!(found.contains(&wanted), "{found:?}");
    }
}

#[test]
fn a_file_beside_the_folders_has_no_place() {
    let mut texts = small();
    texts.insert("modules/plain-words.md".into(), MODULE.into());
    assert!(problems(&texts)[0].starts_with("content/modules/plain-words.md: this file has no place here"));
    let mut empty = small();
    empty.insert("modules/plain-words/notes.txt".into(), String::new());
    assert!(load(&empty).is_err());
}

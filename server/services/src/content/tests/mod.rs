//! The smallest content there can be, and ways to change it.

mod embedded;
mod lookup;
mod modules;
mod refused;

use std::collections::BTreeMap;

use super::files::Files;
use super::{Content, ContentErrors};

/// The smallest content there can be. Each file's first line is line 1.
const SMALL: [(&str, &str); 15] = [
    ("README.md", "Anything."),
    (
        "frameworks/ambitions/1.toml",
        r#"id = "ambitions"
version = "1"
valid_from = 2021-01-01
valid_to = 2026-12-31
title = "T"
overarching = "O"
ambitions = [{ id = "A1", title = "T", building_blocks = [{ id = "A1.1", title = "T" }] }]
foundations = [{ id = "F1", title = "T" }]
"#,
    ),
    (
        "codebook/1.toml",
        r#"id = "codebook"
version = "1"
valid_from = 2026-01-01
title = "T"
directions = [{ id = "easier", label = "L" }]
[[themes]]
id = "COM"
title = "T"
about = "A"
sub_themes = [{ id = "COM.one", title = "T", about = "A" }]
"#,
    ),
    (
        "choices/place/1.toml",
        r#"id = "place"
version = "1"
valid_from = 2026-01-01
choices = [
    { id = "ward", label = "Ward", group = "Hospital" },
    { id = "home", label = "Home" },
]
"#,
    ),
    (
        "templates/plain/1.toml",
        r#"id = "plain"
version = "1"
valid_from = 2026-01-01
order = 1
title = "T"
about = "A"
minutes = 3
[[prompts]]
id = "first"
kind = "text"
rows = 3
ask = "Q"
why = "W"
[[prompts]]
id = "second"
kind = "choice"
choices = "place/1"
ask = "Q"
why = "W"
"#,
    ),
    (
        "signposts/1.toml",
        r#"id = "signposts"
version = "1"
valid_from = 2026-01-01
groups = [{ id = "urgent", title = "Now" }, { id = "later", title = "Later" }]
[[signposts]]
id = "line"
group = "urgent"
name = "N"
what = "W"
contact = "Call 999"
tel = "999"
who_for = "You"
[[signposts]]
id = "dated"
group = "later"
name = "N"
what = "W"
contact = "Ask"
who_for = "You"
owner = "Somebody"
checked = 2026-01-01
expires = 2026-03-31
"#,
    ),
    (
        "gate/1.toml",
        r#"id = "gate"
version = "1"
valid_from = 2026-01-01
title = "T"
lead = "L"
not_this = "N"
reassure = "R"
[[entries]]
id = "one"
title = "T"
when = "W"
say = "S"
signposts = ["dated", "line"]
"#,
    ),
    (
        "how-are-you/1.toml",
        r#"id = "how-are-you"
version = "1"
valid_from = 2026-01-01
ask = "Q"
why = "W"
text_label = "L"
signposts_lead = "S"
signposts = ["line"]
options = [{ id = "well", label = "L" }]
"#,
    ),
    (
        "promise/1.toml",
        r#"id = "promise"
version = "1"
valid_from = 2026-01-01
title = "T"
short = "S"
[[parts]]
id = "yours"
title = "T"
paragraphs = ["P"]
"#,
    ),
    (
        "consent/1.toml",
        r#"id = "consent"
version = "1"
valid_from = 2026-01-01
title = "T"
lead = "L"
agree = "A"
quote_ask = "Q"
quote_why = "W"
quote_yes = "Y"
quote_no = "N"
parts = [{ id = "one", title = "T", items = ["I"] }]
reasons = [{ id = "public", label = "L" }]
"#,
    ),
    (
        "outcomes/1.toml",
        r#"id = "outcomes"
version = "1"
valid_from = 2026-01-01
outcomes = [
    { id = "counted", when = "accepted", title = "T", say = "S" },
    { id = "other", when = "set-aside", title = "T", say = "S", signposts = ["line"] },
    { id = "late", when = "undecided", title = "T", say = "S" },
    { id = "back", when = "withdrawn", title = "T", say = "S" },
]
"#,
    ),
    ("emails/invitation.txt", "Come to {organisation}\n\nHello {name},\n{link} works {days} days.\n"),
    ("emails/reset.txt", "Reset\n\n{name}: {link} for {hours} hours.\n"),
    ("emails/reset-notice.txt", "Done\n\n{name} {date} {link}\n"),
    ("emails/reopening-notice.txt", "Soon\n\n{name} {date} {link}\n"),
];

fn small() -> BTreeMap<String, String> {
    SMALL.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn load(texts: &BTreeMap<String, String>) -> Result<Content, ContentErrors> {
    let mut files = Files::new("content");
    for (path, text) in texts {
        files.add(path, text.as_bytes());
    }
    Content::from_files(files)
}

fn loaded(texts: &BTreeMap<String, String>) -> Content {
    load(texts).unwrap_or_else(|errors| panic!("this content should load:\n{errors}"))
}

fn problems(texts: &BTreeMap<String, String>) -> Vec<String> {
    let errors = load(texts).expect_err("this content should be refused");
    errors.problems.iter().map(ToString::to_string).collect()
}

/// The problems after `old` is replaced by `new` in one file.
fn problems_after(path: &str, old: &str, new: &str) -> Vec<String> {
    let mut texts = small();
    let text = texts.get_mut(path).expect("the file is there");
    assert!(text.contains(old), "{path} has no {old:?}");
    *text = text.replacen(old, new, 1);
    problems(&texts)
}

/// Adds version 2 of a file, made from version 1.
fn with_second(path: &str, change: impl Fn(&str) -> String) -> BTreeMap<String, String> {
    let mut texts = small();
    let second = change(&texts[path]).replace("version = \"1\"", "version = \"2\"");
    texts.insert(path.replace("/1.toml", "/2.toml"), second);
    texts
}

const PLAIN: &str = "templates/plain/1.toml";
const SIGNPOSTS: &str = "signposts/1.toml";

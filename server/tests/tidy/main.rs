//! The rules of the house that no compiler keeps: where things lie, how long files are, and what may
//! be named where. docs/architecture.md is the map.

mod tree;

use std::collections::BTreeSet;
use tree::{File, read, root, sources};

/// A file is one subject; beyond this it is two.
const MOST_LINES: usize = 400;
/// Tests and benchmarks may lay out long tables.
const MOST_LINES_OF_TESTS: usize = 600;

/// Where a folder's name says nothing, anything ends up in it.
const SAY_NOTHING: [&str; 6] = ["utils", "util", "helpers", "common", "misc", "shared"];

/// What stands at the top, beside files that begin with a dot.
const TOP: [&str; 14] = [
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "Makefile",
    "README.md",
    "app",
    "content",
    "docs",
    "end2end",
    "migrations",
    "rust-toolchain.toml",
    "server",
    "style",
    "target",
];

/// Where SQL may stand, beside `queries.rs` and `queries/`.
const MAY_ASK_THE_DATABASE: [(&str, &str); 4] = [
    ("server/services/src/db.rs", "counts migrations, before there is any table of ours"),
    ("server/services/src/sealing/person_keys.rs", "the room that wraps a key is the only one to fetch it"),
    ("server/services/src/sealing/ring_names.rs", "the ring names its keys in the database it opens"),
    ("server/services/src/email/outbox.rs", "a lease and a seal around each of four statements"),
];

/// Files of `app` that are compiled for the server only, by the lines that say so in `lib.rs` and in
/// each capability's `mod.rs`.
const SERVER_ONLY: [&str; 5] = ["/pages/", "src/web/", "src/ui/", "src/routes.rs", "src/home.rs"];

#[test]
fn no_file_is_longer_than_one_subject_needs() {
    let long: Vec<String> = sources(&["rs", "ts", "scss"])
        .into_iter()
        .filter_map(|file| {
            let most = if file.is_test() { MOST_LINES_OF_TESTS } else { MOST_LINES };
            let lines = file.text.lines().count();
            (lines > most).then(|| format!("{} has {lines} lines, the most is {most}", file.path))
        })
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_folder_has_a_name_that_says_what_it_is_for() {
    for folder in tree::folders() {
        let name = folder.rsplit('/').next().unwrap_or_default();
        assert!(!SAY_NOTHING.contains(&name), "{folder}: name it for what is in it");
    }
    for file in sources(&["rs", "ts", "scss"]) {
        let name = file.path.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default();
        assert!(!SAY_NOTHING.contains(&name), "{}: name it for what is in it", file.path);
    }
}

#[test]
fn sql_stands_in_queries_and_in_few_other_places() {
    let asks = |text: &str| text.contains("sqlx::query") || text.contains("QueryBuilder");
    for file in sources(&["rs"]).iter().filter(|file| asks(&file.text) && !file.is_test()) {
        let is_queries = file.path.ends_with("/queries.rs") || file.path.contains("/queries/");
        let is_known = MAY_ASK_THE_DATABASE.iter().any(|(path, _)| *path == file.path);
        assert!(is_queries || is_known, "{}: SQL belongs in the capability's queries.rs", file.path);
    }
    for (path, reason) in MAY_ASK_THE_DATABASE {
        assert!(asks(&read(path)), "{path} no longer needs its exception ({reason})");
    }
}

#[test]
fn what_runs_in_the_browser_never_names_the_services() {
    let in_app = |file: &&File| file.path.starts_with("app/src/") || file.path.starts_with("app/browser/");
    let mut named = 0;
    for file in sources(&["rs"]).iter().filter(in_app).filter(|file| file.text.contains("services::")) {
        named += 1;
        let is_server_only = SERVER_ONLY.iter().any(|place| file.path.contains(place));
        assert!(is_server_only, "{} names services:: and is compiled for the browser too", file.path);
    }
    assert!(named > 10, "pages name services::, so this looks at the wrong files");
}

#[test]
fn what_is_called_server_only_is() {
    let gate = "#[cfg(feature = \"ssr\")]\n";
    let lib = read("app/src/lib.rs");
    for module in ["home", "routes", "ui", "web"] {
        let gated = [format!("{gate}mod {module};"), format!("{gate}pub mod {module};")];
        assert!(gated.iter().any(|lines| lib.contains(lines)), "app/src/lib.rs: {module} must be behind ssr");
    }
    for file in sources(&["rs"]).iter().filter(|file| file.path.starts_with("app/src/")) {
        for line in ["mod pages;", "pub mod pages;"] {
            let Some(at) = file.text.find(&format!("\n{line}")) else { continue };
            let capability = file.path.split('/').nth(2).unwrap_or_default();
            let whole = lib.contains(&format!("{gate}mod {capability};"));
            assert!(whole || file.text[..=at].ends_with(gate), "{}: pages must be behind ssr", file.path);
        }
    }
}

#[test]
fn every_page_is_in_the_table_of_routes() {
    let outside = ["/healthz", "/readyz", "/assets/{name}"];
    for file in sources(&["rs"]).iter().filter(|file| !file.is_test()) {
        let routes: Vec<&str> = file.text.split(".route(").skip(1).collect();
        match file.path.as_str() {
            "app/src/routes.rs" => assert_eq!(routes.len(), 1, "one fold over the table"),
            "server/src/router.rs" => {
                assert_eq!(routes.len(), outside.len());
                for path in outside {
                    assert!(routes.iter().any(|route| route.starts_with(&format!("\"{path}\""))), "{path}");
                }
            }
            path => assert!(routes.is_empty(), "{path}: a page outside the table is walked by no test"),
        }
    }
}

#[test]
fn the_top_level_holds_what_the_map_says_and_nothing_else() {
    let entries: BTreeSet<String> = std::fs::read_dir(root())
        .expect("the top")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name in UTF-8"))
        .filter(|name| !name.starts_with('.'))
        .collect();
    let allowed: BTreeSet<String> = TOP.map(str::to_owned).into();
    let extra: Vec<_> = entries.difference(&allowed).collect();
    let missing: Vec<_> = allowed.difference(&entries).collect();
    assert!(extra.is_empty() && missing.is_empty(), "too much: {extra:?}, missing: {missing:?}");
}

#[test]
fn every_place_on_the_map_is_there_and_every_capability_is_on_it() {
    let map = read("docs/architecture.md");
    let block = map.split("```").nth(1).expect("the map stands in the first block");
    let mut above: Vec<(usize, String)> = Vec::new();
    let mut places = BTreeSet::new();
    for line in block.lines().filter(|line| !line.trim().is_empty()) {
        let depth = line.len() - line.trim_start().len();
        let name = line.split_whitespace().next().unwrap_or_default();
        above.retain(|(other, _)| *other < depth);
        let path = above.iter().map(|(_, name)| name.as_str()).collect::<String>() + name;
        assert!(root().join(&path).exists(), "docs/architecture.md names {path}, which is not there");
        assert_eq!(root().join(&path).is_dir(), path.ends_with('/'), "{path}");
        if name.ends_with('/') {
            above.push((depth, name.to_owned()));
        }
        places.insert(path);
    }
    assert!(places.len() > 20, "the map has {} places", places.len());
    let workspace: toml::Table = read("Cargo.toml").parse().expect("TOML");
    for member in workspace["workspace"]["members"].as_array().expect("members") {
        let path = format!("{}/", member.as_str().expect("a path"));
        assert!(places.contains(&path), "the crate {path} is not on the map");
    }
    for parent in ["app/src/", "server/", "server/services/src/", "app/domain/src/"] {
        for folder in tree::folders_in(parent) {
            let is_a_test = folder.ends_with("/tests/") || folder.ends_with("/benches/");
            assert!(is_a_test || places.contains(&folder), "{folder} is not on the map");
        }
    }
}

#[test]
fn both_databases_have_the_same_migrations() {
    let names = |folder: &str| -> BTreeSet<String> {
        let files = std::fs::read_dir(root().join(folder)).expect("migrations");
        files.map(|file| file.expect("a file").file_name().into_string().expect("UTF-8")).collect()
    };
    assert_eq!(names("migrations/sqlite"), names("migrations/postgres"));
}

#[test]
fn no_rust_source_names_an_ambition_or_a_theme() {
    let mut names = BTreeSet::new();
    for folder in ["content/frameworks/ambitions", "content/codebook"] {
        for file in std::fs::read_dir(root().join(folder)).expect("content") {
            let text = std::fs::read_to_string(file.expect("a file").path()).expect("text");
            let table: toml::Table = text.parse().expect("TOML");
            for list in ["ambitions", "foundations", "themes"] {
                names_in(table.get(list), &mut names);
            }
        }
    }
    assert!(names.len() > 60, "only {} names were found in content/", names.len());
    // The reader of content is tested with small files of its own making.
    let invents = "server/services/src/content/tests/";
    for file in sources(&["rs"]).iter().filter(|file| !file.path.starts_with(invents)) {
        for name in &names {
            // One word may be many things; as a whole text it is the name.
            let named = file.text.contains(&format!("\"{name}\""))
                || name.contains(' ') && file.text.contains(name.as_str());
            assert!(!named, "{} names {name:?}, which is content", file.path);
        }
    }
}

/// The ids and titles of entries and of what is inside them.
fn names_in(value: Option<&toml::Value>, names: &mut BTreeSet<String>) {
    match value {
        Some(toml::Value::Array(entries)) => entries.iter().for_each(|entry| names_in(Some(entry), names)),
        Some(toml::Value::Table(entry)) => {
            for key in ["id", "title"] {
                names.extend(entry.get(key).and_then(toml::Value::as_str).map(str::to_owned));
            }
            entry.values().filter(|value| value.is_array()).for_each(|value| names_in(Some(value), names));
        }
        _ => {}
    }
}

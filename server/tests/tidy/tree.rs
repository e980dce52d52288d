//! The files of the house, as far as people write them.

use std::path::{Path, PathBuf};

/// What is built or fetched, not written.
const NOT_WRITTEN: [&str; 5] = ["target", "node_modules", "results", "screenshots", "pkg"];

/// A file, its path from the top with `/` between.
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    /// Whether it is a test, a benchmark, or made for them.
    pub fn is_test(&self) -> bool {
        let path = &self.path;
        let folders = ["/tests/", "/benches/", "end2end/", "server/testing/"];
        folders.iter().any(|folder| path.contains(folder)) || path.ends_with("/tests.rs")
    }
}

/// The top of the house.
pub fn root() -> PathBuf {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    top.expect("the server lies in a folder at the top").to_owned()
}

/// The text of a file.
pub fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file with one of these endings.
pub fn sources(endings: &[&str]) -> Vec<File> {
    let mut paths = Vec::new();
    walk("", &mut |path, is_folder| {
        let is_wanted = endings.iter().any(|ending| path.ends_with(&format!(".{ending}")));
        if !is_folder && is_wanted {
            paths.push(path.to_owned());
        }
    });
    assert!(!paths.is_empty(), "no file ends in {endings:?}");
    paths.into_iter().map(|path| File { text: read(&path), path }).collect()
}

/// Every folder, however deep.
pub fn folders() -> Vec<String> {
    let mut folders = Vec::new();
    walk("", &mut |path, is_folder| {
        if is_folder {
            folders.push(path.to_owned());
        }
    });
    folders
}

/// The folders directly in one, each with a `/` at its end, but for `src` and what is not written.
pub fn folders_in(parent: &str) -> Vec<String> {
    let parent = parent.trim_end_matches('/');
    let inside = |folder: &String| folder.rsplit_once('/').is_some_and(|(above, _)| above == parent);
    folders().into_iter().filter(inside).map(|folder| format!("{folder}/")).collect()
}

fn walk(folder: &str, see: &mut impl FnMut(&str, bool)) {
    let entries = std::fs::read_dir(root().join(folder)).expect("a folder");
    for entry in entries {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name in UTF-8");
        if name.starts_with('.') || NOT_WRITTEN.contains(&name.as_str()) {
            continue;
        }
        let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
        let is_folder = entry.file_type().expect("a kind").is_dir();
        see(&path, is_folder);
        if is_folder {
            walk(&path, see);
        }
    }
}

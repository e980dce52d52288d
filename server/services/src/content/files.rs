//! The files of a content folder: gathered from the binary or from disk, and handed out by folder.
//!
//! Whatever nobody asked for in the end has no place there, and is told.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use domain::frameworks::Validity;
use include_dir::Dir;

use super::file::{Fields, File, is_name, is_word};
use super::problem::Problem;

/// The texts, by path below the root with `/` between folders, and what is wrong so far.
pub(super) struct Files {
    root: String,
    texts: BTreeMap<String, String>,
    asked: BTreeSet<String>,
    pub(super) problems: Vec<Problem>,
}

/// What stands at the head of every versioned file.
#[derive(Clone)]
pub(super) struct Head {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) valid: Validity,
}

/// What stands below the TOML of a file, and the line it begins on.
pub(super) struct Body<'t> {
    pub(super) text: &'t str,
    pub(super) line: usize,
}

impl Body<'_> {
    const fn none() -> Self {
        Self { text: "", line: 1 }
    }
}

/// One version as read, with what the checks between versions need.
struct Loaded<T> {
    path: String,
    line: usize,
    sound: bool,
    head: Head,
    item: T,
}

impl Files {
    pub(super) fn new(root: &str) -> Self {
        let (texts, asked) = (BTreeMap::new(), BTreeSet::new());
        Self { root: root.to_owned(), texts, asked, problems: Vec::new() }
    }

    /// Adds one file. Files whose name begins with a dot are somebody's tools' and are passed over.
    pub(super) fn add(&mut self, path: &str, bytes: &[u8]) {
        if path.split('/').any(|part| part.starts_with('.')) {
            return;
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                self.texts.insert(path.to_owned(), text.replace("\r\n", "\n"));
            }
            Err(_) => self.note(path, "this file must be plain text, saved as UTF-8"),
        }
    }

    /// Adds what travels inside the binary.
    pub(super) fn add_embedded(&mut self, folder: &Dir<'_>) {
        for file in folder.files() {
            self.add(&slashed(file.path()), file.contents());
        }
        for inner in folder.dirs() {
            self.add_embedded(inner);
        }
    }

    /// Adds a folder on disk and everything below it.
    pub(super) fn add_folder(&mut self, root: &Path, below: &Path) {
        let here = root.join(below);
        let entries = match std::fs::read_dir(&here) {
            Ok(entries) => entries,
            Err(error) => return self.note(&slashed(below), format!("this folder cannot be read: {error}")),
        };
        for entry in entries {
            let path = match &entry {
                Ok(entry) => below.join(entry.file_name()),
                Err(error) => {
                    self.note(&slashed(below), format!("this folder cannot be read: {error}"));
                    continue;
                }
            };
            if root.join(&path).is_dir() {
                self.add_folder(root, &path);
                continue;
            }
            match std::fs::read(root.join(&path)) {
                Ok(bytes) => self.add(&slashed(&path), &bytes),
                Err(error) => self.note(&slashed(&path), format!("this file cannot be read: {error}")),
            }
        }
    }

    /// Notes a problem with a whole file or folder.
    pub(super) fn note(&mut self, path: &str, what: impl Into<String>) {
        let path = self.full(path);
        self.problems.push(Problem { path, line: None, what: what.into() });
    }

    fn full(&self, path: &str) -> String {
        if path.is_empty() { self.root.clone() } else { format!("{}/{path}", self.root) }
    }

    /// The names of the folders inside `folder`.
    pub(super) fn folders_in(&self, folder: &str) -> Vec<String> {
        let below = self.texts.keys().filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/'));
        let names: BTreeSet<&str> = below.filter_map(|path| Some(path.split_once('/')?.0)).collect();
        names.into_iter().map(str::to_owned).collect()
    }

    /// One file that is not versioned, and its full path.
    pub(super) fn take(&mut self, path: &str) -> Option<(String, String)> {
        let text = self.texts.get(path).cloned();
        if text.is_none() {
            self.note(path, "this file is missing");
        }
        self.asked.insert(path.to_owned());
        Some((self.full(path), text?))
    }

    /// Reads every version in `folder`, whose last part is the id all of them carry.
    pub(super) fn versions<T>(&mut self, folder: &str, read: impl Fn(&Fields<'_>, &Head) -> T) -> Vec<T> {
        self.versions_ending_in(folder, ".toml", |fields, head, _| read(fields, head))
    }

    /// The same for files of Markdown that begin with TOML between two lines of `+++`.
    pub(super) fn texts<T>(
        &mut self,
        folder: &str,
        read: impl Fn(&Fields<'_>, &Head, &Body<'_>) -> T,
    ) -> Vec<T> {
        self.versions_ending_in(folder, ".md", read)
    }

    fn versions_ending_in<T>(
        &mut self,
        folder: &str,
        ending: &str,
        read: impl Fn(&Fields<'_>, &Head, &Body<'_>) -> T,
    ) -> Vec<T> {
        let id = folder.rsplit('/').next().unwrap_or(folder);
        if !is_name(id) {
            self.note(folder, "a folder's name may have only letters a to z, digits and hyphens");
        }
        let names: Vec<(String, String)> = self
            .texts
            .keys()
            .filter_map(|path| {
                let name = path.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(ending)?;
                (!name.contains('/')).then(|| (path.clone(), name.to_owned()))
            })
            .collect();
        let mut loaded = Vec::new();
        for (path, version) in &names {
            if !is_word(version) {
                self.note(path, "a version's name may have only letters a to z, digits and hyphens");
            }
            let Some((full, text)) = self.take(path) else { continue };
            let (front, body, slip) =
                if ending == ".md" { parts(&text) } else { (text.clone(), Body::none(), None) };
            let file = File::new(&full, &front);
            if let Some(what) = slip {
                file.note_line(1, what);
            }
            let table = file.parse();
            let slips = file.noted();
            let fields = Fields::new(&file, table.get_ref(), 0);
            let head = head(&fields, id, version);
            let item = read(&fields, &head, &body);
            let line = fields.valid_line();
            fields.done();
            let mut problems = file.problems();
            if slips > 0 {
                // What is missing or wrong after a slip of TOML is mostly its echo.
                problems.truncate(slips);
            }
            let sound = problems.is_empty();
            self.problems.extend(problems);
            loaded.push(Loaded { path: full.clone(), line, sound, head, item });
        }
        if loaded.is_empty() {
            self.note(folder, format!("at least one version is needed here, such as `1{ending}`"));
        }
        self.check_overlaps(&mut loaded);
        loaded.into_iter().map(|version| version.item).collect()
    }

    /// No two versions hold on the same day. Sorts them by the day they begin.
    fn check_overlaps<T>(&mut self, loaded: &mut [Loaded<T>]) {
        loaded.sort_by_key(|version| version.head.valid.from);
        for pair in loaded.windows(2) {
            if let [earlier, later] = pair
                && earlier.sound
                && later.sound
                && earlier.head.valid.overlaps(&later.head.valid)
            {
                self.problems.push(Problem {
                    path: earlier.path.clone(),
                    line: Some(earlier.line),
                    what: format!(
                        "this version and version `{}` both hold on {}: end this one, with `valid_to`, before that day",
                        later.head.version, later.head.valid.from
                    ),
                });
            }
        }
    }

    /// Notes every file that nobody asked for.
    pub(super) fn note_strangers(&mut self) {
        let strangers: Vec<String> =
            self.texts.keys().filter(|path| !self.asked.contains(*path)).cloned().collect();
        for path in strangers.iter().filter(|path| *path != "README.md") {
            self.note(
                path,
                "this file has no place here; README.md in the content folder lists what belongs where",
            );
        }
    }
}

/// The keys at the head: the id is the folder's name and the version is the file's.
fn head(fields: &Fields<'_>, id: &str, version: &str) -> Head {
    for (key, expected, named_by) in [("id", id, "the folder"), ("version", version, "the file")] {
        let written = fields.text(key);
        if !written.is_empty() && written != expected {
            let what = format!("`{key}` must be \"{expected}\", as {named_by} is named, not \"{written}\"");
            fields.file().note(fields.at(key), what);
        }
    }
    Head { id: id.to_owned(), version: version.to_owned(), valid: fields.validity() }
}

/// The TOML and the text of a file that holds both, and what is wrong with how they are parted. The
/// TOML begins with an empty line in place of the first `+++`, so that its lines are the file's.
fn parts(text: &str) -> (String, Body<'_>, Option<&'static str>) {
    let Some(rest) = text.strip_prefix("+++\n") else {
        let what = "the first line must be `+++`, then what the module says of itself, then a line `+++`";
        return (String::new(), Body::none(), Some(what));
    };
    let end = if rest.starts_with("+++\n") { Some(0) } else { rest.find("\n+++\n").map(|at| at + 1) };
    let Some(end) = end else {
        let what = "a second line `+++` is missing, between what the module says of itself and its text";
        return (String::new(), Body::none(), Some(what));
    };
    let (toml, body) = (&rest[..end], &rest[end + "+++\n".len()..]);
    let line = toml.matches('\n').count() + 3;
    (format!("\n{toml}"), Body { text: body, line }, None)
}

fn slashed(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

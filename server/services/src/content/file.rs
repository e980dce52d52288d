//! Reading one TOML file key by key, noting every problem with its line and going on.
//!
//! A key that is missing or wrong is noted and gives an empty value, so that one reading finds all
//! problems. Nothing read from a file with problems leaves this room: loading then ends in an error.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use domain::frameworks::Validity;
use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::Problem;

/// The text of one file and what is wrong with it.
pub(super) struct File<'f> {
    path: &'f str,
    text: &'f str,
    problems: RefCell<Vec<Problem>>,
}

impl<'f> File<'f> {
    pub(super) fn new(path: &'f str, text: &'f str) -> Self {
        Self { path, text, problems: RefCell::default() }
    }

    /// Notes a problem at a byte of the text.
    pub(super) fn note(&self, at: usize, what: impl Into<String>) {
        let line = Some(self.line(at));
        self.problems.borrow_mut().push(Problem { path: self.path.to_owned(), line, what: what.into() });
    }

    /// Notes a problem on a line that is not part of this text: of what stands below it.
    pub(super) fn note_line(&self, line: usize, what: impl Into<String>) {
        let (path, what) = (self.path.to_owned(), what.into());
        self.problems.borrow_mut().push(Problem { path, line: Some(line), what });
    }

    pub(super) fn line(&self, at: usize) -> usize {
        self.text.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1
    }

    /// How many problems have been noted.
    pub(super) fn noted(&self) -> usize {
        self.problems.borrow().len()
    }

    pub(super) fn problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }

    /// Parses the text, noting everything TOML itself has to say.
    pub(super) fn parse(&self) -> Spanned<DeTable<'f>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            self.note(at, format!("this is not TOML: {}", error.message()));
        }
        table
    }
}

/// An id or a reference, and where it stands.
pub(super) struct Id {
    pub(super) text: String,
    pub(super) at: usize,
}

/// The keys of one table.
pub(super) struct Fields<'f> {
    file: &'f File<'f>,
    table: &'f DeTable<'f>,
    /// Where the table begins: a missing key is noted there.
    at: usize,
    asked: RefCell<BTreeSet<&'static str>>,
    valid_at: Cell<usize>,
}

impl<'f> Fields<'f> {
    pub(super) fn new(file: &'f File<'f>, table: &'f DeTable<'f>, at: usize) -> Self {
        Self { file, table, at, asked: RefCell::default(), valid_at: Cell::new(at) }
    }

    pub(super) fn file(&self) -> &'f File<'f> {
        self.file
    }

    /// Ends the reading: a key nobody asked for is a problem, most often a slip of the pen.
    pub(super) fn done(self) {
        let asked = self.asked.borrow();
        for key in self.table.keys().filter(|key| !asked.contains(key.get_ref().as_ref())) {
            let known = asked.iter().copied().collect::<Vec<_>>().join(", ");
            self.file.note(
                key.span().start,
                format!("`{}` is not a key here; the keys here are: {known}", key.get_ref()),
            );
        }
    }

    /// Where the value of `key` stands, or the table if it is missing.
    pub(super) fn at(&self, key: &str) -> usize {
        self.table.get(key).map_or(self.at, |value| value.span().start)
    }

    fn optional(&self, key: &'static str) -> Option<&'f Spanned<DeValue<'f>>> {
        self.asked.borrow_mut().insert(key);
        self.table.get(key)
    }

    fn required(&self, key: &'static str) -> Option<&'f Spanned<DeValue<'f>>> {
        let value = self.optional(key);
        if value.is_none() {
            self.file.note(self.at, format!("`{key}` is missing"));
        }
        value
    }

    fn as_text(&self, key: &str, value: &'f Spanned<DeValue<'f>>) -> Option<String> {
        let at = value.span().start;
        let Some(text) = value.get_ref().as_str() else {
            self.file.note(at, format!("`{key}` must be words between quotation marks"));
            return None;
        };
        if text.trim().is_empty() {
            self.file
                .note(at, format!("`{key}` is empty: write it, or take the line out if it may be left out"));
            return None;
        }
        Some(text.trim().to_owned())
    }

    /// Words that must be there.
    pub(super) fn text(&self, key: &'static str) -> String {
        self.required(key).and_then(|value| self.as_text(key, value)).unwrap_or_default()
    }

    /// Words that may be left out, but not left empty.
    pub(super) fn optional_text(&self, key: &'static str) -> Option<String> {
        self.optional(key).and_then(|value| self.as_text(key, value))
    }

    /// A list of words, each with where it stands; none when the key is left out.
    pub(super) fn texts(&self, key: &'static str) -> Vec<Id> {
        let Some(value) = self.optional(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.file.note(value.span().start, format!("`{key}` must be a list: [\"...\", \"...\"]"));
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| Some(Id { text: self.as_text(key, item)?, at: item.span().start }))
            .collect()
    }

    /// A whole number within `allowed`.
    pub(super) fn number(&self, key: &'static str, allowed: RangeInclusive<u16>) -> u16 {
        let Some(value) = self.required(key) else { return *allowed.start() };
        let number = value.get_ref().as_integer().and_then(|number| number.as_str().parse().ok());
        match number.filter(|number| allowed.contains(number)) {
            Some(number) => number,
            None => {
                let (low, high) = allowed.into_inner();
                let what = format!("`{key}` must be a whole number from {low} to {high}");
                self.file.note(value.span().start, what);
                low
            }
        }
    }

    /// `true` or `false`; `false` when it is left out.
    pub(super) fn yes(&self, key: &'static str) -> bool {
        let Some(value) = self.optional(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.file
                .note(value.span().start, format!("`{key}` must be true or false, without quotation marks"));
            false
        })
    }

    /// A day that may be left out.
    pub(super) fn optional_date(&self, key: &'static str) -> Option<Date> {
        self.optional(key).and_then(|value| self.as_date(key, value))
    }

    fn as_date(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Date> {
        let day = value
            .get_ref()
            .as_datetime()
            .filter(|moment| moment.time.is_none())
            .and_then(|moment| moment.date)
            .and_then(|day| {
                Date::new(day.year.try_into().ok()?, day.month.try_into().ok()?, day.day.try_into().ok()?)
                    .ok()
            });
        if day.is_none() {
            let what = format!("`{key}` must be a date without quotation marks, such as 2026-01-31");
            self.file.note(value.span().start, what);
        }
        day
    }

    /// An id that a person can type and a web address can hold.
    pub(super) fn id(&self, key: &'static str) -> Id {
        let id = Id { text: self.text(key), at: self.at(key) };
        if !id.text.is_empty() && !is_name(&id.text) {
            self.file.note(
                id.at,
                format!(
                    "`{}` may have only letters a to z, digits and hyphens, and begins with a letter",
                    id.text
                ),
            );
        }
        id
    }

    /// An id that begins with its parent's id and a dot.
    pub(super) fn id_under(&self, key: &'static str, parent: &str) -> Id {
        let id = Id { text: self.text(key), at: self.at(key) };
        let own = id.text.strip_prefix(parent).and_then(|rest| rest.strip_prefix('.'));
        if !id.text.is_empty() && !own.is_some_and(is_word) {
            self.file.note(
                id.at,
                format!("`{}` must be `{parent}.` and then letters a to z, digits and hyphens", id.text),
            );
        }
        id
    }

    /// The tables under `key`; at least one.
    pub(super) fn tables(&self, key: &'static str) -> Vec<Fields<'f>> {
        let Some(value) = self.required(key) else { return Vec::new() };
        let at = value.span().start;
        let items = value.get_ref().as_array();
        if items.is_none_or(|items| items.is_empty() || !items.iter().all(|item| item.get_ref().is_table())) {
            self.file.note(at, format!("`{key}` must be one or more parts, each under its own [[{key}]]"));
        }
        items
            .into_iter()
            .flat_map(|items| items.iter())
            .filter_map(|item| Some(Fields::new(self.file, item.get_ref().as_table()?, item.span().start)))
            .collect()
    }

    /// `valid_from` and `valid_to`.
    pub(super) fn validity(&self) -> Validity {
        let from = self.required("valid_from").and_then(|value| self.as_date("valid_from", value));
        let to = self.optional_date("valid_to");
        let last = if to.is_some() { "valid_to" } else { "valid_from" };
        self.valid_at.set(self.at(last));
        if let (Some(from), Some(to)) = (from, to)
            && to <= from
        {
            let what = format!("`valid_to` must be a later day than `valid_from`, which is {from}");
            self.file.note(self.at("valid_to"), what);
        }
        Validity { from: from.unwrap_or_default(), to }
    }

    /// The line that says how long this version holds.
    pub(super) fn valid_line(&self) -> usize {
        self.file.line(self.valid_at.get())
    }
}

/// Ids seen so far, so that none comes twice.
pub(super) struct Unique<'f> {
    file: &'f File<'f>,
    seen: BTreeMap<String, usize>,
}

impl<'f> Unique<'f> {
    pub(super) fn new(file: &'f File<'f>) -> Self {
        Self { file, seen: BTreeMap::new() }
    }

    /// The text of the id; noted if it came before.
    pub(super) fn take(&mut self, id: Id) -> String {
        if let Some(line) = self.seen.get(&id.text).filter(|_| !id.text.is_empty()) {
            self.file.note(id.at, format!("the id `{}` is already used on line {line}", id.text));
        } else {
            self.seen.insert(id.text.clone(), self.file.line(id.at));
        }
        id.text
    }
}

/// Letters, digits and hyphens, beginning with a letter.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic()) && is_word(text)
}

/// Letters, digits and hyphens.
pub(super) fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
}

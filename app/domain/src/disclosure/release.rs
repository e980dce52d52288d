//! A release as it is frozen: fixed tables in a fixed order, as bytes that never change.

use super::count::{ROUNDING, ReleasedCount, Threshold};
use super::period::Period;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Value;

/// The name of the rules a release was made by, as its JSON says.
pub const RULES: &str = "afterword-1";

/// One line of a table: the ids of its dimensions in their order, and the figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// One id for each of the table's dimensions.
    pub at: Vec<String>,
    /// The figure.
    pub count: ReleasedCount,
}

/// A table. Its rows stand in codebook order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// What its rows are told apart by.
    pub dimensions: Vec<String>,
    /// What may be shown.
    pub rows: Vec<Row>,
}

/// What is known of a period, and all that ever will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The period.
    pub period: Period,
    /// The threshold it was made with.
    pub threshold: Threshold,
    /// The fixed tables.
    pub tables: Vec<Table>,
}

/// A text that is no release of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a frozen release")]
pub struct ReleaseError;

impl Release {
    /// The table of this name.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// Whether the figure of this theme is printed, and not hidden.
    #[must_use]
    pub fn prints(&self, theme: &str) -> bool {
        let of_theme =
            |row: &Row| row.at.first().is_some_and(|at| at == theme) && row.count.shown().is_some();
        self.table("themes").is_some_and(|table| table.rows.iter().any(of_theme))
    }

    /// The bytes that are frozen:
    /// `{"period","k","rounding","rules","tables":[{"name","dimensions":[..],"rows":[{"<dimension>":
    /// "<id>",..,"count":15}|{..,"masked":true}]}]}` and a new line.
    #[must_use]
    pub fn to_json(&self) -> String {
        let (period, threshold, tables) = (self.period, self.threshold, self.tables.as_slice());
        Written { period, threshold, rules: RULES, tables }.to_json()
    }

    /// Reads what [`Release::to_json`] wrote.
    ///
    /// # Errors
    /// When it is something else.
    pub fn from_json(json: &str) -> Result<Self, ReleaseError> {
        let value: Value = serde_json::from_str(json).map_err(|_| ReleaseError)?;
        read(&value).ok_or(ReleaseError)
    }
}

fn read(value: &Value) -> Option<Release> {
    let tables = value["tables"].as_array()?.iter().map(table).collect::<Option<Vec<_>>>()?;
    Some(Release {
        period: value["period"].as_str()?.parse().ok()?,
        threshold: Threshold::of(u32::try_from(value["k"].as_u64()?).ok()?)?,
        tables,
    })
}

fn table(value: &Value) -> Option<Table> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let dimensions = value["dimensions"].as_array()?.iter().map(text).collect::<Option<Vec<_>>>()?;
    let row = |row: &Value| {
        let at = dimensions.iter().map(|name| text(&row[name.as_str()])).collect::<Option<Vec<_>>>()?;
        let count = match (row["count"].as_u64(), row["masked"].as_bool()) {
            (Some(count), None) => ReleasedCount::About(u32::try_from(count).ok()?),
            (None, Some(true)) => ReleasedCount::Masked,
            _ => return None,
        };
        Some(Row { at, count })
    };
    let rows = value["rows"].as_array()?.iter().map(row).collect::<Option<Vec<_>>>()?;
    Some(Table { name: text(&value["name"])?, dimensions, rows })
}

/// What figures look like as JSON, an organisation's and a community's alike.
pub(super) struct Written<'a> {
    pub period: Period,
    pub threshold: Threshold,
    pub rules: &'static str,
    pub tables: &'a [Table],
}

impl Written<'_> {
    /// The bytes, with a new line behind them.
    pub(super) fn to_json(&self) -> String {
        // Strings, numbers and maps of them: there is nothing in it that JSON cannot say.
        let mut json = serde_json::to_string(self).unwrap_or_default();
        json.push('\n');
        json
    }
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("period", &self.period)?;
        map.serialize_entry("k", &self.threshold.k())?;
        map.serialize_entry("rounding", &ROUNDING)?;
        map.serialize_entry("rules", self.rules)?;
        map.serialize_entry("tables", self.tables)?;
        map.end()
    }
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("dimensions", &self.dimensions)?;
        let rows: Vec<_> = self.rows.iter().map(|row| Line { dimensions: &self.dimensions, row }).collect();
        map.serialize_entry("rows", &rows)?;
        map.end()
    }
}

/// A row with the names of its dimensions.
struct Line<'a> {
    dimensions: &'a [String],
    row: &'a Row,
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (dimension, id) in self.dimensions.iter().zip(&self.row.at) {
            map.serialize_entry(dimension, id)?;
        }
        match self.row.count {
            ReleasedCount::About(count) => map.serialize_entry("count", &count)?,
            ReleasedCount::Masked => map.serialize_entry("masked", &true)?,
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_json_is_as_documented_and_is_read_back() {
        let rows = vec![
            Row { at: vec!["A".to_owned()], count: ReleasedCount::About(15) },
            Row { at: vec!["B".to_owned()], count: ReleasedCount::Masked },
        ];
        let tables = vec![Table { name: "themes".to_owned(), dimensions: vec!["theme".to_owned()], rows }];
        let period = "2026-Q3".parse().expect("a period");
        let release = Release { period, threshold: Threshold::default(), tables };
        let json = release.to_json();
        let written = "{\"period\":\"2026-Q3\",\"k\":8,\"rounding\":5,\"rules\":\"afterword-1\",\"tables\":\
             [{\"name\":\"themes\",\"dimensions\":[\"theme\"],\"rows\":[{\"theme\":\"A\",\"count\":15},\
             {\"theme\":\"B\",\"masked\":true}]}]}\n";
        assert_eq!(json, written);
        assert!(release.prints("A") && !release.prints("B") && !release.prints("C"));
        assert_eq!(Release::from_json(&json), Ok(release));
        assert_eq!(Release::from_json("{}"), Err(ReleaseError));
    }
}

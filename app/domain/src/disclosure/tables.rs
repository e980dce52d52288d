//! From coded points to the fixed tables. The unit is the person: somebody who shared five times in a
//! cell counts once in it, and may count in several cells.
//!
//! (a) Below the threshold a theme is hidden, otherwise rounded. (b) The themes have no total; how many
//! people there are is printed only if no theme is hidden. (c) A finer row is printed only if each of
//! its cells has k people and k people of the row are outside it; otherwise all of it is left out.
//! "Was the plan there?" counts only points coded to a printed theme, so that nothing printed depends
//! on anybody who is in a hidden theme alone.

use super::count::{ReleasedCount, Threshold};
use super::period::Period;
use super::release::{Release, Row, Table};
use crate::sharing::Code;
use std::collections::BTreeSet;

/// A theme and its sub-themes, by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeLayout {
    /// The theme.
    pub id: String,
    /// Its sub-themes.
    pub sub_themes: Vec<String>,
}

/// The rows and columns, all in the order they are shown. Fixed before the period begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The codebook's themes.
    pub themes: Vec<ThemeLayout>,
    /// The codebook's directions.
    pub directions: Vec<String>,
    /// The setting groups the organisation has.
    pub settings: Vec<String>,
    /// The answers to "Was the plan there?".
    pub plans: Vec<String>,
}

/// An accepted point, as far as figures go.
#[derive(Debug, Clone, Copy)]
pub struct CodedPoint<'a> {
    /// Whose it is: a tag, the same for all points of one person in the period.
    pub contributor: &'a str,
    /// What it is coded to.
    pub codes: &'a [Code],
    /// Its setting group.
    pub setting: &'a str,
    /// The answer to "Was the plan there?", if one was given.
    pub plan: Option<&'a str>,
}

type People<'a> = BTreeSet<&'a str>;

/// Works out a period's release.
#[must_use]
pub fn release_of(
    period: Period,
    points: &[CodedPoint<'_>],
    layout: &Layout,
    threshold: Threshold,
) -> Release {
    let printed = printed_themes(points, layout, threshold);
    let shown = |theme: &&ThemeLayout| printed.contains(&theme.id.as_str());
    let finer = |theme: &ThemeLayout, cells: &[String], is_in: &CellOf<'_>| {
        row(&theme.id, &in_theme(points, theme), cells, threshold, |cell| {
            people(points.iter().filter(|point| is_in(point, cell)))
        })
    };
    let (mut sub_themes, mut directions, mut settings) = (Vec::new(), Vec::new(), Vec::new());
    for theme in layout.themes.iter().filter(shown) {
        sub_themes.extend(finer(theme, &theme.sub_themes, &|point, cell| {
            point.codes.iter().any(|code| code.sub_theme == cell)
        }));
        directions.extend(finer(theme, &layout.directions, &|point, cell| {
            point.codes.iter().any(|code| theme.has(code) && code.direction == cell)
        }));
        settings.extend(finer(theme, &layout.settings, &|point, cell| {
            point.is_in(theme) && point.setting == cell
        }));
    }
    let themes = layout.themes.iter().map(|theme| Row {
        at: vec![theme.id.clone()],
        count: ReleasedCount::of(in_theme(points, theme).len(), threshold),
    });
    let tables = vec![
        table("themes", &["theme"], themes.collect()),
        table("sub-themes", &["theme", "sub_theme"], sub_themes),
        table("directions", &["theme", "direction"], directions),
        table("settings", &["theme", "setting"], settings),
        table("plan", &["setting", "plan"], plan_rows(points, layout, &printed, threshold)),
        table("contributors", &[], contributors(points, layout, &printed, threshold)),
    ];
    Release { period, threshold, tables }
}

/// The themes with enough people to be printed, by id.
#[must_use]
pub fn printed_themes<'a>(
    points: &[CodedPoint<'_>],
    layout: &'a Layout,
    threshold: Threshold,
) -> Vec<&'a str> {
    let enough = |theme: &&ThemeLayout| threshold.is_met_by(in_theme(points, theme).len());
    layout.themes.iter().filter(enough).map(|theme| theme.id.as_str()).collect()
}

impl ThemeLayout {
    fn has(&self, code: &Code) -> bool {
        self.sub_themes.contains(&code.sub_theme)
    }
}

impl CodedPoint<'_> {
    fn is_in(&self, theme: &ThemeLayout) -> bool {
        self.codes.iter().any(|code| theme.has(code))
    }
}

/// Whether a point belongs to a cell of a theme's row.
type CellOf<'f> = dyn Fn(&CodedPoint<'_>, &str) -> bool + 'f;

fn people<'a, 'p: 'a>(points: impl Iterator<Item = &'a CodedPoint<'p>>) -> People<'p> {
    points.map(|point| point.contributor).collect()
}

fn in_theme<'p>(points: &[CodedPoint<'p>], theme: &ThemeLayout) -> People<'p> {
    people(points.iter().filter(|point| point.is_in(theme)))
}

/// Rule (c): a whole row of cells, or nothing.
fn row<'p>(
    at: &str,
    whole: &People<'_>,
    cells: &[String],
    threshold: Threshold,
    mut in_cell: impl FnMut(&str) -> People<'p>,
) -> Vec<Row> {
    let mut rows = Vec::with_capacity(cells.len());
    for cell in cells {
        let inside = in_cell(cell);
        let outside = whole.iter().filter(|person| !inside.contains(*person)).count();
        if !threshold.is_met_by(inside.len()) || !threshold.is_met_by(outside) {
            return Vec::new();
        }
        let count = ReleasedCount::of(inside.len(), threshold);
        rows.push(Row { at: vec![at.to_owned(), cell.clone()], count });
    }
    rows
}

/// "Was the plan there?", a row for each setting, without a total.
fn plan_rows(points: &[CodedPoint<'_>], layout: &Layout, printed: &[&str], threshold: Threshold) -> Vec<Row> {
    let in_print = |point: &&CodedPoint<'_>| {
        layout.themes.iter().any(|theme| printed.contains(&theme.id.as_str()) && point.is_in(theme))
    };
    let mut rows = Vec::new();
    for setting in &layout.settings {
        let known = |plan: &str| layout.plans.iter().any(|known| known == plan);
        let here: Vec<CodedPoint<'_>> = points
            .iter()
            .filter(in_print)
            .filter(|point| point.setting == setting && point.plan.is_some_and(known))
            .copied()
            .collect();
        rows.extend(row(setting, &people(here.iter()), &layout.plans, threshold, |plan| {
            people(here.iter().filter(|point| point.plan == Some(plan)))
        }));
    }
    rows
}

/// Rule (b): how many people there are, if no theme is hidden.
fn contributors(
    points: &[CodedPoint<'_>],
    layout: &Layout,
    printed: &[&str],
    threshold: Threshold,
) -> Vec<Row> {
    if printed.len() < layout.themes.len() {
        return Vec::new();
    }
    let coded = points.iter().filter(|point| layout.themes.iter().any(|theme| point.is_in(theme)));
    match ReleasedCount::of(people(coded).len(), threshold) {
        ReleasedCount::Masked => Vec::new(),
        count => vec![Row { at: Vec::new(), count }],
    }
}

fn table(name: &str, dimensions: &[&str], rows: Vec<Row>) -> Table {
    let dimensions = dimensions.iter().map(|dimension| (*dimension).to_owned()).collect();
    Table { name: name.to_owned(), dimensions, rows }
}

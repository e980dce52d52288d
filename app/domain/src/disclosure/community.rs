//! Rule (f): a health community's figure is the sum of its members' printed figures, "at least, counted
//! once in each organisation". Worked out from frozen releases alone, so it says nothing that they do not.
//!
//! Summed are the themes, and of the finer rows those that every organisation in the theme's sum has
//! printed with the same cells: then the parts stand for the same people as the whole above them. Left
//! out are kinds of place, which come close to naming an organisation, and "Was the plan there?", which
//! is about other people in each. How many people shared in all is never summed: somebody may work in
//! two organisations.

use super::count::{ReleasedCount, Threshold};
use super::period::Period;
use super::release::{Release, Row, Table, Written};
use std::collections::BTreeMap;

/// The name of the rules a community's figures are made by, as their JSON says.
pub const COMMUNITY_RULES: &str = "afterword-1-community";
/// With one release alone, a sum would be that organisation's figures under another name.
pub const LEAST_MEMBERS: usize = 2;

/// Every table of a release, so that both are read alike, and what stands under a theme in some.
const TABLES: [(&str, &[&str], Summed); 6] = [
    ("themes", &["theme"], Summed::Themes),
    ("sub-themes", &["theme", "sub_theme"], Summed::UnderThemes),
    ("directions", &["theme", "direction"], Summed::UnderThemes),
    ("settings", &["theme", "setting"], Summed::Never),
    ("plan", &["setting", "plan"], Summed::Never),
    ("contributors", &[], Summed::Never),
];

#[derive(Clone, Copy)]
enum Summed {
    Themes,
    UnderThemes,
    Never,
}

/// What a health community's members printed of a period, added up. A figure in it is no release's: it
/// is at least so many, counted once in each organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommunityFigures {
    /// The period.
    pub period: Period,
    /// The highest threshold among the members: a hidden theme has fewer people in each.
    pub threshold: Threshold,
    /// The same tables as a release has.
    pub tables: Vec<Table>,
}

impl CommunityFigures {
    /// The table of this name.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// The figures in the form of [`Release::to_json`], under rules of another name.
    #[must_use]
    pub fn to_json(&self) -> String {
        let (period, threshold, tables) = (self.period, self.threshold, self.tables.as_slice());
        Written { period, threshold, rules: COMMUNITY_RULES, tables }.to_json()
    }
}

/// Adds up what a community's members printed of a period; nothing while fewer than [`LEAST_MEMBERS`]
/// have frozen it. Releases of other periods are not looked at: periods never overlap.
#[must_use]
pub fn community_of(period: Period, members: &[Release]) -> Option<CommunityFigures> {
    let members: Vec<&Release> = members.iter().filter(|release| release.period == period).collect();
    if members.len() < LEAST_MEMBERS {
        return None;
    }
    let threshold = members.iter().map(|release| release.threshold).max()?;
    let themes = sum(members.iter().map(|release| rows(release, "themes", None)));
    let tables = TABLES
        .into_iter()
        .map(|(name, dimensions, summed)| Table {
            name: name.to_owned(),
            dimensions: dimensions.iter().map(|dimension| (*dimension).to_owned()).collect(),
            rows: match summed {
                Summed::Themes => themes.clone(),
                Summed::UnderThemes => {
                    themes.iter().flat_map(|theme| under_theme(&members, name, theme)).collect()
                }
                Summed::Never => Vec::new(),
            },
        })
        .collect();
    Some(CommunityFigures { period, threshold, tables })
}

/// One theme's row of a finer table, if everybody in the theme's sum is in the row's too.
fn under_theme(members: &[&Release], table: &str, theme: &Row) -> Vec<Row> {
    let printed = members.iter().filter(|release| {
        rows(release, "themes", None).iter().any(|row| row.at == theme.at && row.count.shown().is_some())
    });
    let id = theme.at.first().map(String::as_str);
    let finer: Vec<Vec<&Row>> = printed.map(|release| rows(release, table, id)).collect();
    let cells = |rows: &[&Row]| rows.iter().map(|row| row.at.clone()).collect::<Vec<_>>();
    if finer.windows(2).any(|pair| cells(&pair[0]) != cells(&pair[1])) {
        return Vec::new();
    }
    sum(finer.into_iter())
}

/// A table's rows, or those of one theme.
fn rows<'a>(release: &'a Release, table: &str, theme: Option<&str>) -> Vec<&'a Row> {
    let rows = release.table(table).map(|table| table.rows.as_slice()).unwrap_or_default();
    rows.iter().filter(|row| theme.is_none_or(|id| row.at.first().is_some_and(|at| at == id))).collect()
}

/// Adds rows up by what they are about. Their order is the members' own, whichever comes first: where
/// codebooks differ, a row's first place in any of them counts.
fn sum<'a>(members: impl Iterator<Item = Vec<&'a Row>>) -> Vec<Row> {
    let mut sums: BTreeMap<&[String], (usize, ReleasedCount)> = BTreeMap::new();
    for rows in members {
        for (place, row) in rows.into_iter().enumerate() {
            let entry = sums.entry(&row.at).or_insert((place, ReleasedCount::Masked));
            *entry = (entry.0.min(place), entry.1.and(row.count));
        }
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by_key(|(_, (place, _))| *place);
    sums.into_iter().map(|(at, (_, count))| Row { at: at.to_vec(), count }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ReleasedCount::{About, Masked};

    fn period() -> Period {
        "2026-Q3".parse().expect("a period")
    }

    /// A release with these themes, and rows under the first.
    fn release(themes: &[ReleasedCount], directions: &[(&str, u32)], k: u32) -> Release {
        let theme = |at: usize| format!("T{at}");
        let rows = |name: &str| match name {
            "themes" => themes
                .iter()
                .enumerate()
                .map(|(at, count)| Row { at: vec![theme(at)], count: *count })
                .collect(),
            "directions" => directions
                .iter()
                .map(|(id, count)| Row { at: vec![theme(0), (*id).to_owned()], count: About(*count) })
                .collect(),
            "settings" => vec![Row { at: vec![theme(0), "hospital".to_owned()], count: About(10) }],
            "contributors" => vec![Row { at: Vec::new(), count: About(40) }],
            _ => Vec::new(),
        };
        let tables = TABLES
            .into_iter()
            .map(|(name, dimensions, _)| Table {
                name: name.to_owned(),
                dimensions: dimensions.iter().map(|dimension| (*dimension).to_owned()).collect(),
                rows: rows(name),
            })
            .collect();
        Release { period: period(), threshold: Threshold::of(k).expect("a threshold"), tables }
    }

    fn counts(figures: &CommunityFigures, table: &str) -> Vec<ReleasedCount> {
        figures.table(table).expect("every table is there").rows.iter().map(|row| row.count).collect()
    }

    #[test]
    fn a_theme_is_the_sum_of_what_was_printed_and_hidden_only_where_nobody_could_print_it() {
        let members = [
            release(&[About(20), About(10), Masked], &[("easier", 10), ("harder", 10)], 8),
            release(&[About(15), Masked, Masked], &[("easier", 10), ("harder", 15)], 8),
        ];
        let figures = community_of(period(), &members).expect("two have frozen");
        assert_eq!(counts(&figures, "themes"), [About(35), About(10), Masked]);
        assert_eq!(counts(&figures, "directions"), [About(20), About(25)]);
        for never in ["settings", "plan", "contributors"] {
            assert!(counts(&figures, never).is_empty(), "{never}");
        }
    }

    #[test]
    fn a_finer_row_stands_for_the_same_organisations_as_its_theme_or_is_left_out() {
        let with = release(&[About(20)], &[("easier", 10), ("harder", 10)], 8);
        let finer = |other: Release| {
            let figures = community_of(period(), &[with.clone(), other]).expect("two have frozen");
            counts(&figures, "directions")
        };
        assert!(finer(release(&[About(20)], &[], 8)).is_empty(), "one in the theme's sum left it out");
        assert!(finer(release(&[About(20)], &[("easier", 10)], 8)).is_empty(), "other cells");
        assert_eq!(finer(release(&[Masked], &[], 8)), [About(10), About(10)], "one is in neither");
    }

    #[test]
    fn fewer_than_two_members_are_no_community_and_other_periods_are_not_looked_at() {
        let one = release(&[About(20)], &[], 8);
        let earlier = Release { period: "2026-Q2".parse().expect("a period"), ..one.clone() };
        assert_eq!(community_of(period(), &[]), None);
        assert_eq!(community_of(period(), std::slice::from_ref(&one)), None);
        assert_eq!(community_of(period(), &[one, earlier]), None);
    }

    #[test]
    fn who_printed_and_how_many_did_cannot_be_told_from_a_sum() {
        let json = |members: &[Release]| community_of(period(), members).expect("figures").to_json();
        let of = |count| release(&[count, Masked], &[], 8);
        let two = json(&[of(About(10)), of(About(10)), of(Masked)]);
        assert_eq!(two, json(&[of(About(20)), of(Masked), of(Masked)]));
        assert_eq!(two, json(&[of(Masked), of(About(20))]));
    }

    #[test]
    fn the_highest_threshold_is_named_and_the_order_of_members_changes_not_one_byte() {
        let mut members = [
            release(&[About(20), Masked], &[], 8),
            release(&[Masked, About(15)], &[], 12),
            release(&[About(10)], &[("easier", 10)], 8),
        ];
        let json = community_of(period(), &members).expect("figures").to_json();
        let themes = "{\"name\":\"themes\",\"dimensions\":[\"theme\"],\"rows\":[{\"theme\":\"T0\",\"count\":30},\
             {\"theme\":\"T1\",\"count\":15}]}";
        let head = "{\"period\":\"2026-Q3\",\"k\":12,\"rounding\":5,\"rules\":\"afterword-1-community\",";
        assert!(json.starts_with(head) && json.contains(themes), "{json}");
        members.reverse();
        assert_eq!(json, community_of(period(), &members).expect("figures").to_json());
    }
}

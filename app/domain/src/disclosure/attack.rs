//! Somebody who has every table, knows the rules and has a solver. They may suppose that people are in
//! several cells, and that rows were left out for any reason the rules allow.

use super::{CodedPoint, Layout, Release, ReleasedCount, ThemeLayout, Threshold, release_of};
use crate::sharing::Code;
use good_lp::{
    Expression, ProblemVariables, Solution, SolverModel, Variable, constraint, microlp, variable, variables,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// More people than any of these worlds has.
const MANY: i32 = 200;
const PLANS: usize = 2;

#[derive(Debug, Clone)]
struct Point {
    who: usize,
    codes: Vec<(usize, usize, usize)>,
    setting: usize,
    plan: Option<usize>,
}

#[derive(Debug, Clone)]
struct World {
    themes: usize,
    settings: usize,
    points: Vec<Point>,
}

fn theme_id(theme: usize) -> String {
    format!("T{theme}")
}

impl World {
    fn layout(&self) -> Layout {
        let named = |name: &str, count: usize| (0..count).map(|at| format!("{name}{at}")).collect();
        Layout {
            themes: (0..self.themes)
                .map(|theme| ThemeLayout { id: theme_id(theme), sub_themes: named(&format!("T{theme}."), 2) })
                .collect(),
            directions: named("d", 2),
            settings: named("s", self.settings),
            plans: named("p", PLANS),
        }
    }

    fn release(&self) -> Release {
        let layout = self.layout();
        let people: Vec<String> = self.points.iter().map(|point| format!("person {}", point.who)).collect();
        let codes: Vec<Vec<Code>> = self
            .points
            .iter()
            .map(|point| {
                let code = |&(theme, sub, direction): &(usize, usize, usize)| Code {
                    sub_theme: format!("T{theme}.{sub}"),
                    direction: format!("d{direction}"),
                };
                point.codes.iter().map(code).collect()
            })
            .collect();
        let points: Vec<CodedPoint<'_>> = self
            .points
            .iter()
            .enumerate()
            .map(|(at, point)| CodedPoint {
                contributor: &people[at],
                codes: &codes[at],
                setting: &layout.settings[point.setting],
                plan: point.plan.map(|plan| layout.plans[plan].as_str()),
            })
            .collect();
        let period = "2026-Q3".parse().expect("a period");
        release_of(period, &points, &layout, Threshold::default())
    }

    /// The same world, but with this many people in a theme, none of whom is anywhere else.
    fn with_hidden(&self, theme: usize, people: usize) -> Self {
        let mut other = self.clone();
        for point in &mut other.points {
            point.codes.retain(|code| code.0 != theme);
        }
        other.points.retain(|point| !point.codes.is_empty());
        for at in 0..people {
            let point = Point { who: 1_000 + at, codes: vec![(theme, at % 2, 0)], setting: 0, plan: Some(0) };
            other.points.push(point);
        }
        other
    }
}

/// Worlds in which some themes are common and others rare. There are two settings at least: with one,
/// a theme's row of settings would be the theme again, and crosses nothing.
fn worlds() -> impl Strategy<Value = World> {
    (2usize..=4, 2usize..=3, 20usize..70).prop_flat_map(|(themes, settings, people)| {
        let theme = (0usize..100)
            .prop_map(move |at| [40, 75, 95].iter().filter(|to| at >= **to).count().min(themes - 1));
        let codes = proptest::collection::vec((theme, 0usize..2, 0usize..2), 1..=2);
        let point = (0..people, codes, 0..settings, proptest::option::of(0..PLANS))
            .prop_map(|(who, codes, setting, plan)| Point { who, codes, setting, plan });
        proptest::collection::vec(point, 20..160).prop_map(move |points| World { themes, settings, points })
    })
}

/// A row of a table as the attacker sees it: what is unknown, and what is printed.
struct RowSeen {
    whole: Variable,
    cells: Vec<Variable>,
    printed: Option<Vec<u32>>,
}

/// Everything the attacker knows of one release, as an integer program.
struct Attack {
    unknowns: ProblemVariables,
    known: Vec<good_lp::Constraint>,
    themes: Vec<Variable>,
    rows: Vec<RowSeen>,
}

impl Attack {
    /// Reads the release as its bytes say it.
    fn on(release: &Release, layout: &Layout) -> Self {
        let release = Release::from_json(&release.to_json()).expect("its own bytes");
        let mut attack =
            Self { unknowns: variables!(), known: Vec::new(), themes: Vec::new(), rows: Vec::new() };
        let shown = |table: &str, at: &[&str]| {
            let rows = &release.table(table).expect("every table is there").rows;
            rows.iter()
                .find(|row| row.at.iter().map(String::as_str).eq(at.iter().copied()))
                .map(|row| row.count)
        };
        let mut in_settings: Vec<Vec<Variable>> = vec![Vec::new(); layout.settings.len()];
        for theme in &layout.themes {
            let people = attack.unknown();
            let is_printed = match shown("themes", &[&theme.id]).expect("every theme has a row") {
                ReleasedCount::Masked => {
                    attack.known.push(constraint!(people <= 7));
                    false
                }
                ReleasedCount::About(count) => {
                    attack.rounds_to(people, count);
                    true
                }
            };
            attack.themes.push(people);
            for (table, cells) in [
                ("sub-themes", &theme.sub_themes),
                ("directions", &layout.directions),
                ("settings", &layout.settings),
            ] {
                let row = attack.row(people, cells, &|cell| shown(table, &[&theme.id, cell]));
                if table == "settings" && is_printed {
                    for (setting, cell) in in_settings.iter_mut().zip(&row.cells) {
                        setting.push(*cell);
                    }
                }
                attack.rows.push(row);
            }
        }
        for (setting, there) in layout.settings.iter().zip(in_settings) {
            let answered = attack.unknown();
            // Whoever answered about the plan is in a printed theme in that setting.
            let there: Expression = there.into_iter().sum();
            attack.known.push(constraint!(answered <= there));
            let row = attack.row(answered, &layout.plans, &|plan| shown("plan", &[setting, plan]));
            attack.rows.push(row);
        }
        if let Some(ReleasedCount::About(count)) = shown("contributors", &[]) {
            let all = attack.unknown();
            attack.rounds_to(all, count);
            for theme in &attack.themes {
                attack.known.push(constraint!(all >= *theme));
            }
            let together: Expression = attack.themes.iter().copied().sum();
            attack.known.push(constraint!(all <= together));
        }
        attack
    }

    fn unknown(&mut self) -> Variable {
        self.unknowns.add(variable().integer().min(0).max(MANY))
    }

    fn rounds_to(&mut self, people: Variable, count: u32) {
        let count = i32::try_from(count).expect("small");
        self.known.push(constraint!(people >= (count - 2).max(8)));
        self.known.push(constraint!(people <= count + 2));
    }

    /// A row: everybody of it is in a cell, and may be in several.
    fn row(
        &mut self,
        whole: Variable,
        names: &[String],
        shown: &dyn Fn(&str) -> Option<ReleasedCount>,
    ) -> RowSeen {
        let cells: Vec<Variable> = names.iter().map(|_| self.unknown()).collect();
        let printed: Option<Vec<u32>> =
            names.iter().map(|name| shown(name).and_then(ReleasedCount::shown)).collect();
        let together: Expression = cells.iter().copied().sum();
        self.known.push(constraint!(whole <= together));
        for cell in &cells {
            self.known.push(constraint!(*cell <= whole));
        }
        match &printed {
            Some(counts) => {
                for (cell, count) in cells.iter().zip(counts) {
                    self.rounds_to(*cell, *count);
                    self.known.push(constraint!(whole - *cell >= 8));
                }
            }
            // Left out: some cell has fewer than eight people, or fewer than eight are outside it.
            None => {
                let mut reasons = Expression::from(0);
                for cell in &cells {
                    for few in [Expression::from(*cell), whole - *cell] {
                        let reason = self.unknowns.add(variable().binary());
                        self.known.push(constraint!(few <= 7 + f64::from(MANY) * (1 - reason)));
                        reasons += reason;
                    }
                }
                self.known.push(constraint!(reasons >= 1));
            }
        }
        RowSeen { whole, cells, printed }
    }

    /// Whether this unknown may have this value, for all that can be seen.
    fn allows(&self, unknown: Variable, value: i32) -> bool {
        let mut model = self.unknowns.clone().minimise(0).using(microlp);
        for known in &self.known {
            model = model.with(known.clone());
        }
        let solution = model.with(constraint!(unknown == value)).solve();
        solution.is_ok_and(|solution| (solution.value(unknown) - f64::from(value)).abs() < 0.5)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_solver_learns_nothing_of_a_hidden_theme_and_little_of_a_row_left_out(world in worlds()) {
        let (release, layout) = (world.release(), world.layout());
        let attack = Attack::on(&release, &layout);
        let themes = &release.table("themes").expect("themes").rows;
        for (theme, row) in attack.themes.iter().zip(themes) {
            if row.count == ReleasedCount::Masked {
                for value in 0..8 {
                    prop_assert!(attack.allows(*theme, value), "{:?} could not be {value}", row.at);
                }
            }
        }
        for row in attack.rows.iter().filter(|row| row.printed.is_none()) {
            for cell in &row.cells {
                let possible = (0..MANY).filter(|value| attack.allows(*cell, *value)).take(3).count();
                prop_assert_eq!(possible, 3, "a crossing left out has {} values", possible);
            }
            prop_assert!((0..MANY).any(|value| attack.allows(row.whole, value)), "the model fits the world");
        }
    }

    #[test]
    fn a_hidden_count_changes_not_one_byte(world in worlds(), people in 0usize..8) {
        let hidden = world.themes - 1;
        let none = world.with_hidden(hidden, 0).release();
        prop_assert_eq!(none.to_json(), world.with_hidden(hidden, people).release().to_json());
    }

    #[test]
    fn what_is_printed_of_a_finer_row_stands_for_eight_people_inside_and_eight_outside(world in worlds()) {
        let release = world.release();
        let in_theme = |point: &Point, theme: &str| point.codes.iter().any(|code| theme_id(code.0) == theme);
        for row in &release.table("settings").expect("settings").rows {
            let [theme, setting] = row.at.as_slice() else { panic!("two dimensions") };
            let of_theme = || world.points.iter().filter(|point| in_theme(point, theme));
            let inside: BTreeSet<usize> = of_theme()
                .filter(|point| format!("s{}", point.setting) == *setting)
                .map(|point| point.who)
                .collect();
            let all: BTreeSet<usize> = of_theme().map(|point| point.who).collect();
            prop_assert!(inside.len() >= 8 && all.difference(&inside).count() >= 8);
            prop_assert_eq!(row.count, ReleasedCount::of(inside.len(), Threshold::default()));
        }
    }

    #[test]
    fn the_order_of_points_changes_not_one_byte(world in worlds()) {
        let mut turned = world.clone();
        turned.points.reverse();
        prop_assert_eq!(world.release().to_json(), turned.release().to_json());
    }
}

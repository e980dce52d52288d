//! Somebody who has every table, knows the rules and has a solver. They may suppose that people are in
//! several cells, and that rows were left out for any reason the rules allow. They read one release, or
//! several organisations' over several periods with what their community makes of them.

mod regions;
mod solver;
mod worlds;

use super::{ReleasedCount, Threshold};
use good_lp::{Expression, constraint};
use proptest::prelude::*;
use solver::{Attack, RowSeen};
use std::collections::BTreeSet;
use worlds::{Point, World, theme_id, worlds};

/// More people than any one world has.
const MANY: i32 = 200;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_solver_learns_nothing_of_a_hidden_theme_and_little_of_a_row_left_out(world in worlds()) {
        let (release, layout) = (world.release(), world.layout());
        let mut attack = Attack::among(MANY);
        let seen = attack.reads(&release, &layout);
        let themes = &release.table("themes").expect("themes").rows;
        for (at, (theme, row)) in seen.themes.iter().zip(themes).enumerate() {
            let people = world.people(|point| point.codes.iter().any(|code| code.0 == at));
            prop_assert!(attack.allows(&[(theme.people, people)]), "the model fits the world");
            if row.count == ReleasedCount::Masked {
                for value in 0..8 {
                    prop_assert!(attack.allows(&[(theme.people, value)]), "{:?} could not be {value}", row.at);
                }
            }
        }
        let is_printed = |row: &RowSeen| {
            let rows = &release.table(row.table).expect("every table is there").rows;
            rows.iter().any(|printed| printed.at[0] == row.at)
        };
        for row in seen.rows.iter().filter(|row| !is_printed(row)) {
            for cell in &row.cells {
                let possible = attack.values(*cell, 3);
                prop_assert_eq!(possible, 3, "a crossing left out has {} values", possible);
            }
            prop_assert!(attack.values(row.whole, 1) == 1, "the model fits the world");
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

/// So many people in each theme and nowhere else.
fn world_of(themes: &[usize]) -> World {
    let mut world = World {
        themes: themes.len(),
        settings: 2,
        k: 8,
        period: "2026-Q3".parse().expect("a period"),
        points: Vec::new(),
    };
    for (theme, people) in themes.iter().enumerate() {
        for at in 0..*people {
            let who = theme * 100 + at;
            world.points.push(Point { who, codes: vec![(theme, 0, 0)], setting: 0, plan: None });
        }
    }
    world
}

#[test]
fn the_solver_does_find_what_a_total_would_tell() {
    let world = world_of(&[10, 7]);
    let mut attack = Attack::among(MANY);
    let seen = attack.reads(&world.release(), &world.layout());
    assert!(attack.allows(&[(seen.themes[1].people, 0)]));
    // "About 15 people shared something", although a theme is hidden.
    let together: Expression = seen.themes.iter().map(|theme| theme.people).sum();
    attack.known.push(constraint!(together >= 13));
    assert!(!attack.allows(&[(seen.themes[1].people, 0)]), "one at least is in the hidden theme");
}

//! Invented organisations, periods and people, to be attacked.

use crate::disclosure::{
    CodedPoint, CommunityFigures, Layout, Period, Release, ThemeLayout, Threshold, community_of, release_of,
};
use crate::sharing::Code;
use proptest::prelude::*;

const PLANS: usize = 2;

/// A point: whose it is, what it is coded to, and where it was.
#[derive(Debug, Clone)]
pub struct Point {
    pub who: usize,
    pub codes: Vec<(usize, usize, usize)>,
    pub setting: usize,
    pub plan: Option<usize>,
}

/// One organisation in one period.
#[derive(Debug, Clone)]
pub struct World {
    pub themes: usize,
    pub settings: usize,
    pub k: u32,
    pub period: Period,
    pub points: Vec<Point>,
}

/// A community: the same organisations in several periods. Its people may work in more than one of
/// them, and share in more than one period.
#[derive(Debug, Clone)]
pub struct Region {
    /// How many different people there are.
    pub people: usize,
    /// By period, then by organisation.
    pub periods: Vec<Vec<World>>,
}

pub fn theme_id(theme: usize) -> String {
    format!("T{theme}")
}

impl World {
    pub fn layout(&self) -> Layout {
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

    pub fn threshold(&self) -> Threshold {
        Threshold::of(self.k).expect("a threshold")
    }

    pub fn release(&self) -> Release {
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
        release_of(self.period, &points, &layout, self.threshold())
    }

    /// How many different people have a point of this kind.
    pub fn people(&self, is_one: impl Fn(&Point) -> bool) -> i32 {
        let people: std::collections::BTreeSet<usize> =
            self.points.iter().filter(|point| is_one(point)).map(|point| point.who).collect();
        i32::try_from(people.len()).expect("few")
    }

    /// The same world, but with this many people in a theme, none of whom is anywhere else.
    pub fn with_hidden(&self, theme: usize, people: usize) -> Self {
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

impl Region {
    /// Every member's release of a period.
    pub fn releases(&self, period: usize) -> Vec<Release> {
        self.periods[period].iter().map(World::release).collect()
    }

    /// What the community shows of a period.
    pub fn figures(&self, period: usize) -> CommunityFigures {
        let when = self.periods[period][0].period;
        community_of(when, &self.releases(period)).expect("two members and more")
    }
}

/// Worlds in which some themes are common and others rare. There are two settings at least: with one,
/// a theme's row of settings would be the theme again, and crosses nothing.
pub fn worlds() -> impl Strategy<Value = World> {
    let period = "2026-Q3".parse().expect("a period");
    (2usize..=4, 2usize..=3, 20usize..70).prop_flat_map(move |(themes, settings, people)| {
        world(period, themes, settings, people, 20..160, [40, 75, 95])
    })
}

/// Communities of two or three organisations over two periods. They share one codebook; one has raised
/// its threshold, and each has its own kinds of place.
pub fn regions() -> impl Strategy<Value = Region> {
    (2usize..=3, 2usize..=3, 30usize..70).prop_flat_map(|(themes, members, people)| {
        // The last theme has about seven people: hidden in one organisation, printed in the next.
        let rare = if themes == 2 { [93, 100, 100] } else { [55, 93, 100] };
        let in_period = move |period: &str| {
            let period: Period = period.parse().expect("a period");
            let member = move |at: usize| {
                (2usize..=3)
                    .prop_flat_map(move |settings| world(period, themes, settings, people, 30..110, rare))
                    .prop_map(move |world| World { k: if at == 1 { 10 } else { 8 }, ..world })
            };
            (0..members).map(member).collect::<Vec<_>>()
        };
        (in_period("2026-Q2"), in_period("2026-Q3"))
            .prop_map(move |(earlier, later)| Region { people, periods: vec![earlier, later] })
    })
}

fn world(
    period: Period,
    themes: usize,
    settings: usize,
    people: usize,
    points: std::ops::Range<usize>,
    common: [usize; 3],
) -> impl Strategy<Value = World> {
    let theme =
        (0usize..100).prop_map(move |at| common.iter().filter(|to| at >= **to).count().min(themes - 1));
    let codes = proptest::collection::vec((theme, 0usize..2, 0usize..2), 1..=2);
    let point = (0..people, codes, 0..settings, proptest::option::of(0..PLANS))
        .prop_map(|(who, codes, setting, plan)| Point { who, codes, setting, plan });
    proptest::collection::vec(point, points).prop_map(move |points| World {
        themes,
        settings,
        k: 8,
        period,
        points,
    })
}

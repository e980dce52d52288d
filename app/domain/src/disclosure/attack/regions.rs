//! Attacks on several releases at once: organisations whose people overlap, periods one after the
//! other, and what the community makes of them.

use super::solver::{Attack, Seen};
use super::world_of;
use super::worlds::{Region, World, regions};
use crate::disclosure::{Release, ReleasedCount, community_of};
use good_lp::{Expression, constraint};
use proptest::prelude::*;
use proptest::sample::Index;

/// An attacker on a whole region.
struct Reader {
    attack: Attack,
    /// By period, then by organisation.
    seen: Vec<Vec<Seen>>,
}

impl Reader {
    /// Reads the releases of organisations for which `reads` holds, guesses at the others, and reads what
    /// the community shows of every period.
    fn of(region: &Region, reads: impl Fn(usize) -> bool) -> Self {
        let mut attack = Attack::among(i32::try_from(region.people).expect("few"));
        let mut seen = Vec::new();
        for (at, worlds) in region.periods.iter().enumerate() {
            let members: Vec<Seen> = worlds
                .iter()
                .enumerate()
                .map(|(member, world)| {
                    if reads(member) {
                        attack.reads(&world.release(), &world.layout())
                    } else {
                        attack.guesses(&world.layout(), world.threshold())
                    }
                })
                .collect();
            attack.reads_community(&region.figures(at), &worlds[0].layout(), &members);
            attack.supposes_overlap(&members.iter().collect::<Vec<_>>());
            seen.push(members);
        }
        let (earlier, later) = seen.split_at(1);
        for (one, two) in earlier[0].iter().zip(&later[0]) {
            attack.supposes_overlap(&[one, two]);
        }
        Self { attack, seen }
    }

    /// Every release with what is seen of it.
    fn releases<'a>(&'a self, region: &'a Region) -> impl Iterator<Item = (&'a World, &'a Seen)> {
        region.periods.iter().flatten().zip(self.seen.iter().flatten())
    }

    /// What was promised of hidden themes, and of some rows left out.
    fn learns_nothing(&self, region: &Region, some: &[Index]) -> Result<(), TestCaseError> {
        let mut true_values = Vec::new();
        let mut left_out = Vec::new();
        for (world, seen) in self.releases(region) {
            let release = world.release();
            let themes = &release.table("themes").expect("themes").rows;
            for (at, (theme, row)) in seen.themes.iter().zip(themes).enumerate() {
                let people = world.people(|point| point.codes.iter().any(|code| code.0 == at));
                true_values.push((theme.people, people));
                if row.count == ReleasedCount::Masked {
                    for value in 0..8 {
                        let may_be = self.attack.allows(&[(theme.people, value)]);
                        prop_assert!(may_be, "{:?} could not be {value}", row.at);
                    }
                }
            }
            let printed = |table: &str, at: &str| {
                let rows = &release.table(table).expect("every table is there").rows;
                rows.iter().any(|row| row.at[0] == at)
            };
            for row in seen.rows.iter().filter(|row| !printed(row.table, &row.at)) {
                left_out.extend(&row.cells);
            }
        }
        prop_assert!(self.attack.allows(&true_values), "the model fits the world");
        for index in some.iter().filter(|_| !left_out.is_empty()) {
            let possible = self.attack.values(*index.get(&left_out), 3);
            prop_assert_eq!(possible, 3, "a crossing left out has {} values", possible);
        }
        Ok(())
    }
}

fn some() -> impl Strategy<Value = Vec<Index>> {
    proptest::collection::vec(any::<Index>(), 8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn whoever_reads_every_release_and_every_sum_learns_nothing(region in regions(), some in some()) {
        Reader::of(&region, |_| true).learns_nothing(&region, &some)?;
    }

    #[test]
    fn whoever_takes_their_own_figures_from_the_sums_learns_nothing(region in regions(), some in some()) {
        Reader::of(&region, |member| member == 0).learns_nothing(&region, &some)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_hidden_count_changes_not_one_byte_of_a_sum(
        region in regions(),
        members in any::<Index>(),
        people in 0usize..8,
    ) {
        let worlds = &region.periods[0];
        let (member, hidden) = (members.index(worlds.len()), worlds[0].themes - 1);
        let json = |people: usize| {
            let mut releases: Vec<Release> = worlds.iter().map(World::release).collect();
            releases[member] = worlds[member].with_hidden(hidden, people).release();
            community_of(worlds[0].period, &releases).expect("two members and more").to_json()
        };
        prop_assert_eq!(json(0), json(people));
    }

    #[test]
    fn a_sum_is_made_of_printed_figures_and_of_nothing_else(region in regions()) {
        let (releases, figures) = (region.releases(1), region.figures(1));
        for row in figures.tables.iter().flat_map(|table| &table.rows) {
            let table = figures.tables.iter().find(|table| table.rows.contains(row)).expect("its table");
            let printed = |release: &Release| -> Option<u32> {
                let rows = &release.table(&table.name).expect("every table is there").rows;
                rows.iter().find(|other| other.at == row.at)?.count.shown()
            };
            let sum: u32 = releases.iter().filter_map(printed).sum();
            prop_assert_eq!(row.count.shown().unwrap_or(0), sum, "{} {:?}", &table.name, &row.at);
        }
    }
}

#[test]
fn the_solver_does_find_what_a_sum_over_hidden_people_would_tell() {
    let worlds = [world_of(&[8, 20]), world_of(&[7, 20])];
    let region = Region { people: 60, periods: vec![worlds.to_vec(), worlds.to_vec()] };
    let mut reader = Reader::of(&region, |_| true);
    let hidden = reader.seen[0][1].themes[0].people;
    for value in 0..8 {
        assert!(reader.attack.allows(&[(hidden, value)]), "{value}");
    }
    assert!(!reader.attack.allows(&[(hidden, 8)]));
    // "About 15", had the seven been counted.
    let together: Expression = reader.seen[0].iter().map(|seen| seen.themes[0].people).sum();
    reader.attack.known.push(constraint!(together >= 13));
    assert!(!reader.attack.allows(&[(hidden, 0)]), "one at least is in the hidden theme");
}

//! What somebody can say of the people behind figures, as an integer program.
//!
//! They may have read a release, or know only that there is one; and they may have read what a
//! community makes of several. People can be in several cells, organisations and periods.

use crate::disclosure::{CommunityFigures, Layout, Release, ReleasedCount, Table, Threshold};
use good_lp::{
    Constraint, Expression, ProblemVariables, Solution, SolverModel, Variable, constraint, microlp, variable,
    variables,
};

/// The finer tables that a community adds up.
const UNDER_THEMES: [&str; 2] = ["sub-themes", "directions"];

/// A row of a table: what is unknown, and what its release prints.
pub struct RowSeen {
    pub table: &'static str,
    pub at: String,
    pub whole: Variable,
    pub cells: Vec<Variable>,
    /// Whether it is printed: 1 or 0.
    pub printed: Expression,
    /// What is printed of each cell, 0 where nothing is.
    counts: Vec<Expression>,
}

/// A theme: how many people it has, and what its release prints.
pub struct ThemeSeen {
    pub people: Variable,
    printed: Expression,
    count: Expression,
}

/// A release, read or guessed at.
pub struct Seen {
    pub themes: Vec<ThemeSeen>,
    pub rows: Vec<RowSeen>,
}

/// Everything the attacker knows.
pub struct Attack {
    unknowns: ProblemVariables,
    pub known: Vec<Constraint>,
    /// How many people there are at most.
    most: i32,
}

/// The figure at these ids in a table.
fn at(tables: &[Table], table: &str, ids: &[&str]) -> Option<ReleasedCount> {
    let rows = &tables.iter().find(|known| known.name == table).expect("every table is there").rows;
    rows.iter().find(|row| row.at.iter().map(String::as_str).eq(ids.iter().copied())).map(|row| row.count)
}

fn number(count: u32) -> i32 {
    i32::try_from(count).expect("small")
}

impl Attack {
    /// Somebody who knows that there are no more people than this, and nothing else yet.
    pub fn among(most: i32) -> Self {
        Self { unknowns: variables!(), known: Vec::new(), most }
    }

    fn unknown(&mut self) -> Variable {
        self.unknowns.add(variable().integer().min(0).max(self.most))
    }

    fn yes_or_no(&mut self) -> Expression {
        self.unknowns.add(variable().binary()).into()
    }

    fn knows(&mut self, known: Constraint) {
        self.known.push(known);
    }

    /// Reads a release as its bytes say it.
    pub fn reads(&mut self, release: &Release, layout: &Layout) -> Seen {
        let release = Release::from_json(&release.to_json()).expect("its own bytes");
        let k = number(release.threshold.k());
        let shown = |table: &str, ids: &[&str]| at(&release.tables, table, ids);
        let mut seen = Seen { themes: Vec::new(), rows: Vec::new() };
        let mut in_settings: Vec<Vec<Variable>> = vec![Vec::new(); layout.settings.len()];
        for theme in &layout.themes {
            let people = self.unknown();
            let count = shown("themes", &[&theme.id]).expect("every theme has a row");
            let printed = count.shown().map(number);
            match printed {
                None => self.knows(constraint!(people <= k - 1)),
                Some(count) => self.rounds_to(people, count, k),
            }
            for (table, cells) in [
                ("sub-themes", &theme.sub_themes),
                ("directions", &layout.directions),
                ("settings", &layout.settings),
            ] {
                let row = self.row(table, &theme.id, people, cells, k, &|cell| {
                    shown(table, &[&theme.id, cell]).and_then(ReleasedCount::shown)
                });
                if table == "settings" && printed.is_some() {
                    for (setting, cell) in in_settings.iter_mut().zip(&row.cells) {
                        setting.push(*cell);
                    }
                }
                seen.rows.push(row);
            }
            let (is_printed, count) = (i32::from(printed.is_some()).into(), printed.unwrap_or(0).into());
            seen.themes.push(ThemeSeen { people, printed: is_printed, count });
        }
        for (setting, there) in layout.settings.iter().zip(in_settings) {
            let answered = self.unknown();
            // Whoever answered about the plan is in a printed theme in that setting.
            let there: Expression = there.into_iter().sum();
            self.knows(constraint!(answered <= there));
            let row = self.row("plan", setting, answered, &layout.plans, k, &|plan| {
                shown("plan", &[setting, plan]).and_then(ReleasedCount::shown)
            });
            seen.rows.push(row);
        }
        if let Some(ReleasedCount::About(count)) = shown("contributors", &[]) {
            let all = self.unknown();
            self.rounds_to(all, number(count), k);
            for theme in &seen.themes {
                self.knows(constraint!(all >= theme.people));
            }
            let together: Expression = seen.themes.iter().map(|theme| theme.people).sum();
            self.knows(constraint!(all <= together));
        }
        seen
    }

    /// A release that the attacker has not read. They know the rules it was made by, its threshold, and
    /// its codebook.
    pub fn guesses(&mut self, layout: &Layout, threshold: Threshold) -> Seen {
        let k = number(threshold.k());
        let mut seen = Seen { themes: Vec::new(), rows: Vec::new() };
        for theme in &layout.themes {
            let people = self.unknown();
            let printed = self.yes_or_no();
            self.knows(constraint!(people >= f64::from(k) * printed.clone()));
            self.knows(constraint!(people <= f64::from(k - 1) + f64::from(self.most) * printed.clone()));
            let count = self.count_if(people, &printed);
            for (table, cells) in
                UNDER_THEMES.into_iter().zip([theme.sub_themes.as_slice(), layout.directions.as_slice()])
            {
                let row = self.guessed_row(table, &theme.id, people, cells.len(), k);
                seen.rows.push(row);
            }
            seen.themes.push(ThemeSeen { people, printed, count });
        }
        seen
    }

    /// What a community shows of these members, read as its bytes say it.
    pub fn reads_community(&mut self, figures: &CommunityFigures, layout: &Layout, members: &[Seen]) {
        let shown = |table: &str, ids: &[&str]| at(&figures.tables, table, ids);
        for (place, theme) in layout.themes.iter().enumerate() {
            let sum = shown("themes", &[&theme.id]).expect("every theme has a row").shown();
            let counts: Expression = members.iter().map(|seen| seen.themes[place].count.clone()).sum();
            self.knows(constraint!(counts == number(sum.unwrap_or(0))));
            if sum.is_none() {
                continue;
            }
            for (table, cells) in UNDER_THEMES.into_iter().zip([&theme.sub_themes, &layout.directions]) {
                let is_row = |row: &&RowSeen| row.table == table && row.at == theme.id;
                let rows = || members.iter().map(|seen| seen.rows.iter().find(is_row).expect("a row"));
                let wholes = || members.iter().map(|seen| seen.themes[place].printed.clone());
                let left_out: Expression =
                    wholes().sum::<Expression>() - rows().map(|row| row.printed.clone()).sum::<Expression>();
                if shown(table, &[&theme.id, &cells[0]]).is_none() {
                    self.knows(constraint!(left_out >= 1));
                    continue;
                }
                self.knows(constraint!(left_out == 0));
                for (at, cell) in cells.iter().enumerate() {
                    let sum = shown(table, &[&theme.id, cell]).and_then(ReleasedCount::shown);
                    let counts: Expression = rows().map(|row| row.counts[at].clone()).sum();
                    self.knows(constraint!(counts == number(sum.expect("a whole row"))));
                }
            }
        }
    }

    /// The same people may be in several of these: together they are some number of different people.
    pub fn supposes_overlap(&mut self, releases: &[&Seen]) {
        for place in 0..releases[0].themes.len() {
            let different = self.unknown();
            let each = || releases.iter().map(|seen| seen.themes[place].people);
            for people in each() {
                self.knows(constraint!(different >= people));
            }
            let together: Expression = each().sum();
            self.knows(constraint!(different <= together));
        }
    }

    fn rounds_to(&mut self, people: Variable, count: i32, k: i32) {
        self.knows(constraint!(people >= (count - 2).max(k)));
        self.knows(constraint!(people <= count + 2));
    }

    /// What is printed of so many people: rounded to 5 if it is printed, otherwise 0.
    fn count_if(&mut self, people: Variable, printed: &Expression) -> Expression {
        let fives = self.unknown();
        let (most, hidden) = (f64::from(self.most), 1 - printed.clone());
        self.knows(constraint!(fives <= most * printed.clone()));
        self.knows(constraint!(5 * fives <= people + 2 + most * hidden.clone()));
        self.knows(constraint!(5 * fives >= people - 2 - most * hidden));
        5 * fives
    }

    /// A row: everybody of it is in a cell, and may be in several.
    fn cells(&mut self, whole: Variable, count: usize) -> Vec<Variable> {
        let cells: Vec<Variable> = (0..count).map(|_| self.unknown()).collect();
        let together: Expression = cells.iter().copied().sum();
        self.knows(constraint!(whole <= together));
        for cell in &cells {
            self.knows(constraint!(*cell <= whole));
        }
        cells
    }

    fn row(
        &mut self,
        table: &'static str,
        at: &str,
        whole: Variable,
        names: &[String],
        k: i32,
        shown: &dyn Fn(&str) -> Option<u32>,
    ) -> RowSeen {
        let cells = self.cells(whole, names.len());
        let counts: Option<Vec<u32>> = names.iter().map(|name| shown(name)).collect();
        match &counts {
            Some(counts) => {
                for (cell, count) in cells.iter().zip(counts) {
                    self.rounds_to(*cell, number(*count), k);
                    self.knows(constraint!(whole - *cell >= k));
                }
            }
            None => self.has_a_reason(whole, &cells, k, &0.into()),
        }
        let printed = i32::from(counts.is_some()).into();
        let counts = counts.unwrap_or_else(|| vec![0; names.len()]);
        let counts = counts.into_iter().map(|count| number(count).into()).collect();
        RowSeen { table, at: at.to_owned(), whole, cells, printed, counts }
    }

    fn guessed_row(
        &mut self,
        table: &'static str,
        at: &str,
        whole: Variable,
        count: usize,
        k: i32,
    ) -> RowSeen {
        let cells = self.cells(whole, count);
        let printed = self.yes_or_no();
        for cell in &cells {
            self.knows(constraint!(*cell >= f64::from(k) * printed.clone()));
            self.knows(constraint!(whole - *cell >= f64::from(k) * printed.clone()));
        }
        self.has_a_reason(whole, &cells, k, &printed);
        let counts = cells.iter().map(|cell| self.count_if(*cell, &printed)).collect();
        RowSeen { table, at: at.to_owned(), whole, cells, printed, counts }
    }

    /// A row is left out because some cell has fewer than k people, or fewer than k are outside it.
    fn has_a_reason(&mut self, whole: Variable, cells: &[Variable], k: i32, printed: &Expression) {
        let mut reasons = printed.clone();
        for cell in cells {
            for few in [Expression::from(*cell), whole - *cell] {
                let reason = self.yes_or_no();
                self.knows(constraint!(
                    few <= f64::from(k - 1) + f64::from(self.most) * (1 - reason.clone())
                ));
                reasons += reason;
            }
        }
        self.knows(constraint!(reasons >= 1));
    }

    /// Whether all of these unknowns may have these values at once, for all that can be seen.
    pub fn allows(&self, values: &[(Variable, i32)]) -> bool {
        let mut model = self.unknowns.clone().minimise(0).using(microlp);
        for known in &self.known {
            model = model.with(known.clone());
        }
        for (unknown, value) in values {
            model = model.with(constraint!(*unknown == *value));
        }
        let holds = |solution: &dyn Fn(Variable) -> f64| {
            values.iter().all(|(unknown, value)| (solution(*unknown) - f64::from(*value)).abs() < 0.5)
        };
        model.solve().is_ok_and(|solution| holds(&|unknown| solution.value(unknown)))
    }

    /// How many values an unknown may have, counted to `enough`.
    pub fn values(&self, unknown: Variable, enough: usize) -> usize {
        (0..=self.most).filter(|value| self.allows(&[(unknown, *value)])).take(enough).count()
    }
}

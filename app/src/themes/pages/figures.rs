//! Tables of figures, each a row's name and how many people it stands for.

use domain::disclosure::{ReleasedCount, Threshold};
use leptos::prelude::*;

/// A row of a table or picture: its name in words, and its figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    pub name: String,
    pub count: ReleasedCount,
}

/// Whose figures they are, and so what one of them says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// One organisation's, rounded.
    Organisation(Threshold),
    /// A community's: its members' own, added up.
    Community(Threshold),
}

impl Whose {
    /// A figure in words: "about 15" or "at least 35", or that it stands for too few to say.
    pub(super) fn in_words(self, count: ReleasedCount) -> String {
        match (self, count.shown()) {
            (Self::Organisation(_), Some(count)) => format!("about {count}"),
            (Self::Organisation(threshold), None) => format!("fewer than {}", threshold.k()),
            (Self::Community(_), Some(count)) => format!("at least {count}"),
            (Self::Community(threshold), None) => format!("fewer than {} in each", threshold.k()),
        }
    }
}

/// A table with a heading over each column.
pub(super) fn table(
    caption: String,
    what: &'static str,
    figures: &[Figure],
    whose: Whose,
) -> impl IntoView + use<> {
    let rows = figures
        .iter()
        .map(|figure| {
            view! {
                <tr>
                    <th scope="row">{figure.name.clone()}</th>
                    <td class="nhsuk-table__cell--numeric">{whose.in_words(figure.count)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="nhsuk-table aw-figures">
            <caption>{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{what}</th>
                    <th scope="col" class="nhsuk-table__header--numeric">"People"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

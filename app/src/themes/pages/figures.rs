//! Tables of figures, each a row's name and how many people it stands for.

use domain::disclosure::{ReleasedCount, Threshold};
use leptos::prelude::*;

/// A row of a table or picture: its name in words, and its figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    pub name: String,
    pub count: ReleasedCount,
}

/// A figure in words: "about 15", or that it stands for too few to say.
pub(super) fn in_words(count: ReleasedCount, threshold: Threshold) -> String {
    match count.shown() {
        Some(count) => format!("about {count}"),
        None => format!("fewer than {}", threshold.k()),
    }
}

/// A table with a heading over each column.
pub(super) fn table(
    caption: String,
    what: &'static str,
    figures: &[Figure],
    threshold: Threshold,
) -> impl IntoView + use<> {
    let rows = figures
        .iter()
        .map(|figure| {
            view! {
                <tr>
                    <th scope="row">{figure.name.clone()}</th>
                    <td class="nhsuk-table__cell--numeric">{in_words(figure.count, threshold)}</td>
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

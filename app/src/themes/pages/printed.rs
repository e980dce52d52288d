//! What is printed of themes, an organisation's and a community's alike.

use super::figures::{Figure, Whose, table};
use crate::changes::pages::change_list;
use domain::disclosure::{Row, Table};
use domain::frameworks::{Codebook, Theme};
use domain::sharing::Facet;
use leptos::prelude::*;
use services::changes::ChangeLink;

/// Tables with titles for the ids in them.
pub(super) struct Printed<'a> {
    pub tables: &'a [Table],
    pub codebook: &'a Codebook,
    pub settings: &'a [Facet],
    pub whose: Whose,
    /// What was done about themes, where it is told.
    pub changes: &'a [ChangeLink],
}

impl Printed<'_> {
    fn rows(&self, name: &str) -> &[Row] {
        let table = self.tables.iter().find(|table| table.name == name);
        table.map(|table| table.rows.as_slice()).unwrap_or_default()
    }
}

/// The themes with their figures.
pub(super) fn figures_of_themes(printed: &Printed<'_>) -> Vec<Figure> {
    let title = |row: &Row| {
        let id = row.at.first().map(String::as_str).unwrap_or_default();
        printed.codebook.theme(id).map_or_else(|| id.to_owned(), |theme| theme.title.clone())
    };
    printed.rows("themes").iter().map(|row| Figure { name: title(row), count: row.count }).collect()
}

/// What is printed beneath each theme.
pub(super) fn sections(printed: &Printed<'_>) -> Vec<impl IntoView + use<>> {
    printed.codebook.themes.iter().filter_map(|theme| section(printed, theme)).collect()
}

/// What is printed beneath one theme; nothing where nothing is.
fn section(printed: &Printed<'_>, theme: &Theme) -> Option<impl IntoView + use<>> {
    let codebook = printed.codebook;
    let of_theme = |name: &str, title: &dyn Fn(&str) -> String| -> Vec<Figure> {
        let here = printed.rows(name).iter().filter(|row| row.at.first() == Some(&theme.id));
        here.map(|row| Figure { name: title(&second(row)), count: row.count }).collect()
    };
    let sub_theme = |id: &str| codebook.sub_theme(id).map_or(id.to_owned(), |(_, sub)| sub.title.clone());
    let direction =
        |id: &str| codebook.direction(id).map_or(id.to_owned(), |direction| direction.label.clone());
    let setting = |id: &str| label(printed.settings, id);
    let tables: Vec<_> = [
        ("What it was about", "Sub-theme", of_theme("sub-themes", &sub_theme)),
        ("Whether it made care easier or harder", "Direction", of_theme("directions", &direction)),
        ("Where people were working", "Kind of place", of_theme("settings", &setting)),
    ]
    .into_iter()
    .filter(|(_, _, figures)| !figures.is_empty())
    .map(|(caption, what, figures)| {
        view! {
            {table(caption.to_owned(), what, &figures, printed.whose)}
        }
    })
    .collect();
    let answering: Vec<&ChangeLink> =
        printed.changes.iter().filter(|change| change.answers(&theme.id)).collect();
    let answering = change_list(&answering).map(|list| view! { <h4>"What changed"</h4>{list} });
    let is_printed = |row: &Row| row.at.first() == Some(&theme.id) && row.count.shown().is_some();
    printed.rows("themes").iter().any(is_printed).then(|| {
        view! {
            <section class="aw-theme">
                <h3>{theme.title.clone()}</h3>
                <p>{theme.about.clone()}</p>
                {tables}
                {answering}
            </section>
        }
    })
}

/// The id of a row's second dimension.
pub(super) fn second(row: &Row) -> String {
    row.at.get(1).cloned().unwrap_or_default()
}

/// The words for an id.
pub(super) fn label(facets: &[Facet], id: &str) -> String {
    facets.iter().find(|facet| facet.id == id).map_or_else(|| id.to_owned(), |facet| facet.label.clone())
}

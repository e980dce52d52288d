//! One release: a picture and a table of its themes, then what is printed beneath each.

use super::figures::{Figure, table};
use super::picture::picture;
use crate::changes::pages::change_list;
use domain::disclosure::{Release, Row, Table, Threshold};
use domain::frameworks::{Codebook, Theme};
use domain::sharing::Facet;
use leptos::prelude::*;
use services::changes::ChangeLink;
use services::release::Shown;

/// Everything a release shows, and under each printed theme the changes that answer it.
pub(super) fn release(shown: &Shown<'_>, changes: &[ChangeLink]) -> impl IntoView + use<> {
    let release = &shown.release;
    let (period, threshold) = (release.period, release.threshold);
    let themes = figures_of(release.table("themes"), |row| theme_title(shown.codebook, &row.at));
    let nothing = themes.iter().all(|figure| figure.count.shown().is_none());
    let picture = (!nothing).then(|| {
        view! { <figure class="aw-picture"><figcaption>"How many people shared something about each theme"</figcaption>{picture(&themes, threshold)}</figure> }
    });
    let too_little = nothing.then(|| {
        view! {
            <p class="aw-notice">
                {format!(
                    "There is not enough to show for these months. No theme had {} people or more, and fewer are never \
                     shown, so that nobody can be picked out. Every voice was still read.",
                    threshold.k()
                )}
            </p>
        }
    });
    let sections: Vec<_> =
        shown.codebook.themes.iter().filter_map(|theme| theme_section(shown, theme, changes)).collect();
    view! {
        {too_little}
        {picture}
        {table("The same figures".to_owned(), "Theme", &themes, threshold)}
        {contributors(release)}
        <p class="aw-quiet">
            {how_to_read(threshold)}" "
            <a href=format!("/themes/{period}.json") download=format!("themes-{period}.json")>"Download these figures (JSON)"</a>
        </p>
        {sections}
        {plan_section(shown)}
    }
}

fn how_to_read(threshold: Threshold) -> String {
    let k = threshold.k();
    format!(
        "Figures are different people, rounded to 5. From 0 to {} they all read “fewer than {k}”. Somebody can be in \
         more than one theme. Finer figures are shown only where each of them stands for {k} people or more.",
        k - 1
    )
}

/// How many people there were, where a release says so.
fn contributors(release: &Release) -> Option<impl IntoView + use<>> {
    let count = release.table("contributors")?.rows.first()?.count.shown()?;
    Some(view! { <p>{format!("About {count} people shared something in these months.")}</p> })
}

/// What is printed beneath one theme; nothing where nothing is.
fn theme_section(shown: &Shown<'_>, theme: &Theme, changes: &[ChangeLink]) -> Option<impl IntoView + use<>> {
    let release = &shown.release;
    let of_theme = |name: &str, title: &dyn Fn(&str) -> String| -> Vec<Figure> {
        let rows = release.table(name).map(|table| table.rows.as_slice()).unwrap_or_default();
        let here = rows.iter().filter(|row| row.at.first() == Some(&theme.id));
        here.map(|row| Figure { name: title(&second(row)), count: row.count }).collect()
    };
    let sub_theme =
        |id: &str| shown.codebook.sub_theme(id).map_or(id.to_owned(), |(_, sub)| sub.title.clone());
    let direction =
        |id: &str| shown.codebook.direction(id).map_or(id.to_owned(), |direction| direction.label.clone());
    let setting = |id: &str| label(&shown.settings, id);
    let tables: Vec<_> = [
        ("What it was about", "Sub-theme", of_theme("sub-themes", &sub_theme)),
        ("Whether it made care easier or harder", "Direction", of_theme("directions", &direction)),
        ("Where people were working", "Kind of place", of_theme("settings", &setting)),
    ]
    .into_iter()
    .filter(|(_, _, figures)| !figures.is_empty())
    .map(|(caption, what, figures)| {
        view! {
            {table(caption.to_owned(), what, &figures, release.threshold)}
        }
    })
    .collect();
    let answering: Vec<&ChangeLink> = changes.iter().filter(|change| change.answers(&theme.id)).collect();
    let answering = change_list(&answering).map(|list| view! { <h4>"What changed"</h4>{list} });
    release.prints(&theme.id).then(|| {
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

/// "Was the plan there?", a table for each kind of place that has one.
fn plan_section(shown: &Shown<'_>) -> Option<impl IntoView + use<>> {
    let rows = &shown.release.table("plan")?.rows;
    let mut settings: Vec<&str> = rows.iter().filter_map(|row| row.at.first().map(String::as_str)).collect();
    settings.dedup();
    let tables: Vec<_> = settings
        .into_iter()
        .map(|setting| {
            let here = rows.iter().filter(|row| row.at.first().is_some_and(|at| at == setting));
            let figures: Vec<Figure> = here
                .map(|row| Figure { name: label(&shown.plans, &second(row)), count: row.count })
                .collect();
            table(label(&shown.settings, setting), "The plan or record", &figures, shown.release.threshold)
        })
        .collect();
    (!tables.is_empty()).then(|| {
        view! {
            <section>
                <h3>"Was the plan or record there?"</h3>
                {tables}
            </section>
        }
    })
}

fn figures_of(table: Option<&Table>, name: impl Fn(&Row) -> String) -> Vec<Figure> {
    let rows = table.map(|table| table.rows.as_slice()).unwrap_or_default();
    rows.iter().map(|row| Figure { name: name(row), count: row.count }).collect()
}

fn theme_title(codebook: &Codebook, at: &[String]) -> String {
    let id = at.first().map(String::as_str).unwrap_or_default();
    codebook.theme(id).map_or_else(|| id.to_owned(), |theme| theme.title.clone())
}

fn second(row: &Row) -> String {
    row.at.get(1).cloned().unwrap_or_default()
}

fn label(facets: &[Facet], id: &str) -> String {
    facets.iter().find(|facet| facet.id == id).map_or_else(|| id.to_owned(), |facet| facet.label.clone())
}

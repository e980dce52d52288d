//! One release: a picture and a table of its themes, then what is printed beneath each.

use super::figures::{Figure, Whose, table};
use super::picture::picture;
use super::printed::{Printed, figures_of_themes, label, second, sections};
use domain::disclosure::{Release, Threshold};
use leptos::prelude::*;
use services::changes::ChangeLink;
use services::release::Shown;

/// Everything a release shows, and under each printed theme the changes that answer it.
pub(super) fn release(shown: &Shown<'_>, changes: &[ChangeLink]) -> impl IntoView + use<> {
    let release = &shown.release;
    let (period, threshold) = (release.period, release.threshold);
    let whose = Whose::Organisation(threshold);
    let printed = Printed {
        tables: &release.tables,
        codebook: shown.codebook,
        settings: &shown.settings,
        whose,
        changes,
    };
    let themes = figures_of_themes(&printed);
    let nothing = themes.iter().all(|figure| figure.count.shown().is_none());
    let picture = (!nothing).then(|| {
        view! { <figure class="aw-picture"><figcaption>"How many people shared something about each theme"</figcaption>{picture(&themes, whose)}</figure> }
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
    view! {
        {too_little}
        {picture}
        {table("The same figures".to_owned(), "Theme", &themes, whose)}
        {contributors(release)}
        <p class="aw-quiet">
            {how_to_read(threshold)}" "
            <a href=format!("/themes/{period}.json") download=format!("themes-{period}.json")>"Download these figures (JSON)"</a>
        </p>
        {sections(&printed)}
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

/// "Was the plan there?", a table for each kind of place that has one.
fn plan_section(shown: &Shown<'_>) -> Option<impl IntoView + use<>> {
    let rows = &shown.release.table("plan")?.rows;
    let mut settings: Vec<&str> = rows.iter().filter_map(|row| row.at.first().map(String::as_str)).collect();
    settings.dedup();
    let whose = Whose::Organisation(shown.release.threshold);
    let tables: Vec<_> = settings
        .into_iter()
        .map(|setting| {
            let here = rows.iter().filter(|row| row.at.first().is_some_and(|at| at == setting));
            let figures: Vec<Figure> = here
                .map(|row| Figure { name: label(&shown.plans, &second(row)), count: row.count })
                .collect();
            table(label(&shown.settings, setting), "The plan or record", &figures, whose)
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

//! What the organisations of a health community printed of a period, added up; and the way there.

use super::figures::{Whose, table};
use super::picture::picture;
use super::printed::{Printed, figures_of_themes, sections};
use crate::web::{Failure, Frame, Path, Visitor, Web, page};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::disclosure::{CommunityFigures, Period, Threshold};
use domain::frameworks::Codebook;
use domain::time::day_in_words;
use leptos::prelude::*;
use services::community::{OwnCommunity, show_community};

/// `/themes/community/2026-Q3`, and `/themes/community/2026-Q3.json` for the same figures as a file.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Path(asked): Path<String>,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let (text, is_file) = asked.strip_suffix(".json").map_or((asked.as_str(), false), |text| (text, true));
    let period: Period = text.parse().map_err(|_| Failure::NotFound)?;
    let shown = show_community(&web.services, actor, period).await?;
    if is_file {
        let json = shown.figures.ok_or(Failure::NotFound)?.to_json();
        let headers = [
            (CONTENT_TYPE, "application/json".to_owned()),
            (CONTENT_DISPOSITION, format!("attachment; filename=\"community-themes-{period}.json\"")),
            (CACHE_CONTROL, "no-store".to_owned()),
        ];
        return Ok((headers, json).into_response());
    }
    let (name, codebook) = (shown.name, shown.codebook);
    let body = match &shown.figures {
        Some(figures) => figures_of(figures, codebook).into_any(),
        None => nothing_yet(period).into_any(),
    };
    let frame = Frame { title: "Themes of your health community", here: "/themes", ..Frame::default() };
    Ok(page(&web, &visitor, StatusCode::OK, frame, || {
        view! {
            <div class="aw-column">
                <p><a class="nhsuk-back-link" href="/themes">"Themes"</a></p>
                <h1>{format!("Themes across {name}")}</h1>
                <p class="aw-lead">"What the organisations of your health community have learned from caring at the end of life, added up."</p>
                <h2>{period.in_words()}</h2>
                {body}
            </div>
        }
    }))
}

fn nothing_yet(period: Period) -> impl IntoView + use<> {
    let words = format!(
        "There is nothing to show for these months yet. Each organisation makes its own figures, on {} at the \
         earliest. When two or more have made theirs, what they come to together is shown here.",
        day_in_words(period.freezes_on())
    );
    view! { <div class="aw-empty"><p>{words}</p></div> }
}

fn figures_of(figures: &CommunityFigures, codebook: &Codebook) -> impl IntoView + use<> {
    let (period, threshold) = (figures.period, figures.threshold);
    let whose = Whose::Community(threshold);
    let printed = Printed { tables: &figures.tables, codebook, settings: &[], whose, changes: &[] };
    let themes = figures_of_themes(&printed);
    let nothing = themes.iter().all(|figure| figure.count.shown().is_none());
    let picture = (!nothing).then(|| {
        view! { <figure class="aw-picture"><figcaption>"How many people shared something about each theme"</figcaption>{picture(&themes, whose)}</figure> }
    });
    let too_little = nothing.then(|| {
        let words = format!(
            "There is not enough to show for these months. No theme had {} people or more in any one organisation, \
             and fewer are never shown, so that nobody can be picked out. Every voice was still read.",
            threshold.k()
        );
        view! { <p class="aw-notice">{words}</p> }
    });
    view! {
        <p>"Figures are different people: at least, counted once in each organisation."</p>
        {too_little}
        {picture}
        {table("The same figures".to_owned(), "Theme", &themes, whose)}
        <p class="aw-quiet">
            {how_to_read(threshold)}" "
            <a href=format!("/themes/community/{period}.json") download=format!("community-themes-{period}.json")>"Download these figures (JSON)"</a>
        </p>
        {sections(&printed)}
    }
}

fn how_to_read(threshold: Threshold) -> String {
    let k = threshold.k();
    format!(
        "Each organisation rounds its own figure to 5, and those are added up, so a sum can be a little over or \
         under. Where an organisation had too few people on a theme to say, nobody of it is counted. “Fewer than {k} \
         in each” means that this was so in every organisation. Somebody who works in two organisations counts in \
         both."
    )
}

/// The way to a community's figures for a period: nothing where there are none.
pub(super) fn link(community: Option<&OwnCommunity>, period: Period) -> Option<impl IntoView + use<>> {
    let community = community.filter(|community| community.periods.contains(&period))?;
    let label = format!("Themes across {}", community.name);
    Some(view! {
        <p><a href=format!("/themes/community/{period}")>{label}</a>", the same months added up over its organisations."</p>
    })
}

//! The themes page, one period of it, and its frozen bytes.

use super::answers::answers;
use super::community;
use super::excerpts::{FEW, excerpts};
use super::release::release;
use crate::web::{Done, Failure, Frame, Path, Posted, Visitor, Web, page, see_other};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::disclosure::Period;
use domain::time::day_in_words;
use leptos::prelude::*;
use services::changes::change_links;
use services::community::own_community;
use services::release::{Listed, Shown, ask_second_look, excerpts as excerpts_of, list, sharing_rules, show};

const fn frame() -> Frame {
    Frame {
        title: "Themes",
        here: "/themes",
        has_problems: false,
        hide_saves: None,
        islands: crate::web::Islands::None,
        has_check: false,
        is_for_writing: false,
    }
}

/// `/themes`: the latest release.
pub async fn get(State(web): State<Web>, visitor: Visitor, Done(done): Done) -> Result<Response, Failure> {
    let listed = list(&web.services, visitor.actor()?).await?;
    match listed.first() {
        Some(latest) => {
            let period = latest.period;
            one(&web, &visitor, listed, period, done == "second-look").await
        }
        None => none_yet(&web, &visitor).await,
    }
}

/// `/themes/2026-Q3`, and `/themes/2026-Q3.json` for the bytes as they were frozen.
pub async fn get_period(
    State(web): State<Web>,
    visitor: Visitor,
    Path(asked): Path<String>,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let read = |text: &str| text.parse::<Period>().map_err(|_| Failure::NotFound);
    if let Some(period) = asked.strip_suffix(".json") {
        let period = read(period)?;
        let headers = [
            (CONTENT_TYPE, "application/json".to_owned()),
            (CONTENT_DISPOSITION, format!("attachment; filename=\"themes-{period}.json\"")),
            (CACHE_CONTROL, "no-store".to_owned()),
        ];
        return Ok((headers, show(&web.services, actor, period).await?.json).into_response());
    }
    let listed = list(&web.services, actor).await?;
    one(&web, &visitor, listed, read(&asked)?, false).await
}

async fn one(
    web: &Web,
    visitor: &Visitor,
    listed: Vec<Listed>,
    period: Period,
    asked_down: bool,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let shown = show(&web.services, actor, period).await?;
    let year = period.year();
    let excerpts = excerpts(year, excerpts_of(&web.services, actor, year, FEW).await?);
    let done = asked_down.then(|| {
        let words = "Thank you. It is taken down until somebody has looked at it again.";
        view! { <p class="aw-notice aw-notice--kept" role="status">{words}</p> }
    });
    let others = others(&listed, period);
    let answers = answers(web, actor).await?;
    let community = community::link(own_community(&web.services, actor).await?.as_ref(), period);
    let head = head(&shown);
    let release = release(&shown, &change_links(&web.services, actor).await?);
    Ok(page(web, visitor, StatusCode::OK, frame(), || {
        view! {
            <div class="aw-column">
                <h1>"Themes"</h1>
                {done}
                <p class="aw-lead">"What people here have learned from caring at the end of life, as they shared it."</p>
                {head}
                {release}
                {community}
                {excerpts}
                {answers}
                {others}
            </div>
        }
    }))
}

fn head(shown: &Shown<'_>) -> impl IntoView + use<> {
    let made = format!("Made on {}. They are never worked out again.", day_in_words(shown.frozen_on));
    view! {
        <h2>{shown.release.period.in_words()}</h2>
        <p class="aw-quiet">{made}</p>
    }
}

/// The other periods.
fn others(listed: &[Listed], here: Period) -> Option<impl IntoView + use<>> {
    let links: Vec<_> = listed
        .iter()
        .filter(|listed| listed.period != here)
        .map(|listed| view! { <li><a href=format!("/themes/{}", listed.period)>{listed.period.in_words()}</a></li> })
        .collect();
    (!links.is_empty()).then(|| {
        view! {
            <section class="aw-part">
                <h2>"Other months"</h2>
                <ul>{links}</ul>
            </section>
        }
    })
}

/// Before the first release.
async fn none_yet(web: &Web, visitor: &Visitor) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let (rules, _) = sharing_rules(&web.services, actor).await?;
    let answers = answers(web, actor).await?;
    let community = own_community(&web.services, actor).await?;
    let latest = community.as_ref().and_then(|community| community.periods.first().copied());
    let community = latest.and_then(|latest| community::link(community.as_ref(), latest));
    let next = Period::next_to_freeze(web.services.today(), rules.length).freezes_on();
    let when = format!(
        "There is nothing to show yet. Figures are made six weeks after the months they are about, and the next date \
         for that is {}. They are shown when at least {} people have shared something on a theme.",
        day_in_words(next),
        rules.threshold.k()
    );
    Ok(page(web, visitor, StatusCode::OK, frame(), || {
        view! {
            <div class="aw-column">
                <h1>"Themes"</h1>
                <p class="aw-lead">"What people here have learned from caring at the end of life, as they shared it."</p>
                <div class="aw-empty"><p>{when}</p></div>
                {community}
                {answers}
            </div>
        }
    }))
}

/// Asking for an excerpt to be looked at again. Asking twice is asking once.
pub async fn post(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Result<Response, Failure> {
    ask_second_look(&web.services, visitor.actor()?, posted.text("excerpt")).await?;
    Ok(see_other("/themes?done=second-look"))
}

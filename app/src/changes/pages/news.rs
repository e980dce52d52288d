//! What changed, for everybody in an organisation: changes, and with them new modules and new releases.
//! Looking at it leaves no trace.

use super::card::Card;
use crate::ui::pagination;
use crate::web::{Failure, Frame, Query, Visitor, Web, page};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::accounts::Role;
use domain::time::day_in_words;
use leptos::prelude::*;
use serde::Deserialize;
use services::changes::{News, NewsItem, ToldChange, news};

/// How many one page holds.
const A_PAGE: usize = 20;

/// What may stand behind `?`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The page, from 1.
    page: String,
}

/// `/changes`.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let all = news(&web.services, visitor.actor()?).await?;
    let last = all.len().div_ceil(A_PAGE).max(1);
    let here = asked.page.parse().unwrap_or(1).clamp(1, last);
    let shown: Vec<_> = all.into_iter().skip((here - 1) * A_PAGE).take(A_PAGE).map(item).collect();
    let content = if shown.is_empty() {
        view! {
            <div class="aw-empty">
                <p>
                    "Nothing to tell yet. When enough people have shared what they learned, you will read here what was \
                     done about it."
                </p>
            </div>
        }
        .into_any()
    } else {
        view! { <ul class="aw-changes">{shown}</ul> }.into_any()
    };
    let pages = pagination("/changes", "Pages of what changed", here, here < last);
    let write = visitor.is(Role::SafetyLead).then(|| {
        view! { <p><a class="nhsuk-button nhsuk-button--secondary" href="/changes/write">"Tell what changed"</a></p> }
    });
    let frame = Frame { title: "What changed", here: "/changes", ..Frame::default() };
    Ok(page(&web, &visitor, StatusCode::OK, frame, || {
        view! {
            <div class="aw-column">
                <h1>"What changed"</h1>
                <p class="aw-lead">"You said, we did: what became of what people here shared."</p>
                {write}
                {content}
                {pages}
                <p class="aw-quiet">"Everybody in your organisation can read this. Nobody is told who does."</p>
            </div>
        }
    }))
}

fn item(item: NewsItem) -> impl IntoView {
    let on = day_in_words(item.on);
    match item.news {
        News::Change(told) => {
            view! { <li class="aw-change">{head(&told)}{Card::of(&told).view()}</li> }.into_any()
        }
        News::Module { link, is_first } => {
            let what = if is_first { "A new module: " } else { "A newer version of a module: " };
            let to = format!("/modules/{}", link.module);
            view! {
                <li class="aw-change aw-change--short">
                    <p class="aw-change__head">{on}</p>
                    <p>{what}<a href=to>{link.title}</a></p>
                </li>
            }
            .into_any()
        }
        News::Release(period) => view! {
            <li class="aw-change aw-change--short">
                <p class="aw-change__head">{on}</p>
                <p>"The themes of "<a href=format!("/themes/{period}")>{period.in_words()}</a>" are out."</p>
            </li>
        }
        .into_any(),
    }
}

/// The day, and how far it has come.
fn head(told: &ToldChange) -> impl IntoView + use<> {
    let on = day_in_words(told.on);
    let since = (told.since != told.on).then(|| format!(" First told on {}.", day_in_words(told.since)));
    view! {
        <p class="aw-change__head">
            {on}" "<strong class="aw-tag">{told.state.label()}</strong>
            {since}
        </p>
    }
}

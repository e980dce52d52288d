//! The catalogue of modules.

use super::{STARTER, minutes, pages};
use crate::web::{Failure, Frame, Query, Visitor, Web, page};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::modules::Place;
use leptos::prelude::*;
use serde::Deserialize;
use services::modules::{Catalogue, Entry, Filter, catalogue};

/// What may stand behind `?`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The id of an ambition.
    ambition: String,
    /// The id of a theme or sub-theme.
    theme: String,
}

/// `/modules`.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let filter = Filter { ambition: asked.ambition, theme: asked.theme };
    let found = catalogue(&web.services, visitor.actor()?, &filter).await?;
    let frame = Frame { title: "Modules", here: "/modules", ..Frame::default() };
    let under_way = under_way(&found.under_way);
    let filter = filter_form(&web, &found);
    let list = list(&found);
    Ok(page(&web, &visitor, StatusCode::OK, frame, || {
        view! {
            <div class="aw-column">
                <h1>"Modules"</h1>
                <p class="aw-lead">"Short pieces to read and think about, in your own time."</p>
                {under_way}
                {filter}
                {list}
                <p class="aw-quiet">"How far you have read is yours alone. Nobody else can see it, and it is counted nowhere."</p>
            </div>
        }
    }))
}

fn under_way(entries: &[Entry]) -> impl IntoView + use<> {
    (!entries.is_empty()).then(|| {
        let items = entries
            .iter()
            .filter_map(|entry| Some((entry, entry.place.as_ref()?)))
            .map(|(entry, place)| {
                let to = format!("/modules/{}/{}/{}", entry.module, place.version, place.page);
                let at = format!("You left at page {}.", place.page);
                view! { <li><a href=to>{entry.card.title.clone()}</a><p>{at}</p></li> }
            })
            .collect_view();
        view! {
            <section class="aw-under-way">
                <h2>"Carry on where you left"</h2>
                <ul class="aw-home__links">{items}</ul>
            </section>
        }
    })
}

fn filter_form(web: &Web, found: &Catalogue) -> impl IntoView + use<> {
    (!found.is_bare).then(|| {
        let today = web.services.today();
        let ambitions = web
            .services
            .content
            .ambitions_on(today)
            .ambitions
            .iter()
            .map(|ambition| option(&ambition.id, &ambition.title, found.ambition == ambition.id))
            .collect_view();
        let asked = found.theme.as_ref().map(|theme| theme.id().to_owned()).unwrap_or_default();
        let themes = web
            .services
            .content
            .codebook_on(today)
            .themes
            .iter()
            .map(|theme| option(&theme.id, &theme.title, asked == theme.id))
            .collect_view();
        // A link may ask for a narrower theme than the list has.
        let narrower = found.theme.as_ref().and_then(|theme| theme.sub_theme.as_ref());
        let narrower = narrower.map(|theme| option(&theme.id, &theme.title, true));
        let is_all = found.ambition.is_empty() && found.theme.is_none();
        let all = (!is_all).then(|| view! { <a class="aw-link-quiet" href="/modules">"Show all"</a> });
        view! {
            <form class="aw-filter" method="get" action="/modules">
                <div class="nhsuk-form-group">
                    <label class="nhsuk-label" for="theme">"Theme"</label>
                    <select class="nhsuk-select" id="theme" name="theme" autocomplete="off">
                        <option value="" selected=found.theme.is_none()>"Any theme"</option>
                        {narrower}
                        {themes}
                    </select>
                </div>
                <div class="nhsuk-form-group">
                    <label class="nhsuk-label" for="ambition">"Ambition"</label>
                    <select class="nhsuk-select" id="ambition" name="ambition" autocomplete="off">
                        <option value="" selected=found.ambition.is_empty()>"Any ambition"</option>
                        {ambitions}
                    </select>
                </div>
                <div class="aw-actions">
                    <button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small">"Show these"</button>
                    {all}
                </div>
            </form>
        }
    })
}

fn option(id: &str, title: &str, selected: bool) -> impl IntoView + use<> {
    view! { <option value=id.to_owned() selected=selected>{title.to_owned()}</option> }
}

fn list(found: &Catalogue) -> AnyView {
    if found.is_bare {
        return view! {
            <div class="aw-empty"><p>"There are no modules yet. Your educators can write some."</p></div>
        }
        .into_any();
    }
    if found.entries.is_empty() {
        return view! {
            <div class="aw-empty">
                <p>"No module answers that yet."</p>
                <p><a href="/modules">"Show all modules"</a></p>
            </div>
        }
        .into_any();
    }
    let entries = found.entries.iter().map(entry).collect_view();
    view! { <ul class="aw-entries">{entries}</ul> }.into_any()
}

fn entry(entry: &Entry) -> impl IntoView + use<> {
    let mut themes: Vec<String> = Vec::new();
    for theme in &entry.words.themes {
        if !themes.contains(&theme.theme.title) {
            themes.push(theme.theme.title.clone());
        }
    }
    let length = format!("About {}, {}", minutes(entry.card.minutes), pages(entry.card.last_page()));
    let meta = std::iter::once(length).chain(themes).collect::<Vec<_>>().join(" · ");
    let place =
        entry.place.as_ref().map(|place| view! { <span class="aw-entry__meta">{place_words(place)}</span> });
    let starter = entry.starter.then(|| view! { <span class="aw-tag aw-entry__tag">{STARTER}</span> });
    view! {
        <li class="aw-entry">
            <a class="aw-entry__link" href=format!("/modules/{}", entry.module)>{entry.card.title.clone()}</a>
            <span class="aw-entry__meta">{meta}</span>
            <span class="aw-entry__opening">{entry.card.summary.clone()}</span>
            {place}
            {starter}
        </li>
    }
}

fn place_words(place: &Place) -> String {
    if place.is_under_way() { format!("You are at page {}", place.page) } else { "Complete".to_owned() }
}

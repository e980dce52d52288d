//! A module's front page.

use super::{STARTER, day, minutes, pages};
use crate::changes::pages::change_list;
use crate::web::{Done, Failure, Frame, Path, Visitor, Web, page};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::modules::{ModuleRef, Place, Source, after_you_can};
use domain::time::day_in_words;
use leptos::prelude::*;
use services::changes::{ChangeLink, change_links};
use services::modules::{Front, Named, NamedTheme, front};

/// `/modules/{id}`.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    Done(done): Done,
) -> Result<Response, Failure> {
    let found = front(&web.services, visitor.actor()?, &ModuleRef::parse(&id)).await?;
    let frame = Frame { title: "A module", here: "/modules", ..Frame::default() };
    let done = (done == "completed" && found.place.as_ref().is_some_and(|place| !place.is_under_way()))
        .then(|| view! { <p class="aw-notice aw-notice--kept" role="status">"Marked as complete. Only you can see that."</p> });
    let change = found.may_change.then(|| {
        view! { <a class="aw-link-quiet" href=format!("/modules/write/{}", found.module)>"Change this module"</a> }
    });
    let changes = change_links(&web.services, visitor.actor()?).await?;
    let changes: Vec<&ChangeLink> = changes.iter().filter(|change| change.leads_to(&found.module)).collect();
    let changes = (!found.is_withdrawn)
        .then(|| change_list(&changes))
        .flatten()
        .map(|list| view! { <h2>"What changed"</h2>{list} });
    let body =
        if found.is_withdrawn { withdrawn(&web, &found) } else { offered(&web, &found, change.into_any()) };
    Ok(page(&web, &visitor, StatusCode::OK, frame, || {
        view! {
            <div class="aw-column">
                <p class="aw-no-print"><a class="nhsuk-back-link" href="/modules">"All modules"</a></p>
                {done}
                {body}
                {changes}
            </div>
        }
    }))
}

fn withdrawn(web: &Web, found: &Front) -> AnyView {
    let completed = completed(web, found.place.as_ref());
    view! {
        <h1>{found.card.title.clone()}</h1>
        <p class="aw-notice">
            "This module is no longer in the catalogue: whoever looks after it has taken it out. It can be put back \
             at any time, and then you can carry on where you left."
        </p>
        {completed}
    }
    .into_any()
}

fn offered(web: &Web, found: &Front, change: AnyView) -> AnyView {
    let card = &found.card;
    let starter = found.starter.then(|| view! { <p><strong class="aw-tag">{STARTER}</strong></p> });
    let length = format!(
        "About {}, {}. This version is from {}.",
        minutes(card.minutes),
        pages(card.last_page()),
        day_in_words(found.since)
    );
    let outcomes = card
        .outcomes
        .iter()
        .map(|outcome| view! { <li>{after_you_can(outcome).to_owned()}</li> })
        .collect_view();
    let contents = card
        .pages
        .iter()
        .enumerate()
        .map(|(at, title)| {
            let to = format!("/modules/{}/{}/{}", found.module, found.version, at + 1);
            view! { <li><a href=to>{title.clone()}</a></li> }
        })
        .collect_view();
    view! {
        <h1>{card.title.clone()}</h1>
        {starter}
        <p class="aw-lead">{card.summary.clone()}</p>
        <p class="aw-quiet">{length}</p>
        {ways_in(web, found)}
        {change}
        <h2>"After this module you can"</h2>
        <ul>{outcomes}</ul>
        <h2>"Its pages"</h2>
        <ol>{contents}</ol>
        {answers(found)}
        {sources(&card.sources)}
    }
    .into_any()
}

/// How to begin, to carry on, and what is newer than what was begun.
fn ways_in(web: &Web, found: &Front) -> impl IntoView + use<> {
    let to = |version: &str, page: u16| format!("/modules/{}/{version}/{page}", found.module);
    let first = to(&found.version, 1);
    let completed = completed(web, found.place.as_ref());
    let ways = match &found.place {
        None => view! { <a class="nhsuk-button" href=first>"Start reading"</a> }.into_any(),
        Some(place) if place.version == found.version && place.is_under_way() => view! {
            <a class="nhsuk-button" href=to(&place.version, place.page)>{format!("Carry on at page {}", place.page)}</a>
            <a class="aw-link-quiet" href=first>"Begin again at page 1"</a>
        }
        .into_any(),
        Some(place) if place.version == found.version => {
            view! { <a class="nhsuk-button nhsuk-button--secondary" href=first>"Read it again"</a> }.into_any()
        }
        Some(place) if place.is_under_way() => view! {
            <a class="nhsuk-button" href=to(&place.version, place.page)>
                {format!("Carry on at page {} of the one you began", place.page)}
            </a>
            <a class="aw-link-quiet" href=first>"Begin the newer version"</a>
        }
        .into_any(),
        Some(_) => view! { <a class="nhsuk-button" href=first>"Read the newer version"</a> }.into_any(),
    };
    let newer = found.place.as_ref().filter(|place| place.version != found.version).map(|place| {
        let words = if place.is_under_way() {
            "There is a newer version of this module. You can finish the one you began, or begin the newer one."
        } else {
            "There is a newer version of this module. What you completed stays complete."
        };
        view! { <p class="aw-notice">{words}</p> }
    });
    view! {
        {newer}
        {completed}
        <div class="aw-actions aw-no-print">{ways}</div>
    }
}

fn completed(web: &Web, place: Option<&Place>) -> impl IntoView + use<> {
    place.and_then(|place| place.completed.as_ref()).map(|completed| {
        let words = format!("You marked it as complete on {}.", day(web, completed.day));
        view! { <p>{words}</p> }
    })
}

fn answers(found: &Front) -> impl IntoView + use<> {
    let words = &found.words;
    let themes = by_theme(&words.themes);
    let titles =
        |all: &[Named]| all.iter().map(|named| view! { <li>{named.title.clone()}</li> }).collect_view();
    let ambitions = words
        .ambitions
        .iter()
        .map(|ambition| {
            let to = format!("/modules?ambition={}", ambition.id);
            view! { <li><a href=to>{ambition.title.clone()}</a></li> }
        })
        .collect_view();
    let blocks = (!words.building_blocks.is_empty())
        .then(|| view! { <h3>"Building blocks"</h3><ul>{titles(&words.building_blocks)}</ul> });
    let foundations = (!words.foundations.is_empty())
        .then(|| view! { <h3>"Foundations"</h3><ul>{titles(&words.foundations)}</ul> });
    let themes = (!words.themes.is_empty())
        .then(|| view! { <h2>"Answers these themes"</h2><ul class="aw-answers">{themes}</ul> });
    let has_ambitions = !words.ambitions.is_empty();
    let ambitions = has_ambitions.then(|| view! { <h3>"Ambitions"</h3><ul>{ambitions}</ul> });
    let serves = (has_ambitions || !words.foundations.is_empty())
        .then(|| view! { <h2>"Part of the Ambitions framework"</h2>{ambitions}{blocks}{foundations} });
    view! { {themes} {serves} }
}

/// Each theme once, with the parts of it that are meant.
fn by_theme(all: &[NamedTheme]) -> impl IntoView + use<> {
    let link = |named: &Named| {
        let to = format!("/modules?theme={}", named.id);
        view! { <a href=to>{named.title.clone()}</a> }
    };
    let mut themes: Vec<&Named> = Vec::new();
    for named in all {
        if !themes.contains(&&named.theme) {
            themes.push(&named.theme);
        }
    }
    themes
        .into_iter()
        .map(|theme| {
            let parts: Vec<_> = all
                .iter()
                .filter(|named| named.theme == *theme)
                .filter_map(|named| named.sub_theme.as_ref())
                .map(|part| view! { <li>{link(part)}</li> })
                .collect();
            let parts = (!parts.is_empty()).then(|| view! { <ul>{parts}</ul> });
            view! { <li>{link(theme)}{parts}</li> }
        })
        .collect_view()
}

fn sources(sources: &[Source]) -> impl IntoView + use<> {
    let items = sources
        .iter()
        .map(|source| {
            let about = [&source.publisher, &source.year].into_iter().flatten().cloned().collect::<Vec<_>>();
            let about = if about.is_empty() { String::new() } else { format!(". {}", about.join(", ")) };
            let title = match &source.url {
                // Another site is not told where somebody came from.
                Some(url) => {
                    view! { <a href=url.clone() rel="noopener noreferrer">{source.title.clone()}</a> }
                        .into_any()
                }
                None => view! { {source.title.clone()} }.into_any(),
            };
            view! { <li>{title}{about}</li> }
        })
        .collect_view();
    (!sources.is_empty()).then(|| view! { <h2>"Sources"</h2><ul>{items}</ul> })
}

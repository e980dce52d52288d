//! The first page, what is private here, and support: pages that belong to no capability's work.

use crate::ui::Signposts;
use crate::web::{Failure, Frame, Visitor, Web, found, page};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use services::reflect::recent_draft;

/// `/`: home for somebody signed in, otherwise the way in.
pub async fn get_home(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    if visitor.live().is_none() {
        return Ok(found("/sign-in"));
    }
    let actor = visitor.actor()?;
    let draft = recent_draft(&web.services, actor).await?.map(|entry| {
        let words = format!("Last changed {}.", web.services.in_words(entry.changed));
        view! {
            <li>
                <a href=format!("/reflections/{}/write", entry.id)>"Carry on with your draft"</a>
                <p>{words}</p>
            </li>
        }
    });
    let promise = web.services.content.promise_on(web.services.today()).short.clone();
    let frame = Frame { title: "Home", here: "/", ..Frame::default() };
    Ok(page(&web, &visitor, StatusCode::OK, frame, || {
        view! {
            <div class="aw-column aw-home">
                <h1>"Take a moment"</h1>
                <p class="aw-lead">"A quiet place to put down what you are carrying."</p>
                <p><a class="nhsuk-button aw-home__action" href="/reflections/new">"Log a reflection"</a></p>
                <ul class="aw-home__links">
                    {draft}
                    <li>
                        <a href="/reflections">"Your reflections"</a>
                        <p>"Read, change, print or delete what you wrote."</p>
                    </li>
                    <li>
                        <a href="/themes">"Themes"</a>
                        <p>"What people here have learned, as they shared it."</p>
                    </li>
                    <li>
                        <a href="/changes">"What changed"</a>
                        <p>"You said, we did: what became of it."</p>
                    </li>
                    <li><a href="/support">"Support for you"</a><p>"People to talk to, day and night."</p></li>
                </ul>
                <p class="aw-quiet">{promise}</p>
            </div>
        }
    }))
}

/// `/private`: what is private here and what cannot be promised.
pub async fn get_private(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    let promise = web.services.content.promise_on(web.services.today()).clone();
    let frame = Frame { title: "What is private here", here: "/private", ..Frame::default() };
    let parts = promise
        .parts
        .into_iter()
        .map(|part| {
            let items = (!part.items.is_empty()).then(|| {
                view! { <ul>{part.items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view()}</ul> }
            });
            view! {
                <section>
                    <h2>{part.title}</h2>
                    {part.paragraphs.into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
                    {items}
                </section>
            }
        })
        .collect_view();
    Ok(page(&web, &visitor, StatusCode::OK, frame, || {
        view! {
            <div class="aw-column">
                <h1>{promise.title}</h1>
                <p class="aw-lead">{promise.short}</p>
                {parts}
            </div>
        }
    }))
}

/// `/support`: every signpost, in groups. Opening it is not recorded anywhere.
pub async fn get_support(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    let groups = web
        .services
        .content
        .signpost_groups_on(web.services.today())
        .into_iter()
        .map(|group| {
            view! { <section><h2>{group.title}</h2><Signposts signposts=group.signposts/></section> }
        })
        .collect_view();
    let frame = Frame { title: "Support for you", here: "/support", ..Frame::default() };
    Ok(page(&web, &visitor, StatusCode::OK, frame, || {
        view! {
            <div class="aw-column">
                <h1>"Support for you"</h1>
                <p class="aw-lead">"You do not have to carry this alone. Nobody is told that you looked here."</p>
                {groups}
            </div>
        }
    }))
}

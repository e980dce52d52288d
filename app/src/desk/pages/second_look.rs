//! Excerpts that somebody asked to have looked at again.

use crate::web::{Done, Failure, Frame, Posted, Visitor, Web, page, see_other};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use services::release::{Look, decide_second_look, under_second_look};

/// `/desk/second-look`.
pub async fn get(State(web): State<Web>, visitor: Visitor, Done(done): Done) -> Result<Response, Failure> {
    let excerpts = under_second_look(&web.services, visitor.actor()?).await?;
    let done = match done.as_str() {
        "shown" => Some("It is shown again."),
        "removed" => Some("It is removed. The figures stay as they are."),
        _ => None,
    };
    let items: Vec<_> = excerpts
        .into_iter()
        .map(|under| {
            view! {
                <li class="aw-shared__item">
                    <p class="aw-quiet">{format!("{}, {}", under.theme.title, under.year)}</p>
                    <blockquote class="aw-seen">{under.excerpt.words}</blockquote>
                    <form method="post" action="/desk/second-look">
                        <input type="hidden" name="excerpt" value=under.excerpt.mark/>
                        <div class="aw-actions">
                            <button class="nhsuk-button nhsuk-button--secondary" name="do" value="show">"Show it again"</button>
                            <button class="nhsuk-button nhsuk-button--warning" name="do" value="remove">"Remove it for good"</button>
                        </div>
                    </form>
                </li>
            }
        })
        .collect();
    let content = if items.is_empty() {
        view! { <div class="aw-empty"><p>"Nothing is waiting for a second look."</p></div> }.into_any()
    } else {
        view! {
            <p>"Somebody asked for these to be looked at again. Who asked is kept nowhere. They are not shown until you decide."</p>
            <ul class="aw-shared">{items}</ul>
        }
        .into_any()
    };
    let frame = Frame { title: "A second look", here: "/desk", ..Frame::default() };
    Ok(page(&web, &visitor, StatusCode::OK, frame, || {
        view! {
            <div class="aw-column">
                <p><a class="nhsuk-back-link" href="/desk">"Desk"</a></p>
                <h1>"A second look"</h1>
                {done.map(|words| view! { <p class="aw-notice aw-notice--kept" role="status">{words}</p> })}
                {content}
            </div>
        }
    }))
}

/// Showing one again, or removing it.
pub async fn post(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let (look, done) = match posted.text("do") {
        "show" => (Look::ShowAgain, "shown"),
        "remove" => (Look::Remove, "removed"),
        _ => {
            // Asked, so that the desk is hidden from everybody who has none.
            under_second_look(&web.services, actor).await?;
            return Ok(see_other("/desk/second-look"));
        }
    };
    decide_second_look(&web.services, actor, posted.text("excerpt"), look).await?;
    Ok(see_other(&format!("/desk/second-look?done={done}")))
}

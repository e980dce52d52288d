//! The desk's first page: whether something waits, and no more than that.

use crate::web::{Done, Failure, Frame, Visitor, Web, page};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use services::desk::some_waiting;
use services::release::under_second_look;

/// `/desk`.
pub async fn get(State(web): State<Web>, visitor: Visitor, Done(done): Done) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let some_waiting = some_waiting(&web.services, actor).await?;
    let asked_down = !under_second_look(&web.services, actor).await?.is_empty();
    let done = (done == "decided").then_some("Your decision is kept.");
    let frame = Frame { title: "Desk", here: "/desk", ..Frame::default() };
    let waiting = if some_waiting {
        view! {
            <p>"Some points are waiting to be read."</p>
            <p><a class="nhsuk-button" href="/desk/read">"Read one"</a></p>
            <p class="aw-quiet">
                "One at a time, in no order. Some are hard to read: stop when you want to, and come back when you want to."
            </p>
        }
        .into_any()
    } else {
        view! {
            <div class="aw-empty">
                <p>"Nothing is waiting for you to read. Points come once a week, when enough people have shared."</p>
            </div>
        }
        .into_any()
    };
    let second_look = asked_down.then(|| {
        view! {
            <h2>"A second look"</h2>
            <p>"Somebody asked for words on the themes page to be looked at again. They are not shown until you have."</p>
            <p><a class="nhsuk-button nhsuk-button--secondary" href="/desk/second-look">"Look at them"</a></p>
        }
    });
    Ok(page(&web, &visitor, StatusCode::OK, frame, || {
        view! {
            <div class="aw-column">
                <h1>"Desk"</h1>
                {done.map(|words| view! { <p class="aw-notice aw-notice--kept" role="status">{words}</p> })}
                {waiting}
                {second_look}
                <p><a class="aw-link-quiet" href="/changes/write">"Tell people what changed"</a></p>
                <p class="aw-quiet">
                    "You see words and nothing else: not who wrote them, where or when, nor how many wait. What you shared \
                     yourself is never among them. "<a href="/support">"Support for you"</a>
                </p>
            </div>
        }
    }))
}

//! What was shared: from one reflection, or all of it; taking it back, and withdrawing it.

use super::choose::back;
use super::list::{all, of_one};
use crate::web::{Done, Failure, Frame, Path, Posted, Visitor, Web, kind_page, page, see_other};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::{ReflectionId, ShareId};
use leptos::prelude::*;
use services::reflect::read;
use services::share::{Shared, Stage, TakeBackError, WithdrawError, list, list_of, take_back, withdraw};

const fn frame() -> Frame {
    Frame {
        title: "What you have shared",
        here: "/reflections",
        has_problems: false,
        hide_saves: None,
        islands: crate::web::Islands::None,
        has_check: false,
        is_for_writing: false,
    }
}

/// `/shared`: everything.
pub async fn get_all(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    let shared = list(&web.services, visitor.actor()?).await?;
    let content = all(&web, &shared);
    Ok(page(&web, &visitor, StatusCode::OK, frame(), || content))
}

/// `/reflections/{id}/shared`: what came from one reflection.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    Done(done): Done,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let id: ReflectionId = id.parse().map_err(|_| Failure::NotFound)?;
    read(&web.services, actor, id).await?;
    let shared = list_of(&web.services, actor, id).await?;
    // Only said where it is so: an address can be opened again later.
    let just_shared = done == "shared" && matches!(newest(&shared), Some(Stage::Waiting { .. }));
    let done = match done.as_str() {
        "taken-back" => Some("Taken back. Nobody else has read it."),
        "withdrawn" => Some("We will take it out. Until then a reviewer may read it."),
        _ => None,
    };
    let content = of_one(&web, id, &shared, just_shared, done);
    Ok(page(&web, &visitor, StatusCode::OK, frame(), || content))
}

fn newest(shared: &[Shared]) -> Option<&Stage> {
    shared.first().map(|shared| &shared.stage)
}

/// Taking back; and withdrawing, after a question.
pub async fn post(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let id: ReflectionId = id.parse().map_err(|_| Failure::NotFound)?;
    let share: ShareId = posted.text("share").parse().map_err(|_| Failure::NotFound)?;
    let here = format!("/reflections/{id}/shared");
    match posted.text("do") {
        "take-back" => match take_back(&web.services, actor, id, share).await {
            Ok(()) => Ok(see_other(&format!("{here}?done=taken-back"))),
            // It moved on while the page was open.
            Err(TakeBackError::Moved) => ask(&web, &visitor, id, share, StatusCode::CONFLICT),
            Err(TakeBackError::Other(error)) => Err(error.into()),
        },
        "withdraw" => match withdraw(&web.services, actor, id, share).await {
            Ok(()) => Ok(see_other(&format!("{here}?done=withdrawn"))),
            Err(WithdrawError::StillWaiting) => Ok(see_other(&here)),
            Err(WithdrawError::TooLate) => Ok(kind_page(
                StatusCode::CONFLICT,
                "The figures have been made",
                "It can no longer be withdrawn, because the figures it belongs to are made and stay as they are. If \
                 words of yours are shown on the themes page, you can ask there for a second look.",
                None,
            )),
            Err(WithdrawError::Other(error)) => Err(error.into()),
        },
        "ask" => {
            read(&web.services, actor, id).await?;
            let is_there = list_of(&web.services, actor, id).await?.iter().any(|known| known.id == share);
            if is_there { ask(&web, &visitor, id, share, StatusCode::OK) } else { Err(Failure::NotFound) }
        }
        _ => Err(Failure::NotFound),
    }
}

/// What withdrawing does, and the button.
fn ask(
    web: &Web,
    visitor: &Visitor,
    id: ReflectionId,
    share: ShareId,
    status: StatusCode,
) -> Result<Response, Failure> {
    let moved = (status == StatusCode::CONFLICT)
        .then(|| view! { <p class="aw-notice">"It has moved on, so it can no longer be taken back at once. You can still withdraw it."</p> });
    let frame = Frame { title: "Withdraw what you shared?", ..frame() };
    Ok(page(web, visitor, status, frame, || {
        view! {
            <div class="aw-column">
                {back(id)}
                <h1>"Withdraw what you shared?"</h1>
                {moved}
                <ul>
                    <li>"It is taken out when points next move, or when the figures are made at the latest. A reviewer may read it until then."</li>
                    <li>"It will be in no figure and no quotation."</li>
                    <li>"Nobody is told that you withdrew it. You cannot undo this."</li>
                </ul>
                <form method="post" action=format!("/reflections/{id}/shared")>
                    <input type="hidden" name="share" value=share.to_string()/>
                    <div class="aw-actions">
                        <button class="nhsuk-button nhsuk-button--warning" name="do" value="withdraw">"Withdraw it"</button>
                        <a class="aw-link-quiet" href=format!("/reflections/{id}/shared")>"Leave it as it is"</a>
                    </div>
                </form>
            </div>
        }
    }))
}

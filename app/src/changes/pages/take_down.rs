//! Taking a change down, after asking.

use crate::web::{Failure, Frame, Path, Posted, Visitor, Web, found, page, see_other};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::ChangeId;
use leptos::prelude::*;
use services::changes::{ChangePublishError, OpenChange, open_change, take_down_change};

/// `/changes/write/{id}/take-down`.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id: ChangeId = id.parse().map_err(|_| Failure::NotFound)?;
    let stored = open_change(&web.services, visitor.actor()?, id).await?;
    Ok(ask(&web, &visitor, StatusCode::OK, &stored, None))
}

fn ask(
    web: &Web,
    visitor: &Visitor,
    status: StatusCode,
    stored: &OpenChange,
    notice: Option<&'static str>,
) -> Response {
    let back = format!("/changes/write/{}", stored.id);
    let Some(telling) = &stored.telling else { return found(&back) };
    let (words, action) = (telling.change.words.clone(), format!("{back}/take-down"));
    let frame = Frame { title: "Take it down?", here: "/changes", ..Frame::default() };
    page(web, visitor, status, frame, || {
        view! {
            <div class="aw-column">
                <p><a class="nhsuk-back-link" href=back.clone()>"Back to the words"</a></p>
                {notice.map(|words| view! { <p class="aw-notice aw-notice--warn" role="status">{words}</p> })}
                <h1>"Take it down?"</h1>
                <blockquote class="aw-seen">{words}</blockquote>
                <ul>
                    <li>"Nobody but safety leads can read it any more. People who have read it are not told."</li>
                    <li>"What others read now is not kept. Your draft stays, and you can tell it again."</li>
                </ul>
                <form method="post" action=action>
                    <input type="hidden" name="turn" value=stored.turn.to_string()/>
                    <div class="aw-actions">
                        <button class="nhsuk-button nhsuk-button--warning">"Take it down"</button>
                        <a class="aw-link-quiet" href=back>"Leave it up"</a>
                    </div>
                </form>
            </div>
        }
    })
}

/// Takes it down.
pub async fn post(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let id: ChangeId = id.parse().map_err(|_| Failure::NotFound)?;
    let turn = posted.text("turn").parse().unwrap_or(-1);
    match take_down_change(&web.services, actor, id, turn).await {
        Ok(_) => Ok(see_other("/changes/write?done=down")),
        Err(ChangePublishError::Other(error)) => Err(error.into()),
        Err(_) => {
            let stored = open_change(&web.services, actor, id).await?;
            let words = "It was told anew since you looked, so it is still up. This is what others read now.";
            Ok(ask(&web, &visitor, StatusCode::CONFLICT, &stored, Some(words)))
        }
    }
}

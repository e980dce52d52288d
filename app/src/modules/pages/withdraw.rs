//! Taking a module out of the catalogue, and putting it back.

use crate::web::{Failure, Frame, Path, Visitor, Web, found, page, see_other};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::ModuleId;
use leptos::prelude::*;
use services::modules::{open_draft, put_back, withdraw};

/// `/modules/write/{id}/withdraw`.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id: ModuleId = id.parse().map_err(|_| Failure::NotFound)?;
    let stored = open_draft(&web.services, visitor.actor()?, id).await?;
    let back = format!("/modules/write/{id}");
    if stored.published == 0 || stored.is_withdrawn {
        return Ok(found(&back));
    }
    let frame = Frame { title: "Take it out of the catalogue?", here: "/modules/write", ..Frame::default() };
    Ok(page(&web, &visitor, StatusCode::OK, frame, || {
        view! {
            <div class="aw-column">
                <p><a class="nhsuk-back-link" href=back.clone()>"Back to the draft"</a></p>
                <h1>"Take it out of the catalogue?"</h1>
                <p class="aw-lead">{stored.draft.title}</p>
                <ul>
                    <li>"Nobody can find or read it any more. Whoever has begun it is told that it is out."</li>
                    <li>"Nothing is deleted: the draft, every version, and where people are in it stay."</li>
                    <li>"You can put it back at any time."</li>
                </ul>
                <form method="post" action=format!("/modules/write/{id}/withdraw")>
                    <div class="aw-actions">
                        <button class="nhsuk-button nhsuk-button--warning">"Take it out"</button>
                        <a class="aw-link-quiet" href=back>"Leave it in"</a>
                    </div>
                </form>
            </div>
        }
    }))
}

/// Takes it out.
pub async fn post(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    withdraw(&web.services, actor, id.parse().map_err(|_| Failure::NotFound)?).await?;
    Ok(see_other("/modules/write?done=withdrawn"))
}

/// Puts it back.
pub async fn post_put_back(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let id: ModuleId = id.parse().map_err(|_| Failure::NotFound)?;
    put_back(&web.services, actor, id).await?;
    Ok(see_other(&format!("/modules/write/{id}?done=back")))
}

//! Deleting a reflection: what it does, then the button.

use crate::web::{Failure, Frame, Path, Visitor, Web, page, see_other};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::ReflectionId;
use leptos::prelude::*;
use services::Error;
use services::reflect::{delete, read};
use services::sealing::SealError;

/// `/reflections/{id}/delete`.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id: ReflectionId = id.parse().map_err(|_| Failure::NotFound)?;
    let (which, back) = match read(&web.services, visitor.actor()?, id).await {
        Ok(opened) => {
            let started = web.services.in_words(opened.reflection.started);
            (format!("{}, started {started}", opened.template.title), format!("/reflections/{id}"))
        }
        Err(Error::Seal(SealError::Broken)) => {
            ("A reflection that cannot be opened.".to_owned(), "/reflections".to_owned())
        }
        Err(error) => return Err(error.into()),
    };
    let keep = back.clone();
    let frame = Frame { title: "Delete this reflection?", here: "/reflections", ..Frame::default() };
    let days = web.services.settings.backup_days;
    Ok(page(&web, &visitor, StatusCode::OK, frame, || {
        view! {
            <div class="aw-column">
                <p><a class="nhsuk-back-link" href=back>"Back"</a></p>
                <h1>"Delete this reflection?"</h1>
                <p class="aw-lead">{which}</p>
                <ul>
                    <li>"It is removed now, with every version of it. You cannot bring it back, and neither can we."</li>
                    <li>{format!("Backups made before now still hold it, sealed, until they expire: {days} days at most.")}</li>
                    <li>"If the portal has to be restored from such a backup, it may come back. You would be told."</li>
                    <li>"Copies you downloaded or printed are not touched."</li>
                </ul>
                <form method="post" action=format!("/reflections/{id}/delete")>
                    <div class="aw-actions">
                        <button class="nhsuk-button nhsuk-button--warning">"Delete it"</button>
                        <a class="aw-link-quiet" href=keep>"Keep it"</a>
                    </div>
                </form>
            </div>
        }
    }))
}

/// Deletes it.
pub async fn post(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let id: ReflectionId = id.parse().map_err(|_| Failure::NotFound)?;
    delete(&web.services, actor, id).await?;
    Ok(see_other("/reflections?done=deleted"))
}

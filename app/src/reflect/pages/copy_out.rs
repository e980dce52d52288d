//! Downloads. A get, because it changes nothing; never kept by the browser's cache.

use crate::web::{Failure, Path, Visitor, Web};
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::ids::ReflectionId;
use services::reflect::{CopyFormat, take_copy};

/// `/reflections/{id}/copy/markdown`.
pub async fn get_markdown(
    state: State<Web>,
    visitor: Visitor,
    id: Path<String>,
) -> Result<Response, Failure> {
    file(state, visitor, id, CopyFormat::Markdown).await
}

/// `/reflections/{id}/copy/json`.
pub async fn get_json(state: State<Web>, visitor: Visitor, id: Path<String>) -> Result<Response, Failure> {
    file(state, visitor, id, CopyFormat::Json).await
}

async fn file(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    format: CopyFormat,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let id: ReflectionId = id.parse().map_err(|_| Failure::NotFound)?;
    let file = take_copy(&web.services, actor, id, format).await?;
    let headers = [
        (CONTENT_TYPE, file.media_type.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file.name)),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, file.content).into_response())
}

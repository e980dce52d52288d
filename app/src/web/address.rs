//! What an address says: the part of its path that varies, and what stands behind `?`. Where that
//! cannot be read the answer is a page of ours, never a parser's words.

use super::failure::Failure;
use axum::extract::{FromRequestParts, Path as AnyPath, Query as AnyQuery};
use axum::http::request::Parts;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The part of a path that varies. One that is no text leads to no page.
pub struct Path<T>(pub T);

/// What stands behind `?`. All of it is left aside when it cannot be read.
pub struct Query<T>(pub T);

/// What has just been done, as the address a post leads to says it: `?done=saved`. A page knows its own
/// few words for it; any other is as good as none.
pub struct Done(pub String);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let read = AnyPath::from_request_parts(parts, state).await;
        read.map(|AnyPath(part)| Self(part)).map_err(|_| Failure::NotFound)
    }
}

impl<T: DeserializeOwned + Default, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(AnyQuery::try_from_uri(&parts.uri).map(|AnyQuery(asked)| asked).unwrap_or_default()))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Done {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        #[derive(Default, Deserialize)]
        #[serde(default)]
        struct Asked {
            done: String,
        }
        let Query(Asked { done }) = Query::from_request_parts(parts, state).await?;
        Ok(Self(done))
    }
}

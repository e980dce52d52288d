//! One change, with an address of its own.

use super::card::Card;
use crate::web::{Failure, Frame, Path, Visitor, Web, page};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::accounts::Role;
use domain::ids::ChangeId;
use domain::time::day_in_words;
use leptos::prelude::*;
use services::changes::told_change;

/// `/changes/{id}`.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id: ChangeId = id.parse().map_err(|_| Failure::NotFound)?;
    let told = told_change(&web.services, visitor.actor()?, id).await?;
    let when = if told.since == told.on {
        format!("Told on {}.", day_in_words(told.on))
    } else {
        format!("First told on {}. In these words since {}.", day_in_words(told.since), day_in_words(told.on))
    };
    let correct = visitor.is(Role::SafetyLead).then(|| {
        view! { <p><a class="aw-link-quiet" href=format!("/changes/write/{id}")>"Correct it or take it down"</a></p> }
    });
    let frame = Frame { title: "What changed", here: "/changes", ..Frame::default() };
    Ok(page(&web, &visitor, StatusCode::OK, frame, || {
        view! {
            <div class="aw-column">
                <p class="aw-no-print"><a class="nhsuk-back-link" href="/changes">"All that changed"</a></p>
                <h1>"What changed"</h1>
                <p class="aw-quiet">{when}" "<strong class="aw-tag">{told.state.label()}</strong></p>
                {Card::of(&told).view()}
                {correct}
            </div>
        }
    }))
}

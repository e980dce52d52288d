//! Reading a module, page by page.

use crate::web::{Failure, Frame, Path, Posted, Visitor, Web, found, page, see_other};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::modules::ModuleRef;
use leptos::prelude::*;
use services::modules::{Reading, complete, read_page, turn_page};

/// Which page of which version of which module.
type Where = (String, String, String);

/// A number that has no more than one way to be written, so that a page has one address.
fn number(text: &str) -> Result<u16, Failure> {
    let number: u16 = text.parse().map_err(|_| Failure::NotFound)?;
    if number == 0 || number.to_string() != text { Err(Failure::NotFound) } else { Ok(number) }
}

/// `/modules/{id}/{version}/{page}`.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Path((id, version, at)): Path<Where>,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let module = ModuleRef::parse(&id);
    let Some(reading) = read_page(&web.services, actor, &module, &version, number(&at)?).await? else {
        // Withdrawn since: the front page says so to who had begun it.
        return Ok(found(&format!("/modules/{module}")));
    };
    let frame = Frame { title: "A module", here: "/modules", ..Frame::default() };
    Ok(page(&web, &visitor, StatusCode::OK, frame, || view(&module, &version, reading)))
}

fn view(module: &ModuleRef, version: &str, reading: Reading) -> impl IntoView + use<> {
    let Reading { number, last, .. } = reading;
    let to = |page: u16| format!("/modules/{module}/{version}/{page}");
    let place = format!("Page {number} of {last}");
    let newer = (reading.latest != version).then(|| {
        view! {
            <p class="aw-notice aw-no-print">
                "There is a newer version of this module. "
                <a href=format!("/modules/{module}")>"See what to do"</a>
            </p>
        }
    });
    let previous = (number > 1)
        .then(|| view! { <a class="aw-link-quiet" rel="prev" href=to(number - 1)>"Previous page"</a> });
    let forward = if number < last {
        view! { <button class="nhsuk-button" name="do" value="next">"Next page"</button> }.into_any()
    } else {
        view! { <button class="nhsuk-button" name="do" value="complete">"Mark as complete"</button> }
            .into_any()
    };
    view! {
        <div class="aw-column">
            <p class="aw-no-print">
                <a class="nhsuk-back-link" href=format!("/modules/{module}")>{reading.module_title}</a>
            </p>
            {newer}
            <article class="aw-module">
                <p class="aw-module__place">{place}</p>
                <h1>{reading.title}</h1>
                <div class="aw-prose" inner_html=reading.html></div>
            </article>
            <form class="aw-no-print" method="post" action=to(number)>
                <div class="aw-actions">
                    {forward}
                    {previous}
                </div>
            </form>
        </div>
    }
}

/// Turns the page, or marks the module as complete. A GET changes nothing, so the place is kept here.
pub async fn post(
    State(web): State<Web>,
    visitor: Visitor,
    Path((id, version, at)): Path<Where>,
    posted: Posted,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let module = ModuleRef::parse(&id);
    let number = number(&at)?;
    if posted.text("do") == "complete" {
        complete(&web.services, actor, &module, &version).await?;
        return Ok(see_other(&format!("/modules/{module}?done=completed")));
    }
    let next = turn_page(&web.services, actor, &module, &version, number).await?;
    Ok(see_other(&format!("/modules/{module}/{version}/{next}")))
}

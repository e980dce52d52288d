//! Publishing a module: what it does, then the button.

use super::write::{show, slips, stored_editor};
use super::{minutes, pages};
use crate::ui::Slip;
use crate::web::{Failure, Frame, Path, Posted, Visitor, Web, page, see_other};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::ModuleId;
use domain::modules::{Card, Problem};
use leptos::prelude::*;
use services::modules::{OpenDraft, PublishError, Seen, open_draft, publish, ready};

/// `/modules/write/{id}/publish`.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id: ModuleId = id.parse().map_err(|_| Failure::NotFound)?;
    let stored = open_draft(&web.services, visitor.actor()?, id).await?;
    Ok(ask(&web, &visitor, StatusCode::OK, &stored, None))
}

fn ask(
    web: &Web,
    visitor: &Visitor,
    status: StatusCode,
    stored: &OpenDraft,
    notice: Option<&'static str>,
) -> Response {
    let frame = Frame { title: "Publish this module?", here: "/modules/write", ..Frame::default() };
    let back = format!("/modules/write/{}", stored.id);
    let body = match ready(&web.services, &stored.draft) {
        Err(problems) => unready(&back, &problems),
        Ok(_) if stored.published > 0 && !stored.has_changes => nothing_new(&back, stored),
        Ok(card) => question(&back, stored, &card),
    };
    page(web, visitor, status, frame, || {
        view! {
            <div class="aw-column">
                <p><a class="nhsuk-back-link" href=back>"Back to the draft"</a></p>
                {notice.map(|words| view! { <p class="aw-notice aw-notice--warn" role="status">{words}</p> })}
                {body}
            </div>
        }
    })
}

fn unready(back: &str, problems: &[Problem]) -> AnyView {
    let items = problems
        .iter()
        .map(|problem| {
            let to = format!("{back}#{}", problem.field.name());
            view! { <li><a href=to>{problem.words.clone()}</a></li> }
        })
        .collect_view();
    view! {
        <h1>"Nearly there"</h1>
        <p>"The draft is saved. Before it can be published:"</p>
        <ul>{items}</ul>
        <div class="aw-actions"><a class="nhsuk-button" href=back.to_owned()>"Go on writing"</a></div>
    }
    .into_any()
}

fn nothing_new(back: &str, stored: &OpenDraft) -> AnyView {
    let words = format!(
        "Version {} says just what this draft says. There is nothing new to publish.",
        stored.published
    );
    view! {
        <h1>"It is published as it stands"</h1>
        <p>{words}</p>
        <div class="aw-actions"><a class="nhsuk-button" href=back.to_owned()>"Back to the draft"</a></div>
    }
    .into_any()
}

fn question(back: &str, stored: &OpenDraft, card: &Card) -> AnyView {
    let version = stored.published + 1;
    let length = format!("About {}, {}.", minutes(card.minutes), pages(card.last_page()));
    let titles = card.pages.iter().map(|title| view! { <li>{title.clone()}</li> }).collect_view();
    let (heading, button) = if stored.published == 0 {
        ("Publish this module?".to_owned(), "Publish it".to_owned())
    } else {
        (format!("Publish version {version}?"), format!("Publish version {version}"))
    };
    let later = (stored.published > 0).then(|| {
        view! {
            <li>"Whoever has begun an earlier version keeps it, and is told that there is a newer one."</li>
            <li>"What people have completed stays complete."</li>
        }
    });
    let withdrawn = stored.is_withdrawn.then(|| view! { <li>"It comes back into the catalogue."</li> });
    view! {
        <h1>{heading}</h1>
        <p class="aw-lead">{card.title.clone()}</p>
        <p>{card.summary.clone()}</p>
        <p class="aw-quiet">{length}</p>
        <ol>{titles}</ol>
        <h2>"What happens"</h2>
        <ul>
            <li>"Everybody in your organisation can find it and read it at once. Other organisations cannot."</li>
            {withdrawn}
            {later}
            <li>"You can correct it at any time by publishing another version, or take it out of the catalogue."</li>
            <li>"Nobody is told who reads it."</li>
        </ul>
        <form method="post" action=format!("/modules/write/{}/publish", stored.id)>
            <input type="hidden" name="draft" value=stored.version.to_string()/>
            <input type="hidden" name="published" value=stored.published.to_string()/>
            <div class="aw-actions">
                <button class="nhsuk-button">{button}</button>
                <a class="aw-link-quiet" href=back.to_owned()>"Not yet"</a>
            </div>
        </form>
    }
    .into_any()
}

/// Publishes it.
pub async fn post(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let id: ModuleId = id.parse().map_err(|_| Failure::NotFound)?;
    let number = |name: &str| posted.text(name).parse().unwrap_or(-1);
    let seen = Seen { draft: number("draft"), published: number("published") };
    match publish(&web.services, actor, id, seen).await {
        Ok(_) => Ok(see_other("/modules/write?done=published")),
        Err(PublishError::NotReady(problems)) => {
            let stored = open_draft(&web.services, actor, id).await?;
            let slips: Vec<Slip> = slips(&problems);
            let editor = super::editor::Editor { slips, ..stored_editor(&stored) };
            Ok(show(&web, &visitor, StatusCode::UNPROCESSABLE_ENTITY, editor))
        }
        Err(PublishError::Changed) => {
            let stored = open_draft(&web.services, actor, id).await?;
            let words =
                "The draft has changed since you looked, so nothing was published. Here it is as it is now.";
            Ok(ask(&web, &visitor, StatusCode::CONFLICT, &stored, Some(words)))
        }
        Err(PublishError::Other(error)) => Err(error.into()),
    }
}

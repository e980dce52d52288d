//! Telling everybody: first what they will read, then the button.

use super::card::Card;
use super::write::{show, slips, stored_editor};
use crate::web::{Failure, Frame, Path, Posted, Visitor, Web, page, see_other};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::changes::{Change, ChangeProblem};
use domain::ids::ChangeId;
use domain::policy::Actor;
use leptos::prelude::*;
use services::changes::{
    ChangePublishError, ChangeSeen, OpenChange, open_change, publish_change, ready_change,
};
use services::modules::every_module;

/// `/changes/write/{id}/publish`.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id: ChangeId = id.parse().map_err(|_| Failure::NotFound)?;
    let actor = visitor.actor()?;
    let stored = open_change(&web.services, actor, id).await?;
    ask(&web, &visitor, actor, StatusCode::OK, &stored, None).await
}

async fn ask(
    web: &Web,
    visitor: &Visitor,
    actor: &Actor,
    status: StatusCode,
    stored: &OpenChange,
    notice: Option<&'static str>,
) -> Result<Response, Failure> {
    let back = format!("/changes/write/{}", stored.id);
    let body = match ready_change(&web.services, actor, &stored.draft).await? {
        Err(problems) => unready(&back, &problems),
        Ok(_) if !stored.has_changes() => nothing_new(&back),
        Ok(change) => {
            let card = card(web, actor, &change).await?;
            question(&back, stored, card)
        }
    };
    let frame = Frame { title: "Tell everybody?", here: "/changes", ..Frame::default() };
    Ok(page(web, visitor, status, frame, || {
        view! {
            <div class="aw-column">
                <p><a class="nhsuk-back-link" href=back>"Back to the words"</a></p>
                {notice.map(|words| view! { <p class="aw-notice aw-notice--warn" role="status">{words}</p> })}
                {body}
            </div>
        }
    }))
}

async fn card(web: &Web, actor: &Actor, change: &Change) -> Result<Card, Failure> {
    let modules = every_module(&web.services, actor).await?;
    let content = &web.services.content;
    let theme = |id: &str| {
        let mut books = content.every_codebook(web.services.today());
        books.find_map(|book| book.theme(id)).map_or_else(|| id.to_owned(), |theme| theme.title.clone())
    };
    let module = |id: &str| {
        let link = modules.iter().find(|link| link.module.to_string() == id);
        link.map(|link| link.title.clone())
    };
    Ok(Card::before(change, theme, module))
}

fn unready(back: &str, problems: &[ChangeProblem]) -> AnyView {
    let items = problems
        .iter()
        .map(|problem| {
            let to = format!("{back}#{}", problem.field().name());
            view! { <li><a href=to>{problem.to_string()}</a></li> }
        })
        .collect_view();
    view! {
        <h1>"Nearly there"</h1>
        <p>"It is saved. Before everybody can be told:"</p>
        <ul>{items}</ul>
        <div class="aw-actions"><a class="nhsuk-button" href=back.to_owned()>"Go on writing"</a></div>
    }
    .into_any()
}

fn nothing_new(back: &str) -> AnyView {
    view! {
        <h1>"It is told as it stands"</h1>
        <p>"Everybody reads just what you see in your draft. There is nothing new to tell."</p>
        <div class="aw-actions"><a class="nhsuk-button" href=back.to_owned()>"Back to the words"</a></div>
    }
    .into_any()
}

fn question(back: &str, stored: &OpenChange, card: Card) -> AnyView {
    let is_told = stored.telling.is_some();
    let corrected = is_told.then(|| {
        view! { <li>"These words take the place of the ones before, which are not kept. People see the day of the change."</li> }
    });
    let button = if is_told { "Tell it in these words" } else { "Tell everybody" };
    view! {
        <h1>"This is what others will read"</h1>
        <div class="aw-change aw-change--alone">
            <p class="aw-change__head"><strong class="aw-tag">{card.state.label()}</strong></p>
            {card.view()}
        </div>
        <h2>"What happens"</h2>
        <ul>
            <li>"Everybody in your organisation can read it at once. Other organisations cannot."</li>
            {corrected}
            <li>"Your name is not shown, and not kept with it. Nobody is told who reads it."</li>
            <li>"You can correct it at any time, or take it down."</li>
        </ul>
        <form method="post" action=format!("/changes/write/{}/publish", stored.id)>
            <input type="hidden" name="draft" value=stored.version.to_string()/>
            <input type="hidden" name="turn" value=stored.turn.to_string()/>
            <div class="aw-actions">
                <button class="nhsuk-button">{button}</button>
                <a class="aw-link-quiet" href=back.to_owned()>"Not yet"</a>
            </div>
        </form>
    }
    .into_any()
}

/// Tells it.
pub async fn post(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let id: ChangeId = id.parse().map_err(|_| Failure::NotFound)?;
    let number = |name: &str| posted.text(name).parse().unwrap_or(-1);
    let seen = ChangeSeen { draft: number("draft"), turn: number("turn") };
    match publish_change(&web.services, actor, id, seen).await {
        Ok(()) => Ok(see_other("/changes/write?done=told")),
        Err(ChangePublishError::NotReady(problems)) => {
            let stored = open_change(&web.services, actor, id).await?;
            let editor = super::editor::Editor { slips: slips(&problems), ..stored_editor(&stored) };
            show(&web, &visitor, actor, StatusCode::UNPROCESSABLE_ENTITY, editor).await
        }
        Err(ChangePublishError::Changed) => {
            let stored = open_change(&web.services, actor, id).await?;
            let words = "This has changed since you looked, so nothing was told. Here it is as it is now.";
            ask(&web, &visitor, actor, StatusCode::CONFLICT, &stored, Some(words)).await
        }
        Err(ChangePublishError::Other(error)) => Err(error.into()),
    }
}

//! Reading one reflection.

use crate::web::{Done, Failure, Frame, Path, Visitor, Web, page, reference};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::ReflectionId;
use domain::reflect::{Stage, answered};
use leptos::prelude::*;
use services::Error;
use services::reflect::{Opened, read};
use services::sealing::SealError;

/// `/reflections/{id}`.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    Done(done): Done,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let id: ReflectionId = id.parse().map_err(|_| Failure::NotFound)?;
    let opened = match read(&web.services, actor, id).await {
        Err(Error::Seal(SealError::Broken)) => return Ok(damaged(&web, &visitor, id)),
        other => other?,
    };
    let done = match done.as_str() {
        "saved" => Some("Saved. Only you can open it."),
        "chosen" => Some("Done. This is the reflection now."),
        _ => None,
    };
    let frame = Frame { title: "A reflection", here: "/reflections", ..Frame::default() };
    let second = opened.has_second_version.then(|| {
        view! {
            <p class="aw-notice aw-notice--kept">
                "There is a second version of this reflection, saved somewhere else or while you were away. "
                <a href=format!("/reflections/{id}/versions")>"Look at both"</a>
            </p>
        }
    });
    let article = article(&web, &opened);
    let share = (opened.reflection.stage == Stage::Finished)
        .then(|| view! { <a class="aw-link-quiet" href=format!("/reflections/{id}/share")>"Share something from this"</a> });
    let shared = (!opened.reflection.shares.is_empty()).then(|| {
        view! { <a class="aw-link-quiet" href=format!("/reflections/{id}/shared")>"What you shared from this"</a> }
    });
    Ok(page(&web, &visitor, StatusCode::OK, frame, || {
        view! {
            <div class="aw-column">
                <p class="aw-no-print"><a class="nhsuk-back-link" href="/reflections">"Your reflections"</a></p>
                {done.map(|words| view! { <p class="aw-notice aw-notice--kept" role="status">{words}</p> })}
                {second}
                {article}
                <div class="aw-actions aw-no-print">
                    <a class="nhsuk-button" href=format!("/reflections/{id}/write")>"Go on writing"</a>
                    {share}
                    {shared}
                    <a class="aw-link-quiet" href=format!("/reflections/{id}/delete")>"Delete"</a>
                </div>
                <section class="aw-no-print">
                    <h2>"Take a copy"</h2>
                    <p>
                        "A copy you download or print stays on this computer or printer, where others may find it. \
                         The line about how you are is not in it."
                    </p>
                    <ul>
                        <li><a href=format!("/reflections/{id}/copy/markdown") download="notes.md">"Download to read (Markdown)"</a></li>
                        <li><a href=format!("/reflections/{id}/copy/json") download="notes.json">"Download to keep or move (JSON)"</a></li>
                    </ul>
                    <button class="nhsuk-button nhsuk-button--secondary" type="button" data-print hidden>"Print"</button>
                </section>
            </div>
        }
    }))
}

/// What is stored does not open: said plainly, with what can still be done.
fn damaged(web: &Web, visitor: &Visitor, id: ReflectionId) -> Response {
    let code = reference();
    tracing::error!(
        reference = code,
        "one of the reflections does not open: its row is damaged or was moved"
    );
    let frame = Frame { title: "This reflection cannot be opened", here: "/reflections", ..Frame::default() };
    page(web, visitor, StatusCode::INTERNAL_SERVER_ERROR, frame, || {
        view! {
            <div class="aw-column">
                <p><a class="nhsuk-back-link" href="/reflections">"Your reflections"</a></p>
                <h1>"This reflection cannot be opened"</h1>
                <p>
                    "It was not you. What is stored of it is damaged. Your administrator may be able to bring it \
                     back from a backup, without reading it. Tell them this reference:"
                </p>
                <p class="aw-reference">{code}</p>
                <p><a href=format!("/reflections/{id}/delete")>"Delete it"</a></p>
            </div>
        }
    })
}

fn article(web: &Web, opened: &Opened<'_>) -> impl IntoView + use<> {
    let reflection = &opened.reflection;
    let draft = if reflection.stage == Stage::Draft { "Draft. " } else { "" };
    let meta = format!(
        "{draft}Started {}. Last changed {}.",
        web.services.in_words(reflection.started),
        web.services.in_words(reflection.changed)
    );
    let answers: Vec<_> = answered(reflection, opened.template)
        .map(|(_, ask, words)| view! { <h2>{ask.to_owned()}</h2><p class="aw-answer">{words.to_owned()}</p> })
        .collect();
    let nothing = answers.is_empty().then(|| view! { <p class="aw-quiet">"Nothing written yet."</p> });
    let question = web.services.content.how_are_you_on(web.services.today());
    let how = &reflection.how_are_you;
    let private = (!how.is_empty()).then(|| {
        let choice = how.choice.as_deref().map(|id| {
            let label = question.option(id).map_or_else(|| id.to_owned(), |option| option.label.clone());
            view! { <p class="aw-answer">{label}</p> }
        });
        let words =
            (!how.words.trim().is_empty()).then(|| view! { <p class="aw-answer">{how.words.clone()}</p> });
        view! {
            <div class="aw-private aw-no-print">
                <h2>{question.ask.clone()}</h2>
                {choice}
                {words}
                <p class="aw-quiet">"This stays with you. It is in no copy, and it is never shared."</p>
            </div>
        }
    });
    view! {
        <article class="aw-reflection">
            <p class="aw-print-only aw-print-line">"A private reflection. It belongs to the person who wrote it."</p>
            <h1>{opened.template.title.clone()}</h1>
            <p class="aw-reflection__meta">{meta}</p>
            {answers}
            {nothing}
            {private}
        </article>
    }
}

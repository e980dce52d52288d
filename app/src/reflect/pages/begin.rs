//! The gate ("Is this the right place?") and the choice of a template.

use crate::ui::Signposts;
use crate::web::{Failure, Frame, Posted, Visitor, Web, page, see_other};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::policy::{Action, decide};
use domain::reflect::template::Template;
use leptos::prelude::*;
use services::error::require;
use services::reflect::start;

/// `/reflections/new`. Nothing is recorded of who opens which entry: they open in the browser alone.
pub async fn get(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    require(decide(actor, Action::Write, actor.own()))?;
    let today = web.services.today();
    let gate = web.services.content.gate_on(today);
    let templates = web.services.content.templates_on(today);
    let entries = gate
        .entries
        .into_iter()
        .map(|entry| {
            view! {
                <li>
                    <details class="nhsuk-details aw-gate__entry">
                        <summary class="nhsuk-details__summary">
                            <span class="nhsuk-details__summary-text">{entry.title}</span>
                        </summary>
                        <div class="nhsuk-details__text">
                            <p>{entry.when}</p>
                            <p>{entry.say}</p>
                            <Signposts signposts=entry.signposts/>
                        </div>
                    </details>
                </li>
            }
        })
        .collect_view();
    let choices =
        templates.into_iter().enumerate().map(|(at, template)| choice(template, at == 0)).collect_view();
    let promise = web.services.content.promise_on(today).short.clone();
    let frame = Frame { title: "Log a reflection", here: "/reflections", ..Frame::default() };
    Ok(page(&web, &visitor, StatusCode::OK, frame, || {
        view! {
            <div class="aw-column">
                <h1>{gate.title}</h1>
                <p>{gate.lead}</p>
                <ul class="aw-gate">{entries}</ul>
                <p class="aw-quiet">{format!("{} {}", gate.not_this, gate.reassure)}</p>
                <form method="post" action="/reflections/new">
                    <div class="nhsuk-form-group aw-templates">
                        <fieldset class="nhsuk-fieldset">
                            <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">
                                <h2 class="nhsuk-fieldset__heading">"How would you like to reflect?"</h2>
                            </legend>
                            <div class="nhsuk-radios">{choices}</div>
                        </fieldset>
                    </div>
                    <p class="aw-quiet">{promise}</p>
                    <button class="nhsuk-button">"Start writing"</button>
                </form>
            </div>
        }
    }))
}

fn choice(template: &Template, is_default: bool) -> impl IntoView + use<> {
    let id = format!("template-{}", template.id);
    let hint = format!("{id}-hint");
    let about = format!("{} About {}.", template.about, minutes(template.minutes));
    view! {
        <div class="nhsuk-radios__item">
            <input
                class="nhsuk-radios__input"
                type="radio"
                name="template"
                id=id.clone()
                value=template.id.clone()
                checked=is_default
                aria-describedby=hint.clone()
            />
            <label class="nhsuk-label nhsuk-radios__label" for=id>{template.title.clone()}</label>
            <div class="nhsuk-hint nhsuk-radios__hint" id=hint>{about}</div>
        </div>
    }
}

fn minutes(minutes: u16) -> String {
    if minutes == 1 { "a minute".to_owned() } else { format!("{minutes} minutes") }
}

/// Begins the reflection.
pub async fn post(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Result<Response, Failure> {
    let id = start(&web.services, visitor.actor()?, posted.text("template")).await?;
    Ok(see_other(&format!("/reflections/{id}/write")))
}

//! Two versions side by side, and the choice between them.

use crate::ui::{ErrorSummary, Slip};
use crate::web::{Failure, Frame, Path, Posted, Visitor, Web, found, page, see_other};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::ReflectionId;
use domain::reflect::template::Template;
use domain::reflect::{Answer, Reflection};
use leptos::prelude::*;
use services::Error;
use services::reflect::{Choice, Seen, Versions, choose_version, versions};
use services::sealing::SealError;

/// `/reflections/{id}/versions`.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    show(&web, &visitor, &id, StatusCode::OK, Vec::new()).await
}

/// Does what was chosen.
pub async fn post(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let reflection: ReflectionId = id.parse().map_err(|_| Failure::NotFound)?;
    let copy = posted.text("copy").parse().map_err(|_| Failure::NotFound)?;
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(choice) = Choice::parse(posted.text("keep")) else {
        let slips = vec![Slip::at("keep-first", "Choose what to do with the two versions")];
        return show(&web, &visitor, &id, status, slips).await;
    };
    let version = |name| posted.text(name).parse().unwrap_or(0);
    let seen = Seen { first: version("version"), second: version("copy-version") };
    match choose_version(&web.services, actor, (reflection, copy), seen, choice).await {
        Ok(()) => Ok(see_other(&format!("/reflections/{reflection}?done=chosen"))),
        Err(Error::Busy) => {
            let slips = vec![Slip::at(
                "keep-first",
                "One of the two has changed since you looked. Look again, then choose",
            )];
            show(&web, &visitor, &id, StatusCode::CONFLICT, slips).await
        }
        Err(Error::Seal(SealError::TooLarge)) => {
            let slips = vec![Slip::at(
                "keep-first",
                "Both together are longer than one reflection can hold. Keep the second as a reflection of its own",
            )];
            show(&web, &visitor, &id, status, slips).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn show(
    web: &Web,
    visitor: &Visitor,
    id: &str,
    status: StatusCode,
    slips: Vec<Slip>,
) -> Result<Response, Failure> {
    let id: ReflectionId = id.parse().map_err(|_| Failure::NotFound)?;
    let Versions { kept, beside } = versions(&web.services, visitor.actor()?, id).await?;
    let Some(second) = beside.into_iter().next() else {
        return Ok(found(&format!("/reflections/{id}")));
    };
    let frame = Frame {
        title: "Two versions",
        here: "/reflections",
        has_problems: !slips.is_empty(),
        ..Frame::default()
    };
    let first_words = version(web, "The first version", &kept.reflection, &second.reflection, kept.template);
    let second_words =
        version(web, "The second version", &second.reflection, &kept.reflection, kept.template);
    let seen = kept.version;
    let (copy, copy_version) = (second.id, second.version);
    Ok(page(web, visitor, status, frame, move || {
        view! {
            <div class="aw-wide">
                <ErrorSummary slips/>
                <h1>"Two versions"</h1>
                <p class="aw-lead">
                    "This reflection was saved in two places, or while you were signed out. Nothing is lost: here are both."
                </p>
                <div class="aw-versions">{first_words}{second_words}</div>
                <form method="post" action=format!("/reflections/{id}/versions")>
                    <input type="hidden" name="copy" value=copy.to_string()/>
                    <input type="hidden" name="version" value=seen.to_string()/>
                    <input type="hidden" name="copy-version" value=copy_version.to_string()/>
                    <div class="nhsuk-form-group">
                        <fieldset class="nhsuk-fieldset">
                            <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">
                                <h2 class="nhsuk-fieldset__heading">"What would you like to keep?"</h2>
                            </legend>
                            <div class="nhsuk-radios">
                                {option("together", "Both in one", "Where they differ, one stands below the other.", true)}
                                {option("first", "The first version", "The second is deleted.", false)}
                                {option("second", "The second version", "It takes the place of the first.", false)}
                                {option("apart", "Both, as two reflections", "The second becomes a reflection of its own.", false)}
                            </div>
                        </fieldset>
                    </div>
                    <div class="aw-actions">
                        <button class="nhsuk-button">"Keep this"</button>
                        <a class="aw-link-quiet" href=format!("/reflections/{id}")>"Decide later"</a>
                    </div>
                </form>
            </div>
        }
    }))
}

fn option(value: &'static str, label: &'static str, hint: &'static str, checked: bool) -> impl IntoView {
    let id = format!("keep-{value}");
    let hint_id = format!("{id}-hint");
    view! {
        <div class="nhsuk-radios__item">
            <input
                class="nhsuk-radios__input"
                type="radio"
                name="keep"
                id=id.clone()
                value=value
                checked=checked
                aria-describedby=hint_id.clone()
            />
            <label class="nhsuk-label nhsuk-radios__label" for=id>{label}</label>
            <div class="nhsuk-hint nhsuk-radios__hint" id=hint_id>{hint}</div>
        </div>
    }
}

fn version(
    web: &Web,
    title: &'static str,
    this: &Reflection,
    other: &Reflection,
    template: &Template,
) -> impl IntoView + use<> {
    let parts = template
        .prompts
        .iter()
        .filter_map(|prompt| {
            let (ours, theirs) = (this.answers.get(&prompt.id), other.answers.get(&prompt.id));
            if ours.is_none() && theirs.is_none() {
                return None;
            }
            let words = match ours {
                Some(Answer::Text(text)) => text.clone(),
                Some(Answer::Choice(id)) => {
                    prompt.kind.choice(id).map_or_else(|| id.clone(), |choice| choice.label.clone())
                }
                None => "Nothing here.".to_owned(),
            };
            Some(part(&prompt.ask, words, ours != theirs))
        })
        .collect_view();
    let private = (this.how_are_you != other.how_are_you)
        .then(|| part("How are you?", this.how_are_you.words.clone(), true));
    view! {
        <section class="aw-version">
            <h2 class="aw-version__head">{title}</h2>
            <p class="aw-quiet">{format!("Saved {}", web.services.in_words(this.changed))}</p>
            {parts}
            {private}
        </section>
    }
}

fn part(ask: &str, words: String, differs: bool) -> impl IntoView + use<> {
    let class = if differs { "aw-version--differs" } else { "" };
    let mark = differs.then(|| view! { <span class="aw-quiet">" (different)"</span> });
    view! {
        <div class=class>
            <h3>{ask.to_owned()}{mark}</h3>
            <p class="aw-answer">{words}</p>
        </div>
    }
}

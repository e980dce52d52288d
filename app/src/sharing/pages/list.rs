//! The list of what was shared, each with its stage in plain words.

use super::choose::back;
use crate::ui::Signposts;
use crate::web::Web;
use domain::ids::ReflectionId;
use domain::time::day_in_words;
use leptos::prelude::*;
use services::share::{Shared, Stage};

/// Everything that was shared.
pub(super) fn all(web: &Web, shared: &[Shared]) -> impl IntoView + use<> {
    let content = if shared.is_empty() {
        view! {
            <div class="aw-empty">
                <p>"Nothing yet. You can share a few lines from any reflection of yours; you never have to."</p>
            </div>
        }
        .into_any()
    } else {
        let items = shared
            .iter()
            .map(|shared| {
                let from = view! {
                    <p><a class="aw-link-quiet" href=format!("/reflections/{}", shared.reflection)>"The reflection it came from"</a></p>
                };
                item(web, shared, Some(from.into_any()))
            })
            .collect_view();
        view! { <ul class="aw-shared">{items}</ul> }.into_any()
    };
    view! {
        <div class="aw-column">
            <p><a class="nhsuk-back-link" href="/reflections">"Your reflections"</a></p>
            <h1>"What you have shared"</h1>
            {content}
            {nobody_knows()}
        </div>
    }
}

/// What was shared from one reflection.
pub(super) fn of_one(
    web: &Web,
    id: ReflectionId,
    shared: &[Shared],
    just_shared: bool,
    done: Option<&'static str>,
) -> impl IntoView + use<> {
    let items = shared.iter().map(|shared| item(web, shared, None)).collect_view();
    let content = if shared.is_empty() {
        view! { <div class="aw-empty"><p>"Nothing has been shared from this reflection."</p></div> }
            .into_any()
    } else {
        view! { <ul class="aw-shared">{items}</ul> }.into_any()
    };
    let title = if just_shared { "Thank you. It waits now" } else { "What you shared from this" };
    view! {
        <div class="aw-column">
            {back(id)}
            <h1>{title}</h1>
            {done.map(|words| view! { <p class="aw-notice aw-notice--kept" role="status">{words}</p> })}
            {just_shared.then(what_next)}
            {content}
            <p><a class="aw-link-quiet" href=format!("/reflections/{id}/share")>"Share something else from this"</a></p>
            <p><a class="aw-link-quiet" href="/shared">"Everything you have shared"</a></p>
            {nobody_knows()}
        </div>
    }
}

/// What happens after the last button.
fn what_next() -> impl IntoView {
    view! {
        <ol class="nhsuk-list nhsuk-list--number">
            <li>"Now it waits under your own name, locked like your reflections. You can take it back at once, here."</li>
            <li>"Once a week everything that waits moves on together, if at least eight different people are waiting. Your name stays behind."</li>
            <li>"A patient-safety lead reads the words, and nothing else. What became of them will stand here when you look."</li>
        </ol>
    }
}

fn nobody_knows() -> impl IntoView {
    view! { <p class="aw-quiet">"Only you see this list, and nobody is told that you looked."</p> }
}

fn item(web: &Web, shared: &Shared, more: Option<AnyView>) -> impl IntoView + use<> {
    let day = day_in_words(web.services.date(shared.at));
    let (state, about) = told(&shared.stage);
    view! {
        <li class="aw-shared__item">
            <h2 class="aw-shared__opening">{shared.opening.clone()}</h2>
            <p class="aw-shared__meta"><span class="aw-tag">{state}</span>" "{format!("Shared {day}")}</p>
            <p>{about}</p>
            {more_of(&shared.stage)}
            {button(shared)}
            {more}
        </li>
    }
}

/// A stage's name, and what it means.
fn told(stage: &Stage) -> (String, String) {
    let (name, about) = match stage {
        Stage::Waiting { .. } => (
            "Waiting",
            "It waits under your own name, until at least eight different people are waiting. Nobody else can read it.",
        ),
        Stage::Returned { .. } => (
            "Back with you",
            "Not enough people shared for it to move on safely, so it has come back. Nobody has read it. You are welcome to share it again.",
        ),
        Stage::Moved => (
            "Moved on",
            "It has left your name behind. Somebody may be reading it now. What became of it will stand here when the figures are made.",
        ),
        Stage::WithdrawalAsked => (
            "Being withdrawn",
            "It will be taken out when points next move, or when the figures are made at the latest.",
        ),
        Stage::Became(outcome) => return (outcome.title.clone(), outcome.say.clone()),
        Stage::Forgotten => {
            ("Long ago", "This was more than a year ago. What became of it is no longer kept.")
        }
    };
    (name.to_owned(), about.to_owned())
}

fn more_of(stage: &Stage) -> AnyView {
    match stage {
        Stage::Waiting { words } | Stage::Returned { words } => {
            view! { <blockquote class="aw-seen">{words.clone()}</blockquote> }.into_any()
        }
        Stage::Became(outcome) if !outcome.signposts.is_empty() => {
            view! { <Signposts signposts=outcome.signposts.clone()/> }.into_any()
        }
        _ => ().into_any(),
    }
}

fn button(shared: &Shared) -> Option<AnyView> {
    let (deed, label) = match shared.stage {
        Stage::Waiting { .. } => ("take-back", "Take it back"),
        Stage::Returned { .. } => ("take-back", "Put it away"),
        Stage::Moved => ("ask", "Withdraw it"),
        Stage::WithdrawalAsked | Stage::Became(_) | Stage::Forgotten => return None,
    };
    let whole = format!("{label}: {}", shared.opening);
    Some(
        view! {
            <form method="post" action=format!("/reflections/{}/shared", shared.reflection)>
                <input type="hidden" name="share" value=shared.id.to_string()/>
                <button class="nhsuk-button nhsuk-button--secondary" name="do" value=deed aria-label=whole>{label}</button>
            </form>
        }
        .into_any(),
    )
}

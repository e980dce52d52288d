//! Writing: showing the editor, saving from it by a button, and saving from it in the background.

use super::check::{findings, with_choices};
use super::editor::{Editor, field_name};
use crate::accounts::pages::sign_in::{lock_and_hide, lock_behind};
use crate::ui::Slip;
use crate::web::{Failure, Frame, Islands, Path, Posted, Query, Visitor, Web, page, see_other};
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::ids::ReflectionId;
use domain::reflect::template::Template;
use domain::reflect::{Answers, HOW_ARE_YOU, HowAreYou, Problem, SaveAnswer, Stage};
use leptos::prelude::*;
use serde::Deserialize;
use services::Error;
use services::reflect::{SaveRequest, Saved, WritePass, make_write_pass, read, save, save_with_pass};

/// What may stand behind `?`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// What has just been done.
    done: String,
    /// Whether to list what could identify someone.
    check: String,
}

/// `/reflections/{id}/write`.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let session = visitor.signed_in()?;
    let id: ReflectionId = id.parse().map_err(|_| Failure::NotFound)?;
    let opened = read(&web.services, &session.actor, id).await?;
    let services = &web.services;
    let editor = Editor {
        id,
        base: opened.version,
        copy: String::new(),
        page: services::random::token()?,
        pass: make_write_pass(services, session.id, session.actor.person, id)?,
        template: opened.template,
        answers: &opened.reflection.answers,
        how_are_you: &opened.reflection.how_are_you,
        question: services.content.how_are_you_on(services.today()),
        promise: services.content.promise_on(services.today()).short.clone(),
        slips: Vec::new(),
        saved: match asked.done.as_str() {
            "saved" => Some(format!("Saved {}.", services.in_words(opened.reflection.changed))),
            "changed" => Some("Your changes are made and saved.".to_owned()),
            _ => None,
        },
        findings: (asked.check == "yes").then(|| findings(opened.template, &opened.reflection.answers)),
        idle_minutes: services.settings.session_limits.idle_minutes,
    };
    Ok(page(&web, &visitor, StatusCode::OK, frame(false), || editor.view()))
}

const fn frame(has_problems: bool) -> Frame {
    Frame {
        title: "Write",
        here: "/reflections",
        has_problems,
        hide_saves: Some("editor"),
        islands: Islands::Some,
        has_check: true,
        is_for_writing: true,
    }
}

/// What the form posted, read.
struct Written<'a> {
    template: &'a Template,
    request: SaveRequest,
    pass: Option<WritePass>,
    slips: Vec<Slip>,
}

fn written<'a>(
    web: &'a Web,
    id: &str,
    posted: &Posted,
    finish: Option<Stage>,
) -> Result<Written<'a>, Failure> {
    let id: ReflectionId = id.parse().map_err(|_| Failure::NotFound)?;
    let content = &web.services.content;
    let template = content
        .template(posted.text("template"), posted.text("template-version"))
        .ok_or(Failure::NotFound)?;
    let fields = posted.iter().filter_map(|(name, value)| Some((name.strip_prefix("answer-")?, value)));
    let (answers, mut problems) = Answers::from_fields(template, fields);
    let question = content.how_are_you_on(web.services.today());
    let (how_are_you, how_problems) =
        HowAreYou::from_fields(&question.options, posted.text("how"), posted.text("how-words"));
    problems.extend(how_problems);
    let mut slips: Vec<Slip> = problems.iter().map(|problem| slip(template, problem)).collect();
    if posted.unreadable {
        let first = first_field(template);
        slips.push(Slip::at(
            &first,
            "Some characters could not be read and are shown as \u{FFFD}. Look through your words and save again",
        ));
    }
    let request = SaveRequest {
        id,
        base: posted.text("base").parse().unwrap_or(0),
        copy: posted.text("copy").parse().ok(),
        page: posted.text("page").chars().take(64).collect(),
        answers,
        how_are_you,
        finish,
    };
    Ok(Written { template, request, pass: WritePass::parse(posted.text("pass")), slips })
}

/// Where something about the whole page points.
fn first_field(template: &Template) -> String {
    template.prompts.first().map(|prompt| field_name(&prompt.id)).unwrap_or_default()
}

fn slip(template: &Template, problem: &Problem) -> Slip {
    let field = match problem.prompt.as_deref() {
        Some(HOW_ARE_YOU) => "how-words".to_owned(),
        Some(prompt) => field_name(prompt),
        None => first_field(template),
    };
    Slip::at(&field, problem.kind)
}

/// Where a save ended.
enum Outcome {
    Saved(Saved),
    /// Kept for the writer, whose session is locked.
    KeptForLater(Saved),
    /// The session is over, and nothing could be stored.
    SignedOut,
}

/// Saves with the live session of the writer, or else with the page's pass.
async fn store(
    web: &Web,
    visitor: &Visitor,
    request: SaveRequest,
    pass: Option<WritePass>,
) -> Result<Outcome, Failure> {
    if let Some(session) = visitor.live() {
        match save(&web.services, &session.actor, request.clone()).await {
            Ok(saved) => return Ok(Outcome::Saved(saved)),
            // Not this person's, or gone. If the page belongs to somebody who was signed in here
            // before, its pass still keeps the words for them.
            Err(Error::NotFound) if pass.as_ref().is_some_and(|pass| pass.session != session.id) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let Some(pass) = pass else { return Ok(Outcome::SignedOut) };
    match save_with_pass(&web.services, &pass, request).await {
        Ok(saved) => Ok(Outcome::KeptForLater(saved)),
        Err(Error::SignInFirst) => Ok(Outcome::SignedOut),
        Err(error) => Err(error.into()),
    }
}

/// Saving by a button. Works without JavaScript.
pub async fn post(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Failure> {
    let deed = posted.text("do");
    let written = written(&web, &id, &posted, (deed == "finish").then_some(Stage::Finished))?;
    let Written { template, mut request, pass, mut slips } = written;
    if deed == "change" && slips.is_empty() {
        match with_choices(template, &request.answers, &posted) {
            Ok(answers) => request.answers = answers,
            // The words stay as they were typed.
            Err(problems) => slips = problems.iter().map(|problem| slip(template, problem)).collect(),
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    if !slips.is_empty() {
        if deed == "hide" {
            let page = held(&web, &visitor, &posted, Held::TooLongToHide);
            return lock_behind(&web, &visitor, page).await;
        }
        // A session that is not live gets no words to read, not even those it has just sent.
        if visitor.live().is_none() {
            return Ok(held(&web, &visitor, &posted, Held::SignedOut));
        }
        return Ok(again(&web, &visitor, &posted, status, template, &request, slips));
    }
    let reflection = request.id;
    let outcome = match store(&web, &visitor, request.clone(), pass.clone()).await {
        // Deleted in another tab, say: the words have no other place now than this page. They are
        // shown only to the session whose page it is.
        Err(Failure::NotFound) => {
            let is_own_page =
                visitor.live().is_some_and(|live| pass.is_none_or(|pass| pass.session == live.id));
            if deed == "hide" || !is_own_page {
                return Ok(held(&web, &visitor, &posted, Held::Gone));
            }
            let first = first_field(template);
            let words =
                "This reflection is no longer here, so it cannot be saved. Copy the words you want to keep";
            let slips = vec![Slip::at(&first, words)];
            return Ok(again(&web, &visitor, &posted, StatusCode::NOT_FOUND, template, &request, slips));
        }
        other => other?,
    };
    let signed_in = visitor.live().is_some();
    match outcome {
        Outcome::SignedOut => Ok(held(&web, &visitor, &posted, Held::SignedOut)),
        Outcome::KeptForLater(_) if deed == "hide" => lock_and_hide(&web, &visitor).await,
        // Somebody else is signed in here now: the words are their writer's, and nothing is shown.
        Outcome::KeptForLater(_) if signed_in => Ok(see_other("/")),
        Outcome::KeptForLater(_) => {
            Ok(see_other(&format!("/sign-in?kept=yes&then=/reflections/{reflection}")))
        }
        Outcome::Saved(_) if deed == "hide" => lock_and_hide(&web, &visitor).await,
        Outcome::Saved(Saved::Beside { .. }) => Ok(see_other(&format!("/reflections/{reflection}/versions"))),
        Outcome::Saved(Saved::Stored { .. }) if deed == "finish" => {
            Ok(see_other(&format!("/reflections/{reflection}?done=saved")))
        }
        Outcome::Saved(Saved::Stored { .. }) => {
            let then = match deed {
                "check" => "check=yes#check",
                "change" => "done=changed&check=yes",
                _ => "done=saved",
            };
            Ok(see_other(&format!("/reflections/{reflection}/write?{then}")))
        }
    }
}

/// The editor again, with the person's own words and what to put right.
fn again(
    web: &Web,
    visitor: &Visitor,
    posted: &Posted,
    status: StatusCode,
    template: &Template,
    request: &SaveRequest,
    slips: Vec<Slip>,
) -> Response {
    let services = &web.services;
    let editor = Editor {
        id: request.id,
        base: request.base,
        copy: posted.text("copy").to_owned(),
        page: request.page.clone(),
        pass: posted.text("pass").to_owned(),
        template,
        answers: &request.answers,
        how_are_you: &request.how_are_you,
        question: services.content.how_are_you_on(services.today()),
        promise: services.content.promise_on(services.today()).short.clone(),
        slips,
        saved: None,
        findings: None,
        idle_minutes: services.settings.session_limits.idle_minutes,
    };
    page(web, visitor, status, frame(true), || editor.view())
}

/// Why words are held in a page instead of being stored.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    SignedOut,
    TooLongToHide,
    Gone,
}

/// A page that holds what was posted without showing it, until it can be saved. It is the answer when
/// nothing may be stored any more (the session is over), so that no word is lost even then.
fn held(web: &Web, visitor: &Visitor, posted: &Posted, why: Held) -> Response {
    let status = match why {
        Held::SignedOut => StatusCode::UNAUTHORIZED,
        Held::TooLongToHide => StatusCode::UNPROCESSABLE_ENTITY,
        Held::Gone => StatusCode::NOT_FOUND,
    };
    let fields = posted
        .iter()
        .filter(|(name, _)| *name != "do")
        .map(|(name, value)| view! { <input type="hidden" name=name.to_owned() value=value.to_owned()/> })
        .collect_view();
    let (title, words) = match why {
        Held::SignedOut => (
            "You are signed out",
            "Your words are not saved yet, but they are safe in this page, out of sight. Sign in in a new tab, \
             come back to this one, and save.",
        ),
        Held::TooLongToHide => (
            "Hidden, not saved yet",
            "Your words are safe in this page, out of sight. One answer is too long to save. Sign in in a new tab, \
             come back to this one, and save: you will see which.",
        ),
        Held::Gone => (
            "Not saved",
            "This reflection is no longer here. Your words are still in this page, out of sight: its writer can sign \
             in, go on, and copy them.",
        ),
    };
    let frame = Frame { title, is_for_writing: true, ..Frame::default() };
    page(web, visitor, status, frame, move || {
        view! {
            <div class="aw-column">
                <h1>{title}</h1>
                <p class="aw-notice aw-notice--warn">{words}</p>
                <form method="post" autocomplete="off">
                    {fields}
                    <div class="aw-actions">
                        <button class="nhsuk-button" name="do" value="save">"Save my words"</button>
                        {(why != Held::Gone).then(|| view! {
                            <a class="aw-link-quiet" href="/sign-in" target="_blank" rel="noopener">"Sign in in a new tab"</a>
                        })}
                    </div>
                </form>
                <p class="aw-quiet">"Closing this tab loses what is not saved."</p>
            </div>
        }
    })
}

/// `/reflections/{id}/autosave`: the same save in the background, answered as JSON.
pub async fn post_autosave(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Failure> {
    let written = written(&web, &id, &posted, None)?;
    if let Some(slip) = written.slips.first() {
        let answer = SaveAnswer::Problem { words: slip.words.clone() };
        return Ok(json(StatusCode::UNPROCESSABLE_ENTITY, &answer));
    }
    let copy_of = |saved| match saved {
        Saved::Beside { copy } => Some(copy.to_string()),
        Saved::Stored { .. } => Some(String::new()),
    };
    Ok(match store(&web, &visitor, written.request, written.pass).await {
        Ok(Outcome::Saved(Saved::Stored { version })) => json(StatusCode::OK, &SaveAnswer::Saved { version }),
        Ok(Outcome::Saved(Saved::Beside { copy })) => {
            json(StatusCode::CONFLICT, &SaveAnswer::Beside { copy: copy.to_string() })
        }
        Ok(Outcome::KeptForLater(saved)) => {
            json(StatusCode::UNAUTHORIZED, &SaveAnswer::SignedOut { copy: copy_of(saved) })
        }
        Ok(Outcome::SignedOut) => json(StatusCode::UNAUTHORIZED, &SaveAnswer::SignedOut { copy: None }),
        Err(Failure::NotFound) => json(StatusCode::NOT_FOUND, &SaveAnswer::Gone),
        Err(other) => return Err(other),
    })
}

fn json(status: StatusCode, answer: &SaveAnswer) -> Response {
    let mut response = (status, axum::Json(answer)).into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

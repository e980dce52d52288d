//! Writing: showing the editor, saving from it by a button, and saving from it in the background.

use super::check::{findings, with_choices};
use super::editor::{Editor, field_name};
use crate::accounts::pages::unsent::answered;
use crate::ui::Slip;
use crate::web::held::{Held, Sent, hold, is_page_of, opened, whose_page};
use crate::web::{
    Done, Failure, Frame, HideSaves, Islands, Path, Posted, Query, Visitor, Web, page, see_other,
};
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::ids::ReflectionId;
use domain::reflect::template::Template;
use domain::reflect::{Answers, HOW_ARE_YOU, HowAreYou, Problem, SaveAnswer, Stage};
use serde::Deserialize;
use services::Error;
use services::accounts::Session;
use services::reflect::{
    SaveRequest, Saved, WritePass, finds_older_words_closed, make_write_pass, read, save, save_with_pass,
};

/// What may stand behind `?`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Whether to list what could identify someone.
    check: String,
}

/// `/reflections/{id}/write`.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    Done(done): Done,
) -> Result<Response, Failure> {
    let session = visitor.signed_in()?;
    let id: ReflectionId = id.parse().map_err(|_| Failure::NotFound)?;
    let stored = read(&web.services, &session.actor, id).await?;
    let services = &web.services;
    let editor = Editor {
        id,
        whose: whose_page(&web, &visitor),
        base: stored.version,
        copy: String::new(),
        page: services::random::token()?,
        sequence: 0,
        pass: make_write_pass(services, session.id, session.actor.person, id)?,
        template: stored.template,
        answers: &stored.reflection.answers,
        how_are_you: &stored.reflection.how_are_you,
        question: services.content.how_are_you_on(services.today()),
        promise: services.content.promise_on(services.today()).short.clone(),
        slips: Vec::new(),
        saved: match done.as_str() {
            "saved" => Some(format!("Saved {}.", services.in_words(stored.reflection.changed))),
            "changed" => Some("Your changes are made and saved.".to_owned()),
            _ => None,
        },
        findings: (asked.check == "yes").then(|| findings(stored.template, &stored.reflection.answers)),
        idle_minutes: services.settings.session_limits.idle_minutes,
    };
    Ok(page(&web, &visitor, StatusCode::OK, frame(false), || editor.view()))
}

const fn frame(has_problems: bool) -> Frame {
    Frame {
        title: "Write",
        here: "/reflections",
        has_problems,
        hide_saves: Some(HideSaves { form: "editor", enter: "save" }),
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
        sequence: posted.text("sequence").parse().unwrap_or(0),
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
    let came = take(&web, &visitor, &id, posted.clone()).await;
    answered(&web, &visitor, &posted, Held::UNSAVED, came).await
}

async fn take(web: &Web, visitor: &Visitor, id: &str, posted: Posted) -> Result<Response, Failure> {
    let posted = match opened(web, visitor, posted, Held::UNSAVED) {
        Sent::Open(posted) => posted,
        Sent::Held(page) => return Ok(page),
    };
    let deed = posted.text("do");
    let written = written(web, id, &posted, (deed == "finish").then_some(Stage::Finished))?;
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
            return Ok(hold(web, visitor, &posted, TOO_LONG_TO_HIDE));
        }
        // A session that is not live gets no words to read, not even those it has just sent.
        let Some(live) = visitor.live() else { return Ok(hold(web, visitor, &posted, Held::UNSAVED)) };
        if !is_own_page(web, live, &posted, pass.as_ref()) {
            return Ok(hold(web, visitor, &posted, Held::UNSAVED.for_somebody_else()));
        }
        not_closed(web, live, request.id).await?;
        return Ok(again(web, visitor, &posted, status, template, &request, slips));
    }
    // Who is signed in again on their own page needs no pass: where it had the last word, a reflection that
    // is gone would read as being signed out.
    let is_marked_own =
        visitor.live().is_some_and(|live| is_page_of(web, &posted, live.actor.person) == Some(true));
    let pass = pass.filter(|_| !is_marked_own);
    let reflection = request.id;
    let outcome = match store(web, visitor, request.clone(), pass.clone()).await {
        // Deleted in another tab, say: the words have no other place now than this page. They are
        // shown only to the session whose page it is.
        Err(Failure::NotFound) => {
            let live = visitor.live().filter(|live| is_own_page(web, live, &posted, pass.as_ref()));
            let Some(live) = live.filter(|_| deed != "hide") else {
                return Ok(hold(web, visitor, &posted, GONE));
            };
            not_closed(web, live, request.id).await?;
            let first = first_field(template);
            let words =
                "This reflection is no longer here, so it cannot be saved. Copy the words you want to keep";
            let slips = vec![Slip::at(&first, words)];
            return Ok(again(web, visitor, &posted, StatusCode::NOT_FOUND, template, &request, slips));
        }
        other => other?,
    };
    let signed_in = visitor.live().is_some();
    match outcome {
        Outcome::SignedOut => Ok(hold(web, visitor, &posted, Held::UNSAVED)),
        Outcome::KeptForLater(_) | Outcome::Saved(_) if deed == "hide" => Ok(see_other("/locked")),
        // Somebody else is signed in here now: the words are their writer's, and nothing is shown.
        Outcome::KeptForLater(_) if signed_in => Ok(see_other("/")),
        Outcome::KeptForLater(_) => {
            Ok(see_other(&format!("/sign-in?kept=yes&then=/reflections/{reflection}")))
        }
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

/// Whether the form stands in a page of whoever is signed in now. One that does not say whose it is may
/// tell by its pass.
fn is_own_page(web: &Web, live: &Session, posted: &Posted, pass: Option<&WritePass>) -> bool {
    let by_pass = || pass.is_none_or(|pass| pass.session == live.id);
    is_page_of(web, posted, live.actor.person).unwrap_or_else(by_pass)
}

/// In the days after a reset nothing is drawn that may have been typed before it: a form that was held
/// opens for whoever signs in with the new password. Of a reflection that is gone nobody can say when it
/// was begun.
///
/// # Errors
/// [`Failure::Closed`] when it is closed.
async fn not_closed(web: &Web, live: &Session, id: ReflectionId) -> Result<(), Failure> {
    match read(&web.services, &live.actor, id).await {
        Err(Error::NotFound) if !finds_older_words_closed(&web.services, &live.actor) => Ok(()),
        Err(Error::Closed | Error::NotFound) => Err(Failure::Closed),
        Err(error) => Err(error.into()),
        Ok(_) => Ok(()),
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
        whose: whose_page(web, visitor),
        base: request.base,
        copy: posted.text("copy").to_owned(),
        page: request.page.clone(),
        sequence: request.sequence,
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

/// The page was to be hidden, and could not be saved first.
const TOO_LONG_TO_HIDE: Held = Held {
    status: StatusCode::UNPROCESSABLE_ENTITY,
    title: "Hidden, not saved yet",
    words: "Your words are safe in this page, locked and out of sight. One answer is too long to save. Sign in in a \
            new tab, come back to this one, and save: you will see which.",
    ..Held::UNSAVED
};

/// Nothing is left that they could be saved to.
const GONE: Held = Held {
    status: StatusCode::NOT_FOUND,
    title: "Not saved",
    words: "This reflection is no longer here. Your words are still in this page, locked and out of sight. Sign in in \
            a new tab, come back to this one, and you will see them to copy.",
    button: "Show my words",
    ..Held::UNSAVED
};

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

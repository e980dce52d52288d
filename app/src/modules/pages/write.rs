//! Writing a module: a new one, and one that is there.

use super::editor::{Editor, Notice};
use crate::accounts::pages::unsent::answered;
use crate::ui::Slip;
use crate::web::held::{Held, Sent, for_its_writer, hold};
use crate::web::{Done, Failure, Frame, HideSaves, Islands, Path, Posted, Visitor, Web, page, see_other};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::ModuleId;
use domain::modules::{Draft, Mapping, Problem};
use domain::policy::{Action, decide};
use services::error::require;
use services::modules::{DraftError, OpenDraft, begin_module, open_draft, save_draft};

/// `/modules/write/new`.
pub async fn get_new(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    require(decide(actor, Action::AuthorModules, actor.own()))?;
    Ok(show(&web, &visitor, StatusCode::OK, new_editor(&Draft::default())))
}

const fn new_editor(draft: &Draft) -> Editor<'_> {
    Editor {
        id: None,
        base: 0,
        draft,
        slips: Vec::new(),
        notice: None,
        stored: None,
        other: None,
        is_unsaved: false,
    }
}

/// `/modules/write/{id}`.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    Done(done): Done,
) -> Result<Response, Failure> {
    let id: ModuleId = id.parse().map_err(|_| Failure::NotFound)?;
    let stored = open_draft(&web.services, visitor.actor()?, id).await?;
    let notice = match done.as_str() {
        "saved" => Some("The draft is saved."),
        "back" => Some("It is back in the catalogue."),
        _ => None,
    };
    let notice = notice.map(|words| Notice::Kept(words.to_owned()));
    let editor = Editor { notice, ..stored_editor(&stored) };
    Ok(show(&web, &visitor, StatusCode::OK, editor))
}

/// A draft as it is stored.
pub(super) fn stored_editor(stored: &OpenDraft) -> Editor<'_> {
    Editor { id: Some(stored.id), base: stored.version, stored: Some(stored), ..new_editor(&stored.draft) }
}

pub(super) fn show(web: &Web, visitor: &Visitor, status: StatusCode, editor: Editor<'_>) -> Response {
    let frame = Frame {
        title: "Write a module",
        here: "/modules/write",
        has_problems: !editor.slips.is_empty(),
        hide_saves: Some(HideSaves { form: "module", enter: "save" }),
        islands: Islands::Some,
        is_for_writing: true,
        ..Frame::default()
    };
    page(web, visitor, status, frame, || editor.view(web, visitor))
}

/// Saving a new module.
pub async fn post_new(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Result<Response, Failure> {
    let came = take(&web, &visitor, None, posted.clone()).await;
    answered(&web, &visitor, &posted, Held::UNSAVED, came).await
}

/// Saving one that is there.
pub async fn post(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Failure> {
    let came = take(&web, &visitor, Some(&id), posted.clone()).await;
    answered(&web, &visitor, &posted, Held::UNSAVED, came).await
}

fn typed(posted: &Posted) -> Draft {
    let text = |name: &str| posted.text(name).to_owned();
    let ticked = |name: &str| posted.all(name).map(str::to_owned).collect();
    Draft {
        title: text("title"),
        summary: text("summary"),
        minutes: text("minutes"),
        outcomes: text("outcomes"),
        sources: text("sources"),
        body: text("body"),
        mapping: Mapping {
            ambitions: ticked("ambition"),
            foundations: ticked("foundation"),
            themes: ticked("theme"),
        },
    }
}

pub(super) fn slips(problems: &[Problem]) -> Vec<Slip> {
    problems.iter().map(|problem| Slip::at(problem.field.name(), &problem.words)).collect()
}

async fn take(web: &Web, visitor: &Visitor, id: Option<&str>, posted: Posted) -> Result<Response, Failure> {
    // Whoever is signed out is told nothing about the module, but is given back what they typed.
    let posted = match for_its_writer(web, visitor, posted, Held::UNSAVED) {
        Sent::Open(posted) => posted,
        Sent::Held(page) => return Ok(page),
    };
    let id: Option<ModuleId> = id.map(str::parse).transpose().map_err(|_| Failure::NotFound)?;
    let actor = visitor.actor()?;
    require(decide(actor, Action::AuthorModules, actor.own()))?;
    let stored = match id {
        Some(id) => Some(open_draft(&web.services, actor, id).await?),
        None => None,
    };
    let deed = posted.text("do");
    let draft = typed(&posted);
    let base = posted.text("base").parse().unwrap_or(0);
    let again = Editor { id, base, stored: stored.as_ref(), is_unsaved: true, ..new_editor(&draft) };
    if posted.unreadable {
        let words = "Some characters could not be read and are shown as \u{FFFD}. Look through your words and save again";
        return again_or_hidden(web, visitor, &posted, again, vec![Slip::at("title", words)]);
    }
    if deed == "preview" {
        let notice = Notice::Warn("This is a preview. What you typed is not saved yet.".to_owned());
        return Ok(show(web, visitor, StatusCode::OK, Editor { notice: Some(notice), ..again }));
    }
    let saved = match id {
        Some(id) => save_draft(&web.services, actor, id, base, draft.clone()).await.map(|_| id),
        None => begin_module(&web.services, actor, draft.clone()).await,
    };
    match saved {
        Ok(_) if deed == "hide" => Ok(see_other("/locked")),
        Ok(id) if deed == "publish" => Ok(see_other(&format!("/modules/write/{id}/publish"))),
        Ok(id) => Ok(see_other(&format!("/modules/write/{id}?done=saved"))),
        Err(DraftError::Problems(problems)) => {
            again_or_hidden(web, visitor, &posted, again, slips(&problems))
        }
        Err(DraftError::Changed(_)) if deed == "hide" => Ok(hold(web, visitor, &posted, Held::TO_PUT_RIGHT)),
        Err(DraftError::Changed(other)) => {
            let words = "This draft was saved somewhere else since you opened it: in another tab, or by another \
                 educator. What you typed is in the form and not saved yet; the other version stands below it. \
                 Put together what you want to keep, then save.";
            let notice = Some(Notice::Warn(words.to_owned()));
            // The next save goes on from what the page now shows.
            let editor = Editor { base: other.version, notice, other: Some(&other), ..again };
            Ok(show(web, visitor, StatusCode::CONFLICT, editor))
        }
        Err(DraftError::Other(error)) => Err(error.into()),
    }
}

/// The form again with what is to be put right; or, when it was to be hidden, a page that shows nothing
/// of it.
fn again_or_hidden(
    web: &Web,
    visitor: &Visitor,
    posted: &Posted,
    again: Editor<'_>,
    slips: Vec<Slip>,
) -> Result<Response, Failure> {
    if posted.text("do") == "hide" {
        return Ok(hold(web, visitor, posted, Held::TO_PUT_RIGHT));
    }
    Ok(show(web, visitor, StatusCode::UNPROCESSABLE_ENTITY, Editor { slips, ..again }))
}

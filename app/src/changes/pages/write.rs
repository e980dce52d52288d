//! Writing a change: a new one, and one that is there.

use super::editor::{Editor, Lists, Notice};
use super::found::posted_kept;
use crate::accounts::pages::unsent::answered;
use crate::ui::Slip;
use crate::web::held::{Held, Sent, for_its_writer, hold};
use crate::web::{Done, Failure, Frame, HideSaves, Path, Posted, Visitor, Web, page, see_other};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::changes::{ChangeDraft, ChangeProblem};
use domain::ids::ChangeId;
use domain::policy::{Action, Actor, decide};
use services::changes::{ChangeError, OpenChange, begin_change, open_change, save_change};
use services::error::require;
use services::modules::every_module;
use services::release::printed;

/// The most characters a form's mark has.
const MOST_MARK_CHARS: usize = 64;

/// `/changes/write/new`.
pub async fn get_new(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    require(decide(actor, Action::WriteChanges, actor.own()))?;
    let mark = services::random::token()?;
    let draft = ChangeDraft::default();
    let editor = Editor { mark: &mark, ..empty(&draft) };
    show(&web, &visitor, actor, StatusCode::OK, editor).await
}

const fn empty(draft: &ChangeDraft) -> Editor<'_> {
    Editor {
        id: None,
        mark: "",
        base: 0,
        draft,
        slips: Vec::new(),
        notice: None,
        stored: None,
        other: None,
        is_unsaved: false,
    }
}

/// `/changes/write/{id}`.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    Done(done): Done,
) -> Result<Response, Failure> {
    let id: ChangeId = id.parse().map_err(|_| Failure::NotFound)?;
    let actor = visitor.actor()?;
    let stored = open_change(&web.services, actor, id).await?;
    let words = if stored.telling.is_some() {
        "It is saved. What others read stays as it was until you tell it anew."
    } else {
        "It is saved. Nobody is told yet."
    };
    let notice = (done == "saved").then_some(Notice::Kept(words));
    let editor = Editor { notice, ..stored_editor(&stored) };
    show(&web, &visitor, actor, StatusCode::OK, editor).await
}

/// A draft as it is stored.
pub(super) fn stored_editor(stored: &OpenChange) -> Editor<'_> {
    Editor { id: Some(stored.id), base: stored.version, stored: Some(stored), ..empty(&stored.draft) }
}

pub(super) async fn show(
    web: &Web,
    visitor: &Visitor,
    actor: &Actor,
    status: StatusCode,
    editor: Editor<'_>,
) -> Result<Response, Failure> {
    let lists = Lists {
        printed: printed(&web.services, actor).await?,
        modules: every_module(&web.services, actor).await?,
    };
    let frame = Frame {
        title: "Tell what changed",
        here: "/changes",
        has_problems: !editor.slips.is_empty(),
        hide_saves: Some(HideSaves { form: "change", enter: "save" }),
        has_check: true,
        is_for_writing: true,
        ..Frame::default()
    };
    Ok(page(web, visitor, status, frame, || editor.view(web, visitor, &lists)))
}

/// Saving a new change.
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

fn typed(posted: &Posted) -> ChangeDraft {
    ChangeDraft {
        themes: posted.all("theme").map(str::to_owned).collect(),
        words: posted.text("words").to_owned(),
        state: posted.text("state").to_owned(),
        module: posted.text("module").to_owned(),
        kept: posted_kept(posted),
    }
}

/// One message a field: the first of each.
pub(super) fn slips(problems: &[ChangeProblem]) -> Vec<Slip> {
    let mut slips: Vec<Slip> = Vec::new();
    for problem in problems {
        if !slips.iter().any(|slip| slip.field == problem.field().name()) {
            slips.push(Slip::at(problem.field().name(), problem));
        }
    }
    slips
}

async fn take(web: &Web, visitor: &Visitor, id: Option<&str>, posted: Posted) -> Result<Response, Failure> {
    // Whoever is signed out is told nothing about the change, but is given back what they typed.
    let posted = match for_its_writer(web, visitor, posted, Held::UNSAVED) {
        Sent::Open(posted) => posted,
        Sent::Held(page) => return Ok(page),
    };
    let id: Option<ChangeId> = id.map(str::parse).transpose().map_err(|_| Failure::NotFound)?;
    let actor = visitor.actor()?;
    require(decide(actor, Action::WriteChanges, actor.own()))?;
    let stored = match id {
        Some(id) => Some(open_change(&web.services, actor, id).await?),
        None => None,
    };
    let draft = typed(&posted);
    let mark = mark_of(&posted)?;
    let base = posted.text("base").parse().unwrap_or(0);
    let again = Editor { id, mark: &mark, base, stored: stored.as_ref(), is_unsaved: true, ..empty(&draft) };
    let again = Again { web, visitor, actor, posted: &posted, editor: again };
    if posted.unreadable {
        let words = "Some characters could not be read and are shown as \u{FFFD}. Look through your words and save again";
        return again.with(vec![Slip::at("words", words)]).await;
    }
    let deed = posted.text("do");
    let saved = match id {
        Some(id) => save_change(&web.services, actor, id, base, draft.clone()).await.map(|_| id),
        None => begin_change(&web.services, actor, &mark, draft.clone()).await,
    };
    match saved {
        Ok(_) if deed == "hide" => Ok(see_other("/locked")),
        Ok(id) if deed == "look" => Ok(see_other(&format!("/changes/write/{id}/publish"))),
        Ok(id) if deed == "check" => Ok(see_other(&format!("/changes/write/{id}?done=saved#words"))),
        Ok(id) => Ok(see_other(&format!("/changes/write/{id}?done=saved"))),
        Err(ChangeError::Problems(problems)) => again.with(slips(&problems)).await,
        Err(ChangeError::Changed(other)) => again.beside(&other).await,
        Err(ChangeError::Other(error)) => Err(error.into()),
    }
}

/// The form's mark; a form that has lost it is taken for one sent for the first time.
fn mark_of(posted: &Posted) -> Result<String, Failure> {
    let mark: String = posted.text("mark").chars().take(MOST_MARK_CHARS).collect();
    let is_ours = !mark.is_empty() && mark.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if is_ours { Ok(mark) } else { Ok(services::random::token()?) }
}

/// The form as it comes back.
struct Again<'a> {
    web: &'a Web,
    visitor: &'a Visitor,
    actor: &'a Actor,
    posted: &'a Posted,
    editor: Editor<'a>,
}

impl<'a> Again<'a> {
    /// With what is to be put right; or, when it was to be hidden, a page that shows nothing of it.
    async fn with(self, slips: Vec<Slip>) -> Result<Response, Failure> {
        if self.posted.text("do") == "hide" {
            return Ok(self.hidden());
        }
        let editor = Editor { slips, ..self.editor };
        show(self.web, self.visitor, self.actor, StatusCode::UNPROCESSABLE_ENTITY, editor).await
    }

    /// Beside what was saved since. The next save goes on from what the page now shows.
    async fn beside(self, other: &'a OpenChange) -> Result<Response, Failure> {
        if self.posted.text("do") == "hide" {
            return Ok(self.hidden());
        }
        let words = "This was saved somewhere else since you opened it: in another tab, or by another safety lead. What \
             you typed is in the form and not saved yet; the other version stands below it. Put together what you \
             want to keep, then save.";
        let editor = Editor {
            id: Some(other.id),
            base: other.version,
            notice: Some(Notice::Warn(words)),
            stored: Some(other),
            other: Some(other),
            ..self.editor
        };
        show(self.web, self.visitor, self.actor, StatusCode::CONFLICT, editor).await
    }

    fn hidden(self) -> Response {
        hold(self.web, self.visitor, self.posted, Held::TO_PUT_RIGHT)
    }
}

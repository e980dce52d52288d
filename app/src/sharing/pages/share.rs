//! Sharing something from a reflection: choose, make safe, look, agree. One address, and every step a
//! plain form that carries what came before.

use super::agree::Agree;
use super::choose::{choose, not_now, why_not_open};
use super::clean::Clean;
use super::details::{MOST_LISTED, number_of, unsettled};
use super::gone::gone;
use super::posted::{draft, nothing_kept, picked};
use crate::accounts::pages::unsent::answered;
use crate::ui::Slip;
use crate::web::held::{Held, Sent, for_its_writer, hold, whose_page};
use crate::web::{Failure, Frame, HideSaves, Path, Posted, Visitor, Web, page, see_other};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::ReflectionId;
use domain::policy::Actor;
use domain::sharing::{
    MAX_SHARES_A_REFLECTION, MAX_WAITING, Openness, Resolution, Settled, ShareDraft, ShareProblem,
};
use services::Error;
use services::share::{Begun, Looked, ShareError, begin, look, openness, share};
use std::collections::BTreeMap;

/// The page where nothing can be shared now.
fn frame() -> Frame {
    Frame { title: "Share something from this", here: "/reflections", ..Frame::default() }
}

/// A step's page. `enter` is what Enter asks its form for.
fn frame_of_step(enter: &'static str, has_problems: bool) -> Frame {
    Frame { has_problems, hide_saves: Some(HideSaves { form: "share", enter }), ..frame() }
}

/// A step with words in it that are kept nowhere else: it does not turn itself into the lock page.
fn frame_of_words(enter: &'static str, has_problems: bool) -> Frame {
    Frame { is_for_writing: true, ..frame_of_step(enter, has_problems) }
}

/// `/reflections/{id}/share`.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let id: ReflectionId = id.parse().map_err(|_| Failure::NotFound)?;
    let begun = begin(&web.services, actor, id).await?;
    if let Some(words) = not_begun(&web, actor, &begun).await? {
        return Ok(page(&web, &visitor, StatusCode::OK, frame(), || not_now(id, words)));
    }
    let mark = services::random::token()?;
    Ok(page(&web, &visitor, StatusCode::OK, frame_of_step("choose", false), || {
        choose(id, whose_page(&web, &visitor), &mark, &begun.passages, &[], Vec::new())
    }))
}

/// Why nothing can be shared from this now, if so.
async fn not_begun(web: &Web, actor: &Actor, begun: &Begun<'_>) -> Result<Option<String>, Failure> {
    if let Some(words) = why_not_open(openness(&web.services, actor).await?) {
        return Ok(Some(words));
    }
    if begun.passages.is_empty() {
        return Ok(Some("Nothing is written here yet, so there is nothing to share from.".to_owned()));
    }
    Ok((begun.shares_left == 0).then(|| {
        format!("You have shared {MAX_SHARES_A_REFLECTION} times from this reflection, and that is as often as one can hold.")
    }))
}

/// One step on, one step back, or the last button.
pub async fn post(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Failure> {
    // Another tab may have locked a moment before: a page that was to be hidden says that it is.
    let held = if posted.text("do") == "hide" { HIDDEN } else { SIGNED_OUT };
    let held = Held { deed: deed_of_held(&posted), ..held };
    let came = take(&web, &visitor, &id, posted.clone(), held).await;
    answered(&web, &visitor, &posted, held, came).await
}

async fn take(
    web: &Web,
    visitor: &Visitor,
    id: &str,
    posted: Posted,
    held: Held,
) -> Result<Response, Failure> {
    let posted = match for_its_writer(web, visitor, posted, held) {
        Sent::Open(posted) => posted,
        Sent::Held(page) => return Ok(page),
    };
    let session = visitor.signed_in()?;
    if posted.text("do") == "hide" {
        return Ok(hold(web, visitor, &posted, held));
    }
    let id: ReflectionId = id.parse().map_err(|_| Failure::NotFound)?;
    let begun = match begin(&web.services, &session.actor, id).await {
        Ok(begun) => begun,
        Err(Error::NotFound) => return gone(web, visitor, &session.actor, &posted),
        Err(error) => return Err(error.into()),
    };
    let step = Step { web, visitor, actor: &session.actor, id, begun: &begun, picked: picked(&posted) };
    match posted.text("do") {
        "choose" => step.chosen(&posted).await,
        "back" | "check" => {
            let draft = draft(&posted);
            let looked = look(&web.services, step.actor, &draft).await?;
            step.clean(StatusCode::OK, draft, looked, Vec::new()).await
        }
        "suggest" => step.suggested(&posted).await,
        "share" => step.share(&posted).await,
        _ => step.looked(&posted).await,
    }
}

/// The session is over. Nothing of sharing is stored before the last button, so the page is all there is.
const SIGNED_OUT: Held = Held {
    status: StatusCode::UNAUTHORIZED,
    title: "You are signed out",
    words: "Nothing has been shared. Your words are in this page, locked and out of sight. Sign in in a new tab, come \
            back to this one, and go on.",
    button: "Go on with my words",
    // Whatever they were about to do, they look at it again first.
    deed: "back",
    closing: "Closing this tab loses the changes you made to them. Your reflection is not touched.",
};

/// The page was to be hidden. A draft of a share is in no row, not even sealed: a row that comes and goes,
/// or a reflection that changes, would tell that somebody opened this page. So the page itself keeps it.
const HIDDEN: Held = Held {
    status: StatusCode::OK,
    title: "This is hidden",
    words: "Nothing has been shared. What you typed and chose is in this page, locked. Sign in in a new tab, come back \
            to this one, and go on.",
    ..SIGNED_OUT
};

/// Where the button of a held form leads. In the first step no words are there to go back to yet.
fn deed_of_held(posted: &Posted) -> &'static str {
    let hides_first_step = posted.text("do") == "hide" && posted.all("words").next().is_none();
    if hides_first_step || posted.text("do") == "choose" { "choose" } else { SIGNED_OUT.deed }
}

/// What every step needs to draw its page.
struct Step<'a> {
    web: &'a Web,
    visitor: &'a Visitor,
    actor: &'a Actor,
    id: ReflectionId,
    begun: &'a Begun<'a>,
    /// What the form had picked for each detail.
    picked: BTreeMap<String, String>,
}

impl Step<'_> {
    /// From the passages to their words in a field.
    async fn chosen(&self, posted: &Posted) -> Result<Response, Failure> {
        let chosen: Vec<&str> = posted.all("passage").collect();
        let passages = self.begun.passages.iter().filter(|passage| chosen.contains(&passage.prompt.as_str()));
        let words = passages.map(|passage| passage.words.trim()).collect::<Vec<_>>().join("\n\n");
        let mut draft = draft(posted);
        if words.is_empty() {
            let slips = vec![Slip::at("passages", "Choose what you would like to start from")];
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let whose = whose_page(self.web, self.visitor);
            let page_of_step = || choose(self.id, whose, &draft.page, &self.begun.passages, &chosen, slips);
            return Ok(page(self.web, self.visitor, status, frame_of_step("choose", true), page_of_step));
        }
        draft.words = words;
        draft.setting.clone_from(&self.begun.setting);
        draft.plan.clone_from(&self.begun.plan);
        let looked = look(&self.web.services, self.actor, &draft).await?;
        self.clean(StatusCode::OK, draft, looked, Vec::new()).await
    }

    /// From the words to what others will see, if every detail is settled.
    async fn looked(&self, posted: &Posted) -> Result<Response, Failure> {
        let draft = draft(posted);
        let looked = look(&self.web.services, self.actor, &draft).await?;
        let slips = self.slips_of_words(posted, &draft, &looked).await?;
        if slips.is_empty() {
            return Ok(self.agree(StatusCode::OK, draft, &looked, Vec::new()));
        }
        self.clean(StatusCode::UNPROCESSABLE_ENTITY, draft, looked, slips).await
    }

    /// Neutral words for everything that is not decided yet.
    async fn suggested(&self, posted: &Posted) -> Result<Response, Failure> {
        let mut draft = draft(posted);
        let looked = look(&self.web.services, self.actor, &draft).await?;
        for found in &looked.settled.open {
            let Some(words) = looked.settled.text.get(found.range.clone()) else { continue };
            let neutral = if found.suggestion.is_empty() { Resolution::Cut } else { Resolution::Suggested };
            draft.resolutions.insert(words.to_owned(), neutral);
        }
        draft.words = looked.settled.text;
        let looked = look(&self.web.services, self.actor, &draft).await?;
        self.clean(StatusCode::OK, draft, looked, Vec::new()).await
    }

    /// The last button.
    async fn share(&self, posted: &Posted) -> Result<Response, Failure> {
        let draft = draft(posted);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        if posted.unreadable {
            return self.looked(posted).await;
        }
        let words = match share(&self.web.services, self.actor, self.id, draft.clone()).await {
            Ok(_) => return Ok(see_other(&format!("/reflections/{}/shared?done=shared", self.id))),
            Err(ShareError::Other(error)) => return Err(error.into()),
            Err(ShareError::Problems(looked)) => {
                let slips = self.slips_of_words(posted, &draft, &looked).await?;
                if !slips.is_empty() {
                    return self.clean(status, draft, *looked, slips).await;
                }
                let slips =
                    looked.problems.iter().map(|problem| Slip::at(field_of(problem), problem)).collect();
                return Ok(self.agree(status, draft, &looked, slips));
            }
            Err(ShareError::NotOpen(openness)) => why_not(openness),
            Err(ShareError::TooManyWaiting) => format!(
                "You have {MAX_WAITING} waiting, and that is as many as one person can. Take one back, or share this \
                 when they have moved on"
            ),
            Err(ShareError::TooManyFromOne) => {
                format!(
                    "You have shared {MAX_SHARES_A_REFLECTION} times from this reflection, and that is as often as one can hold"
                )
            }
        };
        let looked = look(&self.web.services, self.actor, &draft).await?;
        Ok(self.agree(status, draft, &looked, vec![Slip::at("seen", words)]))
    }

    /// What must be put right about the words before anything else is asked.
    async fn slips_of_words(
        &self,
        posted: &Posted,
        draft: &ShareDraft,
        looked: &Looked,
    ) -> Result<Vec<Slip>, Failure> {
        let mut slips = Vec::new();
        if posted.unreadable {
            let words =
                "Some characters could not be read and are shown as \u{FFFD}. Look through your words";
            slips.push(Slip::at("words", words));
        }
        for problem in &looked.problems {
            match problem {
                ShareProblem::NoWords | ShareProblem::TooLong(_) => slips.push(Slip::at("words", problem)),
                ShareProblem::Unresolved(_) | ShareProblem::NoReason(_) => {
                    let all = look(&self.web.services, self.actor, &nothing_kept(draft)).await?;
                    slips.extend(slips_of_details(problem, &all.settled, draft));
                }
                _ => {}
            }
        }
        Ok(slips)
    }

    /// The second step's page.
    async fn clean(
        &self,
        status: StatusCode,
        mut draft: ShareDraft,
        looked: Looked,
        slips: Vec<Slip>,
    ) -> Result<Response, Failure> {
        // The decisions are made in the words now; only what was kept is still to be carried.
        only_kept(&mut draft, &looked);
        draft.words = looked.settled.text;
        let all = look(&self.web.services, self.actor, &nothing_kept(&draft)).await?;
        let step = Clean {
            id: self.id,
            whose: whose_page(self.web, self.visitor),
            draft: &draft,
            settled: &all.settled,
            consent: self.begun.consent,
            picked: &self.picked,
            slips,
        };
        let frame = Frame { has_check: true, ..frame_of_words("look", status != StatusCode::OK) };
        Ok(page(self.web, self.visitor, status, frame, || step.view()))
    }

    /// The last step's page.
    fn agree(
        &self,
        status: StatusCode,
        mut draft: ShareDraft,
        looked: &Looked,
        slips: Vec<Slip>,
    ) -> Response {
        only_kept(&mut draft, looked);
        let step = Agree {
            id: self.id,
            whose: whose_page(self.web, self.visitor),
            draft: &draft,
            words: looked.settled.text.trim(),
            offered: &self.begun.offered,
            consent: self.begun.consent,
            slips,
        };
        // Enter leads back, so that it neither shares nor asks for what is missing.
        let frame = frame_of_words("back", status != StatusCode::OK);
        page(self.web, self.visitor, status, frame, || step.view())
    }
}

/// A message at each detail that a problem is about.
fn slips_of_details(problem: &ShareProblem, all: &Settled, draft: &ShareDraft) -> Vec<Slip> {
    let at = |number: usize, words: String| Slip::at(&format!("choice-{number}"), words);
    let slips: Vec<Slip> = match problem {
        ShareProblem::NoReason(words) => {
            let number = number_of(all, words).filter(|number| *number < MOST_LISTED);
            number.map(|number| at(number, problem.to_string())).into_iter().collect()
        }
        _ => {
            let say = |words| {
                format!("“{words}” could point to a person. Change it, take it out, or keep it for a reason")
            };
            unsettled(all, draft).into_iter().map(|(number, words)| at(number, say(words))).collect()
        }
    };
    if slips.is_empty() { vec![Slip::at("words", problem)] } else { slips }
}

/// Leaves only what was kept and still stands in the words: the rest is done.
fn only_kept(draft: &mut ShareDraft, looked: &Looked) {
    let stands = |words: &str| looked.settled.kept.iter().any(|kept| kept.words == words);
    let is_read = !looked.problems.iter().any(|problem| matches!(problem, ShareProblem::TooLong(_)));
    draft
        .resolutions
        .retain(|words, what| matches!(what, Resolution::Kept(_)) && (stands(words) || !is_read));
}

fn why_not(openness: Openness) -> String {
    why_not_open(openness).unwrap_or_default()
}

/// The field a problem of the last step is about.
const fn field_of(problem: &ShareProblem) -> &'static str {
    match problem {
        ShareProblem::NoSetting => "setting",
        ShareProblem::UnknownPlan => "plan",
        ShareProblem::NoQuotation => "quotation",
        ShareProblem::NoConsent | ShareProblem::OldConsent => "consent",
        ShareProblem::NoWords
        | ShareProblem::TooLong(_)
        | ShareProblem::Unresolved(_)
        | ShareProblem::NoReason(_) => "seen",
    }
}

//! Reading one point and deciding about it.

use super::codes::posted_codes;
use super::point::Point;
use crate::accounts::pages::unsent::answered;
use crate::ui::Slip;
use crate::web::held::{Held, Sent, for_its_writer, hold, whose_page};
use crate::web::{Failure, Frame, HideSaves, Posted, Visitor, Web, found, page, see_other};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::HeldId;
use domain::sharing::{Code, FirstDecision, ReviewError, SecondDecision};
use leptos::prelude::*;
use services::Error;
use services::desk::{DeskError, OnDesk, decide, decide_again, next, open};

fn frame(has_problems: bool) -> Frame {
    // Enter in the form decides nothing.
    let hide_saves = Some(HideSaves { form: "desk", enter: "" });
    Frame {
        title: "Read a point",
        here: "/desk",
        has_problems,
        hide_saves,
        is_for_writing: true,
        ..Frame::default()
    }
}

/// The session is over, and nothing of the desk is shown.
const SIGNED_OUT: Held = Held {
    status: StatusCode::UNAUTHORIZED,
    title: "You are signed out",
    words: "Nothing is decided yet. What you changed and chose is in this page, locked and out of sight. Sign in in a \
            new tab, come back to this one, and go on.",
    button: "Go on with this point",
    // Whatever was about to be decided, its reader looks at it again first.
    deed: "back",
    closing: "Closing this tab loses what you changed. The point itself stays on the desk.",
};

/// The page was to be hidden.
const HIDDEN: Held = Held {
    status: StatusCode::OK,
    title: "This is hidden",
    words: "Nothing is decided yet. What you changed and chose is in this page, locked. Sign in in a new tab, come back \
            to this one, and go on.",
    ..SIGNED_OUT
};

/// `/desk/read`: a point that waits for this reader, any of them.
pub async fn get(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    let Some(on_desk) = next(&web.services, visitor.actor()?).await? else { return Ok(found("/desk")) };
    let whose = whose_page(&web, &visitor);
    let words = &on_desk.words;
    let point = Point { on_desk: &on_desk, whose, words, codes: &[], outcome: "", slips: Vec::new() };
    Ok(page(&web, &visitor, StatusCode::OK, frame(false), || point.view()))
}

/// What the reader decided, and then the next point.
pub async fn post(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Result<Response, Failure> {
    // Another tab may have locked a moment before: a page that was to be hidden says that it is.
    let held = if posted.text("do") == "hide" { HIDDEN } else { SIGNED_OUT };
    let came = take(&web, &visitor, posted.clone(), held).await;
    answered(&web, &visitor, &posted, held, came).await
}

async fn take(web: &Web, visitor: &Visitor, posted: Posted, held: Held) -> Result<Response, Failure> {
    let posted = match for_its_writer(web, visitor, posted, held) {
        Sent::Open(posted) => posted,
        Sent::Held(page) => return Ok(page),
    };
    let actor = visitor.actor()?;
    // Asked before anything else, so that the desk is hidden from everybody who has none.
    let some_waiting = services::desk::some_waiting(&web.services, actor).await?;
    if posted.text("do") == "hide" {
        return Ok(hold(web, visitor, &posted, held));
    }
    let Ok(id) = posted.text("point").parse::<HeldId>() else {
        return Ok(somebody_was_first(web, visitor, &posted, some_waiting));
    };
    if posted.unreadable {
        let words = "Some characters could not be read and are shown as \u{FFFD}. Look through the words";
        return again(web, visitor, &posted, id, vec![Slip::at("words", words)]).await;
    }
    let services = &web.services;
    let seen = posted.text("seen");
    let words = posted.text("words").to_owned();
    let outcome = posted.text("outcome").to_owned();
    let is_second = matches!(posted.text("do"), "quote" | "do-not-quote");
    let decided = match posted.text("do") {
        "accept" => {
            let codes = posted_codes(&posted);
            decide(services, actor, id, seen, FirstDecision::Accept { words, codes }).await
        }
        "quote" => decide_again(services, actor, id, seen, SecondDecision::Quote(words)).await,
        "do-not-quote" => decide_again(services, actor, id, seen, SecondDecision::DoNotQuote).await,
        // The point itself knows which reading it is in.
        "set-aside" => match open(services, actor, id).await {
            Ok(on_desk) if on_desk.reading == domain::sharing::Reading::First => {
                decide(services, actor, id, seen, FirstDecision::SetAside(outcome)).await
            }
            Ok(_) => decide_again(services, actor, id, seen, SecondDecision::SetAside(outcome)).await,
            Err(error) => Err(DeskError::Other(error)),
        },
        "back" => return again(web, visitor, &posted, id, Vec::new()).await,
        _ => {
            let slips = vec![Slip::at("words", "Choose one of the buttons below")];
            return again(web, visitor, &posted, id, slips).await;
        }
    };
    match decided {
        Ok(()) => Ok(see_other("/desk?done=decided")),
        Err(
            DeskError::Review(ReviewError::Decided | ReviewError::NotYours)
            | DeskError::Other(Error::NotFound),
        ) => Ok(somebody_was_first(web, visitor, &posted, some_waiting)),
        Err(DeskError::Review(error)) => {
            let slips = vec![Slip::at(field_of(&error, is_second), &error)];
            again(web, visitor, &posted, id, slips).await
        }
        Err(DeskError::Other(error)) => Err(error.into()),
    }
}

/// The field something to put right is about.
const fn field_of(error: &ReviewError, is_second: bool) -> &'static str {
    match error {
        ReviewError::NoCodes | ReviewError::TooManyCodes | ReviewError::UnknownCode if !is_second => "codes",
        ReviewError::UnknownOutcome => "outcome",
        _ => "words",
    }
}

/// The point again, with everything the reader had done to it.
async fn again(
    web: &Web,
    visitor: &Visitor,
    posted: &Posted,
    id: HeldId,
    slips: Vec<Slip>,
) -> Result<Response, Failure> {
    let on_desk: OnDesk<'_> = match open(&web.services, visitor.actor()?, id).await {
        Ok(on_desk) => on_desk,
        Err(Error::NotFound) => return Ok(somebody_was_first(web, visitor, posted, true)),
        Err(error) => return Err(error.into()),
    };
    if on_desk.seen != posted.text("seen") {
        // Drawn with what the row has become, the form would write these words over a colleague's.
        return Ok(somebody_was_first(web, visitor, posted, true));
    }
    let codes: Vec<Code> = posted_codes(posted);
    let point = Point {
        on_desk: &on_desk,
        whose: whose_page(web, visitor),
        words: posted.text("words"),
        codes: &codes,
        outcome: posted.text("outcome"),
        slips,
    };
    let has_problems = !point.slips.is_empty();
    let status = if has_problems { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(page(web, visitor, status, frame(has_problems), || point.view()))
}

/// A colleague was first, its author has withdrawn it, or a batch gave it another row: the reader is told
/// no more than that, and keeps what they had made of the words.
fn somebody_was_first(web: &Web, visitor: &Visitor, posted: &Posted, some_waiting: bool) -> Response {
    let typed = posted.text("words").trim().to_owned();
    let frame = Frame {
        title: "This point is done",
        here: "/desk",
        is_for_writing: !typed.is_empty(),
        ..Frame::default()
    };
    let on = if some_waiting {
        view! { <p><a class="nhsuk-button" href="/desk/read">"Read the next one"</a></p> }.into_any()
    } else {
        view! { <p><a class="nhsuk-button" href="/desk">"Back to the desk"</a></p> }.into_any()
    };
    let typed = (!typed.is_empty()).then(|| {
        view! {
            <details class="nhsuk-details">
                <summary class="nhsuk-details__summary">
                    <span class="nhsuk-details__summary-text">"The words as you left them"</span>
                </summary>
                <div class="nhsuk-details__text">
                    <p class="aw-quiet">"They are kept nowhere. Copy them now if you still need them."</p>
                    <p class="aw-answer">{typed}</p>
                </div>
            </details>
        }
    });
    page(web, visitor, StatusCode::CONFLICT, frame, || {
        view! {
            <div class="aw-column">
                <h1>"This point is done"</h1>
                <p>
                    "A colleague has read it in the meantime, or it was withdrawn. Their decision stands, and yours was \
                     not needed. Thank you. If new points came in since you opened it, it may be among those that wait."
                </p>
                {typed}
                {on}
            </div>
        }
    })
}

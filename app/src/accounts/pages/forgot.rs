//! Asking for a link to a new password.

use crate::ui::{ErrorSummary, Slip, TextField};
use crate::web::{Failure, Frame, Posted, Visitor, Web, page};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::accounts::EmailAddress;
use leptos::prelude::*;
use services::accounts::request_reset;
use std::time::Duration;

/// How long an answer takes at least: longer than writing a letter, so that the time taken does not
/// tell whether there was one to write.
const STEADY: Duration = Duration::from_millis(120);

/// `/forgot`.
pub async fn get(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    Ok(form(&web, &visitor, StatusCode::OK, "", Vec::new()))
}

/// Sends the link. The answer is the same whether there is an account or not.
pub async fn post(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Result<Response, Failure> {
    let email = match EmailAddress::parse(posted.text("email")) {
        Ok(email) => email,
        Err(slip) => {
            let slips = vec![Slip::at("email", slip)];
            return Ok(form(&web, &visitor, StatusCode::UNPROCESSABLE_ENTITY, posted.text("email"), slips));
        }
    };
    let (sent, ()) = tokio::join!(request_reset(&web.services, &email), tokio::time::sleep(STEADY));
    sent?;
    let frame = Frame { title: "Look in your mail", ..Frame::default() };
    Ok(page(&web, &visitor, StatusCode::OK, frame, || {
        view! {
            <div class="aw-column aw-sign-in">
                <h1>"Look in your mail"</h1>
                <p>"If there is an account with that address, a letter with a link is on its way. The link works for two hours."</p>
                <p>"Nothing there after a few minutes? Look in the junk folder, or ask your administrator."</p>
                <p><a href="/sign-in">"Back to sign in"</a></p>
            </div>
        }
    }))
}

fn form(web: &Web, visitor: &Visitor, status: StatusCode, email: &str, slips: Vec<Slip>) -> Response {
    let frame = Frame { title: "I cannot sign in", has_problems: !slips.is_empty(), ..Frame::default() };
    let (email, error) = (email.to_owned(), Slip::words_for(&slips, "email"));
    page(web, visitor, status, frame, move || {
        view! {
            <div class="aw-column aw-sign-in">
                <ErrorSummary slips/>
                <h1>"I cannot sign in"</h1>
                <p>"We send you a link to choose a new password."</p>
                <p>
                    "If you kept your recovery code, have it at hand: it opens your reflections at once. \
                     Without it, what you wrote before stays closed for seven days, so that nobody who gets into \
                     your mail can read it."
                </p>
                <form method="post" action="/forgot" novalidate>
                    <TextField
                        name="email"
                        label="E-mail address"
                        kind="email"
                        autocomplete="username"
                        value=email
                        error
                    />
                    <div class="aw-actions">
                        <button class="nhsuk-button">"Send me a link"</button>
                        <a class="aw-link-quiet" href="/sign-in">"Back to sign in"</a>
                    </div>
                </form>
            </div>
        }
    })
}

//! Choosing a new password by a link.

use crate::ui::{ErrorSummary, PasswordField, Slip, TextField};
use crate::web::{Failure, Frame, Path, Posted, Visitor, Web, clear_cookie, kind_page, page};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::accounts::Password;
use leptos::prelude::*;
use services::accounts::{ResetError, complete_reset, find_reset};

/// `/reset/{token}`. Opening it changes nothing.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    match find_reset(&web.services, &token).await {
        Ok(email) => Ok(form(&web, &visitor, StatusCode::OK, email, "", Vec::new())),
        Err(error) => gone(error),
    }
}

/// Sets the new password.
pub async fn post(
    State(web): State<Web>,
    visitor: Visitor,
    Path(token): Path<String>,
    posted: Posted,
) -> Result<Response, Failure> {
    let email = match find_reset(&web.services, &token).await {
        Ok(email) => email,
        Err(error) => return gone(error),
    };
    let typed_code = posted.text("code").trim();
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let password = match Password::choose(posted.text("password"), &email) {
        Ok(password) => password,
        Err(slip) => {
            return Ok(form(&web, &visitor, status, email, typed_code, vec![Slip::at("password", slip)]));
        }
    };
    let code = (!typed_code.is_empty()).then_some(typed_code);
    match complete_reset(&web.services, &token, &password, code, &visitor.device).await {
        Ok(closure) => {
            let date = closure.map(|closure| web.services.in_words(closure.until));
            let frame = Frame { title: "Your password is changed", ..Frame::default() };
            let response = page(&web, &visitor, StatusCode::OK, frame, move || done(date));
            Ok(clear_cookie(&web, response))
        }
        Err(wrong @ ResetError::WrongCode) => {
            Ok(form(&web, &visitor, status, email, typed_code, vec![Slip::at("code", wrong)]))
        }
        Err(error) => gone(error),
    }
}

fn done(closed_until: Option<String>) -> impl IntoView {
    let closed = closed_until.map(|date| {
        view! {
            <p class="aw-notice">
                {format!(
                    "What you wrote before stays closed until {date}, because anybody who gets into your mail could \
                     have done this. Your recovery code opens it at once: after signing in, go to Your account. \
                     You can write new reflections now."
                )}
            </p>
        }
    });
    view! {
        <div class="aw-column aw-sign-in">
            <h1>"Your password is changed"</h1>
            <p>"You are signed out everywhere else."</p>
            {closed}
            <p><a class="nhsuk-button" href="/sign-in">"Sign in"</a></p>
        </div>
    }
}

fn gone(error: ResetError) -> Result<Response, Failure> {
    match error {
        ResetError::Other(error) => Err(error.into()),
        gone => Ok(kind_page(
            StatusCode::GONE,
            "This link no longer works",
            &format!("{gone}. Ask for a new one from the sign-in page."),
            None,
        )),
    }
}

fn form(
    web: &Web,
    visitor: &Visitor,
    status: StatusCode,
    email: String,
    code: &str,
    slips: Vec<Slip>,
) -> Response {
    let frame = Frame { title: "Choose a new password", has_problems: !slips.is_empty(), ..Frame::default() };
    let (code, code_error) = (code.to_owned(), Slip::words_for(&slips, "code"));
    let password_error = Slip::words_for(&slips, "password");
    page(web, visitor, status, frame, move || {
        view! {
            <div class="aw-column aw-sign-in">
                <ErrorSummary slips/>
                <h1>"Choose a new password"</h1>
                <form method="post" novalidate>
                    <p>"For "<strong>{email.clone()}</strong></p>
                    <input type="hidden" name="email" value=email autocomplete="username"/>
                    <PasswordField
                        name="password"
                        label="New password"
                        hint="At least 10 characters. Three words you will remember work well."
                        autocomplete="new-password"
                        error=password_error
                    />
                    <TextField
                        name="code"
                        label="Recovery code, if you have it"
                        hint="It opens your reflections at once. Leave it empty and what you wrote before stays closed for seven days."
                        value=code
                        error=code_error
                    />
                    <button class="nhsuk-button">"Change my password"</button>
                </form>
            </div>
        }
    })
}

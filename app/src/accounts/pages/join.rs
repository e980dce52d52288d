//! Taking up an invitation.

use super::recovery_code::recovery_code_page;
use crate::ui::{ErrorSummary, PasswordField, Slip, TextField};
use crate::web::{Failure, Frame, Path, Posted, Visitor, Web, kind_page, page, set_cookie};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::accounts::{Password, PersonName};
use leptos::prelude::*;
use services::accounts::{Invited, LinkError, find_invitation, join};

/// `/join/{token}`: what the invitation says. Opening it changes nothing.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    match find_invitation(&web.services, &token).await {
        Ok(invited) => {
            let name = invited.name.clone();
            Ok(form(&web, &visitor, StatusCode::OK, invited, &name, Vec::new()))
        }
        Err(error) => gone(error),
    }
}

/// Makes the account.
pub async fn post(
    State(web): State<Web>,
    visitor: Visitor,
    Path(token): Path<String>,
    posted: Posted,
) -> Result<Response, Failure> {
    let invited = match find_invitation(&web.services, &token).await {
        Ok(invited) => invited,
        Err(error) => return gone(error),
    };
    let name = PersonName::parse(posted.text("name"));
    let password = Password::choose(posted.text("password"), &invited.email);
    let (name, password) = match (name, password) {
        (Ok(name), Ok(password)) => (name, password),
        (name, password) => {
            let slips = name
                .err()
                .map(|slip| Slip::at("name", slip))
                .into_iter()
                .chain(password.err().map(|slip| Slip::at("password", slip)))
                .collect();
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(form(&web, &visitor, status, invited, posted.text("name"), slips));
        }
    };
    match join(&web.services, &token, &name, &password, &visitor.device).await {
        Ok(joined) => {
            let page = recovery_code_page(&web, &visitor, &joined.recovery_code, "/");
            Ok(set_cookie(&web, page, &joined.token))
        }
        Err(error) => gone(error),
    }
}

/// The answer to a link that opens nothing.
fn gone(error: LinkError) -> Result<Response, Failure> {
    match error {
        LinkError::Other(error) => Err(error.into()),
        gone @ LinkError::Gone => Ok(kind_page(
            StatusCode::GONE,
            "This link no longer works",
            &format!(
                "{gone}. If you have joined already, sign in. Otherwise ask your administrator for a new invitation."
            ),
            None,
        )),
    }
}

fn form(
    web: &Web,
    visitor: &Visitor,
    status: StatusCode,
    invited: Invited,
    name: &str,
    slips: Vec<Slip>,
) -> Response {
    let frame = Frame { title: "Join Afterword", has_problems: !slips.is_empty(), ..Frame::default() };
    let (name, name_error) = (name.to_owned(), Slip::words_for(&slips, "name"));
    let password_error = Slip::words_for(&slips, "password");
    page(web, visitor, status, frame, move || {
        view! {
            <div class="aw-column aw-sign-in">
                <ErrorSummary slips/>
                <h1>"Join Afterword"</h1>
                <p class="aw-lead">{format!("You are invited by {}.", invited.organisation)}</p>
                <p>
                    "What you write here is yours. Nobody else can open it, your administrator included. "
                    <a href="/private">"What is private here"</a>
                </p>
                <form method="post" novalidate>
                    <p>"You will sign in with "<strong>{invited.email.clone()}</strong></p>
                    <input type="hidden" name="email" value=invited.email autocomplete="username"/>
                    <TextField name="name" label="Your name" autocomplete="name" value=name error=name_error/>
                    <PasswordField
                        name="password"
                        label="Choose a password"
                        hint="At least 10 characters. Three words you will remember work well."
                        autocomplete="new-password"
                        error=password_error
                    />
                    <button class="nhsuk-button">"Join"</button>
                </form>
            </div>
        }
    })
}

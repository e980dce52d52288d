//! Signing in, hiding, and signing out.

use crate::ui::{ErrorSummary, PasswordField, Slip, TextField};
use crate::web::{
    Failure, Frame, Posted, Query, Visitor, Web, clear_cookie, found, page, safe_path, see_other, set_cookie,
    with_cleared_site_data,
};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::accounts::{EmailAddress, Password};
use leptos::prelude::*;
use serde::Deserialize;
use services::accounts::{SignIn, SignInError, end_session, lock_session, sign_in};

/// What may stand behind `?` on the sign-in page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Where to go afterwards.
    then: String,
    /// Words were kept from a locked session.
    kept: String,
}

/// Why the page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Because {
    Arriving,
    Locked,
    WordsKept,
}

/// `/sign-in`.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    if visitor.live().is_some() {
        return Ok(found(safe_path(&asked.then).unwrap_or("/")));
    }
    let because = if asked.kept.is_empty() { Because::Arriving } else { Because::WordsKept };
    Ok(sign_in_page(&web, &visitor, StatusCode::OK, &asked.then, because, "", Vec::new()))
}

/// `/locked`: the same page for somebody who has been away. It names nobody, and changes nothing.
pub async fn get_locked(
    State(web): State<Web>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    if visitor.live().is_some() {
        return Ok(found(safe_path(&asked.then).unwrap_or("/")));
    }
    let page = sign_in_page(&web, &visitor, StatusCode::OK, &asked.then, Because::Locked, "", Vec::new());
    Ok(with_cleared_site_data(page))
}

/// Signing in.
pub async fn post(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Result<Response, Failure> {
    let then = posted.text("then").to_owned();
    let typed_email = posted.text("email").to_owned();
    let again =
        |status, slips| sign_in_page(&web, &visitor, status, &then, Because::Arriving, &typed_email, slips);
    let email = EmailAddress::parse(&typed_email);
    let password = Password::typed(posted.text("password"));
    let (email, password) = match (email, password) {
        (Ok(email), Ok(password)) => (email, password),
        (email, password) => {
            let slips = email
                .err()
                .map(|slip| Slip::at("email", slip))
                .into_iter()
                .chain(password.err().map(|slip| Slip::at("password", slip)))
                .collect();
            return Ok(again(StatusCode::UNPROCESSABLE_ENTITY, slips));
        }
    };
    let with = SignIn {
        email: &email,
        password: &password,
        device: &visitor.device,
        from: &visitor.from,
        old_token: visitor.token.as_deref(),
    };
    match sign_in(&web.services, with).await {
        Ok(signed_in) => Ok(set_cookie(&web, see_other(safe_path(&then).unwrap_or("/")), &signed_in.token)),
        Err(SignInError::Other(error)) => Err(error.into()),
        Err(refused) => Ok(again(StatusCode::UNPROCESSABLE_ENTITY, vec![Slip::at("email", refused)])),
    }
}

/// "Hide this now" from a page that is only read.
pub async fn post_lock(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    let token = lock(&web, &visitor).await?;
    Ok(with_lock(&web, see_other("/locked"), token.as_deref()))
}

/// Locks the session. Answers its new token, if there is one.
pub(super) async fn lock(web: &Web, visitor: &Visitor) -> Result<Option<String>, Failure> {
    match &visitor.token {
        Some(token) => Ok(lock_session(&web.services, token).await?),
        None => Ok(None),
    }
}

/// An answer that brings the browser the token of the session that was locked.
pub(super) fn with_lock(web: &Web, response: Response, token: Option<&str>) -> Response {
    let response = with_cleared_site_data(response);
    match token {
        Some(token) => set_cookie(web, response, token),
        None => response,
    }
}

/// Signing out here.
pub async fn post_sign_out(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    if let Some(token) = &visitor.token {
        end_session(&web.services, token).await?;
    }
    Ok(with_cleared_site_data(clear_cookie(&web, see_other("/sign-in"))))
}

fn sign_in_page(
    web: &Web,
    visitor: &Visitor,
    status: StatusCode,
    then: &str,
    because: Because,
    email: &str,
    slips: Vec<Slip>,
) -> Response {
    let frame = Frame { title: "Sign in", has_problems: !slips.is_empty(), ..Frame::default() };
    let notice = match because {
        Because::Arriving => None,
        Because::Locked => Some(("aw-notice", "This is hidden. Sign in again to go on.")),
        Because::WordsKept => {
            Some(("aw-notice aw-notice--kept", "What you wrote is kept. Sign in to see it."))
        }
    };
    let then = safe_path(then).unwrap_or_default().to_owned();
    let (email, email_error) = (email.to_owned(), Slip::words_for(&slips, "email"));
    let password_error = Slip::words_for(&slips, "password");
    page(web, visitor, status, frame, move || {
        view! {
            <div class="aw-column aw-sign-in">
                <ErrorSummary slips/>
                <h1>"Sign in"</h1>
                {notice.map(|(class, words)| view! { <p class=class>{words}</p> })}
                <form method="post" action="/sign-in" novalidate>
                    <input type="hidden" name="then" value=then/>
                    <TextField
                        name="email"
                        label="E-mail address"
                        kind="email"
                        autocomplete="username"
                        value=email
                        error=email_error
                    />
                    <PasswordField
                        name="password"
                        label="Password"
                        autocomplete="current-password"
                        error=password_error
                    />
                    <div class="aw-actions">
                        <button class="nhsuk-button">"Sign in"</button>
                        <a class="aw-link-quiet" href="/forgot">"I cannot sign in"</a>
                    </div>
                </form>
                <p class="aw-quiet">
                    "Afterword is a private place for health and care staff to reflect after a death. "
                    <a href="/private">"What is private here"</a>
                    ". Accounts are by invitation: ask your administrator."
                </p>
            </div>
        }
    })
}

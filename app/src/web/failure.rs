//! When a page cannot be shown: kind words, the right status, and nothing told that should not be.

use super::answer::found;
use super::shell::bare_page;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;
use services::Error;

/// Why a request was not answered with what it asked for.
#[derive(Debug)]
pub enum Failure {
    /// There is no such page or thing, or it is not the asker's.
    NotFound,
    /// Sign in, and come back to `then`.
    SignInFirst {
        /// Where to come back to.
        then: Option<String>,
        /// Whether a session waits, locked.
        locked: bool,
    },
    /// Closed after a password reset.
    Closed,
    /// More was posted than any form of ours holds.
    TooLarge,
    /// What was posted is not a form.
    WrongKind,
    /// Too many tries.
    TooManyTries {
        /// Minutes to wait.
        minutes: i64,
    },
    /// Too much at once: again in a moment.
    Busy,
    /// Something broke.
    Broken(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::NotFound,
            Error::SignInFirst => Self::SignInFirst { then: None, locked: false },
            Error::Closed => Self::Closed,
            Error::TooManyTries { minutes } => Self::TooManyTries { minutes },
            Error::Busy => Self::Busy,
            other => Self::Broken(other),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match self {
            Self::SignInFirst { then, locked } => {
                let page = if locked { "/locked" } else { "/sign-in" };
                found(&then.map_or_else(|| page.to_owned(), |then| format!("{page}?then={then}")))
            }
            Self::NotFound => {
                let reference = reference();
                tracing::info!(reference, "a page was not found");
                kind_page(
                    StatusCode::NOT_FOUND,
                    "We cannot find that page",
                    "The address may be mistyped, or what was here has been deleted. If you think it should be \
                     here, tell your administrator this reference:",
                    Some(&reference),
                )
            }
            Self::Closed => kind_page(
                StatusCode::FORBIDDEN,
                "This reflection is closed for now",
                "Your password was reset not long ago, so what you wrote before stays closed for seven days. \
                 Your recovery code opens it now: go to Your account.",
                None,
            ),
            Self::TooLarge => kind_page(
                StatusCode::PAYLOAD_TOO_LARGE,
                "That was too much at once",
                "Nothing was saved. Go back: your words should still be in the page. Shorten them and try again.",
                None,
            ),
            Self::WrongKind => kind_page(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "That did not come from a form of ours",
                "Nothing was changed. Go back and use the form on the page.",
                None,
            ),
            Self::TooManyTries { minutes } => kind_page(
                StatusCode::TOO_MANY_REQUESTS,
                "Please wait a little",
                &format!(
                    "There have been several tries that did not work. To keep accounts safe, please wait {} and try again.",
                    minutes_in_words(minutes)
                ),
                None,
            ),
            Self::Busy => kind_page(
                StatusCode::SERVICE_UNAVAILABLE,
                "Many people are here at this moment",
                "Nothing was lost and nothing was changed. Go back, wait a moment, and try again.",
                None,
            ),
            Self::Broken(error) => {
                let reference = reference();
                tracing::error!(reference, %error, "a page broke");
                kind_page(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "Something went wrong on our side",
                    "It was not you. What was saved before is safe. Go back and try again; if it stays like \
                     this, tell your administrator this reference:",
                    Some(&reference),
                )
            }
        }
    }
}

/// "1 minute", "12 minutes".
#[must_use]
pub fn minutes_in_words(minutes: i64) -> String {
    if minutes == 1 { "1 minute".to_owned() } else { format!("{minutes} minutes") }
}

/// A short code that a person can read out and the log has.
#[must_use]
pub fn reference() -> String {
    services::random::token()
        .unwrap_or_default()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(8)
        .collect::<String>()
        .to_uppercase()
}

/// A page for when there is nothing else to show. It says nothing about who asks.
#[must_use]
pub fn kind_page(status: StatusCode, title: &str, words: &str, reference: Option<&str>) -> Response {
    let (heading, words) = (title.to_owned(), words.to_owned());
    let reference = reference.map(|code| view! { <p class="aw-reference">{code.to_owned()}</p> });
    bare_page(status, title, move || {
        view! {
            <div class="aw-column aw-error">
                <h1>{heading}</h1>
                <p>{words}</p>
                {reference}
                <p><a href="/">"Go to the first page"</a></p>
            </div>
        }
    })
}

//! Who is asking.

use super::cookie::cookie_name;
use super::failure::Failure;
use super::state::Web;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::header::{COOKIE, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use domain::accounts::{Role, SessionState, device_words};
use domain::policy::Actor;
use services::accounts::{Session, find_session};
use std::net::SocketAddr;

/// The browser behind a request, and its session if it has one that is not over.
pub struct Visitor {
    /// The session, live or locked.
    pub session: Option<Session>,
    /// The cookie's token.
    pub token: Option<String>,
    /// Browser and system in words.
    pub device: String,
    /// Where on the network the request comes from, for the limit on tries.
    pub from: String,
    /// The path asked for, to come back to after signing in.
    path: String,
    /// Whether something is being posted.
    posts: bool,
}

impl Visitor {
    /// The live session.
    ///
    /// # Errors
    /// When there is none, or it is locked.
    pub fn signed_in(&self) -> Result<&Session, Failure> {
        match &self.session {
            Some(session) if session.actor.session == SessionState::Live => Ok(session),
            Some(_) => Err(Failure::SignInFirst { then: self.then(), locked: true }),
            None => Err(Failure::SignInFirst { then: self.then(), locked: false }),
        }
    }

    /// Who acts, when the session is live.
    ///
    /// # Errors
    /// As [`Visitor::signed_in`].
    pub fn actor(&self) -> Result<&Actor, Failure> {
        Ok(&self.signed_in()?.actor)
    }

    /// The live session, for pages that anybody may see.
    #[must_use]
    pub fn live(&self) -> Option<&Session> {
        self.session.as_ref().filter(|session| session.actor.session == SessionState::Live)
    }

    /// The path asked for.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether a live session holds this role.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.live().is_some_and(|session| session.actor.roles.include(role))
    }

    fn then(&self) -> Option<String> {
        (!self.posts).then(|| self.path.clone()).and_then(|path| safe_path(&path).map(str::to_owned))
    }
}

/// A path of ours that a sign-in may lead back to. Anything else is left aside, so that nobody can be
/// sent to another site.
#[must_use]
pub fn safe_path(path: &str) -> Option<&str> {
    const OURS: [&str; 9] = [
        "/reflections",
        "/shared",
        "/modules",
        "/themes",
        "/changes",
        "/desk",
        "/account",
        "/people",
        "/sharing-rules",
    ];
    let ours = OURS
        .iter()
        .any(|start| path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')));
    let plain = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'/' || byte == b'-');
    (ours && plain && !path.contains("//")).then_some(path)
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

fn network_place(parts: &Parts, behind_proxy: bool) -> String {
    let forwarded = || {
        let header = parts.headers.get("x-forwarded-for")?.to_str().ok()?;
        // The last entry is the one our own proxy wrote; earlier ones are the client's word.
        Some(header.rsplit(',').next()?.trim().to_owned())
    };
    if behind_proxy && let Some(place) = forwarded() {
        return place;
    }
    let connection = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    connection.map_or_else(|| "here".to_owned(), |info| info.0.ip().to_string())
}

impl FromRequestParts<Web> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Self::Rejection> {
        let token = cookie(&parts.headers, cookie_name(web.secure));
        let session = match &token {
            Some(token) => find_session(&web.services, token).await?,
            None => None,
        };
        let agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Ok(Self {
            session,
            token,
            device: device_words(agent),
            from: network_place(parts, web.behind_proxy),
            path: parts.uri.path().to_owned(),
            posts: parts.method != Method::GET && parts.method != Method::HEAD,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_are_led_back_to() {
        assert_eq!(safe_path("/reflections/0a1b-2c/write"), Some("/reflections/0a1b-2c/write"));
        for elsewhere in [
            "//evil.example",
            "https://evil.example",
            "/reflections//evil",
            "/reflectionsx",
            "/sign-in",
            "/reflections/?a=b",
            "",
        ] {
            assert_eq!(safe_path(elsewhere), None, "{elsewhere}");
        }
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, "theme=dim; afterword=abc; x=y".parse().expect("a header"));
        assert_eq!(cookie(&headers, "afterword").as_deref(), Some("abc"));
        assert_eq!(cookie(&headers, "after"), None);
    }
}

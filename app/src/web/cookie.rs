//! The one cookie.

use super::state::Web;
use axum::http::HeaderValue;
use axum::http::header::{HeaderName, SET_COOKIE};
use axum::response::Response;

/// The cookie's name. `__Host-` makes browsers refuse it from any other host, path or scheme; only on
/// loopback http is the plain name used, because browsers refuse the other there.
#[must_use]
pub const fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-afterword" } else { "afterword" }
}

/// Adds the cookie of a session to an answer. It ends with the browser.
#[must_use]
pub fn set_cookie(web: &Web, mut response: Response, token: &str) -> Response {
    let secure = if web.secure { "; Secure" } else { "" };
    let cookie = format!("{}={token}; Path=/; HttpOnly; SameSite=Lax{secure}", cookie_name(web.secure));
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// Takes the cookie away.
#[must_use]
pub fn clear_cookie(web: &Web, mut response: Response) -> Response {
    let secure = if web.secure { "; Secure" } else { "" };
    let cookie = format!("{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}", cookie_name(web.secure));
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// Has the browser forget every page it kept of us.
#[must_use]
pub fn with_cleared_site_data(mut response: Response) -> Response {
    let name = HeaderName::from_static("clear-site-data");
    response.headers_mut().insert(name, HeaderValue::from_static("\"cache\", \"storage\""));
    response
}

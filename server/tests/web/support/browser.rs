//! A browser: it keeps cookies, says where a request comes from, and follows nothing by itself.

use super::html::{Tag, form_fields, tags, without_tags};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, Request};
use std::collections::BTreeMap;
use tower::ServiceExt;

/// What forms are posted as.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// Fields of a form, in order.
pub type Fields = Vec<(String, String)>;

/// A browser.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
    pub bytes: Vec<u8>,
}

/// A request before it is sent.
pub struct Ask<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub headers: Vec<(&'a str, String)>,
    pub body: Vec<u8>,
}

impl<'a> Ask<'a> {
    /// With a method and a path, and no word about where it comes from.
    pub fn bare(method: &'a str, path: &'a str) -> Self {
        Self { method, path, headers: Vec::new(), body: Vec::new() }
    }

    /// As a page of ours asks.
    pub fn from_us(method: &'a str, path: &'a str) -> Self {
        Self::bare(method, path).header("sec-fetch-site", "same-origin")
    }

    pub fn header(mut self, name: &'a str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    pub fn form(self, fields: &Fields) -> Self {
        self.body(FORM, encode(fields).into_bytes())
    }

    pub fn body(mut self, kind: &str, body: Vec<u8>) -> Self {
        self.body = body;
        self.header(CONTENT_TYPE.as_str(), kind)
    }
}

impl Browser {
    pub fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new() }
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Ask::from_us("GET", path)).await
    }

    /// Posts a form.
    pub async fn post(&mut self, path: &str, fields: &Fields) -> Answer {
        self.send(Ask::from_us("POST", path).form(fields)).await
    }

    /// Sends a request, and keeps the cookies that come back.
    pub async fn send(&mut self, ask: Ask<'_>) -> Answer {
        let mut request = Request::builder().method(ask.method).uri(ask.path);
        request = request.header(USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36");
        for (name, value) in &ask.headers {
            request = request.header(*name, value);
        }
        if !self.cookies.is_empty() {
            let jar: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(COOKIE, jar.join("; "));
        }
        let request = request.body(Body::from(ask.body)).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the router always answers");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body").to_vec();
        self.keep_cookies(&parts.headers);
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
        }
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(SET_COOKIE) {
            let text = cookie.to_str().expect("a cookie is text");
            let (pair, attributes) = text.split_once(';').unwrap_or((text, ""));
            let (name, value) = pair.split_once('=').expect("a cookie has a name");
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// The value of the one cookie there may be.
    pub fn cookie(&self) -> Option<&str> {
        assert!(self.cookies.len() <= 1, "more than one cookie: {:?}", self.cookies.keys());
        self.cookies.values().next().map(String::as_str)
    }
}

impl Answer {
    /// A header's text, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a header is text"))
    }

    /// Where it leads.
    pub fn location(&self) -> &str {
        self.header(LOCATION.as_str())
    }

    /// Whether it is a page of ours.
    pub fn is_page(&self) -> bool {
        self.header("content-type") == "text/html; charset=utf-8" && self.body.contains("Afterword</title>")
    }

    /// The words of the page, as a reader sees them.
    pub fn words(&self) -> String {
        without_tags(&self.body)
    }

    pub fn tags(&self) -> Vec<Tag> {
        tags(&self.body)
    }

    /// What the form with this mark in its opening tag would post, passwords left empty.
    pub fn form(&self, mark: &str) -> Fields {
        form_fields(&self.body, mark)
    }

    /// Checks the status, and shows what came when it is another.
    #[track_caller]
    pub fn expect(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{} {}\n{}", self.status, self.location(), self.words());
        self
    }

    /// Checks that a page says something.
    #[track_caller]
    pub fn says(&self, words: &str) -> &Self {
        assert!(self.words().contains(words), "no {words:?} in:\n{}", self.words());
        self
    }

    /// Checks that it does not.
    #[track_caller]
    pub fn says_nothing_of(&self, words: &str) -> &Self {
        assert!(!self.body.contains(words), "{words:?} stands in:\n{}", self.body);
        self
    }

    /// Checks that it leads back to a page, whatever that page then says.
    #[track_caller]
    pub fn leads_back_to(&self, path: &str) -> &Self {
        assert_eq!((self.status, self.location().split('?').next()), (303, Some(path)), "{}", self.words());
        self
    }

    /// Checks where it leads.
    #[track_caller]
    pub fn leads_to(&self, status: u16, path: &str) -> &Self {
        assert_eq!((self.status, self.location()), (status, path), "{}", self.words());
        self
    }
}

/// Puts a value in place of the field's own, or adds the field.
pub fn set(fields: &mut Fields, name: &str, value: &str) {
    match fields.iter_mut().find(|(field, _)| field == name) {
        Some((_, old)) => value.clone_into(old),
        None => fields.push((name.to_owned(), value.to_owned())),
    }
}

/// A form without the word on whose page it stands in: as somebody sends it who had the same page.
pub fn of_nobody(mut fields: Fields) -> Fields {
    fields.retain(|(name, _)| name != "whose-page");
    fields
}

/// The value of a field, or nothing.
pub fn value<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
}

/// Fields from pairs.
pub fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Fields as a browser writes them into a request.
pub fn encode(fields: &Fields) -> String {
    fields
        .iter()
        .map(|(name, value)| format!("{}={}", percent(name), percent(value)))
        .collect::<Vec<_>>()
        .join("&")
}

fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            b' ' => "+".to_owned(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

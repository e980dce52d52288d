//! The site's own files: stylesheet, scripts and wasm, compiled into the binary by `build.rs`.
//!
//! An address holds a hash of what it answers, so a browser never has to ask for it again, and a new
//! version never meets an old file.

use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};

/// A file of the site, in the three forms a browser may ask for.
#[derive(Debug)]
pub struct Asset {
    /// What the build calls it: `afterword.css`.
    pub name: &'static str,
    /// Its address: `/assets/afterword.<hash>.css`.
    pub path: &'static str,
    /// The `Content-Type` it is sent with.
    pub content_type: &'static str,
    /// Weak, because one tag stands for all three forms.
    pub etag: &'static str,
    /// The file as built.
    pub body: &'static [u8],
    /// The file in brotli, level 11.
    pub brotli: &'static [u8],
    /// The file in gzip, level 9.
    pub gzip: &'static [u8],
}

static ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// What every page together needs.
const NEEDED: [&str; 9] = [
    "afterword.css",
    "page.js",
    "loader.js",
    "browser.js",
    "browser_bg.wasm",
    "check.js",
    "checker.js",
    "checker_bg.wasm",
    "lexicon.bin",
];

/// Whether the site was built before the binary was. Where it was not, as in unit tests, the portal
/// must not be served.
#[must_use]
pub fn complete() -> bool {
    NEEDED.into_iter().all(|name| named(name).is_some())
}

/// The file at an address.
#[must_use]
pub fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

/// The file that the build calls so.
#[must_use]
pub fn named(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}

/// Answers `GET /assets/{name}`.
pub async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    find(&format!("/assets/{name}"))
        .map_or_else(|| StatusCode::NOT_FOUND.into_response(), |a| a.answer(&headers))
}

impl Asset {
    fn answer(&self, request: &HeaderMap) -> Response {
        let kept = [
            (CACHE_CONTROL, "public, max-age=31536000, immutable"),
            (VARY, "Accept-Encoding"),
            (ETAG, self.etag),
        ];
        if listed(request, &IF_NONE_MATCH, self.etag) {
            return (StatusCode::NOT_MODIFIED, kept).into_response();
        }
        let kind = [(CONTENT_TYPE, self.content_type)];
        if listed(request, &ACCEPT_ENCODING, "br") {
            (kept, kind, [(CONTENT_ENCODING, "br")], Body::from(self.brotli)).into_response()
        } else if listed(request, &ACCEPT_ENCODING, "gzip") {
            (kept, kind, [(CONTENT_ENCODING, "gzip")], Body::from(self.gzip)).into_response()
        } else {
            (kept, kind, Body::from(self.body)).into_response()
        }
    }
}

/// Whether a header's comma-separated list holds the item, and not with a weight of nothing.
fn listed(request: &HeaderMap, header: &HeaderName, item: &str) -> bool {
    let values = request.get_all(header).into_iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|entry| {
        let (name, weight) = entry.split_once(';').unwrap_or((entry, ""));
        let refused = weight.trim().strip_prefix("q=").and_then(|q| q.parse().ok()) == Some(0.0_f32);
        name.trim().eq_ignore_ascii_case(item) && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    static STYLE: Asset = Asset {
        name: "afterword.css",
        path: "/assets/afterword.0123456789abcdef.css",
        content_type: "text/css; charset=utf-8",
        etag: "W/\"0123456789abcdef\"",
        body: b"body{}",
        brotli: b"in brotli",
        gzip: b"in gzip",
    };

    async fn ask(header: HeaderName, value: &'static str) -> (StatusCode, HeaderMap, Vec<u8>) {
        let request = HeaderMap::from_iter([(header, value.parse().expect("a header"))]);
        let (parts, body) = STYLE.answer(&request).into_parts();
        let body = axum::body::to_bytes(body, 1000).await.expect("a body");
        (parts.status, parts.headers, body.to_vec())
    }

    #[tokio::test]
    async fn the_smallest_form_the_browser_takes_is_sent() {
        for (accepted, form, body) in [
            ("gzip, deflate, br, zstd", Some("br"), &b"in brotli"[..]),
            ("GZIP;q=0.5", Some("gzip"), b"in gzip"),
            ("br;q=0, gzip", Some("gzip"), b"in gzip"),
            ("br; q=0.000", None, b"body{}"),
            ("identity", None, b"body{}"),
            ("", None, b"body{}"),
        ] {
            let (status, headers, sent) = ask(ACCEPT_ENCODING, accepted).await;
            assert_eq!(status, StatusCode::OK);
            assert_eq!(
                headers.get(CONTENT_ENCODING).map(|form| form.to_str().expect("text")),
                form,
                "{accepted}"
            );
            assert_eq!(sent, body, "{accepted}");
            assert_eq!(headers[VARY], "Accept-Encoding");
            assert_eq!(headers[CONTENT_TYPE], "text/css; charset=utf-8");
            assert_eq!(headers[CACHE_CONTROL], "public, max-age=31536000, immutable");
        }
    }

    #[tokio::test]
    async fn a_form_already_held_is_not_sent_again() {
        let (status, headers, sent) = ask(IF_NONE_MATCH, "\"other\", W/\"0123456789abcdef\"").await;
        assert_eq!(status, StatusCode::NOT_MODIFIED);
        assert_eq!(headers[ETAG], STYLE.etag);
        assert!(sent.is_empty());
    }

    #[tokio::test]
    async fn an_unknown_name_is_not_found() {
        for name in ["afterword.css", "nothing.0123.js", "../Cargo.toml"] {
            let answer = serve(Path(name.to_owned()), HeaderMap::new()).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{name}");
        }
    }

    #[test]
    fn every_file_is_found_by_name_and_by_address() {
        for asset in ASSETS {
            assert_eq!(named(asset.name).map(|found| found.path), Some(asset.path));
            assert_eq!(find(asset.path).map(|found| found.name), Some(asset.name));
        }
    }
}

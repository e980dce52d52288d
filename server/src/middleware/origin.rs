//! Requests that change something must come from a page of ours.

use crate::router::Guard;
use app::web::kind_page;
use axum::extract::{Request, State};
use axum::http::header::{HeaderMap, ORIGIN};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

/// Refuses anything but GET and HEAD unless the browser says that it comes from this origin: by
/// `Sec-Fetch-Site: same-origin`, or by an `Origin` that is ours. Neither, or null, is refused.
pub async fn same_origin(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads || comes_from_us(request.headers(), &guard.origin) {
        return next.run(request).await;
    }
    kind_page(
        StatusCode::FORBIDDEN,
        "That did not come from a page of ours",
        "Nothing was changed. Open Afterword in a tab of its own and try again from there.",
        None,
    )
}

fn comes_from_us(headers: &HeaderMap, origin: &str) -> bool {
    let one = |name| {
        let mut values = headers.get_all(name).iter();
        let first = values.next().and_then(|value| value.to_str().ok());
        first.filter(|_| values.next().is_none())
    };
    match one("sec-fetch-site") {
        // What the browser itself says outweighs the rest.
        Some(site) => site == "same-origin",
        None if headers.contains_key("sec-fetch-site") => false,
        None => one(ORIGIN.as_str()) == Some(origin),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comes(headers: &[(&'static str, &'static str)]) -> bool {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().expect("a header"));
        }
        comes_from_us(&map, "https://a.example")
    }

    #[test]
    fn only_our_own_pages_may_change_anything() {
        assert!(comes(&[("sec-fetch-site", "same-origin")]));
        assert!(comes(&[("origin", "https://a.example")]));
        for refused in [
            &[][..],
            &[("origin", "null")],
            &[("origin", "https://evil.example")],
            &[("origin", "http://a.example")],
            &[("origin", "https://a.example.evil.example")],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "none")],
            &[("sec-fetch-site", "cross-site"), ("origin", "https://a.example")],
            &[("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-origin")],
            &[("origin", "https://a.example"), ("origin", "https://evil.example")],
        ] {
            assert!(!comes(refused), "{refused:?}");
        }
    }
}

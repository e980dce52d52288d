//! What a form posted, read strictly and lost never.

use super::failure::Failure;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use percent_encoding::percent_decode;

/// The most bytes a form may post. Well over what any form of ours holds, so that words over a limit
/// can still be shown again with a message.
pub const MAX_POST_BYTES: usize = 1 << 20;

/// The most fields a form may post.
const MAX_FIELDS: usize = 500;

/// The fields of a posted form, in order.
#[derive(Debug, Clone, Default)]
pub struct Posted {
    fields: Vec<(String, String)>,
    /// Whether some bytes were not UTF-8; they then stand as U+FFFD.
    pub unreadable: bool,
}

impl Posted {
    /// Reads a form body (`application/x-www-form-urlencoded`).
    #[must_use]
    pub fn read(body: &[u8]) -> Self {
        let mut unreadable = false;
        let mut decode = |part: &[u8]| {
            let spaced: Vec<u8> = part.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
            let bytes: Vec<u8> = percent_decode(&spaced).collect();
            String::from_utf8(bytes).unwrap_or_else(|error| {
                unreadable = true;
                String::from_utf8_lossy(error.as_bytes()).into_owned()
            })
        };
        let fields = body
            .split(|byte| *byte == b'&')
            .filter(|pair| !pair.is_empty())
            .take(MAX_FIELDS)
            .map(|pair| {
                let at = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
                (decode(&pair[..at]), decode(pair.get(at + 1..).unwrap_or_default()))
            })
            .collect();
        Self { fields, unreadable }
    }

    /// Fields that were posted before and are taken up again.
    pub(super) const fn again(fields: Vec<(String, String)>, unreadable: bool) -> Self {
        Self { fields, unreadable }
    }

    /// The first value of a field, or the empty text.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// Every value of a field: ticked boxes.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Every field with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl<S: Send + Sync> FromRequest<S> for Posted {
    type Rejection = Failure;

    async fn from_request(request: Request<Body>, _: &S) -> Result<Self, Self::Rejection> {
        let kind =
            request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(Failure::WrongKind);
        }
        let body = to_bytes(request.into_body(), MAX_POST_BYTES).await.map_err(|_| Failure::TooLarge)?;
        Ok(Self::read(&body))
    }
}

#[cfg(test)]
mod tests {
    use super::Posted;

    #[test]
    fn fields_are_decoded_in_order_and_repeated_ones_are_all_there() {
        let posted = Posted::read(b"a=one+two&b=%C3%A9&role=staff&role=educator&empty=&bare");
        assert_eq!(posted.text("a"), "one two");
        assert_eq!(posted.text("b"), "é");
        assert_eq!(posted.all("role").collect::<Vec<_>>(), ["staff", "educator"]);
        assert_eq!((posted.text("empty"), posted.text("bare"), posted.text("none")), ("", "", ""));
        assert!(!posted.unreadable);
    }

    #[test]
    fn bytes_that_are_no_text_are_noticed_and_the_rest_is_kept() {
        let posted = Posted::read(b"part=We+sat%FF%FE+still");
        assert!(posted.unreadable);
        assert!(posted.text("part").starts_with("We sat") && posted.text("part").ends_with("still"));
    }

    #[test]
    fn nonsense_is_read_without_complaint() {
        for nonsense in [&b"%"[..], b"%zz=%", b"&&&==&", b"\xff\xfe=\x00"] {
            let _ = Posted::read(nonsense);
        }
    }
}

//! A module's pages as they are sent to browsers.
//!
//! `domain::modules::render` writes nothing but our own elements. Behind it stands ammonia, which reads
//! the HTML as a browser does and drops whatever else is in it: should the first line ever have a gap,
//! nobody's page has it. Versions do not change, so what was drawn is kept, a few dozen texts at most.

use domain::modules::{Headings, render};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// Texts kept drawn. Each has 200 kB at most, and mostly far less.
const KEPT: usize = 32;

/// A text, drawn.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shown {
    body: String,
    /// Its pages; never empty unless the text is.
    pub pages: Vec<ShownPage>,
}

/// One page, drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownPage {
    /// Its title; empty when the text gives it none.
    pub title: String,
    /// HTML that is safe to send.
    pub html: String,
}

/// What was drawn last, the newest first.
static LAST: Mutex<Vec<Arc<Shown>>> = Mutex::new(Vec::new());

/// Draws a text for reading, or answers what was drawn of the same text before.
#[must_use]
pub(super) fn shown(body: &str) -> Arc<Shown> {
    if let Some(found) = remembered(body) {
        return found;
    }
    let drawn = Arc::new(Shown { body: body.to_owned(), pages: draw(body, Headings::UnderPageTitle) });
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    last.insert(0, drawn.clone());
    last.truncate(KEPT);
    drawn
}

fn remembered(body: &str) -> Option<Arc<Shown>> {
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    // The text itself is compared, so that whatever changes in the database shows.
    let at = last.iter().position(|shown| shown.body == body)?;
    let found = last.remove(at);
    last.insert(0, found.clone());
    Some(found)
}

/// Draws a text that is still being written, its pages one below the other.
#[must_use]
pub fn preview(body: &str) -> Vec<ShownPage> {
    draw(body, Headings::UnderPreviewTitle)
}

/// Draws a text, past both lines.
fn draw(body: &str, headings: Headings) -> Vec<ShownPage> {
    let pages = render(body, headings).pages.into_iter();
    pages.map(|page| ShownPage { title: page.title, html: second_line(&page.html) }).collect()
}

/// The HTML without anything that the first line never writes.
fn second_line(html: &str) -> String {
    static SECOND: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
        let mut builder = ammonia::Builder::empty();
        builder
            .tags(HashSet::from([
                "p",
                "h2",
                "h3",
                "h4",
                "h5",
                "h6",
                "blockquote",
                "pre",
                "code",
                "ol",
                "ul",
                "li",
                "table",
                "thead",
                "tbody",
                "tr",
                "th",
                "td",
                "em",
                "strong",
                "a",
                "br",
                "hr",
            ]))
            .clean_content_tags(HashSet::from(["script", "style"]))
            .tag_attributes(HashMap::from([
                ("a", HashSet::from(["href", "rel"])),
                ("ol", HashSet::from(["start"])),
                ("th", HashSet::from(["scope"])),
            ]))
            .url_schemes(HashSet::from(["http", "https"]))
            .url_relative(ammonia::UrlRelative::Custom(Box::new(only_ours)))
            .link_rel(None)
            .strip_comments(true);
        builder
    });
    SECOND.clean(html).to_string()
}

/// A page of this portal stays as it is; any other relative address goes.
fn only_ours(address: &str) -> Option<Cow<'_, str>> {
    let is_ours = address.starts_with('/') && !address.starts_with("//") && !address.contains('\\');
    is_ours.then_some(Cow::Borrowed(address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_first_line_writes_passes_the_second_unchanged() {
        let text = "# One\n\nA *b* **c** `d < e` & \"f\"  \ng\n\n## H\n\n### I\n\n> q\n\n- l\n- m\n\n3. n\n4. o\n\n\
            ```\ncode <x>\n```\n\n---\n\n| | k |\n|-|-|\n| v | [w](https://nhs.uk/?a=1&b=2) [s](/support) |\n\n# Two";
        let first = render(text, Headings::UnderPageTitle);
        for (page, after) in first.pages.iter().zip(draw(text, Headings::UnderPageTitle)) {
            // A browser's parser writes quotation marks in text as they are.
            assert_eq!(after.html, page.html.replace("&quot;", "\""));
            assert_eq!(after.title, page.title);
        }
        assert_eq!(first.pages.len(), 2);
    }

    #[test]
    fn the_second_line_alone_lets_nothing_through_that_runs() {
        for (bad, left) in [
            ("<p onclick=x>a</p>", "<p>a</p>"),
            ("<script>alert(1)</script>b", "b"),
            ("<img src=x onerror=alert(1)>c", "c"),
            ("<a href=\"javascript:alert(1)\">d</a>", "<a>d</a>"),
            ("<a href=\"//evil.example\">e</a>", "<a>e</a>"),
            ("<a href=\"/\\evil.example\">f</a>", "<a>f</a>"),
            ("<svg><script>x</script></svg>g", "g"),
            ("<style>*{}</style><iframe srcdoc=x></iframe>h<!-- i -->", "h"),
            ("<p style=\"x\" class=\"aw-hidden\" id=\"main\">j</p>", "<p>j</p>"),
        ] {
            assert_eq!(second_line(bad), left, "{bad}");
        }
    }

    #[test]
    fn the_same_text_is_drawn_once_and_another_anew() {
        let once = shown("# A\n\nsame text");
        assert!(Arc::ptr_eq(&once, &shown("# A\n\nsame text")));
        assert_ne!(once.pages, shown("# A\n\nother text").pages);
        for number in 0..2 * KEPT {
            let _ = shown(&format!("# Number {number}"));
        }
        assert!(LAST.lock().expect("not poisoned").len() <= KEPT);
        assert_eq!(once.pages, shown("# A\n\nsame text").pages);
    }
}

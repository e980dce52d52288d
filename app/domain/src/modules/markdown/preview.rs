//! All pages of a text at once, for whoever is writing it.

use super::{LeftOut, escape};
use std::fmt::Write as _;

/// The HTML of a preview: the pages one below the other, each under its title, and before them what is
/// left out. The pages' own HTML is taken as it is.
#[must_use]
pub fn preview_html<'p>(pages: impl Iterator<Item = (&'p str, &'p str)>, left_out: &[LeftOut]) -> String {
    let mut html = String::new();
    if !left_out.is_empty() {
        html.push_str("<div class=\"aw-notice aw-notice--warn\"><p>Some of this will not be shown:</p><ul>");
        for out in left_out.iter().take(5) {
            let _ = write!(html, "<li>Line {}: {}.</li>", out.line, out.words());
        }
        html.push_str("</ul></div>");
    }
    let before = html.len();
    for (at, (title, page)) in pages.enumerate() {
        let _ = write!(
            html,
            "<section class=\"aw-preview__page\"><p class=\"aw-preview__number\">Page {}</p>",
            at + 1
        );
        if !title.is_empty() {
            html.push_str("<h3>");
            escape(&mut html, title);
            html.push_str("</h3>");
        }
        html.push_str(page);
        html.push_str("</section>");
    }
    if html.len() == before {
        html.push_str("<p>Nothing written yet.</p>");
    }
    html
}

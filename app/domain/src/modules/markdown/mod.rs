//! A module's Markdown as pages of HTML: CommonMark and tables, and nothing a browser could run.
//!
//! The HTML is written here, element by element, from the parser's events, and every text in it is
//! escaped; raw HTML is an event of its own that is never written. So what comes out holds our elements
//! and no others, on the server and in the browser's preview alike.
//!
//! - A heading of the first level begins a page and is its title; it is no part of the page's HTML.
//! - Links lead to `http://` and `https://` addresses or to pages of this portal (`/support`). Of any
//!   other link the words stay.
//! - Pictures are left out: they could only come from another host, which would learn who reads. Their
//!   words stay.

#[cfg(test)]
mod attacks;
mod preview;
#[cfg(test)]
mod tests;

pub use preview::preview_html;

use super::card::is_web_address;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::fmt::Write as _;

/// One page of a module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Its title, without markup. Empty for words before the first title.
    pub title: String,
    /// The line its title stands on, counted from one.
    pub line: usize,
    /// What follows it.
    pub html: String,
}

/// What somebody wrote that is never shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unwanted {
    /// A tag, or a block of them.
    Html,
    /// A link to something other than a web page.
    Link,
    /// A picture.
    Picture,
}

/// Something left out, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// The line, counted from one.
    pub line: usize,
    /// What it is.
    pub what: Unwanted,
}

impl LeftOut {
    /// What to do about it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self.what {
            Unwanted::Html => {
                "HTML tags are never shown. Take it out, or put `backticks` around it to show it as it is"
            }
            Unwanted::Link => "A link may lead to an https:// address, or to a page here such as /support",
            Unwanted::Picture => "Pictures cannot be shown. Say in words what it shows",
        }
    }
}

/// A text, drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Its pages, in order. None when there is nothing to show.
    pub pages: Vec<Page>,
    /// What was left out.
    pub left_out: Vec<LeftOut>,
}

/// Where the pages will stand, and so how deep their headings are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Headings {
    /// Each on a page of its own, under its title as the page's one `h1`.
    UnderPageTitle,
    /// All together in a preview, each under its title as an `h3`.
    UnderPreviewTitle,
}

/// Draws a module's text.
#[must_use]
pub fn render(markdown: &str, headings: Headings) -> Rendered {
    let mut drawing = Drawing::new(markdown, headings);
    for (event, at) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        drawing.take(event, at.start);
    }
    drawing.end()
}

/// A table's cell while it is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cells {
    Head,
    Body,
}

struct Drawing<'m> {
    markdown: &'m str,
    title_level: u8,
    done: Rendered,
    page: Page,
    has_page: bool,
    /// How many elements are open, so that only a heading outside of all begins a page.
    depth: usize,
    is_title: bool,
    /// The level of the heading before, so that none is skipped.
    level: u8,
    cells: Cells,
    /// Where the open cell's and the open link's content begin.
    cell_at: usize,
    link_at: usize,
    /// For each open link, its address if it is shown.
    links: Vec<Option<String>>,
}

impl<'m> Drawing<'m> {
    fn new(markdown: &'m str, headings: Headings) -> Self {
        let title_level = match headings {
            Headings::UnderPageTitle => 1,
            Headings::UnderPreviewTitle => 3,
        };
        Self {
            markdown,
            title_level,
            done: Rendered::default(),
            page: Page::default(),
            has_page: false,
            depth: 0,
            is_title: false,
            level: title_level,
            cells: Cells::Body,
            cell_at: 0,
            link_at: 0,
            links: Vec::new(),
        }
    }

    fn take(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => {
                self.start(tag, at);
                self.depth += 1;
            }
            Event::End(tag) => {
                self.depth -= 1;
                self.finish(tag);
            }
            Event::Text(text) if self.is_title => self.page.title.push_str(&text),
            Event::Code(text) if self.is_title => self.page.title.push_str(&text),
            Event::SoftBreak | Event::HardBreak if self.is_title => self.page.title.push(' '),
            Event::Text(text) => escape(&mut self.page.html, &text),
            Event::Code(text) => {
                self.page.html.push_str("<code>");
                escape(&mut self.page.html, &text);
                self.page.html.push_str("</code>");
            }
            Event::SoftBreak => self.page.html.push('\n'),
            Event::HardBreak => self.page.html.push_str("<br>"),
            Event::Rule => self.page.html.push_str("<hr>"),
            Event::InlineHtml(_) => self.leave_out(at, Unwanted::Html),
            // Noted where the block begins; its lines follow one by one.
            Event::Html(_) => {}
            // These need options that are off.
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        if self.is_title {
            match tag {
                Tag::Image { .. } => self.leave_out(at, Unwanted::Picture),
                Tag::Link { dest_url, .. } if shown_address(&dest_url).is_none() => {
                    self.leave_out(at, Unwanted::Link);
                }
                _ => {}
            }
            return;
        }
        match tag {
            Tag::Heading { level: HeadingLevel::H1, .. } if self.depth == 0 => self.turn_page(at),
            Tag::Heading { level, .. } => {
                let wanted = (level as u8).max(2) - 1 + self.title_level;
                self.level = wanted.min(self.level + 1).min(6);
                let _ = write!(self.page.html, "<h{}>", self.level);
            }
            Tag::Paragraph => self.page.html.push_str("<p>"),
            Tag::BlockQuote(_) => self.page.html.push_str("<blockquote>"),
            Tag::CodeBlock(_) => self.page.html.push_str("<pre><code>"),
            Tag::List(Some(first)) if first != 1 => {
                let _ = write!(self.page.html, "<ol start=\"{first}\">");
            }
            Tag::List(Some(_)) => self.page.html.push_str("<ol>"),
            Tag::List(None) => self.page.html.push_str("<ul>"),
            Tag::Item => self.page.html.push_str("<li>"),
            Tag::Table(_) => self.page.html.push_str("<table>"),
            Tag::TableHead => {
                self.cells = Cells::Head;
                self.page.html.push_str("<thead><tr>");
            }
            Tag::TableRow => self.page.html.push_str("<tr>"),
            Tag::TableCell => {
                self.page.html.push_str(if self.cells == Cells::Head {
                    "<th scope=\"col\">"
                } else {
                    "<td>"
                });
                self.cell_at = self.page.html.len();
            }
            Tag::Emphasis => self.page.html.push_str("<em>"),
            Tag::Strong => self.page.html.push_str("<strong>"),
            Tag::Link { dest_url, .. } => self.start_link(&dest_url, at),
            Tag::Image { .. } => self.leave_out(at, Unwanted::Picture),
            Tag::HtmlBlock => self.leave_out(at, Unwanted::Html),
            // These need options that are off.
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn finish(&mut self, tag: TagEnd) {
        if self.is_title {
            if self.depth == 0 {
                self.is_title = false;
            }
            return;
        }
        match tag {
            TagEnd::Heading(_) => {
                let _ = write!(self.page.html, "</h{}>", self.level);
            }
            TagEnd::Paragraph => self.page.html.push_str("</p>"),
            TagEnd::BlockQuote(_) => self.page.html.push_str("</blockquote>"),
            TagEnd::CodeBlock => self.page.html.push_str("</code></pre>"),
            TagEnd::List(true) => self.page.html.push_str("</ol>"),
            TagEnd::List(false) => self.page.html.push_str("</ul>"),
            TagEnd::Item => self.page.html.push_str("</li>"),
            TagEnd::Table => self.page.html.push_str("</tbody></table>"),
            TagEnd::TableHead => {
                self.cells = Cells::Body;
                self.page.html.push_str("</tr></thead><tbody>");
            }
            TagEnd::TableRow => self.page.html.push_str("</tr>"),
            TagEnd::TableCell => self.finish_cell(),
            TagEnd::Emphasis => self.page.html.push_str("</em>"),
            TagEnd::Strong => self.page.html.push_str("</strong>"),
            TagEnd::Link => self.finish_link(),
            _ => {}
        }
    }

    fn turn_page(&mut self, at: usize) {
        self.keep_page();
        self.page = Page { line: self.line(at), ..Page::default() };
        self.has_page = true;
        self.is_title = true;
        self.level = self.title_level;
    }

    fn keep_page(&mut self) {
        let page = std::mem::take(&mut self.page);
        if self.has_page || !page.html.is_empty() {
            let title = page.title.split_whitespace().collect::<Vec<_>>().join(" ");
            self.done.pages.push(Page { title, line: page.line.max(1), html: page.html });
        }
    }

    /// The head of a column that has no name is no head: a screen reader would read out nothing.
    fn finish_cell(&mut self) {
        let is_empty = self.page.html.len() == self.cell_at;
        match self.cells {
            Cells::Head if is_empty => {
                let opened = self.cell_at - "<th scope=\"col\">".len();
                self.page.html.truncate(opened);
                self.page.html.push_str("<td></td>");
            }
            Cells::Head => self.page.html.push_str("</th>"),
            Cells::Body => self.page.html.push_str("</td>"),
        }
    }

    fn start_link(&mut self, address: &str, at: usize) {
        let shown = shown_address(address);
        match shown {
            Some(address) => {
                self.page.html.push_str("<a href=\"");
                escape(&mut self.page.html, address);
                // Another site is not told where somebody came from.
                let rel = if address.starts_with('/') { "\">" } else { "\" rel=\"noopener noreferrer\">" };
                self.page.html.push_str(rel);
            }
            None => self.leave_out(at, Unwanted::Link),
        }
        self.link_at = self.page.html.len();
        self.links.push(shown.map(str::to_owned));
    }

    fn finish_link(&mut self) {
        let Some(Some(address)) = self.links.pop() else { return };
        if self.page.html.len() == self.link_at {
            escape(&mut self.page.html, &address);
        }
        self.page.html.push_str("</a>");
    }

    fn leave_out(&mut self, at: usize, what: Unwanted) {
        let line = self.line(at);
        self.done.left_out.push(LeftOut { line, what });
    }

    fn line(&self, at: usize) -> usize {
        self.markdown.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
    }

    fn end(mut self) -> Rendered {
        self.keep_page();
        self.done
    }
}

/// The address, if a link may lead there: a web page, or a page of this portal.
fn shown_address(address: &str) -> Option<&str> {
    let is_ours = address.starts_with('/')
        && !address.starts_with("//")
        && !address.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\');
    (is_ours || is_web_address(address)).then_some(address)
}

/// Writes text so that it is text in an element and in a quoted attribute.
fn escape(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}

//! The marks behind a field: a layer with the same words in the same places, of which only the marks
//! can be seen. The field itself is never touched, so the caret stays and nothing moves.
//!
//! A line of the text is a block of its own, and blocks that stay the same stay in the page: a key
//! pressed in a long text lays out one line again, not all.

use crate::session::Mark;
use deid::Certainty;
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, Element, HtmlElement, HtmlTextAreaElement, Node, ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// What decides where a word stands in a field.
const METRICS: [&str; 21] = [
    "direction",
    "font-family",
    "font-feature-settings",
    "font-kerning",
    "font-size",
    "font-stretch",
    "font-style",
    "font-variant",
    "font-weight",
    "letter-spacing",
    "line-height",
    "overflow-wrap",
    "padding-bottom",
    "padding-left",
    "padding-right",
    "padding-top",
    "tab-size",
    "text-align",
    "text-indent",
    "white-space",
    "word-spacing",
];

/// A piece of a line, and how it is marked.
type Piece = (String, Option<Certainty>);

/// The layer of one field.
pub(crate) struct Layer {
    area: HtmlTextAreaElement,
    layer: HtmlElement,
    words: HtmlElement,
    lines: RefCell<Vec<(Vec<Piece>, Element)>>,
    scrolled: Cell<i32>,
}

impl Layer {
    /// Lays a layer behind a field that stands in a box of its own.
    pub(crate) fn behind(document: &Document, area: &HtmlTextAreaElement) -> Result<Self, JsValue> {
        let layer: HtmlElement = document.create_element("div")?.dyn_into()?;
        layer.set_class_name("aw-marked__layer");
        layer.set_attribute("aria-hidden", "true")?;
        let words: HtmlElement = document.create_element("div")?.dyn_into()?;
        words.set_class_name("aw-marked__words");
        layer.append_child(&words)?;
        let area = area.clone();
        area.before_with_node_1(&layer)?;
        let made = Self { area, layer, words, lines: RefCell::default(), scrolled: Cell::new(0) };
        made.fit();
        Ok(made)
    }

    /// Takes the field's measures: at first, and whenever its size changes.
    pub(crate) fn fit(&self) {
        let Some(Ok(Some(from))) =
            self.area.owner_document().and_then(|d| d.default_view()).map(|w| w.get_computed_style(&self.area))
        else {
            return;
        };
        let to = self.words.style();
        for name in METRICS {
            let value = from.get_property_value(name).unwrap_or_default();
            let _ = to.set_property(name, &value);
        }
        // Without the field's scroll bar, and within its border.
        let _ = to.set_property("width", &format!("{}px", self.area.client_width()));
        let edge = |name: &str| from.get_property_value(name).unwrap_or_default();
        let around = self.layer.style();
        for (name, value) in
            [("border-top-width", edge("border-top-width")), ("border-left-width", edge("border-left-width"))]
        {
            let _ = around.set_property(name, &value);
        }
        self.scroll();
    }

    /// Follows the field.
    pub(crate) fn scroll(&self) {
        let top = self.area.scroll_top();
        if self.scrolled.replace(top) != top {
            let _ = self.words.style().set_property("transform", &format!("translateY({}px)", -top));
        }
    }

    /// Draws a text with its marks, changing in the page only what is not there already.
    pub(crate) fn draw<'m>(
        &self,
        document: &Document,
        text: &str,
        marks: impl Iterator<Item = &'m Mark>,
    ) -> Result<(), JsValue> {
        let next = lines(text, marks);
        let mut shown = self.lines.borrow_mut();
        let same = shown.iter().zip(&next).take_while(|((old, _), new)| old == *new).count();
        let most = (shown.len() - same).min(next.len() - same);
        let after = shown
            .iter()
            .rev()
            .zip(next.iter().rev())
            .take(most)
            .take_while(|((old, _), new)| old == *new)
            .count();
        let (gone, come) = (same..shown.len() - after, same..next.len() - after);
        // Where a line came or went the rest moves; where one changed, its element stays.
        let kept = gone.len().min(come.len());
        for at in 0..kept {
            let (old, element) = &mut shown[same + at];
            redraw(document, element, old, &next[same + at])?;
            old.clone_from(&next[same + at]);
        }
        for (_, element) in shown.drain(gone.start + kept..gone.end) {
            element.remove();
        }
        for at in come.start + kept..come.end {
            let element = document.create_element("div")?;
            redraw(document, &element, &[], &next[at])?;
            let before = shown.get(at).map(|(_, element)| element.unchecked_ref::<Node>());
            self.words.insert_before(&element, before)?;
            shown.insert(at, (next[at].clone(), element));
        }
        Ok(())
    }

    /// Scrolls field and page to a mark, counted from the first.
    pub(crate) fn bring_into_view(&self, number: usize) {
        let marks = self.words.query_selector_all(".aw-mark").ok();
        let mark = marks.and_then(|marks| marks.item(u32::try_from(number).ok()?));
        let Some(mark) = mark.and_then(|mark| mark.dyn_into::<HtmlElement>().ok()) else { return };
        let (at, seen) = (mark.get_bounding_client_rect(), self.area.get_bounding_client_rect());
        if at.top() < seen.top() || at.bottom() > seen.bottom() {
            let middle = (seen.top() + seen.bottom()) / 2.0;
            self.area.set_scroll_top(self.area.scroll_top() + (at.top() - middle) as i32);
            self.scroll();
        }
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        mark.scroll_into_view_with_scroll_into_view_options(&options);
    }

    /// Takes the layer away.
    pub(crate) fn remove(&self) {
        self.layer.remove();
    }
}

/// The lines of a text, cut into pieces where marks begin and end. Every line keeps its line end, so
/// that an empty one has its height.
fn lines<'m>(text: &str, marks: impl Iterator<Item = &'m Mark>) -> Vec<Vec<Piece>> {
    let mut marks = marks.peekable();
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        let mut pieces: Vec<Piece> = Vec::new();
        let mut at = start;
        while let Some(mark) = marks.peek().filter(|mark| mark.range.start < end || mark.range.end <= start) {
            let (from, to) = (mark.range.start.max(at), mark.range.end.min(end));
            if from < to {
                let plain = text.get(at..from).unwrap_or_default();
                if !plain.is_empty() {
                    pieces.push((plain.to_owned(), None));
                }
                pieces.push((text.get(from..to).unwrap_or_default().to_owned(), Some(mark.certainty)));
                at = to;
            }
            if mark.range.end > end {
                break;
            }
            marks.next();
        }
        pieces.push((format!("{}\n", text.get(at..end).unwrap_or_default()), None));
        lines.push(pieces);
        start = end + 1;
    }
    lines
}

/// Changes a line's pieces, from its first that differs to its last.
fn redraw(document: &Document, line: &Element, old: &[Piece], new: &[Piece]) -> Result<(), JsValue> {
    let same = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let most = (old.len() - same).min(new.len() - same);
    let after = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(old, new)| old == new).count();
    let nodes = line.child_nodes();
    let node = |at: usize| nodes.item(u32::try_from(at).unwrap_or(u32::MAX));
    let (gone, come) = (same..old.len() - after, same..new.len() - after);
    // Typing changes the words of one piece.
    if gone.len() == 1 && come.len() == 1 && old[same].1 == new[same].1 {
        if let Some(piece) = node(same) {
            piece.set_text_content(Some(&new[same].0));
        }
        return Ok(());
    }
    let stale: Vec<Node> = gone.clone().filter_map(node).collect();
    let next = node(gone.end);
    for piece in stale {
        line.remove_child(&piece)?;
    }
    for (words, certainty) in &new[come] {
        let piece: Node = match certainty {
            None => document.create_text_node(words).into(),
            Some(certainty) => {
                let mark = document.create_element("span")?;
                mark.set_class_name(class(*certainty));
                mark.set_text_content(Some(words));
                mark.into()
            }
        };
        line.insert_before(&piece, next.as_ref())?;
    }
    Ok(())
}

/// How a mark looks.
pub(crate) const fn class(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "aw-mark aw-mark--certain",
        Certainty::Likely => "aw-mark aw-mark--likely",
        Certainty::Look => "aw-mark aw-mark--look",
    }
}

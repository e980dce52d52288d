//! Changing what stands in a field as typing would, so that the browser's own undo knows of it.

use crate::session::difference;
use std::ops::Range;
use web_sys::{Event, EventInit, HtmlDocument, HtmlTextAreaElement};
use wasm_bindgen::JsCast;

/// Puts words in place of some bytes of a field's text. The caret stays where it was among the words.
pub(crate) fn put(area: &HtmlTextAreaElement, range: &Range<usize>, words: &str) {
    let text = area.value();
    let (Some(before), Some(old)) = (text.get(..range.start), text.get(range.clone())) else { return };
    let start = units(before);
    let end = start + units(old);
    let caret = |at: Option<u32>| {
        let at = at.unwrap_or(end);
        if at <= start {
            at
        } else if at >= end {
            at - end + start + units(words)
        } else {
            start + units(words)
        }
    };
    let selection = (caret(area.selection_start().ok().flatten()), caret(area.selection_end().ok().flatten()));
    type_over(area, start, end, words);
    let _ = area.set_selection_range(selection.0, selection.1);
}

/// Makes a field read as this text, changing no more of it than differs.
pub(crate) fn become_text(area: &HtmlTextAreaElement, text: &str) {
    let (old, new) = difference(&area.value(), text);
    put(area, &old, text.get(new).unwrap_or_default());
}

/// The one way to change a field that browsers can undo is to select and type. Where a browser does not
/// let a page type, the words are set, and the Undo button is what takes them back.
fn type_over(area: &HtmlTextAreaElement, start: u32, end: u32, words: &str) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = area.focus_with_options(&options);
    let _ = area.set_selection_range(start, end);
    let command = if words.is_empty() { "delete" } else { "insertText" };
    let document = area.owner_document().and_then(|document| document.dyn_into::<HtmlDocument>().ok());
    let typed = document.is_some_and(|document| {
        document.exec_command_with_show_ui_and_value(command, false, words).unwrap_or(false)
    });
    if !typed {
        let _ = area.set_range_text_with_start_and_end(words, start, end);
        let bubbles = EventInit::new();
        bubbles.set_bubbles(true);
        if let Ok(event) = Event::new_with_event_init_dict("input", &bubbles) {
            let _ = area.dispatch_event(&event);
        }
    }
}

/// How long a text is as browsers count.
pub(crate) fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

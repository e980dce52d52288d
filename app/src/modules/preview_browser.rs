//! Drawing the preview in the browser, a moment after each change; and asking before words that are not
//! saved are left behind.

use domain::modules::{Headings, preview_html, render};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, EventTarget, FormData, HtmlFormElement, HtmlTextAreaElement, UrlSearchParams};

/// How long a pause in typing is before the preview is drawn anew.
const PAUSE: Duration = Duration::from_millis(200);

/// Starts to watch the form of a module.
pub(super) fn watch(is_live: RwSignal<bool>) {
    let document = document();
    let form = document.get_element_by_id("module").and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    let text = document.get_element_by_id("body").and_then(|text| text.dyn_into::<HtmlTextAreaElement>().ok());
    let (Some(form), Some(text), Some(preview)) = (form, text, document.get_element_by_id("preview")) else {
        return;
    };
    draw(&text, &preview);
    is_live.set(true);

    // The number of the last change: an older timer that fires late draws nothing.
    let change = Rc::new(Cell::new(0_u32));
    let source = text.clone();
    on(&text, "input", move |_| {
        let number = change.get().wrapping_add(1);
        change.set(number);
        let (change, text, preview) = (change.clone(), source.clone(), preview.clone());
        let later = move || {
            if change.get() == number {
                draw(&text, &preview);
            }
        };
        set_timeout(later, PAUSE);
    });

    // A page that came back with something to put right holds words that are stored nowhere.
    let stored = (!form.has_attribute("data-unsaved")).then(|| words(&form));
    let leaving = Rc::new(Cell::new(false));
    let sends = leaving.clone();
    on(&form, "submit", move |_| sends.set(true));
    let leaves = form.clone();
    on(&window(), "beforeunload", move |event| {
        if !leaving.get() && stored.as_ref() != Some(&words(&leaves)) {
            event.prevent_default();
        }
    });
}

fn draw(text: &HtmlTextAreaElement, preview: &Element) {
    let drawn = render(&text.value(), Headings::UnderPreviewTitle);
    let pages = drawn.pages.iter().map(|page| (page.title.as_str(), page.html.as_str()));
    // Safe: `render` writes nothing but our own elements, and escapes every text.
    preview.set_inner_html(&preview_html(pages, &drawn.left_out));
}

/// Everything the form would post.
fn words(form: &HtmlFormElement) -> String {
    let Ok(posted) = FormData::new_with_form(form) else { return String::new() };
    // A search-params object takes any list of pairs; web-sys knows only some of them.
    UrlSearchParams::new_with_record_from_str_to_str(posted.unchecked_ref())
        .map(|params| String::from(params.to_string()))
        .unwrap_or_default()
}

fn on(target: &EventTarget, name: &str, deed: impl Fn(Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(deed);
    let _ = target.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    // The page and its listeners end together.
    listener.forget();
}

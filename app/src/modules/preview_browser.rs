//! Asking for the preview a moment after each change, and asking before words that are not saved are
//! left behind.

use super::PreviewState;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Element, Event, EventTarget, FormData, HtmlFormElement, HtmlTextAreaElement, RequestInit, Response,
    UrlSearchParams,
};

/// How long a pause in typing is before the preview is drawn anew.
const PAUSE: Duration = Duration::from_millis(400);

/// What is known between events.
struct Watch {
    text: HtmlTextAreaElement,
    preview: Element,
    state: RwSignal<PreviewState>,
    /// The number of the last change: an older timer or answer that comes late draws nothing.
    change: Cell<u32>,
}

/// Starts to watch the form of a module.
pub(super) fn watch(state: RwSignal<PreviewState>) {
    let document = document();
    let form = document.get_element_by_id("module").and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    let text =
        document.get_element_by_id("body").and_then(|text| text.dyn_into::<HtmlTextAreaElement>().ok());
    let (Some(form), Some(text), Some(preview)) = (form, text, document.get_element_by_id("preview")) else {
        return;
    };
    ask_before_leaving(&form);
    // Words typed before this code arrived, or brought back by the browser, are not in the preview.
    let is_drawn = text.default_value().is_ok_and(|first| first == text.value());
    let watch = Rc::new(Watch { text: text.clone(), preview, state, change: Cell::new(0) });
    state.set(PreviewState::Follows);
    if !is_drawn {
        watch.changed();
    }
    on(&text, "input", move |_| watch.changed());
}

impl Watch {
    fn changed(self: &Rc<Self>) {
        let number = self.change.get().wrapping_add(1);
        self.change.set(number);
        let watch = self.clone();
        let later = move || {
            if watch.change.get() == number {
                spawn_local(async move { watch.draw(number).await });
            }
        };
        set_timeout(later, PAUSE);
    }

    async fn draw(&self, number: u32) {
        let answer = ask(&self.text.value()).await;
        if self.change.get() != number {
            return;
        }
        match answer {
            Ok(html) => {
                // Safe: the server draws nothing but our own elements, and looks at it twice.
                self.preview.set_inner_html(&html);
                self.state.set(PreviewState::Follows);
            }
            Err(_) => self.state.set(PreviewState::Waits),
        }
    }
}

/// Has the server draw a text. Errors when it cannot be reached, or sends us to sign in.
async fn ask(text: &str) -> Result<String, JsValue> {
    let posted = UrlSearchParams::new()?;
    posted.append("body", text);
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&posted);
    let asked = window().fetch_with_str_and_init("/modules/write/preview", &init);
    let response: Response = JsFuture::from(asked).await?.dyn_into()?;
    if !response.ok() || response.redirected() {
        return Err(JsValue::NULL);
    }
    JsFuture::from(response.text()?).await?.as_string().ok_or(JsValue::NULL)
}

fn ask_before_leaving(form: &HtmlFormElement) {
    // A page that came back with something to put right holds words that are stored nowhere.
    let stored = (!form.has_attribute("data-unsaved")).then(|| words(form));
    let leaving = Rc::new(Cell::new(false));
    let sends = leaving.clone();
    on(form, "submit", move |_| sends.set(true));
    let form = form.clone();
    on(&window(), "beforeunload", move |event| {
        if !leaving.get() && stored.as_ref() != Some(&words(&form)) {
            event.prevent_default();
        }
    });
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

//! Listening to the editor in the browser: typing, leaving, and the answers of the server.

use super::State;
use domain::reflect::{SaveAnswer, SaveState};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Event, EventTarget, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlSelectElement,
    HtmlTextAreaElement, RequestInit, Response, UrlSearchParams, VisibilityState,
};

/// How long a pause in typing is before the draft saves itself.
const PAUSE: Duration = Duration::from_millis(2_000);
/// Waits between tries when the network is lost; the last goes on.
const RETRIES: [Duration; 4] =
    [Duration::from_secs(3), Duration::from_secs(8), Duration::from_secs(20), Duration::from_secs(45)];
/// The most bytes a browser sends for a page that is being closed.
const KEEPALIVE_BYTES: usize = 60_000;

/// What is known between events.
struct Watch {
    form: HtmlFormElement,
    url: String,
    state: RwSignal<State>,
    /// The words last stored; empty when that is not known.
    sent: RefCell<String>,
    /// What was said when they were.
    settled: RefCell<SaveState>,
    /// The words last sent, whatever came of it.
    tried: RefCell<String>,
    saving: Cell<bool>,
    tries: Cell<usize>,
    /// The timer that is running, by its number: an older one that fires late does nothing.
    timer: Cell<u32>,
    idle_timer: Cell<u32>,
    idle: Duration,
    /// A button has been pressed: the page saves itself and goes.
    leaving: Cell<bool>,
}

/// Starts to watch the editor's form.
pub(super) fn watch(state: RwSignal<State>) {
    let form =
        document().get_element_by_id("editor").and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    let Some(form) = form else { return };
    let Some(url) = form.get_attribute("data-autosave") else { return };
    let minutes =
        form.get_attribute("data-idle-minutes").and_then(|minutes| minutes.parse().ok()).unwrap_or(15);
    let watch = Rc::new(Watch {
        sent: RefCell::new(words(&form)),
        settled: RefCell::new(SaveState::Fresh),
        tried: RefCell::new(words(&form)),
        url,
        state,
        saving: Cell::new(false),
        tries: Cell::new(0),
        timer: Cell::new(0),
        idle_timer: Cell::new(0),
        idle: Duration::from_secs(minutes * 60),
        leaving: Cell::new(false),
        form,
    });
    state.set(Some(SaveState::Fresh));
    // Words typed before this code arrived, or brought back by the browser, are changes too.
    if watch.form.has_attribute("data-unsaved") || has_changed_since_it_came(&watch.form) {
        watch.sent.borrow_mut().clear();
        watch.tried.borrow_mut().clear();
        watch.changed();
    }
    watch.wait_for_idle();
    let on = |target: &EventTarget, name: &str, deed: fn(&Rc<Watch>, &Event)| {
        let watch = watch.clone();
        let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| deed(&watch, &event));
        let _ = target.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
        // The page and its listeners end together.
        listener.forget();
    };
    on(&watch.form, "input", |watch, _| watch.typed());
    on(&watch.form, "change", |watch, _| watch.typed());
    on(&watch.form, "submit", |watch, _| {
        watch.leaving.set(true);
        watch.count_this_save();
    });
    on(&document(), "visibilitychange", |watch, _| {
        if document().visibility_state() == VisibilityState::Hidden {
            watch.save_before_leaving();
        }
    });
    on(&window(), "pagehide", |watch, _| watch.save_before_leaving());
    on(&window(), "online", |watch, _| watch.save());
    on(&window(), "beforeunload", |watch, event| {
        // Now, and not only when the page goes: the next page may show what is saved here.
        watch.save_before_leaving();
        // Only when words could really be lost: a browser's question is no comfort otherwise.
        let unsaved = watch.state.get_untracked().is_some_and(|state| state.is_unsaved());
        let cannot_be_sent = watch.tries.get() > 0 || !window().navigator().on_line();
        if unsaved && cannot_be_sent && !watch.leaving.get() {
            event.prevent_default();
        }
    });
}

impl Watch {
    fn typed(self: &Rc<Self>) {
        self.changed();
        self.wait_for_idle();
    }

    fn changed(self: &Rc<Self>) {
        if self.saving.get() {
            // The answer looks again at what is written.
            return;
        }
        let written = words(&self.form);
        let is_waiting = self.state.get_untracked() == Some(SaveState::Waiting);
        // Leaving a field is told as a change too. What is said stays, with the link in it that the
        // writer may be about to follow.
        if *self.tried.borrow() == written && !is_waiting {
            return;
        }
        // A word was taken back: all is stored.
        if *self.sent.borrow() == written {
            let settled = self.settled.borrow().clone();
            self.say(settled);
            return;
        }
        if self.tries.get() == 0 {
            self.say(SaveState::Waiting);
        }
        self.after(PAUSE);
    }

    fn say(&self, state: SaveState) {
        if self.state.get_untracked().as_ref() != Some(&state) {
            self.state.set(Some(state));
        }
    }

    /// Saves after a while, unless something changes before.
    fn after(self: &Rc<Self>, wait: Duration) {
        let number = self.timer.get().wrapping_add(1);
        self.timer.set(number);
        let watch = self.clone();
        set_timeout(
            move || {
                if watch.timer.get() == number {
                    watch.save();
                }
            },
            wait,
        );
    }

    /// Hides the page by itself when nobody has typed for long, but never with words unsaved.
    fn wait_for_idle(self: &Rc<Self>) {
        let number = self.idle_timer.get().wrapping_add(1);
        self.idle_timer.set(number);
        let watch = self.clone();
        set_timeout(
            move || {
                if watch.idle_timer.get() != number {
                    return;
                }
                if watch.state.get_untracked().is_some_and(|state| state.is_unsaved()) {
                    watch.save();
                    watch.wait_for_idle();
                } else if let Ok(Some(button)) = document().query_selector("[data-hide]")
                    && let Ok(button) = button.dyn_into::<HtmlElement>()
                {
                    button.click();
                }
            },
            self.idle,
        );
    }

    /// Sends what is written, if it differs from what was sent last.
    fn save(self: &Rc<Self>) {
        if !self.saving.get() {
            self.send(words(&self.form));
        }
    }

    /// The same when there may be no later: an answer that is still awaited is not waited for.
    fn save_before_leaving(self: &Rc<Self>) {
        let sending = words(&self.form);
        if !self.saving.get() || *self.tried.borrow() != sending {
            self.send(sending);
        }
    }

    fn send(self: &Rc<Self>, sending: String) {
        if self.leaving.get() || *self.sent.borrow() == sending {
            return;
        }
        self.count_this_save();
        let body = body(&self.form);
        self.tried.replace(sending.clone());
        self.saving.set(true);
        self.say(SaveState::Saving);
        let watch = self.clone();
        spawn_local(async move {
            let answer = post(&watch.url, &body).await;
            watch.saving.set(false);
            match answer {
                Ok(answer) => watch.answered(&answer, sending),
                Err(_) => watch.failed(),
            }
        });
    }

    fn answered(self: &Rc<Self>, answer: &SaveAnswer, said: String) {
        self.tries.set(0);
        let state = SaveState::after(answer, time_of_day());
        match answer {
            SaveAnswer::Saved { version } => self.set_field("base", &version.to_string()),
            SaveAnswer::Beside { copy } | SaveAnswer::SignedOut { copy: Some(copy) } => {
                self.set_field("copy", copy);
            }
            // Nothing was stored: what is written still differs from what was sent, so it is tried
            // again with the next change, and now and then by itself.
            SaveAnswer::SignedOut { copy: None } => self.after(RETRIES[3]),
            SaveAnswer::Problem { .. } | SaveAnswer::Gone => {}
        }
        if !state.is_unsaved() {
            self.sent.replace(said.clone());
            self.settled.replace(state.clone());
        }
        if *self.tried.borrow() != said {
            // Newer words are on their way; their answer tells.
            return;
        }
        self.say(state);
        // Something may have been typed while the answer was on its way.
        self.changed();
    }

    fn failed(self: &Rc<Self>) {
        // It may have been stored all the same, with only the answer lost.
        self.sent.borrow_mut().clear();
        self.say(SaveState::Trying);
        let tries = self.tries.get();
        self.tries.set(tries + 1);
        self.after(RETRIES[tries.min(RETRIES.len() - 1)]);
    }

    /// Numbers what is about to be sent, so that the server knows an older save that comes late.
    fn count_this_save(&self) {
        let sent = self.field("sequence").and_then(|field| field.value().parse().ok()).unwrap_or(0_u32);
        self.set_field("sequence", &sent.saturating_add(1).to_string());
    }

    fn set_field(&self, name: &str, value: &str) {
        if let Some(field) = self.field(name) {
            field.set_value(value);
        }
    }

    fn field(&self, name: &str) -> Option<HtmlInputElement> {
        self.form.query_selector(&format!("input[name={name}]")).ok().flatten()?.dyn_into().ok()
    }
}

/// Posts a body, and answers what the server says. Errors when it cannot be reached or says nothing
/// that is understood.
async fn post(url: &str, body: &str) -> Result<SaveAnswer, JsValue> {
    let init = RequestInit::new();
    init.set_method("POST");
    // Goes on when the page is closed meanwhile; browsers allow that for small bodies only.
    js_sys::Reflect::set(&init, &"keepalive".into(), &(body.len() < KEEPALIVE_BYTES).into())?;
    let params = UrlSearchParams::new_with_str(body)?;
    init.set_body(&params);
    let response: Response =
        JsFuture::from(window().fetch_with_str_and_init(url, &init)).await?.dyn_into()?;
    let answer = JsFuture::from(response.json()?).await?;
    let field = |name: &str| {
        let value = js_sys::Reflect::get(&answer, &name.into()).ok()?;
        value.as_string().or_else(|| value.as_f64().map(|number| (number as i64).to_string()))
    };
    SaveAnswer::read(field).ok_or_else(|| JsValue::from_str("an answer of another kind"))
}

/// The form as it would be posted.
fn body(form: &HtmlFormElement) -> String {
    FormData::new_with_form(form).map(|data| encode(&data)).unwrap_or_default()
}

/// What the writer wrote, without the form's own marks, which change with every save.
fn words(form: &HtmlFormElement) -> String {
    let Ok(data) = FormData::new_with_form(form) else { return String::new() };
    for own in ["template", "template-version", "base", "copy", "page", "sequence", "pass"] {
        data.delete(own);
    }
    encode(&data)
}

fn encode(data: &FormData) -> String {
    // A search-params object takes any list of pairs; web-sys knows only some of them.
    UrlSearchParams::new_with_record_from_str_to_str(data.unchecked_ref())
        .map(|params| String::from(params.to_string()))
        .unwrap_or_default()
}

/// Whether a field differs from how the page came.
fn has_changed_since_it_came(form: &HtmlFormElement) -> bool {
    let fields = form.elements();
    (0..fields.length()).filter_map(|at| fields.item(at)).any(|field| {
        if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
            return area.default_value().is_ok_and(|first| first != area.value());
        }
        if let Some(list) = field.dyn_ref::<HtmlSelectElement>() {
            let as_it_came = list.query_selector("option[selected]").ok().flatten();
            return as_it_came.and_then(|option| option.get_attribute("value")) != Some(list.value());
        }
        field
            .dyn_ref::<HtmlInputElement>()
            .is_some_and(|input| input.type_() == "radio" && input.checked() != input.default_checked())
    })
}

/// "10:42", as the writer's own clock has it.
fn time_of_day() -> String {
    let now = js_sys::Date::new_0();
    format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
}

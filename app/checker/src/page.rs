//! The check at work in a page: it listens to the form, keeps the marks in step with typing, and does
//! what is chosen.

use crate::edit::{become_text, put, units};
use crate::layer::Layer;
use crate::list::List;
use crate::session::Session;
use deid::Lexicon;
use deid::fields::{Choice, TwinKey, Twins};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{
    Document, Element, Event, EventTarget, HtmlElement, HtmlFormElement, HtmlTextAreaElement, ResizeObserver,
    Window,
};

/// A pause in typing as long as this has the whole form read, and what was found counted and listed.
const PAUSE_MS: i32 = 400;

/// The check over the fields of one form, in `check.js`'s hands.
#[wasm_bindgen]
pub struct LiveCheck(Rc<Page>);

struct Field {
    area: HtmlTextAreaElement,
    layer: RefCell<Option<Layer>>,
    list: List,
}

/// What takes the last choice back.
enum Undo {
    /// The texts of some fields, before and after.
    Words(Vec<(usize, String, String)>),
    /// Something that was let stand.
    Left(TwinKey),
}

struct Page {
    window: Window,
    document: Document,
    fields: Vec<Field>,
    session: RefCell<Session>,
    /// The line that says how much was found.
    count: HtmlElement,
    undo: RefCell<Option<(usize, Undo)>>,
    timer: Cell<Option<i32>>,
    pause: RefCell<Option<Closure<dyn Fn()>>>,
    is_on: Cell<bool>,
    /// The words are being changed by a choice, not by typing.
    is_choosing: Cell<bool>,
}

#[wasm_bindgen]
impl LiveCheck {
    /// Makes the check ready for the fields of a form that are marked with `data-check`. `count` is the
    /// line that tells what was found.
    ///
    /// # Errors
    /// When the lexicon cannot be read, or the form is not laid out for it.
    #[wasm_bindgen(constructor)]
    pub fn new(form: HtmlFormElement, count: HtmlElement, lexicon: &[u8]) -> Result<LiveCheck, JsValue> {
        let lexicon = Lexicon::from_bytes(lexicon).map_err(|error| JsValue::from_str(&error.to_string()))?;
        // The page and its check end together.
        let lexicon: &'static Lexicon = Box::leak(Box::new(lexicon));
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        let document = window.document().ok_or(JsValue::NULL)?;
        let areas = form.query_selector_all("textarea[data-check]")?;
        let fields = (0..areas.length())
            .filter_map(|at| areas.item(at)?.dyn_into::<HtmlTextAreaElement>().ok())
            .map(|area| {
                Ok(Field { list: List::under(&document, &area)?, layer: RefCell::default(), area })
            })
            .collect::<Result<Vec<_>, JsValue>>()?;
        let page = Rc::new(Page {
            session: RefCell::new(Session::new(lexicon, vec![String::new(); fields.len()])),
            window,
            document,
            fields,
            count,
            undo: RefCell::default(),
            timer: Cell::default(),
            pause: RefCell::default(),
            is_on: Cell::default(),
            is_choosing: Cell::default(),
        });
        page.listen(&form)?;
        Ok(Self(page))
    }

    /// Shows what could identify someone.
    ///
    /// # Errors
    /// When the page refuses to be drawn on.
    #[wasm_bindgen(js_name = turnOn)]
    pub fn turn_on(&self) -> Result<(), JsValue> {
        let page = &self.0;
        page.is_on.set(true);
        for field in &page.fields {
            field.layer.replace(Some(Layer::behind(&page.document, &field.area)?));
            field.area.parent_element().ok_or(JsValue::NULL)?.class_list().add_1("aw-marked--live")?;
        }
        page.take_all();
        page.settle();
        Ok(())
    }

    /// Shows it no more.
    ///
    /// # Errors
    /// When the page refuses to be drawn on.
    #[wasm_bindgen(js_name = turnOff)]
    pub fn turn_off(&self) -> Result<(), JsValue> {
        let page = &self.0;
        page.is_on.set(false);
        for field in &page.fields {
            if let Some(layer) = field.layer.take() {
                layer.remove();
            }
            field.list.hide();
            field.area.parent_element().ok_or(JsValue::NULL)?.class_list().remove_1("aw-marked--live")?;
        }
        Ok(())
    }
}

impl Page {
    fn listen(self: &Rc<Self>, form: &HtmlFormElement) -> Result<(), JsValue> {
        self.on(form, "input", |page, event| page.typed(event))?;
        self.on(form, "click", |page, event| page.clicked(event))?;
        for field in &self.fields {
            self.on(&field.area, "scroll", |page, _| page.each_layer(Layer::scroll))?;
        }
        let page = self.clone();
        let resized = Closure::<dyn Fn()>::new(move || page.each_layer(Layer::fit));
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref())?;
        resized.forget();
        for field in &self.fields {
            observer.observe(&field.area);
        }
        let page = self.clone();
        self.pause.replace(Some(Closure::new(move || {
            page.timer.set(None);
            page.settle();
        })));
        Ok(())
    }

    fn on(
        self: &Rc<Self>,
        target: &EventTarget,
        name: &str,
        deed: fn(&Rc<Self>, &Event),
    ) -> Result<(), JsValue> {
        let page = self.clone();
        let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            if page.is_on.get() && !page.is_choosing.get() {
                deed(&page, &event);
            }
        });
        target.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref())?;
        // The page and its listeners end together.
        listener.forget();
        Ok(())
    }

    fn each_layer(&self, deed: fn(&Layer)) {
        for field in &self.fields {
            if let Some(layer) = field.layer.borrow().as_ref() {
                deed(layer);
            }
        }
    }

    /// A key was pressed: the marks follow at once, the rest in a pause.
    fn typed(self: &Rc<Self>, event: &Event) {
        let target = event.target();
        let at = self.fields.iter().position(|field| target.as_ref() == Some(field.area.as_ref()));
        let Some(at) = at else { return };
        self.session.borrow_mut().typed(at, self.fields[at].area.value());
        self.draw(at);
        if let Some(timer) = self.timer.take() {
            self.window.clear_timeout_with_handle(timer);
        }
        if let Some(pause) = self.pause.borrow().as_ref() {
            let timer = self.window.set_timeout_with_callback_and_timeout_and_arguments_0(
                pause.as_ref().unchecked_ref(),
                PAUSE_MS,
            );
            self.timer.set(timer.ok());
        }
    }

    fn take_all(&self) {
        for (at, field) in self.fields.iter().enumerate() {
            self.session.borrow_mut().typed(at, field.area.value());
        }
    }

    /// Reads the whole form, marks it, lists it, and counts.
    fn settle(&self) {
        if !self.is_on.get() {
            return;
        }
        self.session.borrow_mut().settle();
        self.show("");
    }

    /// Draws what is known; `done` is what has just been done, to be told with the count.
    fn show(&self, done: &str) {
        for (at, field) in self.fields.iter().enumerate() {
            self.draw(at);
            let open: Vec<Twins> = self.session.borrow().open(at).cloned().collect();
            let _ = field.list.show(&self.document, open);
        }
        let tally = self.session.borrow().tally(None);
        let words = if tally.is_empty() {
            format!("{done}{tally}. The check misses things: read it once more as a stranger would.")
        } else {
            format!("{done}{tally}.")
        };
        // Told again only when it is news.
        if self.count.text_content().as_deref() != Some(&words) {
            self.count.set_text_content(Some(&words));
        }
        self.forget_what_cannot_be_undone();
    }

    fn draw(&self, at: usize) {
        let session = self.session.borrow();
        if let Some(layer) = self.fields[at].layer.borrow().as_ref() {
            let _ = layer.draw(&self.document, session.text(at), session.marks(at));
        }
    }

    fn clicked(&self, event: &Event) {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        let Ok(Some(button)) = target.closest("button") else { return };
        let of_item = || {
            let item = button.closest("[data-key]").ok().flatten()?;
            let at = self.fields.iter().position(|field| field.list.position(&item).is_some())?;
            Some((at, item.get_attribute("data-key")?.parse::<TwinKey>().ok()?))
        };
        if let Some(choice) = button.get_attribute("data-choice") {
            if let Some((at, key)) = of_item() {
                self.choose(at, key, Choice::from_code(&choice), &button);
            }
        } else if button.has_attribute("data-show") {
            if let Some((at, key)) = of_item() {
                self.show_in_text(at, key);
            }
        } else if button.has_attribute("data-undo") {
            self.take_back();
        }
    }

    fn choose(&self, at: usize, key: TwinKey, choice: Choice, button: &Element) {
        let position = self.fields[at].list.position(button).unwrap_or(0);
        // What was typed since the last pause counts, too.
        self.take_all();
        self.session.borrow_mut().settle();
        let Some(twins) = self.session.borrow().open(at).find(|twins| twins.key == key).cloned() else {
            self.show("");
            return;
        };
        let edits = self.session.borrow_mut().choose(key, choice);
        let before: Vec<String> =
            (0..self.fields.len()).map(|at| self.session.borrow().text(at).to_owned()).collect();
        self.without_moving(|| {
            for edit in &edits {
                put(&self.fields[edit.field].area, &edit.range, &edit.words);
            }
        });
        self.take_all();
        let after = |at: usize| self.session.borrow().text(at).to_owned();
        let undo = if choice == Choice::Leave {
            Undo::Left(key)
        } else {
            let changed = before.into_iter().enumerate().filter(|(at, before)| after(*at) != *before);
            Undo::Words(changed.map(|(at, before)| (at, before, after(at))).collect())
        };
        let done = done_words(&twins, choice);
        self.fields.iter().for_each(|field| field.list.forget_done());
        let _ = self.fields[at].list.show_done(&self.document, &done);
        self.undo.replace(Some((at, undo)));
        self.session.borrow_mut().settle();
        self.show(&format!("{done} "));
        self.fields[at].list.go_on_at(position);
    }

    fn take_back(&self) {
        let Some((at, undo)) = self.undo.take() else { return };
        match undo {
            Undo::Left(key) => self.session.borrow_mut().take_up_again(key),
            Undo::Words(changed) => {
                self.without_moving(|| {
                    for (at, before, _) in &changed {
                        become_text(&self.fields[*at].area, before);
                    }
                });
                self.take_all();
            }
        }
        self.fields[at].list.forget_done();
        self.session.borrow_mut().settle();
        self.show("Taken back. ");
        self.fields[at].list.go_on_at(0);
    }

    /// Undo is offered as long as the words are those that the choice left.
    fn forget_what_cannot_be_undone(&self) {
        let is_stale = match self.undo.borrow().as_ref() {
            Some((_, Undo::Words(changed))) => {
                changed.iter().any(|(at, _, after)| self.session.borrow().text(*at) != after)
            }
            _ => false,
        };
        if is_stale && let Some((at, _)) = self.undo.take() {
            self.fields[at].list.forget_done();
        }
    }

    /// Selecting and typing moves the page to where that happens; it is put back before anybody sees.
    fn without_moving(&self, deed: impl FnOnce()) {
        let (x, y) = (self.window.scroll_x().unwrap_or(0.0), self.window.scroll_y().unwrap_or(0.0));
        self.is_choosing.set(true);
        deed();
        self.is_choosing.set(false);
        self.window.scroll_to_with_x_and_y(x, y);
    }

    /// Selects the first place of a finding in its field.
    fn show_in_text(&self, at: usize, key: TwinKey) {
        let session = self.session.borrow();
        let Some((number, mark)) = session.marks(at).enumerate().find(|(_, mark)| mark.key == key) else {
            return;
        };
        let area = &self.fields[at].area;
        let text = session.text(at);
        let start = units(&text[..mark.range.start]);
        let end = start + units(&text[mark.range.clone()]);
        let _ = area.focus();
        let _ = area.set_selection_range(start, end);
        if let Some(layer) = self.fields[at].layer.borrow().as_ref() {
            layer.bring_into_view(number);
        }
    }
}

fn done_words(twins: &Twins, choice: Choice) -> String {
    let words = &twins.words;
    let places = match twins.places.len() {
        0 | 1 => String::new(),
        places => format!(" in {places} places"),
    };
    match choice {
        Choice::Change => format!("Changed “{words}” to “{}”{places}.", twins.change().unwrap_or_default()),
        Choice::Cut => format!("Cut “{words}”{places}."),
        Choice::Leave => format!("Left “{words}” as it is{places}."),
    }
}

//! The list under a field: what was found in it, why, and what can be done. Folded away until it is
//! wanted, so that nothing moves below while somebody writes.

use crate::layer::class;
use deid::Certainty;
use deid::fields::{Choice, Tally, Twins};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlButtonElement, HtmlElement, HtmlTextAreaElement};

/// The list of one field.
pub(crate) struct List {
    box_: HtmlElement,
    summary: Element,
    items: Element,
    /// What was done last, and the button that takes it back.
    done: HtmlElement,
    shown: RefCell<Vec<Twins>>,
}

impl List {
    /// Puts a list under a field's box.
    pub(crate) fn under(document: &Document, area: &HtmlTextAreaElement) -> Result<Self, JsValue> {
        let box_: HtmlElement = document.create_element("details")?.dyn_into()?;
        box_.set_class_name("nhsuk-details aw-found");
        box_.set_hidden(true);
        let head = document.create_element("summary")?;
        head.set_class_name("nhsuk-details__summary");
        let summary = document.create_element("span")?;
        summary.set_class_name("nhsuk-details__summary-text");
        head.append_child(&summary)?;
        let items = document.create_element("ul")?;
        items.set_class_name("aw-found__list");
        box_.append_child(&head)?;
        box_.append_child(&items)?;
        let done: HtmlElement = document.create_element("p")?.dyn_into()?;
        done.set_class_name("aw-found__done");
        done.set_hidden(true);
        let around = area.parent_element().ok_or(JsValue::NULL)?;
        around.after_with_node_2(&box_, &done)?;
        Ok(Self { box_, summary, items, done, shown: RefCell::default() })
    }

    /// Shows what is open in this field.
    pub(crate) fn show(&self, document: &Document, open: Vec<Twins>) -> Result<(), JsValue> {
        let tally = Tally::of(&open);
        self.box_.set_hidden(tally.is_empty());
        if *self.shown.borrow() == open {
            return Ok(());
        }
        self.summary.set_text_content(Some(&tally.to_string()));
        self.items.set_text_content(None);
        for twins in &open {
            let item = item(document, twins)?;
            self.items.append_child(&item)?;
        }
        self.shown.replace(open);
        Ok(())
    }

    /// Says what was done, with a button that takes it back.
    pub(crate) fn show_done(&self, document: &Document, words: &str) -> Result<(), JsValue> {
        self.done.set_text_content(Some(&format!("{words} ")));
        let undo = button(document, "Undo", "aw-found__undo")?;
        undo.set_attribute("data-undo", "")?;
        self.done.append_child(&undo)?;
        self.done.set_hidden(false);
        Ok(())
    }

    /// Says nothing more of it.
    pub(crate) fn forget_done(&self) {
        self.done.set_hidden(true);
    }

    /// Hides everything.
    pub(crate) fn hide(&self) {
        self.box_.set_hidden(true);
        self.forget_done();
    }

    /// Which item an element stands in.
    pub(crate) fn position(&self, element: &Element) -> Option<u32> {
        let children = self.items.children();
        (0..children.length())
            .find(|at| children.item(*at).is_some_and(|item| item.contains(Some(element))))
    }

    /// Where to go on when an item is done with: the one that took its place, the last, or Undo.
    pub(crate) fn go_on_at(&self, position: u32) {
        let children = self.items.children();
        let next = children.item(position).or_else(|| children.item(children.length().checked_sub(1)?));
        let next = next.filter(|_| !self.box_.hidden());
        let target = match next {
            Some(item) => item.query_selector("button"),
            None => self.done.query_selector("button"),
        };
        if let Ok(Some(target)) = target
            && let Ok(target) = target.dyn_into::<HtmlElement>()
        {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = target.focus_with_options(&options);
        }
    }
}

fn item(document: &Document, twins: &Twins) -> Result<Element, JsValue> {
    let item = document.create_element("li")?;
    item.set_class_name("aw-found__item");
    item.set_attribute("data-key", &twins.key.to_string())?;

    let what = document.create_element("p")?;
    what.set_class_name("aw-found__what");
    let words = button(document, &twins.words, "aw-found__words")?;
    words.set_attribute("data-show", "")?;
    words.set_attribute("aria-label", &format!("{}: show it in the text", twins.words))?;
    let mark = document.create_element("span")?;
    mark.set_class_name(class(twins.certainty));
    mark.set_text_content(Some(&twins.words));
    words.set_text_content(None);
    words.append_child(&mark)?;
    what.append_child(&words)?;
    let why = document.create_element("span")?;
    why.set_class_name("aw-found__why");
    why.set_text_content(Some(&why_of(twins)));
    what.append_child(&why)?;
    item.append_child(&what)?;

    let choices = document.create_element("div")?;
    choices.set_class_name("aw-found__choices");
    let change = twins.change().map(|change| (Choice::Change, format!("Change to “{change}”")));
    let others = [(Choice::Cut, "Cut".to_owned()), (Choice::Leave, "Leave it".to_owned())];
    for (offered, label) in change.into_iter().chain(others) {
        let button = choice(document, twins, offered, &label)?;
        choices.append_child(&button)?;
    }
    item.append_child(&choices)?;
    Ok(item)
}

fn why_of(twins: &Twins) -> String {
    let look = if twins.certainty == Certainty::Look { "worth a look: " } else { "" };
    match twins.places.len() {
        0 | 1 => format!("{look}{}", twins.reason),
        places => format!("{look}{}, in {places} places", twins.reason),
    }
}

fn choice(document: &Document, twins: &Twins, choice: Choice, label: &str) -> Result<Element, JsValue> {
    let button = button(document, label, "nhsuk-button nhsuk-button--secondary nhsuk-button--small")?;
    button.set_attribute("data-choice", choice.code())?;
    // "Cut" alone does not say what, to somebody who hears one button after another.
    button.set_attribute("aria-label", &format!("{label}: {}", twins.words))?;
    Ok(button.into())
}

fn button(document: &Document, label: &str, class: &str) -> Result<HtmlButtonElement, JsValue> {
    let button: HtmlButtonElement = document.create_element("button")?.dyn_into()?;
    button.set_type("button");
    button.set_class_name(class);
    button.set_text_content(Some(label));
    Ok(button)
}

//! What `check-live.js` may ask. Places are counted in UTF-16 units, as browsers count.

use crate::session::Session;
use deid::fields::Choice;
use deid::{Certainty, Lexicon};
use wasm_bindgen::prelude::*;

/// The check over the fields of one form.
#[wasm_bindgen]
pub struct Check(Session);

#[wasm_bindgen]
impl Check {
    /// Makes it ready for so many empty fields, with the bytes of the lexicon.
    ///
    /// # Errors
    /// When the lexicon cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(lexicon: &[u8], fields: usize) -> Result<Check, JsValue> {
        let lexicon = Lexicon::from_bytes(lexicon).map_err(|error| JsValue::from_str(&error.to_string()))?;
        // The page and its check end together.
        Ok(Self(Session::new(Box::leak(Box::new(lexicon)), vec![String::new(); fields])))
    }

    /// Takes the new text of a field.
    pub fn typed(&mut self, field: usize, text: String) {
        self.0.typed(field, text);
    }

    /// Reads the whole form: for a pause.
    pub fn settle(&mut self) {
        self.0.settle();
    }

    /// The marks of a field, three numbers each: start, end, and how certain (0 look, 1 likely, 2 certain).
    #[must_use]
    pub fn marks(&self, field: usize) -> Vec<u32> {
        let text = self.0.text(field);
        let (mut byte, mut unit) = (0, 0);
        let mut advance = |to: usize| {
            unit += text.get(byte..to).map_or(0, units);
            byte = to;
            unit
        };
        let mut marks = Vec::new();
        for mark in self.0.marks(field) {
            marks.extend([advance(mark.range.start), advance(mark.range.end), number(mark.certainty)]);
        }
        marks
    }

    /// What is to be decided about a field, six texts each: key, how certain (as in `marks`), words,
    /// reason, neutral words (or nothing), and in how many places of the form.
    #[must_use]
    pub fn open(&self, field: usize) -> Vec<String> {
        self.0
            .open(field)
            .flat_map(|twins| {
                [
                    twins.key.to_string(),
                    number(twins.certainty).to_string(),
                    twins.words.clone(),
                    twins.reason.clone(),
                    twins.change().unwrap_or_default().to_owned(),
                    twins.places.len().to_string(),
                ]
            })
            .collect()
    }

    /// Where a field's first mark of this key begins and ends, or nothing.
    #[must_use]
    pub fn place(&self, field: usize, key: &str) -> Vec<u32> {
        let Ok(key) = key.parse() else { return Vec::new() };
        let text = self.0.text(field);
        let mark = self.0.marks(field).find(|mark| mark.key == key);
        mark.map(|mark| [mark.range.start, mark.range.end].map(|at| text.get(..at).map_or(0, units)).to_vec())
            .unwrap_or_default()
    }

    /// How much is to be decided, in words; in one field or in all.
    #[must_use]
    pub fn tally(&self, field: Option<usize>) -> String {
        self.0.tally(field).to_string()
    }

    /// What a choice changes, four texts each: field, start, end, and the words to put there; each
    /// field's last place first.
    pub fn choose(&mut self, key: &str, choice: &str) -> Vec<String> {
        let Ok(key) = key.parse() else { return Vec::new() };
        let edits = self.0.choose(key, Choice::from_code(choice));
        edits
            .into_iter()
            .flat_map(|edit| {
                let text = self.0.text(edit.field);
                let at = |byte: usize| text.get(..byte).map_or(0, units).to_string();
                [edit.field.to_string(), at(edit.range.start), at(edit.range.end), edit.words]
            })
            .collect()
    }

    /// Marks again what was let stand.
    #[wasm_bindgen(js_name = takeUpAgain)]
    pub fn take_up_again(&mut self, key: &str) {
        if let Ok(key) = key.parse() {
            self.0.take_up_again(key);
        }
    }
}

const fn number(certainty: Certainty) -> u32 {
    match certainty {
        Certainty::Look => 0,
        Certainty::Likely => 1,
        Certainty::Certain => 2,
    }
}

fn units(text: &str) -> u32 {
    text.chars().map(|c| if c.len_utf16() == 1 { 1 } else { 2 }).sum()
}

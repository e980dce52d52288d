//! What is known of the texts of a form while a person writes in them.
//!
//! A key pressed in a long text must not wait for all of it to be read. So what stands around the change
//! is read at once, what is known of the rest moves along, and a look over the whole form follows in a
//! pause.

use deid::fields::{Choice, Fields, Found, Tally, TwinKey, Twins};
use deid::{Certainty, Lexicon, find};
use std::ops::Range;

/// Up to this many bytes in all fields, every key has the whole form read: that takes about a millisecond.
const READ_WHOLE: usize = 3_000;

/// In a longer text, this many bytes on each side of a change are read at once, within its line: enough
/// for what the words around a name say of it.
const READ_AROUND: usize = 600;

/// Words to be marked in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the field's text.
    pub range: Range<usize>,
    /// How the mark looks.
    pub certainty: Certainty,
    /// What makes it the twin of others.
    pub key: TwinKey,
}

/// A change to make in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Which field.
    pub field: usize,
    /// Bytes of the field's text.
    pub range: Range<usize>,
    /// What to put there.
    pub words: String,
}

/// The texts of a form, and what was found in them.
pub struct Session {
    lexicon: &'static Lexicon,
    texts: Vec<String>,
    marks: Vec<Vec<Mark>>,
    twins: Vec<Twins>,
    /// What the writer wants to let stand. Known to this page only, and only while it is open.
    left: Vec<TwinKey>,
}

impl Session {
    /// Reads the texts of a form.
    #[must_use]
    pub fn new(lexicon: &'static Lexicon, texts: Vec<String>) -> Self {
        let marks = vec![Vec::new(); texts.len()];
        let mut session = Self { lexicon, texts, marks, twins: Vec::new(), left: Vec::new() };
        session.settle();
        session
    }

    /// The text of a field.
    #[must_use]
    pub fn text(&self, field: usize) -> &str {
        self.texts.get(field).map_or("", String::as_str)
    }

    /// The marks of a field, but for what the writer lets stand.
    pub fn marks(&self, field: usize) -> impl Iterator<Item = &Mark> {
        self.marks.get(field).into_iter().flatten().filter(|mark| !self.left.contains(&mark.key))
    }

    /// What is to be decided about a field.
    pub fn open(&self, field: usize) -> impl Iterator<Item = &Twins> {
        self.all_open().filter(move |twins| twins.places.iter().any(|place| place.field == field))
    }

    fn all_open(&self) -> impl Iterator<Item = &Twins> {
        self.twins.iter().filter(|twins| !self.left.contains(&twins.key))
    }

    /// How much there is to be decided, in one field or in all.
    #[must_use]
    pub fn tally(&self, field: Option<usize>) -> Tally {
        Tally::of(
            self.all_open().filter(|twins| {
                field.is_none_or(|field| twins.places.iter().any(|place| place.field == field))
            }),
        )
    }

    /// Takes the new text of a field, and marks it at once as well as it can be.
    pub fn typed(&mut self, field: usize, text: String) {
        let Some(old) = self.texts.get_mut(field) else { return };
        if *old == text {
            return;
        }
        let before = std::mem::replace(old, text);
        if self.texts.iter().map(String::len).sum::<usize>() <= READ_WHOLE {
            self.read();
        } else {
            self.read_around(field, &before);
        }
    }

    /// Reads the whole form, and thinks of what could stand instead: for a pause.
    pub fn settle(&mut self) {
        let found = self.read();
        self.twins = Fields::new(&self.texts).twins(&found);
    }

    fn read(&mut self) -> Vec<Found> {
        let found = Fields::new(&self.texts).find(self.lexicon);
        self.marks.iter_mut().for_each(Vec::clear);
        for one in &found {
            if let Some(marks) = self.marks.get_mut(one.field) {
                let (range, certainty) = (one.finding.range.clone(), one.finding.certainty);
                marks.push(Mark { range, certainty, key: one.key });
            }
        }
        found
    }

    /// Reads what stands around the place where a field differs from what stood there before. Marks that
    /// this alone does not explain (a first name that another paragraph introduced) stay until the next
    /// look over the whole, so that nothing flickers under the caret.
    fn read_around(&mut self, field: usize, before: &str) {
        let (Some(text), Some(marks)) = (self.texts.get(field), self.marks.get_mut(field)) else { return };
        let (old, new) = difference(before, text);
        let (start, end) = (opening(text, new.start), ending(text, new.end));

        let mut next: Vec<Mark> = find(&text[start..end], self.lexicon)
            .into_iter()
            .filter_map(|finding| {
                let range = finding.range.start + start..finding.range.end + start;
                let key = TwinKey::of(finding.label, text.get(range.clone())?);
                Some(Mark { range, certainty: finding.certainty, key })
            })
            .collect();
        for mark in marks.drain(..) {
            let moved = if mark.range.end <= old.start {
                mark.range.clone()
            } else if mark.range.start >= old.end {
                let shift = |at: usize| at - old.end + new.end;
                shift(mark.range.start)..shift(mark.range.end)
            } else {
                continue;
            };
            // A word that grew at its edge is another word now.
            let touched = moved.end == new.start && !is_apart(text, moved.end)
                || moved.start == new.end && !is_apart(text, moved.start);
            // Marks never overlap, so the one that ends after this one starts is the only one that could.
            let place = next.partition_point(|other| other.range.end <= moved.start);
            let is_free = next.get(place).is_none_or(|other| other.range.start >= moved.end);
            if !touched && is_free {
                next.insert(place, Mark { range: moved, ..mark });
            }
        }
        *marks = next;
    }

    /// What a choice changes in the texts, each field's edits from its end to its start. To let something
    /// stand changes no text, but what is marked.
    pub fn choose(&mut self, key: TwinKey, choice: Choice) -> Vec<Edit> {
        let Some(twins) = self.twins.iter().find(|twins| twins.key == key) else { return Vec::new() };
        if choice == Choice::Leave {
            self.left.push(key);
            return Vec::new();
        }
        let mut edits: Vec<Edit> = twins
            .places
            .iter()
            .filter(|place| {
                // The choice was made about the words the person read, not about any that came since.
                let words = self.text(place.field).get(place.range.clone());
                words.is_some_and(|words| TwinKey::of(twins.label, words) == key)
            })
            .map(|place| {
                let words = if choice == Choice::Change { place.change.clone() } else { String::new() };
                let mut range = place.range.clone();
                // The space before goes with the word, as in `deid::clean`.
                if words.is_empty() && self.text(place.field)[..range.start].ends_with(' ') {
                    range.start -= 1;
                }
                Edit { field: place.field, range, words }
            })
            .collect();
        edits.reverse();
        edits
    }

    /// Marks again what was to be let stand.
    pub fn take_up_again(&mut self, key: TwinKey) {
        self.left.retain(|left| *left != key);
    }
}

/// Where to begin to read before a change: its line, or of a long one the nearest sentence or word.
fn opening(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let line = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    if at - line <= READ_AROUND {
        return line;
    }
    let near = at - READ_AROUND;
    let (sentence, word) = (stop(&bytes[near..at], b'.'), stop(&bytes[near..at], b' '));
    sentence.or(word).map_or(line, |stop| near + stop + 1)
}

/// Where to stop reading after it.
fn ending(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let line = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| at + end);
    if line - at <= READ_AROUND {
        return line;
    }
    // The same way, from the other side: the first stop beyond what is near.
    let near = at + READ_AROUND;
    stop(&bytes[near..line], b' ').map_or(line, |stop| near + stop)
}

/// The first of these signs. Each is a byte of its own, so no letter is cut.
fn stop(bytes: &[u8], sign: u8) -> Option<usize> {
    bytes.iter().position(|byte| *byte == sign)
}

/// Whether a word ends or begins here: white space, a sign, or an end of the text.
fn is_apart(text: &str, at: usize) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !(inside(text[..at].chars().next_back()) && inside(text[at..].chars().next()))
}

/// The bytes in which two texts differ: of the first, and of the second.
#[must_use]
pub fn difference(before: &str, after: &str) -> (Range<usize>, Range<usize>) {
    let mut start = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
    while !before.is_char_boundary(start) || !after.is_char_boundary(start) {
        start -= 1;
    }
    let (left, right) = (&before.as_bytes()[start..], &after.as_bytes()[start..]);
    let mut same = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    while !before.is_char_boundary(before.len() - same) || !after.is_char_boundary(after.len() - same) {
        same -= 1;
    }
    (start..before.len() - same, start..after.len() - same)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(texts: &[&str]) -> Session {
        Session::new(Lexicon::embedded(), texts.iter().map(|text| (*text).to_owned()).collect())
    }

    fn marked(session: &Session, field: usize) -> Vec<&str> {
        session.marks(field).map(|mark| &session.text(field)[mark.range.clone()]).collect()
    }

    /// Longer than what is read whole at every key, with nobody in it.
    fn quiet() -> String {
        "We sat with her and it was quiet. The window was open and the radio was on.\n".repeat(50)
    }

    #[test]
    fn the_difference_of_two_texts_is_as_small_as_can_be_and_cuts_no_letter() {
        assert_eq!(difference("one two", "one x two"), (4..4, 4..6));
        assert_eq!(difference("aaa", "aa"), (2..3, 2..2));
        assert_eq!(difference("né", "nè"), (1..3, 1..3));
        assert_eq!(difference("", "家"), (0..0, 0..3));
        assert_eq!(difference("same", "same"), (4..4, 4..4));
    }

    #[test]
    fn a_name_is_marked_as_it_is_typed_in_a_long_text() {
        let long = quiet();
        let mut session = session(&["", &long]);
        session.typed(1, format!("{long}I rang Mrs Okafor."));
        assert_eq!(marked(&session, 1), ["Mrs Okafor"]);
        // Typing before it moves the mark along.
        session.typed(1, format!("Then. {long}I rang Mrs Okafor."));
        assert_eq!(marked(&session, 1), ["Mrs Okafor"]);
        assert_eq!(session.tally(None), Tally::default(), "counted in the pause");
        session.settle();
        assert_eq!(session.tally(None), Tally { found: 1, look: 0 });
        assert_eq!(session.tally(Some(0)), Tally::default());
    }

    #[test]
    fn a_mark_that_another_paragraph_explains_does_not_flicker() {
        let text = format!("I rang Mrs Dilys Prytherch.\n{}then dilys laughed", quiet());
        let mut session = session(&[&text]);
        assert_eq!(marked(&session, 0), ["Mrs Dilys Prytherch", "dilys"]);
        session.typed(0, format!("{text} out"));
        assert_eq!(marked(&session, 0), ["Mrs Dilys Prytherch", "dilys"]);
        // But a word that goes on is another word.
        session.typed(0, text.replace("then dilys", "then dilysx"));
        assert!(!marked(&session, 0).contains(&"dilys"));
    }

    #[test]
    fn a_line_read_alone_ends_as_the_whole_would_after_a_pause() {
        let long = quiet();
        let typed = "Her son Chidi came at 02:15 from Fernlea Court.";
        let mut session = session(&[&long]);
        for end in 1..=typed.len() {
            session.typed(0, format!("{long}{}", &typed[..end]));
        }
        session.settle();
        let whole = self::session(&[&format!("{long}{typed}")]);
        assert_eq!(marked(&session, 0), marked(&whole, 0));
    }

    #[test]
    fn of_a_long_line_only_what_is_near_the_change_is_read_and_the_rest_stays_marked() {
        let one = "I rang Mrs Okafor and we sat with her for a long while by the window. ";
        let long = format!("{}– {}", one.repeat(60), one.repeat(60));
        let mut session = session(&[&long]);
        assert_eq!(marked(&session, 0).len(), 120);
        let typed = long.replacen('–', "– Then I rang Dr Amadi.", 1);
        session.typed(0, typed.clone());
        let names = marked(&session, 0);
        assert_eq!((names.len(), names[60]), (121, "Dr Amadi"), "{names:?}");
        session.typed(0, long);
        assert_eq!(marked(&session, 0), vec!["Mrs Okafor"; 120]);
        // One word without an end is read as it is.
        session.typed(0, "家".repeat(2_000));
        session.typed(0, "家".repeat(1_999));
    }

    #[test]
    fn a_choice_edits_every_twin_from_the_end_of_each_field() {
        let mut session = session(&["Mrs Okafor died. Mrs Okafor slept.", "It was Mrs Okafor."]);
        let key = session.open(0).next().expect("found").key;
        let edits = session.choose(key, Choice::Cut);
        let places: Vec<_> = edits.iter().map(|edit| (edit.field, edit.range.clone())).collect();
        assert_eq!(places, [(1, 6..17), (0, 16..27), (0, 0..10)], "with the space before");
        assert!(edits.iter().all(|edit| edit.words.is_empty()));
        let edits = session.choose(key, Choice::Change);
        assert_eq!(edits.last().map(|edit| edit.words.as_str()), Some("A patient"));
    }

    #[test]
    fn words_typed_after_the_last_look_are_not_touched_by_a_choice() {
        let mut session = session(&["I rang Mrs Okafor."]);
        let key = session.open(0).next().expect("found").key;
        session.typed(0, "Well, I rang Mrs Okafor.".to_owned());
        assert_eq!(session.choose(key, Choice::Cut), []);
        session.settle();
        assert_eq!(session.choose(key, Choice::Cut).len(), 1);
    }

    #[test]
    fn what_is_let_stand_is_marked_no_more_until_it_is_taken_up_again() {
        let mut session = session(&["I rang Mrs Okafor.", "Mrs Okafor again."]);
        let key = session.open(0).next().expect("found").key;
        assert_eq!(session.choose(key, Choice::Leave), []);
        assert_eq!((marked(&session, 0).len(), marked(&session, 1).len()), (0, 0));
        session.settle();
        assert_eq!(session.tally(None), Tally::default());
        session.take_up_again(key);
        assert_eq!(session.tally(None).found, 1);
    }
}

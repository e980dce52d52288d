//! The fields of a form read as one text: a name met in one is known in the others, the same words are
//! resolved everywhere at once, and what a person chose is done.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use crate::lower::lower_letter;
use crate::{Certainty, Finding, Label, Lexicon, Replacement, clean, find, suggest};

/// What stands between two fields: as far apart as two texts can be.
const BETWEEN: &str = "\n\n";

/// The texts of a form's fields.
pub struct Fields {
    text: String,
    /// Where each field lies in `text`.
    ranges: Vec<Range<usize>>,
}

/// The same words found as the same kind of detail, wherever they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TwinKey(u64);

/// A finding in one of the fields; its range counts from the field's own start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which field.
    pub field: usize,
    /// What was found there.
    pub finding: Finding,
    /// What makes it the twin of others.
    pub key: TwinKey,
}

/// One place where words were found, and what would stand there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which field.
    pub field: usize,
    /// Bytes of that field.
    pub range: Range<usize>,
    /// The neutral words for this place; empty where the sentence reads well without.
    pub change: String,
}

/// All places of the same words, to be resolved in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twins {
    /// What they have in common.
    pub key: TwinKey,
    /// What kind of detail they are.
    pub label: Label,
    /// The surest of them.
    pub certainty: Certainty,
    /// The words, as they stand in the first place.
    pub words: String,
    /// Why, in words for the writer.
    pub reason: String,
    /// Where they stand, in order.
    pub places: Vec<Place>,
}

/// What a person wants done with a finding and its twins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Put the neutral words in their place.
    Change,
    /// Take the words out.
    Cut,
    /// Let them stand.
    Leave,
}

/// How many things were found, twins counted once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Tally {
    /// Those that could identify someone.
    pub found: usize,
    /// Those that are only worth a look.
    pub look: usize,
}

impl Fields {
    /// Takes the texts in the order of the form.
    pub fn new<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Self {
        let (mut text, mut ranges) = (String::new(), Vec::new());
        for field in texts {
            if !ranges.is_empty() {
                text.push_str(BETWEEN);
            }
            let start = text.len();
            text.push_str(field.as_ref());
            ranges.push(start..text.len());
        }
        Self { text, ranges }
    }

    /// What could identify a person, field by field, in order.
    #[must_use]
    pub fn find(&self, lexicon: &Lexicon) -> Vec<Found> {
        let mut found = Vec::new();
        let mut from = 0;
        for finding in find(&self.text, lexicon) {
            while self.ranges.get(from).is_some_and(|range| range.end <= finding.range.start) {
                from += 1;
            }
            // One that reaches over the gap between two fields is a finding in each.
            for (field, range) in self.ranges.iter().enumerate().skip(from) {
                if range.start >= finding.range.end {
                    break;
                }
                let (start, end) = (finding.range.start.max(range.start), finding.range.end.min(range.end));
                let Some(words) = self.text.get(start..end).filter(|words| !words.is_empty()) else {
                    continue;
                };
                let key = TwinKey::of(finding.label, words);
                let finding = Finding { range: start - range.start..end - range.start, ..finding.clone() };
                found.push(Found { field, finding, key });
            }
        }
        found
    }

    /// The findings brought together by their words, with what could stand in each place. In the order
    /// of the form; what is only worth a look comes last.
    #[must_use]
    pub fn twins(&self, found: &[Found]) -> Vec<Twins> {
        let at = |found: &Found| self.ranges.get(found.field).map_or(0, |range| range.start);
        let findings: Vec<Finding> = found
            .iter()
            .map(|one| {
                let Range { start, end } = one.finding.range;
                Finding { range: start + at(one)..end + at(one), ..one.finding.clone() }
            })
            .collect();
        let changes = suggest(&self.text, &findings);
        let mut all: Vec<Twins> = Vec::new();
        for ((one, whole), change) in found.iter().zip(&findings).zip(changes) {
            let place = Place { field: one.field, range: one.finding.range.clone(), change: change.words };
            match all.iter_mut().find(|twins| twins.key == one.key) {
                Some(twins) => {
                    twins.certainty = twins.certainty.max(one.finding.certainty);
                    twins.places.push(place);
                }
                None => all.push(Twins {
                    key: one.key,
                    label: one.finding.label,
                    certainty: one.finding.certainty,
                    words: self.text.get(whole.range.clone()).unwrap_or_default().to_owned(),
                    reason: one.finding.reason.clone().into_owned(),
                    places: vec![place],
                }),
            }
        }
        let (look, sure): (Vec<Twins>, _) =
            all.into_iter().partition(|twins| twins.certainty == Certainty::Look);
        let mut all: Vec<Twins> = sure;
        all.extend(look);
        all
    }

    /// The texts with every choice made. Nothing else in them changes.
    #[must_use]
    pub fn resolve(&self, twins: &[Twins], choose: impl Fn(TwinKey) -> Choice) -> Vec<String> {
        let mut replacements: Vec<Vec<Replacement>> = vec![Vec::new(); self.ranges.len()];
        for one in twins {
            let choice = choose(one.key);
            for place in &one.places {
                let words = match choice {
                    Choice::Change => place.change.clone(),
                    Choice::Cut => String::new(),
                    Choice::Leave => continue,
                };
                if let Some(list) = replacements.get_mut(place.field) {
                    list.push(Replacement { range: place.range.clone(), words });
                }
            }
        }
        let texts = self.ranges.iter().map(|range| self.text.get(range.clone()).unwrap_or_default());
        texts
            .zip(&mut replacements)
            .map(|(text, list)| {
                list.sort_by_key(|replacement| replacement.range.start);
                clean(text, list)
            })
            .collect()
    }
}

impl Twins {
    /// The neutral words to show for all of them, or `None` where changing is no more than cutting.
    #[must_use]
    pub fn change(&self) -> Option<&str> {
        self.places.iter().map(|place| place.change.as_str()).find(|words| !words.is_empty())
    }
}

impl Tally {
    /// Counts these.
    #[must_use]
    pub fn of<'t>(twins: impl IntoIterator<Item = &'t Twins>) -> Self {
        twins.into_iter().fold(Self::default(), |mut tally, one| {
            if one.certainty == Certainty::Look {
                tally.look += 1;
            } else {
                tally.found += 1;
            }
            tally
        })
    }

    /// Whether there is nothing to be decided.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.found == 0 && self.look == 0
    }
}

/// "3 things could identify someone, and 1 more is worth a look".
impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let things = |count: usize| if count == 1 { "1 thing".to_owned() } else { format!("{count} things") };
        let are = if self.look == 1 { "is" } else { "are" };
        match (self.found, self.look) {
            (0, 0) => f.write_str("Nothing was found that could identify someone"),
            (0, look) => write!(f, "{} {are} worth a look", things(look)),
            (found, 0) => write!(f, "{} could identify someone", things(found)),
            (found, look) => {
                write!(f, "{} could identify someone, and {look} more {are} worth a look", things(found))
            }
        }
    }
}

impl TwinKey {
    /// The key of these words as this kind of detail: capitals and white space make no difference.
    #[must_use]
    pub fn of(label: Label, words: &str) -> Self {
        // FNV-1a. It need not be secret or hard to forge: whoever posts it chooses about their own words.
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut add = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        label.code().bytes().for_each(&mut add);
        for word in words.split_whitespace() {
            add(b' ');
            for letter in word.chars().map(lower_letter) {
                letter.encode_utf8(&mut [0; 4]).bytes().for_each(&mut add);
            }
        }
        Self(hash)
    }
}

impl fmt::Display for TwinKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for TwinKey {
    type Err = std::num::ParseIntError;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(code, 16).map(Self)
    }
}

impl Choice {
    /// The name used in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Cut => "cut",
            Self::Leave => "leave",
        }
    }

    /// The choice of that name; whatever else was posted changes nothing.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        [Self::Change, Self::Cut].into_iter().find(|choice| choice.code() == code).unwrap_or(Self::Leave)
    }
}

//! Names of people: an additive score from word lists, capitals and company, then a second look through the text.

mod again;
mod bare_words;
mod company;
mod evidence;
mod initials;
mod spans;
mod titles;

use crate::document::Document;
use crate::words::Word;

pub(crate) use again::distance;
pub(crate) use evidence::word_like;

/// Scores at or above this are names.
pub(super) const LIKELY: i32 = 6;
/// Scores at or above this are surely names.
pub(super) const CERTAIN: i32 = 10;
/// Scores at or above this are offered quietly.
pub(super) const LOOK: i32 = 4;

/// Names that are also nouns which need no article: "hope is not a plan", "grace was all we had".
pub(super) const BARE_NOUNS: &[Word] = words![
    "hope",
    "grace",
    "faith",
    "joy",
    "patience",
    "charity",
    "mercy",
    "prudence",
    "felicity",
    "glory",
    "destiny",
    "harmony",
    "melody",
    "comfort",
    "blessing",
    "gift",
    "precious",
    "honour",
    "honor",
    "summer",
    "autumn",
    "winter",
    "may",
    "april",
    "june",
    "august",
    "will",
    "dawn",
    "amber",
    "ivory",
    "jade",
    "sunday",
    "monday",
    "friday",
    "holly",
    "ivy",
    "heather",
    "ginger",
    "brandy",
    "sherry",
    "clay",
    "sage",
    "rosemary",
    "basil",
    "coral",
    "pearl",
    "velvet",
    "art",
    "chance",
    "love",
    "rich",
    "young",
    "grant",
    "mark",
    "mat",
    "king",
    "prince",
    "princess",
    "duke",
    "major",
    "noble",
    "royal",
    "star",
    "prosper",
    "earnest",
    "merry",
    "sunny",
    "rusty",
    "stew",
    "bear",
    "rob",
    "sue",
    "drew",
    "chase",
    "frank",
    "gay",
    "gene",
    "trinity",
    "divine",
    "cherish",
    "lucky",
    "windy",
    "misty",
    "sandy",
    "winsome",
    "woody",
    "crystal",
    "diamond",
    "ebony",
    "miles",
    "van",
    "page",
    "ward",
    "walker",
    "cliff",
    "lance",
    "piers",
    "mason",
    "hunter",
    "tanner",
    "angel",
    "violet",
    "olive",
    "lily",
    "iris",
    "poppy",
    "daisy",
    "rose",
    "robin",
    "sparrow",
    "raven",
    "wren",
    "phoenix",
    "scout",
    "mouse",
    "penny",
    "victor",
    "reed",
    "ray",
    "norm",
    "opal",
    "nova",
    "roman",
    "maria",
    "sierra",
    "china",
    "florence",
    "victoria",
    "chelsea",
    "carol",
    "christian",
    "guy",
    "dean",
    "earl",
    "abbey",
    "spring",
];

/// Finds names: initials, then scored words, then their twins.
pub(crate) fn scan(document: &mut Document<'_>) {
    initials::scan(document);
    let scored = evidence::score_all(document);
    document.points = scored.iter().map(|score| score.points).collect();
    let accepted = spans::claim_all(document, scored);
    again::scan(document, &accepted);
}

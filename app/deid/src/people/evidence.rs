//! How much speaks for a word being a name. Each sign adds or takes a few points; the strongest gives the reason.

use crate::cue;
use crate::document::{Case, Document};
use crate::lexicon::Class;
use crate::token::{Gap, Kind, Shape, Token};

use super::bare_words::{beside_by_and, speaking_nickname};
use super::company::{left_points, right_points};

/// A word's score and the sign that spoke loudest for it.
#[derive(Clone, Copy, Default)]
pub(super) struct Score {
    pub(super) points: i32,
    pub(super) why: Why,
}

/// The loudest sign.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Why {
    /// Known as a name.
    #[default]
    Listed,
    /// In no list of words.
    Unknown,
    /// After a title.
    Title,
    /// After a word for kin or a person; how many tokens before.
    Kin,
    /// After "called" and the like.
    Called,
    /// Before a deed of people.
    Deed,
    /// Beside another name.
    Beside,
    /// After a greeting.
    Greeting,
}

/// Scores every token of a document.
pub(super) fn score_all(document: &Document<'_>) -> Vec<Score> {
    let mut scores = vec![Score { points: -99, why: Why::Listed }; document.len()];
    for i in 0..document.len() {
        let token = document.t(i);
        let plain =
            token.class.any(Class::COMMON) && !token.class.any(Class::GIVEN) && token.shape == Shape::Lower;
        let worth = token.kind == Kind::Word
            && document.taken(i).is_none()
            && (token.len() > 1 || token.odd)
            && !(token.has(cue::TITLE) && !token.has(cue::SOFT_TITLE) && token.len() <= 4);
        if worth && !(plain && document.case(i) == Case::Print) {
            let before =
                i.checked_sub(1).and_then(|j| scores.get(j)).is_some_and(|s| s.points >= super::LIKELY);
            if let Some(slot) = scores.get_mut(i) {
                *slot = score(document, i, before);
            }
        }
    }
    scores
}

fn class_points(class: Class) -> i32 {
    let known = |bits: u8| class.any(bits);
    if class.is_unknown() {
        3
    } else if known(Class::EPONYM) {
        if known(Class::TOWN) { -4 } else { i32::from(known(Class::GIVEN)) * 2 - 1 }
    } else if known(Class::TOWN) {
        if known(Class::COMMON) { -6 } else { i32::from(known(Class::FAMILY)) * 2 }
    } else if known(Class::PROPER) {
        if known(Class::GIVEN) { -2 } else { -8 }
    } else if known(Class::COMMON) {
        if known(Class::GIVEN) { 0 } else { -7 }
    } else if known(Class::SAFE) {
        -8
    } else if known(Class::GIVEN) {
        5
    } else {
        4
    }
}

fn shape_points(token: &Token, case: Case) -> i32 {
    match (case, token.shape) {
        (Case::Print, Shape::Camel) if token.class.is_unknown() && !token.odd => 0,
        (Case::Print, Shape::Title | Shape::Camel) if token.first.is_ascii_uppercase() || token.odd => {
            match (token.opens, token.class.is_unknown() && token.len() > 3) {
                (true, true) => 3,
                (true, false) => 1,
                _ => 4,
            }
        }
        (Case::Print, Shape::Upper) if token.class.any(Class::EPONYM) || token.len() <= 3 => -8,
        (Case::Print, Shape::Upper) => {
            if token.class.any(Class::GIVEN | Class::FAMILY) {
                2
            } else {
                -4
            }
        }
        (Case::Print, _) => {
            if token.class.any(Class::GIVEN) && !token.class.any(Class::COMMON) {
                -3
            } else {
                -7
            }
        }
        (Case::Lower, Shape::Title | Shape::Camel) => {
            if token.opens {
                1
            } else {
                4
            }
        }
        (Case::Lower, Shape::Upper) => -3,
        (Case::Lower, Shape::Lower) | (Case::Upper, _) => 0,
    }
}

fn score(document: &Document<'_>, i: usize, after_name: bool) -> Score {
    let token = document.t(i);
    let case = document.case(i);
    let strong_name = token.class.any(Class::GIVEN | Class::FAMILY)
        && !token.class.any(Class::COMMON | Class::PROPER | Class::EPONYM | Class::TOWN);
    let mut points = class_points(token.class) + shape_points(token, case);
    let mut why = if token.class.is_unknown() { Why::Unknown } else { Why::Listed };
    if token.odd && token.shape != Shape::Lower {
        points += 2;
    }
    if token.class.is_unknown() {
        points -= word_like(document, i);
        if token.len() <= 2 {
            points -= 2
        }
    }
    let ambiguous = token.class.any(Class::GIVEN) && token.class.any(Class::COMMON | Class::PROPER);
    let (left, left_why, bound) = left_points(document, i, strong_name);
    let right = right_points(document, i, ambiguous);
    points += left + right;
    if left >= right.max(2) {
        why = left_why;
    } else if right >= 3 {
        why = Why::Deed;
    }
    // A given name and a family name stand side by side.
    if after_name
        && document.t(i).gap <= Gap::Line
        && (!token.opens || document.t(i).gap == Gap::Line)
        && document.t(i.wrapping_sub(1)).kind == Kind::Word
        && !document.t(i.wrapping_sub(1)).possessive
    {
        let same = token.shape == document.before(i, 1).shape || case != Case::Print;
        if same && (case == Case::Print || !token.class.any(Class::COMMON | Class::SAFE)) {
            points += if case == Case::Print { 6 } else { 4 };
            why = Why::Beside;
        }
    }
    let next = document.t(i + 1);
    if case != Case::Print
        && token.class.any(Class::GIVEN)
        && !token.class.any(Class::COMMON)
        && next.gap <= Gap::Line
        && next.kind == Kind::Word
        && (next.class.is_unknown() || next.class.any(Class::FAMILY))
        && !next.class.any(Class::COMMON)
    {
        points += 1;
    }
    // In a text without capitals, a listed name that is no word needs little more.
    if case != Case::Print && strong_name && token.class.any(Class::GIVEN) && token.len() > 2 {
        points += 1;
    }
    // A capital in mid-sentence after "called" or "her son" needs nothing more.
    let capital = case == Case::Print && token.shape == Shape::Title && !token.opens;
    if bound
        && capital
        && matches!(left_why, Why::Called | Why::Kin)
        && left >= 5
        && right > -3
        && !token.class.any(Class::SAFE)
    {
        points = points.max(super::LIKELY + 1);
    }
    if speaking_nickname(document, i) {
        points += 10;
        why = Why::Deed;
    }
    if case != Case::Print && beside_by_and(document, i) {
        points = (points + 4).max(if token.class.any(Class::COMMON) { super::LIKELY } else { 0 });
        why = Why::Beside;
    }
    if part_of_given_name(document, i) {
        points = points.max(super::LIKELY);
    }
    // "Kübler-Ross", "St George's cross".
    let before = document.before(i, 1);
    if before.is_sign(b'-')
        && before.gap == Gap::None
        && token.gap == Gap::None
        && document.before(i, 2).class.any(Class::SAFE | Class::EPONYM)
        || document.is_any(i.wrapping_sub(1), words!["st", "saint"])
        || before.is_sign(b'.') && document.is(i.wrapping_sub(2), "st")
    {
        points -= 8;
    }
    // Known as "Badger": what is put in quotation marks after such words is a name whatever else it is.
    let quoted = before.is_sign(b'"') && document.sign(i + 1, b'"') && token.is_capital();
    let known_as = quoted
        && (2..=9).any(|n| document.has(i.wrapping_sub(n), cue::NAMING | cue::NAME_WORD))
        && document
            .is_any(i.wrapping_sub(2), words!["as", "called", "nickname", "nicknamed", "name", "him", "her"]);
    if known_as {
        return Score { points: super::LIKELY + 1, why: Why::Called };
    }
    // Theorists and brands speak and act in textbooks: only a title, kin or a given name before makes them people.
    if token.class.any(Class::EPONYM | Class::SAFE | Class::TOWN) && !bound && !after_name {
        let given = token.class.any(Class::GIVEN);
        points = points.min(if given { super::LIKELY + 1 } else { super::LOOK });
    }
    Score { points, why }
}

/// "Jun-ho", "Mei-ling": a short capitalised syllable joined to one in lower case that no list of words has.
fn part_of_given_name(document: &Document<'_>, i: usize) -> bool {
    let (token, joint, rest) = (document.t(i), document.t(i + 1), document.t(i + 2));
    token.shape == Shape::Title
        && !token.opens
        && (2..=5).contains(&token.len())
        && document.case(i) == Case::Print
        && joint.is_sign(b'-')
        && joint.gap == Gap::None
        && rest.gap == Gap::None
        && rest.kind == Kind::Word
        && rest.shape == Shape::Lower
        && (2..=5).contains(&rest.len())
        && (rest.class.is_unknown()
            || rest.class.any(Class::GIVEN) && !rest.class.any(Class::COMMON)
            || document.is_any(i + 2, words!["ho", "mi", "sun", "so", "hun", "ling"]))
        && !token.class.any(Class::SAFE | Class::EPONYM)
        && !document
            .is_any(i, words!["pre", "post", "re", "non", "wi", "sub", "mid", "anti", "de", "un", "ex", "co"])
}

/// Takes points from unknown words that are built like words of medicine or plain English.
pub(crate) fn word_like(document: &Document<'_>, i: usize) -> i32 {
    const ENDINGS: &[&[u8]] = &[
        b"azepam",
        b"azole",
        b"cillin",
        b"mycin",
        b"olol",
        b"pril",
        b"sartan",
        b"statin",
        b"caine",
        b"mab",
        b"dipine",
        b"oxacin",
        b"azine",
        b"idone",
        b"orphine",
        b"ectomy",
        b"otomy",
        b"ostomy",
        b"oscopy",
        b"itis",
        b"osis",
        b"aemia",
        b"emia",
        b"ology",
        b"opathy",
        b"ography",
        b"ogram",
        b"plasty",
        b"plegia",
        b"oma",
        b"uria",
        b"algia",
        b"rrhoea",
        b"pnoea",
        b"tion",
        b"sion",
        b"ness",
        b"ment",
        b"able",
        b"ible",
        b"ously",
        b"ising",
        b"ised",
        b"ated",
        b"ating",
        b"ingly",
        b"fully",
        b"ities",
        b"ology",
        b"onium",
        b"amide",
        b"nib",
        b"tinib",
        b"gliptin",
        b"parin",
        b"afil",
        b"setron",
        b"prazole",
        b"phylline",
        b"thiazide",
        b"barbital",
        b"iasis",
        b"cytic",
        b"genic",
        b"ectal",
        b"ular",
        b"oid",
        b"ically",
        b"lessly",
    ];
    let word = document.word(i);
    let token = document.t(i);
    let ends = |ending: &[u8]| {
        word.len() > ending.len() + 1 && word[word.len() - ending.len()..].eq_ignore_ascii_case(ending)
    };
    if word.len() > 5 && ENDINGS.iter().any(|ending| ends(ending)) {
        return if token.is_capital() && !token.opens { 2 } else { 4 };
    }
    let plain_case = token.shape == Shape::Lower || document.case(i) == Case::Upper || token.opens;
    if plain_case
        && word.len() > 4
        && [&b"ing"[..], b"ed", b"ly", b"ive", b"ous", b"ful", b"ic"].iter().any(|ending| ends(ending))
    {
        return 3;
    }
    if plain_case && misspelt(document, word) { 3 } else { 0 }
}

/// Whether the word is a common one but for a letter left out, doubled, or two swapped.
fn misspelt(document: &Document<'_>, word: &[u8]) -> bool {
    if !(5..=14).contains(&word.len()) {
        return false;
    }
    let mut trial = [0_u8; 16];
    let common = |word: &[u8]| {
        let class = document.lexicon.class_of(word);
        class.any(Class::COMMON) && !class.any(Class::GIVEN | Class::TOWN)
    };
    for skip in 1..word.len() {
        let shorter = &mut trial[..word.len() - 1];
        shorter[..skip].copy_from_slice(&word[..skip]);
        shorter[skip..].copy_from_slice(&word[skip + 1..]);
        let doubled = word[skip] == word[skip - 1] || matches!(word[skip], b'e' | b'E');
        if doubled && common(shorter) {
            return true;
        }
        let swapped = &mut trial[..word.len()];
        swapped.copy_from_slice(word);
        swapped.swap(skip - 1, skip);
        if word[skip] != word[skip - 1] && common(swapped) {
            return true;
        }
        let longer = &mut trial[..word.len() + 1];
        longer[..=skip].copy_from_slice(&word[..=skip]);
        longer[skip] = word[skip - 1];
        longer[skip + 1..].copy_from_slice(&word[skip..]);
        if common(longer) {
            return true;
        }
    }
    false
}

//! Towns and villages that the name scorer left.

use crate::cue;
use crate::document::{Case, Document};
use crate::lexicon::Class;
use crate::token::{Gap, Kind, Shape};
use crate::{Certainty, Label};

/// Finds towns.
pub(crate) fn towns(document: &mut Document<'_>) {
    let mut i = 0;
    while i < document.len() {
        i = town(document, i).unwrap_or(i + 1);
    }
    for i in 0..document.len() {
        on_a_river(document, i);
    }
}

/// How many words of a place may stand before the dash.
const MOST_BEFORE: usize = 8;

/// "Bradford-on-Avon", "St Mary-in-the-Marsh": what is joined to a place by a dash and a little word is its name too.
fn on_a_river(document: &mut Document<'_>, i: usize) {
    let place = |document: &Document<'_>, k: usize| document.taken(k) == Some(Label::Place);
    let linked = document.sign(i + 1, b'-')
        && document.joined(i + 1)
        && document.joined(i + 2)
        && document.is_any(i + 2, words!["on", "in", "by", "upon", "le", "under", "the", "next", "cum"]);
    if !place(document, i) || !linked || !document.is_free(i + 1..i + 3) {
        return;
    }
    let mut end = i + 3;
    while document.sign(end, b'-')
        && document.joined(end)
        && document.joined(end + 1)
        && document.t(end + 1).kind == Kind::Word
        && document.is_free(end..end + 2)
    {
        end += 2;
    }
    let mut start = i;
    while start > 0
        && i - start < MOST_BEFORE
        && place(document, start - 1)
        && document.t(start).gap <= Gap::Space
    {
        start -= 1;
    }
    if end > i + 3 {
        document.release(start..i + 1, &[Label::Place]);
        document.claim(start..end, Label::Place, Certainty::Likely, "a town or village");
    }
}

fn town(document: &mut Document<'_>, i: usize) -> Option<usize> {
    let token = document.t(i);
    if token.kind == Kind::Word
        && token.shape == Shape::Title
        && document.is(i + 1, "city")
        && document.t(i + 1).is_capital()
        && document.is_free(i..i + 2)
        && document.has(i.wrapping_sub(1), cue::WHERE)
    {
        return document.claim(i..i + 2, Label::Place, Certainty::Likely, "a city").then_some(i + 2);
    }
    // "Sycamore Cottage, Lower Wick": what follows an address or a house is a place too.
    let after_house = document.sign(i.wrapping_sub(1), b',')
        && matches!(document.taken(i.wrapping_sub(2)), Some(Label::Address | Label::Place))
        && token.kind == Kind::Word
        && token.shape == Shape::Title
        && document.case(i) == Case::Print
        && token.len() > 2
        && !token.class.any(Class::SAFE | Class::PROPER)
        && !token.has(cue::TITLE | cue::PRONOUN | cue::AUX | cue::KIN)
        && document.taken(i).is_none();
    if after_house {
        let mut end = i + 1;
        while document.t(end).shape == Shape::Title
            && document.t(end).kind == Kind::Word
            && document.t(end).gap == Gap::Space
            && document.taken(end).is_none()
            && end < i + 3
        {
            end += 1;
        }
        return document
            .claim(i..end, Label::Place, Certainty::Likely, "a place after a house or an address")
            .then_some(end);
    }
    if let Some(end) = built_like_a_town(document, i) {
        return document
            .claim(i..end, Label::Place, Certainty::Likely, "a word built like the name of a town or village")
            .then_some(end);
    }
    if token.kind != Kind::Word
        || !token.class.any(Class::TOWN)
        || document.taken(i).is_some()
        || token.len() < 3
    {
        return None;
    }
    let print = document.case(i) == Case::Print;
    let led = document.has(i.wrapping_sub(1), cue::WHERE);
    let strong_led = document.is_any(
        i.wrapping_sub(1),
        words![
            "in", "from", "near", "to", "at", "outside", "towards", "via", "leaving", "nr", "frm", "around"
        ],
    ) || document.sign(i.wrapping_sub(1), b',')
        && matches!(document.taken(i.wrapping_sub(2)), Some(Label::Address | Label::Place))
        || document.taken(i.wrapping_sub(1)) == Some(Label::Address);
    let word_too = token.class.any(Class::COMMON);
    let eponym = token.class.any(Class::EPONYM);
    let next = document.t(i + 1);
    let thing = next.has(cue::THING | cue::ORG) || next.is_sign(b'-') && next.gap == Gap::None;
    let capital = token.shape == Shape::Title || !print && token.shape != Shape::Lower;
    let team = document.is_any(
        i + 1,
        words![
            "united",
            "city",
            "town",
            "rovers",
            "wanderers",
            "athletic",
            "albion",
            "thistle",
            "county",
            "fc",
            "scarf",
            "shirt",
            "fan",
            "supporter",
            "game",
            "match",
        ],
    ) && next.gap == Gap::Space;
    let fits = if print {
        capital && if word_too || eponym { strong_led && !thing && !(token.opens) } else { !thing && !team }
    } else {
        strong_led && !thing && (!word_too || token.shape == Shape::Title && !token.opens)
            || led && !word_too && !eponym && !thing
            || !word_too
                && !eponym
                && !token.class.any(Class::FAMILY)
                && document.sign(i.wrapping_sub(1), b',')
                && matches!(next.first, b',' | b'.' | b';')
                && next.kind == Kind::Sign
    };
    if !fits {
        return None;
    }
    let mut end = i + 1;
    // "Merthyr Tydfil", "Abbey Wood", "Stoke-on-Trent"
    loop {
        let next = document.t(end);
        if next.is_sign(b'-')
            && next.gap == Gap::None
            && document.t(end + 1).gap == Gap::None
            && document.t(end + 1).kind == Kind::Word
            && document.taken(end + 1).is_none()
        {
            end += 2;
        } else if print
            && next.kind == Kind::Word
            && next.shape == Shape::Title
            && next.gap == Gap::Space
            && document.taken(end).is_none()
            && end < i + 3
            && !next.has(cue::WEEKDAY | cue::MONTH)
        {
            end += 1;
        } else {
            break;
        }
    }
    let reason = "a town or village";
    document.claim(i..end, Label::Place, Certainty::Likely, reason).then_some(end)
}

/// "fallowfield", "in llanfrynach": a word of no list with the beginning or ending of British place names.
fn built_like_a_town(document: &Document<'_>, i: usize) -> Option<usize> {
    const ENDS: &[&[u8]] = &[
        b"ton", b"ham", b"ford", b"field", b"bury", b"wick", b"worth", b"ley", b"thorpe", b"mouth",
        b"minster", b"chester", b"cester", b"bridge", b"burgh", b"borough", b"stead", b"hurst", b"combe",
        b"dale", b"well", b"wood", b"pool", b"port", b"shire", b"brough", b"hithe", b"holme", b"haven",
        b"head", b"gate", b"stow", b"thwaite", b"mere", b"dean", b"den", b"ness", b"wold",
    ];
    const STARTS: &[&[u8]] = &[
        b"llan", b"aber", b"inver", b"bally", b"pont", b"strath", b"kirk", b"auchter", b"clon", b"drum",
        b"tre", b"lis", b"kil", b"rath",
    ];
    let token = document.t(i);
    if token.kind != Kind::Word
        || !token.class.is_unknown()
        || token.len() < 6
        || token.possessive
        || document.taken(i).is_some()
        || token.cues != 0
    {
        return None;
    }
    let word = document.word(i).to_ascii_lowercase();
    let built = ENDS.iter().any(|end| word.len() > end.len() + 2 && word.ends_with(end))
        || STARTS.iter().any(|start| word.len() > start.len() + 3 && word.starts_with(start));
    let print = document.case(i) == Case::Print;
    if !built || print && token.shape != Shape::Title {
        return None;
    }
    let next = document.t(i + 1);
    let led = document.has(i.wrapping_sub(1), cue::WHERE)
        && !document.is_any(i.wrapping_sub(1), words!["to", "of", "left", "off"]);
    let between = |j: usize| matches!(document.t(j).first, b',' | b'.' | b';' | b')');
    let set_off = document.sign(i.wrapping_sub(1), b',') && next.kind == Kind::Sign && between(i + 1);
    let thing = next.has(cue::THING) && !print;
    ((led || set_off) && !thing).then_some(i + 1)
}

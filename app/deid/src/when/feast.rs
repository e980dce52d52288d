//! Days that have a name and fall on one day of the year.

use crate::document::Document;

const FEASTS: &[&str] = &[
    "good friday",
    "maundy thursday",
    "holy saturday",
    "easter sunday",
    "easter monday",
    "easter saturday",
    "easter morning",
    "easter day",
    "easter eve",
    "palm sunday",
    "ash wednesday",
    "shrove tuesday",
    "pancake day",
    "mothering sunday",
    "whit sunday",
    "whit monday",
    "trinity sunday",
    "boxing day",
    "christmas eve",
    "christmas day",
    "christmas morning",
    "christmas night",
    "xmas eve",
    "xmas day",
    "new years eve",
    "new years day",
    "new years night",
    "new year s day",
    "new year eve",
    "valentines day",
    "valentine day",
    "mothers day",
    "fathers day",
    "april fools day",
    "april fool s",
    "remembrance sunday",
    "remembrance day",
    "armistice day",
    "bonfire night",
    "guy fawkes night",
    "burns night",
    "all saints day",
    "all souls day",
    "all hallows eve",
    "may day",
    "labour day",
    "midsummers day",
    "midsummer day",
    "midsummer eve",
    "twelfth night",
    "independence day",
    "republic day",
    "thanksgiving day",
    "canada day",
    "anzac day",
    "bastille day",
    "ve day",
    "vj day",
    "d-day",
    "stephens day",
    "st stephens day",
    "bank holiday monday",
    "august bank holiday",
    "may bank holiday",
    "spring bank holiday",
    "late may bank holiday",
    "platinum jubilee",
    "coronation day",
    "heroes day",
    "constitution day",
    "orthodox christmas day",
    "chinese new years day",
    "world mental health day",
    "day of the dead",
    "three kings day",
    "eid morning",
    "eid day",
    "diwali night",
    "yom kippur",
    "ashura",
    "guy fawkes",
    "plough monday",
    "stir-up sunday",
    "candlemas",
    "lammas day",
    "lady day",
    "michaelmas day",
    "election day",
    "polling day",
    "midwinters day",
    "winter solstice",
    "summer solstice",
    "hogmanay",
    "leap day",
    "stephen s day",
    "emancipation day",
    "international nurses day",
    "passion sunday",
    "low sunday",
    "advent sunday",
    "whit sunday",
    "pentecost sunday",
    "rogation sunday",
    "epiphany",
    "michaelmas",
    "martinmas",
    "halloween",
    "hallowe en",
    "ascension day",
    "assumption day",
    "christmas morn",
    "new years morning",
    "st lucys day",
];

/// If a feast begins at token `i`, the token after it.
pub(super) fn feast(document: &Document<'_>, i: usize) -> Option<usize> {
    let proper = document.t(i).class.any(crate::lexicon::Class::PROPER);
    if !(proper || document.has(i, crate::cue::FEAST)) {
        return None;
    }
    FEASTS.iter().filter_map(|feast| matches(document, i, feast)).max().or_else(|| saints_day(document, i))
}

fn matches(document: &Document<'_>, i: usize, feast: &str) -> Option<usize> {
    let mut at = i;
    for word in feast.split(' ') {
        for part in word.split('-') {
            if document.sign(at, b'-') {
                at += 1;
            }
            let bare = part.strip_suffix('s').filter(|_| document.t(at).possessive);
            if !document.is(at, part) && !bare.is_some_and(|bare| document.is(at, bare)) {
                return None;
            }
            at += 1;
            // All Saints' Day: the apostrophe after a plural stands alone.
            if document.sign(at, b'\'') {
                at += 1;
            }
        }
    }
    Some(at)
}

/// "St David's Day", "Saint Patrick's night", "Jamaican Independence Day".
fn saints_day(document: &Document<'_>, i: usize) -> Option<usize> {
    let saint = document.is_any(i, words!["st", "saint", "sant"]);
    let at = if document.sign(i + 1, b'.') { i + 2 } else { i + 1 };
    if saint && document.is_any(at + 1, words!["day", "night", "eve"]) && document.t(at).len() > 3 {
        return Some(at + 2);
    }
    let proper = document.t(i).class.any(crate::lexicon::Class::PROPER);
    if proper
        && document.is_any(i + 1, words!["independence", "republic", "national", "heroes"])
        && document.is(i + 2, "day")
    {
        return Some(i + 3);
    }
    None
}

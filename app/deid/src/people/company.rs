//! What the words before and after say for and against a name.

use crate::cue;
use crate::document::{Case, Document};
use crate::lexicon::Class;
use crate::token::{Gap, Kind, Shape, Token};

use super::evidence::Why;

const SAYS: &[&str] = &[
    "said",
    "says",
    "asked",
    "asks",
    "told",
    "tells",
    "replied",
    "whispered",
    "rang",
    "phoned",
    "texted",
    "thanked",
    "hugged",
    "laughed",
    "cried",
    "smiled",
    "nodded",
    "wrote",
    "explained",
    "answered",
    "shouted",
    "wept",
    "emailed",
    "apologised",
    "sed",
    "messaged",
    "agreed",
    "admitted",
    "reckons",
    "winked",
    "grinned",
];

/// Points from the words before, the reason, and whether they bind (a title, kin, "called").
pub(super) fn left_points(document: &Document<'_>, i: usize, strong: bool) -> (i32, Why, bool) {
    let token = document.t(i);
    let case = document.case(i);
    if token.gap == Gap::Paragraph {
        return (0, Why::Listed, false);
    }
    let mut j = i.wrapping_sub(1);
    if document.sign(j, b'.')
        && document.t(j).gap == Gap::None
        && document.has(j.wrapping_sub(1), cue::TITLE)
        && document.t(j.wrapping_sub(1)).len() <= 4
    {
        j = j.wrapping_sub(1);
    }
    // Initials between a title and the name: "Mrs A. G. Parry".
    let mut back = j;
    while (document.sign(back, b'.') || document.t(back).kind == Kind::Word && document.t(back).len() == 1)
        && back > i.saturating_sub(7)
        && back != usize::MAX
    {
        back = back.wrapping_sub(1);
    }
    if document.has(back, cue::TITLE) {
        j = back;
    }
    let before = document.t(j);
    let function = token.has(
        cue::AUX
            | cue::PRONOUN
            | cue::WHERE
            | cue::WITH
            | cue::DEED
            | cue::ARTICLE
            | cue::KIN
            | cue::MEASURE
            | cue::PERSON
            | cue::TO_PERSON
            | cue::THING
            | cue::PLACE_HEAD,
    ) && !strong;
    let namelike = if case == Case::Print {
        token.is_capital() || strong
    } else {
        !token.class.any(Class::COMMON | Class::SAFE | Class::RARE | Class::PROPER)
            || token.class.any(Class::GIVEN)
    };
    if before.has(cue::TITLE) && !before.has(cue::SOFT_TITLE) {
        let title_shape = before.len() > 2
            || before.is_capital()
            || case != Case::Print
            || token.is_capital()
            || document.is_any(j, &["dr", "mr", "ms"]) && !token.class.any(Class::COMMON);
        let title_shape = title_shape && !(token.class.any(Class::EPONYM) && document.has(i + 1, cue::THING));
        if title_shape
            && (namelike || !function && (case != Case::Print || before.is_capital() && token.is_capital()))
        {
            return (14, Why::Title, true);
        }
    }
    if before.has(cue::SOFT_TITLE) && namelike && (token.is_capital() || !function) {
        let joined_by_case = case != Case::Print || token.is_capital();
        if joined_by_case && !(function && case == Case::Upper) {
            return (
                if strong || token.class.is_unknown() || case == Case::Print && before.is_capital() {
                    7
                } else {
                    4
                },
                Why::Title,
                true,
            );
        }
    }
    if before.has(cue::TITLE)
        && !before.has(cue::SOFT_TITLE)
        && case == Case::Print
        && (strong || token.class.is_unknown())
        && document.is_any(j, &["mr", "mrs", "dr", "ms", "miss"])
    {
        return (18, Why::Title, true);
    }
    if function && case != Case::Print {
        return (-6, Why::Listed, false);
    }
    // Quotes and commas between: "her son, Chidi"; 'known as "Mouse"'.
    let mut k = j;
    let mut comma = false;
    while matches!(document.t(k).first, b',' | b'"' | b'\'' | b'(' | b':' | b'-' | b'=')
        && document.t(k).kind == Kind::Sign
        && i.wrapping_sub(k) < 4
    {
        comma |= !matches!(document.t(k).first, b'"' | b'\'');
        k = k.wrapping_sub(1);
    }
    let gapped = document.t(k);
    if namelike {
        let named = gapped.has(cue::NAMING)
            && !gapped.possessive
            && !(document.is(k, "called") && token.class.any(Class::COMMON) && case != Case::Print)
            || document.is(k, "as") && document.has(k.wrapping_sub(1), cue::NAMING)
            || gapped.has(cue::BEING) && document.has(k.wrapping_sub(1), cue::NAME_WORD)
            || gapped.has(cue::NAME_WORD) && (comma || gapped.shape != Shape::Lower || case == Case::Lower);
        let called_by = document.has(k.wrapping_sub(1), cue::NAMING) && gapped.has(cue::PRONOUN | cue::KIN);
        if named || called_by {
            return (
                if document.is_any(k, &["known", "goes", "known", "signed"]) { 3 } else { 6 },
                Why::Called,
                true,
            );
        }
        if gapped.has(cue::KIN) && !(comma && document.t(k).possessive) {
            let owned =
                document.has(k.wrapping_sub(1), cue::OWNER) || document.t(k.wrapping_sub(1)).possessive;
            let word = document.t(k).has(cue::PERSON | cue::PRONOUN) && !owned;
            let points = i32::from(!comma) * 2 + i32::from(owned) * 2 + 2;
            return (if word { points.min(3) } else { points }, Why::Kin, owned || !comma);
        }
        if gapped.has(cue::PERSON)
            && document.sign(j, b'"')
            && token.is_capital()
            && document.sign(i + 1, b'"')
        {
            return (6, Why::Called, true);
        }
        if gapped.has(cue::PERSON) {
            return (if comma { 2 } else { 4 }, Why::Kin, !comma);
        }
        if before.has(cue::GREETING) {
            return (4, Why::Greeting, false);
        }
        if before.has(cue::NICKNAMING)
            && (strong || token.class.is_unknown() || token.is_capital() && before.is_capital())
        {
            return (4, Why::Called, true);
        }
    }
    if before.has(cue::ARTICLE) && !before.has(cue::OWNER) {
        let family = document.is_any(
            i + 1,
            &["family", "parents", "children", "brothers", "sisters", "twins", "household", "lads", "girls"],
        );
        return (if family { 3 } else { -4 }, Why::Listed, false);
    }
    if before.has(cue::OWNER) {
        return (-2, Why::Listed, false);
    }
    if before.has(cue::TO_PERSON) {
        let strong_verb = before.has(cue::WITH) && document.is_any(j, &["told", "asked", "with", "cc"])
            || document.is_any(
                j,
                &[
                    "rang", "met", "thanked", "hugged", "phoned", "texted", "emailed", "nursed", "tell",
                    "ask", "visited", "helped", "washed", "says",
                ],
            );
        let ambiguous = token.class.any(Class::COMMON | Class::PROPER);
        return (if strong_verb { 2 } else { i32::from(!ambiguous) }, Why::Listed, false);
    }
    (0, Why::Listed, false)
}

/// Points from the words after.
pub(super) fn right_points(document: &Document<'_>, i: usize, ambiguous: bool) -> i32 {
    let token = document.t(i);
    let next = document.t(i + 1);
    let mut points = 0;
    if token.possessive {
        points += 2;
    }
    if next.gap == Gap::Paragraph {
        return points;
    }
    let bare = ambiguous && bare_subject(document, i);
    if bare {
        points += 7;
    }
    let mut at = i + 1;
    if next.is_sign(b',') || next.is_sign(b'(') {
        let bracket = next.is_sign(b'(');
        at += 1;
        if document.has(at, cue::OWNER | cue::ARTICLE) && document.has(at + 1, cue::KIN | cue::PERSON) {
            return points + 6;
        }
        if document.taken(at) == Some(crate::Label::Age) {
            return points + 6;
        }
        if document.has(at, cue::KIN) && !document.has(at, cue::PRONOUN) {
            return points + 2;
        }
        if document.is(at, "who") || bracket && document.number(at).is_some_and(|n| (16..110).contains(&n)) {
            return points + 3;
        }
        return points;
    }
    if next.is_sign(b'-') && next.gap == Gap::None || next.is_sign(b'/') {
        return points;
    }
    if next.kind == Kind::Word
        && next.has(cue::THING)
        && !token.possessive
        && !next.has(cue::TITLE)
        && !next.is_capital_in(document, at)
    {
        return points - 6;
    }
    if token.possessive
        && next.has(cue::THING)
        && !document.is_any(
            at,
            &[
                "bed", "chair", "hand", "body", "tea", "mask", "line", "nurse", "team", "record", "blanket",
                "bag", "box", "cup", "mug", "chart", "form", "bleep", "account", "group", "page", "patch",
                "driver", "pump", "dose", "drain", "report", "study", "centre",
            ],
        )
    {
        return points - 6;
    }
    if next.kind == Kind::Number && next.gap == Gap::Space && token.class.is_unknown() {
        return points - 2;
    }
    if bare {
        return points;
    }
    if ambiguous {
        if document.is_any(at, SAYS) {
            return points + 6;
        }
        if document.is_any(at, &["from", "and"])
            && token.shape == Shape::Title
            && document.has(at + 1, cue::OWNER | cue::ARTICLE | cue::KIN)
            && document.is(at, "from")
        {
            return points + 7;
        }
        let family = next.shape == Shape::Title
            && next.len() > 2
            && next.gap <= Gap::Space
            && !next.opens
            && next.kind == Kind::Word
            && (next.class.is_unknown()
                || next.class.any(Class::FAMILY)
                || next.class.any(Class::TOWN) && !next.class.any(Class::COMMON))
            && document.case(i) == Case::Print;
        if family && token.is_capital() {
            return points + 6;
        }
        return points + i32::from(document.is_any(at, &["who", "whose", "is", "was", "has", "had"]));
    }
    if next.has(cue::DEED) {
        points += 3;
    } else if next.has(cue::AUX)
        && !document.is_any(at, &["and", "or", "then", "also", "just", "always", "never", "still", "been"])
    {
        points +=
            if document.is_any(at, &["was", "had", "wants", "who", "whose", "is", "has"]) { 2 } else { 1 };
    } else if next.is_capital()
        && next.gap <= Gap::Space
        && !next.opens
        && next.class.any(Class::FAMILY | Class::GIVEN)
    {
        points += 2;
    }
    points
}

/// A noun that one could count would need an article before "was" or "said"; without one it is a name.
///
/// In print a capital in mid-sentence says so too.
fn bare_subject(document: &Document<'_>, i: usize) -> bool {
    let token = document.t(i);
    if !token.class.any(Class::COMMON) || token.len() < 3 {
        return false;
    }
    let next = document.t(i + 1);
    if document.case(i) == Case::Print {
        // Words that writers give capitals for other reasons.
        const CAPITALISED: &[&str] = &[
            "may",
            "april",
            "june",
            "august",
            "sunday",
            "monday",
            "friday",
            "summer",
            "autumn",
            "winter",
            "spring",
            "christian",
            "king",
            "prince",
            "princess",
            "royal",
            "duke",
            "major",
            "ward",
            "page",
            "miles",
            "trinity",
            "grace",
            "hope",
            "charity",
            "dawn",
            "joy",
            "mercy",
            "love",
            "glory",
            "patience",
            "faith",
            "mark",
            "guy",
            "dean",
            "angel",
            "star",
            "rose",
            "violet",
            "purple",
        ];
        return !document.is_any(i, CAPITALISED)
            && token.shape == Shape::Title
            && !token.opens
            && !next.is_capital()
            && !document.before(i, 1).is_capital()
            && !document.sign(i.wrapping_sub(1), b'"')
            && !next.is_sign(b'-')
            && !next.has(cue::THING | cue::PLACE_HEAD | cue::STREET | cue::ORG)
            && !document.has(i.wrapping_sub(1), cue::ARTICLE);
    }
    if document.is_any(i, super::BARE_NOUNS) {
        return false;
    }
    let before = document.t(i.wrapping_sub(1));
    let starts = token.opens
        || before.kind == Kind::Sign && matches!(before.first, b',' | b';' | b'.' | b'-')
        || document.is_any(
            i.wrapping_sub(1),
            &[
                "and", "but", "so", "then", "when", "because", "cos", "that", "said", "with", "n", "about",
                "for", "told", "asked", "rang", "after", "before", "while", "as",
            ],
        );
    let acts = document.is_any(
        i + 1,
        &[
            "was", "is", "had", "has", "did", "said", "says", "died", "went", "asked", "told", "wanted",
            "came", "loved", "liked", "knew", "sat", "cried", "laughed", "held", "rang", "wasnt", "didnt",
            "wouldnt",
        ],
    );
    starts && acts && !document.has(i, cue::THING | cue::PLACE_HEAD | cue::MEASURE | cue::TITLE)
}

/// A rare word that speaks or laughs without an article before it is somebody's nickname: "smudge said".
pub(super) fn speaking_nickname(document: &Document<'_>, i: usize) -> bool {
    let token = document.t(i);
    let before = document.t(i.wrapping_sub(1));
    let bare = token.opens
        || before.kind == Kind::Sign && before.first != b'-'
        || document.is_any(i.wrapping_sub(1), &["and", "but", "so", "then", "when", "n", "because", "cos"]);
    token.class.any(Class::RARE)
        && !token.class.any(Class::COMMON)
        && document.case(i) != Case::Upper
        && token.len() >= 3
        && document.word(i).last() != Some(&b's')
        && token.cues == 0
        && bare
        && document.is_any(i + 1, SAYS)
        && !(token.opens && document.t(i + 1).class.any(Class::GIVEN))
}

/// "bex n smiler", "carly and rube": beside a name, a word that is no verb and needs no article.
pub(super) fn beside_by_and(document: &Document<'_>, i: usize) -> bool {
    let token = document.t(i);
    let and = document.is_any(i.wrapping_sub(1), &["and", "n"]) || document.sign(i.wrapping_sub(1), b'&');
    let name = document.t(i.wrapping_sub(2));
    let named = name.kind == Kind::Word
        && (name.class.any(Class::GIVEN) || name.class.is_unknown())
        && !name.class.any(Class::COMMON | Class::RARE | Class::PROPER)
        && !name.possessive;
    let own = document.is_any(i.wrapping_sub(2), &["me", "him", "us", "myself"])
        && (token.class.any(Class::GIVEN | Class::FAMILY) || token.class.is_unknown());
    let next = document.t(i + 1);
    let verbal = [&b"ed"[..], b"ing", b"ly", b"s"].iter().any(|end| document.word(i).ends_with(end));
    and && (named || own)
        && i > 1
        && token.cues == 0
        && token.len() >= 3
        && !verbal
        && (token.class.any(Class::GIVEN | Class::RARE)
            || token.class.is_unknown()
            || document.is(i.wrapping_sub(1), "n")
                && document.word(i).ends_with(b"er")
                && !document.is_any(i, &["over", "after", "later", "never", "under", "other", "another"]))
        && (next.kind == Kind::Sign || next.has(cue::AUX | cue::WHERE | cue::DEED | cue::WITH))
}

impl Token {
    /// Whether it is a capitalised word that may be a family name, as in "Kieran Rounds".
    fn is_capital_in(&self, document: &Document<'_>, i: usize) -> bool {
        self.shape == Shape::Title && document.case(i) == Case::Print && !self.has(cue::THING)
    }
}

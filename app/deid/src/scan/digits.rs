//! Runs of digits: NHS numbers, telephone numbers, and what the words around a number say of it.

use crate::cue::{self, Cues};
use crate::document::Document;
use crate::token::{Gap, Kind};
use crate::words::Word;
use crate::{Certainty, Label};

/// Digits in groups, from one token on.
pub(super) struct Run {
    /// Token after the last group, for each group.
    pub(super) ends: Vec<usize>,
    /// Number of digits up to each group's end.
    pub(super) counts: Vec<usize>,
    /// The digits.
    pub(super) digits: Vec<u8>,
    /// Whether it starts with `+`.
    pub(super) plus: bool,
}

/// Reads groups of digits from token `i`, at most 24 digits.
pub(super) fn run(document: &Document<'_>, i: usize) -> Option<Run> {
    let mut run = Run { ends: Vec::new(), counts: Vec::new(), digits: Vec::new(), plus: false };
    let mut at = i;
    if document.sign(at, b'(') {
        at += 1;
    }
    if document.sign(at, b'+') {
        run.plus = true;
        at += 1;
    }
    loop {
        let token = document.t(at);
        let first = run.digits.is_empty();
        if !first && token.gap > Gap::Line {
            break;
        }
        let before = run.digits.len();
        match token.kind {
            Kind::Number => run.digits.extend_from_slice(document.word(at)),
            Kind::Mixed | Kind::Word if digit_heavy(document.word(at)) => {
                run.digits.extend(document.word(at).iter().map(|b| as_digit(*b).unwrap_or(b'0')));
            }
            _ => break,
        }
        if run.digits.len() > 24 {
            run.digits.truncate(before);
            break;
        }
        at += 1;
        run.ends.push(at);
        run.counts.push(run.digits.len());
        // Between groups: up to two signs of these, close together.
        let mut signs = 0;
        while signs < 2
            && document.t(at).kind == Kind::Sign
            && matches!(document.t(at).first, b'-' | b'.' | b'/' | b'(' | b')' | b'_')
            && document.t(at).gap <= Gap::Space
        {
            at += 1;
            signs += 1;
        }
    }
    (!run.ends.is_empty()).then_some(run)
}

/// A letter that is written or read for a digit.
fn as_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte),
        b'O' | b'o' => Some(b'0'),
        b'l' | b'I' | b'i' => Some(b'1'),
        b'S' => Some(b'5'),
        b'B' => Some(b'8'),
        _ => None,
    }
}

fn digit_heavy(word: &[u8]) -> bool {
    let digits = word.iter().filter(|b| b.is_ascii_digit()).count();
    digits * 2 >= word.len() && word.len() >= 3 && word.iter().all(|b| as_digit(*b).is_some())
}

/// Whether ten digits carry a right NHS check digit.
pub(super) fn is_nhs(digits: &[u8]) -> bool {
    if digits.len() != 10 || digits.iter().all(|d| *d == digits[0]) {
        return false;
    }
    let sum: u32 = digits
        .iter()
        .take(9)
        .zip((2..=10).rev())
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    (11 - sum % 11) % 11 == u32::from(digits[9] - b'0')
}

/// What the words before (and a few after) say that a number is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Said {
    /// The nearest strong cue, or none.
    pub(crate) cue: Cues,
    /// How many tokens lie between.
    pub(super) distance: usize,
    /// A weak word, such as "number" or "ref", stands close.
    pub(super) weak: bool,
}

const STRONG: Cues = cue::NHS_CUE
    | cue::STAFF_CUE
    | cue::RECORD_CUE
    | cue::STOCK_CUE
    | cue::VEHICLE_CUE
    | cue::HANDLE_CUE
    | cue::PHONE_CUE;

/// Words of ambulance crews and control rooms, to whom any job is a patient.
const CREW: &[Word] =
    words!["crew", "crewmate", "ambulance", "hems", "rosc", "cad", "cpr", "paramedic", "defib", "dispatch"];

/// Words of those to whom a "job number" is a repair's.
const REPAIRS: &[Word] = words![
    "estates",
    "repair",
    "repairs",
    "repaired",
    "boiler",
    "plumber",
    "electrician",
    "maintenance",
    "helpdesk",
];

/// Reads the cues around tokens `from..to`.
pub(crate) fn said(document: &Document<'_>, from: usize, to: usize) -> Said {
    let mut said = Said { cue: 0, distance: usize::MAX, weak: false };
    let (mut signs, mut referred) = (0, false);
    for distance in 1..=9 {
        let Some(i) = from.checked_sub(distance) else { break };
        let token = document.t(i);
        let ends_sentence = token.kind == Kind::Sign && matches!(token.first, b'!' | b'?')
            || token.is_sign(b'.')
                && !document.has(i.wrapping_sub(1), STRONG | cue::TITLE)
                && document.t(i + 1).is_capital();
        // "by the back door, ref CM-5520-19": what stands before the comma says nothing of it.
        let parted = referred && matches!(token.first, b',' | b';' | b'(') && token.kind == Kind::Sign;
        if ends_sentence || parted || document.t(i + 1).gap == Gap::Paragraph {
            break;
        }
        signs += usize::from(matches!(token.first, b',' | b';' | b'('));
        if document.is_any(
            i,
            words!["number", "numbers", "no", "num", "ref", "reference", "code", "id", "nr", "nos"],
        ) {
            said.weak |= distance <= 4;
            let reference = document.is_any(i, words!["ref", "reference"]);
            referred |= reference && distance <= 2;
            if reference && distance <= 3 {
                // "ordered ref", "ref for stock": look on for what it is a reference of.
                continue;
            }
            if !document.is_any(i, words!["id"]) {
                continue;
            }
        }
        if token.kind != Kind::Word || !token.has(STRONG) || document.taken(i).is_some() {
            continue;
        }
        if signs > 1 && distance > 4 || signs > 2 {
            break;
        }
        let mut found = token.cues & STRONG;
        let crewed = document.is(i, "job")
            && distance <= 2
            && (document.has_word(CREW) || said.weak && !document.has_word(REPAIRS));
        if crewed {
            found = cue::RECORD_CUE;
            said.weak = true;
        } else if found & cue::STOCK_CUE != 0 && found != cue::STOCK_CUE && !token.has(cue::VEHICLE_CUE) {
            found = cue::STOCK_CUE;
        }
        said.cue = found;
        said.distance = distance;
        break;
    }
    // "the incident is on the system under 20931": an explicit register wins over a stock word further off.
    for i in to..to + 5 {
        let token = document.t(i);
        if token.kind == Kind::Sign && matches!(token.first, b'.' | b'!' | b'?' | b',' | b';') {
            break;
        }
        let numbered = matches!(document.t(i + 1).kind, Kind::Number | Kind::Mixed);
        if document.is_any(i, words!["stock", "lift", "batch", "supplier", "consumables"])
            || document.is(i, "lot") && numbered
        {
            said.cue = cue::STOCK_CUE;
            said.distance = 1;
        }
    }
    said
}

/// NHS and telephone numbers from token `i`. Gives the token after what it found.
pub(super) fn nhs_or_phone(document: &mut Document<'_>, i: usize) -> Option<usize> {
    let run = run(document, i)?;
    if run.digits.len() < 6
        || run.counts.starts_with(&[2, 4, 8])
        || run.counts == [2, 4, 6] && run.digits[0] != b'0'
    {
        return None;
    }
    let said = said(document, i, run.ends.last().copied().unwrap_or(i));
    let stock = said.cue & cue::STOCK_CUE != 0;
    let total = run.digits.len();
    let at = |count: usize| run.counts.iter().position(|c| *c == count).map(|g| run.ends[g]);
    let international = run.plus || run.digits.starts_with(b"00");
    let national = run.digits[0] == b'0' && run.digits.get(1).is_some_and(|d| *d != b'0');
    // "nhs for the tissue people 999 625 5263": with the right check digit it is no number of stock.
    let nhs_close = total == 10
        && is_nhs(&run.digits)
        && (1..=5)
            .map(|n| i.wrapping_sub(n))
            .take_while(|j| document.t(*j).kind == Kind::Word)
            .any(|j| document.has(j, cue::NHS_CUE));
    let nhs_said = said.cue & cue::NHS_CUE != 0 || nhs_close;
    if let Some(end) = at(10)
        && !run.plus
    {
        let shaped = end == i + 1 || run.counts.starts_with(&[3, 6, 10]) || total == 10;
        if nhs_said {
            return take(
                document,
                i..end,
                Label::NhsNumber,
                Certainty::Certain,
                "ten digits that the words before call an NHS number",
            );
        }
        if !stock && !national && shaped && is_nhs(&run.digits[..10]) {
            return take(
                document,
                i..end,
                Label::NhsNumber,
                Certainty::Certain,
                "ten digits with the check digit of an NHS number",
            );
        }
        let spaced = run.counts.starts_with(&[3, 6, 10]);
        // "on every page 999 554 9174": what is further off says little of such a form.
        if !(national || stock && said.distance <= 2) && spaced {
            return take(
                document,
                i..end,
                Label::NhsNumber,
                Certainty::Likely,
                "ten digits written like an NHS number",
            );
        }
    }
    if nhs_said && said.distance <= 5 && !international {
        let count = if total > 12 { *run.counts.iter().rfind(|c| **c <= 12)? } else { total };
        return take(
            document,
            i..at(count)?,
            Label::NhsNumber,
            Certainty::Certain,
            "digits that the words before call an NHS number",
        );
    }
    let reason = "digits written like a telephone number";
    if international {
        let end = (9..=15).rev().find_map(&at)?;
        return take(document, i..end, Label::Phone, Certainty::Certain, reason);
    }
    if national && (!stock || run.counts.len() > 1 && said.distance > 2) {
        let cue = said.cue & cue::PHONE_CUE != 0;
        let mobile = run.digits[1] == b'7';
        let fitting = at(11)
            .or_else(|| at(10))
            .or_else(|| (cue || mobile).then(|| [12, 9, 13].into_iter().find_map(&at)).flatten());
        let sure = total == 11 || total == 10 || cue;
        let plausible = matches!(run.digits[1], b'1' | b'2' | b'3' | b'7' | b'8') || cue;
        if let Some(end) = fitting
            && plausible
            && said.cue & (cue::RECORD_CUE | cue::STAFF_CUE) == 0
        {
            let certainty = if sure { Certainty::Certain } else { Certainty::Likely };
            return take(document, i..end, Label::Phone, certainty, reason);
        }
        if let Some(end) = fitting.filter(|_| run.counts.len() > 1 && plausible) {
            return take(document, i..end, Label::Phone, Certainty::Likely, reason);
        }
    }
    let local = said.cue & cue::PHONE_CUE != 0
        && said.distance <= 6
        && (6..=8).contains(&total)
        && !document.has(*run.ends.last()?, cue::MEASURE);
    if local {
        return take(
            document,
            i..*run.ends.last()?,
            Label::Phone,
            Certainty::Likely,
            "digits after a word for telephone",
        );
    }
    None
}

fn take(
    document: &mut Document<'_>,
    tokens: std::ops::Range<usize>,
    label: Label,
    certainty: Certainty,
    reason: &'static str,
) -> Option<usize> {
    let end = tokens.end;
    document.claim(tokens, label, certainty, reason).then_some(end)
}

//! Codes of letters and digits: National Insurance, postcodes, registrations, staff and record numbers.

use crate::cue::{self, Cues};
use crate::document::{Case, Document};
use crate::token::{Gap, Kind, Shape};
use crate::words::Word;
use crate::{Certainty, Label};

use super::alike::{alike, in_parts, looks_like_code};
use super::digits::{nhs_or_phone, said};
use super::of_day::of_day;
use super::pattern::{match_at, plain};
use super::spoken::spoken;

/// Finds every number and code.
pub(crate) fn codes(document: &mut Document<'_>) {
    let mut i = 0;
    while i < document.len() {
        let token = *document.t(i);
        if document.taken(i).is_some() {
            i += 1;
            continue;
        }
        let found = match token.kind {
            Kind::Sign if matches!(token.first, b'+' | b'(') => nhs_or_phone(document, i),
            Kind::Sign => None,
            Kind::Number | Kind::Mixed => {
                let day = of_day(document, i).or_else(|| shaped(document, i));
                day.or_else(|| nhs_or_phone(document, i)).or_else(|| cued(document, i))
            }
            Kind::Word => spoken(document, i).or_else(|| {
                let short = token.len() <= 4 || token.shape == Shape::Upper && token.len() <= 7;
                if short { shaped(document, i).or_else(|| cued(document, i)) } else { None }
            }),
        };
        i = found.unwrap_or(i + 1).max(i + 1);
    }
    alike(document);
}

/// Codes known by their form.
fn shaped(document: &mut Document<'_>, i: usize) -> Option<usize> {
    // A word can begin such a code only if figures follow.
    let figures = |j: usize| matches!(document.t(j).kind, Kind::Number | Kind::Mixed);
    if document.t(i).kind == Kind::Word
        && !(figures(i + 1) || document.t(i + 1).kind == Kind::Sign && figures(i + 2))
    {
        return None;
    }
    let start = document.t(i).start;
    ni_number(document, i, start)
        .or_else(|| postcode(document, i, start))
        .or_else(|| nmc_pin(document, i, start))
        .or_else(|| vehicle(document, i, start))
        .map(|end| document.token_at(end))
}

fn ni_number(document: &mut Document<'_>, i: usize, start: usize) -> Option<usize> {
    let end = match_at(document.bytes(), start, b"LL_DD_DD_DD_L")
        .or_else(|| match_at(document.bytes(), start, b"LL_D_D_D_D_D_D_L"))
        .or_else(|| match_at(document.bytes(), start, b"LL_DDD_DDD_L"))?;
    let code = plain(&document.bytes()[start..end]);
    // In groups of two it is called nothing else.
    let grouped = end - start >= 13;
    let cued = grouped || said_near(document, i, words!["ni", "nino", "insurance", "nat", "nin"]);
    let first = !b"DFIQUV".contains(&code[0]) && !b"DFIQUVO".contains(&code[1]);
    let pair = !matches!(&code[..2], b"BG" | b"GB" | b"NK" | b"KN" | b"TN" | b"NT" | b"ZZ");
    let suffix = matches!(code[8], b'A'..=b'D');
    if !(cued || first && pair && suffix) {
        return None;
    }
    document
        .claim_bytes(
            start..end,
            Label::NiNumber,
            Certainty::Certain,
            "the form of a National Insurance number",
        )
        .then_some(end)
}

fn said_near(document: &Document<'_>, i: usize, words: &[Word]) -> bool {
    (1..=7).any(|n| i.checked_sub(n).is_some_and(|j| document.is_any(j, words)))
}

fn postcode(document: &mut Document<'_>, i: usize, start: usize) -> Option<usize> {
    // "ca25 9 zx"
    const SPREAD: &[&[u8]] = &[b"LLDD_D_LL", b"LLD_D_LL", b"LDD_D_LL"];
    const FORMS: [&[u8]; 6] = [b"LD_DLL", b"LDD_DLL", b"LLD_DLL", b"LLDD_DLL", b"LDL_DLL", b"LLDL_DLL"];
    let found = FORMS.iter().chain(SPREAD).find_map(|form| {
        let end = match_at(document.bytes(), start, form)?;
        let code = plain(&document.bytes()[start..end]);
        let inward = &code[code.len() - 2..];
        let fits = !b"QVX".contains(&code[0])
            && inward.iter().all(|b| !b"CIKMOV".contains(b))
            && !b"IJZ".contains(&code[1]);
        fits.then_some(end)
    });
    let Some(end) = found else { return outward_only(document, i) };
    let bytes = &document.bytes()[start..end];
    let tail = bytes[bytes.len() - 3..].to_ascii_lowercase();
    let cased = bytes.iter().any(u8::is_ascii_uppercase);
    // "b6 2nd", "t4 3rd": ordinals look like inward codes.
    let ordinal = matches!(&tail[1..], b"nd" | b"st" | b"rd" | b"th");
    if ordinal && !(cased && bytes[bytes.len() - 1].is_ascii_uppercase()) {
        return None;
    }
    let loose = bytes.iter().any(|b| matches!(b, b'.' | b',' | b'/' | b'_'));
    let cued = said_near(document, i, words!["postcode", "post"]);
    if loose && !cued {
        return None;
    }
    let units = matches!(&tail[1..], b"hr" | b"yr" | b"pt" | b"lb" | b"gy" | b"pm" | b"am");
    if units && !cased && !cued {
        return None;
    }
    document
        .claim_bytes(start..end, Label::Postcode, Certainty::Certain, "the form of a postcode")
        .then_some(end)
}

/// The first half of a postcode, where the words say so.
fn outward_only(document: &mut Document<'_>, i: usize) -> Option<usize> {
    let word = document.word(i);
    let letters = word.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let digits = word.len() - letters;
    let form = (1..=2).contains(&letters)
        && (1..=2).contains(&digits)
        && word[letters..].iter().all(u8::is_ascii_digit);
    if !form || !said_near(document, i, words!["postcode"]) {
        return None;
    }
    let end = document.t(i).end;
    document.claim(i..i + 1, Label::Postcode, Certainty::Likely, "part of a postcode").then_some(end)
}

fn nmc_pin(document: &mut Document<'_>, i: usize, start: usize) -> Option<usize> {
    let end = match_at(document.bytes(), start, b"DD_L_DDDD_L")?;
    let code = plain(&document.bytes()[start..end]);
    let month = matches!(code[2], b'A'..=b'L');
    let country = matches!(code[7], b'E' | b'S' | b'W' | b'N' | b'O' | b'C');
    let compact = end - start == 8;
    if !(month && country && compact
        || said_near(document, i, words!["pin", "nmc", "registration", "registered"]))
    {
        return None;
    }
    document
        .claim_bytes(start..end, Label::StaffId, Certainty::Certain, "the form of a nurse's or midwife's PIN")
        .then_some(end)
}

fn vehicle(document: &mut Document<'_>, i: usize, start: usize) -> Option<usize> {
    let bytes = document.bytes();
    let current = match_at(bytes, start, b"LLDD_LLL").or_else(|| match_at(bytes, start, b"LL_DD_LLL"));
    let older = [&b"LDDD_LLL"[..], b"LDD_LLL", b"LD_LLL", b"LLL_DDDL", b"LLL_DDL", b"LLL_DL"]
        .iter()
        .find_map(|pattern| match_at(bytes, start, pattern));
    let irish = [&b"LLL_DDDD"[..], b"LLL_DDD"].iter().find_map(|pattern| match_at(bytes, start, pattern));
    // "PIN 16A": the word before the number, and not the plate's letters.
    if document.has(i, cue::STAFF_CUE | cue::RECORD_CUE) {
        return None;
    }
    let cued = said(document, i, i + 2).cue & cue::VEHICLE_CUE != 0;
    // The army's.
    let older = older.or_else(|| match_at(bytes, start, b"LL_DD_LL").filter(|_| cued));
    if current.is_none() && older.is_none() && irish.is_none() {
        return None;
    }
    // "on 10 Feb" has the form of a plate too.
    let dated = (i..i + 4).any(|j| document.has(j, cue::MONTH | cue::WEEKDAY));
    if dated && !cued {
        return None;
    }
    let upper = |end: usize| bytes[start..end].iter().all(|b| !b.is_ascii_lowercase());
    let tail_is_word = |end: usize| {
        let last = document.token_at(end).wrapping_sub(1);
        document.t(last).class.any(crate::lexicon::Class::COMMON)
    };
    let loose = |end: usize| bytes[start..end].iter().any(|b| matches!(b, b'.' | b',' | b'/' | b'_' | b'\n'));
    // Two figures and three capitals keep their form over a line break.
    let broken = |end: usize| {
        bytes[start..end].contains(&b'\n')
            && bytes[start..end].iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'\n'))
    };
    let caps = document.case(i) == Case::Upper;
    let end = current
        .filter(|end| {
            let spaced =
                document.t(i).kind == Kind::Word && document.t(i).class.any(crate::lexicon::Class::COMMON);
            broken(*end) && (cued || upper(*end) && !caps)
                || !loose(*end) && (cued || upper(*end) && !caps || !tail_is_word(*end) && !spaced)
        })
        .or_else(|| older.filter(|end| !loose(*end) && (cued || upper(*end) && !caps && !tail_is_word(*end))))
        .or_else(|| {
            irish.filter(|end| {
                let letters = bytes[start..start + 3].to_ascii_uppercase();
                cued && !document.t(i).class.any(crate::lexicon::Class::COMMON)
                    || upper(*end)
                        && !caps
                        && (letters[1] == b'I' || letters[2] == b'Z' || letters[1] == b'Z')
                        && !loose(*end)
            })
        })?;
    let said = said(document, i, i + 2);
    let driven = document.is(i.wrapping_sub(said.distance), "bus");
    if said.cue & cue::STOCK_CUE != 0 && !cued && !driven {
        return None;
    }
    document
        .claim_bytes(start..end, Label::Vehicle, Certainty::Certain, "the form of a vehicle registration")
        .then_some(end)
}

/// Codes known by the words around them, or by a letter and many digits.
fn cued(document: &mut Document<'_>, i: usize) -> Option<usize> {
    if document.has(i, cue::MONTH) {
        return None;
    }
    let end = code_end(document, i)?;
    let bytes = &document.bytes()[document.t(i).start..document.t(end - 1).end];
    let digits = bytes.iter().filter(|b| b.is_ascii_digit()).count();
    let letters = bytes.iter().filter(|b| b.is_ascii_alphabetic()).count();
    let spread = end > i + 1;
    if digits < 2 || document.has(end, cue::MEASURE) && letters == 0 {
        return None;
    }
    let dated =
        (bytes.contains(&b'/') || bytes.contains(&b'.') || bytes.contains(&b':') || bytes.contains(&b'-'))
            && letters == 0
            && digits <= 8;
    let clock = bytes.contains(&b':') || letters > 0 && ends_with_unit(bytes);
    let ordinal = letters == 2 && !spread && document.t(i).kind == Kind::Mixed && digits <= 2;
    if clock || ordinal || bytes[0] == b'.' {
        return None;
    }
    let said = said(document, i, end);
    let near = |cues: Cues, most: usize| said.cue & cues != 0 && said.distance <= most;
    if near(cue::STOCK_CUE, 9) {
        return None;
    }
    let plausible = digits >= 3 || letters > 0 && digits >= 2 && spread;
    let (label, reason) = if dated
        && !(near(cue::RECORD_CUE | cue::STAFF_CUE, 3) && digits > 5 && said.weak)
        && !near(cue::RECORD_CUE, 2)
    {
        return None;
    } else if near(cue::NHS_CUE, 5) && digits >= 6 {
        (Label::NhsNumber, "digits that the words before call an NHS number")
    } else if near(cue::STAFF_CUE, 6)
        && plausible
        && !(digits == 4 && letters == 0 && !said.weak && said.distance > 3)
    {
        (Label::StaffId, "a number after a word for staff or registration")
    } else if near(cue::RECORD_CUE, if letters > 0 || said.weak { 7 } else { 3 })
        && plausible
        && !(letters == 0 && digits < 4 && !said.weak)
    {
        (Label::HospitalNumber, "a number after a word for a record")
    } else if near(cue::VEHICLE_CUE, 4) && letters >= 2 && digits >= 2 && letters + digits >= 5 {
        (Label::Vehicle, "a code after a word for a vehicle")
    } else if said.weak && plausible && digits >= 4 {
        (Label::HospitalNumber, "a number that is called a reference")
    } else if letters > 0 && digits >= 4 && (looks_like_code(document, i, end) || in_parts(bytes)) {
        (Label::HospitalNumber, "a code like those that open a record")
    } else if letters == 0 && digits >= 7 && !dated {
        (Label::HospitalNumber, "a long number that nothing explains")
    } else {
        return None;
    };
    let certainty = if said.cue != 0 && said.distance <= 5 { Certainty::Certain } else { Certainty::Likely };
    document.claim(i..end, label, certainty, reason).then_some(end)
}

fn ends_with_unit(bytes: &[u8]) -> bool {
    let tail = bytes.iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
    let unit = bytes[bytes.len() - tail..].to_ascii_lowercase();
    let all_digits_before = bytes[..bytes.len() - tail]
        .iter()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'/' | b'-'));
    all_digits_before
        && matches!(
            unit.as_slice(),
            b"mg"
                | b"ml"
                | b"mcg"
                | b"g"
                | b"kg"
                | b"hrs"
                | b"hr"
                | b"h"
                | b"am"
                | b"pm"
                | b"yo"
                | b"yrs"
                | b"yr"
                | b"y"
                | b"mins"
                | b"min"
                | b"s"
                | b"st"
                | b"nd"
                | b"rd"
                | b"th"
                | b"l"
                | b"cm"
                | b"mm"
                | b"m"
                | b"k"
                | b"f"
                | b"fr"
                | b"days"
                | b"wks"
                | b"wk"
                | b"x"
                | b"mls"
                | b"units"
                | b"iu"
                | b"am'"
                | b"pm'"
                | b"mmhg"
                | b"mmol"
                | b"bpm"
                | b"kpa"
                | b"miles"
                | b"d"
                | b"am-"
                | b"p"
                | b"hours"
        )
}

/// A run without spaces of letters, digits, dashes and slashes that holds a digit; a short capital prefix may stand before it.
fn code_end(document: &Document<'_>, i: usize) -> Option<usize> {
    let mut end = i + 1;
    let mut digits = document.word(i).iter().any(u8::is_ascii_digit);
    loop {
        let sign = document.t(end);
        let joint = sign.kind == Kind::Sign
            && matches!(sign.first, b'-' | b'/' | b'_' | b':')
            && sign.gap == Gap::None;
        let dot = sign.is_sign(b'.') && sign.gap == Gap::None && document.t(i).kind != Kind::Word;
        let next = document.t(end + 1);
        if (joint || dot) && next.kind != Kind::Sign && next.gap == Gap::None && next.len() <= 12 {
            digits |= next.kind != Kind::Word;
            end += 2;
        } else {
            break;
        }
    }
    if !digits {
        // "SW 90341", "INC 20931", "mrn 00817734" (the last is a cue, not a prefix).
        // "ODT 61-8820", "cdop 24/0042": figures in parts bear a longer prefix, and a shorter first part.
        let parts = matches!(document.t(i + 2).first, b'-' | b'/')
            && document.joined(i + 2)
            && document.t(i + 3).kind == Kind::Number
            && document.t(i + 3).len() >= 4
            && document.joined(i + 3);
        let unknown = document.t(i).class.is_unknown();
        let prefix = end == i + 1
            && document.t(i).len() <= if parts { 5 } else { 4 }
            && document.t(i).shape != Shape::Lower
            || document.case(i) == Case::Lower && document.t(i).len() <= if parts && unknown { 5 } else { 3 };
        let known = document
            .has(i, cue::RECORD_CUE | cue::STAFF_CUE | cue::STOCK_CUE | cue::PHONE_CUE | cue::NHS_CUE)
            || document.t(i).class.any(crate::lexicon::Class::COMMON);
        let next = document.t(i + 1);
        if !prefix
            || known
            || next.gap != Gap::Space
            || next.kind == Kind::Sign
            || next.kind == Kind::Word
            || next.len() < if parts { 2 } else { 3 }
        {
            return None;
        }
        return code_end(document, i + 1);
    }
    // "G0932 22 118": more groups of digits after a mixed one.
    if document.t(i).kind == Kind::Mixed || document.t(i).kind == Kind::Number && document.t(i).len() >= 3 {
        while document.t(end).kind == Kind::Number
            && document.t(end).gap == Gap::Space
            && document.t(end).len() >= 2
            && !(matches!(document.t(end + 1).first, b'/' | b'.' | b':')
                && document.t(end + 1).gap == Gap::None
                && document.t(end + 2).kind == Kind::Number
                && document.t(end + 2).gap == Gap::None)
            && !document.has(end + 1, cue::MEASURE | cue::DURATION)
            && end < i + 6
        {
            end += 1;
        }
    }
    Some(end)
}

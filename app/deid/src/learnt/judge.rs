//! What follows from the second reading: rules are doubted, names believed, words claimed.

use std::collections::HashMap;
use std::ops::Range;

use super::Sort;
use super::innocent::{addressed, halved, innocent};
use super::reread::SHORT;
use crate::cue;
use crate::document::Document;
use crate::lexicon::Class;
use crate::token::{Gap, Kind};
use crate::{Certainty, Label};

/// What a token was read as, and how probable it is that it identifies, in thousandths.
pub(super) type Reading = (Sort, u32);

// Set on texts held out from training, so that leaks, false alarms and flagged decoys are in balance: a name that
// is missed tells most of a person, a time least.
/// This probable, a name is flagged.
const LIKELY: u32 = 200;
/// So is a word that the lists know as a brand, a faith or the name of a theory, if it is this probable.
const LIKELY_THOUGH_SAFE: u32 = 580;
/// And a number, a reference or a login.
const LIKELY_CODE: u32 = 250;
/// And a phrase that fits one person.
const LIKELY_ROLE: u32 = 300;
/// And a day, a time, an age or a place.
const LIKELY_BESIDE: u32 = 450;
/// So probable, a detail is sure.
const SURE: u32 = 900;
/// So many sure words make a text one that names people.
const SURE_LEAST: usize = 2;
/// In a text without them, this probable at least.
const LIKELY_ALONE: u32 = 850;
/// In a text without them, what a rule found likely is doubted below this.
const DOUBTED_ALONE: u32 = 900;
/// And what a rule found certain below this.
const DOUBTED_ALONE_THOUGH_CERTAIN: u32 = 850;
/// So probable is enough beside a detail of the same kind: "Leading" of "Leading Cook Delroy Maynard".
const BESIDE_ANOTHER: u32 = 40;
/// And for a word that the lists know as a brand, a faith or the name of a theory.
const BESIDE_ANOTHER_THOUGH_SAFE: u32 = 120;
/// This probable, a word is offered quietly.
pub(super) const LOOK: u32 = 80;
/// What a rule found likely is doubted below this.
const DOUBTED: u32 = 400;
/// What a rule found certain is doubted below this.
const DOUBTED_THOUGH_CERTAIN: u32 = 300;
/// Below this a word is not believed to be a name because it is one elsewhere.
const TWIN: u32 = 50;

/// Whether a text has anything that surely identifies. Where it has nothing, most of what might does not either.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Company {
    /// It has, or is a passage too short to tell.
    Sure,
    /// It has not.
    None,
}

/// Looks for what is sure: certain by rule and by the second reading, or nearly so by the second alone.
pub(super) fn company(document: &Document<'_>, read: &[Reading]) -> Company {
    let sure = read.iter().enumerate().filter(|(i, (sort, chance))| match document.taken_as(*i) {
        Some((_, certainty)) => certainty == Certainty::Certain && *chance >= SURE,
        None => *sort != Sort::Plain && *chance >= SURE,
    });
    if document.len() < SHORT || sure.take(SURE_LEAST).count() == SURE_LEAST {
        Company::Sure
    } else {
        Company::None
    }
}

/// Offers quietly what rules found on slight grounds and the second reading does not.
pub(super) fn doubt(document: &mut Document<'_>, read: &[Reading], company: Company) {
    let (doubted, doubted_though_certain) = match company {
        Company::Sure => (DOUBTED, DOUBTED_THOUGH_CERTAIN),
        Company::None => (DOUBTED_ALONE, DOUBTED_ALONE_THOUGH_CERTAIN),
    };
    document.doubt(|i, label, certainty| {
        let chance = read.get(i).map_or(0, |(_, chance)| *chance);
        let by_form = !matches!(
            label,
            Label::Name
                | Label::Place
                | Label::Time
                | Label::Age
                | Label::Date
                | Label::HospitalNumber
                | Label::StaffId
                | Label::Handle
                | Label::UniqueRole
        );
        match certainty {
            Certainty::Certain => {
                // A number is what its form or the word before it says, whatever else the text holds.
                let figures = label == Label::HospitalNumber;
                let name = matches!(label, Label::Name | Label::Place);
                figures && chance < DOUBTED_THOUGH_CERTAIN || name && chance < doubted_though_certain
            }
            _ => !by_form && chance < doubted,
        }
    });
}

/// A word that is surely a name once is believed sooner elsewhere; one that may be a name in several places
/// is believed a little more for each.
pub(super) fn believe_twins(document: &Document<'_>, read: &mut [Reading]) {
    let may_be_name = |i: usize| {
        let token = document.t(i);
        token.kind == Kind::Word && token.len() > 2 && !token.has(cue::TITLE | cue::KIN)
    };
    // How improbable it is that none of a word's places holds a name, in thousandths.
    let mut none: HashMap<u64, usize> = HashMap::new();
    for (i, (sort, chance)) in read.iter().enumerate() {
        let taken = document.taken(i) == Some(Label::Name);
        if may_be_name(i) && (taken || *sort == Sort::Name && *chance > 20) {
            let all = none.entry(document.t(i).hash).or_insert(1000);
            *all = if taken { 0 } else { *all * (1000 - *chance as usize) / 1000 };
        }
    }
    for (i, (sort, chance)) in read.iter_mut().enumerate() {
        let open = (TWIN..LIKELY).contains(chance) && may_be_name(i) && document.taken(i).is_none();
        if open && none.get(&document.t(i).hash).is_some_and(|none| none + LIKELY as usize <= 1000) {
            *sort = Sort::Name;
            *chance = needed(document, i);
        }
    }
}

/// How probable what is read as a sort must be to be flagged.
const fn least(sort: Sort) -> u32 {
    match sort {
        Sort::Plain | Sort::Name => LIKELY,
        Sort::Code => LIKELY_CODE,
        Sort::Role => LIKELY_ROLE,
        Sort::Place | Sort::Date | Sort::Time | Sort::Age => LIKELY_BESIDE,
    }
}

/// How probable a token must be to be flagged as anything.
fn needed(document: &Document<'_>, i: usize) -> u32 {
    let token = document.t(i);
    let safe = token.kind == Kind::Word
        && token.class.any(Class::SAFE | Class::PROPER | Class::EPONYM)
        && !token.class.any(Class::GIVEN);
    if safe { LIKELY_THOUGH_SAFE } else { LIKELY }
}

/// How probable a token must be to be flagged as what it was read as, in the company it keeps.
fn enough(document: &Document<'_>, company: Company, i: usize, sort: Sort) -> u32 {
    let alone = if company == Company::None { LIKELY_ALONE } else { 0 };
    needed(document, i).max(least(sort)).max(alone)
}

/// A detail is seldom half a detail: what stands right beside one and is read a little as the same is believed.
pub(super) fn grow(document: &Document<'_>, read: &mut [Reading], company: Company) {
    let before = read.to_vec();
    for i in 0..document.len() {
        let Some(next) = beside(document, i + 1) else { continue };
        for (firm, weak) in [(i, next), (next, i)] {
            if part_of_code(document, &before, company, firm, weak) {
                read[weak] = (Sort::Code, SURE.max(before[weak].1));
            } else if belongs(document, &before, company, firm, weak) {
                let (sort, chance) = before[weak];
                read[weak].1 = chance.max(enough(document, company, weak, sort));
            }
        }
    }
}

/// Whether `weak` is written in one with a reference: "bo" of "bo/24/1190".
fn part_of_code(
    document: &Document<'_>,
    read: &[Reading],
    company: Company,
    firm: usize,
    weak: usize,
) -> bool {
    let (first, last) = (firm.min(weak), firm.max(weak));
    let token = document.t(weak);
    let short = token.kind != Kind::Word || token.len() <= 4;
    let glued = last > first + 1 && (first + 1..=last).all(|i| document.joined(i));
    let code = || match document.taken(firm) {
        Some(label) => matches!(label, Label::HospitalNumber | Label::StaffId),
        None => verdict(document, read, company, firm) == Some((Sort::Code, Certainty::Likely)),
    };
    short && glued && document.taken(weak).is_none() && code()
}

/// Whether `firm` is a detail of the kind that `weak`, beside it, was read as a little.
fn belongs(document: &Document<'_>, read: &[Reading], company: Company, firm: usize, weak: usize) -> bool {
    let token = document.t(weak);
    // "I gave Mrs Tarrant Movicol on Tuesday"
    let safe = token.class.any(Class::SAFE | Class::PROPER | Class::EPONYM) && !token.class.any(Class::GIVEN);
    let least = if safe { BESIDE_ANOTHER_THOUGH_SAFE } else { BESIDE_ANOTHER };
    let dated = token.has(cue::WEEKDAY | cue::MONTH);
    let (sort, chance) = read[weak];
    if sort == Sort::Plain || chance < least || dated || document.taken(weak).is_some() {
        return false;
    }
    match document.taken(firm) {
        Some(label) => Sort::of(label) == sort,
        None => verdict(document, read, company, firm) == Some((sort, Certainty::Likely)),
    }
}

/// What a token is claimed as, if it is free.
fn verdict(
    document: &Document<'_>,
    read: &[Reading],
    company: Company,
    i: usize,
) -> Option<(Sort, Certainty)> {
    let (sort, chance) = read.get(i).copied()?;
    if sort == Sort::Plain
        || document.taken(i).is_some()
        || halved(document, read, i)
        || innocent(document, i, sort)
        || sort == Sort::Name && addressed(document, read, i)
    {
        return None;
    }
    if chance >= enough(document, company, i, sort) {
        Some((sort, Certainty::Likely))
    } else {
        (chance >= LOOK).then_some((sort, Certainty::Look))
    }
}

/// Claims what the rules have missed; what is read alike stands together, with the signs between.
pub(super) fn claim_all(document: &mut Document<'_>, read: &[Reading], company: Company) {
    let mut i = 0;
    while i < document.len() {
        let Some((sort, certainty)) = verdict(document, read, company, i) else {
            i += 1;
            continue;
        };
        let mut end = i + 1;
        while let Some(next) = beside(document, end) {
            if next > i + 24 || verdict(document, read, company, next) != Some((sort, certainty)) {
                break;
            }
            end = next + 1;
        }
        claim(document, read, i..end, sort, certainty);
        i = end;
    }
}

/// The next word after a token's end, if nothing parts them but signs without spaces, one space or one line end.
fn beside(document: &Document<'_>, end: usize) -> Option<usize> {
    let mut next = end;
    while next < end + 4 && document.t(next).kind == Kind::Sign && document.t(next).gap == Gap::None {
        next += 1;
    }
    let gap = document.t(next).gap;
    let close =
        if next > end { gap == Gap::None } else { gap <= Gap::Line && !document.t(end - 1).possessive };
    (close && document.t(next).kind != Kind::Sign && next < document.len()).then_some(next)
}

/// Claims a run of tokens, together with what the rules found of the same kind right beside it.
fn claim(document: &mut Document<'_>, read: &[Reading], run: Range<usize>, sort: Sort, certainty: Certainty) {
    // A word or two single nobody out: "another of the first".
    if sort == Sort::Role && run.len() < 3 {
        return;
    }
    // "the harbour's last sailing pilot": the owner belongs to it.
    let owner = run.start.wrapping_sub(1);
    let run = if sort == Sort::Role
        && document.has(run.start, cue::ONLY)
        && document.t(owner).possessive
        && document.taken(owner).is_none()
    {
        owner..run.end
    } else {
        run
    };
    let label = label(document, &run, sort);
    if certainty == Certainty::Look {
        document.claim(run, label, certainty, sort.reason());
        return;
    }
    let joins = |document: &Document<'_>, at: usize, far: usize| {
        document.taken(far) == Some(label) && document.t(at).gap <= Gap::Space
    };
    let (mut start, mut end) = (run.start, run.end);
    while start > 0 && joins(document, start, start - 1) && !document.t(start - 1).possessive {
        start -= 1;
    }
    while joins(document, end, end) && !document.t(end - 1).possessive {
        end += 1;
    }
    // As sure as its least sure word.
    let sure = (start..end).all(|i| match document.taken_as(i) {
        Some((_, certainty)) => certainty == Certainty::Certain,
        None => document.t(i).kind == Kind::Sign || read[i].1 >= SURE,
    });
    document.release(start..end, &[label]);
    let certainty = if sure { Certainty::Certain } else { certainty };
    document.claim(start..end, label, certainty, sort.reason());
}

/// The label of a run: places with a house or a number are addresses, numbers go by the cue before them.
fn label(document: &Document<'_>, run: &Range<usize>, sort: Sort) -> Label {
    let before = |cues| (1..=6).any(|n| document.has(run.start.wrapping_sub(n), cues));
    match sort {
        Sort::Plain | Sort::Name => Label::Name,
        Sort::Date => Label::Date,
        Sort::Time => Label::Time,
        Sort::Age => Label::Age,
        Sort::Role => Label::UniqueRole,
        Sort::Place => {
            let house = |i| document.has(i, cue::CLEAR_STREET | cue::STREET_BEFORE | cue::FLAT);
            if run.clone().any(house) { Label::Address } else { Label::Place }
        }
        Sort::Code if before(cue::STAFF_CUE) => Label::StaffId,
        Sort::Code if before(cue::HANDLE_CUE) && !before(cue::RECORD_CUE) => Label::Handle,
        Sort::Code if before(cue::VEHICLE_CUE) && !before(cue::RECORD_CUE) => Label::Vehicle,
        Sort::Code => Label::HospitalNumber,
    }
}

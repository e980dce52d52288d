//! What an author asks to let go of, and what must be right about it first.

use super::cleaned::{Found, Resolution, Settled, settle};
use crate::text::tidy;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most characters one learning point holds: about 500 words.
pub const MAX_POINT_CHARS: usize = 3_000;

/// The most points one person may have waiting.
pub const MAX_WAITING: usize = 20;

/// The most points one reflection may give, so that their tickets fit its seal.
pub const MAX_SHARES_A_REFLECTION: usize = 12;

/// Whether words may be quoted in public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quotation {
    /// Yes, after a second person has read them.
    Allowed,
    /// No: they are read and counted, and then deleted.
    NotAllowed,
}

impl Quotation {
    /// The answer a posted word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "yes" => Some(Self::Allowed),
            "no" => Some(Self::NotAllowed),
            _ => None,
        }
    }

    /// The word posted for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allowed => "yes",
            Self::NotAllowed => "no",
        }
    }
}

/// Something to pick: a setting group, or an answer to "Was the plan there?".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// What is stored.
    pub id: String,
    /// The words people see.
    pub label: String,
}

/// The id of a setting group, made of its heading: "Home, hospice and community" is
/// `home-hospice-and-community`.
#[must_use]
pub fn group_id(heading: &str) -> String {
    let words = heading.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// What an author can choose from on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// The setting groups the organisation has.
    pub settings: Vec<Facet>,
    /// The answers to "Was the plan there?".
    pub plans: Vec<Facet>,
    /// The version of the consent.
    pub consent: String,
    /// The reasons for which a finding may be kept, by id.
    pub reasons: Vec<String>,
}

/// What was posted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShareDraft {
    /// A random mark of the page, so that a form sent twice shares once.
    pub page: String,
    /// The words, as chosen and edited by the author.
    pub words: String,
    /// What was decided about each finding, by the words found.
    pub resolutions: BTreeMap<String, Resolution>,
    /// The setting group.
    pub setting: Option<String>,
    /// "Was the plan there?"; may be left.
    pub plan: Option<String>,
    /// Whether the words may be quoted. There is no answer chosen beforehand.
    pub quotation: Option<Quotation>,
    /// The version of the consent that was agreed to.
    pub consent: Option<String>,
}

/// A learning point: what others will see, and what counts for the figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// The words, with every finding settled.
    pub words: String,
    /// The setting group's id.
    pub setting: String,
    /// The answer to "Was the plan there?", if one was given.
    pub plan: Option<String>,
    /// The version of the consent given.
    pub consent: String,
    /// Whether the words may be quoted.
    pub quotation: Quotation,
}

/// Something to put right before letting go.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShareProblem {
    /// Nothing was chosen.
    #[error("Choose or write the words you want to let go of")]
    NoWords,
    /// Too long: how many characters there are.
    #[error("This has {0} characters. A learning point can hold 3,000: shorten it, or share it in two parts")]
    TooLong(usize),
    /// Findings are unresolved: how many.
    #[error("Some details could point to a person. Replace, cut or keep each of them before you share")]
    Unresolved(usize),
    /// A detail is kept without a reason from the list.
    #[error("Choose a reason for keeping \u{201c}{0}\u{201d}")]
    NoReason(String),
    /// No setting group was chosen.
    #[error("Choose the kind of place you were working in")]
    NoSetting,
    /// The answer about the plan is not in the list.
    #[error("Choose one of the answers about the plan, or leave it")]
    UnknownPlan,
    /// Whether words may be quoted was not said.
    #[error("Say whether your words may be quoted")]
    NoQuotation,
    /// Consent was not given.
    #[error("Tick the box if you agree. Without it nothing is shared")]
    NoConsent,
    /// The consent has changed since the page was opened.
    #[error("The words you agree to have changed since you opened this page. Please read them again")]
    OldConsent,
}

/// Settles a draft and checks it. With no problem there is a [`Point`]; the settled text is there
/// either way, so that the page can show what others would see.
pub fn check(
    draft: &ShareDraft,
    offered: &Offered,
    find: impl Fn(&str) -> Vec<Found>,
) -> (Settled, Result<Point, Vec<ShareProblem>>) {
    let words = tidy(&draft.words);
    let length = words.chars().count();
    let mut problems = Vec::new();
    if length > MAX_POINT_CHARS {
        // Not worth checking: it has to be shortened first.
        problems.push(ShareProblem::TooLong(length));
        let settled = Settled { text: words, kept: vec![], open: vec![], look: vec![] };
        return (settled, Err(problems));
    }
    let mut settled = settle(&words, &draft.resolutions, find);
    settled.text = settled_ends(&settled);
    let cleaned = settled.cleaned();
    let length = settled.text.chars().count();
    if settled.text.trim().is_empty() {
        problems.push(ShareProblem::NoWords);
    } else if length > MAX_POINT_CHARS {
        problems.push(ShareProblem::TooLong(length));
    }
    if cleaned.is_none() {
        problems.push(ShareProblem::Unresolved(settled.open.len()));
    }
    for kept in settled.kept.iter().filter(|kept| !offered.reasons.contains(&kept.reason)) {
        problems.push(ShareProblem::NoReason(kept.words.clone()));
    }
    let among = |facets: &[Facet], id: &str| facets.iter().any(|facet| facet.id == id);
    let setting = draft.setting.clone().filter(|id| among(&offered.settings, id));
    if setting.is_none() {
        problems.push(ShareProblem::NoSetting);
    }
    if draft.plan.as_ref().is_some_and(|id| !among(&offered.plans, id)) {
        problems.push(ShareProblem::UnknownPlan);
    }
    if draft.quotation.is_none() {
        problems.push(ShareProblem::NoQuotation);
    }
    match &draft.consent {
        None => problems.push(ShareProblem::NoConsent),
        Some(version) if *version != offered.consent => problems.push(ShareProblem::OldConsent),
        Some(_) => {}
    }
    let point = match (cleaned, setting, draft.quotation) {
        (Some(cleaned), Some(setting), Some(quotation)) if problems.is_empty() => Ok(Point {
            words: cleaned.as_str().trim().to_owned(),
            setting,
            plan: draft.plan.clone(),
            consent: offered.consent.clone(),
            quotation,
        }),
        _ => Err(problems),
    };
    (settled, point)
}

/// The text without blank ends, unless findings point into it: their places must stay right.
fn settled_ends(settled: &Settled) -> String {
    if settled.open.is_empty() && settled.look.is_empty() {
        settled.text.trim().to_owned()
    } else {
        settled.text.trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered() -> Offered {
        let facet = |id: &str| Facet { id: id.to_owned(), label: id.to_owned() };
        Offered {
            settings: vec![facet("hospital")],
            plans: vec![facet("used")],
            consent: "1".to_owned(),
            reasons: vec!["public".to_owned()],
        }
    }

    fn draft() -> ShareDraft {
        ShareDraft {
            page: "p".to_owned(),
            words: " We moved the bed. ".to_owned(),
            resolutions: BTreeMap::new(),
            setting: Some("hospital".to_owned()),
            plan: None,
            quotation: Some(Quotation::NotAllowed),
            consent: Some("1".to_owned()),
        }
    }

    fn problems(draft: &ShareDraft) -> Vec<ShareProblem> {
        check(draft, &offered(), |_| vec![]).1.err().unwrap_or_default()
    }

    #[test]
    fn a_whole_draft_is_a_point() {
        let (_, point) = check(&draft(), &offered(), |_| vec![]);
        assert_eq!(point.expect("a point").words, "We moved the bed.");
    }

    #[test]
    fn everything_that_is_missing_is_said_at_once() {
        let empty = ShareDraft::default();
        use ShareProblem::{NoConsent, NoQuotation, NoSetting, NoWords};
        assert_eq!(problems(&empty), [NoWords, NoSetting, NoQuotation, NoConsent]);
    }

    #[test]
    fn a_choice_outside_the_lists_and_an_old_consent_are_refused() {
        let forged = ShareDraft {
            setting: Some("ward 7".to_owned()),
            plan: Some("perhaps".to_owned()),
            consent: Some("0".to_owned()),
            ..draft()
        };
        use ShareProblem::{NoSetting, OldConsent, UnknownPlan};
        assert_eq!(problems(&forged), [NoSetting, UnknownPlan, OldConsent]);
    }

    #[test]
    fn a_point_over_the_limit_is_refused_with_its_length() {
        let long = ShareDraft { words: "é".repeat(MAX_POINT_CHARS + 1), ..draft() };
        assert_eq!(problems(&long), [ShareProblem::TooLong(MAX_POINT_CHARS + 1)]);
    }

    #[test]
    fn a_heading_gives_an_id_that_fits_an_address() {
        assert_eq!(group_id("Home, hospice and community"), "home-hospice-and-community");
    }
}

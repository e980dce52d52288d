//! Who is who: names that share a word are one person, and the words around the first mention say what to call them.

use std::collections::HashMap;

use crate::lower::lower;
use crate::{Finding, Label};

/// The people of a text.
pub(super) struct People {
    /// From the start of a finding to a person.
    by_start: HashMap<usize, usize>,
    /// What each person is called, and whether they have been mentioned.
    called: Vec<Called>,
}

struct Called {
    /// "her son", "a doctor".
    first: String,
    /// "her son", "the doctor".
    later: String,
    mentioned: bool,
}

const KIN: &[&str] = &[
    "son",
    "daughter",
    "wife",
    "husband",
    "mother",
    "father",
    "mum",
    "dad",
    "mam",
    "brother",
    "sister",
    "niece",
    "nephew",
    "partner",
    "friend",
    "grandson",
    "granddaughter",
    "grandmother",
    "grandfather",
    "nan",
    "gran",
    "aunt",
    "uncle",
    "cousin",
    "neighbour",
    "colleague",
    "manager",
    "supervisor",
    "deputy",
    "keyworker",
    "crewmate",
    "cellmate",
    "lodger",
    "carer",
    "student",
    "consultant",
    "nurse",
    "midwife",
    "chaplain",
    "officer",
    "patient",
    "resident",
    "girlfriend",
    "boyfriend",
    "twin",
    "granny",
    "mate",
    "son-in-law",
    "advocate",
    "mentor",
    "trainee",
    "registrar",
    "doctor",
    "dtr",
];
const OWNERS: &[&str] = &["her", "his", "my", "their", "our", "the", "a", "your"];

impl People {
    /// Reads every name once, to know who is who.
    pub(super) fn meet(text: &str, findings: &[Finding]) -> Self {
        let mut people = Self { by_start: HashMap::new(), called: Vec::new() };
        let mut by_word: HashMap<String, usize> = HashMap::new();
        let mut taken: HashMap<String, usize> = HashMap::new();
        for finding in findings.iter().filter(|f| f.label == Label::Name) {
            let (Some(name), Some(before)) =
                (text.get(finding.range.clone()), text.get(..finding.range.start))
            else {
                continue;
            };
            let words = name_words(name);
            let known = words.iter().find_map(|word| by_word.get(word).copied());
            let person = known.unwrap_or_else(|| {
                let role = match role(name, before) {
                    role if role == "someone" && cared_for(text, findings, &words) => "a patient".to_owned(),
                    role => role,
                };
                let count = taken.entry(role.clone()).or_insert(0);
                *count += 1;
                people.called.push(called(&role, *count));
                people.called.len() - 1
            });
            people.by_start.insert(finding.range.start, person);
            for word in words {
                by_word.entry(word).or_insert(person);
            }
        }
        people
    }

    /// The words for one mention.
    pub(super) fn words(&mut self, finding: &Finding, before: &str) -> String {
        let words = self.mention(finding);
        let (last, owner) = last_words(before);
        let kin = KIN.contains(&last.as_str()) && (OWNERS.contains(&owner.as_str()) || owner.ends_with("'s"));
        // "His wife, Agnieszka, spoke" needs something there; "her son Chidi rang" does not.
        if kin && before.trim_end().ends_with(',') {
            "whom I will not name".to_owned()
        } else if kin && before.ends_with(' ') {
            String::new()
        } else {
            words
        }
    }

    fn mention(&mut self, finding: &Finding) -> String {
        let person = self.by_start.get(&finding.range.start).copied();
        match person.and_then(|i| self.called.get_mut(i)) {
            Some(called) if called.mentioned => called.later.clone(),
            Some(called) => {
                called.mentioned = true;
                called.first.clone()
            }
            None => "someone".to_owned(),
        }
    }
}

/// Whether a mention of this person stands where a patient would: "Winifred died", "Tomos was 38".
fn cared_for(text: &str, findings: &[Finding], words: &[String]) -> bool {
    findings.iter().enumerate().any(|(index, finding)| {
        let same = finding.label == Label::Name
            && text
                .get(finding.range.clone())
                .is_some_and(|name| name_words(name).iter().any(|w| words.contains(w)));
        let after = text.get(finding.range.end..).unwrap_or("");
        let aged = findings.get(index + 1).is_some_and(|next| {
            next.label == Label::Age
                && text
                    .get(finding.range.end..next.range.start)
                    .is_some_and(|gap| matches!(gap.trim(), "was" | "," | "(" | ", who was" | ""))
        });
        same && (aged
            || [" died", " was dying", " passed away", " was admitted", " came in with", " had died"]
                .iter()
                .any(|deed| after.starts_with(deed)))
    })
}

/// The words of a name that tell who it is: no titles, no initials.
fn name_words(name: &str) -> Vec<String> {
    const TITLES: &[&str] = &[
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "doctor",
        "prof",
        "professor",
        "sister",
        "sr",
        "nurse",
        "staff",
        "fr",
        "father",
        "rev",
        "reverend",
        "imam",
        "rabbi",
        "pc",
        "sgt",
        "officer",
        "baby",
        "auntie",
        "uncle",
        "old",
        "big",
        "wee",
        "sir",
        "lady",
        "and",
        "pastor",
        "chaplain",
        "mama",
    ];
    name.split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(lower)
        .filter(|word| word.chars().count() > 1 && !TITLES.contains(&word.as_str()))
        .collect()
}

/// The last word before, and the one before that, in lower case.
fn last_words(before: &str) -> (String, String) {
    let near: String = before.chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
    let mut words = near
        .split_whitespace()
        .rev()
        .map(|word| word.trim_matches([',', '(', '"', '.']).to_ascii_lowercase());
    (words.next().unwrap_or_default(), words.next().unwrap_or_default())
}

/// What a person is, from their title or the words before their first mention.
fn role(name: &str, before: &str) -> String {
    let (last, owner) = last_words(before);
    if KIN.contains(&last.as_str()) && OWNERS.contains(&owner.as_str()) {
        return format!("{owner} {last}");
    }
    let first = name.split(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_ascii_lowercase();
    if matches!(first.as_str(), "mr" | "dr" | "rev") && name.contains(" and ") {
        return "a couple".to_owned();
    }
    match first.as_str() {
        "dr" | "doctor" | "prof" | "professor" => "a doctor",
        "sister" | "sr" | "nurse" | "staff" | "matron" => "a nurse",
        "rev" | "fr" | "father" | "imam" | "rabbi" | "pastor" | "chaplain" | "canon" => "a chaplain",
        "pc" | "sgt" | "officer" | "dc" | "ds" | "inspector" => "an officer",
        "baby" => "a baby",
        "mr" | "mrs" | "ms" | "miss" => "a patient",
        _ => "someone",
    }
    .to_owned()
}

/// What the `count`th person with this role is called.
fn called(role: &str, count: usize) -> Called {
    let bare = role.strip_prefix("an ").or_else(|| role.strip_prefix("a "));
    let (first, later) = match (bare, count) {
        (Some(bare), 1) => (role.to_owned(), format!("the {bare}")),
        (Some(bare), 2) => (format!("another {bare}"), format!("the other {bare}")),
        (Some(bare), _) => (format!("a further {bare}"), format!("that further {bare}")),
        (None, 1) if role == "someone" => (role.to_owned(), "that person".to_owned()),
        (None, 2) if role == "someone" => ("someone else".to_owned(), "the other person".to_owned()),
        (None, _) if role == "someone" => ("yet another person".to_owned(), "that other person".to_owned()),
        (None, _) => (role.to_owned(), role.to_owned()),
    };
    Called { first, later, mentioned: false }
}

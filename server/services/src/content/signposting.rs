//! Reading signposts, and what points to them: the gate and "How are you?". And the promise.
//!
//! Signposts are named by id and found when the page is made, so that a number corrected in
//! `signposts` is right everywhere, and one that has expired is gone everywhere.

use domain::frameworks::{
    Dated, Gate, GateEntry, HowAreYou, HowAreYouOption, Promise, PromisePart, Signpost, Validity,
};
use jiff::civil::Date;

use super::file::{Fields, Unique};
use super::files::Head;
use super::frameworks::each;

/// One version of all signposts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Signposts {
    version: String,
    valid: Validity,
    /// Ids and headings.
    pub(super) groups: Vec<(String, String)>,
    pub(super) signposts: Vec<Signpost>,
}

impl Signposts {
    /// The ones with these ids that are shown on that day, in the order of the ids.
    pub(super) fn shown(&self, ids: &[String], date: Date) -> Vec<Signpost> {
        let find = |id: &String| self.signposts.iter().find(|signpost| signpost.id == *id);
        ids.iter().filter_map(find).filter(|signpost| signpost.is_shown_on(date)).cloned().collect()
    }
}

/// A gate whose entries' signposts are still ids, one list for each entry.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GateFile {
    pub(super) gate: Gate,
    pub(super) signposts: Vec<Vec<String>>,
}

/// "How are you?" whose signposts are still ids.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct HowAreYouFile {
    pub(super) how_are_you: HowAreYou,
    pub(super) signposts: Vec<String>,
}

pub(super) fn signposts(fields: &Fields<'_>, head: &Head) -> Signposts {
    let mut group_ids = Unique::new(fields.file());
    let groups = each(fields, "groups", |group| (group_ids.take(group.id("id")), group.text("title")));
    let mut ids = Unique::new(fields.file());
    let signposts = each(fields, "signposts", |part| signpost(part, &mut ids, &groups));
    Signposts { version: head.version.clone(), valid: head.valid, groups, signposts }
}

fn signpost(fields: &Fields<'_>, ids: &mut Unique<'_>, groups: &[(String, String)]) -> Signpost {
    let group = fields.text("group");
    if !group.is_empty() && !groups.iter().any(|(id, _)| *id == group) {
        let known = groups.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>().join(", ");
        let what = format!("there is no group \"{group}\"; there are: {known}");
        fields.file().note(fields.at("group"), what);
    }
    let tel = fields.optional_text("tel");
    if tel.as_deref().is_some_and(|tel| !is_dialled(tel)) {
        let what =
            "`tel` may have only digits, 3 to 15 of them, so that a telephone can dial it: leave out spaces";
        fields.file().note(fields.at("tel"), what);
    }
    let (checked, expires) = (fields.optional_date("checked"), fields.optional_date("expires"));
    if let (Some(checked), Some(expires)) = (checked, expires)
        && expires <= checked
    {
        let what = format!("`expires` must be a later day than `checked`, which is {checked}");
        fields.file().note(fields.at("expires"), what);
    }
    Signpost {
        id: ids.take(fields.id("id")),
        group,
        name: fields.text("name"),
        what: fields.text("what"),
        contact: fields.text("contact"),
        tel,
        who_for: fields.text("who_for"),
        owner: fields.optional_text("owner"),
        checked,
        expires,
    }
}

/// ITU-T E.164 allows 15 digits; the shortest numbers in use, such as 999, have 3.
fn is_dialled(tel: &str) -> bool {
    let digits = tel.strip_prefix('+').unwrap_or(tel);
    (3..=15).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
}

pub(super) fn gate(fields: &Fields<'_>, head: &Head, known: &[Signposts]) -> GateFile {
    let mut ids = Unique::new(fields.file());
    let mut signposts = Vec::new();
    let gate = Gate {
        version: head.version.clone(),
        valid: head.valid,
        title: fields.text("title"),
        lead: fields.text("lead"),
        not_this: fields.text("not_this"),
        reassure: fields.text("reassure"),
        entries: each(fields, "entries", |entry| {
            signposts.push(references(entry, head, known));
            GateEntry {
                id: ids.take(entry.id("id")),
                title: entry.text("title"),
                when: entry.text("when"),
                say: entry.text("say"),
                signposts: Vec::new(),
            }
        }),
    };
    GateFile { gate, signposts }
}

pub(super) fn how_are_you(fields: &Fields<'_>, head: &Head, known: &[Signposts]) -> HowAreYouFile {
    let mut ids = Unique::new(fields.file());
    let how_are_you = HowAreYou {
        version: head.version.clone(),
        valid: head.valid,
        ask: fields.text("ask"),
        why: fields.text("why"),
        options: each(fields, "options", |option| HowAreYouOption {
            id: ids.take(option.id("id")),
            label: option.text("label"),
        }),
        text_label: fields.text("text_label"),
        signposts_lead: fields.text("signposts_lead"),
        signposts: Vec::new(),
    };
    HowAreYouFile { how_are_you, signposts: references(fields, head, known) }
}

/// Ids of signposts; each must be in every version of the signposts that holds while this file does.
fn references(fields: &Fields<'_>, head: &Head, known: &[Signposts]) -> Vec<String> {
    let ids = optional_references(fields, head, known);
    if ids.is_empty() {
        let what = "`signposts` must name at least one signpost: [\"...\"]";
        fields.file().note(fields.at("signposts"), what);
    }
    ids
}

/// The same where there may be none.
pub(super) fn optional_references(fields: &Fields<'_>, head: &Head, known: &[Signposts]) -> Vec<String> {
    let ids = fields.texts("signposts");
    let alongside = |signposts: &&Signposts| signposts.valid.overlaps(&head.valid);
    // When none holds alongside, the nearest is shown instead: then each has to be in all of them.
    let any_alongside = known.iter().any(|signposts| alongside(&signposts));
    for id in &ids {
        for signposts in known.iter().filter(|signposts| !any_alongside || alongside(signposts)) {
            if !signposts.signposts.iter().any(|signpost| signpost.id == id.text) {
                let (name, version) = (&id.text, &signposts.version);
                let what = format!("there is no signpost \"{name}\" in version {version} of the signposts");
                fields.file().note(id.at, what);
            }
        }
    }
    ids.into_iter().map(|id| id.text).collect()
}

pub(super) fn promise(fields: &Fields<'_>, head: &Head) -> Promise {
    let mut ids = Unique::new(fields.file());
    Promise {
        version: head.version.clone(),
        valid: head.valid,
        title: fields.text("title"),
        short: fields.text("short"),
        parts: each(fields, "parts", |part| promise_part(part, &mut ids)),
    }
}

pub(super) fn promise_part(fields: &Fields<'_>, ids: &mut Unique<'_>) -> PromisePart {
    let words = |key| fields.texts(key).into_iter().map(|text| text.text).collect();
    let part = PromisePart {
        id: ids.take(fields.id("id")),
        title: fields.text("title"),
        paragraphs: words("paragraphs"),
        items: words("items"),
    };
    if part.paragraphs.is_empty() && part.items.is_empty() {
        let what = "a part needs `paragraphs`, `items` or both";
        fields.file().note(fields.at("title"), what);
    }
    part
}

impl Dated for Signposts {
    fn validity(&self) -> Validity {
        self.valid
    }
}

impl Dated for GateFile {
    fn validity(&self) -> Validity {
        self.gate.valid
    }
}

impl Dated for HowAreYouFile {
    fn validity(&self) -> Validity {
        self.how_are_you.valid
    }
}

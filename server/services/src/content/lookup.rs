//! Looking content up: what is shown on a day, and what an old reflection was begun with.

use std::collections::BTreeMap;

use domain::frameworks::{
    Ambitions, Codebook, Consent, Gate, HowAreYou, Outcome, OutcomeWhen, Promise, Signpost, SignpostGroup,
    held_or_nearest,
};
use domain::modules::ContentModule;
use domain::reflect::template::{Choice, Template};
use jiff::civil::Date;

use super::email::{EmailName, EmailTemplate};
use super::sharing::OutcomesFile;
use super::signposting::{GateFile, HowAreYouFile, Signposts};
use super::templates::ChoiceList;
use super::versions::Versions;

/// Everything in the content folder, checked.
///
/// Lookups by date give the version that holds on that day. When none does, they give the one that
/// began last before it, so a framework whose period has ended still shows; before anything began, the
/// earliest to come.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    pub(super) ambitions: Versions<Ambitions>,
    pub(super) codebook: Versions<Codebook>,
    pub(super) lists: Vec<ChoiceList>,
    pub(super) templates: Vec<Template>,
    pub(super) modules: Vec<ContentModule>,
    pub(super) consent: Versions<Consent>,
    pub(super) outcomes: Versions<OutcomesFile>,
    pub(super) gate: Versions<GateFile>,
    pub(super) promise: Versions<Promise>,
    pub(super) how_are_you: Versions<HowAreYouFile>,
    pub(super) signposts: Versions<Signposts>,
    pub(super) emails: Emails,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Emails {
    pub(super) invitation: EmailTemplate,
    pub(super) reset: EmailTemplate,
    pub(super) reset_notice: EmailTemplate,
    pub(super) reopening_notice: EmailTemplate,
}

impl Content {
    /// The framework of ambitions.
    #[must_use]
    pub fn ambitions_on(&self, date: Date) -> &Ambitions {
        self.ambitions.on(date)
    }

    /// That version of the framework, for what was mapped to it then.
    #[must_use]
    pub fn ambitions(&self, version: &str) -> Option<&Ambitions> {
        self.ambitions.iter().find(|ambitions| ambitions.version == version)
    }

    /// The codebook.
    #[must_use]
    pub fn codebook_on(&self, date: Date) -> &Codebook {
        self.codebook.on(date)
    }

    /// That version of the codebook, for what was coded to it then.
    #[must_use]
    pub fn codebook(&self, version: &str) -> Option<&Codebook> {
        self.codebook.iter().find(|codebook| codebook.version == version)
    }

    /// Every version of the framework, the one shown on that day first: for ids that were given long ago.
    pub fn every_ambitions(&self, date: Date) -> impl Iterator<Item = &Ambitions> {
        std::iter::once(self.ambitions.on(date)).chain(self.ambitions.iter())
    }

    /// The same of the codebook.
    pub fn every_codebook(&self, date: Date) -> impl Iterator<Item = &Codebook> {
        std::iter::once(self.codebook.on(date)).chain(self.codebook.iter())
    }

    /// The templates offered, in their order: the first is the default. Never empty.
    ///
    /// A template whose period has ended is no longer offered; only if that leaves none are the nearest
    /// versions of all of them offered instead.
    #[must_use]
    pub fn templates_on(&self, date: Date) -> Vec<&Template> {
        let mut offered: Vec<&Template> =
            self.templates.iter().filter(|template| template.valid.holds_on(date)).collect();
        if offered.is_empty() {
            let mut nearest: BTreeMap<&str, &Template> = BTreeMap::new();
            for template in &self.templates {
                let best = nearest.entry(&template.id).or_insert(template);
                *best = held_or_nearest(*best, [template], date);
            }
            offered = nearest.into_values().collect();
        }
        offered.sort_by_key(|template| (template.order, &template.id));
        offered
    }

    /// That version of a template, whether or not it still holds: a reflection keeps the one it was
    /// begun with.
    #[must_use]
    pub fn template(&self, id: &str, version: &str) -> Option<&Template> {
        self.templates.iter().find(|template| template.id == id && template.version == version)
    }

    /// The learning modules offered on that day, in the order of their ids. One whose period has ended is
    /// offered no longer.
    pub fn modules_on(&self, date: Date) -> impl Iterator<Item = &ContentModule> {
        self.modules.iter().filter(move |module| module.valid.holds_on(date))
    }

    /// The version of a learning module that began last before that day, whether or not it still holds.
    #[must_use]
    pub fn last_module(&self, id: &str, date: Date) -> Option<&ContentModule> {
        let begun = self.modules.iter().filter(|module| module.id == id && module.valid.from <= date);
        begun.max_by_key(|module| module.valid.from)
    }

    /// That version of a learning module, whether or not it is still offered: who has begun it keeps it.
    #[must_use]
    pub fn module(&self, id: &str, version: &str) -> Option<&ContentModule> {
        self.modules.iter().find(|module| module.id == id && module.version == version)
    }

    /// The gate, with the signposts shown on that day.
    #[must_use]
    pub fn gate_on(&self, date: Date) -> Gate {
        let GateFile { gate, signposts } = self.gate.on(date);
        let known = self.signposts.on(date);
        let mut gate = gate.clone();
        for (entry, ids) in gate.entries.iter_mut().zip(signposts) {
            entry.signposts = known.shown(ids, date);
        }
        gate
    }

    /// The promise of what is private here.
    #[must_use]
    pub fn promise_on(&self, date: Date) -> &Promise {
        self.promise.on(date)
    }

    /// The choices of a list on a day, by the list's id; none when there is no such list.
    #[must_use]
    pub fn choices_on(&self, list: &str, date: Date) -> &[Choice] {
        let mut versions = self.lists.iter().filter(|version| version.list.id == list);
        let Some(first) = versions.next() else { return &[] };
        &held_or_nearest(first, versions, date).choices
    }

    /// What is agreed to before sharing.
    #[must_use]
    pub fn consent_on(&self, date: Date) -> &Consent {
        self.consent.on(date)
    }

    /// What may become of something shared, with the signposts shown on that day.
    #[must_use]
    pub fn outcomes_on(&self, date: Date) -> Vec<Outcome> {
        let file = self.outcomes.on(date);
        let ids = file.outcomes.iter().zip(&file.signposts);
        ids.map(|(outcome, ids)| self.told(outcome, ids, date)).collect()
    }

    /// The outcome of this id in any version, because it may have come about long ago.
    #[must_use]
    pub fn outcome(&self, id: &str, today: Date) -> Option<Outcome> {
        let all = self.outcomes.iter().flat_map(|file| file.outcomes.iter().zip(&file.signposts));
        let (outcome, ids) = all.filter(|(outcome, _)| outcome.id == id).last()?;
        Some(self.told(outcome, ids, today))
    }

    /// The ids of the outcomes on an occasion.
    #[must_use]
    pub fn outcome_ids_on(&self, when: OutcomeWhen, date: Date) -> Vec<String> {
        let outcomes = self.outcomes.on(date).outcomes.iter();
        outcomes.filter(|outcome| outcome.when == when).map(|outcome| outcome.id.clone()).collect()
    }

    fn told(&self, outcome: &Outcome, ids: &[String], date: Date) -> Outcome {
        Outcome { signposts: self.signposts.on(date).shown(ids, date), ..outcome.clone() }
    }

    /// "How are you?", with the signposts shown on that day.
    #[must_use]
    pub fn how_are_you_on(&self, date: Date) -> HowAreYou {
        self.with_signposts(self.how_are_you.on(date), date)
    }

    /// That version of "How are you?", for an answer given then, with the signposts shown on `today`.
    #[must_use]
    pub fn how_are_you(&self, version: &str, today: Date) -> Option<HowAreYou> {
        let found = self.how_are_you.iter().find(|file| file.how_are_you.version == version)?;
        Some(self.with_signposts(found, today))
    }

    fn with_signposts(&self, file: &HowAreYouFile, date: Date) -> HowAreYou {
        let signposts = self.signposts.on(date).shown(&file.signposts, date);
        HowAreYou { signposts, ..file.how_are_you.clone() }
    }

    /// The signposts shown on that day, in the order of the file.
    #[must_use]
    pub fn signposts_on(&self, date: Date) -> Vec<&Signpost> {
        self.signposts.on(date).signposts.iter().filter(|signpost| signpost.is_shown_on(date)).collect()
    }

    /// The same under their headings; a heading with nothing to show is left out.
    #[must_use]
    pub fn signpost_groups_on(&self, date: Date) -> Vec<SignpostGroup> {
        let in_group = |id: &str| {
            let shown = self.signposts_on(date).into_iter();
            shown.filter(|signpost| signpost.group == id).cloned().collect::<Vec<_>>()
        };
        let group = |(id, title): &(String, String)| SignpostGroup {
            id: id.clone(),
            title: title.clone(),
            signposts: in_group(id),
        };
        let groups = self.signposts.on(date).groups.iter().map(group);
        groups.filter(|group| !group.signposts.is_empty()).collect()
    }

    /// One signpost, if it is shown on that day.
    #[must_use]
    pub fn signpost(&self, id: &str, date: Date) -> Option<&Signpost> {
        self.signposts_on(date).into_iter().find(|signpost| signpost.id == id)
    }

    /// A letter.
    #[must_use]
    pub fn email(&self, name: EmailName) -> &EmailTemplate {
        match name {
            EmailName::Invitation => &self.emails.invitation,
            EmailName::Reset => &self.emails.reset,
            EmailName::ResetNotice => &self.emails.reset_notice,
            EmailName::ReopeningNotice => &self.emails.reopening_notice,
        }
    }
}

//! The rows and columns of a period: fixed by what held on its first day.

use super::rules::SharingRules;
use crate::Services;
use domain::disclosure::{Layout, Period, ThemeLayout};
use domain::frameworks::Codebook;
use domain::sharing::{Facet, Offered, group_id};
use jiff::civil::Date;

/// The list of choices that says where somebody was working.
const SETTINGS: &str = "setting";
/// The list of choices that says whether a plan or record was there.
const PLANS: &str = "plan";

/// The codebook a period is coded with.
pub(crate) fn codebook_of(services: &Services, period: Period) -> &Codebook {
    services.content.codebook_on(period.first_day())
}

/// The rows and columns of a period under an organisation's rules.
pub(super) fn layout_of(services: &Services, period: Period, rules: &SharingRules) -> Layout {
    let codebook = codebook_of(services, period);
    let ids = |facets: Vec<Facet>| facets.into_iter().map(|facet| facet.id).collect::<Vec<_>>();
    let mut settings = ids(setting_groups(services, period.first_day()));
    settings.retain(|id| rules.settings.contains(id));
    Layout {
        themes: codebook
            .themes
            .iter()
            .map(|theme| ThemeLayout {
                id: theme.id.clone(),
                sub_themes: theme.sub_themes.iter().map(|sub_theme| sub_theme.id.clone()).collect(),
            })
            .collect(),
        directions: codebook.directions.iter().map(|direction| direction.id.clone()).collect(),
        settings,
        plans: ids(plans(services, period.first_day())),
    }
}

/// What an author can choose from on a day: what the running period counts, and today's consent.
pub(crate) fn offered_on(services: &Services, rules: &SharingRules, today: Date) -> Offered {
    let first_day = Period::containing(today, rules.length).first_day();
    let mut settings = setting_groups(services, first_day);
    settings.retain(|facet| rules.settings.contains(&facet.id));
    let consent = services.content.consent_on(today);
    Offered {
        settings,
        plans: plans(services, first_day),
        consent: consent.version.clone(),
        reasons: consent.reasons.iter().map(|reason| reason.id.clone()).collect(),
    }
}

/// The headings of the list of settings, in its order: broad enough to hide in.
#[must_use]
pub fn setting_groups(services: &Services, day: Date) -> Vec<Facet> {
    let mut groups: Vec<Facet> = Vec::new();
    for heading in
        services.content.choices_on(SETTINGS, day).iter().filter_map(|choice| choice.group.as_ref())
    {
        let id = group_id(heading);
        if !groups.iter().any(|known| known.id == id) {
            groups.push(Facet { id, label: heading.clone() });
        }
    }
    groups
}

/// The answers to "Was a plan or record there?".
pub(super) fn plans(services: &Services, day: Date) -> Vec<Facet> {
    let choices = services.content.choices_on(PLANS, day).iter();
    choices.map(|choice| Facet { id: choice.id.clone(), label: choice.label.clone() }).collect()
}

//! Releases: figures and excerpts of a period, frozen on a date known from the start.
//!
//! What enters this room: an organisation's rules for its periods, the freeze, and reading what is
//! frozen. What does not: counting anything anew, and anything about one person or one point.

mod due;
mod excerpts;
mod freeze;
mod frozen;
mod keys;
mod layout;
mod outcomes;
mod printed;
mod queries;
mod rules;

pub use due::{FreezeOutcomes, freeze_daily, freeze_due};
pub use excerpts::{
    ByTheme, Excerpt, Look, UnderLook, ask_second_look, decide_second_look, excerpts, excerpts_of_theme,
    under_second_look,
};
pub use freeze::{FreezeError, Frozen, KeyLost, freeze, release_points};
pub use frozen::{Listed, Shown, frozen_json, list, show};
pub use keys::destroy_spent_keys;
pub use layout::setting_groups;
pub(crate) use layout::{codebook_of, offered_on};
pub use outcomes::FetchedOutcomes;
pub(crate) use outcomes::find_outcomes;
pub use printed::{Printed, printed};
pub(crate) use rules::rules_on;
pub use rules::{RulesError, SharingRules, choose_sharing_rules, sharing_rules};

//! Signposts: where to turn for what this portal is not for.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A place, person or line to turn to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signpost {
    /// Unique among signposts.
    pub id: String,
    /// The id of the group it is listed under.
    pub group: String,
    /// What it is called.
    pub name: String,
    /// What it does, in a line.
    pub what: String,
    /// How to reach it, in words: a number, or "your switchboard".
    pub contact: String,
    /// The number to dial, digits only, for a telephone link.
    pub tel: Option<String>,
    /// Whom it is for.
    pub who_for: String,
    /// Who in the organisation keeps it right; `None` until somebody is named.
    pub owner: Option<String>,
    /// The day the owner last checked it.
    pub checked: Option<Date>,
    /// The last day it is shown; afterwards it is hidden, because a wrong number is worse than none.
    pub expires: Option<Date>,
}

impl Signpost {
    /// May it be shown on that day?
    pub fn is_shown_on(&self, date: Date) -> bool {
        self.expires.is_none_or(|last| date <= last)
    }
}

/// Signposts that belong together, in the order of the file. Those that have expired are left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignpostGroup {
    /// Unique among groups.
    pub id: String,
    /// The heading people see.
    pub title: String,
    /// What is listed under it.
    pub signposts: Vec<Signpost>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn signpost(expires: Option<Date>) -> Signpost {
        Signpost {
            id: "line".into(),
            group: "urgent".into(),
            name: "A line".into(),
            what: "Somebody to talk to.".into(),
            contact: "Ask your switchboard".into(),
            tel: None,
            who_for: "You".into(),
            owner: None,
            checked: None,
            expires,
        }
    }

    #[test]
    fn a_signpost_is_shown_up_to_and_on_its_last_day() {
        let dated = signpost(Some(date(2026, 6, 30)));
        assert!(dated.is_shown_on(date(2026, 6, 30)));
        assert!(!dated.is_shown_on(date(2026, 7, 1)));
    }

    #[test]
    fn a_signpost_without_an_end_is_always_shown() {
        assert!(signpost(None).is_shown_on(date(2126, 1, 1)));
    }
}

//! When sharing is open at all: only where there is a crowd to be one of.

/// Active people an organisation needs.
pub const PEOPLE_TO_OPEN: usize = 20;
/// Safety leads it needs: two read before words go further.
pub const LEADS_TO_OPEN: usize = 2;

/// Whether people of an organisation may share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Openness {
    /// They may.
    Open,
    /// Too few people use the portal here yet.
    TooFewPeople,
    /// There are not two safety leads yet.
    TooFewLeads,
}

/// Decides it from the active people of an organisation: how many, and how many are safety leads.
#[must_use]
pub const fn openness(active: usize, leads: usize) -> Openness {
    if active < PEOPLE_TO_OPEN {
        Openness::TooFewPeople
    } else if leads < LEADS_TO_OPEN {
        Openness::TooFewLeads
    } else {
        Openness::Open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_people_and_two_leads_open_it() {
        assert_eq!(openness(19, 2), Openness::TooFewPeople);
        assert_eq!(openness(20, 1), Openness::TooFewLeads);
        assert_eq!(openness(20, 2), Openness::Open);
    }
}

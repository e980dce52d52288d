//! Who may do what: decided here and nowhere else, denied unless allowed.
//!
//! An operation in `services` asks [`decide`] first, with the actor, the action and whose thing it
//! is. "Not found" and "not yours" are the same answer to the asker, so that nobody learns what
//! exists; the table of every role × action × whose stands in the tests.

mod action;
#[cfg(test)]
mod matrix;

pub use action::Action;

use crate::accounts::{Closure, Role, Roles, SessionState};
use crate::ids::{OrganisationId, PersonId};
use crate::time::Timestamp;

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The person.
    pub person: PersonId,
    /// Their organisation.
    pub organisation: OrganisationId,
    /// What they are there.
    pub roles: Roles,
    /// What their session may do now.
    pub session: SessionState,
    /// The days after a reset in which older reflections stay closed, if it is such a time.
    pub closure: Option<Closure>,
}

/// Whose thing an action is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whose {
    /// The person it belongs to or is about.
    pub person: PersonId,
    /// Their organisation.
    pub organisation: OrganisationId,
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Go on.
    Allowed,
    /// As if it did not exist.
    Hidden,
    /// The session must be unlocked by signing in first.
    SignInFirst,
}

impl Actor {
    /// The actor's own things.
    #[must_use]
    pub const fn own(&self) -> Whose {
        Whose { person: self.person, organisation: self.organisation }
    }

    /// Whether a reflection begun at `started` is closed to its own writer at `now`, in the days
    /// after a reset.
    #[must_use]
    pub fn finds_closed(&self, started: Timestamp, now: Timestamp) -> bool {
        self.closure.is_some_and(|closure| closure.closes(started, now))
    }
}

/// May `actor` do `action` to what is `whose`?
#[must_use]
pub fn decide(actor: &Actor, action: Action, whose: Whose) -> Decision {
    if !allowed_when_signed_in(actor, action, whose) {
        return Decision::Hidden;
    }
    match actor.session {
        SessionState::Live => Decision::Allowed,
        SessionState::Locked if action == Action::AddToOpenDraft => Decision::Allowed,
        SessionState::Locked | SessionState::Ended => Decision::SignInFirst,
    }
}

fn allowed_when_signed_in(actor: &Actor, action: Action, whose: Whose) -> bool {
    let own = actor.own() == whose;
    let colleague = !own && actor.organisation == whose.organisation && actor.person != whose.person;
    let here = own || colleague;
    let administrator = actor.roles.include(Role::Administrator);
    match action {
        // Nobody but the author ever reads a reflection: no role opens this arm.
        Action::Write
        | Action::Read
        | Action::Delete
        | Action::TakeCopy
        | Action::AddToOpenDraft
        | Action::SeeOwnAccount
        | Action::ChangeOwnPassword
        | Action::ManageOwnRecovery
        | Action::EndOwnSessions
        // How far somebody has read is nobody else's to know: no role opens this either.
        | Action::KeepOwnProgress
        | Action::Share
        | Action::TakeBack
        | Action::Withdraw
        | Action::SeeOwnShares => own,
        Action::SeePeople | Action::Invite | Action::ChooseSharingRules => administrator && here,
        // Whose a point is nobody knows; the desk itself leaves out the reader's own.
        Action::ReadDesk | Action::DecideOnDesk | Action::DecideSecondLook | Action::WriteChanges => {
            actor.roles.include(Role::SafetyLead) && here
        }
        Action::AuthorModules => actor.roles.include(Role::Educator) && here,
        Action::ReadModules
        | Action::SeeReleases
        | Action::ReadChanges
        // To belong to a community opens nothing of another member's: only what all printed, added up.
        | Action::SeeCommunityFigures
        | Action::AskSecondLook => here,
        // Not on oneself: an administrator cannot shut themselves out, and asks for a link like
        // everybody else.
        Action::Suspend | Action::Restore | Action::SendResetLink => administrator && colleague,
    }
}

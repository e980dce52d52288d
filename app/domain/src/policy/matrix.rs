//! The whole table: role × action × whose × session, written out so that a change shows.

use super::{Action, Actor, Decision, Whose, decide};
use crate::accounts::{Closure, Role, Roles, SessionState};
use crate::ids::{OrganisationId, PersonId};
use crate::time::Timestamp;
use uuid::Uuid;

const HERE: OrganisationId = OrganisationId(Uuid::from_u128(1));
const ELSEWHERE: OrganisationId = OrganisationId(Uuid::from_u128(2));
const ME: PersonId = PersonId(Uuid::from_u128(3));
const OTHER: PersonId = PersonId(Uuid::from_u128(4));

const OWN: Whose = Whose { person: ME, organisation: HERE };
const COLLEAGUE: Whose = Whose { person: OTHER, organisation: HERE };
const STRANGER: Whose = Whose { person: OTHER, organisation: ELSEWHERE };

/// A row of the table: the action, then what own · colleague · stranger give an administrator.
/// `+` allowed, `-` as if it did not exist.
const ADMINISTRATOR: &[(Action, &str)] = &[
    (Action::Write, "+--"),
    (Action::Read, "+--"),
    (Action::Delete, "+--"),
    (Action::TakeCopy, "+--"),
    (Action::AddToOpenDraft, "+--"),
    (Action::SeeOwnAccount, "+--"),
    (Action::ChangeOwnPassword, "+--"),
    (Action::ManageOwnRecovery, "+--"),
    (Action::EndOwnSessions, "+--"),
    (Action::SeePeople, "++-"),
    (Action::Invite, "++-"),
    (Action::Suspend, "-+-"),
    (Action::Restore, "-+-"),
    (Action::SendResetLink, "-+-"),
    (Action::ReadModules, "++-"),
    (Action::KeepOwnProgress, "+--"),
    (Action::AuthorModules, "---"),
    (Action::Share, "+--"),
    (Action::TakeBack, "+--"),
    (Action::Withdraw, "+--"),
    (Action::SeeOwnShares, "+--"),
    (Action::ReadDesk, "---"),
    (Action::DecideOnDesk, "---"),
    (Action::SeeReleases, "++-"),
    (Action::SeeCommunityFigures, "++-"),
    (Action::AskSecondLook, "++-"),
    (Action::DecideSecondLook, "---"),
    (Action::ReadChanges, "++-"),
    (Action::WriteChanges, "---"),
    (Action::ChooseSharingRules, "++-"),
];

/// The same for staff, educators and safety leads: their own things, and what everybody here may see.
/// [`beyond`] has what a role adds.
const EVERYONE_ELSE: &[(Action, &str)] = &[
    (Action::Write, "+--"),
    (Action::Read, "+--"),
    (Action::Delete, "+--"),
    (Action::TakeCopy, "+--"),
    (Action::AddToOpenDraft, "+--"),
    (Action::SeeOwnAccount, "+--"),
    (Action::ChangeOwnPassword, "+--"),
    (Action::ManageOwnRecovery, "+--"),
    (Action::EndOwnSessions, "+--"),
    (Action::SeePeople, "---"),
    (Action::Invite, "---"),
    (Action::Suspend, "---"),
    (Action::Restore, "---"),
    (Action::SendResetLink, "---"),
    (Action::ReadModules, "++-"),
    (Action::KeepOwnProgress, "+--"),
    (Action::AuthorModules, "---"),
    (Action::Share, "+--"),
    (Action::TakeBack, "+--"),
    (Action::Withdraw, "+--"),
    (Action::SeeOwnShares, "+--"),
    (Action::ReadDesk, "---"),
    (Action::DecideOnDesk, "---"),
    (Action::SeeReleases, "++-"),
    (Action::SeeCommunityFigures, "++-"),
    (Action::AskSecondLook, "++-"),
    (Action::DecideSecondLook, "---"),
    (Action::ReadChanges, "++-"),
    (Action::WriteChanges, "---"),
    (Action::ChooseSharingRules, "---"),
];

/// What a role may do beyond everyone else.
const fn beyond(role: Role) -> &'static [(Action, &'static str)] {
    match role {
        Role::Educator => &[(Action::AuthorModules, "++-")],
        Role::SafetyLead => &[
            (Action::ReadDesk, "++-"),
            (Action::DecideOnDesk, "++-"),
            (Action::DecideSecondLook, "++-"),
            (Action::WriteChanges, "++-"),
        ],
        Role::Staff | Role::Administrator => &[],
    }
}

fn actor(role: Role, session: SessionState) -> Actor {
    Actor { person: ME, organisation: HERE, roles: Roles::of([role]), session, closure: None }
}

#[test]
fn every_role_action_and_owner_is_decided_as_the_table_says() {
    for role in Role::ALL {
        let table = if role == Role::Administrator { ADMINISTRATOR } else { EVERYONE_ELSE };
        assert_eq!(table.iter().map(|row| row.0).collect::<Vec<_>>(), Action::ALL, "a row for every action");
        for (action, row) in table {
            let row = beyond(role).iter().find(|(other, _)| other == action).map_or(row, |(_, row)| row);
            for (whose, mark) in [OWN, COLLEAGUE, STRANGER].into_iter().zip(row.chars()) {
                let expected = if mark == '+' { Decision::Allowed } else { Decision::Hidden };
                let decision = decide(&actor(role, SessionState::Live), *action, whose);
                assert_eq!(decision, expected, "{role:?} {action:?} {whose:?}");
            }
        }
    }
}

#[test]
fn a_locked_session_adds_to_its_open_draft_and_does_nothing_else() {
    for role in Role::ALL {
        for action in Action::ALL {
            for whose in [OWN, COLLEAGUE, STRANGER] {
                let live = decide(&actor(role, SessionState::Live), action, whose);
                let locked = decide(&actor(role, SessionState::Locked), action, whose);
                let ended = decide(&actor(role, SessionState::Ended), action, whose);
                let expected = match live {
                    Decision::Allowed if action == Action::AddToOpenDraft => Decision::Allowed,
                    Decision::Allowed => Decision::SignInFirst,
                    other => other,
                };
                assert_eq!(locked, expected, "locked: {role:?} {action:?} {whose:?}");
                assert_ne!(ended, Decision::Allowed, "ended: {role:?} {action:?} {whose:?}");
            }
        }
    }
}

#[test]
fn the_same_person_id_in_another_organisation_is_a_stranger() {
    let forged = Whose { person: ME, organisation: ELSEWHERE };
    for action in Action::ALL {
        let decision = decide(&actor(Role::Administrator, SessionState::Live), action, forged);
        assert_eq!(decision, Decision::Hidden, "{action:?}");
    }
}

#[test]
fn older_reflections_are_closed_to_their_own_writer_after_a_reset() {
    let reset = Timestamp(1_000);
    let mut writer = actor(Role::Staff, SessionState::Live);
    assert!(!writer.finds_closed(Timestamp(0), reset));
    writer.closure = Some(Closure::after_reset(reset));
    assert!(writer.finds_closed(Timestamp(0), reset));
    assert!(!writer.finds_closed(reset, reset), "what is begun since is open");
}

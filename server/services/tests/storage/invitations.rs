//! Invitations: one letter, one account.

use crate::support::{Installation, each_database, email, name, password, token_of};
use domain::accounts::{Role, Roles};
use domain::ids::InvitationId;
use services::Error;
use services::accounts::{
    InviteError, LinkError, NewInvitation, SetupError, cancel_invitation, find_invitation, find_session,
    invite, join, list_people, make_organisation,
};

const NEW: &str = "new@meadow.example";

/// Presses the button on the page of a link.
async fn take_up(house: &Installation, token: &str) -> Result<String, LinkError> {
    let chosen = password("kettle harbour seven");
    join(&house.services, token, &name("New Person"), &chosen, "").await.map(|joined| joined.token)
}

fn is_gone<T>(outcome: &Result<T, LinkError>) -> bool {
    matches!(outcome, Err(LinkError::Gone))
}

#[tokio::test]
async fn an_invitation_makes_one_account_with_its_roles_in_its_organisation() {
    each_database(|house| async move {
        for role in Role::ALL {
            let address = format!("{}@meadow.example", role.as_str());
            house.invite(&house.admin, &address, role).await;
            let token = token_of(&house.link_to(&address).await);
            let invited = find_invitation(&house.services, &token).await.expect("works");
            assert_eq!(
                (invited.email.as_str(), invited.organisation.as_str()),
                (&*address, "Meadow Hospice")
            );
            assert!(find_invitation(&house.services, &token).await.is_ok(), "looking changes nothing");
            let cookie = take_up(&house, &token).await.expect("joined");
            let session = find_session(&house.services, &cookie).await.expect("read").expect("signed in");
            assert_eq!(session.actor.roles, Roles::of([role]));
            assert_eq!(session.actor.organisation, house.actor(&house.admin).await.organisation);
            assert!(is_gone(&find_invitation(&house.services, &token).await), "used");
            assert!(is_gone(&take_up(&house, &token).await), "used twice");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_used_many_times_at_once_makes_exactly_one_account() {
    each_database(|house| async move {
        house.invite(&house.admin, NEW, Role::Staff).await;
        let token = token_of(&house.link_to(NEW).await);
        let presses: Vec<_> = (0..8)
            .map(|_| {
                let (services, token) = (house.services.clone(), token.clone());
                tokio::spawn(async move {
                    join(&services, &token, &name("New"), &password("kettle harbour seven"), "").await
                })
            })
            .collect();
        let mut joined = 0;
        for press in presses {
            match press.await.expect("done") {
                Ok(_) => joined += 1,
                Err(refused) => assert!(matches!(refused, LinkError::Gone), "{refused}"),
            }
        }
        assert_eq!(joined, 1);
        let sql = "SELECT count(*) FROM people WHERE email = 'new@meadow.example'";
        assert_eq!(house.number(sql, &[]).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_second_invitation_replaces_the_first() {
    each_database(|house| async move {
        house.invite(&house.admin, NEW, Role::Staff).await;
        let first = token_of(&house.link_to(NEW).await);
        house.invite(&house.admin, NEW, Role::Educator).await;
        let second = token_of(&house.link_to(NEW).await);
        assert!(is_gone(&find_invitation(&house.services, &first).await));
        assert!(is_gone(&take_up(&house, &first).await));
        let admin = house.actor(&house.admin).await;
        assert_eq!(list_people(&house.services, &admin).await.expect("people").waiting.len(), 1);
        assert!(take_up(&house, &second).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn an_invitation_runs_out_after_seven_days() {
    each_database(|house| async move {
        house.invite(&house.admin, NEW, Role::Staff).await;
        let token = token_of(&house.link_to(NEW).await);
        house.wait_minutes(7 * 24 * 60 - 1);
        assert!(find_invitation(&house.services, &token).await.is_ok());
        house.wait_minutes(1);
        assert!(is_gone(&find_invitation(&house.services, &token).await));
        assert!(is_gone(&take_up(&house, &token).await));
        let admin = house.actor(&house.admin).await;
        assert!(list_people(&house.services, &admin).await.expect("people").waiting.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_invitation_taken_back_is_gone_and_another_organisations_cannot_be_taken_back() {
    each_database(|house| async move {
        house.invite(&house.admin, NEW, Role::Staff).await;
        let token = token_of(&house.link_to(NEW).await);
        let (admin, other) = (house.actor(&house.admin).await, house.actor(&house.other_admin).await);
        let id = list_people(&house.services, &admin).await.expect("people").waiting[0].id;
        assert!(list_people(&house.services, &other).await.expect("people").waiting.is_empty());
        for stranger in [&other, &house.actor(&house.amina).await] {
            let refused = cancel_invitation(&house.services, stranger, id).await;
            assert!(matches!(refused, Err(Error::NotFound)));
        }
        let unknown = InvitationId(uuid::Uuid::now_v7());
        assert!(matches!(cancel_invitation(&house.services, &admin, unknown).await, Err(Error::NotFound)));
        assert!(find_invitation(&house.services, &token).await.is_ok(), "still works");
        cancel_invitation(&house.services, &admin, id).await.expect("taken back");
        assert!(is_gone(&take_up(&house, &token).await));
        assert!(matches!(cancel_invitation(&house.services, &admin, id).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn another_organisation_that_invites_the_same_address_takes_no_invitation_away() {
    each_database(|house| async move {
        house.invite(&house.admin, NEW, Role::Staff).await;
        let first = token_of(&house.link_to(NEW).await);
        house.invite(&house.other_admin, NEW, Role::Staff).await;
        let second = token_of(&house.link_to(NEW).await);
        assert!(find_invitation(&house.services, &first).await.is_ok());
        assert!(take_up(&house, &first).await.is_ok());
        assert!(is_gone(&take_up(&house, &second).await), "an address has one account");
        assert!(is_gone(&take_up(&house, &second).await), "and says so again");
    })
    .await;
}

#[tokio::test]
async fn an_address_with_an_account_is_not_invited_again() {
    each_database(|house| async move {
        let admin = house.actor(&house.admin).await;
        for address in ["amina@meadow.example", "AMINA@Meadow.example", "other@harbour.example"] {
            let new =
                NewInvitation { email: email(address), name: name("X"), roles: Roles::of([Role::Staff]) };
            let refused = invite(&house.services, &admin, new).await;
            assert!(matches!(refused, Err(InviteError::HasAccount)), "{address}");
        }
        assert!(house.letters().await.is_empty());
        let again = make_organisation(&house.services, "New House", name("X"), email("amina@meadow.example"));
        assert!(matches!(again.await, Err(SetupError::HasAccount)));
    })
    .await;
}

#[tokio::test]
async fn only_an_administrator_invites_or_sees_people() {
    each_database(|house| async move {
        for role in [Role::Staff, Role::Educator, Role::SafetyLead] {
            let address = format!("{}@meadow.example", role.as_str());
            let person = house.invited(&house.admin, &address, role).await;
            let actor = house.actor(&person).await;
            let new = NewInvitation { email: email(NEW), name: name("X"), roles: Roles::of([Role::Staff]) };
            let refused = invite(&house.services, &actor, new).await;
            assert!(matches!(refused, Err(InviteError::Other(Error::NotFound))), "{role:?}");
            assert!(matches!(list_people(&house.services, &actor).await, Err(Error::NotFound)), "{role:?}");
        }
        assert!(house.letters().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_organisation_is_made_once_and_a_second_link_for_its_administrator_replaces_the_first() {
    each_database(|house| async move {
        let make = || make_organisation(&house.services, "  New   House ", name("X"), email(NEW));
        let (first, second) = (make().await.expect("made"), make().await.expect("made again"));
        let sql = "SELECT count(*) FROM organisations WHERE name = 'New House'";
        assert_eq!(house.number(sql, &[]).await, 1);
        assert!(is_gone(&take_up(&house, &token_of(&first)).await));
        let cookie = take_up(&house, &token_of(&second)).await.expect("joined");
        let actor = house.actor_of(&cookie).await.expect("a session");
        assert!(actor.roles.include(Role::Administrator));
        for bad in ["", "  ", &"x".repeat(201)] {
            let refused = make_organisation(&house.services, bad, name("X"), email("x@y.example")).await;
            assert!(matches!(refused, Err(SetupError::Name)), "{bad:?}");
        }
    })
    .await;
}

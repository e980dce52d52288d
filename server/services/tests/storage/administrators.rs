//! What an administrator may do about people, and what not.

use crate::support::{Bind, Installation, each_database, token_of};
use domain::accounts::{Role, Standing};
use domain::ids::PersonId;
use domain::policy::Actor;
use services::Error;
use services::accounts::{
    change_password, list_people, make_recovery_code, open_with_recovery_code, restore, send_reset_link,
    suspend,
};

/// Every operation on another person there is.
async fn all_refused(house: &Installation, actor: &Actor, person: PersonId, who: &str) {
    let services = &house.services;
    for (what, outcome) in [
        ("suspend", suspend(services, actor, person).await),
        ("restore", restore(services, actor, person).await),
        ("send a link", send_reset_link(services, actor, person).await),
    ] {
        assert!(matches!(outcome, Err(Error::NotFound)), "{who}: {what}: {outcome:?}");
    }
}

#[tokio::test]
async fn an_administrator_acts_on_colleagues_and_not_on_themselves_or_another_organisation() {
    each_database(|house| async move {
        let admin = house.actor(&house.admin).await;
        all_refused(&house, &admin, house.admin.id, "on oneself").await;
        all_refused(&house, &admin, house.other.id, "another organisation's staff").await;
        all_refused(&house, &admin, house.other_admin.id, "another organisation's administrator").await;
        all_refused(&house, &admin, PersonId(uuid::Uuid::now_v7()), "nobody").await;
        assert!(house.letters().await.is_empty());
        assert!(house.actor_of(&house.other.token).await.is_some());

        suspend(&house.services, &admin, house.amina.id).await.expect("suspended");
        assert!(house.actor_of(&house.amina.token).await.is_none(), "their sessions end at once");
        let people = list_people(&house.services, &admin).await.expect("people");
        assert_eq!(people.people.len(), 3, "and no stranger is among them");
        let amina = people.people.iter().find(|person| person.id == house.amina.id).expect("listed");
        assert_eq!(amina.standing, Standing::Suspended);
        restore(&house.services, &admin, house.amina.id).await.expect("restored");
        assert!(house.actor_of(&house.amina.token).await.is_none(), "the old sessions do not come back");
        house.sign_in(&house.amina).await;
    })
    .await;
}

#[tokio::test]
async fn nobody_but_an_administrator_acts_on_a_colleague() {
    each_database(|house| async move {
        for role in [Role::Staff, Role::Educator, Role::SafetyLead] {
            let address = format!("{}@meadow.example", role.as_str());
            let person = house.invited(&house.admin, &address, role).await;
            let actor = house.actor(&person).await;
            all_refused(&house, &actor, house.amina.id, &address).await;
        }
        house.wait_minutes(20);
        let locked = house.actor_of(&house.admin.token).await.expect("a session");
        let refused = suspend(&house.services, &locked, house.amina.id).await;
        assert!(matches!(refused, Err(Error::SignInFirst)), "nor an administrator who went away");
    })
    .await;
}

#[tokio::test]
async fn a_reset_link_goes_to_the_address_held_and_to_nobody_else() {
    each_database(|house| async move {
        let admin = house.actor(&house.admin).await;
        send_reset_link(&house.services, &admin, house.amina.id).await.expect("sent");
        let letters = house.letters().await;
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].to, "amina@meadow.example");
        let token = token_of(&crate::support::link_in(&letters[0]));
        let address = services::accounts::find_reset(&house.services, &token).await.expect("works");
        assert_eq!(address, "amina@meadow.example");
    })
    .await;
}

/// The operations that set a password or a recovery code take nobody's id but the actor's own, so the
/// most an administrator can try is an actor with somebody else's.
#[tokio::test]
async fn an_administrator_changes_no_password_address_or_recovery_code_of_another() {
    each_database(|house| async move {
        let admin = house.actor(&house.admin).await;
        let record = "SELECT count(*) FROM people p JOIN kept k ON k.id = p.id AND k.email = p.email \
             AND k.password = p.password AND k.recovery = p.recovery AND k.roles = p.roles WHERE p.id = $1";
        house.keep_people().await;
        let (person, own) = (house.amina.id, &house.admin.password);
        suspend(&house.services, &admin, person).await.expect("suspended");
        restore(&house.services, &admin, person).await.expect("restored");
        send_reset_link(&house.services, &admin, person).await.expect("sent");
        let as_her = Actor { person, ..admin.clone() };
        assert!(change_password(&house.services, &as_her, own, own, "").await.is_err());
        assert!(make_recovery_code(&house.services, &as_her, own).await.is_err());
        let code = &house.admin.recovery_code;
        assert!(open_with_recovery_code(&house.services, &as_her, code).await.is_err());
        assert_eq!(house.number(record, &[Bind::Id(person.0)]).await, 1);
        house.sign_in(&house.amina).await;
    })
    .await;
}

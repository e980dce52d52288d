//! One's own account: last sign-ins, and changing one's password.

use crate::support::{Person, each_database, password};
use services::Error;
use services::accounts::{ChangePasswordError, change_password, own_account};

#[tokio::test]
async fn the_twenty_newest_sign_ins_are_kept_and_shown_newest_first() {
    each_database(|house| async move {
        for number in 0..24 {
            house.wait_minutes(1);
            if number % 6 == 5 {
                let wrong = house.try_sign_in(&house.amina.email, &house.bola.password).await;
                assert!(wrong.is_err());
            } else {
                house.sign_in(&house.amina).await;
            }
        }
        let actor = house.actor(&house.amina).await;
        let account = own_account(&house.services, &actor).await.expect("an account");
        let sql = "SELECT count(*) FROM sign_ins WHERE person = $1";
        let kept = house.number(sql, &[crate::support::Bind::Id(house.amina.id.0)]).await;
        assert_eq!((account.sign_ins.len(), kept), (20, 20));
        assert!(account.sign_ins.is_sorted_by(|newer, older| newer.at >= older.at));
        assert_eq!(account.sign_ins.iter().filter(|seen| seen.outcome == "wrong-password").count(), 4);
        assert_eq!(account.organisation, "Meadow Hospice");
        assert_eq!(account.email, "amina@meadow.example");
        let bola = own_account(&house.services, &house.actor(&house.bola).await).await.expect("an account");
        assert_eq!(bola.sign_ins.len(), 2, "each sees only their own: joining, and signing in now");
    })
    .await;
}

#[tokio::test]
async fn changing_ones_password_needs_it_and_ends_every_other_session() {
    each_database(|house| async move {
        let here = house.sign_in(&house.amina).await;
        let elsewhere = house.sign_in(&house.amina).await;
        let actor = house.actor_of(&here).await.expect("a session");
        let chosen = password("lantern pebble otter");
        let wrong = change_password(&house.services, &actor, &chosen, &chosen, "").await;
        assert!(matches!(wrong, Err(ChangePasswordError::WrongPassword)));
        assert!(house.actor_of(&elsewhere).await.is_some());

        let new = change_password(&house.services, &actor, &house.amina.password, &chosen, "").await;
        let new = new.expect("changed");
        assert_eq!(house.actor_of(&new).await.map(|actor| actor.person), Some(house.amina.id));
        assert!(house.actor_of(&here).await.is_none() && house.actor_of(&elsewhere).await.is_none());
        assert!(house.try_sign_in(&house.amina.email, &house.amina.password).await.is_err());
        let amina = Person { password: chosen, ..house.amina.clone() };
        let actor = house.actor(&amina).await;
        assert!(actor.closure.is_none(), "nothing is closed: the old password was known");
        let account = own_account(&house.services, &actor).await.expect("an account");
        assert!(account.sign_ins.iter().any(|seen| seen.outcome == "password-changed"));
        assert!(house.actor_of(&house.bola.token).await.is_some(), "nobody else's session");
    })
    .await;
}

#[tokio::test]
async fn guessing_at_an_unlocked_screen_is_limited() {
    each_database(|house| async move {
        let actor = house.actor(&house.amina).await;
        let (guess, chosen) = (password("not my password"), password("lantern pebble otter"));
        for _ in 0..10 {
            let wrong = change_password(&house.services, &actor, &guess, &chosen, "").await;
            assert!(matches!(wrong, Err(ChangePasswordError::WrongPassword)));
        }
        let limited = change_password(&house.services, &actor, &house.amina.password, &chosen, "").await;
        assert!(matches!(limited, Err(ChangePasswordError::Other(Error::TooManyTries { .. }))));
    })
    .await;
}

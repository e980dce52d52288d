//! A form posted twice does what it did once.

use crate::support::browser::{Fields, fields, set};
use crate::support::html::prompts;
use crate::support::spawn;
use crate::support::store::{ask, dump};
use domain::accounts::{EmailAddress, PersonName};
use services::accounts::make_organisation;

#[tokio::test]
async fn links_work_once() {
    let house = spawn().await;
    let things = house.things().await;
    let form = fields(&[("name", "Robin Ash"), ("password", "seven quiet herons"), ("code", "")]);
    for path in [format!("/join/{}", things.join), format!("/reset/{}", things.reset)] {
        house.browser().post(&path, &form).await.expect(200);
        let before = dump(&house.services.db).await;
        house.browser().post(&path, &form).await.expect(410).says("This link no longer works");
        house.browser().get(&path).await.expect(410);
        assert_eq!(before, dump(&house.services.db).await, "{path}");
    }
}

#[tokio::test]
async fn of_two_links_to_one_address_only_one_makes_an_account() {
    let house = spawn().await;
    let name = || PersonName::parse("Robin Ash").expect("a name");
    let email = || EmailAddress::parse("robin@ward.example").expect("an address");
    let mut paths = Vec::new();
    for _ in 0..2 {
        let link = make_organisation(&house.services, "Ward", name(), email()).await.expect("a link");
        paths.push(link.strip_prefix(crate::support::HTTPS).expect("ours").to_owned());
    }
    let form = fields(&[("name", "Robin Ash"), ("password", "seven quiet herons")]);
    paths.reverse();
    house.browser().post(&paths[0], &form).await.expect(200);
    let answer = house.browser().post(&paths[1], &form).await;
    answer.expect(410).says("This link no longer works");
}

#[tokio::test]
async fn the_same_words_saved_twice_are_one_version() {
    let house = spawn().await;
    let things = house.things().await;
    let mut browser = house.sign_in(&things.writer).await;
    let path = format!("/reflections/{}/write", things.reflection);
    let page = browser.get(&path).await;
    let mut form = page.form("id=\"editor\"");
    set(&mut form, &prompts(&page.body)[0], "Said once");
    browser.post(&path, &form).await.leads_back_to(&path);
    let before = dump(&house.services.db).await;
    for _ in 0..3 {
        browser.post(&path, &form).await.leads_back_to(&path);
    }
    assert_eq!(before, dump(&house.services.db).await);
}

#[tokio::test]
async fn beginning_twice_takes_up_the_empty_draft_again() {
    let house = spawn().await;
    let mut browser = house.sign_in(&house.administrator).await;
    let first = browser.begin().await;
    assert_eq!(first, browser.begin().await);
    let rows = ask(&house.services.db, "SELECT quote(id) FROM reflections".to_owned()).await;
    assert_eq!(rows.len(), 1);
}

#[tokio::test]
async fn what_is_gone_cannot_be_taken_away_again() {
    let house = spawn().await;
    let things = house.things().await;
    let mut writer = house.sign_in(&things.writer).await;
    let delete = format!("/reflections/{}/delete", things.reflection);
    writer.post(&delete, &Fields::new()).await.leads_to(303, "/reflections?done=deleted");
    writer.post(&delete, &Fields::new()).await.expect(404);
    let mut administrator = house.sign_in(&house.administrator).await;
    let cancel = format!("/people/invitations/{}/cancel", things.invitation);
    administrator.post(&cancel, &Fields::new()).await.leads_to(303, "/people?done=cancelled");
    administrator.post(&cancel, &Fields::new()).await.expect(404);
}

#[tokio::test]
async fn suspending_and_restoring_twice_do_no_more_than_once() {
    let house = spawn().await;
    let things = house.things().await;
    let mut administrator = house.sign_in(&house.administrator).await;
    for deed in ["suspend", "restore"] {
        let path = format!("/people/{}/{deed}", things.person);
        administrator.post(&path, &Fields::new()).await.expect(303);
        let before = dump(&house.services.db).await;
        administrator.post(&path, &Fields::new()).await.expect(303);
        assert_eq!(before, dump(&house.services.db).await, "{deed}");
    }
    house.sign_in(&things.writer).await;
}

#[tokio::test]
async fn inviting_twice_leaves_one_invitation_and_the_newer_link_works() {
    let house = spawn().await;
    let email = "robin.ash@larkfield.example";
    let first = house.invite("Robin Ash", email, domain::accounts::Role::Staff).await;
    let second = house.invite("Robin Ash", email, domain::accounts::Role::Staff).await;
    house.browser().get(&format!("/join/{first}")).await.expect(410);
    house.browser().get(&format!("/join/{second}")).await.expect(200);
    let rows = ask(&house.services.db, "SELECT email FROM invitations".to_owned()).await;
    assert_eq!(rows, [email]);
}

#[tokio::test]
async fn a_password_change_posted_again_changes_nothing_more() {
    let house = spawn().await;
    let things = house.things().await;
    let mut browser = house.sign_in(&things.writer).await;
    let before = browser.clone();
    let form = fields(&[("password", &things.writer.password), ("new-password", "seven quiet herons")]);
    browser.post("/account/password", &form).await.leads_to(303, "/account?done=password");
    browser.post("/account/password", &form).await.expect(422).says("That is not your password now");
    // From the page of the old session: signed out.
    let mut before = before;
    before.post("/account/password", &form).await.leads_to(302, "/sign-in");
}

#[tokio::test]
async fn guessing_is_slowed_down_and_the_right_password_waits_too() {
    let house = spawn().await;
    let things = house.things().await;
    let wrong = fields(&[("email", &things.writer.email), ("password", "a wrong password")]);
    for _ in 0..10 {
        house.browser().post("/sign-in", &wrong).await.expect(422).says("do not go together");
    }
    let right = fields(&[("email", &things.writer.email), ("password", &things.writer.password)]);
    let answer = house.browser().post("/sign-in", &right).await;
    answer.expect(429).says("Please wait a little").says("minutes");
    house.wait_minutes(16);
    house.sign_in(&things.writer).await;
}

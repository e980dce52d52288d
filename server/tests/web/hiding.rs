//! "Hide this now" on every form that people write in: nothing is left to read, the session is locked
//! whatever comes of the form, and nothing typed is lost.

use crate::support::browser::{Fields, of_nobody, set, value};
use crate::support::crowd::SAFE;
use crate::support::spawn;
use crate::support::store::dump_but_sign_ins;
use crate::support::targets::NO_ID;
use crate::support::typing::{TYPED, a_module, at_the_desk, every_form, goes_on, held, sharing, with_points};
use domain::accounts::Role;

#[tokio::test]
async fn hiding_the_desk_locks_it_with_nothing_to_read_and_loses_nothing() {
    let house = spawn().await;
    let crowd = with_points(&house).await;
    let mut typing = at_the_desk(&house, &crowd).await;
    set(&mut typing.form, "do", "hide");
    let before = dump_but_sign_ins(&house.services.db).await;
    let answer = typing.browser.post("/desk/read", &typing.form).await;
    let seal = held("the desk", &answer, 200);
    answer.says("This is hidden").says_nothing_of(SAFE);
    assert_eq!(before, dump_but_sign_ins(&house.services.db).await);
    typing.browser.get("/desk").await.leads_to(302, "/locked?then=/desk");
    let form = goes_on(&house, &typing, &seal).await;
    assert_eq!(value(&form, "words"), TYPED);
}

#[tokio::test]
async fn hiding_what_is_to_be_shared_keeps_it_in_the_page_and_in_no_row() {
    let house = spawn().await;
    let crowd = house.crowd().await;
    let mut typing = sharing(&house, &crowd).await;
    set(&mut typing.form, "do", "hide");
    let before = dump_but_sign_ins(&house.services.db).await;
    let answer = typing.browser.post(&typing.path, &typing.form).await;
    let mut seal = held("sharing", &answer, 200);
    answer.says("This is hidden").says("Nothing has been shared").says_nothing_of(SAFE);
    assert_eq!(before, dump_but_sign_ins(&house.services.db).await, "no row tells of it");
    typing.browser.get("/reflections").await.leads_to(302, "/locked?then=/reflections");
    // Pressed too early, the button still leads back to the words.
    set(&mut seal, "do", "back");
    let early = typing.browser.post(&typing.path, &seal).await;
    early.expect(401);
    assert!(early.tags().iter().any(|tag| tag.name == "button" && tag.get("value") == "back"));
    let form = goes_on(&house, &typing, &seal).await;
    assert_eq!(value(&form, "words"), TYPED);
}

#[tokio::test]
async fn hiding_the_last_step_of_sharing_keeps_its_answers_but_not_the_consent() {
    let house = spawn().await;
    let crowd = house.crowd().await;
    let mut typing = sharing(&house, &crowd).await;
    let id = typing.path.split('/').nth(2).expect("an id").to_owned();
    typing.form = typing.browser.go_to_the_last_step(&id, SAFE).await;
    set(&mut typing.form, "do", "hide");
    let seal = held("sharing", &typing.browser.post(&typing.path, &typing.form).await, 200);
    let mut form = goes_on(&house, &typing, &seal).await;
    assert_eq!((value(&form, "words"), value(&form, "setting")), (SAFE, "hospital"));
    set(&mut form, "do", "look");
    let last = house.sign_in(&typing.writer).await.post(&typing.path, &form).await;
    let last = last.expect(200).form("id=\"share\"");
    assert_eq!(
        (value(&last, "quotation"), value(&last, "consent")),
        ("no", ""),
        "one agrees to what one sees"
    );
}

#[tokio::test]
async fn hiding_the_first_step_of_sharing_keeps_what_was_ticked() {
    let house = spawn().await;
    let crowd = house.crowd().await;
    let mut browser = house.sign_in(&crowd.people[0]).await;
    let id = browser.write_words(SAFE).await;
    let path = format!("/reflections/{id}/share");
    let page = browser.get(&path).await;
    let mut form = page.form("id=\"share\"");
    let passage = page.tags().into_iter().find(|tag| tag.get("name") == "passage").expect("a passage");
    set(&mut form, "passage", passage.get("value"));
    set(&mut form, "do", "hide");
    let hidden = browser.post(&path, &form).await;
    let mut seal = held("sharing", &hidden, 200);
    assert!(hidden.tags().iter().any(|tag| tag.name == "button" && tag.get("value") == "choose"));
    house.sign_in_on(&mut browser, &crowd.people[0]).await;
    set(&mut seal, "do", "choose");
    let words = browser.post(&path, &seal).await;
    assert_eq!(value(&words.expect(200).form("id=\"share\""), "words"), SAFE);
}

#[tokio::test]
async fn hiding_locks_whatever_comes_of_it_and_loses_nothing() {
    let house = spawn().await;
    for mut typing in every_form(&house).await {
        let what = typing.what;
        set(&mut typing.form, "do", "hide");
        // Somebody else's page, in a browser they have signed in on since.
        let mut browser = house.sign_in(&typing.another).await;
        let answer = browser.post(&typing.path, &typing.form).await;
        let seal = held(what, &answer, 403);
        browser.get("/account").await.leads_to(302, "/locked?then=/account");
        assert_eq!(value(&goes_on(&house, &typing, &seal).await, typing.field), TYPED, "{what}");
        // A page that says nobody's name, of somebody who has no such form: as for any other address.
        let mut staff = house.sign_in(&house.person(Role::Staff).await).await;
        let answer = staff.post(&typing.path, &of_nobody(typing.form.clone())).await;
        assert!([200, 404].contains(&answer.status), "{what}: {}", answer.status);
        held(what, &answer, answer.status);
        staff.get("/account").await.leads_to(302, "/locked?then=/account");
        // And one whose mark does not open.
        let mut browser = house.sign_in(&typing.writer).await;
        set(&mut typing.form, "whose-page", "nonsense");
        browser.post(&typing.path, &typing.form).await.expect(409);
        browser.get("/account").await.leads_to(302, "/locked?then=/account");
    }
}

#[tokio::test]
async fn hiding_what_is_gone_meanwhile_locks_and_loses_nothing() {
    let house = spawn().await;
    let crowd = house.crowd().await;
    let mut typing = sharing(&house, &crowd).await;
    let id = typing.path.split('/').nth(2).expect("an id").to_owned();
    let mut elsewhere = house.sign_in(&typing.writer).await;
    let delete = format!("/reflections/{id}/delete");
    elsewhere.post(&delete, &Fields::new()).await.expect(303);
    // Sent plainly, the words come back to be copied.
    let plain = typing.browser.post(&typing.path, &typing.form).await;
    plain.expect(404).says("Nothing was shared").says("copy them now").says_nothing_of("<textarea");
    assert!(plain.words().contains("Harebellafterwards"));
    set(&mut typing.form, "do", "hide");
    let mut seal = held("sharing", &typing.browser.post(&typing.path, &typing.form).await, 200);
    typing.browser.get("/account").await.leads_to(302, "/locked?then=/account");
    house.sign_in_on(&mut typing.browser, &typing.writer).await;
    set(&mut seal, "do", "back");
    let again = typing.browser.post(&typing.path, &seal).await;
    assert!(again.expect(404).words().contains("Harebellafterwards"));

    // A module that nobody has, in the browser of one who may write modules.
    let mut module = a_module(&house).await;
    set(&mut module.form, "do", "hide");
    let nowhere = format!("/modules/write/{NO_ID}");
    let answer = module.browser.post(&nowhere, &module.form).await;
    answer.says("Hidden, not saved yet");
    held("a module", &answer, 404);
    module.browser.get("/account").await.leads_to(302, "/locked?then=/account");
}

#[tokio::test]
async fn hiding_a_change_that_nobody_has_any_more_locks_and_holds_it() {
    let house = spawn().await;
    house.prints_a_theme().await;
    let mut browser = house.sign_in(&house.person(Role::SafetyLead).await).await;
    let mut form = browser.new_change(TYPED).await;
    set(&mut form, "do", "hide");
    let answer = browser.post(&format!("/changes/write/{NO_ID}"), &form).await;
    answer.says("Hidden, not saved yet");
    held("a change", &answer, 404);
    browser.get("/account").await.leads_to(302, "/locked?then=/account");
}

//! Words that may not be stored any more are handed back out of sight, and saved when they may be.

use crate::support::browser::{Answer, Browser, Fields, set, value};
use crate::support::html::{form_fields, prompts, tags};
use crate::support::people::WORDS;
use crate::support::store::dump;
use crate::support::targets::Things;
use crate::support::{House, spawn};
use domain::accounts::Role;

/// What is typed, with all that a form may break on.
const TYPED: &str =
    "First line\r\n\r\n  \"quoted\" & <b>not bold</b> </textarea> <!> Harebellafterwards é 家\r\n";

/// The editor open in a signed-in browser, with words typed and not saved.
async fn typing(house: &House, things: &Things) -> (Browser, String, Fields) {
    let mut browser = house.sign_in(&things.writer).await;
    let path = format!("/reflections/{}/write", things.reflection);
    let page = browser.get(&path).await;
    let mut form = page.form("id=\"editor\"");
    set(&mut form, &prompts(&page.body)[0], TYPED);
    set(&mut form, "how-words", "Heavyhearted");
    set(&mut form, "do", "save");
    (browser, path, form)
}

/// Checks that the page holds the form, and that nothing of it can be read in its source; answers its form.
#[track_caller]
fn held(answer: &Answer) -> Fields {
    answer.expect(401).says("You are signed out").says("Your words are not saved yet");
    for word in ["Harebellafterwards", "Heavyhearted", "First line"] {
        assert!(!answer.body.contains(word), "{word:?} stands in the page");
    }
    let inputs: Vec<_> =
        tags(&answer.body).into_iter().filter(|tag| tag.name == "input" || tag.name == "textarea").collect();
    assert!(inputs.len() == 1 && inputs[0].get("type") == "hidden", "one seal holds every field: {inputs:?}");
    form_fields(&answer.body, "autocomplete=\"off\"")
}

async fn is_saved_after_signing_in(house: &House, things: &Things, path: &str, form: &Fields) {
    // The person signs in in a new tab of the same browser, comes back and presses the button.
    let mut browser = house.sign_in(&things.writer).await;
    let mut form = form.clone();
    set(&mut form, "do", "save");
    browser.post(path, &form).await.leads_back_to(path);
    let page = browser.get(path).await;
    let editor = page.form("id=\"editor\"");
    let kept = value(&editor, &prompts(&page.body)[0]);
    assert_eq!(kept, TYPED.replace("\r\n", "\n"), "not a character is lost");
    assert_eq!(value(&editor, "how-words"), "Heavyhearted");
}

#[tokio::test]
async fn twelve_hours_after_the_lock_words_are_handed_back_and_saved_later() {
    let house = spawn().await;
    let things = house.things().await;
    let (mut browser, path, form) = typing(&house, &things).await;
    house.wait_minutes(15 + 12 * 60 - 1);
    let last_minute = browser.clone().post(&path, &form).await;
    assert_eq!(last_minute.status, 303, "until then they are kept on the server");
    house.wait_minutes(1);
    let answer = browser.post(&path, &form).await;
    let form = held(&answer);
    is_saved_after_signing_in(&house, &things, &path, &form).await;
}

#[tokio::test]
async fn after_signing_out_everywhere_words_are_handed_back_and_saved_later() {
    let house = spawn().await;
    let things = house.things().await;
    let (mut browser, path, form) = typing(&house, &things).await;
    let mut elsewhere = house.sign_in(&things.writer).await;
    elsewhere.post("/account/sign-out-everywhere", &Fields::new()).await.leads_to(303, "/sign-in");
    let before = dump(&house.services.db).await;
    let answer = browser.post(&path, &form).await;
    let form = held(&answer);
    assert_eq!(before, dump(&house.services.db).await, "nothing is stored");
    is_saved_after_signing_in(&house, &things, &path, &form).await;
}

#[tokio::test]
async fn after_signing_out_here_words_are_handed_back_and_saved_later() {
    let house = spawn().await;
    let things = house.things().await;
    let (mut browser, path, form) = typing(&house, &things).await;
    browser.clone().post("/sign-out", &Fields::new()).await.leads_to(303, "/sign-in");
    let answer = browser.post(&path, &form).await;
    let form = held(&answer);
    // Pressed again too early, the page holds them still.
    let form = held(&browser.post(&path, &form).await);
    is_saved_after_signing_in(&house, &things, &path, &form).await;
}

#[tokio::test]
async fn hiding_with_an_answer_too_long_holds_the_words_out_of_sight() {
    let house = spawn().await;
    let things = house.things().await;
    let (mut browser, path, mut form) = typing(&house, &things).await;
    let name = form.iter().find(|(_, value)| value == TYPED).expect("the field").0.clone();
    set(&mut form, &name, &"Harebellafterwards ".repeat(1_000));
    set(&mut form, "do", "hide");
    let answer = browser.post(&path, &form).await;
    answer.expect(422).says("Hidden, not saved yet");
    assert!(!answer.body.contains("Harebellafterwards"), "the words are locked");
    let mut held = form_fields(&answer.body, "autocomplete=\"off\"");
    set(&mut held, "do", "save");
    // The session is locked: pressed too early, the page gives no words away.
    let early = browser.post(&path, &held).await;
    early.expect(401);
    assert!(!early.body.contains("Harebellafterwards"), "the words are locked");
    house.sign_in_on(&mut browser, &things.writer).await;
    let again = browser.post(&path, &held).await;
    again.expect(422).says("characters. The most it can hold");
    assert_eq!(value(&again.form("id=\"editor\""), &name).trim_end(), value(&form, &name).trim_end());
}

#[tokio::test]
async fn words_posted_while_somebody_else_is_signed_in_go_to_their_writer_alone() {
    let house = spawn().await;
    let things = house.things().await;
    let (mut browser, path, form) = typing(&house, &things).await;
    let second = house.person(Role::Staff).await;
    house.sign_in_on(&mut browser, &second).await;
    let answer = browser.post(&path, &form).await;
    answer.leads_to(303, "/").says_nothing_of("Harebellafterwards");
    browser.get("/").await.expect(200).says_nothing_of("Harebellafterwards").says_nothing_of(WORDS[0]);
    browser.get("/reflections").await.says("Nothing here yet");
    browser.get(&path).await.expect(404);

    let mut writer = house.sign_in(&things.writer).await;
    let versions = writer.get(&format!("/reflections/{}/versions", things.reflection)).await;
    versions.expect(200).says("Harebellafterwards").says(WORDS[0]);
}

#[tokio::test]
async fn what_somebody_else_typed_is_not_drawn_to_put_it_right_either() {
    let house = spawn().await;
    let things = house.things().await;
    let (mut browser, path, mut form) = typing(&house, &things).await;
    let name = form.iter().find(|(_, value)| value == TYPED).expect("the field").0.clone();
    set(&mut form, &name, &"Harebellafterwards ".repeat(1_000));
    let second = house.person(Role::Staff).await;
    house.sign_in_on(&mut browser, &second).await;
    let answer = browser.post(&path, &form).await;
    answer.expect(403).says("Somebody else wrote this");
    assert!(!answer.body.contains("Harebellafterwards") && !answer.body.contains("Heavyhearted"));
    let seal = form_fields(&answer.body, "autocomplete=\"off\"");
    browser.post(&path, &seal).await.expect(403).says_nothing_of("Heavyhearted");
    let again = house.sign_in(&things.writer).await.post(&path, &seal).await;
    assert_eq!(value(&again.expect(422).form("id=\"editor\""), "how-words"), "Heavyhearted");
}

#[tokio::test]
async fn words_for_a_reflection_deleted_elsewhere_come_back_in_the_page() {
    let house = spawn().await;
    let things = house.things().await;
    let (mut browser, path, mut form) = typing(&house, &things).await;
    let mut elsewhere = house.sign_in(&things.writer).await;
    let delete = format!("/reflections/{}/delete", things.reflection);
    elsewhere.post(&delete, &Fields::new()).await.expect(303);
    let before = dump(&house.services.db).await;
    let answer = browser.post(&path, &form).await;
    answer.expect(404).says("This reflection is no longer here");
    let again = answer.form("id=\"editor\"");
    assert_eq!(value(&again, "how-words"), "Heavyhearted");
    assert!(again.iter().any(|(_, words)| *words == TYPED.replace("\r\n", "\n")));
    // Hidden, locked, or with somebody else signed in, they are held out of sight.
    set(&mut form, "do", "hide");
    let hidden = browser.post(&path, &form).await;
    browser.get("/reflections").await.leads_to(302, "/locked?then=/reflections");
    set(&mut form, "do", "save");
    house.sign_in_on(&mut browser, &house.administrator).await;
    let with_another = browser.post(&path, &form).await;
    for answer in [hidden, with_another] {
        answer.expect(404).says("no longer here");
        assert!(!answer.body.contains("Heavyhearted") && !answer.body.contains("<textarea"));
        let held = form_fields(&answer.body, "autocomplete=\"off\"");
        // Their writer alone sees them again.
        browser
            .post(&path, &held)
            .await
            .expect(403)
            .says("Somebody else wrote this")
            .says_nothing_of("Heavyhearted");
        let again = house.sign_in(&things.writer).await.post(&path, &held).await;
        assert_eq!(value(&again.expect(404).form("id=\"editor\""), "how-words"), "Heavyhearted");
    }
    assert_eq!(
        before.iter().filter(|row| row.starts_with("reflection")).count(),
        dump(&house.services.db).await.iter().filter(|row| row.starts_with("reflection")).count()
    );
}

#[tokio::test]
async fn two_pages_that_save_lead_to_both_versions_side_by_side() {
    let house = spawn().await;
    let things = house.things().await;
    crate::support::pages::two_versions(&house, &things).await;
    let mut browser = house.sign_in(&things.writer).await;
    let path = format!("/reflections/{}/versions", things.reflection);
    let page = browser.get(&path).await;
    page.expect(200).says(&format!("{} and more", WORDS[0])).says(&format!("{} in another tab", WORDS[0]));
    let form = page.form("/versions");
    assert_eq!(value(&form, "keep"), "together", "the choice that loses nothing is ready");
    browser
        .post(&path, &form)
        .await
        .leads_to(303, &format!("/reflections/{}?done=chosen", things.reflection));
    let both = browser.get(&format!("/reflections/{}", things.reflection)).await;
    both.says("and more").says("in another tab").says_nothing_of("second version");
    browser.get(&path).await.leads_to(302, &format!("/reflections/{}", things.reflection));
}

#[tokio::test]
async fn a_choice_between_versions_waits_when_the_reflection_has_changed_meanwhile() {
    let house = spawn().await;
    let things = house.things().await;
    crate::support::pages::two_versions(&house, &things).await;
    let mut browser = house.sign_in(&things.writer).await;
    let path = format!("/reflections/{}/versions", things.reflection);
    let mut form = browser.get(&path).await.form("/versions");
    let mut editor = browser.editor(&things.reflection).await;
    set(&mut editor, "how-words", "Changed meanwhile");
    browser.post(&format!("/reflections/{}/write", things.reflection), &editor).await.expect(303);
    for keep in ["first", "second", "together"] {
        set(&mut form, "keep", keep);
        let answer = browser.post(&path, &form).await;
        answer.expect(409).says("has changed since you looked").says("Changed meanwhile");
    }
    set(&mut form, "keep", "");
    browser.post(&path, &form).await.expect(422).says("Choose what to do with the two versions");
}

#[tokio::test]
async fn the_server_starting_anew_ends_no_session_and_no_page() {
    let mut house = spawn().await;
    let things = house.things().await;
    let (browser, path, form) = typing(&house, &things).await;
    house.router = server::router(house.services.clone(), false);
    let mut after = house.browser();
    after.cookies = browser.cookies;
    after.post(&path, &form).await.leads_back_to(&path);
    assert!(after.get(&path).await.expect(200).body.contains("Harebellafterwards"));
}

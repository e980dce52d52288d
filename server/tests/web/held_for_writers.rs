//! Every form people write in, when the session is over before it is sent: a reflection, a module, what
//! is to be shared, and a point on the desk. Nothing is lost, and nobody else reads it.

use crate::support::browser::{Answer, Browser, Fields, of_nobody, set, value};
use crate::support::crowd::{Crowd, SAFE};
use crate::support::people::Person;
use crate::support::store::{dump, dump_but_sign_ins};
use crate::support::{House, spawn};
use domain::accounts::Role;

/// What is typed everywhere, as no page of ours would say it.
const TYPED: &str = "Harebellafterwards \"quoted\" & <b>not bold</b> é 家";

/// A form somebody is typing in.
struct Typing {
    what: &'static str,
    writer: Person,
    /// Somebody who may use the same pages for their own things.
    another: Person,
    browser: Browser,
    path: String,
    form: Fields,
    /// The field that is typed in.
    field: &'static str,
    /// The form's mark in its page.
    mark: &'static str,
}

async fn with_points(house: &House) -> Crowd {
    let crowd = house.crowd().await;
    house.all_share(&crowd, 8, "no").await;
    assert!(house.move_on().await);
    crowd
}

/// A point open on a lead's desk, its words changed, coded and given an outcome.
async fn at_the_desk(house: &House, crowd: &Crowd) -> Typing {
    let mut browser = house.sign_in(&crowd.leads[0]).await;
    let mut form = browser.next_point().await.expect("a point");
    form.retain(|(name, _)| name != "codes");
    set(&mut form, &format!("code-{}", house.first_theme().1[0]), "easier");
    set(&mut form, "outcome", "not-for-here");
    typed(Typing {
        what: "the desk",
        writer: crowd.leads[0].clone(),
        another: crowd.leads[1].clone(),
        browser,
        path: "/desk/read".to_owned(),
        form,
        field: "words",
        mark: "id=\"desk\"",
    })
}

async fn sharing(house: &House, crowd: &Crowd) -> Typing {
    let mut browser = house.sign_in(&crowd.people[0]).await;
    let id = browser.write_words(SAFE).await;
    let form = browser.go_to_the_words(&id).await;
    typed(Typing {
        what: "sharing",
        writer: crowd.people[0].clone(),
        another: crowd.people[1].clone(),
        browser,
        path: format!("/reflections/{id}/share"),
        form,
        field: "words",
        mark: "id=\"share\"",
    })
}

async fn a_module(house: &House) -> Typing {
    let (writer, another) = (house.person(Role::Educator).await, house.person(Role::Educator).await);
    let mut browser = house.sign_in(&writer).await;
    let id = browser.write_module("Held").await;
    let form = browser.module_form(&id).await;
    typed(Typing {
        what: "a module",
        writer,
        another,
        browser,
        path: format!("/modules/write/{id}"),
        form,
        field: "summary",
        mark: "id=\"module\"",
    })
}

async fn a_new_module(house: &House) -> Typing {
    let (writer, another) = (house.person(Role::Educator).await, house.person(Role::Educator).await);
    let mut browser = house.sign_in(&writer).await;
    let form = browser.get("/modules/write/new").await.form("id=\"module\"");
    typed(Typing {
        what: "a new module",
        writer,
        another,
        browser,
        path: "/modules/write/new".to_owned(),
        form,
        field: "summary",
        mark: "id=\"module\"",
    })
}

/// Typed in and not sent.
fn typed(mut typing: Typing) -> Typing {
    set(&mut typing.form, typing.field, TYPED);
    set(&mut typing.form, "do", "look");
    typing
}

/// Checks that a page holds the form and says nothing of it, in its source either; answers its form.
#[track_caller]
fn held(what: &str, answer: &Answer, status: u16) -> Fields {
    answer.expect(status);
    assert!(!answer.body.contains("Harebellafterwards"), "{what}: the words stand in the page");
    assert_eq!(answer.header("cache-control"), "no-store", "{what}");
    // Another tab that hides everything must not take this page away.
    assert!(!answer.body.contains("data-hide") && !answer.body.contains("<script"), "{what}");
    let form = answer.form("method=\"post\" autocomplete=\"off\"");
    assert_eq!(form.len(), 1, "{what}: one seal and nothing beside it: {form:?}");
    form
}

/// The form once its writer is signed in again and goes on.
async fn goes_on(house: &House, typing: &Typing, held: &Fields) -> Fields {
    let mut browser = house.sign_in(&typing.writer).await;
    let mut held = held.clone();
    // For a module this saves nothing yet.
    set(&mut held, "do", if typing.what.contains("module") { "preview" } else { "back" });
    let page = browser.post(&typing.path, &held).await;
    page.expect(200).form(typing.mark)
}

async fn every_form(house: &House) -> Vec<Typing> {
    let crowd = with_points(house).await;
    vec![
        at_the_desk(house, &crowd).await,
        sharing(house, &crowd).await,
        a_module(house).await,
        a_new_module(house).await,
    ]
}

#[tokio::test]
async fn a_form_sent_after_the_lock_is_held_and_its_writer_alone_goes_on_with_it() {
    let house = spawn().await;
    let forms = every_form(&house).await;
    house.wait_minutes(15);
    for mut typing in forms {
        let what = typing.what;
        let before = dump_but_sign_ins(&house.services.db).await;
        let first = held(what, &typing.browser.post(&typing.path, &typing.form).await, 401);
        // Pressed too early, it holds on; and so it does for somebody else, whatever they press.
        let early = held(what, &typing.browser.post(&typing.path, &first).await, 401);
        let mut another = house.sign_in(&typing.another).await;
        let mut staff = house.sign_in(&house.person(Role::Staff).await).await;
        for browser in [&mut another, &mut staff] {
            for deed in ["back", "save", "hide", "accept", "preview", ""] {
                let mut form = early.clone();
                set(&mut form, "do", deed);
                let refused = browser.post(&typing.path, &form).await;
                refused.says("Somebody else wrote this");
                assert_eq!(held(what, &refused, 403), first, "{what}, {deed}");
            }
        }
        let form = goes_on(&house, &typing, &early).await;
        assert_eq!(value(&form, typing.field), TYPED, "{what}: not a character is lost");
        let after = dump_but_sign_ins(&house.services.db).await;
        let rows = |dump: &[String]| dump.iter().filter(|row| !row.starts_with("invitations ")).count();
        // The one more is the person who was invited above.
        assert!(rows(&after) >= rows(&before), "{what}");
    }
}

#[tokio::test]
async fn a_page_of_somebody_who_was_signed_in_before_is_held_for_them() {
    let house = spawn().await;
    for mut typing in every_form(&house).await {
        // In another tab, somebody else signs in; then the form of the first is sent.
        house.sign_in_on(&mut typing.browser, &typing.another).await;
        let before = dump(&house.services.db).await;
        let answer = typing.browser.post(&typing.path, &typing.form).await;
        let form = held(typing.what, &answer, 403);
        answer.says("Somebody else wrote this");
        assert_eq!(before, dump(&house.services.db).await, "{}", typing.what);
        let form = goes_on(&house, &typing, &form).await;
        assert_eq!(value(&form, typing.field), TYPED, "{}", typing.what);
    }
}

#[tokio::test]
async fn a_seal_opens_at_its_own_address_only_and_a_bent_one_does_nothing() {
    let house = spawn().await;
    let mut typing = a_module(&house).await;
    typing.browser.post("/sign-out", &Fields::new()).await;
    let seal = held(typing.what, &typing.browser.post(&typing.path, &typing.form).await, 401);
    let mut browser = house.sign_in(&typing.writer).await;
    let other = browser.write_module("Another").await;
    let mut bent = seal.clone();
    let text = bent[0].1.clone();
    let middle = text.len() / 2;
    let put = if &text[middle..=middle] == "A" { "B" } else { "A" };
    bent[0].1 = format!("{}{put}{}", &text[..middle], &text[middle + 1..]);
    let mut nonsense = seal.clone();
    nonsense[0].1 = "nonsense".to_owned();
    for (path, form) in [
        (format!("/modules/write/{other}"), &seal),
        (typing.path.clone(), &bent),
        (typing.path.clone(), &nonsense),
    ] {
        let mut form = form.clone();
        set(&mut form, "do", "save");
        let before = dump(&house.services.db).await;
        let answer = browser.post(&path, &form).await;
        answer.says("This cannot be opened now").says_nothing_of("<textarea");
        let kept = held(typing.what, &answer, 409);
        assert_eq!(value(&kept, "held-form"), value(&form, "held-form"), "it may open another day");
        assert_eq!(before, dump(&house.services.db).await);
    }
}

#[tokio::test]
async fn a_lead_signed_out_at_the_desk_goes_on_with_words_codes_and_outcome() {
    let house = spawn().await;
    let crowd = with_points(&house).await;
    let mut typing = at_the_desk(&house, &crowd).await;
    house.wait_minutes(15);
    set(&mut typing.form, "do", "accept");
    let before = dump(&house.services.db).await;
    let answer = typing.browser.post("/desk/read", &typing.form).await;
    answer.says("You are signed out").says("Nothing is decided yet");
    let mut seal = held("the desk", &answer, 401);
    assert_eq!(before, dump(&house.services.db).await);
    house.sign_in_on(&mut typing.browser, &typing.writer).await;
    set(&mut seal, "do", "back");
    let page = typing.browser.post("/desk/read", &seal).await;
    page.expect(200).says("Read this").says_nothing_of("Something to put right");
    assert!(page.body.contains("<option value=\"easier\" selected"), "the code is kept");
    let mut form = page.form("id=\"desk\"");
    assert_eq!((value(&form, "words"), value(&form, "outcome")), (TYPED, "not-for-here"));
    form.retain(|(name, _)| name != "codes");
    set(&mut form, &format!("code-{}", house.first_theme().1[0]), "easier");
    set(&mut form, "words", SAFE);
    set(&mut form, "do", "accept");
    typing.browser.post("/desk/read", &form).await.leads_to(303, "/desk?done=decided");
}

#[tokio::test]
async fn a_point_decided_while_a_lead_was_signed_out_leaves_them_their_words_to_copy() {
    let house = spawn().await;
    let crowd = with_points(&house).await;
    let mut typing = at_the_desk(&house, &crowd).await;
    let mut other = of_nobody(typing.form.clone());
    set(&mut other, "words", SAFE);
    set(&mut other, "do", "set-aside");
    house.wait_minutes(15);
    let mut seal = held("the desk", &typing.browser.post("/desk/read", &typing.form).await, 401);
    let mut second = house.sign_in(&crowd.leads[1]).await;
    second.post("/desk/read", &other).await.leads_to(303, "/desk?done=decided");
    house.sign_in_on(&mut typing.browser, &typing.writer).await;
    for deed in ["back", "accept"] {
        set(&mut seal, "do", deed);
        let page = typing.browser.post("/desk/read", &seal).await;
        page.expect(409).says("A colleague has read it in the meantime").says("The words as you left them");
        assert!(page.words().contains("Harebellafterwards"), "{deed}: the words can be copied");
    }
}

#[tokio::test]
async fn a_point_a_colleague_counted_meanwhile_is_not_drawn_again_with_the_older_words() {
    let house = spawn().await;
    let crowd = house.crowd().await;
    house.all_share(&crowd, 8, "yes").await;
    assert!(house.move_on().await);
    let mut typing = at_the_desk(&house, &crowd).await;
    let mut other = of_nobody(typing.form.clone());
    house.wait_minutes(15);
    let mut seal = held("the desk", &typing.browser.post("/desk/read", &typing.form).await, 401);
    // It may be quoted: so now it waits for a second reader, and the first of these two may be that one.
    set(&mut other, "words", "We moved the bed");
    set(&mut other, "do", "accept");
    let mut second = house.sign_in(&crowd.leads[1]).await;
    second.post("/desk/read", &other).await.leads_to(303, "/desk?done=decided");
    house.sign_in_on(&mut typing.browser, &typing.writer).await;
    for deed in ["back", "", "quote", "accept"] {
        set(&mut seal, "do", deed);
        let page = typing.browser.post("/desk/read", &seal).await;
        page.expect(409).says("The words as you left them").says_nothing_of("<textarea");
        assert!(page.words().contains("Harebellafterwards"), "{deed}: the words can be copied");
    }
}

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
async fn enter_never_presses_the_button_that_hides() {
    let house = spawn().await;
    for mut typing in every_form(&house).await {
        set(&mut typing.form, "do", if typing.what.contains("module") { "preview" } else { "back" });
        let page = typing.browser.post(&typing.path, &typing.form).await;
        let form = typing.mark.trim_start_matches("id=\"").trim_end_matches('"').to_owned();
        // A browser presses the first button in the document that belongs to the form.
        let tags = page.expect(200).tags();
        let mut inside = false;
        let mut first = None;
        for tag in &tags {
            inside |= tag.name == "form" && tag.get("id") == form;
            if tag.name == "button" && (tag.get("form") == form || inside) {
                first = Some(tag);
                break;
            }
        }
        let first = first.expect("a button");
        assert!(!first.has("data-hide") && first.get("value") != "hide", "{}: {first:?}", typing.what);
    }
}

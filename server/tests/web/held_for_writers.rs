//! Every form people write in, when the session is over before it is sent: a reflection, a module, what
//! is to be shared, and a point on the desk. Nothing is lost, and nobody else reads it.

use crate::support::browser::{Fields, of_nobody, set, value};
use crate::support::crowd::SAFE;
use crate::support::spawn;
use crate::support::store::{dump, dump_but_sign_ins};
use crate::support::typing::{TYPED, a_module, at_the_desk, every_form, goes_on, held, with_points};
use domain::accounts::Role;

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
            // The last of them locks.
            for deed in ["back", "save", "accept", "preview", "", "hide"] {
                let mut form = early.clone();
                set(&mut form, "do", deed);
                let refused = browser.post(&typing.path, &form).await;
                refused.says("Somebody else wrote this");
                assert_eq!(held(what, &refused, 403), first, "{what}, {deed}");
            }
            browser.get("/account").await.leads_to(302, "/locked?then=/account");
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
async fn a_mark_that_does_not_open_is_not_taken_for_a_form_without_one() {
    let house = spawn().await;
    for mut typing in every_form(&house).await {
        for mark in ["", "nonsense", "a.b"] {
            let mut form = typing.form.clone();
            set(&mut form, "whose-page", mark);
            for deed in ["look", "save", "accept", "back", "preview"] {
                set(&mut form, "do", deed);
                let before = dump(&house.services.db).await;
                let answer = typing.browser.post(&typing.path, &form).await;
                answer.expect(409).says("We cannot tell who wrote this").says("they are not locked");
                answer.says_nothing_of("<textarea");
                let kept = answer.form("method=\"post\" autocomplete=\"off\"");
                assert_eq!(value(&kept, typing.field), TYPED, "{}: it may open another day", typing.what);
                assert_eq!(before, dump(&house.services.db).await, "{}", typing.what);
            }
        }
    }
}

#[tokio::test]
async fn a_form_too_large_to_be_locked_is_not_said_to_be_locked() {
    let house = spawn().await;
    let mut typing = a_module(&house).await;
    typing.browser.post("/sign-out", &Fields::new()).await;
    set(&mut typing.form, typing.field, &"Harebellafterwards ".repeat(50_000));
    let answer = typing.browser.post(&typing.path, &typing.form).await;
    answer.expect(401).says("could not be locked").says_nothing_of("locked and out of sight");
    let kept = answer.form("method=\"post\" autocomplete=\"off\"");
    assert_eq!(value(&kept, typing.field), value(&typing.form, typing.field), "and nothing is lost");
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

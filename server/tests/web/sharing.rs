//! Sharing from a reflection, by the forms: nothing is lost on the way, nothing is stored before the
//! last button, and nothing leaves that is not settled.

use crate::support::browser::{Ask, FORM, Fields, encode, fields, set, value};
use crate::support::crowd::SAFE;
use crate::support::store::{ask, dump, dump_but_sign_ins};
use crate::support::{House, spawn, spawn_on_postgres};
use domain::accounts::Role;

/// Words with a name in them.
const NAMED: &str = "We told Mrs Okafor how it was";

fn path(id: &str) -> String {
    format!("/reflections/{id}/share")
}

async fn waiting(house: &House) -> usize {
    ask(&house.services.db, "SELECT 'row' FROM waiting".to_owned()).await.len()
}

#[tokio::test]
async fn where_few_people_are_the_page_says_kindly_that_sharing_is_not_open() {
    let house = spawn().await;
    let person = house.person(Role::Staff).await;
    let mut browser = house.sign_in(&person).await;
    let id = browser.write_words(SAFE).await;
    let page = browser.get(&path(&id)).await;
    page.expect(200).says("Sharing is not open in your organisation yet").says("What you wrote stays yours");
    assert!(!page.body.contains(&format!("action=\"{}\"", path(&id))), "there is nothing to press");
    let before = dump(&house.services.db).await;
    let forged = fields(&[
        ("page", "m"),
        ("words", SAFE),
        ("setting", "hospital"),
        ("quotation", "yes"),
        ("consent", "1"),
        ("do", "share"),
    ]);
    browser.post(&path(&id), &forged).await.expect(422).says("Sharing is not open").says(SAFE);
    assert_eq!(before, dump(&house.services.db).await);
}

#[tokio::test]
async fn a_share_waits_is_seen_by_its_author_and_can_be_taken_back_on_sqlite() {
    waits_and_is_taken_back(spawn().await).await;
}

#[tokio::test]
async fn a_share_waits_is_seen_by_its_author_and_can_be_taken_back_on_postgresql() {
    waits_and_is_taken_back(spawn_on_postgres().await).await;
}

async fn waits_and_is_taken_back(house: House) {
    let crowd = house.crowd().await;
    let id = house.shares(&crowd.people[0], SAFE, "yes").await;
    let mut browser = house.sign_in(&crowd.people[0]).await;
    let here = format!("/reflections/{id}/shared");
    let done = browser.get(&format!("{here}?done=shared")).await;
    done.expect(200).says("Thank you. It waits now").says("Nobody else can read it").says(SAFE);
    browser.get("/shared").await.expect(200).says("Waiting").says(SAFE);
    browser.get(&format!("/reflections/{id}")).await.says("What you shared from this");
    assert!(!house.move_on().await, "one is no company");
    let form = browser.get(&here).await.form(&here);
    let mut take_back = form.clone();
    set(&mut take_back, "do", "take-back");
    browser.post(&here, &take_back).await.leads_to(303, &format!("{here}?done=taken-back"));
    browser.post(&here, &take_back).await.leads_to(303, &format!("{here}?done=taken-back"));
    browser.get(&here).await.says("Nothing has been shared from this reflection").says_nothing_of(SAFE);
    browser.get("/shared").await.says("Nothing yet");
    assert_eq!(waiting(&house).await, 0);
}

#[tokio::test]
async fn the_same_form_sent_twice_is_one_share_and_a_new_one_is_another() {
    let house = spawn().await;
    let crowd = house.crowd().await;
    let mut browser = house.sign_in(&crowd.people[0]).await;
    let id = browser.write_words(SAFE).await;
    let form = browser.go_to_the_last_step(&id, SAFE).await;
    let done = format!("/reflections/{id}/shared?done=shared");
    for _ in 0..3 {
        browser.post(&path(&id), &form).await.leads_to(303, &done);
    }
    assert_eq!(waiting(&house).await, 1);
    let form = browser.go_to_the_last_step(&id, SAFE).await;
    browser.post(&path(&id), &form).await.leads_to(303, &done);
    assert_eq!(waiting(&house).await, 2);
}

#[tokio::test]
async fn nothing_is_stored_before_the_last_button() {
    let house = spawn().await;
    let person = house.person(Role::Staff).await;
    let mut browser = house.sign_in(&person).await;
    let id = browser.write_words(NAMED).await;
    let before = dump(&house.services.db).await;
    let form = open_words(&house, &mut browser, &id, NAMED).await;
    for deed in ["look", "check", "suggest", "back", "", "nonsense"] {
        let mut form = form.clone();
        set(&mut form, "do", deed);
        let answer = browser.post(&path(&id), &form).await;
        assert!([200, 422].contains(&answer.status), "{deed}: {}", answer.status);
    }
    assert_eq!(before, dump(&house.services.db).await);
}

/// The form with these words in its field; drawn without a crowd, because the steps ask for none.
async fn open_words(
    house: &House,
    browser: &mut crate::support::browser::Browser,
    id: &str,
    words: &str,
) -> Fields {
    assert!(house.services.content.consent_on(house.services.today()).version == "1");
    let form = fields(&[("page", "a mark"), ("words", words), ("do", "back")]);
    browser.post(&path(id), &form).await.expect(200).form("id=\"share\"")
}

#[tokio::test]
async fn a_detail_that_is_not_settled_is_not_shared_whatever_is_posted() {
    let house = spawn().await;
    let crowd = house.crowd().await;
    let mut browser = house.sign_in(&crowd.people[0]).await;
    let id = browser.write_words(NAMED).await;
    let good = fields(&[
        ("page", "m"),
        ("words", NAMED),
        ("setting", "hospital"),
        ("quotation", "yes"),
        ("consent", "1"),
        ("do", "share"),
    ]);
    let before = dump(&house.services.db).await;
    let forged: [&[(&str, &str)]; 6] = [
        &[],
        &[("found-0", "Mrs Okafor"), ("choice-0", "leave")],
        &[("found-0", "Mrs Okafor"), ("choice-0", "own"), ("own-0", "")],
        &[("found-0", "Mrs Okafor"), ("choice-0", "own"), ("own-0", "Mr Adeyemi")],
        &[("found-0", "Mrs Okafor"), ("choice-0", "keep")],
        &[("found-0", "Mrs Okafor"), ("choice-0", "keep"), ("reason-0", "because I say so")],
    ];
    for forged in forged {
        let mut form = good.clone();
        form.extend(fields(forged));
        let answer = browser.post(&path(&id), &form).await;
        answer.expect(422).says("Something to put right").says("Make it safe to share");
        let asks = ["could point to a person", "Choose a reason for keeping"];
        assert!(asks.iter().any(|asked| answer.words().contains(asked)), "{forged:?}\n{}", answer.words());
    }
    assert_eq!(before, dump(&house.services.db).await);
    // And when it is settled, that is what leaves.
    let mut form = good;
    form.extend(fields(&[("found-0", "Mrs Okafor"), ("choice-0", "own"), ("own-0", "the family")]));
    browser.post(&path(&id), &form).await.expect(303);
    let list = browser.get("/shared").await;
    list.says("We told the family how it was").says_nothing_of("Okafor");
}

#[tokio::test]
async fn a_kept_detail_is_shown_with_its_reason_and_carried_to_the_end() {
    let house = spawn().await;
    let crowd = house.crowd().await;
    let mut browser = house.sign_in(&crowd.people[0]).await;
    let id = browser.write_words(NAMED).await;
    let mut form = browser.go_to_the_words(&id).await;
    assert_eq!(value(&form, "found-0"), "Mrs Okafor");
    for (name, chosen) in [("choice-0", "keep"), ("reason-0", "public"), ("do", "look")] {
        set(&mut form, name, chosen);
    }
    let page = browser.post(&path(&id), &form).await;
    page.expect(200).says("This is what others will see").says(NAMED).says("You kept this on purpose");
    let mut last = page.form("id=\"share\"");
    // One step back and forth again loses none of it.
    set(&mut last, "do", "back");
    set(&mut last, "setting", "hospital");
    let back = browser.post(&path(&id), &last).await;
    back.expect(200).says("Make it safe to share");
    let mut again = back.form("id=\"share\"");
    set(&mut again, "reason-0", "public");
    set(&mut again, "do", "look");
    let page = browser.post(&path(&id), &again).await;
    let mut last = page.expect(200).form("id=\"share\"");
    assert_eq!(value(&last, "setting"), "hospital", "answers of the last step are carried");
    for (name, chosen) in [("quotation", "no"), ("consent", "1"), ("do", "share")] {
        set(&mut last, name, chosen);
    }
    browser.post(&path(&id), &last).await.expect(303);
}

#[tokio::test]
async fn one_button_puts_neutral_words_for_everything_that_is_not_decided() {
    let house = spawn().await;
    let person = house.person(Role::Staff).await;
    let mut browser = house.sign_in(&person).await;
    let id = browser.write_words(SAFE).await;
    let named = "Mrs Okafor was on Ward 7 and rang 07911 123456";
    let mut form = open_words(&house, &mut browser, &id, named).await;
    set(&mut form, "do", "suggest");
    let page = browser.post(&path(&id), &form).await;
    let form = page.expect(200).form("id=\"share\"");
    for gone in ["Okafor", "Ward 7", "07911"] {
        assert!(!value(&form, "words").contains(gone), "{gone} is left in {}", value(&form, "words"));
    }
}

#[tokio::test]
async fn every_step_that_is_empty_or_forged_says_what_is_missing_and_keeps_what_is_there() {
    let house = spawn().await;
    let crowd = house.crowd().await;
    let mut browser = house.sign_in(&crowd.people[0]).await;
    let id = browser.write_words(SAFE).await;
    let before = dump(&house.services.db).await;
    let post = async |browser: &mut crate::support::browser::Browser, pairs: &[(&str, &str)]| {
        browser.post(&path(&id), &fields(pairs)).await
    };
    let none = post(&mut browser, &[]).await;
    none.expect(422).says("Choose or write the words you want to let go of");
    post(&mut browser, &[("do", "choose")])
        .await
        .expect(422)
        .says("Choose what you would like to start from");
    post(&mut browser, &[("do", "choose"), ("passage", "no such prompt")]).await.expect(422);
    let bare = post(&mut browser, &[("do", "share"), ("words", SAFE)]).await;
    bare.expect(422)
        .says("Choose the kind of place you were working in")
        .says("Say whether your words may be quoted")
        .says("Tick the box if you agree")
        .says(SAFE);
    let forged = [
        ("do", "share"),
        ("words", SAFE),
        ("setting", "ward 7"),
        ("plan", "perhaps"),
        ("quotation", "maybe"),
        ("consent", "0"),
    ];
    let forged = post(&mut browser, &forged).await;
    forged
        .expect(422)
        .says("Choose the kind of place")
        .says("Choose one of the answers about the plan")
        .says("Say whether your words may be quoted")
        .says("have changed since you opened this page")
        .says(SAFE);
    assert_eq!(before, dump(&house.services.db).await);
}

#[tokio::test]
async fn whatever_is_typed_comes_back_letter_by_letter() {
    let house = spawn().await;
    let person = house.person(Role::Staff).await;
    let mut browser = house.sign_in(&person).await;
    let id = browser.write_words(SAFE).await;
    let enormous = "we sat with them for a while ".repeat(2_000);
    for words in [
        enormous.trim(),
        "\n</textarea><script>alert(7)</script><!> &amp; \"'` {{x}}",
        "one\u{0}two\u{7}three\u{85}four",
        "   \n\n ",
    ] {
        for deed in ["back", "look", "share"] {
            let form = fields(&[("page", "m"), ("words", words), ("do", deed)]);
            let answer = browser.post(&path(&id), &form).await;
            assert!([200, 422].contains(&answer.status), "{deed}: {}", answer.status);
            answer.says_nothing_of("<script>alert");
            let form = answer.form("id=\"share\"");
            let kept = domain::text::tidy(value(&form, "words"));
            assert_eq!(kept.trim(), domain::text::tidy(words).trim(), "{deed}");
        }
    }
    let body = encode(&fields(&[("words", "caf"), ("do", "look")])).replace("caf", "caf%FF");
    let answer = browser.send(Ask::from_us("POST", &path(&id)).body(FORM, body.into_bytes())).await;
    answer.expect(422).says("Some characters could not be read").says("Make it safe to share");
}

#[tokio::test]
async fn more_details_than_a_page_lists_come_up_when_the_first_are_done() {
    let house = spawn().await;
    let person = house.person(Role::Staff).await;
    let mut browser = house.sign_in(&person).await;
    let id = browser.write_words(SAFE).await;
    let many: String = (0..90).map(|at| format!("I rang 07911 1234{at:02}. ")).collect();
    let mut form = open_words(&house, &mut browser, &id, &many).await;
    let listed = |form: &Fields| form.iter().filter(|(name, _)| name.starts_with("found-")).count();
    assert_eq!(listed(&form), 60);
    for at in 0..60 {
        set(&mut form, &format!("choice-{at}"), "cut");
    }
    set(&mut form, "do", "look");
    let page = browser.post(&path(&id), &form).await;
    let rest = page.expect(422).form("id=\"share\"");
    assert_eq!(listed(&rest), 30);
}

#[tokio::test]
async fn somebody_whose_session_is_over_is_given_back_the_words_and_goes_on_after_signing_in() {
    let house = spawn().await;
    let person = house.person(Role::Staff).await;
    let mut browser = house.sign_in(&person).await;
    let id = browser.write_words(SAFE).await;
    let mut form = open_words(&house, &mut browser, &id, "Harebellafterwards we sat").await;
    house.wait_minutes(15);
    set(&mut form, "do", "look");
    let before = dump(&house.services.db).await;
    let held = browser.post(&path(&id), &form).await;
    held.expect(401).says("You are signed out").says("Nothing has been shared");
    assert!(!held.words().contains("Harebellafterwards"), "out of sight");
    assert_eq!(before, dump(&house.services.db).await);
    let mut held = held.form("autocomplete=\"off\"");
    set(&mut held, "do", "back");
    let mut browser = house.sign_in(&person).await;
    let page = browser.post(&path(&id), &held).await;
    page.expect(200).says("Make it safe to share");
    assert_eq!(value(&page.form("id=\"share\""), "words"), "Harebellafterwards we sat");
}

#[tokio::test]
async fn nobody_takes_back_or_withdraws_what_is_not_theirs() {
    let house = spawn().await;
    let crowd = house.crowd().await;
    let id = house.shares(&crowd.people[0], SAFE, "yes").await;
    let here = format!("/reflections/{id}/shared");
    let form = house.sign_in(&crowd.people[0]).await.get(&here).await.form(&here);
    let own = house.shares(&crowd.people[1], SAFE, "yes").await;
    let before = dump_but_sign_ins(&house.services.db).await;
    for person in [&crowd.people[1], &crowd.leads[0], &house.administrator, &house.stranger] {
        let mut browser = house.sign_in(person).await;
        browser.get(&here).await.expect(404);
        browser.get(&path(&id)).await.expect(404);
        for deed in ["take-back", "ask", "withdraw", "", "nonsense"] {
            let mut form = form.clone();
            set(&mut form, "do", deed);
            browser.post(&here, &form).await.expect(404);
        }
    }
    // With the id of another's share and the reflection of one's own.
    let mut browser = house.sign_in(&crowd.people[1]).await;
    for (deed, status) in [("take-back", 303), ("ask", 404), ("withdraw", 404)] {
        let mut form = form.clone();
        set(&mut form, "do", deed);
        browser.post(&format!("/reflections/{own}/shared"), &form).await.expect(status);
    }
    assert_eq!(before, dump_but_sign_ins(&house.services.db).await);
}

#[tokio::test]
async fn what_has_moved_is_withdrawn_after_a_question_and_what_waits_is_not() {
    let house = spawn().await;
    let crowd = house.crowd().await;
    let ids = house.all_share(&crowd, 8, "no").await;
    let here = format!("/reflections/{}/shared", ids[0]);
    let mut browser = house.sign_in(&crowd.people[0]).await;
    let old = browser.get(&here).await.form(&here);
    let with = |deed: &str| {
        let mut form = old.clone();
        set(&mut form, "do", deed);
        form
    };
    browser.post(&here, &with("withdraw")).await.leads_to(303, &here);
    browser.get(&here).await.says("Waiting");
    assert!(house.move_on().await);
    // From a page that was opened before: told that it moved, and asked.
    let moved = browser.post(&here, &with("take-back")).await;
    moved.expect(409).says("It has moved on").says("A reviewer may read it until then");
    browser.get(&here).await.says("Moved on");
    let before = dump(&house.services.db).await;
    browser.post(&here, &with("ask")).await.expect(200).says("Withdraw what you shared?");
    assert_eq!(before, dump(&house.services.db).await, "asking changes nothing");
    for _ in 0..2 {
        browser.post(&here, &with("withdraw")).await.leads_to(303, &format!("{here}?done=withdrawn"));
    }
    browser.get(&here).await.says("Being withdrawn");
    assert_eq!(waiting(&house).await, 1, "asking twice is asking once");
}

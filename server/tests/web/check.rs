//! The identifier check without JavaScript: the button saves, the page lists, choices are made by a post.

use crate::support::browser::{Answer, Browser, Fields, set, value};
use crate::support::html::prompts;
use crate::support::people::Person;
use crate::support::store::dump;
use crate::support::{House, spawn};
use deid::Label;
use deid::fields::TwinKey;
use domain::accounts::Role;

const FIRST: &str = "Mrs Okafor died at 02:15.\r\nI had rung her son Chidi.";
const SECOND: &str = "What stays is how Mrs Okafor laughed.";

/// The field in which the choice about a name is posted.
fn choice_about(name: &str) -> String {
    format!("found-{}", TwinKey::of(Label::Name, name))
}

/// Somebody at an editor with words in its first two answers.
async fn at_the_editor(house: &House) -> (Person, Browser, String, Fields, [String; 2]) {
    let person = house.person(Role::Staff).await;
    let mut browser = house.sign_in(&person).await;
    let id = browser.begin().await;
    let path = format!("/reflections/{id}/write");
    let page = browser.get(&path).await;
    let mut form = page.form("id=\"editor\"");
    let names = prompts(&page.body);
    set(&mut form, &names[0], FIRST);
    set(&mut form, &names[1], SECOND);
    set(&mut form, "how-words", "Ring Mr Penhaligon for me.");
    set(&mut form, "do", "check");
    (person, browser, path, form, [names[0].clone(), names[1].clone()])
}

async fn checked(browser: &mut Browser, path: &str, form: &Fields) -> Answer {
    browser.post(path, form).await.leads_to(303, &format!("{path}?check=yes#check"));
    browser.get(&format!("{path}?check=yes")).await
}

#[tokio::test]
async fn the_button_saves_the_words_and_lists_what_could_identify_someone() {
    let house = spawn().await;
    let (_, mut browser, path, form, names) = at_the_editor(&house).await;
    let page = checked(&mut browser, &path, &form).await;
    page.expect(200).says("could identify someone").says("Mrs Okafor").says("in 2 places").says("her son");
    page.says("Change to “A patient”").says("Make these changes");
    // The private line is nobody's but the writer's.
    assert!(
        !page.words().contains("Change to “someone”") && !page.body.contains(&choice_about("Mr Penhaligon"))
    );
    let editor = page.form("id=\"editor\"");
    assert_eq!(value(&editor, &names[0]).replace('\n', "\r\n"), FIRST);
    assert_eq!(value(&editor, &choice_about("Mrs Okafor")), "leave", "nothing is chosen beforehand");
    // Opened without having asked, the editor lists nothing.
    browser.get(&path).await.says_nothing_of("id=\"check\"");
}

#[tokio::test]
async fn what_is_chosen_is_done_in_every_place_and_nothing_else_changes() {
    let house = spawn().await;
    let (_, mut browser, path, form, names) = at_the_editor(&house).await;
    let page = checked(&mut browser, &path, &form).await;
    let mut form = page.form("id=\"editor\"");
    set(&mut form, &choice_about("Mrs Okafor"), "change");
    set(&mut form, "do", "change");
    browser.post(&path, &form).await.leads_to(303, &format!("{path}?done=changed&check=yes"));
    let page = browser.get(&format!("{path}?done=changed&check=yes")).await;
    page.says("Your changes are made and saved.").says_nothing_of(&choice_about("Mrs Okafor"));
    let editor = page.form("id=\"editor\"");
    assert_eq!(value(&editor, &names[0]), "A patient died at 02:15.\nI had rung her son Chidi.");
    assert_eq!(value(&editor, &names[1]), "What stays is how the patient laughed.");
    assert_eq!(value(&editor, "how-words"), "Ring Mr Penhaligon for me.");
}

#[tokio::test]
async fn words_changed_since_the_list_was_made_are_looked_at_anew() {
    let house = spawn().await;
    let (_, mut browser, path, form, names) = at_the_editor(&house).await;
    let page = checked(&mut browser, &path, &form).await;
    let mut form = page.form("id=\"editor\"");
    set(&mut form, &names[0], "Then, much later, Mrs Okafor died.");
    set(&mut form, &names[1], "");
    set(&mut form, &choice_about("Mrs Okafor"), "cut");
    set(&mut form, &choice_about("Chidi"), "change");
    set(&mut form, "do", "change");
    browser.post(&path, &form).await.expect(303);
    let editor = browser.get(&path).await.form("id=\"editor\"");
    assert_eq!(value(&editor, &names[0]), "Then, much later, died.");
    assert_eq!(value(&editor, &names[1]), "");
}

#[tokio::test]
async fn odd_and_forged_choices_change_no_word() {
    let house = spawn().await;
    let (_, mut browser, path, form, names) = at_the_editor(&house).await;
    let page = checked(&mut browser, &path, &form).await;
    let mut form = page.form("id=\"editor\"");
    let laughed = format!("found-{}", TwinKey::of(Label::Name, "laughed"));
    for (field, choice) in [
        (laughed.as_str(), "cut"),
        ("found-", "cut"),
        ("found-0..9999", "cut"),
        ("found-ffffffffffffffffffffffff", "change"),
        (&choice_about("Mrs Okafor"), "Change to a patient"),
        (&choice_about("Chidi"), "\u{0}"),
    ] {
        set(&mut form, field, choice);
    }
    set(&mut form, "do", "change");
    browser.post(&path, &form).await.expect(303);
    let editor = browser.get(&path).await.form("id=\"editor\"");
    assert_eq!(value(&editor, &names[0]).replace('\n', "\r\n"), FIRST);
    assert_eq!(value(&editor, &names[1]), SECOND);
}

#[tokio::test]
async fn words_that_cannot_be_saved_come_back_as_they_were_typed() {
    let house = spawn().await;
    let (_, mut browser, path, mut form, names) = at_the_editor(&house).await;
    let before = dump(&house.services.db).await;
    // Over the limit already; and over it only once names give way to longer words.
    let long = format!("Mrs Okafor. {}", "a".repeat(10_000));
    let full = format!("{} I rang Ann Oh.", "I rang Ann Oh. ".repeat(664));
    for (deed, text) in [("check", &long), ("change", &long), ("change", &full)] {
        set(&mut form, &names[0], text);
        set(&mut form, &choice_about("Ann Oh"), "change");
        set(&mut form, "do", deed);
        let page = browser.post(&path, &form).await;
        page.expect(422).says("The most it can hold is 10,000");
        assert_eq!(value(&page.form("id=\"editor\""), &names[0]), *text, "{deed}");
    }
    assert_eq!(before, dump(&house.services.db).await);
}

#[tokio::test]
async fn a_second_tab_is_never_written_over() {
    let house = spawn().await;
    let (_, mut browser, path, form, names) = at_the_editor(&house).await;
    browser.post(&path, &form).await.expect(303);
    let mut late = form.clone();
    set(&mut late, "page", "another tab");
    set(&mut late, &names[1], "From Mrs Okafor's other tab");
    for (deed, kept) in [("check", "From Mrs Okafor's other tab"), ("change", "From other tab")] {
        set(&mut late, "do", deed);
        set(&mut late, &choice_about("Mrs Okafor's"), "cut");
        set(&mut late, &choice_about("Mrs Okafor"), "cut");
        let versions = path.replace("write", "versions");
        browser.post(&path, &late).await.leads_to(303, &versions);
        let page = browser.get(&versions).await;
        page.says(SECOND);
        if deed == "check" {
            page.says(kept);
        }
    }
}

#[tokio::test]
async fn a_locked_page_keeps_its_words_and_shows_none() {
    let house = spawn().await;
    let (person, mut browser, path, form, _) = at_the_editor(&house).await;
    house.wait_minutes(15);
    for deed in ["check", "change"] {
        let mut form = form.clone();
        set(&mut form, "do", deed);
        let answer = browser.post(&path, &form).await;
        assert!(answer.expect(303).location().starts_with("/sign-in?kept=yes"), "{}", answer.location());
        answer.says_nothing_of("Okafor");
    }
    browser.get(&format!("{path}?check=yes")).await.expect(302).says_nothing_of("Okafor");
    house.sign_in_on(&mut browser, &person).await;
    browser.get(&path.replace("write", "versions")).await.says("Mrs Okafor");
}

#[tokio::test]
async fn a_long_list_never_crowds_out_an_answer() {
    let house = spawn().await;
    let (_, mut browser, path, mut form, names) = at_the_editor(&house).await;
    let crowd: String = (0..700).map(|n| format!("{:02}:{:02} ", n / 60, n % 60)).collect();
    set(&mut form, &names[0], crowd.trim());
    let page = checked(&mut browser, &path, &form).await;
    let mut form = page.form("id=\"editor\"");
    assert!(form.len() < 250, "{} fields", form.len());
    set(&mut form, "do", "change");
    browser.post(&path, &form).await.expect(303);
    let editor = browser.get(&path).await.form("id=\"editor\"");
    assert_eq!(value(&editor, &names[0]), crowd.trim());
    assert_eq!(value(&editor, &names[1]), SECOND);
}

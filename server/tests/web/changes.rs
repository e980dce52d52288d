//! What changed, by the forms of safety leads and the pages of everybody else.

use crate::support::browser::{Browser, Fields, set, value};
use crate::support::changes::id_in;
use crate::support::people::Person;
use crate::support::store::{Dump, dump, dump_but_sign_ins};
use crate::support::{House, spawn, spawn_on_postgres};
use domain::accounts::Role;

const WORDS: &str = "The list of whom to ring hangs by the telephone now.";
const NASTY: &str =
    "\n\n<script>alert(7)</script> \"'` &amp; &lt; </textarea></title><!> <!-- --> \u{202e}né 家";

/// A house whose release prints a theme, and two leads.
async fn with_leads(house: &House) -> [Person; 2] {
    house.prints_a_theme().await;
    [house.person(Role::SafetyLead).await, house.person(Role::SafetyLead).await]
}

fn but_sessions(dump: Dump) -> Dump {
    dump.into_iter().filter(|row| !row.starts_with("sessions ")).collect()
}

async fn with(browser: &mut Browser, id: &str, words: &str) -> Fields {
    let mut form = browser.change_form(id).await;
    set(&mut form, "words", words);
    form
}

#[tokio::test]
async fn you_said_we_did_is_told_to_everybody_here_on_sqlite() {
    told(spawn().await).await;
}

#[tokio::test]
async fn you_said_we_did_is_told_to_everybody_here_on_postgresql() {
    told(spawn_on_postgres().await).await;
}

async fn told(house: House) {
    let [lead, _] = with_leads(&house).await;
    let mut reader = house.sign_in(&house.person(Role::Staff).await).await;
    let mut writer = house.sign_in(&lead).await;
    writer.get("/desk").await.says("Tell people what changed");
    writer.get("/changes").await.expect(200).says("Tell what changed");
    writer.get("/changes/write").await.expect(200).says("Nothing here yet");
    let form = writer.new_change(WORDS).await;
    let id = id_in(&writer.post("/changes/write/new", &form).await);
    writer.get("/changes/write").await.says("Not told").says(WORDS);
    reader.get("/changes").await.expect(200).says_nothing_of(WORDS).says_nothing_of("/changes/write");
    reader.get(&format!("/changes/{id}")).await.expect(404);

    let publish = format!("/changes/write/{id}/publish");
    let page = writer.get(&publish).await;
    page.expect(200).says("This is what others will read").says("You said").says("We did").says(WORDS);
    page.says("January to March 2026");
    let button = page.form(&publish);
    for _ in 0..2 {
        writer.post(&publish, &button).await.leads_to(303, "/changes/write?done=told");
    }
    writer.get("/changes/write?done=told").await.says("Everybody in your organisation can read it now.");
    writer.get(&publish).await.says("It is told as it stands");

    let before = dump(&house.services.db).await;
    for path in ["/changes".to_owned(), format!("/changes/{id}")] {
        let page = reader.get(&path).await;
        page.expect(200).says("You said").says("We did").says(WORDS).says("Done");
        page.says_nothing_of(&lead.name).says_nothing_of(&lead.email).says_nothing_of("Correct it");
    }
    let page = reader.get("/changes").await;
    page.says("The themes of January to March 2026 are out.");
    // What came with the portal has no day on which it was published here.
    reader.get("/modules").await.says("Starter content");
    page.says_nothing_of("A new module");
    reader.get("/").await.says("What changed");
    let release = reader.get("/themes").await;
    release.expect(200).says(WORDS);
    assert!(release.tags().iter().any(|tag| tag.get("href") == format!("/changes/{id}")));
    assert_eq!(before, dump(&house.services.db).await, "nobody knows who looked");
    writer.get(&format!("/changes/{id}")).await.says("Correct it or take it down");

    let mut stranger = house.sign_in(&house.stranger).await;
    stranger.get("/changes").await.expect(200).says("Nothing to tell yet").says_nothing_of(WORDS);
    stranger.get(&format!("/changes/{id}")).await.expect(404);
    house.browser().get("/changes").await.leads_to(302, "/sign-in?then=/changes");
}

#[tokio::test]
async fn before_anything_is_told_the_page_says_so_kindly_and_a_lead_may_write_already() {
    let house = spawn().await;
    let mut reader = house.sign_in(&house.person(Role::Staff).await).await;
    reader.get("/changes").await.expect(200).says("Nothing to tell yet");
    for page in ["0", "2", "-1", "x", "99999999999999999999999"] {
        reader.get(&format!("/changes?page={page}")).await.expect(200).says("Nothing to tell yet");
    }
    let mut lead = house.sign_in(&house.person(Role::SafetyLead).await).await;
    let page = lead.get("/changes/write/new").await;
    page.expect(200).says("No theme has been shown to everybody yet");
    let mut form = page.form("id=\"change\"");
    set(&mut form, "words", WORDS);
    set(&mut form, "do", "look");
    let answer = lead.post("/changes/write/new", &form).await;
    let id = id_in(&answer);
    answer.leads_to(303, &format!("/changes/write/{id}/publish"));
    let page = lead.get(answer.location()).await;
    page.expect(200).says("Nearly there").says("Tick at least one theme").says("Say how far it has come");
    let forged = crate::support::browser::fields(&[("draft", "1"), ("turn", "0")]);
    let answer = lead.post(answer.location(), &forged).await;
    answer.expect(422).says("Something to put right").says("Tick at least one theme");
    assert_eq!(value(&answer.form("id=\"change\""), "words"), WORDS);
    reader.get("/changes").await.says_nothing_of(WORDS);
}

#[tokio::test]
async fn a_form_posted_twice_is_one_change() {
    let house = spawn().await;
    let [lead, _] = with_leads(&house).await;
    let mut browser = house.sign_in(&lead).await;
    let form = browser.new_change(WORDS).await;
    let id = id_in(&browser.post("/changes/write/new", &form).await);
    let before = dump(&house.services.db).await;
    assert_eq!(id_in(&browser.post("/changes/write/new", &form).await), id);
    assert_eq!(before, dump(&house.services.db).await);
    // Back in the same page, with other words: both are shown, and the form goes on from what is stored.
    let mut other = form.clone();
    set(&mut other, "words", "Other words in the same page.");
    let both = browser.post("/changes/write/new", &other).await;
    both.expect(409).says("The other version").says(WORDS);
    assert_eq!(before, dump(&house.services.db).await);
    let again = both.form("id=\"change\"");
    assert_eq!(value(&again, "words"), "Other words in the same page.");
    let write = format!("/changes/write/{id}");
    assert!(both.body.contains(&format!("action=\"{write}\"")));
    browser.post(&write, &again).await.leads_back_to(&write);
    assert_eq!(value(&browser.change_form(&id).await, "words"), "Other words in the same page.");
    // A form without its mark is taken for a new one, and so are two.
    let mut bare = form;
    bare.retain(|(name, _)| name != "mark");
    assert_ne!(id_in(&browser.post("/changes/write/new", &bare).await), id);
}

#[tokio::test]
async fn two_leads_are_both_shown_and_nothing_is_lost() {
    let house = spawn().await;
    let leads = with_leads(&house).await;
    let (mut one, mut two) = (house.sign_in(&leads[0]).await, house.sign_in(&leads[1]).await);
    let id = one.write_change(WORDS).await;
    let write = format!("/changes/write/{id}");
    let mut late = with(&mut two, &id, "From the second lead.").await;
    set(&mut late, "state", "planned");
    let first = with(&mut one, &id, "From the first lead.").await;
    one.post(&write, &first).await.leads_back_to(&write);
    let before = dump(&house.services.db).await;
    let both = two.post(&write, &late).await;
    both.expect(409).says("saved somewhere else").says("From the first lead.").says("How far it has come");
    assert_eq!(before, dump(&house.services.db).await, "nothing is written over");
    let form = both.form("id=\"change\"");
    assert_eq!(value(&form, "words"), "From the second lead.");
    assert_eq!((value(&form, "state"), value(&form, "base")), ("planned", "2"));
    both.says_nothing_of(&leads[0].name);
    two.post(&write, &form).await.leads_back_to(&write);
    assert_eq!(value(&one.change_form(&id).await, "words"), "From the second lead.");
}

#[tokio::test]
async fn what_was_looked_at_is_what_is_told() {
    let house = spawn().await;
    let leads = with_leads(&house).await;
    let (mut one, mut two) = (house.sign_in(&leads[0]).await, house.sign_in(&leads[1]).await);
    let id = one.write_change(WORDS).await;
    let publish = format!("/changes/write/{id}/publish");
    let seen = one.get(&publish).await.form(&publish);
    let newer = with(&mut two, &id, "Newer words.").await;
    two.post(&format!("/changes/write/{id}"), &newer).await.expect(303);
    let before = dump(&house.services.db).await;
    one.post(&publish, &seen).await.expect(409).says("so nothing was told").says("Newer words.");
    for wrong in
        [("draft", "x"), ("draft", ""), ("turn", "7"), ("turn", "-1"), ("draft", "99999999999999999999")]
    {
        let mut forged = two.get(&publish).await.form(&publish);
        set(&mut forged, wrong.0, wrong.1);
        two.post(&publish, &forged).await.expect(409);
    }
    two.post(&publish, &Fields::new()).await.expect(409);
    assert_eq!(before, dump(&house.services.db).await);
}

#[tokio::test]
async fn a_correction_is_read_with_its_day_and_what_is_taken_down_by_nobody() {
    let house = spawn().await;
    let [lead, _] = with_leads(&house).await;
    let mut browser = house.sign_in(&lead).await;
    let id = browser.tell_change(WORDS).await;
    house.wait_minutes(2 * 24 * 60);
    house.sign_in_on(&mut browser, &lead).await;
    let write = format!("/changes/write/{id}");
    let newer = with(&mut browser, &id, "It hangs by both telephones.").await;
    browser.post(&write, &newer).await.leads_back_to(&write);
    browser.get(&write).await.says("It is told. What you changed since is not.");
    let mut reader = house.sign_in(&house.person(Role::Staff).await).await;
    reader.get("/changes").await.says(WORDS).says_nothing_of("both telephones");
    browser.get(&format!("{write}/publish")).await.says("take the place of the ones before");
    browser.tell_draft(&id).await;
    reader.get("/changes").await.says("23 November 2026").says("First told on 21 November 2026.");
    let page = reader.get(&format!("/changes/{id}")).await;
    page.says("In these words since 23 November 2026.").says_nothing_of(WORDS);

    let down = format!("{write}/take-down");
    let page = browser.get(&down).await;
    page.expect(200).says("Take it down?").says("It hangs by both telephones.");
    let form = page.form(&down);
    reader.post(&down, &form).await.expect(404);
    browser.post(&down, &Fields::new()).await.expect(409).says("it is still up");
    for _ in 0..2 {
        browser.post(&down, &form).await.leads_to(303, "/changes/write?done=down");
    }
    reader.get("/changes").await.says_nothing_of("both telephones");
    reader.get(&format!("/changes/{id}")).await.expect(404);
    reader.get("/themes").await.expect(200).says_nothing_of(&id);
    browser.get(&down).await.leads_to(302, &write);
    browser.get(&write).await.says("Not told");
    assert_eq!(value(&browser.change_form(&id).await, "words"), "It hangs by both telephones.");
}

#[tokio::test]
async fn a_detail_is_changed_or_kept_for_a_reason_without_javascript() {
    let house = spawn().await;
    let [lead, _] = with_leads(&house).await;
    let mut browser = house.sign_in(&lead).await;
    let mut form = browser.new_change("We thanked Mrs Okafor for it.").await;
    set(&mut form, "do", "check");
    let answer = browser.post("/changes/write/new", &form).await;
    let id = id_in(&answer);
    let write = format!("/changes/write/{id}");
    assert!(answer.location().ends_with("#words"), "{}", answer.location());
    let page = browser.get(&write).await;
    page.expect(200).says("This could point to a person").says("It cannot: I will change my words");
    browser.get(&format!("{write}/publish")).await.says("Nearly there").says("could point to a person");
    let forged = crate::support::browser::fields(&[("draft", "1"), ("turn", "0")]);
    let refused = browser.post(&format!("{write}/publish"), &forged).await;
    refused.expect(422).says("could point to a person");

    let mut form = browser.change_form(&id).await;
    let found = value(&form, "found-0").to_owned();
    assert!(found.contains("Okafor"), "{found}");
    set(&mut form, "keep-0", "because I say so");
    let refused = browser.post(&write, &form).await;
    refused.expect(422).says("Choose a reason from the list");
    assert_eq!(value(&refused.form("id=\"change\""), "words"), "We thanked Mrs Okafor for it.");
    let reason = house.services.content.consent_on(house.services.today()).reasons[0].id.clone();
    set(&mut form, "keep-0", &reason);
    browser.post(&write, &form).await.leads_back_to(&write);
    let kept = browser.get(&write).await;
    let chosen = kept.tags().into_iter().filter(|tag| tag.name == "option" && tag.has("selected"));
    assert_eq!(chosen.map(|tag| tag.get("value").to_owned()).collect::<Vec<_>>(), [reason.as_str()]);
    browser.tell_draft(&id).await;
    let mut reader = house.sign_in(&house.person(Role::Staff).await).await;
    reader.get("/changes").await.says("We thanked Mrs Okafor for it.").says_nothing_of(&reason);

    // Other words, and the reason is gone with the detail.
    let changed = with(&mut browser, &id, "We thanked her for it.").await;
    browser.post(&write, &changed).await.expect(303);
    browser.get(&write).await.says_nothing_of("This could point to a person");
    let forgotten = with(&mut browser, &id, "We thanked Mrs Okafor for it.").await;
    browser.post(&write, &forgotten).await.expect(303);
    browser.get(&format!("{write}/publish")).await.says("Nearly there");
}

#[tokio::test]
async fn what_is_not_in_the_form_is_refused_and_everything_typed_comes_back() {
    let house = spawn().await;
    let [lead, _] = with_leads(&house).await;
    let mut browser = house.sign_in(&lead).await;
    let hidden = house.services.content.codebook_on(house.services.today()).themes[1].id.clone();
    browser.get("/changes/write/new").await.says_nothing_of(&format!("value=\"{hidden}\""));
    let before = dump(&house.services.db).await;
    for (name, wrong, said) in [
        ("theme", hidden.as_str(), "Tick only themes that are in the list"),
        ("theme", "<b>", "Tick only themes that are in the list"),
        ("state", "praised", "Say how far it has come"),
        ("module", "no-such-module", "That module is not in the catalogue"),
        ("words", "", "Say what was done, or what will be"),
        ("words", " \r\n\t ", "Say what was done, or what will be"),
    ] {
        let mut form = browser.new_change(WORDS).await;
        set(&mut form, name, wrong);
        let again = browser.post("/changes/write/new", &form).await;
        again.expect(422).says("Something to put right").says(said);
        if name != "words" {
            assert_eq!(value(&again.form("id=\"change\""), "words"), WORDS, "{name}");
        }
        if name != "theme" {
            assert_eq!(value(&again.form("id=\"change\""), "theme"), house.first_theme().0, "{name}");
        }
        assert_eq!(value(&again.form("id=\"change\""), "mark"), value(&form, "mark"));
    }
    let long = "word ".repeat(201);
    let mut form = browser.new_change(long.trim()).await;
    let again = browser.post("/changes/write/new", &form).await;
    again.expect(422).says("This has 1004 characters. The most it can hold is 1,000");
    assert_eq!(value(&again.form("id=\"change\""), "words"), long.trim());
    set(&mut form, "words", &"word ".repeat(300_000));
    browser.post("/changes/write/new", &form).await.expect(413);
    assert_eq!(before, dump(&house.services.db).await);
}

#[tokio::test]
async fn words_with_markup_in_them_are_shown_letter_by_letter_and_run_nowhere() {
    let house = spawn().await;
    let [lead, _] = with_leads(&house).await;
    let mut browser = house.sign_in(&lead).await;
    let id = browser.write_change(NASTY).await;
    assert_eq!(value(&browser.change_form(&id).await, "words"), NASTY.trim());
    // Whatever the check takes for a detail in it stays for a reason.
    let write = format!("/changes/write/{id}");
    let reason = house.services.content.consent_on(house.services.today()).reasons[0].id.clone();
    let mut form = browser.change_form(&id).await;
    let found = form.iter().filter(|(name, _)| name.starts_with("found-")).count();
    for number in 0..60 {
        set(&mut form, &format!("keep-{number}"), &reason);
    }
    browser.post(&write, &form).await.leads_back_to(&write);
    browser.get(&write).await.says_nothing_of("<script>alert");
    assert!(found > 0, "the check is asked about markup, too");
    let publish = browser.get(&format!("{write}/publish")).await;
    publish.expect(200).says("This is what others will read").says_nothing_of("<script>alert");
    browser.get("/changes/write").await.says("<script>alert(7)</script>").says_nothing_of("<script>alert");
    browser.tell_draft(&id).await;
    for path in ["/changes".to_owned(), format!("/changes/{id}"), "/themes".to_owned()] {
        let page = browser.get(&path).await;
        page.expect(200).says("<script>alert(7)</script>").says_nothing_of("<script>alert");
    }
}

#[tokio::test]
async fn a_module_and_the_change_it_answers_lead_to_each_other() {
    let house = spawn().await;
    let things = house.things().await;
    let mut browser = house.sign_in(&things.lead).await;
    let mut form = browser.new_change(WORDS).await;
    set(&mut form, "module", &things.module);
    let id = id_in(&browser.post("/changes/write/new", &form).await);
    let page = browser.get(&format!("/changes/write/{id}")).await;
    let chosen = page.tags().into_iter().find(|tag| tag.name == "option" && tag.has("selected"));
    assert_eq!(chosen.expect("a module").get("value"), things.module);
    browser.tell_draft(&id).await;
    let mut reader = house.sign_in(&things.writer).await;
    let module = format!("/modules/{}", things.module);
    let leads = |page: &crate::support::browser::Answer, to: &str| {
        page.tags().iter().any(|tag| tag.name == "a" && tag.get("href") == to)
    };
    assert!(leads(&reader.get(&format!("/changes/{id}")).await, &module));
    assert!(leads(&reader.get(&module).await, &format!("/changes/{id}")));
    reader.get("/changes").await.says("A new module: A module by");
    let mut educator = house.sign_in(&things.educator).await;
    educator.post(&format!("/modules/write/{}/withdraw", things.module), &Fields::new()).await.expect(303);
    let page = reader.get(&format!("/changes/{id}")).await;
    page.expect(200).says(WORDS).says_nothing_of("To learn more").says_nothing_of(&things.module);
    reader.get("/changes").await.says_nothing_of("A new module");
}

#[tokio::test]
async fn whoever_is_signed_out_while_writing_gets_their_words_back_and_can_save_them() {
    let house = spawn().await;
    let [lead, _] = with_leads(&house).await;
    let mut browser = house.sign_in(&lead).await;
    let id = browser.write_change(WORDS).await;
    let write = format!("/changes/write/{id}");
    let typed = with(&mut browser, &id, "Typed before the lock").await;
    let mut fresh = browser.new_change("Begun before the lock").await;
    set(&mut fresh, "do", "look");
    house.wait_minutes(20);
    let before = dump(&house.services.db).await;
    let held = browser.post(&write, &typed).await;
    held.expect(401).says("You are signed out").says_nothing_of("Something to put right");
    let held_new = browser.post("/changes/write/new", &fresh).await;
    held_new.expect(401).says("You are signed out");
    for (page, words) in [(&held, "Typed before"), (&held_new, "Begun before")] {
        assert!(!page.words().contains(words), "out of sight");
    }
    assert_eq!(but_sessions(before), but_sessions(dump(&house.services.db).await));
    house.sign_in_on(&mut browser, &lead).await;
    browser.post(&write, &held.form("method=\"post\" autocomplete")).await.leads_back_to(&write);
    assert_eq!(value(&browser.change_form(&id).await, "words"), "Typed before the lock");
    let form = held_new.form("method=\"post\" autocomplete");
    let new = id_in(&browser.post("/changes/write/new", &form).await);
    let kept = browser.change_form(&new).await;
    assert_eq!((value(&kept, "words"), value(&kept, "state")), ("Begun before the lock", "done"));
    assert_eq!(value(&kept, "theme"), house.first_theme().0);
    // Somebody else who signs in there is no lead, and finds nothing of it.
    let staff = house.person(Role::Staff).await;
    house.sign_in(&staff).await.post(&write, &typed).await.expect(404).says_nothing_of("Typed before");
}

#[tokio::test]
async fn hiding_saves_first_or_holds_what_cannot_be_saved() {
    let house = spawn().await;
    let [lead, _] = with_leads(&house).await;
    let mut browser = house.sign_in(&lead).await;
    let id = browser.write_change(WORDS).await;
    let write = format!("/changes/write/{id}");
    let mut form = with(&mut browser, &id, "Typed before hiding").await;
    set(&mut form, "do", "hide");
    browser.post(&write, &form).await.leads_to(303, "/locked");
    house.sign_in_on(&mut browser, &lead).await;
    assert_eq!(value(&browser.change_form(&id).await, "words"), "Typed before hiding");
    let mut form = with(&mut browser, &id, "Not to be seen").await;
    set(&mut form, "state", "forged");
    set(&mut form, "do", "hide");
    let held = browser.post(&write, &form).await;
    held.expect(422).says("Hidden, not saved yet");
    assert!(!held.words().contains("Not to be seen"));
    browser.get(&write).await.expect(302);
    house.sign_in_on(&mut browser, &lead).await;
    let again = browser.post(&write, &held.form("method=\"post\" autocomplete")).await;
    again.expect(422).says("Say how far it has come");
    assert_eq!(value(&again.form("id=\"change\""), "words"), "Not to be seen");
}

#[tokio::test]
async fn nobody_else_writes_and_another_organisations_lead_finds_nothing() {
    let house = spawn().await;
    let things = house.things().await;
    let mut lead = house.sign_in(&things.lead).await;
    let form = lead.change_form(&things.change).await;
    let before = dump_but_sign_ins(&house.services.db).await;
    for person in [&things.writer, &things.educator, &house.administrator, &house.stranger] {
        let mut browser = house.sign_in(person).await;
        browser.get("/changes").await.expect(200).says_nothing_of("/changes/write");
        for path in ["/changes/write".to_owned(), format!("/changes/write/{}", things.change)] {
            browser.get(&path).await.expect(404);
        }
        browser.post(&format!("/changes/write/{}", things.change), &form).await.expect(404);
        browser.post("/changes/write/new", &form).await.expect(404);
    }
    assert_eq!(before, dump_but_sign_ins(&house.services.db).await);
}

#[tokio::test]
async fn a_long_list_comes_in_pages() {
    let house = spawn().await;
    let [lead, _] = with_leads(&house).await;
    let mut browser = house.sign_in(&lead).await;
    for at in 0..22 {
        browser.tell_change(&format!("The list is longer by a line {}", "again ".repeat(at))).await;
    }
    let count = |page: &crate::support::browser::Answer| page.words().matches("We did").count();
    let first = browser.get("/changes").await;
    first.says("The next page").says_nothing_of("The page before");
    let second = browser.get("/changes?page=2").await;
    second.says("The page before").says_nothing_of("The next page").says("are out.");
    assert_eq!((count(&first), count(&second)), (20, 2));
    browser.get("/changes?page=99").await.says("The page before");
    let under = browser.get("/themes").await;
    let links = under.tags().iter().filter(|tag| tag.get("href").starts_with("/changes/")).count();
    assert_eq!(links, 3, "a few under a theme");
    under.says("All that changed");
}

//! Modules as people meet them: reading page by page, and an educator's words that are never lost.

use crate::support::browser::{fields, set, value};
use crate::support::modules::{TEXT, module_fields};
use crate::support::spawn;
use crate::support::store::{ask, dump};
use domain::accounts::Role;

const NASTY: &str =
    "\n\n<script>alert(7)</script> \"'` &amp; &lt; </textarea></title><!> <!-- --> \u{202e}né 家";

#[tokio::test]
async fn somebody_reads_page_by_page_and_takes_up_where_they_left() {
    let house = spawn().await;
    let things = house.things().await;
    let mut reader = house.sign_in(&things.writer).await;
    let module = format!("/modules/{}", things.module);
    let front = reader.get(&module).await;
    front.expect(200).says("After this module you can").says("Answers these themes").says("A guide, 2021");
    front.says("Start reading").says_nothing_of("Change this module");
    let before = dump(&house.services.db).await;
    let first = reader.get(&format!("{module}/1/1")).await;
    first.expect(200).says("Page 1 of 2").says("The first page").says_nothing_of("<h1>A module by");
    assert_eq!(before, dump(&house.services.db).await, "reading changes nothing");
    assert_eq!(first.tags().iter().filter(|tag| tag.name == "h1").count(), 1);

    let next = fields(&[("do", "next")]);
    for _ in 0..2 {
        reader.post(&format!("{module}/1/1"), &next).await.leads_to(303, &format!("{module}/1/2"));
    }
    reader.get(&module).await.says("Carry on at page 2");
    reader.get("/modules").await.says("Carry on where you left").says("You left at page 2.");
    reader.get(&format!("{module}/1/2")).await.says("Mark as complete").says("Previous page");
    let complete = fields(&[("do", "complete")]);
    for _ in 0..2 {
        reader
            .post(&format!("{module}/1/2"), &complete)
            .await
            .leads_to(303, &format!("{module}?done=completed"));
    }
    reader
        .get(&format!("{module}?done=completed"))
        .await
        .says("You marked it as complete on 21 November 2026.");
    reader.get("/modules").await.says("Complete").says_nothing_of("Carry on where you left");
    let mut educator = house.sign_in(&things.educator).await;
    educator.get(&module).await.says("Start reading").says("Change this module");
    for wrong in ["1/0", "1/3", "1/01", "1/x", "1/-1", "2/1", "0/1", "01/1", "x/1", "1/99999999999"] {
        reader.get(&format!("{module}/{wrong}")).await.expect(404);
        reader.post(&format!("{module}/{wrong}"), &next).await.expect(404);
    }
    reader.post(&format!("{module}/1/2"), &next).await.expect(404);
}

#[tokio::test]
async fn a_reader_is_told_kindly_of_a_newer_version_and_keeps_their_own() {
    let house = spawn().await;
    let things = house.things().await;
    let mut reader = house.sign_in(&things.writer).await;
    let mut educator = house.sign_in(&things.educator).await;
    let module = format!("/modules/{}", things.module);
    reader.post(&format!("{module}/1/1"), &fields(&[("do", "next")])).await.expect(303);
    let mut form = educator.module_form(&things.module).await;
    set(&mut form, "body", "# Corrected\n\nBetter words.");
    let write = format!("/modules/write/{}", things.module);
    educator.post(&write, &form).await.leads_back_to(&write);
    educator.get("/modules/write").await.says("Version 1 is published · Changed since");
    educator.publish_draft(&things.module).await;
    let front = reader.get(&module).await;
    front
        .says("There is a newer version")
        .says("Carry on at page 2 of the one you began")
        .says("Begin the newer version");
    let old = reader.get(&format!("{module}/1/2")).await;
    old.expect(200).says("More, and support.").says("There is a newer version of this module.");
    reader.get(&format!("{module}/2/1")).await.says("Better words.").says_nothing_of("There is a newer");
    reader.post(&format!("{module}/2/1"), &fields(&[("do", "complete")])).await.expect(303);
    reader.get(&module).await.says("Read it again").says_nothing_of("There is a newer version");
}

#[tokio::test]
async fn a_withdrawn_module_says_so_to_who_began_it_and_can_be_put_back() {
    let house = spawn().await;
    let things = house.things().await;
    let mut reader = house.sign_in(&things.writer).await;
    let mut other = house.sign_in(&house.administrator).await;
    let mut educator = house.sign_in(&things.educator).await;
    let (module, write) =
        (format!("/modules/{}", things.module), format!("/modules/write/{}", things.module));
    reader.post(&format!("{module}/1/1"), &fields(&[("do", "next")])).await.expect(303);
    educator.get(&format!("{write}/withdraw")).await.expect(200).says("Nothing is deleted");
    for _ in 0..2 {
        let answer = educator.post(&format!("{write}/withdraw"), &Vec::new()).await;
        answer.leads_to(303, "/modules/write?done=withdrawn");
    }
    reader.get(&module).await.expect(200).says("no longer in the catalogue").says_nothing_of("What helps.");
    reader.get(&format!("{module}/1/2")).await.leads_to(302, &module);
    other.get(&module).await.expect(404);
    other.get("/modules").await.says_nothing_of(&module);
    educator.get(&write).await.says("Version 1 is out of the catalogue.");
    educator
        .post(&format!("{write}/put-back"), &Vec::new())
        .await
        .leads_to(303, &format!("{write}?done=back"));
    reader.get(&module).await.says("Carry on at page 2");
    other.get(&module).await.expect(200);
}

#[tokio::test]
async fn the_catalogue_is_filtered_by_a_plain_form_and_says_when_nothing_answers() {
    let house = spawn().await;
    let things = house.things().await;
    let mut reader = house.sign_in(&things.writer).await;
    let all = reader.get("/modules").await;
    all.expect(200).says("A module by").says("Starter content: needs local clinical review before use");
    let options = |name: &str| -> Vec<String> {
        let select = all
            .body
            .split(&format!("name=\"{name}\""))
            .nth(1)
            .and_then(|rest| rest.split("</select>").next());
        let tags = crate::support::html::tags(select.expect("a list"));
        tags.iter().map(|tag| tag.get("value").to_owned()).filter(|id| !id.is_empty()).collect()
    };
    let (themes, ambitions) = (options("theme"), options("ambition"));
    assert!(themes.len() >= 4 && ambitions.len() >= 6);
    for theme in &themes {
        let found = reader.get(&format!("/modules?theme={theme}&ambition=")).await;
        found.expect(200).says("Starter content").says("Show all");
    }
    let first = reader.get(&format!("/modules?theme={}", themes[0])).await;
    first.says("A module by");
    reader.get(&format!("/modules?theme={}", themes[1])).await.says_nothing_of("A module by");
    let mut none = 0;
    for theme in &themes {
        for ambition in &ambitions {
            let found = reader.get(&format!("/modules?theme={theme}&ambition={ambition}")).await;
            none += usize::from(found.expect(200).words().contains("No module answers that yet."));
        }
    }
    assert!(none > 0, "some crossing is empty");
    reader.get("/modules?theme=nonsense&ambition=%3Cscript%3E").await.expect(200).says("A module by");
    let mut stranger = house.sign_in(&house.stranger).await;
    stranger.get("/modules").await.expect(200).says("Starter content").says_nothing_of("A module by");
}

#[tokio::test]
async fn starter_modules_are_read_like_any_other() {
    let house = spawn().await;
    let things = house.things().await;
    let mut reader = house.sign_in(&things.writer).await;
    let names: Vec<String> = {
        let content = &house.services.content;
        content.modules_on(house.services.today()).map(|module| module.id.clone()).collect()
    };
    assert!(names.len() >= 4);
    for name in names {
        let front = reader.get(&format!("/modules/{name}")).await;
        front.expect(200).says("Starter content: needs local clinical review before use").says("Sources");
        let last = front
            .tags()
            .iter()
            .filter(|tag| tag.get("href").starts_with(&format!("/modules/{name}/1/")))
            .count()
            - 1;
        for page in 1..=last {
            reader
                .get(&format!("/modules/{name}/1/{page}"))
                .await
                .expect(200)
                .says(&format!("Page {page} of {last}"));
        }
        reader.post(&format!("/modules/{name}/1/1"), &fields(&[("do", "next")])).await.expect(303);
        reader.get(&format!("/modules/write/{name}")).await.expect(404);
    }
}

#[tokio::test]
async fn words_with_markup_in_them_are_shown_letter_by_letter_and_run_nowhere() {
    let house = spawn().await;
    let educator = house.person(Role::Educator).await;
    let mut browser = house.sign_in(&educator).await;
    let id = browser.write_module("Markup").await;
    let write = format!("/modules/write/{id}");
    let mut form = browser.module_form(&id).await;
    for name in ["title", "summary", "outcomes", "sources", "body"] {
        set(&mut form, name, NASTY);
    }
    browser.post(&write, &form).await.leads_back_to(&write);
    let page = browser.get(&write).await;
    let kept = page.form("id=\"module\"");
    for name in ["outcomes", "sources", "body"] {
        assert_eq!(value(&kept, name), NASTY, "{name}");
    }
    page.says_nothing_of("<script>alert").says("HTML tags are never shown");
    browser.get("/modules/write").await.says("<script>alert(7)</script>").says_nothing_of("<script>alert");
    // Its text holds tags, and so it is not published; the rest of it may say what it likes.
    let publish = format!("{write}/publish");
    let asked = browser.get(&publish).await;
    asked.says("Nearly there").says("HTML tags are never shown").says_nothing_of("<script>alert");
    let forged = fields(&[("draft", "2"), ("published", "0")]);
    browser
        .post(&publish, &forged)
        .await
        .expect(422)
        .says("Something to put right")
        .says_nothing_of("<script>alert");
    set(&mut form, "base", "2");
    set(&mut form, "body", "# `<script>alert(7)</script>` &amp;\n\n`<b>` \\<i> &lt;u>");
    browser.post(&write, &form).await.leads_back_to(&write);
    browser.publish_draft(&id).await;
    for path in [format!("/modules/{id}"), format!("/modules/{id}/1/1"), "/modules".to_owned()] {
        let page = browser.get(&path).await;
        page.expect(200)
            .says("<script>alert(7)</script>")
            .says_nothing_of("<script>alert")
            .says_nothing_of("<b>");
    }
    browser.get(&format!("/modules/{id}/1/1")).await.says("<b> <i> <u>");
}

#[tokio::test]
async fn two_tabs_are_both_shown_and_nothing_is_lost() {
    let house = spawn().await;
    let educator = house.person(Role::Educator).await;
    let mut browser = house.sign_in(&educator).await;
    let id = browser.write_module("Two tabs").await;
    let write = format!("/modules/write/{id}");
    let early = browser.module_form(&id).await;
    let mut first = early.clone();
    set(&mut first, "summary", "From the first tab");
    set(&mut first, "body", "# Mine\n\nThe first tab's text.");
    browser.post(&write, &first).await.leads_back_to(&write);
    let mut second = early;
    set(&mut second, "summary", "From the second tab");
    let before = dump(&house.services.db).await;
    let both = browser.post(&write, &second).await;
    both.expect(409).says("The other version").says("The first tab's text.");
    assert_eq!(before, dump(&house.services.db).await, "nothing is written over");
    let form = both.form("id=\"module\"");
    assert_eq!(value(&form, "summary"), "From the second tab");
    assert_eq!(value(&form, "body"), TEXT);
    browser.post(&write, &form).await.leads_back_to(&write);
    assert_eq!(value(&browser.module_form(&id).await, "summary"), "From the second tab");
}

#[tokio::test]
async fn the_boxes_that_two_educators_ticked_differently_are_named() {
    let house = spawn().await;
    let educator = house.person(Role::Educator).await;
    let mut browser = house.sign_in(&educator).await;
    let id = browser.write_module("Two minds").await;
    let write = format!("/modules/write/{id}");
    let early = browser.module_form(&id).await;
    let content = &house.services.content;
    let today = house.services.today();
    let [_, second, third, ..] = content.codebook_on(today).themes.as_slice() else { panic!("few themes") };
    let part = &second.sub_themes[0];
    let ambition = &content.ambitions_on(today).ambitions[0];
    let ticked = |names: &[(&str, &str)]| {
        let more = names.iter().map(|(name, id)| ((*name).to_owned(), (*id).to_owned()));
        early.iter().cloned().chain(more).collect::<Vec<_>>()
    };
    let first = ticked(&[("theme", &part.id), ("ambition", &ambition.id)]);
    browser.post(&write, &first).await.leads_back_to(&write);
    let both = browser.post(&write, &ticked(&[("theme", &third.id)])).await;
    both.expect(409)
        .says(&format!("Ticked there, not in your form: {}; {}", part.title, ambition.title))
        .says(&format!("Ticked in your form, not there: {}", third.title));
    let form = both.form("id=\"module\"");
    let themes: Vec<_> = form.iter().filter(|(name, _)| name == "theme").collect();
    assert_eq!(themes.len(), 2, "the form has what its writer ticked");
    // The same boxes are not spoken of.
    let mut alike = first.clone();
    set(&mut alike, "summary", "Only this differs");
    browser.post(&write, &alike).await.expect(409).says_nothing_of("Ticked");
}

#[tokio::test]
async fn a_module_posted_twice_is_one_and_another_with_its_title_is_asked_to_change_it() {
    let house = spawn().await;
    let educator = house.person(Role::Educator).await;
    let mut browser = house.sign_in(&educator).await;
    let form = module_fields("Posted twice");
    let first = browser.post("/modules/write/new", &form).await.location().to_owned();
    browser.post("/modules/write/new", &form).await.leads_to(303, &first);
    assert_eq!(ask(&house.services.db, "SELECT draft_title FROM modules".to_owned()).await.len(), 1);
    let mut other = module_fields("posted  TWICE");
    set(&mut other, "body", "# Something else");
    let again = browser.post("/modules/write/new", &other).await;
    again.expect(422).says("Another module has this title");
    assert_eq!(value(&again.form("id=\"module\""), "body"), "# Something else");
    let starter =
        house.services.content.modules_on(house.services.today()).next().expect("one").card.title.clone();
    browser
        .post("/modules/write/new", &module_fields(&starter))
        .await
        .expect(422)
        .says("Another module has this title");
}

#[tokio::test]
async fn a_text_that_is_too_long_comes_back_whole_and_far_too_much_is_refused() {
    let house = spawn().await;
    let educator = house.person(Role::Educator).await;
    let mut browser = house.sign_in(&educator).await;
    let long = "word ".repeat(40_001);
    let mut form = module_fields("Long");
    set(&mut form, "body", &long);
    let before = dump(&house.services.db).await;
    let again = browser.post("/modules/write/new", &form).await;
    again.expect(422).says("The most it can hold is 200 kB");
    assert_eq!(value(&again.form("id=\"module\""), "body").trim_end(), long.trim_end());
    set(&mut form, "body", &"word ".repeat(300_000));
    browser
        .post("/modules/write/new", &form)
        .await
        .expect(413)
        .says("your words should still be in the page");
    assert_eq!(before, dump(&house.services.db).await);
    set(&mut form, "body", &"# A page\n\nwords ".repeat(12_000));
    browser.post("/modules/write/preview", &form).await.expect(200);
}

#[tokio::test]
async fn a_preview_keeps_nothing_and_runs_nothing() {
    let house = spawn().await;
    let educator = house.person(Role::Educator).await;
    let mut browser = house.sign_in(&educator).await;
    let mut form = module_fields("Preview");
    set(&mut form, "body", "# One\n\nA **word**.\n\n<script>alert(7)</script>\n\n[x](javascript:alert(7))");
    set(&mut form, "do", "preview");
    let before = dump(&house.services.db).await;
    let page = browser.post("/modules/write/new", &form).await;
    page.expect(200)
        .says("not saved yet")
        .says("Line 5: HTML tags are never shown")
        .says_nothing_of("<script>alert");
    assert!(page.body.contains("<p>A <strong>word</strong>.</p>"), "{}", page.body);
    assert_eq!(value(&page.form("id=\"module\""), "title"), "Preview");
    let drawn = browser.post("/modules/write/preview", &form).await;
    drawn.expect(200).says_nothing_of("javascript:").says_nothing_of("<script");
    assert!(drawn.body.contains("<h3>One</h3><p>A <strong>word</strong>.</p>"), "{}", drawn.body);
    assert_eq!(drawn.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(drawn.header("x-content-type-options"), "nosniff");
    assert_eq!(before, dump(&house.services.db).await);
}

#[tokio::test]
async fn whoever_is_signed_out_while_writing_gets_their_words_back_and_can_save_them() {
    let house = spawn().await;
    let educator = house.person(Role::Educator).await;
    let mut browser = house.sign_in(&educator).await;
    let id = browser.write_module("Signed out").await;
    let write = format!("/modules/write/{id}");
    let mut form = browser.module_form(&id).await;
    set(&mut form, "summary", "Typed before the lock");
    house.wait_minutes(20);
    let before = dump(&house.services.db).await;
    let held = browser.post(&write, &form).await;
    held.expect(401).says("You are signed out").says_nothing_of("Something to put right");
    assert!(!held.words().contains("Typed before the lock"), "out of sight");
    let kept = |dump: Vec<String>| -> Vec<String> {
        dump.into_iter().filter(|row| !row.starts_with("sessions ")).collect()
    };
    assert_eq!(kept(before), kept(dump(&house.services.db).await));
    house.sign_in_on(&mut browser, &educator).await;
    browser.post(&write, &held.form("method=\"post\" autocomplete")).await.leads_back_to(&write);
    assert_eq!(value(&browser.module_form(&id).await, "summary"), "Typed before the lock");
}

#[tokio::test]
async fn hiding_saves_first_or_holds_what_cannot_be_saved() {
    let house = spawn().await;
    let educator = house.person(Role::Educator).await;
    let mut browser = house.sign_in(&educator).await;
    let id = browser.write_module("Hidden").await;
    let write = format!("/modules/write/{id}");
    let mut form = browser.module_form(&id).await;
    set(&mut form, "summary", "Typed before hiding");
    set(&mut form, "do", "hide");
    browser.post(&write, &form).await.leads_to(303, "/locked");
    house.sign_in_on(&mut browser, &educator).await;
    let mut form = browser.module_form(&id).await;
    assert_eq!(value(&form, "summary"), "Typed before hiding");
    set(&mut form, "title", "");
    set(&mut form, "summary", "Not to be seen");
    set(&mut form, "do", "hide");
    let held = browser.post(&write, &form).await;
    held.expect(422).says("Hidden, not saved yet");
    assert!(!held.words().contains("Not to be seen"));
    browser.get(&write).await.expect(302);
    house.sign_in_on(&mut browser, &educator).await;
    let again = browser.post(&write, &held.form("method=\"post\" autocomplete")).await;
    again.expect(422).says("Give the module a title");
    assert_eq!(value(&again.form("id=\"module\""), "summary"), "Not to be seen");
}

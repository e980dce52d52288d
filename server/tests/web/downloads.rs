//! Taking a copy away, and deleting.

use crate::support::browser::Fields;
use crate::support::people::{PRIVATE, WORDS};
use crate::support::store::dump;
use crate::support::{BACKUP_DAYS, spawn};
use serde_json::Value;

#[tokio::test]
async fn a_copy_to_read_holds_every_answer_and_not_the_private_line() {
    let house = spawn().await;
    let things = house.things().await;
    let mut browser = house.sign_in(&things.writer).await;
    let file = browser.get(&format!("/reflections/{}/copy/markdown", things.reflection)).await;
    file.expect(200);
    assert_eq!(file.header("content-type"), "text/markdown; charset=utf-8");
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"notes.md\"");
    assert!(file.body.starts_with("# "), "{}", file.body);
    assert!(file.body.contains("Started 21 November 2026, 10:42."), "{}", file.body);
    for word in WORDS {
        assert!(file.body.contains(&format!("We sat by the window. {word}.")), "{word}:\n{}", file.body);
    }
    file.says_nothing_of(PRIVATE).says_nothing_of(&things.writer.name).says_nothing_of("@");
    file.says_nothing_of(&things.reflection);
}

#[tokio::test]
async fn a_copy_to_keep_is_json_with_every_answer_and_not_the_private_line() {
    let house = spawn().await;
    let things = house.things().await;
    let mut browser = house.sign_in(&things.writer).await;
    let file = browser.get(&format!("/reflections/{}/copy/json", things.reflection)).await;
    file.expect(200);
    assert_eq!(file.header("content-type"), "application/json");
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"notes.json\"");
    let json: Value = serde_json::from_str(&file.body).expect("JSON");
    assert_eq!(json["format"], "afterword-reflection-1");
    let answers = json["answers"].as_array().expect("answers");
    let said: Vec<&str> = answers.iter().filter_map(|answer| answer["answer"].as_str()).collect();
    assert_eq!(said, WORDS.map(|word| format!("We sat by the window. {word}.")));
    file.says_nothing_of(PRIVATE).says_nothing_of(&things.writer.name).says_nothing_of("@");
}

#[tokio::test]
async fn the_page_to_read_says_where_a_copy_stays_and_shows_the_private_line_apart() {
    let house = spawn().await;
    let things = house.things().await;
    let mut browser = house.sign_in(&things.writer).await;
    let page = browser.get(&format!("/reflections/{}", things.reflection)).await;
    page.says("A copy you download or print stays on this computer").says(PRIVATE);
    let private = page.body.split("aw-private").nth(1).expect("a part of its own");
    assert!(
        private.contains(PRIVATE) && !page.body.split("aw-private").next().unwrap_or("").contains(PRIVATE)
    );
    let list = browser.get("/reflections").await;
    list.says(WORDS[0]).says_nothing_of(PRIVATE);
}

#[tokio::test]
async fn deleting_says_what_it_does_and_does_it() {
    let house = spawn().await;
    let things = house.things().await;
    crate::support::pages::two_versions(&house, &things).await;
    let mut browser = house.sign_in(&things.writer).await;
    let path = format!("/reflections/{}/delete", things.reflection);
    let page = browser.get(&path).await;
    page.expect(200).says("It is removed now").says(&format!("{BACKUP_DAYS} days at most"));
    page.says("Copies you downloaded or printed are not touched");
    let rows = |dump: Vec<String>| dump.into_iter().filter(|row| row.starts_with("reflection")).count();
    assert_eq!(rows(dump(&house.services.db).await), 2);
    browser.post(&path, &Fields::new()).await.leads_to(303, "/reflections?done=deleted");
    browser.get("/reflections?done=deleted").await.says("The reflection is deleted").says("Nothing here yet");
    assert_eq!(rows(dump(&house.services.db).await), 0, "its second version went with it");
    for rest in ["", "/write", "/versions", "/copy/markdown", "/copy/json", "/delete"] {
        browser.get(&format!("/reflections/{}{rest}", things.reflection)).await.expect(404);
    }
}

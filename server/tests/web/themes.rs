//! Releases, as everybody in an organisation sees them; and who chooses their rules.

use crate::support::browser::{Fields, fields, set, value};
use crate::support::crowd::{Crowd, SAFE};
use crate::support::store::{dump, dump_but_sign_ins};
use crate::support::{House, spawn, spawn_on_postgres};
use domain::accounts::Role;
use domain::disclosure::Period;
use services::release::frozen_json;

async fn released(house: &House) -> (Crowd, Period) {
    let crowd = house.crowd().await;
    let period = house.released(&crowd).await;
    (crowd, period)
}

/// A page without what is its own each time.
fn steady(html: &str) -> String {
    let mut steady = String::new();
    for part in html.split("nonce=\"") {
        steady.push_str(part.split_once('"').map_or(part, |(_, rest)| rest));
    }
    steady
}

#[tokio::test]
async fn before_the_first_release_the_page_says_kindly_that_there_is_nothing_yet() {
    let house = spawn().await;
    let person = house.person(Role::Staff).await;
    let mut browser = house.sign_in(&person).await;
    let page = browser.get("/themes").await;
    page.expect(200).says("There is nothing to show yet").says("11 February 2027");
    for period in ["2026-Q3", "2026-Q3.json", "2026-Q9", "nonsense", ".json", "2026-Q3.json.json"] {
        browser.get(&format!("/themes/{period}")).await.expect(404);
    }
    for words in
        ["/themes/words/2026/x", "/themes/words/x/x", &house.words_of("2026-Q3".parse().expect("a period"))]
    {
        browser.get(words).await.expect(404);
    }
}

#[tokio::test]
async fn a_release_is_a_picture_a_table_and_frozen_bytes_on_sqlite() {
    shows_a_release(spawn().await).await;
}

#[tokio::test]
async fn a_release_is_a_picture_a_table_and_frozen_bytes_on_postgresql() {
    shows_a_release(spawn_on_postgres().await).await;
}

async fn shows_a_release(house: House) {
    let (crowd, period) = released(&house).await;
    let mut browser = house.sign_in(&crowd.people[17]).await;
    let page = browser.get("/themes").await;
    page.expect(200)
        .says("October to December 2026")
        .says("about 10")
        .says("fewer than 8")
        .says(SAFE)
        .says_nothing_of("about 0");
    assert_eq!(
        page.words().matches("fewer than 8").count(),
        3 * 2 + 1,
        "three hidden themes, picture and table, and the note"
    );
    let same = browser.get(&format!("/themes/{period}")).await;
    assert_eq!(steady(&page.body), steady(&same.body));
    for asked in ["theme=x", "sort=count", "fields=theme", "k=1", "done=nothing"] {
        let asked = browser.get(&format!("/themes?{asked}")).await;
        assert_eq!(steady(&page.body), steady(&asked.body), "nothing is filtered or sorted");
    }
    let file = browser.get(&format!("/themes/{period}.json")).await;
    assert_eq!(file.expect(200).header("content-type"), "application/json");
    let organisations = services::accounts::list_organisations(&house.services).await.expect("organisations");
    let here = organisations.iter().find(|(_, name)| name == crate::support::HERE).expect("ours").0;
    let frozen = frozen_json(&house.services, here, period).await.expect("frozen");
    assert_eq!(file.bytes, frozen);
    let again = browser.get(&format!("/themes/{period}.json?theme=x&k=1")).await;
    assert_eq!(again.bytes, frozen);
    // Everybody here sees the same, and nobody elsewhere sees anything.
    for person in [&crowd.leads[0], &house.administrator] {
        let mut browser = house.sign_in(person).await;
        browser.get("/themes").await.expect(200).says("about 10");
    }
    let mut stranger = house.sign_in(&house.stranger).await;
    stranger.get("/themes").await.expect(200).says("nothing to show yet").says_nothing_of(SAFE);
    stranger.get(&format!("/themes/{period}")).await.expect(404);
    stranger.get(&format!("/themes/{period}.json")).await.expect(404);
}

#[tokio::test]
async fn what_became_of_a_share_is_told_to_its_author_and_leaves_no_trace() {
    let house = spawn().await;
    let (crowd, _) = released(&house).await;
    let mut author = house.sign_in(&crowd.people[0]).await;
    let before = dump(&house.services.db).await;
    author.get("/shared").await.expect(200).says("It was read and counted");
    assert_eq!(before, dump(&house.services.db).await);
}

#[tokio::test]
async fn an_excerpt_is_taken_down_at_once_and_nobody_knows_who_asked() {
    let house = spawn().await;
    let (crowd, period) = released(&house).await;
    let mut browser = house.sign_in(&crowd.people[17]).await;
    let list = house.words_of(period);
    let count = |page: &crate::support::browser::Answer| page.words().matches(SAFE).count();
    let page = browser.get(&list).await;
    assert_eq!(count(page.expect(200)), 10);
    let form: Fields = page.form("action=\"/themes\"");
    let before = dump_but_sign_ins(&house.services.db).await;
    browser.post("/themes", &fields(&[("excerpt", "forged")])).await.expect(404);
    browser.post("/themes", &Fields::new()).await.expect(404);
    house.sign_in(&house.stranger).await.post("/themes", &form).await.expect(404);
    assert_eq!(before, dump_but_sign_ins(&house.services.db).await);
    for _ in 0..2 {
        browser.post("/themes", &form).await.leads_to(303, "/themes?done=second-look");
    }
    browser.get("/themes?done=second-look").await.says("It is taken down until somebody has looked");
    assert_eq!(count(&browser.get(&list).await), 9);
    let after = dump_but_sign_ins(&house.services.db).await;
    let changed: Vec<_> = after.iter().filter(|row| !before.contains(row)).collect();
    assert_eq!(changed.len(), 1, "one row: {changed:?}");
    assert!(changed[0].starts_with("excerpts "), "{changed:?}");

    browser.get("/desk/second-look").await.expect(404);
    let mut lead = house.sign_in(&crowd.leads[1]).await;
    lead.get("/desk").await.says("A second look");
    let page = lead.get("/desk/second-look").await;
    page.expect(200).says(SAFE).says(", 2026");
    for person in &crowd.people {
        page.says_nothing_of(&person.name);
    }
    let mut decided = page.form("/desk/second-look");
    lead.post("/desk/second-look", &decided).await.leads_to(303, "/desk/second-look");
    set(&mut decided, "do", "show");
    browser.post("/desk/second-look", &decided).await.expect(404);
    lead.post("/desk/second-look", &decided).await.leads_to(303, "/desk/second-look?done=shown");
    lead.post("/desk/second-look", &decided).await.expect(404);
    assert_eq!(count(&browser.get(&list).await), 10);
    browser.post("/themes", &form).await.expect(303);
    set(&mut decided, "do", "remove");
    lead.post("/desk/second-look", &decided).await.leads_to(303, "/desk/second-look?done=removed");
    assert_eq!(count(&browser.get(&list).await), 9);
    browser.get("/themes").await.says("about 10");
}

#[tokio::test]
async fn rules_for_sharing_begin_with_the_next_period_and_are_never_loosened() {
    let house = spawn().await;
    let person = house.person(Role::SafetyLead).await;
    house.sign_in(&person).await.get("/sharing-rules").await.expect(404);
    let mut browser = house.sign_in(&house.administrator).await;
    browser.get("/people").await.says("Rules for sharing");
    let page = browser.get("/sharing-rules").await;
    page.expect(200).says("a figure stands for 8 people or more, and a period is three months");
    let form = page.form("/sharing-rules");
    let with = |pairs: &[(&str, &str)]| {
        let mut form = form.clone();
        for (name, value) in pairs {
            set(&mut form, name, value);
        }
        form
    };
    let before = dump(&house.services.db).await;
    for threshold in ["", "7", "-8", "8.5", "51", "eight", "99999999999999999999"] {
        let answer = browser.post("/sharing-rules", &with(&[("threshold", threshold)])).await;
        answer.expect(422).says("Choose a number from 8 to 50");
        assert_eq!(value(&answer.form("/sharing-rules"), "threshold"), threshold);
    }
    browser
        .post("/sharing-rules", &with(&[("length", "week")]))
        .await
        .expect(422)
        .says("how long a period is");
    browser
        .post("/sharing-rules", &with(&[("setting", "ward 7")]))
        .await
        .expect(422)
        .says("at least one kind");
    let mut none = form.clone();
    none.retain(|(name, _)| name != "setting");
    browser.post("/sharing-rules", &none).await.expect(422).says("Choose at least one kind of place");
    assert_eq!(before, dump(&house.services.db).await);
    let stricter = with(&[("threshold", "12"), ("length", "half-year")]);
    browser.post("/sharing-rules", &stricter).await.leads_to(303, "/sharing-rules?done=chosen");
    let page = browser.get("/sharing-rules?done=chosen").await;
    page.says("Now: a figure stands for 8 people").says("From 1 January 2027: a figure stands for 12 people");
    house.wait_minutes(60 * 24 * 60);
    let mut browser = house.sign_in(&house.administrator).await;
    browser.get("/sharing-rules").await.says("Now: a figure stands for 12 people");
    let lower = with(&[("threshold", "8")]);
    browser.post("/sharing-rules", &lower).await.expect(422).says("can be raised, and never lowered");
}

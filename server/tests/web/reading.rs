//! Opening a page changes nothing, so a link in a letter may be fetched by whoever looks at mail.

use crate::support::browser::{Ask, Browser, Fields};
use crate::support::store::dump;
use crate::support::targets::{Things, address};
use crate::support::{House, spawn};
use app::routes::table;
use domain::accounts::Role;

async fn opens_everything(house: &House, who: &str, mut browser: Browser, things: &Things) {
    // Long enough for a live session to be marked as used, which is left aside.
    house.wait_minutes(2);
    for (rule, _) in table().iter().filter(|(rule, _)| rule.method == "GET") {
        let path = address(rule.path, things);
        let before = dump(&house.services.db).await;
        for query in ["", "?done=saved&page=1&then=/account&kept=yes"] {
            browser.get(&format!("{path}{query}")).await;
            browser.send(Ask::bare("HEAD", &path)).await;
        }
        assert_eq!(before, dump(&house.services.db).await, "{who} opened {}", rule.path);
    }
}

#[tokio::test]
async fn opening_any_page_as_anybody_changes_nothing_that_is_stored() {
    let house = spawn().await;
    let things = house.things().await;
    opens_everything(&house, "nobody", house.browser(), &things).await;
    for role in [Role::Staff, Role::Educator, Role::SafetyLead] {
        let person = house.person(role).await;
        let browser = house.sign_in(&person).await;
        opens_everything(&house, role.as_str(), browser, &things).await;
    }
    for person in [&house.administrator, &house.stranger, &things.writer, &things.resetting] {
        let browser = house.sign_in(person).await;
        opens_everything(&house, &person.email, browser, &things).await;
    }
    let mut browser = house.sign_in(&things.writer).await;
    browser.post("/lock", &Fields::new()).await.expect(303);
    opens_everything(&house, "a locked session", browser, &things).await;
    // Every link still works.
    house.browser().get(&format!("/join/{}", things.join)).await.expect(200).says("You are invited");
    house.browser().get(&format!("/reset/{}", things.reset)).await.expect(200).says("Choose a new password");
}

#[tokio::test]
async fn links_that_a_mail_scanner_has_opened_still_work() {
    let house = spawn().await;
    let things = house.things().await;
    let (join, reset) = (format!("/join/{}", things.join), format!("/reset/{}", things.reset));
    for path in [&join, &reset] {
        for _ in 0..5 {
            house.browser().send(Ask::bare("GET", path)).await.expect(200);
            house.browser().send(Ask::bare("HEAD", path)).await.expect(200);
        }
    }
    let form = crate::support::targets::form("/join/{token}", None, &Fields::new());
    house.browser().post(&join, &form).await.expect(200).says("Your recovery code");
    let form = crate::support::targets::form("/reset/{token}", None, &Fields::new());
    house.browser().post(&reset, &form).await.expect(200).says("Your password is changed");
    for path in [join, reset] {
        house.browser().get(&path).await.expect(410).says("This link no longer works");
        house.browser().post(&path, &form).await.expect(410).says("This link no longer works");
    }
}

#[tokio::test]
async fn a_page_that_is_only_read_leaves_the_cookie_as_it_is() {
    let house = spawn().await;
    let things = house.things().await;
    let mut browser = house.sign_in(&things.writer).await;
    for (rule, _) in table().iter().filter(|(rule, _)| rule.method == "GET") {
        let answer = browser.get(&address(rule.path, &things)).await;
        assert!(!answer.headers.contains_key("set-cookie"), "{}", rule.path);
    }
}

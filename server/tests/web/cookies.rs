//! The one cookie: what it is like, when it changes, and when the browser is told to forget.

use crate::support::browser::{Answer, Browser, Fields, fields, set};
use crate::support::store::dump;
use crate::support::{House, spawn, spawn_on_http};
use domain::accounts::Role;

/// Name and attributes of the cookie an answer sets.
fn cookie(answer: &Answer) -> (String, Vec<String>) {
    let cookies: Vec<&str> =
        answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().expect("text")).collect();
    let [cookie] = cookies.as_slice() else { panic!("{} cookies", cookies.len()) };
    let mut parts = cookie.split("; ").map(str::to_owned);
    let name = parts.next().and_then(|pair| pair.split('=').next().map(str::to_owned)).expect("a name");
    let mut attributes: Vec<String> = parts.collect();
    attributes.sort();
    (name, attributes)
}

async fn sign_in(house: &House, browser: &mut Browser) -> Answer {
    let person = &house.administrator;
    browser.post("/sign-in", &fields(&[("email", &person.email), ("password", &person.password)])).await
}

/// Whether a cookie's token still reads anything.
async fn reads(house: &House, cookies: &Browser) -> bool {
    let mut browser = house.browser();
    browser.cookies = cookies.cookies.clone();
    browser.get("/account").await.status == 200
}

#[tokio::test]
async fn over_https_the_cookie_is_bound_to_the_host() {
    let house = spawn().await;
    let answer = sign_in(&house, &mut house.browser()).await;
    let (name, attributes) = cookie(&answer);
    assert_eq!(name, "__Host-afterword");
    assert_eq!(attributes, ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]);
}

#[tokio::test]
async fn over_http_on_ones_own_machine_the_cookie_has_its_plain_name() {
    let house = spawn_on_http().await;
    let mut browser = house.browser();
    let (name, attributes) = cookie(&sign_in(&house, &mut browser).await);
    assert_eq!(name, "afterword");
    assert_eq!(attributes, ["HttpOnly", "Path=/", "SameSite=Lax"]);
    browser.get("/account").await.expect(200);
}

#[tokio::test]
async fn the_cookie_is_random_and_stands_nowhere_in_the_database() {
    let house = spawn().await;
    let (mut one, mut two) = (house.browser(), house.browser());
    sign_in(&house, &mut one).await.expect(303);
    sign_in(&house, &mut two).await.expect(303);
    let (one, two) = (one.cookie().expect("a cookie"), two.cookie().expect("a cookie"));
    assert_ne!(one, two);
    assert_eq!(one.len(), 43, "256 bits");
    let hex: String = one.bytes().map(|byte| format!("{byte:02X}")).collect();
    for row in dump(&house.services.db).await {
        assert!(!row.contains(one) && !row.to_uppercase().contains(&hex), "the token is stored: {row}");
    }
}

#[tokio::test]
async fn signing_in_takes_no_cookie_that_was_there_before() {
    let house = spawn().await;
    let mut browser = house.browser();
    let planted = "A".repeat(43);
    browser.cookies.insert("__Host-afterword".to_owned(), planted.clone());
    sign_in(&house, &mut browser).await.leads_to(303, "/");
    assert_ne!(browser.cookie(), Some(planted.as_str()));
    let first = browser.clone();
    sign_in(&house, &mut browser).await.leads_to(303, "/");
    assert_ne!(browser.cookie(), first.cookie());
    assert!(!reads(&house, &first).await, "the session before has ended");
    assert!(reads(&house, &browser).await);
}

#[tokio::test]
async fn the_cookie_changes_with_the_lock_and_the_unlock() {
    let house = spawn().await;
    let mut browser = house.browser();
    sign_in(&house, &mut browser).await;
    let live = browser.clone();
    let answer = browser.post("/lock", &Fields::new()).await;
    answer.leads_to(303, "/locked");
    assert_eq!(answer.header("clear-site-data"), "\"cache\", \"storage\"");
    assert_eq!(cookie(&answer).1, ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]);
    let locked = browser.clone();
    assert_ne!(locked.cookie(), live.cookie());
    let page = browser.get("/locked").await;
    page.expect(200).says("hidden").says_nothing_of(&house.administrator.email);
    assert_eq!(page.header("clear-site-data"), "\"cache\", \"storage\"");
    sign_in(&house, &mut browser).await;
    assert_ne!(locked.cookie(), browser.cookie());
    assert!(!reads(&house, &live).await && !reads(&house, &locked).await);
    assert!(reads(&house, &browser).await);
}

#[tokio::test]
async fn hiding_from_the_editor_saves_and_changes_the_cookie_too() {
    let house = spawn().await;
    let mut browser = house.browser();
    sign_in(&house, &mut browser).await;
    let id = browser.write().await;
    let mut editor = browser.editor(&id).await;
    set(&mut editor, "how-words", "Hidden in a hurry");
    set(&mut editor, "do", "hide");
    let live = browser.clone();
    let answer = browser.post(&format!("/reflections/{id}/write"), &editor).await;
    answer.leads_to(303, "/locked");
    assert_eq!(answer.header("clear-site-data"), "\"cache\", \"storage\"");
    assert_ne!(browser.cookie(), live.cookie());
    assert!(!reads(&house, &live).await && !reads(&house, &browser).await);
    sign_in(&house, &mut browser).await;
    browser.get(&format!("/reflections/{id}")).await.expect(200).says("Hidden in a hurry");
}

#[tokio::test]
async fn the_cookie_changes_with_the_password_and_every_other_session_ends() {
    let house = spawn().await;
    let person = house.person(Role::Staff).await;
    let mut browser = house.sign_in(&person).await;
    let (before, elsewhere) = (browser.clone(), house.sign_in(&person).await);
    let form = fields(&[("password", &person.password), ("new-password", "seven quiet herons")]);
    let answer = browser.post("/account/password", &form).await;
    answer.leads_to(303, "/account?done=password");
    assert_eq!(cookie(&answer).1, ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]);
    assert_ne!(browser.cookie(), before.cookie());
    assert!(reads(&house, &browser).await);
    assert!(!reads(&house, &before).await && !reads(&house, &elsewhere).await);
    let old = fields(&[("email", &person.email), ("password", &person.password)]);
    house.browser().post("/sign-in", &old).await.expect(422).says("do not go together");
}

#[tokio::test]
async fn signing_out_takes_the_cookie_away_and_has_the_browser_forget() {
    let house = spawn().await;
    for path in ["/sign-out", "/account/sign-out-everywhere"] {
        let mut browser = house.browser();
        sign_in(&house, &mut browser).await;
        let elsewhere = house.sign_in(&house.administrator).await;
        let before = browser.clone();
        let answer = browser.post(path, &Fields::new()).await;
        answer.leads_to(303, "/sign-in");
        assert_eq!(answer.header("clear-site-data"), "\"cache\", \"storage\"", "{path}");
        assert_eq!(cookie(&answer).1, ["HttpOnly", "Max-Age=0", "Path=/", "SameSite=Lax", "Secure"]);
        assert_eq!(browser.cookie(), None, "{path}");
        assert!(!reads(&house, &before).await, "{path}");
        assert_eq!(reads(&house, &elsewhere).await, path == "/sign-out");
    }
}

#[tokio::test]
async fn joining_and_resetting_change_the_cookie_as_they_should() {
    let house = spawn().await;
    let things = house.things().await;
    let mut browser = house.browser();
    let form = fields(&[("name", "Robin Ash"), ("password", "seven quiet herons")]);
    let joined = browser.post(&format!("/join/{}", things.join), &form).await;
    assert_eq!(cookie(&joined).1, ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]);
    browser.get("/account").await.expect(200).says(&things.invited);

    let mut browser = house.sign_in(&things.resetting).await;
    let before = browser.clone();
    browser.post(&format!("/reset/{}", things.reset), &form).await.expect(200);
    assert_eq!(browser.cookie(), None);
    assert!(!reads(&house, &before).await);
}

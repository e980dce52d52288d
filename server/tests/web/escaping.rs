//! What people write is shown as they wrote it, and nothing in it is taken for markup.

use crate::support::browser::{fields, set, value};
use crate::support::html::prompts;
use crate::support::spawn;
use domain::accounts::Role;

const NASTY: &str =
    "\n\n<script>alert(7)</script> \"'` &amp; &lt; </textarea></title><!> <!-- --> {{x}} \u{202e}né 家";

#[tokio::test]
async fn a_reflection_with_markup_in_it_is_shown_letter_by_letter_wherever_it_is_shown() {
    let house = spawn().await;
    let person = house.person(Role::Staff).await;
    let mut browser = house.sign_in(&person).await;
    let id = browser.begin().await;
    let path = format!("/reflections/{id}/write");
    let page = browser.get(&path).await;
    let mut form = page.form("id=\"editor\"");
    let names = prompts(&page.body);
    for name in &names {
        set(&mut form, name, NASTY);
    }
    set(&mut form, "how-words", NASTY);
    browser.post(&path, &form).await.leads_back_to(&path);

    let editor = browser.editor(&id).await;
    for name in names.iter().map(String::as_str).chain(["how-words"]) {
        assert_eq!(value(&editor, name), NASTY, "{name}");
    }
    // Beside it, another version of the same kind.
    set(&mut form, "page", "another tab");
    set(&mut form, &names[0], &format!("{NASTY} again"));
    browser.post(&path, &form).await.expect(303);
    let shown = NASTY.trim();
    for path in [format!("/reflections/{id}"), format!("/reflections/{id}/versions")] {
        let page = browser.get(&path).await;
        page.expect(200).says(shown).says_nothing_of("<script>alert");
    }
    let list = browser.get("/reflections").await;
    list.says("<script>alert(7)</script> \"'` &amp; &lt;").says_nothing_of("<script>alert");
    let file = browser.get(&format!("/reflections/{id}/copy/json")).await;
    let json: serde_json::Value = serde_json::from_str(&file.body).expect("JSON");
    assert_eq!(json["answers"][0]["answer"], NASTY);
}

#[tokio::test]
async fn a_name_with_markup_in_it_is_shown_letter_by_letter() {
    let house = spawn().await;
    let name = "<b>Rob'in</b> \"Ash\" & <!>";
    let email = "robin.ash@larkfield.example";
    let token = house.invite(name, email, Role::Staff).await;
    let mut administrator = house.sign_in(&house.administrator).await;
    let waiting = administrator.get("/people").await;
    waiting.says(name).says_nothing_of("<b>Rob");
    assert!(waiting.tags().iter().any(|tag| tag.get("aria-label").ends_with(name)));
    let page = house.browser().get(&format!("/join/{token}")).await;
    page.says_nothing_of("<b>Rob");
    let mut form = page.form("novalidate");
    assert_eq!(value(&form, "name"), name);
    set(&mut form, "password", "seven quiet herons");
    let mut browser = house.browser();
    browser.post(&format!("/join/{token}"), &form).await.expect(200);
    browser.get("/account").await.says(name).says_nothing_of("<b>Rob");
    administrator.get("/people").await.says(name).says_nothing_of("<b>Rob");
}

#[tokio::test]
async fn an_organisations_name_is_no_markup_either() {
    let house = spawn().await;
    let link = services::accounts::make_organisation(
        &house.services,
        "<i>Ward</i> & Home",
        domain::accounts::PersonName::parse("Robin Ash").expect("a name"),
        domain::accounts::EmailAddress::parse("robin@ward.example").expect("an address"),
    )
    .await
    .expect("an organisation");
    let path = link.strip_prefix(crate::support::HTTPS).expect("ours");
    let page = house.browser().get(path).await;
    page.says("You are invited by <i>Ward</i> & Home.").says_nothing_of("<i>Ward");
    let form = fields(&[("name", "Robin Ash"), ("password", "seven quiet herons")]);
    let mut browser = house.browser();
    browser.post(path, &form).await.expect(200);
    browser.get("/people").await.says("<i>Ward</i> & Home").says_nothing_of("<i>Ward");
}

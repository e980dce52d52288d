//! An administrator cannot change another person's password, address or recovery code by any route.

use crate::support::browser::{Ask, Fields, encode, fields, set};
use crate::support::spawn;
use crate::support::store::{Dump, dump};
use crate::support::targets::{Things, address, form, strange_editor};
use crate::support::{House, people::Person};
use app::routes::table;
use domain::accounts::Role;

/// Everything one might name such a field.
fn hopes(victim: &Person, id: &str) -> Fields {
    let mine = "taken.over@larkfield.example";
    let words = "a password of mine";
    fields(&[
        ("id", id),
        ("person", id),
        ("person_id", id),
        ("user", id),
        ("for", &victim.email),
        ("address", mine),
        ("email", mine),
        ("new-email", mine),
        ("e-mail", mine),
        ("name", &victim.name),
        ("password", words),
        ("new-password", words),
        ("password_hash", words),
        ("recovery", "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF"),
        ("recovery-password", words),
        ("code", "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF"),
        ("role", "staff"),
        ("roles", "administrator"),
        ("standing", "active"),
        ("closed_until", "0"),
        ("organisation", id),
    ])
}

/// The victim's stored record, without what suspending is meant to change.
fn record(dump: &Dump, email: &str) -> Vec<String> {
    let mine = dump.iter().filter(|row| row.starts_with("people ") && row.contains(&format!("'{email}'")));
    mine.map(|row| {
        let marks = ["'active'", "'suspended'"];
        // The MAC covers the standing, so it changes with it; it is the last column.
        let row = marks.iter().fold(row.clone(), |row, mark| row.replace(mark, ""));
        row.rsplit_once(' ').map_or(String::new(), |(fields, _)| fields.to_owned())
    })
    .collect()
}

async fn attack(house: &House, things: &Things, as_form: bool) {
    let victim = &things.writer;
    let mut writer = house.sign_in(victim).await;
    let editor = strange_editor(&mut writer).await;
    let before = record(&dump(&house.services.db).await, &victim.email);
    assert_eq!(before.len(), 1);
    let hopes = hopes(victim, &things.person);
    for (rule, _) in table() {
        // The links in letters are not the administrator's to have.
        if rule.path.ends_with("{token}") {
            continue;
        }
        let mut administrator = house.sign_in(&house.administrator).await;
        let path = address(rule.path, things);
        let query = format!("{path}?{}", encode(&hopes));
        let is_get = rule.method == "GET";
        let own = |path| form(path, Some(&house.administrator), &editor);
        let mut all = if is_get { Fields::new() } else { own(rule.path) };
        for (name, value) in &hopes {
            // Both in front of the form's own field and in its place.
            if as_form || !all.iter().any(|(own, _)| own == name) {
                set(&mut all, name, value);
            }
        }
        let ask = match rule.method {
            "GET" => Ask::from_us("GET", &query),
            _ => Ask::from_us("POST", &query).form(&all),
        };
        let answer = administrator.send(ask).await;
        let after = record(&dump(&house.services.db).await, &victim.email);
        assert_eq!(before, after, "{} {} ({})", rule.method, rule.path, answer.status);
    }
}

#[tokio::test]
async fn no_field_of_any_form_changes_another_persons_record() {
    let house = spawn().await;
    for as_form in [true, false] {
        let things = house.things().await;
        attack(&house, &things, as_form).await;
        // The walk suspended them and gave the account back.
        let mut victim = house.sign_in(&things.writer).await;
        let account = victim.get("/account").await;
        account.expect(200).says(&things.writer.email).says(&things.writer.name).says("Staff");
        account.says_nothing_of("is closed").says_nothing_of("Administrator");
        victim.get(&format!("/reflections/{}", things.reflection)).await.expect(200);
    }
}

#[tokio::test]
async fn a_reset_link_goes_to_the_address_held_and_is_in_no_answer() {
    let house = spawn().await;
    let things = house.things().await;
    let mut administrator = house.sign_in(&house.administrator).await;
    let path = format!("/people/{}/reset-link", things.person);
    let mut hopes = hopes(&things.writer, &things.person);
    hopes.push(("to".to_owned(), house.administrator.email.clone()));
    let answer = administrator.post(&path, &hopes).await;
    answer.leads_to(303, "/people?done=link");
    let letters = house.letters().await;
    let [letter] = letters.as_slice() else { panic!("{} letters", letters.len()) };
    assert_eq!(letter.to, things.writer.email);
    for (rule, _) in table().iter().filter(|(rule, _)| rule.method == "GET") {
        let page = administrator.get(&address(rule.path, &things)).await;
        page.says_nothing_of(&letter.token);
    }
}

#[tokio::test]
async fn an_invitation_never_reaches_an_account_that_is_there_already() {
    let house = spawn().await;
    let things = house.things().await;
    let before = record(&dump(&house.services.db).await, &things.writer.email);
    for person in [&house.administrator, &house.stranger] {
        let mut administrator = house.sign_in(person).await;
        let form = fields(&[("name", "Robin Ash"), ("email", &things.writer.email), ("role", "educator")]);
        let answer = administrator.post("/people/invite", &form).await;
        answer.expect(422).says("already has an account");
    }
    assert!(house.letters().await.is_empty());
    assert_eq!(before, record(&dump(&house.services.db).await, &things.writer.email));
}

#[tokio::test]
async fn an_administrator_can_do_nothing_of_this_to_themselves_or_to_strangers() {
    let house = spawn().await;
    let (own, elsewhere) = (house.id_of(&house.administrator).await, {
        let page = house.sign_in(&house.stranger).await.get("/people").await;
        crate::support::people::id_before(&page.body, "/people/", &house.stranger.name)
    });
    let mut administrator = house.sign_in(&house.administrator).await;
    let before = dump(&house.services.db).await;
    for id in [own, elsewhere] {
        for deed in ["suspend", "restore", "reset-link"] {
            administrator.post(&format!("/people/{id}/{deed}"), &Fields::new()).await.expect(404);
        }
    }
    assert_eq!(before, dump(&house.services.db).await);
    let other = house.person(Role::Administrator).await;
    let id = house.id_of(&other).await;
    administrator
        .post(&format!("/people/{id}/suspend"), &Fields::new())
        .await
        .leads_to(303, "/people?done=suspended");
}

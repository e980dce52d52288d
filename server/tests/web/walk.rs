//! Every address of the table, asked for by everybody with the ids of a colleague's things.

use crate::support::browser::{Answer, Ask, Browser, Fields};
use crate::support::people::{PRIVATE, Person, WORDS};
use crate::support::store::dump;
use crate::support::targets::{Things, address, form, strange_editor};
use crate::support::{House, spawn, spawn_on_postgres};
use app::routes::{For, Rule, table};
use domain::accounts::Role;

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Nobody,
    Holder(Role),
    /// The administrator of another organisation.
    Stranger,
    /// Whose things they are.
    Writer,
}

const EVERYBODY: [Who; 7] = [
    Who::Nobody,
    Who::Holder(Role::Staff),
    Who::Holder(Role::Educator),
    Who::Holder(Role::SafetyLead),
    Who::Holder(Role::Administrator),
    Who::Stranger,
    Who::Writer,
];

/// What must come of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// A page, a way on, or a form that asks to put something right.
    LetIn,
    /// Sent to sign in, and nothing done.
    SentToSignIn,
    /// Words are given back, and nothing is stored.
    HandedBack,
    /// As if there were no such page, and nothing done.
    NotFound,
}

fn expected(rule: &Rule, who: Who) -> Outcome {
    let names_a_thing = rule.path.contains("{id}");
    match (rule.who, who) {
        (For::Everyone, _) => Outcome::LetIn,
        (
            For::WriterOrPass | For::WritingOwner | For::WritingEducators | For::WritingSafetyLeads,
            Who::Nobody,
        ) => Outcome::HandedBack,
        (_, Who::Nobody) => Outcome::SentToSignIn,
        (For::SignedIn | For::WriterOrPass | For::WritingOwner, Who::Writer) => Outcome::LetIn,
        (For::SignedIn | For::WriterOrPass | For::WritingOwner, _) if names_a_thing => Outcome::NotFound,
        (For::SignedIn | For::WriterOrPass | For::WritingOwner, _) => Outcome::LetIn,
        (For::Colleagues, Who::Stranger) if names_a_thing => Outcome::NotFound,
        (For::Colleagues, _) => Outcome::LetIn,
        (For::Educators | For::WritingEducators, Who::Holder(Role::Educator)) => Outcome::LetIn,
        (For::Educators | For::WritingEducators, _) => Outcome::NotFound,
        (For::SafetyLeads | For::WritingSafetyLeads, Who::Holder(Role::SafetyLead)) => Outcome::LetIn,
        (For::SafetyLeads | For::WritingSafetyLeads, _) => Outcome::NotFound,
        (For::Administrators, Who::Holder(Role::Administrator)) => Outcome::LetIn,
        (For::Administrators, Who::Stranger) if !names_a_thing => Outcome::LetIn,
        (For::Administrators, _) => Outcome::NotFound,
    }
}

#[tokio::test]
async fn every_address_answers_everybody_as_the_table_says_on_sqlite() {
    walk(spawn().await).await;
}

#[tokio::test]
async fn every_address_answers_everybody_as_the_table_says_on_postgresql() {
    walk(spawn_on_postgres().await).await;
}

async fn walk(house: House) {
    for who in EVERYBODY {
        let things = house.things().await;
        let person = match who {
            Who::Nobody => None,
            Who::Holder(Role::Administrator) => Some(house.administrator.clone()),
            Who::Holder(role) => Some(house.person(role).await),
            Who::Stranger => Some(house.stranger.clone()),
            Who::Writer => Some(things.writer.clone()),
        };
        let mut writer = house.sign_in(&things.writer).await;
        let editor = strange_editor(&mut writer).await;
        for (rule, _) in table() {
            let mut browser = arrive(&house, person.as_ref()).await;
            let expected = expected(&rule, who);
            let before = dump(&house.services.db).await;
            let answer = ask(&mut browser, &rule, &things, person.as_ref(), &editor).await;
            let label = format!("{who:?}: {} {}", rule.method, rule.path);
            check(&label, &rule, expected, &answer);
            if expected != Outcome::LetIn {
                assert_eq!(before, dump(&house.services.db).await, "{label} had an effect");
            }
            if who != Who::Writer {
                check_nothing_leaks(&label, &rule, &answer, who, person.as_ref());
            }
        }
    }
}

async fn arrive(house: &House, person: Option<&Person>) -> Browser {
    match person {
        Some(person) => house.sign_in(person).await,
        None => house.browser(),
    }
}

async fn ask(
    browser: &mut Browser,
    rule: &Rule,
    things: &Things,
    person: Option<&Person>,
    editor: &Fields,
) -> Answer {
    let path = address(rule.path, things);
    match rule.method {
        "GET" => browser.get(&path).await,
        "POST" => browser.post(&path, &form(rule.path, person, editor)).await,
        other => panic!("nothing here knows how to ask with {other}"),
    }
}

fn check(label: &str, rule: &Rule, expected: Outcome, answer: &Answer) {
    let (status, to) = (answer.status, answer.location());
    let to_sign_in = to == "/sign-in" || to.starts_with("/sign-in?") || to.starts_with("/locked");
    match expected {
        Outcome::LetIn => {
            // Whoever may be here is told of a thing that is not there as of any unknown one.
            let nothing_there = matches!(
                (rule.method, rule.path),
                ("POST", "/reflections/{id}/versions" | "/themes" | "/desk/second-look")
                    | (
                        "GET",
                        "/themes/{period}" | "/themes/community/{period}" | "/themes/words/{year}/{theme}"
                    )
            );
            let allowed: &[u16] = match rule.method {
                _ if nothing_there => &[404],
                "GET" => &[200, 302],
                // Without having seen the newest version, words are kept beside it.
                _ => &[200, 303, 409, 422],
            };
            assert!(allowed.contains(&status), "{label}: {status} {to}\n{}", answer.words());
            let ends_session = ["/sign-out", "/account/sign-out-everywhere"].contains(&rule.path);
            if rule.who != For::Everyone && !ends_session {
                assert!(!to_sign_in, "{label} leads to {to}");
            }
        }
        Outcome::SentToSignIn => {
            assert_eq!(status, 302, "{label}");
            assert!(to_sign_in, "{label} leads to {to}");
            assert!(answer.body.is_empty(), "{label} says something");
        }
        Outcome::HandedBack => assert_eq!(status, 401, "{label}"),
        Outcome::NotFound => {
            assert_eq!(status, 404, "{label}");
            let said = match rule.path {
                "/reflections/{id}/autosave" => "{\"outcome\":\"gone\"}",
                // Words that have no other place are given back in the page.
                "/reflections/{id}/write" | "/reflections/{id}/share" if rule.method == "POST" => {
                    "This reflection is no longer here"
                }
                _ => "We cannot find that page",
            };
            assert!(answer.words().contains(said), "{label}");
        }
    }
}

/// No word of a reflection, and no address of somebody whom the asker may not know of.
fn check_nothing_leaks(label: &str, rule: &Rule, answer: &Answer, who: Who, person: Option<&Person>) {
    for word in WORDS.into_iter().chain([PRIVATE]) {
        assert!(!answer.body.contains(word), "{label} shows {word:?}");
    }
    // Whoever holds a link from a letter is told whose it is: the letter went to that address.
    if rule.path.ends_with("{token}") {
        return;
    }
    let own = person.map(|person| person.email.as_str());
    let typed = ["nobody@nowhere.example", "robin.ash@larkfield.example"];
    for address in addresses(&answer.body) {
        let is_colleague = address.ends_with("@larkfield.example");
        let may_see = who == Who::Holder(Role::Administrator) && is_colleague
            || who == Who::Stranger && address.ends_with("@stonebridge.example");
        let known = may_see || own == Some(address) || typed.contains(&address);
        assert!(known, "{label} shows {address}");
    }
}

fn addresses(text: &str) -> Vec<&str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || "@.-_".contains(c)))
        .filter(|word| word.contains('@') && word.ends_with(".example"))
        .filter(|word| !word.starts_with("name@"))
        .collect()
}

#[tokio::test]
async fn an_address_that_is_not_in_the_table_is_a_kind_page() {
    let house = spawn().await;
    for person in [None, Some(&house.administrator)] {
        let mut browser = arrive(&house, person).await;
        for path in
            ["/nothing", "/reflections/", "/people/x/y", "/admin", "/.env", "/reflections/%2e%2e/people"]
        {
            let answer = browser.get(path).await;
            answer.expect(404).says("We cannot find that page").says("Go to the first page");
            browser.post(path, &Fields::new()).await.expect(404).says("We cannot find that page");
        }
    }
}

#[tokio::test]
async fn an_address_asked_for_with_another_method_is_a_kind_page() {
    let house = spawn().await;
    let things = house.things().await;
    let mut browser = house.sign_in(&house.administrator).await;
    let methods_of = |path: &str| -> Vec<&str> {
        table().iter().filter(|(rule, _)| rule.path == path).map(|(rule, _)| rule.method).collect()
    };
    for (rule, _) in table() {
        let before = dump(&house.services.db).await;
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PURGE"] {
            if methods_of(rule.path).contains(&method) {
                continue;
            }
            let path = address(rule.path, &things);
            let answer = browser.send(Ask::from_us(method, &path)).await;
            assert_eq!(answer.status, 404, "{method} {}", rule.path);
            answer.says("We cannot find that page");
        }
        assert_eq!(before, dump(&house.services.db).await, "{}", rule.path);
    }
}

#[tokio::test]
async fn a_head_request_says_what_a_get_would_and_sends_no_page() {
    let house = spawn().await;
    let things = house.things().await;
    let mut browser = house.sign_in(&things.writer).await;
    for (rule, _) in table() {
        if rule.method != "GET" {
            continue;
        }
        let path = address(rule.path, &things);
        let head = browser.send(Ask::from_us("HEAD", &path)).await;
        assert_eq!(head.status, browser.get(&path).await.status, "{path}");
        assert!(head.bytes.is_empty(), "{path}");
    }
}

#[tokio::test]
async fn nobody_is_led_back_after_signing_in_to_where_they_were_going() {
    let house = spawn().await;
    let things = house.things().await;
    let path = format!("/reflections/{}", things.reflection);
    let mut browser = house.browser();
    let answer = browser.get(&path).await;
    answer.leads_to(302, &format!("/sign-in?then={path}"));
    let mut form = browser.get(answer.location()).await.form("/sign-in");
    crate::support::browser::set(&mut form, "email", &things.writer.email);
    crate::support::browser::set(&mut form, "password", &things.writer.password);
    browser.post("/sign-in", &form).await.leads_to(303, &path);
    browser.get(&path).await.expect(200).says(WORDS[0]);
}

#[tokio::test]
async fn signing_in_leads_to_no_other_site() {
    let house = spawn().await;
    for elsewhere in
        ["https://evil.example", "//evil.example", "/\\evil.example", "/reflections//evil.example"]
    {
        let mut form = form("/sign-in", Some(&house.administrator), &Fields::new());
        crate::support::browser::set(&mut form, "then", elsewhere);
        house.browser().post("/sign-in", &form).await.leads_to(303, "/");
    }
}

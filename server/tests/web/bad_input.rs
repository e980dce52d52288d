//! Every form of the table, filled in badly.

use crate::support::browser::{Answer, Ask, Browser, FORM, Fields, encode, of_nobody, set, value};
use crate::support::html::{Tag, form_html, tags};
use crate::support::people::Person;
use crate::support::store::dump;
use crate::support::targets::{Things, address, form};
use crate::support::{House, spawn};
use app::routes::{Rule, table};
use domain::accounts::Role;

/// A form with fields that people type into.
struct Form {
    /// Where it is posted.
    path: String,
    /// What it would post as it stands.
    fields: Fields,
    /// The names of its fields for words, and of those for passwords.
    typed: Vec<String>,
    secret: Vec<String>,
    browser: Browser,
}

/// The page that shows a form, and what stands in the form's opening tag; `None` where there is
/// nothing to type.
fn page_of(path: &str) -> Option<(&str, &str)> {
    match path {
        "/sign-in" | "/forgot" | "/reset/{token}" | "/join/{token}" => Some((path, "novalidate")),
        "/account/password" | "/account/recovery-code" | "/account/open" => Some(("/account", path)),
        "/reflections/{id}/write" => Some((path, "id=\"editor\"")),
        "/modules/write/new" | "/modules/write/{id}" => Some((path, "id=\"module\"")),
        "/changes/write/new" | "/changes/write/{id}" => Some((path, "id=\"change\"")),
        "/people/invite" | "/sharing-rules" => Some((path, path)),
        // Its steps and the desk's points are filled in badly where there is something to share and to read.
        "/reflections/{id}/share" | "/desk/read" => None,
        // The same fields as the editor's, answered in JSON: see the tests of saving in the background.
        "/reflections/{id}/autosave" => None,
        "/lock"
        | "/sign-out"
        | "/account/sign-out-everywhere"
        | "/reflections/new"
        | "/reflections/{id}/versions"
        | "/reflections/{id}/shared"
        | "/desk/second-look"
        | "/themes"
        | "/reflections/{id}/delete"
        | "/modules/{id}/{version}/{page}"
        | "/modules/write/preview"
        | "/modules/write/{id}/publish"
        | "/modules/write/{id}/withdraw"
        | "/modules/write/{id}/put-back"
        | "/changes/write/{id}/publish"
        | "/changes/write/{id}/take-down"
        | "/people/invitations/{id}/cancel"
        | "/people/{id}/suspend"
        | "/people/{id}/restore"
        | "/people/{id}/reset-link" => None,
        new => panic!("a new form: say here which page shows {new}"),
    }
}

/// Whether what is posted there is read at all: the other forms are only a button.
fn reads_fields(path: &str) -> bool {
    let without_words = [
        "/reflections/new",
        "/versions",
        "/autosave",
        "/cancel",
        "/preview",
        "/publish",
        "/take-down",
        "/{page}",
        "/share",
        "/shared",
        "/desk/read",
        "/desk/second-look",
        "/themes",
    ];
    page_of(path).is_some() || without_words.iter().any(|end| path.ends_with(end))
}

/// Whoever sees the form of this rule.
async fn who(house: &House, rule: &Rule, things: &Things, closed: &Person) -> Browser {
    match rule.path {
        "/account/open" => house.sign_in(closed).await,
        path if path.starts_with("/account") || path.starts_with("/reflections") => {
            house.sign_in(&things.writer).await
        }
        path if path.starts_with("/changes/write") => house.sign_in(&things.lead).await,
        path if path.starts_with("/changes") => house.sign_in(&things.writer).await,
        path if path.starts_with("/modules/write") => house.sign_in(&things.educator).await,
        path if path.starts_with("/modules") => house.sign_in(&things.writer).await,
        path if path.starts_with("/people") || path == "/sharing-rules" => {
            house.sign_in(&house.administrator).await
        }
        path if path.starts_with("/desk") => house.sign_in(&house.person(Role::SafetyLead).await).await,
        "/themes" => house.sign_in(&things.writer).await,
        _ => house.browser(),
    }
}

/// Every form that people type into.
async fn forms(house: &House) -> Vec<Form> {
    let things = house.things().await;
    let closed = reset_person(house).await;
    let mut forms = Vec::new();
    for (rule, _) in table().iter().filter(|(rule, _)| rule.method == "POST") {
        let Some((page, mark)) = page_of(rule.path) else { continue };
        let mut browser = who(house, rule, &things, &closed).await;
        let answer = browser.get(&address(page, &things)).await;
        answer.expect(200);
        let inside = tags(form_html(&answer.body, mark));
        let names = |wanted: fn(&Tag) -> bool| -> Vec<String> {
            inside.iter().filter(|tag| wanted(tag)).map(|tag| tag.get("name").to_owned()).collect()
        };
        forms.push(Form {
            path: address(rule.path, &things),
            fields: answer.form(mark),
            typed: names(|tag| tag.name == "textarea" || ["text", "email"].contains(&tag.get("type"))),
            secret: names(|tag| tag.get("type") == "password"),
            browser,
        });
    }
    assert_eq!(forms.len(), 14, "every form of the table");
    forms
}

/// Somebody in the days after a reset.
async fn reset_person(house: &House) -> Person {
    let mut person = house.person(Role::Staff).await;
    let token = house.reset_token(&person).await;
    person.password = "seven quiet herons".to_owned();
    let form = crate::support::browser::fields(&[("password", &person.password)]);
    house.browser().post(&format!("/reset/{token}"), &form).await.expect(200).says("stays closed until");
    person
}

/// Posts a form whose every field for words holds these. Whatever else is right with it, passwords
/// too short and an answer too long make sure that it comes back.
async fn fill(form: &mut Form, words: &str) -> (Fields, Answer) {
    let mut fields = form.fields.clone();
    for name in &form.typed {
        set(&mut fields, name, words);
    }
    for name in &form.secret {
        set(&mut fields, name, "Zebra7");
    }
    if form.path.ends_with("/write") || form.path.starts_with("/changes/write") {
        set(&mut fields, &form.typed[0], &format!("{words}{}", "x".repeat(10_001)));
    }
    let answer = form.browser.post(&form.path, &fields).await;
    (fields, answer)
}

/// Checks that a form came back with everything that was typed into it.
#[track_caller]
fn check_came_back(form: &Form, typed: &Fields, answer: &Answer) {
    assert_eq!(answer.status, 422, "{}: {}", form.path, answer.words());
    answer.says("Something to put right").says("What you typed is still here");
    let tags = answer.tags();
    for name in &form.typed {
        let field = tags.iter().find(|tag| tag.get("name") == name && tag.name != "button");
        let field = field.unwrap_or_else(|| panic!("{}: no field {name}", form.path));
        let shown = if field.name == "textarea" { &field.text } else { field.get("value") };
        // Characters that cannot be seen are no loss.
        let kept = domain::text::tidy(value(typed, name));
        assert_eq!(domain::text::tidy(shown), kept, "{}: {name} is kept", form.path);
    }
    for name in &form.secret {
        let field = tags.iter().find(|tag| tag.get("name") == name).expect("the password's field");
        assert!(!field.has("value"), "{}: {name} is sent back", form.path);
    }
    answer.says_nothing_of("Zebra7");
}

#[tokio::test]
async fn an_empty_form_comes_back_and_says_what_is_missing() {
    let house = spawn().await;
    for mut form in forms(&house).await {
        let before = dump(&house.services.db).await;
        let fields: Fields = form.fields.iter().map(|(name, _)| (name.clone(), String::new())).collect();
        // A mark that does not open is another matter: nobody can say whose form that is.
        let answer = form.browser.post(&form.path, &of_nobody(fields)).await;
        let none = form.browser.post(&form.path, &Fields::new()).await;
        for answer in [answer, none] {
            if form.path.ends_with("/write") {
                // No page of ours posts this: the template is always in it.
                answer.expect(404);
            } else {
                answer.expect(422).says("Something to put right");
            }
        }
        let after = dump(&house.services.db).await;
        let beside_tries = |dump: &[String]| -> Vec<String> {
            dump.iter().filter(|row| !row.starts_with("attempts ")).cloned().collect()
        };
        assert_eq!(beside_tries(&before), beside_tries(&after), "{}", form.path);
    }
}

#[tokio::test]
async fn a_form_with_far_too_much_in_every_field_comes_back_whole() {
    let house = spawn().await;
    for mut form in forms(&house).await {
        let (typed, answer) = fill(&mut form, "too much ".repeat(1_500).trim()).await;
        check_came_back(&form, &typed, &answer);
    }
}

#[tokio::test]
async fn characters_that_cannot_be_seen_break_no_form() {
    let house = spawn().await;
    for mut form in forms(&house).await {
        let (typed, answer) = fill(&mut form, "one\u{0}two\u{7}three\u{1b}[31m\u{85}four").await;
        check_came_back(&form, &typed, &answer);
    }
}

#[tokio::test]
async fn markup_in_any_field_is_shown_as_it_was_typed_and_does_nothing() {
    let house = spawn().await;
    for words in [
        "\"><script>alert(7)</script>",
        "' onfocus='alert(7)' autofocus='",
        "</textarea><img src=x onerror=alert(7)><!> <!-- -->",
        "&lt;b&gt; &amp;amp; &#60;script&#62;",
        "{{7*7}} ${7*7} <%= 7*7 %>",
    ] {
        for mut form in forms(&house).await {
            let (typed, answer) = fill(&mut form, words).await;
            check_came_back(&form, &typed, &answer);
            answer.says_nothing_of("<script>alert").says_nothing_of("<img src=x");
            for tag in answer.tags() {
                assert!(!tag.attributes.iter().any(|(name, _)| name.starts_with("on")), "{}", form.path);
            }
        }
    }
}

#[tokio::test]
async fn bytes_that_are_no_text_are_noticed_in_every_form() {
    let house = spawn().await;
    for mut form in forms(&house).await {
        let before = dump(&house.services.db).await;
        for name in form.typed.iter().chain(&form.secret) {
            // All else is right with it, so that only the bytes can be the reason.
            let mut fields = form.fields.clone();
            for (name, value) in [
                ("email", "robin.ash@larkfield.example"),
                ("name", "Robin Ash"),
                ("password", "seven quiet herons"),
                ("new-password", "eight quiet herons"),
            ] {
                if form.typed.iter().chain(&form.secret).any(|own| own == name) {
                    set(&mut fields, name, value);
                }
            }
            let good = value(&fields, name).to_owned();
            set(&mut fields, name, &format!("BYTES{good}"));
            let body = encode(&fields).replace("BYTES", "caf%FF%FE");
            let ask = Ask::from_us("POST", &form.path).body(FORM, body.into_bytes());
            let answer = form.browser.send(ask).await;
            assert_eq!(answer.status, 422, "{} {name}: {}", form.path, answer.words());
            answer.says("Something to put right");
        }
        let own = |dump: Vec<String>| -> Vec<String> {
            dump.into_iter().filter(|row| !row.starts_with("attempts ")).collect()
        };
        assert_eq!(own(before), own(dump(&house.services.db).await), "{} stored something", form.path);
    }
}

#[tokio::test]
async fn more_than_any_form_holds_is_refused_at_every_address() {
    let house = spawn().await;
    let things = house.things().await;
    let mut body = vec![b'a'; (1 << 20) + 1];
    for (rule, _) in table().iter().filter(|(rule, _)| rule.method == "POST") {
        let mut browser = who(&house, rule, &things, &things.writer).await;
        let path = address(rule.path, &things);
        let reads_fields = reads_fields(rule.path);
        if reads_fields {
            body[..5].copy_from_slice(b"name=");
            let before = dump(&house.services.db).await;
            let answer = browser.send(Ask::from_us("POST", &path).body(FORM, body.clone())).await;
            answer.expect(413).says("That was too much at once");
            assert_eq!(before, dump(&house.services.db).await, "{path}");
        }
    }
}

#[tokio::test]
async fn what_is_no_form_is_refused_wherever_fields_are_read() {
    let house = spawn().await;
    let things = house.things().await;
    for (rule, _) in table().iter().filter(|(rule, _)| rule.method == "POST") {
        let path = address(rule.path, &things);
        let mut browser = who(&house, rule, &things, &things.writer).await;
        let reads_fields = reads_fields(rule.path);
        if !reads_fields {
            continue;
        }
        let before = dump(&house.services.db).await;
        let words = encode(&form(rule.path, Some(&things.writer), &Fields::new()));
        for kind in ["application/json", "multipart/form-data; boundary=x", "text/plain", ""] {
            let ask = Ask::from_us("POST", &path).body(kind, words.clone().into_bytes());
            let answer = browser.send(ask).await;
            answer.expect(415).says("That did not come from a form of ours");
        }
        assert_eq!(before, dump(&house.services.db).await, "{path}");
    }
}

#[tokio::test]
async fn an_id_that_names_nothing_is_a_kind_page_at_every_address() {
    let house = spawn().await;
    let things = house.things().await;
    let editor = house.sign_in(&things.writer).await.editor(&things.reflection).await;
    let unknown = "3f1d2c4b-5a69-4788-9a0b-1c2d3e4f5a6b";
    let long = "a".repeat(5_000);
    for (rule, _) in table().iter().filter(|(rule, _)| rule.path.contains("{id}")) {
        let mut browser = who(&house, rule, &things, &things.writer).await;
        let before = dump(&house.services.db).await;
        let wrong = if rule.path.starts_with("/people") { &things.reflection } else { &things.person };
        for id in
            [unknown, wrong, "not-an-id", "0", "-1", "%00", "%FF%FE", "..%2f..", "'%20OR%201=1--", &long]
        {
            let path = rule.path.replace("{id}", id).replace("{version}", "1").replace("{page}", "1");
            let mut form = if rule.method == "POST" { form(rule.path, None, &editor) } else { Fields::new() };
            form.retain(|(name, _)| name != "pass");
            let answer = match rule.method {
                "GET" => browser.get(&path).await,
                _ => browser.post(&path, &form).await,
            };
            assert_eq!(answer.status, 404, "{} {path}: {}", rule.method, answer.words());
            if !rule.path.ends_with("/autosave") {
                assert!(answer.is_page(), "{path}: {}", answer.body);
            }
        }
        assert_eq!(before, dump(&house.services.db).await, "{}", rule.path);
    }
}

#[tokio::test]
async fn a_token_that_opens_nothing_is_a_kind_page() {
    let house = spawn().await;
    let things = house.things().await;
    let random = "A".repeat(43);
    let long = "A".repeat(5_000);
    let form = crate::support::browser::fields(&[("name", "R"), ("password", "seven quiet herons")]);
    for path in ["/join/", "/reset/"] {
        let swapped = if path == "/join/" { &things.reset } else { &things.join };
        for token in ["x", &random, &long, swapped, "%FF%FE", "%00", "..%2f"] {
            for answer in [
                house.browser().get(&format!("{path}{token}")).await,
                house.browser().post(&format!("{path}{token}"), &form).await,
            ] {
                assert!([404, 410].contains(&answer.status), "{path}{token}: {}", answer.status);
                assert!(answer.is_page(), "{path}{token}: {}", answer.body);
            }
        }
    }
}

#[tokio::test]
async fn nonsense_behind_the_question_mark_is_left_aside() {
    let house = spawn().await;
    let things = house.things().await;
    for (rule, _) in table().iter().filter(|(rule, _)| rule.method == "GET") {
        let path = address(rule.path, &things);
        let mut browser = who(&house, rule, &things, &things.writer).await;
        let usual = browser.get(&path).await;
        for query in [
            "then=a&then=b",
            "done=saved&done=saved",
            "page=1&page=2",
            "page=-7",
            "page=99999999999999999999999",
            "then=%FF%FE",
            "done=<script>alert(7)</script>",
            "%",
            "=&&=",
            "then=https://evil.example",
        ] {
            let Ok(_) = format!("{path}?{query}").parse::<axum::http::Uri>() else { continue };
            let answer = browser.get(&format!("{path}?{query}")).await;
            assert_eq!(answer.status, usual.status, "{path}?{query}: {}", answer.body);
            answer.says_nothing_of("alert(7)").says_nothing_of("evil.example");
        }
    }
}

//! People, made the way people are made: invited by a letter, joining by its link, writing by the form.

use super::browser::{Browser, Fields, fields, set};
use super::html::{prompts, without_tags};
use super::{HERE, House};
use domain::accounts::Role;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Words that stand in no page unless their writer sees it. One for each written answer, so that no
/// part of a reflection can slip through.
pub const WORDS: [&str; 4] = ["Marmaladegate", "Thistledownhush", "Copperlanternly", "Quillfeatherish"];
/// The same for the private line.
pub const PRIVATE: &str = "Velvetgrumbling";

/// Somebody with an account.
#[derive(Debug, Clone)]
pub struct Person {
    pub name: String,
    pub email: String,
    pub password: String,
}

impl Person {
    pub fn new(name: &str, email: &str) -> Self {
        let password = format!("lantern {} orchard", email.split(['@', '.']).next().unwrap_or_default());
        Self { name: name.to_owned(), email: email.to_owned(), password }
    }
}

impl House {
    /// Takes up an invitation, in a browser of its own. Answers the recovery code.
    pub async fn join(&self, person: &Person, token: &str) -> String {
        let path = format!("/join/{token}");
        let form = fields(&[("name", &person.name), ("password", &person.password)]);
        let page = self.browser().post(&path, &form).await;
        page.expect(200).says("Write this down now");
        let code = page.body.split("aw-code").nth(1).and_then(|rest| rest.split("</p>").next());
        let code = without_tags(code.expect("a recovery code").trim_start_matches("\">"));
        assert_eq!(code.len(), 29, "six groups of four: {code}");
        code
    }

    /// Signs in, in a browser of its own.
    pub async fn sign_in(&self, person: &Person) -> Browser {
        let mut browser = self.browser();
        self.sign_in_on(&mut browser, person).await;
        browser
    }

    /// Signs in on a browser that has been here before.
    pub async fn sign_in_on(&self, browser: &mut Browser, person: &Person) {
        let form = fields(&[("email", &person.email), ("password", &person.password)]);
        browser.post("/sign-in", &form).await.leads_to(303, "/");
    }

    /// Has the administrator invite somebody. Answers the link's token.
    pub async fn invite(&self, name: &str, email: &str, role: Role) -> String {
        let mut administrator = self.sign_in(&self.administrator).await;
        let form = fields(&[("name", name), ("email", email), ("role", role.as_str())]);
        administrator.post("/people/invite", &form).await.leads_to(303, "/people?done=invited");
        self.token_sent_to(email).await
    }

    /// The token of the link in the last letter to an address.
    pub async fn token_sent_to(&self, email: &str) -> String {
        let letters = self.letters().await;
        letters.into_iter().rfind(|letter| letter.to == email).expect("a letter").token
    }

    /// Asks for a reset link. Answers its token.
    pub async fn reset_token(&self, person: &Person) -> String {
        self.browser().post("/forgot", &fields(&[("email", &person.email)])).await.expect(200);
        self.token_sent_to(&person.email).await
    }

    /// Somebody new with this role, and their recovery code.
    pub async fn person_and_code(&self, role: Role) -> (Person, String) {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let word = role.as_str();
        let person = Person::new(&format!("{word} {number}"), &format!("{word}-{number}@larkfield.example"));
        let token = self.invite(&person.name, &person.email, role).await;
        let code = self.join(&person, &token).await;
        (person, code)
    }

    /// Somebody new with this role.
    pub async fn person(&self, role: Role) -> Person {
        self.person_and_code(role).await.0
    }

    /// The id of somebody here, as the administrator's list has it.
    pub async fn id_of(&self, person: &Person) -> String {
        let page = self.sign_in(&self.administrator).await.get("/people").await;
        page.says(HERE);
        id_before(&page.body, "/people/", &person.name)
    }
}

/// The id in the last address beginning so before some words of a page.
pub fn id_before(html: &str, start: &str, words: &str) -> String {
    let before = html.split(words).next().filter(|before| before.len() < html.len()).expect("the words");
    let at = before.rfind(start).expect("an address") + start.len();
    before[at..].chars().take_while(|c| c.is_ascii_hexdigit() || *c == '-').collect()
}

impl Browser {
    /// Begins a reflection with the template that is offered first. Answers its id.
    pub async fn begin(&mut self) -> String {
        let gate = self.get("/reflections/new").await;
        let form = gate.form("/reflections/new");
        let answer = self.post("/reflections/new", &form).await;
        let path = answer.expect(303).location();
        path.trim_start_matches("/reflections/").trim_end_matches("/write").to_owned()
    }

    /// Writes a reflection of [`WORDS`] with [`PRIVATE`] at its end, and finishes it.
    pub async fn write(&mut self) -> String {
        let id = self.begin().await;
        let path = format!("/reflections/{id}/write");
        let page = self.get(&path).await;
        let mut form = page.form("id=\"editor\"");
        for (name, words) in prompts(&page.body).into_iter().zip(WORDS) {
            set(&mut form, &name, &format!("We sat by the window. {words}."));
        }
        set(&mut form, "how-words", PRIVATE);
        set(&mut form, "do", "finish");
        self.post(&path, &form).await.leads_to(303, &format!("/reflections/{id}?done=saved"));
        id
    }

    /// The editor's fields as they stand in its page.
    pub async fn editor(&mut self, id: &str) -> Fields {
        self.get(&format!("/reflections/{id}/write")).await.expect(200).form("id=\"editor\"")
    }
}

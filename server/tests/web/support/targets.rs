//! What each address and each form of the table is asked with. A new one must be entered here.

use super::House;
use super::browser::{Browser, Fields, fields};
use super::changes::change_fields;
use super::modules::module_fields;
use super::people::{Person, id_before};
use domain::accounts::Role;

/// An id of nothing.
pub const NO_ID: &str = "00000000-0000-4000-8000-000000000000";

/// Somebody's things, to be asked for by others.
pub struct Things {
    /// Whose they are.
    pub writer: Person,
    pub reflection: String,
    pub person: String,
    /// An invitation that waits.
    pub invitation: String,
    /// The token of another's link, and the address it was sent to.
    pub join: String,
    pub invited: String,
    /// A reset link that waits, and for whom.
    pub reset: String,
    pub resetting: Person,
    /// Who has written and published a module here.
    pub educator: Person,
    pub module: String,
    /// Who has written a change here, and told it.
    pub lead: Person,
    pub change: String,
}

impl House {
    /// A colleague with a finished reflection, and links that wait.
    pub async fn things(&self) -> Things {
        let writer = self.person(Role::Staff).await;
        let resetting = self.person(Role::Staff).await;
        let reflection = self.sign_in(&writer).await.write().await;
        let invited = format!("invited-with-{}", resetting.email);
        let join = self.invite("Robin Ash", &invited, Role::Staff).await;
        let name = format!("Guest with {}", resetting.name);
        self.invite(&name, &format!("guest-with-{}", resetting.email), Role::Staff).await;
        let educator = self.person(Role::Educator).await;
        let module = format!("A module by {}", educator.name);
        let module = self.sign_in(&educator).await.publish_module(&module).await;
        let lead = self.person(Role::SafetyLead).await;
        self.prints_a_theme().await;
        let change = self.sign_in(&lead).await.tell_change("The list hangs by the door now.").await;
        let page = self.sign_in(&self.administrator).await.get("/people").await;
        Things {
            educator,
            module,
            lead,
            change,
            invitation: id_before(&page.body, "/people/invitations/", &format!("invitation to {name}")),
            person: self.id_of(&writer).await,
            reset: self.reset_token(&resetting).await,
            writer,
            reflection,
            join,
            invited,
            resetting,
        }
    }
}

/// The address of a rule, with these things in the places that vary.
pub fn address(path: &str, things: &Things) -> String {
    let filled = if path.starts_with("/reflections/{id}") {
        path.replace("{id}", &things.reflection)
    } else if path.starts_with("/people/invitations/{id}") {
        path.replace("{id}", &things.invitation)
    } else if path.starts_with("/people/{id}") {
        path.replace("{id}", &things.person)
    } else if path.starts_with("/modules/") && path.contains("{id}") {
        path.replace("{id}", &things.module).replace("{version}", "1").replace("{page}", "1")
    } else if path.starts_with("/changes/") {
        path.replace("{id}", &things.change)
    } else if path.starts_with("/themes/words/") {
        path.replace("{year}", "2026").replace("{theme}", "none")
    } else if path.starts_with("/themes/") && path.contains("{period}") {
        path.replace("{period}", "2026-Q2")
    } else if path.starts_with("/join/{token}") {
        path.replace("{token}", &things.join)
    } else if path.starts_with("/reset/{token}") {
        path.replace("{token}", &things.reset)
    } else {
        path.to_owned()
    };
    assert!(!filled.contains('{'), "a new address: say here what {path} is asked with");
    filled
}

/// The fields of a form. Passwords are those of `as_whom`, unless a change would lock them out of the
/// next steps of a walk: then a wrong one, which the page answers by saying so.
pub fn form(path: &str, as_whom: Option<&Person>, editor: &Fields) -> Fields {
    let email = as_whom.map_or("nobody@nowhere.example", |person| &person.email);
    let password = as_whom.map_or("not anybody's word", |person| &person.password);
    match path {
        "/sign-in" => fields(&[("then", ""), ("email", email), ("password", password)]),
        "/forgot" => fields(&[("email", "nobody@nowhere.example")]),
        "/reset/{token}" => fields(&[("password", "seven quiet herons"), ("code", "")]),
        "/join/{token}" => fields(&[("name", "Robin Ash"), ("password", "seven quiet herons")]),
        "/account/password" => {
            fields(&[("password", "a wrong password"), ("new-password", "seven quiet herons")])
        }
        "/account/recovery-code" => fields(&[("recovery-password", "a wrong password")]),
        "/account/open" => fields(&[("code", "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF")]),
        "/reflections/new" => fields(&[("template", super::browser::value(editor, "template"))]),
        "/reflections/{id}/write" | "/reflections/{id}/autosave" => editor.clone(),
        "/reflections/{id}/versions" => fields(&[("copy", NO_ID), ("version", "1"), ("keep", "first")]),
        "/reflections/{id}/share" => {
            fields(&[("page", "a mark"), ("words", "Nothing of note"), ("do", "look")])
        }
        "/reflections/{id}/shared" => fields(&[("share", NO_ID), ("do", "take-back")]),
        "/desk/read" => {
            fields(&[("point", NO_ID), ("seen", "x"), ("words", "Nothing of note"), ("do", "accept")])
        }
        "/desk/second-look" => fields(&[("excerpt", "x"), ("do", "remove")]),
        "/themes" => fields(&[("excerpt", "x")]),
        "/sharing-rules" => fields(&[
            ("threshold", "9"),
            ("length", "year"),
            ("setting", "hospital"),
            ("setting", "elsewhere"),
        ]),
        "/people/invite" => {
            fields(&[("name", "Robin Ash"), ("email", "robin.ash@larkfield.example"), ("role", "educator")])
        }
        "/modules/{id}/{version}/{page}" => fields(&[("do", "next")]),
        "/modules/write/new" => module_fields("A module begun on the walk"),
        "/modules/write/{id}" => module_fields("A module changed on the walk"),
        "/modules/write/{id}/publish" => fields(&[("draft", "1"), ("published", "0")]),
        "/modules/write/preview" => fields(&[("body", "# A page")]),
        "/changes/write/new" => change_fields("A change begun on the walk"),
        "/changes/write/{id}" => change_fields("A change altered on the walk"),
        "/changes/write/{id}/publish" => fields(&[("draft", "1"), ("turn", "0")]),
        "/changes/write/{id}/take-down" => fields(&[("turn", "1")]),
        "/lock"
        | "/sign-out"
        | "/account/sign-out-everywhere"
        | "/reflections/{id}/delete"
        | "/modules/write/{id}/withdraw"
        | "/modules/write/{id}/put-back"
        | "/people/invitations/{id}/cancel"
        | "/people/{id}/suspend"
        | "/people/{id}/restore"
        | "/people/{id}/reset-link" => Fields::new(),
        new => panic!("a new form: say here what {new} is posted with"),
    }
}

/// The fields of an editor's form, with words that were never stored, and without a pass.
pub async fn strange_editor(writer: &mut Browser) -> Fields {
    let own = writer.begin().await;
    let mut editor = writer.editor(&own).await;
    editor.retain(|(name, _)| name != "pass");
    editor
}

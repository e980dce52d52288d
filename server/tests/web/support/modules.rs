//! Modules, made the way educators make them: written in the form, published by the button.

use super::browser::{Browser, Fields, fields, set};

/// A text with something of everything, in two pages.
pub const TEXT: &str = "# The first page\n\nSome *words*, and [a guide](https://example.org/guide).\n\n\
    | Who | Does |\n|---|---|\n| One | stays |\n\n# The second page\n\nMore, and [support](/support).";

/// The form of a new module, filled in but for what it answers.
pub fn module_fields(title: &str) -> Fields {
    fields(&[
        ("base", "0"),
        ("title", title),
        ("summary", "What helps."),
        ("minutes", "10"),
        ("outcomes", "Say what happened\nAsk for help"),
        ("sources", "A guide, 2021, https://example.org/guide"),
        ("body", TEXT),
    ])
}

impl Browser {
    /// Writes a draft. Answers its id.
    pub async fn write_module(&mut self, title: &str) -> String {
        let page = self.get("/modules/write/new").await;
        let theme = page.expect(200).tags().into_iter().find(|tag| tag.get("name") == "theme");
        let mut form = module_fields(title);
        set(&mut form, "theme", theme.expect("a box").get("value"));
        let answer = self.post("/modules/write/new", &form).await;
        let path = answer.expect(303).location().to_owned();
        let id = path.trim_start_matches("/modules/write/").trim_end_matches("?done=saved");
        id.to_owned()
    }

    /// Publishes a draft as it stands.
    pub async fn publish_draft(&mut self, id: &str) {
        let path = format!("/modules/write/{id}/publish");
        let page = self.get(&path).await;
        let form = page.expect(200).form(&path);
        self.post(&path, &form).await.leads_to(303, "/modules/write?done=published");
    }

    /// Writes and publishes a module. Answers its id.
    pub async fn publish_module(&mut self, title: &str) -> String {
        let id = self.write_module(title).await;
        self.publish_draft(&id).await;
        id
    }

    /// The fields of a draft's form as they stand in its page.
    pub async fn module_form(&mut self, id: &str) -> Fields {
        self.get(&format!("/modules/write/{id}")).await.expect(200).form("id=\"module\"")
    }
}

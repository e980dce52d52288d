//! Changes, made the way safety leads make them: written in the form, told by the button.

use super::browser::{Answer, Browser, Fields, fields, set};
use super::{HERE, House};
use domain::disclosure::Period;
use domain::ids::OrganisationId;
use domain::sharing::{Code, Held, Point, Quotation, QuoteStanding, Review};
use services::accounts::list_organisations;
use services::release::{FreezeError, release_points};

/// People enough for a figure.
const PEOPLE: usize = 9;
/// The period whose release prints one theme and hides the others.
const PERIOD: &str = "2026-Q1";

/// The form of a new change with nothing chosen.
pub fn change_fields(words: &str) -> Fields {
    fields(&[("mark", "a-mark"), ("base", "0"), ("words", words), ("do", "save")])
}

impl House {
    /// The organisation most people of a test belong to.
    pub async fn here(&self) -> OrganisationId {
        let organisations = list_organisations(&self.services).await.expect("organisations");
        organisations.into_iter().find(|(_, name)| name == HERE).expect("ours").0
    }

    /// A release that prints its first theme, as if people enough had shared. Twice is as once.
    pub async fn prints_a_theme(&self) -> Period {
        let period = PERIOD.parse().expect("a period");
        let sub_theme = self.first_theme().1.remove(0);
        let codebook = self.services.content.codebook_on(self.services.today());
        let code = Code { sub_theme, direction: codebook.directions[0].id.clone() };
        let held = |at| Held {
            author: format!("person {at}"),
            ticket: services::random::token().expect("randomness"),
            point: Point {
                words: String::new(),
                setting: "hospital".to_owned(),
                plan: None,
                consent: "1".to_owned(),
                quotation: Quotation::NotAllowed,
            },
            review: Review::Accepted {
                codes: vec![code.clone()],
                reader: "a reader".to_owned(),
                quote: QuoteStanding::NotAllowed,
            },
        };
        let held: Vec<Held> = (0..PEOPLE).map(held).collect();
        match release_points(&self.services, self.here().await, period, &held).await {
            Ok(_) | Err(FreezeError::Already(_)) => period,
            Err(error) => panic!("{error}"),
        }
    }
}

impl Browser {
    /// The form of a new change with its first theme ticked, said to be done.
    pub async fn new_change(&mut self, words: &str) -> Fields {
        let page = self.get("/changes/write/new").await;
        let mut form = page.expect(200).form("id=\"change\"");
        let theme = page.tags().into_iter().find(|tag| tag.get("name") == "theme").expect("a theme");
        set(&mut form, "theme", theme.get("value"));
        set(&mut form, "words", words);
        set(&mut form, "state", "done");
        form
    }

    /// Writes a draft. Answers its id.
    pub async fn write_change(&mut self, words: &str) -> String {
        let form = self.new_change(words).await;
        id_in(&self.post("/changes/write/new", &form).await)
    }

    /// The fields of a draft's form as they stand in its page.
    pub async fn change_form(&mut self, id: &str) -> Fields {
        self.get(&format!("/changes/write/{id}")).await.expect(200).form("id=\"change\"")
    }

    /// Tells a draft as it stands.
    pub async fn tell_draft(&mut self, id: &str) {
        let path = format!("/changes/write/{id}/publish");
        let page = self.get(&path).await;
        let form = page.expect(200).form(&path);
        self.post(&path, &form).await.leads_to(303, "/changes/write?done=told");
    }

    /// Writes and tells a change. Answers its id.
    pub async fn tell_change(&mut self, words: &str) -> String {
        let id = self.write_change(words).await;
        self.tell_draft(&id).await;
        id
    }
}

/// The id in the address that a saved form leads to.
pub fn id_in(answer: &Answer) -> String {
    let path = answer.expect(303).location().trim_start_matches("/changes/write/");
    path.chars().take_while(|c| c.is_ascii_hexdigit() || *c == '-').collect()
}

//! People enough to share, and ways through the loop by the forms that people use.

use super::browser::{Browser, Fields, set, value};
use super::html::prompts;
use super::people::Person;
use super::{HERE, House};
use domain::accounts::Role;
use domain::disclosure::{Period, PeriodLength};
use services::pool::{Moved, move_everywhere};
use services::release::{KeyLost, freeze};

/// People who share, beside two safety leads and the administrator.
const SHARERS: usize = 18;

/// Words in which there is nothing to find.
pub const SAFE: &str = "We moved the bed so that there was a garden to look at";

/// The people of an organisation where sharing is open.
pub struct Crowd {
    pub people: Vec<Person>,
    pub leads: [Person; 2],
}

impl House {
    /// Gathers them.
    pub async fn crowd(&self) -> Crowd {
        let mut people = Vec::new();
        for _ in 0..SHARERS {
            people.push(self.person(Role::Staff).await);
        }
        let leads = [self.person(Role::SafetyLead).await, self.person(Role::SafetyLead).await];
        Crowd { people, leads }
    }

    /// Somebody writes and shares these words. Answers the reflection's id.
    pub async fn shares(&self, person: &Person, words: &str, quotation: &str) -> String {
        let mut browser = self.sign_in(person).await;
        let id = browser.write_words(words).await;
        let mut last = browser.go_to_the_last_step(&id, words).await;
        set(&mut last, "quotation", quotation);
        let path = format!("/reflections/{id}/share");
        browser.post(&path, &last).await.leads_to(303, &format!("/reflections/{id}/shared?done=shared"));
        id
    }

    /// The first so many each share a line. Answers their reflections' ids.
    pub async fn all_share(&self, crowd: &Crowd, people: usize, quotation: &str) -> Vec<String> {
        let mut ids = Vec::new();
        for person in crowd.people.iter().take(people) {
            ids.push(self.shares(person, SAFE, quotation).await);
        }
        ids
    }

    /// The weekly hour comes.
    pub async fn move_on(&self) -> bool {
        let done = move_everywhere(&self.services).await.expect("organisations");
        let moved = done.into_iter().find(|(name, _)| name == HERE).expect("ours").1;
        matches!(moved.expect("looked at"), Moved::All { .. })
    }

    /// Time passes until the running period's date, and it is frozen.
    pub async fn freezes(&self) -> Period {
        let today = self.services.today();
        let period = Period::containing(today, PeriodLength::Quarter);
        let days = today.duration_until(period.freezes_on()).as_hours() / 24;
        self.wait_minutes(days * 24 * 60);
        for (id, name) in services::accounts::list_organisations(&self.services).await.expect("organisations")
        {
            if name == HERE {
                freeze(&self.services, id, period, KeyLost::Refuse).await.expect("frozen");
            }
        }
        period
    }

    /// The first theme's id, and those of its sub-themes.
    pub fn first_theme(&self) -> (String, Vec<String>) {
        let theme = &self.services.content.codebook_on(self.services.today()).themes[0];
        (theme.id.clone(), theme.sub_themes.iter().map(|sub_theme| sub_theme.id.clone()).collect())
    }

    /// Where the words of a year under the first theme are.
    pub fn words_of(&self, period: Period) -> String {
        format!("/themes/words/{}/{}", period.year(), self.first_theme().0)
    }

    /// A lead counts whatever is on their desk under one sub-theme, and agrees to quoting.
    pub async fn reads_all(&self, lead: &Person) -> usize {
        let sub_theme = &self.first_theme().1[0];
        let mut browser = self.sign_in(lead).await;
        let mut read = 0;
        while let Some(mut form) = browser.next_point().await {
            let second = !form.iter().any(|(name, _)| name == "codes");
            set(&mut form, &format!("code-{sub_theme}"), "easier");
            set(&mut form, "do", if second { "quote" } else { "accept" });
            form.retain(|(name, _)| name != "codes");
            browser.post("/desk/read", &form).await.leads_to(303, "/desk?done=decided");
            read += 1;
        }
        read
    }

    /// A release with words that may be quoted: ten people share, and two leads read. Answers its period.
    pub async fn released(&self, crowd: &Crowd) -> Period {
        self.all_share(crowd, 10, "yes").await;
        assert!(self.move_on().await);
        assert_eq!(self.reads_all(&crowd.leads[0]).await, 10);
        assert_eq!(self.reads_all(&crowd.leads[1]).await, 10);
        self.freezes().await
    }
}

impl Browser {
    /// Writes and finishes a reflection whose first answer is this.
    pub async fn write_words(&mut self, words: &str) -> String {
        let id = self.begin().await;
        let path = format!("/reflections/{id}/write");
        let page = self.get(&path).await;
        let mut form = page.form("id=\"editor\"");
        set(&mut form, &prompts(&page.body)[0], words);
        set(&mut form, "do", "finish");
        self.post(&path, &form).await.leads_to(303, &format!("/reflections/{id}?done=saved"));
        id
    }

    /// Chooses the first passage; answers the form with its words.
    pub async fn go_to_the_words(&mut self, id: &str) -> Fields {
        let path = format!("/reflections/{id}/share");
        let page = self.get(&path).await;
        let mut form = page.expect(200).form(&path);
        let tags = page.tags();
        let first = tags.iter().find(|tag| tag.get("name") == "passage").expect("a passage");
        set(&mut form, "passage", first.get("value"));
        set(&mut form, "do", "choose");
        self.post(&path, &form).await.expect(200).form("id=\"share\"")
    }

    /// Goes on to what others will see; answers the last form with everything chosen, ready to share.
    pub async fn go_to_the_last_step(&mut self, id: &str, words: &str) -> Fields {
        let path = format!("/reflections/{id}/share");
        let mut form = self.go_to_the_words(id).await;
        set(&mut form, "words", words);
        set(&mut form, "do", "look");
        let page = self.post(&path, &form).await;
        page.expect(200).says("This is what others will see").says(words);
        let mut form = page.form("id=\"share\"");
        for (name, chosen) in
            [("setting", "hospital"), ("quotation", "no"), ("consent", "1"), ("do", "share")]
        {
            set(&mut form, name, chosen);
        }
        form
    }

    /// The form of the next point on the desk, `codes` standing for its lists of sub-themes.
    pub async fn next_point(&mut self) -> Option<Fields> {
        let page = self.get("/desk/read").await;
        if page.status == 302 {
            page.leads_to(302, "/desk");
            return None;
        }
        let mut form = page.expect(200).form("/desk/read");
        assert!(!value(&form, "point").is_empty() && !value(&form, "seen").is_empty());
        if page.body.contains("name=\"code-") {
            set(&mut form, "codes", "");
        }
        Some(form)
    }
}

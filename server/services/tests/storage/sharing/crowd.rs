//! An organisation with people enough to share, and ways to take a point through the loop.

use crate::support::{Installation, Person};
use domain::accounts::Role;
use domain::disclosure::Period;
use domain::ids::{HeldId, OrganisationId, ReflectionId, ShareId};
use domain::sharing::{Code, FirstDecision, Quotation, Reading, SecondDecision, ShareDraft, Ticket};
use services::desk::{OnDesk, decide, decide_again, next};
use services::pool::{Moved, move_waiting};
use services::release::{Frozen, KeyLost, freeze};
use services::share::{ShareError, Stage, list, share};
use std::collections::BTreeMap;

/// People who share, beside two safety leads and those every installation has.
const SHARERS: usize = 18;

/// An installation whose first organisation may share.
pub struct Crowd {
    pub house: Installation,
    pub people: Vec<Person>,
    pub leads: [Person; 2],
}

/// A draft with nothing wrong about it.
pub fn draft(page: &str, words: &str) -> ShareDraft {
    ShareDraft {
        page: page.to_owned(),
        words: words.to_owned(),
        resolutions: BTreeMap::new(),
        setting: Some("hospital".to_owned()),
        plan: Some("used".to_owned()),
        quotation: Some(Quotation::NotAllowed),
        consent: Some("1".to_owned()),
    }
}

impl Crowd {
    pub async fn gather(house: Installation) -> Self {
        let mut people = Vec::new();
        for at in 0..SHARERS {
            let address = format!("person-{at}@meadow.example");
            people.push(house.invited(&house.admin, &address, Role::Staff).await);
        }
        let lead = async |at: usize| {
            let address = format!("lead-{at}@meadow.example");
            house.invited(&house.admin, &address, Role::SafetyLead).await
        };
        let leads = [lead(0).await, lead(1).await];
        Self { house, people, leads }
    }

    pub async fn organisation(&self) -> OrganisationId {
        self.house.actor(&self.leads[0]).await.organisation
    }

    /// Writes a reflection and shares its words; they must have nothing identifying.
    pub async fn shares(&self, person: &Person, words: &str) -> (ReflectionId, ShareId) {
        self.shares_as(person, draft(words, words)).await.expect("shared")
    }

    pub async fn shares_as(
        &self,
        person: &Person,
        draft: ShareDraft,
    ) -> Result<(ReflectionId, ShareId), ShareError> {
        let reflection = self.house.write(person, &draft.words).await;
        let actor = self.house.actor(person).await;
        Ok((reflection, share(&self.house.services, &actor, reflection, draft).await?))
    }

    /// The first so many people share a line each.
    pub async fn share_all(&self, people: usize) -> Vec<(ReflectionId, ShareId)> {
        let mut shared = Vec::new();
        for (at, person) in self.people.iter().take(people).enumerate() {
            shared.push(self.shares(person, &format!("We made time for it, again and again ({at})")).await);
        }
        shared
    }

    pub async fn moves(&self) -> Moved {
        move_waiting(&self.house.services, self.organisation().await).await.expect("looked at")
    }

    pub async fn freezes(&self, period: Period) -> Frozen {
        let organisation = self.organisation().await;
        freeze(&self.house.services, organisation, period, KeyLost::Refuse).await.expect("frozen")
    }

    /// The period that runs now, and what is left of it until its freeze slept through.
    pub fn sleep_until_freeze(&self) -> Period {
        let today = self.house.services.today();
        let period = Period::containing(today, domain::disclosure::PeriodLength::Quarter);
        let days = today.duration_until(period.freezes_on()).as_hours() / 24;
        self.house.wait_days(days);
        period
    }

    pub async fn stage(&self, person: &Person, share: ShareId) -> Stage {
        let actor = self.house.actor(person).await;
        let mine = list(&self.house.services, &actor).await.expect("a list");
        mine.into_iter().find(|mine| mine.id == share).expect("it is in the list").stage
    }

    /// One code to the first sub-theme of a theme.
    pub fn code(&self, theme: usize) -> Code {
        let codebook = self.house.services.content.codebook_on(self.house.services.today());
        Code {
            sub_theme: codebook.themes[theme].sub_themes[0].id.clone(),
            direction: codebook.directions[0].id.clone(),
        }
    }

    /// Reads whatever is on a lead's desk and accepts it under a theme; quoting is agreed to.
    pub async fn reads_all(&self, lead: &Person, theme: usize) -> usize {
        let actor = self.house.actor(lead).await;
        let mut read = 0;
        while let Some(point) = next(&self.house.services, &actor).await.expect("a desk") {
            self.accepts(lead, &point, theme).await;
            read += 1;
        }
        read
    }

    pub async fn accepts(&self, lead: &Person, point: &OnDesk<'_>, theme: usize) {
        let actor = self.house.actor(lead).await;
        let (services, words) = (&self.house.services, point.words.clone());
        let done = match point.reading {
            Reading::First => {
                let accept = FirstDecision::Accept { words, codes: vec![self.code(theme)] };
                decide(services, &actor, point.id, &point.seen, accept).await
            }
            Reading::Second => {
                let quote = SecondDecision::Quote(words);
                decide_again(services, &actor, point.id, &point.seen, quote).await
            }
        };
        done.expect("accepted");
    }

    /// Ids of the pool's rows as they lie in the database.
    pub async fn pool_ids(&self) -> Vec<HeldId> {
        self.ids("SELECT id FROM pool").await.into_iter().map(HeldId).collect()
    }

    pub async fn waiting_ids(&self) -> Vec<uuid::Uuid> {
        self.ids("SELECT id FROM waiting").await
    }

    async fn ids(&self, sql: &'static str) -> Vec<uuid::Uuid> {
        let mut reader = self.house.services.db.reader().await.expect("a connection");
        services::on!(reader.conn(), c => sqlx::query_scalar(sql).fetch_all(c).await).expect("ids")
    }

    pub async fn count(&self, table: &str) -> i64 {
        self.house.number(&format!("SELECT count(*) FROM {table}"), &[]).await
    }

    /// A ticket as the author's reflection holds it.
    pub async fn ticket(&self, person: &Person, reflection: ReflectionId) -> Ticket {
        let actor = self.house.actor(person).await;
        let opened = services::reflect::read(&self.house.services, &actor, reflection).await;
        opened.expect("opened").reflection.shares[0].ticket.clone()
    }
}

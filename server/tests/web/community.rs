//! A health community's figures, as its members see them; and that a hidden count changes nothing of any
//! page, file or picture.

use crate::support::store::{dump_but_sign_ins, meddle};
use crate::support::{ELSEWHERE, HERE, House, spawn, spawn_on_postgres};
use domain::accounts::Role;
use domain::disclosure::Period;
use domain::ids::OrganisationId;
use domain::sharing::{Code, Held, Point, Quotation, QuoteStanding, Review};
use services::accounts::list_organisations;
use services::community::{community_figures, join_community, make_community};
use services::release::release_points;

const COMMUNITY: &str = "Riverside";
const PERIOD: &str = "2026-Q2";

impl House {
    async fn organisation(&self, name: &str) -> OrganisationId {
        let all = list_organisations(&self.services).await.expect("organisations");
        all.into_iter().find(|(_, known)| known == name).expect("it is there").0
    }

    /// Freezes so many people's points under each theme, one direction for every other of them.
    async fn releases_of(&self, organisation: &str, themes: &[usize]) {
        let period: Period = PERIOD.parse().expect("a period");
        let codebook = self.services.content.codebook_on(period.first_day());
        let mut held = Vec::new();
        for (theme, people) in themes.iter().enumerate() {
            for at in 0..*people {
                let codes = vec![Code {
                    sub_theme: codebook.themes[theme].sub_themes[0].id.clone(),
                    direction: codebook.directions[at % codebook.directions.len()].id.clone(),
                }];
                held.push(Held {
                    author: format!("person {theme} {at}"),
                    ticket: services::random::token().expect("randomness"),
                    point: Point {
                        words: "We made time for it".to_owned(),
                        setting: "hospital".to_owned(),
                        plan: Some("used".to_owned()),
                        consent: "1".to_owned(),
                        quotation: Quotation::NotAllowed,
                    },
                    review: Review::Accepted {
                        codes,
                        reader: "a reader".to_owned(),
                        quote: QuoteStanding::NotAllowed,
                    },
                });
            }
        }
        let id = self.organisation(organisation).await;
        release_points(&self.services, id, period, &held).await.expect("released");
    }

    async fn join_community(&self, organisation: &str) {
        let id = self.organisation(organisation).await;
        join_community(&self.services, COMMUNITY, id).await.expect("joined");
    }

    /// A community of both organisations, each with figures.
    pub async fn community(&self) {
        make_community(&self.services, COMMUNITY).await.expect("made");
        for (organisation, themes) in [(HERE, [40, 10, 3].as_slice()), (ELSEWHERE, &[45, 0, 20])] {
            self.releases_of(organisation, themes).await;
            self.join_community(organisation).await;
        }
    }
}

/// A page without what is its own each time.
fn steady(html: &str) -> String {
    let mut steady = String::new();
    for part in html.split("nonce=\"") {
        steady.push_str(part.split_once('"').map_or(part, |(_, rest)| rest));
    }
    steady
}

#[tokio::test]
async fn a_communitys_figures_are_a_picture_a_table_and_a_file_on_sqlite() {
    shows_a_community(spawn().await).await;
}

#[tokio::test]
async fn a_communitys_figures_are_a_picture_a_table_and_a_file_on_postgresql() {
    shows_a_community(spawn_on_postgres().await).await;
}

async fn shows_a_community(house: House) {
    house.community().await;
    let person = house.person(Role::Staff).await;
    let before = dump_but_sign_ins(&house.services.db).await;
    let mut browser = house.sign_in(&person).await;
    let page = browser.get("/themes").await;
    page.expect(200).says("Themes across Riverside").says("about 40").says_nothing_of("at least");
    assert!(page.body.contains("href=\"/themes/community/2026-Q2\""));
    let page = browser.get("/themes/community/2026-Q2").await;
    page.expect(200)
        .says("Themes across Riverside")
        .says("April to June 2026")
        .says("at least, counted once in each organisation")
        .says("at least 85")
        .says("at least 20")
        .says("fewer than 8 in each")
        .says("Whether it made care easier or harder")
        .says_nothing_of(HERE)
        .says_nothing_of(ELSEWHERE)
        .says_nothing_of("about 4");
    let file = browser.get("/themes/community/2026-Q2.json").await;
    assert_eq!(file.expect(200).header("content-type"), "application/json");
    let period = PERIOD.parse().expect("a period");
    let figures = community_figures(&house.services, COMMUNITY, period).await.expect("figures");
    assert_eq!(file.body, figures.to_json(), "the same as by the command");
    // The same for every member, whatever is asked for behind the address.
    let mut stranger = house.sign_in(&house.stranger).await;
    let there = stranger.get("/themes/community/2026-Q2?theme=x&k=1").await;
    let own = house.sign_in(&house.administrator).await.get("/themes/community/2026-Q2").await;
    let main = |body: &str| steady(body.split("<main").nth(1).expect("a main part"));
    assert_eq!(main(&there.body), main(&page.body));
    assert_eq!(main(&own.body), main(&page.body));
    assert_eq!(before, dump_but_sign_ins(&house.services.db).await, "looking leaves nothing");
}

#[tokio::test]
async fn before_two_have_figures_there_are_kind_words_and_outside_there_is_nothing() {
    let house = spawn().await;
    let person = house.person(Role::Staff).await;
    let mut browser = house.sign_in(&person).await;
    house.releases_of(HERE, &[40]).await;
    for path in ["/themes/community/2026-Q2", "/themes/community/2026-Q2.json"] {
        browser.get(path).await.expect(404);
    }
    make_community(&house.services, COMMUNITY).await.expect("made");
    house.join_community(HERE).await;
    browser.get("/themes").await.expect(200).says_nothing_of("Riverside");
    let page = browser.get("/themes/community/2026-Q2").await;
    page.expect(200).says("There is nothing to show for these months yet").says_nothing_of("at least");
    browser.get("/themes/community/2026-Q2.json").await.expect(404);
    for nonsense in ["2026-Q9", "x", ".json", "2026-Q2.json.json", "2026-Q2/x"] {
        browser.get(&format!("/themes/community/{nonsense}")).await.expect(404);
    }
    house.releases_of(ELSEWHERE, &[5]).await;
    let mut stranger = house.sign_in(&house.stranger).await;
    stranger.get("/themes/community/2026-Q2").await.expect(404);
    house.join_community(ELSEWHERE).await;
    // Whoever has too few for figures of their own still sees what all come to together.
    let page = stranger.get("/themes/community/2026-Q2").await;
    page.expect(200).says("at least 40").says("fewer than 8 in each");
}

#[tokio::test]
async fn a_member_without_figures_of_its_own_finds_the_communitys() {
    let house = spawn().await;
    house.community().await;
    meddle(&house.services.db, "DELETE FROM community_members").await;
    meddle(&house.services.db, "DELETE FROM releases").await;
    let third = "Hillside Care Home";
    let name = domain::accounts::PersonName::parse("Lee Marsh").expect("a name");
    let email = domain::accounts::EmailAddress::parse("lee.marsh@hillside.example").expect("an address");
    services::accounts::make_organisation(&house.services, third, name, email).await.expect("made");
    for organisation in [ELSEWHERE, third] {
        house.releases_of(organisation, &[20]).await;
    }
    for organisation in [HERE, ELSEWHERE, third] {
        house.join_community(organisation).await;
    }
    let person = house.person(Role::Staff).await;
    let page = house.sign_in(&person).await.get("/themes").await;
    page.expect(200).says("There is nothing to show yet").says("Themes across Riverside");
}

#[tokio::test]
async fn a_hidden_count_changes_not_one_byte_of_any_page_picture_or_file() {
    let house = spawn().await;
    make_community(&house.services, COMMUNITY).await.expect("made");
    house.join_community(HERE).await;
    house.join_community(ELSEWHERE).await;
    let person = house.person(Role::Staff).await;
    let mut browser = house.sign_in(&person).await;
    let mut first = None;
    for hidden in 0..8 {
        meddle(&house.services.db, "DELETE FROM outcomes").await;
        meddle(&house.services.db, "DELETE FROM releases").await;
        house.releases_of(HERE, &[40, hidden, 20, 7 - hidden]).await;
        house.releases_of(ELSEWHERE, &[30, 20, hidden, hidden]).await;
        let mut seen = Vec::new();
        for path in [
            "/themes",
            "/themes/2026-Q2",
            "/themes/2026-Q2.json",
            "/themes/community/2026-Q2",
            "/themes/community/2026-Q2.json",
        ] {
            let page = browser.get(path).await;
            page.expect(200);
            assert_eq!(page.body.contains("aw-bars__bar--hidden"), !path.ends_with(".json"), "{path}");
            seen.push(steady(&page.body));
        }
        assert_eq!(first.get_or_insert_with(|| seen.clone()), &seen, "{hidden} were hidden");
    }
}

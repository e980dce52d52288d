//! A health community: who belongs to it, and what those who do may see.

use crate::support::{Installation, each_database};
use domain::disclosure::{Period, ReleasedCount};
use domain::ids::OrganisationId;
use domain::sharing::{Code, Held, Point, Quotation, QuoteStanding, Review};
use services::Error;
use services::accounts::list_organisations;
use services::community::{
    CommunityError, community_figures, join_community, leave_community, list_communities, make_community,
    own_community, show_community,
};
use services::release::{frozen_json, release_points};

const COMMUNITY: &str = "Riverside";

fn period() -> Period {
    "2026-Q1".parse().expect("a period")
}

/// The organisations, by their names: Harbour Trust, then Meadow Hospice.
async fn organisations(house: &Installation) -> [OrganisationId; 2] {
    let all = list_organisations(&house.services).await.expect("organisations");
    [all[0].0, all[1].0]
}

/// Freezes so many people's points under each theme in the codebook's order.
async fn releases(house: &Installation, organisation: OrganisationId, themes: &[usize]) {
    let codebook = house.services.content.codebook_on(period().first_day());
    let held = |(theme, people): (usize, &usize)| {
        let code = Code {
            sub_theme: codebook.themes[theme].sub_themes[0].id.clone(),
            direction: codebook.directions[0].id.clone(),
        };
        let held = move |at| Held {
            author: format!("person {theme} {at}"),
            ticket: services::random::token().expect("randomness"),
            point: Point {
                words: "We made time for it".to_owned(),
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
        (0..*people).map(held).collect::<Vec<_>>()
    };
    let held: Vec<Held> = themes.iter().enumerate().flat_map(held).collect();
    release_points(&house.services, organisation, period(), &held).await.expect("released");
}

#[tokio::test]
async fn an_organisation_belongs_to_one_community_at_most_until_it_leaves() {
    each_database(|house| async move {
        let services = &house.services;
        let [harbour, meadow] = organisations(&house).await;
        assert!(list_communities(services).await.expect("a list").is_empty());
        for nameless in ["", " \n ", &"x".repeat(201)] {
            assert!(matches!(make_community(services, nameless).await, Err(CommunityError::Name)));
        }
        make_community(services, COMMUNITY).await.expect("made");
        assert!(matches!(make_community(services, "  Riverside ").await, Err(CommunityError::Taken)));
        make_community(services, "Another").await.expect("made");
        let unknown = join_community(services, "Nowhere", meadow).await;
        assert!(matches!(unknown, Err(CommunityError::Unknown)), "{unknown:?}");
        join_community(services, COMMUNITY, meadow).await.expect("joined");
        for again in [COMMUNITY, "Another"] {
            let refused = join_community(services, again, meadow).await;
            assert!(
                matches!(&refused, Err(CommunityError::Belongs(name)) if name == COMMUNITY),
                "{refused:?}"
            );
        }
        join_community(services, COMMUNITY, harbour).await.expect("joined");
        let named = |name: &str, members: &[&str]| {
            (name.to_owned(), members.iter().map(|member| (*member).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(
            list_communities(services).await.expect("a list"),
            [named("Another", &[]), named(COMMUNITY, &["Harbour Trust", "Meadow Hospice"])]
        );
        assert_eq!(leave_community(services, meadow).await.expect("left"), COMMUNITY);
        let refused = leave_community(services, meadow).await;
        assert!(matches!(refused, Err(CommunityError::BelongsToNone)), "{refused:?}");
        join_community(services, "Another", meadow).await.expect("joined another");
    })
    .await;
}

#[tokio::test]
async fn members_see_the_sum_of_what_was_printed_and_nobody_else_sees_anything() {
    each_database(|house| async move {
        let services = &house.services;
        let [harbour, meadow] = organisations(&house).await;
        let (amina, other) = (house.actor(&house.amina).await, house.actor(&house.other).await);
        make_community(services, COMMUNITY).await.expect("made");
        join_community(services, COMMUNITY, meadow).await.expect("joined");
        releases(&house, meadow, &[20, 7, 9]).await;
        let none = show_community(services, &amina, period()).await.expect("shown");
        assert!(none.figures.is_none(), "one organisation alone is no sum");
        assert!(own_community(services, &amina).await.expect("theirs").expect("one").periods.is_empty());
        let refused = community_figures(services, COMMUNITY, period()).await;
        assert!(matches!(refused, Err(CommunityError::NothingYet)), "{refused:?}");
        releases(&house, harbour, &[13, 30]).await;
        // Frozen, but elsewhere: not in the sum, and not to be seen from there.
        assert!(show_community(services, &amina, period()).await.expect("shown").figures.is_none());
        assert!(own_community(services, &other).await.expect("looked").is_none());
        let refused = show_community(services, &other, period()).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");

        join_community(services, COMMUNITY, harbour).await.expect("joined");
        let before = [meadow, harbour].map(|id| frozen_json(services, id, period()));
        let [here, there] = before;
        let before = [here.await.expect("frozen"), there.await.expect("frozen")];
        let mut seen = Vec::new();
        for actor in [&amina, &other] {
            let own = own_community(services, actor).await.expect("theirs").expect("one");
            assert_eq!((own.name.as_str(), own.periods.as_slice()), (COMMUNITY, [period()].as_slice()));
            let shown = show_community(services, actor, period()).await.expect("shown");
            assert_eq!(shown.name, COMMUNITY);
            seen.push(shown.figures.expect("figures"));
            let later = show_community(services, actor, period().next()).await.expect("shown");
            assert!(later.figures.is_none(), "each period by itself");
        }
        assert_eq!(seen[0], seen[1], "the same for every member");
        use ReleasedCount::{About, Masked};
        let counts: Vec<_> =
            seen[0].table("themes").expect("themes").rows.iter().map(|row| row.count).collect();
        assert_eq!(counts, [About(20 + 15), About(30), About(10), Masked]);
        let figures = community_figures(services, COMMUNITY, period()).await.expect("figures");
        assert_eq!(figures.to_json(), seen[0].to_json());
        assert!(!figures.to_json().contains("Meadow") && !figures.to_json().contains("Harbour"));
        let unknown = community_figures(services, "Nowhere", period()).await;
        assert!(matches!(unknown, Err(CommunityError::Unknown)), "{unknown:?}");

        leave_community(services, harbour).await.expect("left");
        assert!(show_community(services, &amina, period()).await.expect("shown").figures.is_none());
        let after = [
            frozen_json(services, meadow, period()).await.expect("frozen"),
            frozen_json(services, harbour, period()).await.expect("frozen"),
        ];
        assert_eq!(before, after, "what is frozen stays as it is");
    })
    .await;
}

#[tokio::test]
async fn a_locked_session_sees_no_sum() {
    each_database(|house| async move {
        let services = &house.services;
        let [_, meadow] = organisations(&house).await;
        make_community(services, COMMUNITY).await.expect("made");
        join_community(services, COMMUNITY, meadow).await.expect("joined");
        let mut actor = house.actor(&house.amina).await;
        actor.session = domain::accounts::SessionState::Locked;
        let refused = show_community(services, &actor, period()).await;
        assert!(matches!(refused, Err(Error::SignInFirst)), "{refused:?}");
        let refused = own_community(services, &actor).await;
        assert!(matches!(refused, Err(Error::SignInFirst)), "{refused:?}");
    })
    .await;
}

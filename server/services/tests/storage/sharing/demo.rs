//! The demonstration is the loop itself, really run.

use crate::support::each_database;
use domain::accounts::Role;
use domain::sharing::Openness;
use services::accounts::{find_session, make_demo_people};
use services::changes::{News, news};
use services::release::{excerpts, list, show};
use services::share::{openness, run_demo_loop};
use services::{desk, pool};

#[tokio::test]
async fn the_demonstration_has_a_frozen_release_points_on_the_desk_and_points_that_wait() {
    each_database(|house| async move {
        let services = &house.services;
        let people = make_demo_people(services).await.expect("made").expect("for the first time");
        let token = |role| {
            people.iter().filter(move |person| person.role == role).map(|person| person.token.as_str())
        };
        let staff = token(Role::Staff).next().expect("staff");
        let staff = find_session(services, staff).await.expect("looked up").expect("a session").actor;
        let leads: Vec<&str> = token(Role::SafetyLead).collect();
        let lead = find_session(services, leads[0]).await.expect("looked up").expect("a session").actor;
        run_demo_loop(services, [leads[0], leads[1]]).await.expect("run");

        assert_eq!(openness(services, &staff).await.expect("asked"), Openness::Open);
        let listed = list(services, &staff).await.expect("a list");
        assert_eq!(listed.len(), 1);
        let shown = show(services, &staff, listed[0].period).await.expect("shown");
        let themes: Vec<_> =
            shown.release.table("themes").expect("themes").rows.iter().map(|row| row.count.shown()).collect();
        assert_eq!(themes, [Some(25), Some(15), Some(10), None]);
        let directions = &shown.release.table("directions").expect("directions").rows;
        assert_eq!(directions.len(), 3, "one theme has people enough for its directions: {directions:?}");
        let quoted = excerpts(services, &staff, listed[0].period.year(), 20).await.expect("excerpts");
        assert!(quoted.len() == 3 && quoted[0].excerpts.len() > 10);
        let told = news(services, &staff).await.expect("news");
        let changes = told.iter().filter(|item| matches!(item.news, News::Change(_))).count();
        assert_eq!(changes, 2, "what was done about two themes: {told:?}");
        assert!(desk::some_waiting(services, &lead).await.expect("asked"));
        let moved = pool::move_waiting(services, staff.organisation).await.expect("looked at");
        assert_eq!(moved, pool::Moved::TooFew, "some wait, one short of enough");
    })
    .await;
}

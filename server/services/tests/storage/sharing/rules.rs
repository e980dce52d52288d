//! An organisation's choices: beforehand, from a period's first day, and never less careful.

use super::crowd::{Crowd, draft};
use crate::support::each_database;
use domain::disclosure::{PeriodLength, Threshold};
use domain::sharing::ShareDraft;
use jiff::civil::date;
use services::Error;
use services::release::{RulesError, choose_sharing_rules, sharing_rules};
use services::share::ShareError;

fn settings(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

#[tokio::test]
async fn a_choice_holds_from_the_next_period_of_the_longer_length_and_is_an_administrators() {
    each_database(|house| async move {
        let services = &house.services;
        let admin = house.actor(&house.admin).await;
        let staff = house.actor(&house.amina).await;
        let (k, all) =
            (Threshold::default(), settings(&["hospital", "home-hospice-and-community", "elsewhere"]));
        let refused = choose_sharing_rules(services, &staff, k, PeriodLength::Year, &all).await;
        assert!(matches!(refused, Err(RulesError::Other(Error::NotFound))));
        let (now, next) = sharing_rules(services, &staff).await.expect("seen");
        assert_eq!(
            (now.threshold.k(), now.length, now.settings, next),
            (8, PeriodLength::Quarter, all.clone(), None)
        );
        for (length, starts) in [
            (PeriodLength::Quarter, date(2026, 7, 1)),
            (PeriodLength::Year, date(2027, 1, 1)),
            (PeriodLength::HalfYear, date(2026, 7, 1)),
        ] {
            let chosen = choose_sharing_rules(services, &admin, k, length, &all).await;
            assert_eq!(chosen.expect("chosen"), starts, "{length:?}");
            let (now, next) = sharing_rules(services, &staff).await.expect("seen");
            assert_eq!(now.length, PeriodLength::Quarter, "nothing changes in a period");
            assert_eq!(next.map(|next| (next.starts, next.length)), Some((Some(starts), length)));
        }
        house.wait_days(30);
        let staff = house.actor(&house.amina).await;
        assert_eq!(sharing_rules(services, &staff).await.expect("seen").0.length, PeriodLength::HalfYear);
    })
    .await;
}

#[tokio::test]
async fn the_threshold_is_raised_and_never_lowered_also_not_by_writing_into_the_database() {
    each_database(|house| async move {
        let services = &house.services;
        let admin = house.actor(&house.admin).await;
        let all = settings(&["hospital", "elsewhere"]);
        let ten = Threshold::of(10).expect("ten");
        choose_sharing_rules(services, &admin, ten, PeriodLength::Quarter, &all).await.expect("raised");
        house.wait_days(30);
        let admin = house.actor(&house.admin).await;
        let lowered =
            choose_sharing_rules(services, &admin, Threshold::default(), PeriodLength::Quarter, &all).await;
        assert!(matches!(lowered, Err(RulesError::Lowered)), "{lowered:?}");
        house.tamper("UPDATE sharing_rules SET threshold = 1", &[]).await;
        assert_eq!(sharing_rules(services, &admin).await.expect("seen").0.threshold.k(), 8);
        for wrong in [settings(&[]), settings(&["hospital", "ward-7"])] {
            let refused = choose_sharing_rules(services, &admin, ten, PeriodLength::Quarter, &wrong).await;
            assert!(matches!(refused, Err(RulesError::Settings)), "{refused:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_setting_the_organisation_does_not_have_is_neither_offered_nor_a_column() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let services = &crowd.house.services;
        let admin = crowd.house.actor(&crowd.house.admin).await;
        let some = settings(&["hospital", "elsewhere"]);
        choose_sharing_rules(services, &admin, Threshold::default(), PeriodLength::Quarter, &some)
            .await
            .expect("chosen");
        crowd.house.wait_days(15);
        let at_home =
            ShareDraft { setting: Some("home-hospice-and-community".to_owned()), ..draft("p", "At home") };
        let refused = crowd.shares_as(&crowd.people[0], at_home).await;
        assert!(matches!(refused, Err(ShareError::Problems(_))), "{refused:?}");
        for (at, person) in crowd.people[..16].iter().enumerate() {
            let setting = some[at % 2].clone();
            let draft = ShareDraft { setting: Some(setting), ..draft("p", "We made time") };
            crowd.shares_as(person, draft).await.expect("shared");
        }
        crowd.moves().await;
        crowd.reads_all(&crowd.leads[0], 0).await;
        let period = crowd.sleep_until_freeze();
        crowd.freezes(period).await;
        let actor = crowd.house.actor(&crowd.people[0]).await;
        let shown = services::release::show(services, &actor, period).await.expect("shown");
        let rows = &shown.release.table("settings").expect("settings").rows;
        let at: Vec<_> = rows.iter().map(|row| (row.at[1].as_str(), row.count.shown())).collect();
        assert_eq!(at, [("hospital", Some(10)), ("elsewhere", Some(10))]);
    })
    .await;
}

//! The author's side: sharing, taking back, and what is refused.

use super::crowd::{Crowd, draft};
use crate::support::{Installation, each_database};
use domain::accounts::SessionState;
use domain::policy::Actor;
use domain::reflect::Stage as ReflectionStage;
use domain::sharing::{MAX_WAITING, Openness, Quotation, Resolution, ShareDraft, ShareProblem};
use services::Error;
use services::reflect::{Choice, SaveRequest, Saved, choose_version, delete, read, save};
use services::share::{ShareError, Stage, TakeBackError, begin, list, look, share, take_back, withdraw};

#[tokio::test]
async fn sharing_is_closed_until_there_is_a_crowd_and_says_why() {
    each_database(|house: Installation| async move {
        let id = house.write(&house.amina, "We sat with her").await;
        let actor = house.actor(&house.amina).await;
        assert_eq!(
            services::share::openness(&house.services, &actor).await.expect("asked"),
            Openness::TooFewPeople
        );
        let refused = share(&house.services, &actor, id, draft("p", "We sat with her")).await;
        assert!(matches!(refused, Err(ShareError::NotOpen(Openness::TooFewPeople))), "{refused:?}");
        let crowd = Crowd::gather(house).await;
        crowd.shares(&crowd.people[0], "We sat with her").await;
    })
    .await;
}

#[tokio::test]
async fn what_is_shared_waits_in_its_authors_name_and_the_same_form_shares_once() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let person = &crowd.people[0];
        let (reflection, first) = crowd.shares(person, "We moved the bed to the window").await;
        let actor = crowd.house.actor(person).await;
        let again = draft("We moved the bed to the window", "We moved the bed to the window");
        let second = share(&crowd.house.services, &actor, reflection, again).await.expect("the same");
        assert_eq!((first, crowd.count("waiting").await), (second, 1));
        let words = "We moved the bed to the window".to_owned();
        assert_eq!(crowd.stage(person, first).await, Stage::Waiting { words });
        assert!(
            list(&crowd.house.services, &crowd.house.actor(&crowd.people[1]).await)
                .await
                .expect("a list")
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn a_form_with_findings_unresolved_is_refused_whatever_it_claims() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let actor = crowd.house.actor(&crowd.people[0]).await;
        let words = "Mrs Okafor died on Tuesday, and her daughter thanked us";
        let reflection = crowd.house.write(&crowd.people[0], words).await;
        let services = &crowd.house.services;
        let forged = [
            draft("1", words),
            // A decision about words that are not there, and a reason that is not in the list.
            ShareDraft { resolutions: [("Mrs".to_owned(), Resolution::Cut)].into(), ..draft("2", words) },
            ShareDraft {
                resolutions: [("Mrs Okafor".to_owned(), Resolution::Kept("because".to_owned()))].into(),
                ..draft("3", words)
            },
            // One name in place of another.
            ShareDraft {
                resolutions: [("Mrs Okafor".to_owned(), Resolution::Replaced("Mrs Adeyemi".to_owned()))]
                    .into(),
                ..draft("4", words)
            },
        ];
        for posted in forged {
            let page = posted.page.clone();
            let Err(ShareError::Problems(looked)) = share(services, &actor, reflection, posted).await else {
                panic!("{page} was not refused")
            };
            assert!(!looked.problems.is_empty(), "{page}");
        }
        assert_eq!(crowd.count("waiting").await, 0);
        let looked = look(services, &actor, &draft("5", words)).await.expect("looked at");
        let suggested = looked
            .settled
            .open
            .iter()
            .map(|found| (looked.settled.text[found.range.clone()].to_owned(), Resolution::Suggested));
        let settled = ShareDraft { resolutions: suggested.collect(), ..draft("5", words) };
        let id = share(services, &actor, reflection, settled).await.expect("shared");
        let Stage::Waiting { words } = crowd.stage(&crowd.people[0], id).await else { panic!("it waits") };
        assert!(!words.contains("Okafor") && words.contains("thanked us"), "{words}");
    })
    .await;
}

#[tokio::test]
async fn every_gap_in_a_form_is_said_at_once_and_enormous_ones_are_refused() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let actor = crowd.house.actor(&crowd.people[0]).await;
        let reflection = crowd.house.write(&crowd.people[0], "Words").await;
        let share = async |posted| share(&crowd.house.services, &actor, reflection, posted).await;
        let Err(ShareError::Problems(looked)) = share(ShareDraft::default()).await else { panic!("refused") };
        use ShareProblem::{NoConsent, NoQuotation, NoSetting, NoWords};
        assert_eq!(looked.problems, [NoWords, NoSetting, NoQuotation, NoConsent]);
        let Err(ShareError::Problems(looked)) = share(draft("p", &"x".repeat(400_000))).await else {
            panic!("refused")
        };
        assert_eq!(looked.problems, [ShareProblem::TooLong(400_000)]);
        // The longest there can be fits its row like the shortest.
        let longest = "\u{1F54A}".repeat(domain::sharing::MAX_POINT_CHARS);
        share(draft("longest", &longest)).await.expect("shared");
        let quotes = "\"\n".repeat(domain::sharing::MAX_POINT_CHARS / 2 - 1);
        share(draft("quotes", &format!("x{quotes}x"))).await.expect("shared");
        assert_eq!(crowd.count("waiting").await, 2);
    })
    .await;
}

#[tokio::test]
async fn what_waits_is_taken_back_at_once_as_if_it_had_never_been() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let person = &crowd.people[0];
        let (reflection, id) = crowd.shares(person, "We sat with her").await;
        let actor = crowd.house.actor(person).await;
        let stranger = crowd.house.actor(&crowd.people[1]).await;
        let services = &crowd.house.services;
        let not_theirs = take_back(services, &stranger, reflection, id).await;
        assert!(matches!(not_theirs, Err(TakeBackError::Other(Error::NotFound))));
        take_back(services, &actor, reflection, id).await.expect("taken back");
        take_back(services, &actor, reflection, id).await.expect("twice is once");
        assert_eq!(crowd.count("waiting").await, 0);
        assert!(list(services, &actor).await.expect("a list").is_empty());
        assert!(read(services, &actor, reflection).await.expect("there").reflection.shares.is_empty());
    })
    .await;
}

#[tokio::test]
async fn nobody_has_more_than_twenty_waiting() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let person = &crowd.people[0];
        for at in 0..MAX_WAITING {
            crowd.shares(person, &format!("We made time for it ({at})")).await;
        }
        let refused = crowd.shares_as(person, draft("one more", "One more")).await;
        assert!(matches!(refused, Err(ShareError::TooManyWaiting)), "{refused:?}");
        assert_eq!(crowd.count("waiting").await, 20);
        crowd.shares(&crowd.people[1], "Somebody else's").await;
    })
    .await;
}

#[tokio::test]
async fn deleting_a_reflection_takes_back_what_waits_from_it_and_from_no_other() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let person = &crowd.people[0];
        let (gone, _) = crowd.shares(person, "From the one").await;
        let (_, stays) = crowd.shares(person, "From the other").await;
        let actor = crowd.house.actor(person).await;
        delete(&crowd.house.services, &actor, gone).await.expect("deleted");
        assert_eq!(crowd.waiting_ids().await, [stays.0]);
    })
    .await;
}

#[tokio::test]
async fn choosing_between_two_versions_keeps_the_tickets_with_the_reflection() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let person = &crowd.people[0];
        for (at, choice) in
            [Choice::KeepSecond, Choice::Together, Choice::KeepFirst, Choice::Apart].into_iter().enumerate()
        {
            let (id, shared) = crowd.shares(person, &format!("We sat with her ({at})")).await;
            let actor = crowd.house.actor(person).await;
            let services = &crowd.house.services;
            let beside = SaveRequest {
                finish: Some(ReflectionStage::Finished),
                ..crowd.house.request(id, 1, "other", "Later words")
            };
            let Ok(Saved::Beside { copy }) = save(services, &actor, beside).await else { panic!("beside") };
            let version = read(services, &actor, id).await.expect("there").version;
            choose_version(services, &actor, (id, copy), version, choice).await.expect("chosen");
            let kept = read(services, &actor, id).await.expect("there").reflection.shares;
            assert_eq!(kept.iter().map(|share| share.id).collect::<Vec<_>>(), [shared], "{choice:?}");
        }
        let actor = crowd.house.actor(person).await;
        assert_eq!(list(&crowd.house.services, &actor).await.expect("a list").len(), 4, "no ticket twice");
    })
    .await;
}

#[tokio::test]
async fn new_keys_for_everybody_keep_what_waits_and_what_can_be_withdrawn() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let person = &crowd.people[0];
        let (reflection, moved) = crowd.share_all(8).await.remove(0);
        crowd.moves().await;
        let (_, waits) = crowd.shares(person, "We sat with her").await;
        let before = crowd.house.bytes("SELECT sealed FROM waiting WHERE id = $1", waits.0).await;
        services::keys::renew(&crowd.house.services).await.expect("renewed");
        let after = crowd.house.bytes("SELECT sealed FROM waiting WHERE id = $1", waits.0).await;
        assert_ne!(before, after);
        assert!(matches!(crowd.stage(person, waits).await, Stage::Waiting { .. }));
        let actor = crowd.house.actor(person).await;
        withdraw(&crowd.house.services, &actor, reflection, moved).await.expect("asked");
        assert_eq!(crowd.stage(person, moved).await, Stage::WithdrawalAsked);
    })
    .await;
}

#[tokio::test]
async fn to_everybody_else_and_to_a_locked_session_a_share_does_not_exist() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let (reflection, id) = crowd.shares(&crowd.people[0], "We sat with her").await;
        let services = &crowd.house.services;
        let live = crowd.house.actor(&crowd.people[0]).await;
        let everything = async |actor: &Actor| {
            [
                begin(services, actor, reflection).await.err().expect("refused"),
                match share(services, actor, reflection, draft("new", "New")).await {
                    Err(ShareError::Other(error)) => error,
                    other => panic!("{other:?}"),
                },
                match take_back(services, actor, reflection, id).await {
                    Err(TakeBackError::Other(error)) => error,
                    other => panic!("{other:?}"),
                },
                match withdraw(services, actor, reflection, id).await {
                    Err(services::share::WithdrawError::Other(error)) => error,
                    other => panic!("{other:?}"),
                },
            ]
        };
        for other in [&crowd.people[1], &crowd.leads[0], &crowd.house.admin, &crowd.house.other] {
            let actor = crowd.house.actor(other).await;
            for error in everything(&actor).await {
                assert!(matches!(error, Error::NotFound), "{error:?}");
            }
        }
        for session in [SessionState::Locked, SessionState::Ended] {
            let actor = Actor { session, ..live.clone() };
            for error in everything(&actor).await {
                assert!(matches!(error, Error::SignInFirst), "{error:?}");
            }
            assert!(matches!(list(services, &actor).await, Err(Error::SignInFirst)));
        }
        assert_eq!(crowd.count("waiting").await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_share_page_starts_with_the_answers_written_and_without_the_private_line() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let person = &crowd.people[0];
        let actor = crowd.house.actor(person).await;
        let services = &crowd.house.services;
        let id = services::reflect::start(services, &actor, "after-a-death").await.expect("started");
        let fields = [("part", "We sat."), ("plan", "not-followed"), ("setting", "care-home")];
        let mut request = crowd.house.request(id, 1, "page", "");
        request.answers = crowd.house.answers("after-a-death", &fields);
        request.how_are_you.words = "Tired".to_owned();
        save(services, &actor, request).await.expect("saved");
        let begun = begin(services, &actor, id).await.expect("begun");
        let passages: Vec<_> = begun.passages.iter().map(|passage| passage.words.as_str()).collect();
        assert_eq!(passages, ["We sat."]);
        assert_eq!(begun.setting.as_deref(), Some("home-hospice-and-community"));
        assert_eq!(begun.plan.as_deref(), Some("not-followed"));
        assert_eq!(begun.offered.settings.len(), 3);
        assert_eq!(Quotation::parse("yes"), Some(Quotation::Allowed));
    })
    .await;
}

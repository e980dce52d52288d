//! What changed: writing it, telling it, correcting it, taking it down; and who is told.

use crate::support::{Installation, each_database};
use domain::accounts::Role;
use domain::changes::{ChangeDraft, ChangeProblem, ChangeState};
use domain::disclosure::Period;
use domain::ids::ChangeId;
use domain::modules::ModuleRef;
use domain::policy::Actor;
use domain::sharing::{Code, Held, Point, Quotation, QuoteStanding, Review};
use services::Error;
use services::changes::{
    ChangeError, ChangePublishError, ChangeSeen, News, begin_change, change_links, list_own_changes, news,
    open_change, publish_change, save_change, take_down_change, told_change,
};
use services::modules::{ModuleLink, withdraw};
use services::release::{printed, release_points};

const WORDS: &str = "The list of whom to ring hangs by the telephone now.";

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

/// So many people who spoke about one theme, counted from 0.
fn spoken(house: &Installation, theme: usize, people: usize) -> Vec<Held> {
    let codebook = house.services.content.codebook_on(house.services.today());
    let code = Code {
        sub_theme: codebook.themes[theme].sub_themes[0].id.clone(),
        direction: codebook.directions[0].id.clone(),
    };
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
    (0..people).map(held).collect()
}

/// Two leads of an organisation whose release prints its first theme and hides the second.
async fn leads(house: &Installation) -> [Actor; 2] {
    let one = house.invited(&house.admin, "lead@meadow.example", Role::SafetyLead).await;
    let two = house.invited(&house.admin, "lead-too@meadow.example", Role::SafetyLead).await;
    let leads = [house.actor(&one).await, house.actor(&two).await];
    let mut held = spoken(house, 0, 9);
    held.extend(spoken(house, 1, 7));
    release_points(&house.services, leads[0].organisation, period("2026-Q1"), &held).await.expect("released");
    leads
}

fn theme(house: &Installation, at: usize) -> String {
    house.services.content.codebook_on(house.services.today()).themes[at].id.clone()
}

fn draft(house: &Installation) -> ChangeDraft {
    ChangeDraft {
        themes: vec![theme(house, 0)],
        words: WORDS.to_owned(),
        state: ChangeState::Done.as_str().to_owned(),
        ..ChangeDraft::default()
    }
}

async fn begun(house: &Installation, lead: &Actor) -> ChangeId {
    begin_change(&house.services, lead, "a mark", draft(house)).await.expect("begun")
}

/// Tells it as it stands.
async fn tells(house: &Installation, lead: &Actor, id: ChangeId) {
    let stored = open_change(&house.services, lead, id).await.expect("opened");
    let seen = ChangeSeen { draft: stored.version, turn: stored.turn };
    publish_change(&house.services, lead, id, seen).await.expect("told");
}

async fn told_words(house: &Installation, actor: &Actor) -> Vec<String> {
    let all = news(&house.services, actor).await.expect("news").into_iter();
    all.filter_map(|item| match item.news {
        News::Change(told) => Some(told.words),
        _ => None,
    })
    .collect()
}

#[tokio::test]
async fn a_change_is_told_to_everybody_here_and_to_nobody_elsewhere() {
    each_database(|house| async move {
        let [lead, _] = leads(&house).await;
        let services = &house.services;
        let amina = house.actor(&house.amina).await;
        let id = begun(&house, &lead).await;
        assert_eq!(told_words(&house, &amina).await, [""; 0], "a draft is told to nobody");
        assert!(matches!(told_change(services, &amina, id).await, Err(Error::NotFound)));
        tells(&house, &lead, id).await;

        let told = told_change(services, &amina, id).await.expect("told");
        assert_eq!((told.words.as_str(), told.state), (WORDS, ChangeState::Done));
        assert_eq!((told.since, told.on), (services.today(), services.today()));
        let said: Vec<_> = told.said.iter().map(|said| said.period).collect();
        assert_eq!(said, [period("2026-Q1")]);
        let links = change_links(services, &amina).await.expect("links");
        assert!(links.len() == 1 && links[0].answers(&theme(&house, 0)));
        assert!(!links[0].answers(&theme(&house, 1)));

        let elsewhere = house.invited(&house.other_admin, "lead@harbour.example", Role::SafetyLead).await;
        let elsewhere = house.actor(&elsewhere).await;
        assert!(news(services, &elsewhere).await.expect("news").is_empty());
        assert!(change_links(services, &elsewhere).await.expect("links").is_empty());
        assert!(list_own_changes(services, &elsewhere).await.expect("a list").is_empty());
        let seen = ChangeSeen { draft: 1, turn: 1 };
        assert!(matches!(told_change(services, &elsewhere, id).await, Err(Error::NotFound)));
        assert!(matches!(open_change(services, &elsewhere, id).await, Err(Error::NotFound)));
        let words = ChangeDraft { themes: vec![], ..draft(&house) };
        let saved = save_change(services, &elsewhere, id, 1, words.clone()).await;
        assert!(matches!(saved, Err(ChangeError::Other(Error::NotFound))));
        let published = publish_change(services, &elsewhere, id, seen).await;
        assert!(matches!(published, Err(ChangePublishError::Other(Error::NotFound))));
        let taken = take_down_change(services, &elsewhere, id, 1).await;
        assert!(matches!(taken, Err(ChangePublishError::Other(Error::NotFound))));
        // The same mark there is a change of their own.
        let own = begin_change(services, &elsewhere, "a mark", words).await.expect("begun");
        assert_ne!(own, id);
    })
    .await;
}

#[tokio::test]
async fn nobody_but_a_safety_lead_writes() {
    each_database(|house| async move {
        let [lead, _] = leads(&house).await;
        let services = &house.services;
        let id = begun(&house, &lead).await;
        let educator = house.invited(&house.admin, "educator@meadow.example", Role::Educator).await;
        for person in [&house.amina, &house.admin, &educator] {
            let actor = house.actor(person).await;
            assert!(matches!(list_own_changes(services, &actor).await, Err(Error::NotFound)));
            assert!(matches!(open_change(services, &actor, id).await, Err(Error::NotFound)));
            let begun = begin_change(services, &actor, "another mark", draft(&house)).await;
            assert!(matches!(begun, Err(ChangeError::Other(Error::NotFound))));
            let saved = save_change(services, &actor, id, 1, draft(&house)).await;
            assert!(matches!(saved, Err(ChangeError::Other(Error::NotFound))));
            let told = publish_change(services, &actor, id, ChangeSeen { draft: 1, turn: 0 }).await;
            assert!(matches!(told, Err(ChangePublishError::Other(Error::NotFound))));
        }
        assert_eq!(house.number("SELECT count(*) FROM changes WHERE told <> ''", &[]).await, 0);
        assert_eq!(house.number("SELECT count(*) FROM changes", &[]).await, 1);
    })
    .await;
}

#[tokio::test]
async fn only_themes_that_a_release_prints_can_be_answered() {
    each_database(|house| async move {
        let [lead, _] = leads(&house).await;
        let services = &house.services;
        let offered: Vec<_> = printed(services, &lead).await.expect("printed").iter().map(ids).collect();
        assert_eq!(offered, [(theme(&house, 0), period("2026-Q1"))]);
        for hidden in [theme(&house, 1), theme(&house, 2), "none such".to_owned()] {
            let hidden = ChangeDraft { themes: vec![theme(&house, 0), hidden], ..draft(&house) };
            let refused = begin_change(services, &lead, "a mark", hidden).await;
            let Err(ChangeError::Problems(problems)) = refused else { panic!("it tells of what is hidden") };
            assert_eq!(problems, [ChangeProblem::UnknownTheme]);
        }
        // A later release prints the second too, and the first again.
        let mut held = spoken(&house, 0, 20);
        held.extend(spoken(&house, 1, 20));
        release_points(services, lead.organisation, period("2026-Q2"), &held).await.expect("released");
        let offered: Vec<_> = printed(services, &lead).await.expect("printed").iter().map(ids).collect();
        assert_eq!(offered, [(theme(&house, 0), period("2026-Q2")), (theme(&house, 1), period("2026-Q2"))]);
        let other = house.actor(&house.other).await;
        assert!(printed(services, &other).await.expect("printed").is_empty());
    })
    .await;
}

fn ids(printed: &services::release::Printed<'_>) -> (String, Period) {
    (printed.theme.id.clone(), printed.period)
}

#[tokio::test]
async fn a_form_sent_twice_is_one_change_and_other_words_under_its_mark_are_shown_both() {
    each_database(|house| async move {
        let [lead, other] = leads(&house).await;
        let services = &house.services;
        let id = begun(&house, &lead).await;
        assert_eq!(begun(&house, &lead).await, id, "twice is as once");
        let words = ChangeDraft { words: "Other words.".to_owned(), ..draft(&house) };
        let Err(ChangeError::Changed(stored)) = begin_change(services, &other, "a mark", words.clone()).await
        else {
            panic!("something else is stored under this mark")
        };
        assert_eq!((stored.id, &stored.draft), (id, &draft(&house)));
        assert_eq!(save_change(services, &other, id, stored.version, words).await.expect("knowingly"), 2);
        assert_eq!(house.number("SELECT count(*) FROM changes", &[]).await, 1);
    })
    .await;
}

#[tokio::test]
async fn two_leads_never_write_over_each_other() {
    each_database(|house| async move {
        let [one, two] = leads(&house).await;
        let services = &house.services;
        let id = begun(&house, &one).await;
        let first = ChangeDraft { words: "From the first lead.".to_owned(), ..draft(&house) };
        let second = ChangeDraft { words: "From the second lead.".to_owned(), ..draft(&house) };
        assert_eq!(save_change(services, &one, id, 1, first.clone()).await.expect("saved"), 2);
        assert_eq!(save_change(services, &one, id, 1, first.clone()).await.expect("twice is as once"), 2);
        let Err(ChangeError::Changed(stored)) = save_change(services, &two, id, 1, second.clone()).await
        else {
            panic!("the second lead has not seen the first's words")
        };
        assert_eq!((stored.version, &stored.draft), (2, &first));
        // Nobody publishes what they have not seen.
        let told = publish_change(services, &two, id, ChangeSeen { draft: 1, turn: 0 }).await;
        assert!(matches!(told, Err(ChangePublishError::Changed)));
        assert_eq!(save_change(services, &two, id, 2, second.clone()).await.expect("knowingly"), 3);
        assert_eq!(open_change(services, &one, id).await.expect("opened").draft, second);

        // At the same moment, one of two saves on from the same version.
        let (left, right) = (
            ChangeDraft { words: "Left.".to_owned(), ..draft(&house) },
            ChangeDraft { words: "Right.".to_owned(), ..draft(&house) },
        );
        let saves =
            tokio::join!(save_change(services, &one, id, 3, left), save_change(services, &two, id, 3, right));
        let kept = [&saves.0, &saves.1].into_iter().filter(|saved| saved.is_ok()).count();
        assert_eq!(kept, 1, "{saves:?}");
        assert!(matches!(saves, (Err(ChangeError::Changed(_)), _) | (_, Err(ChangeError::Changed(_)))));
    })
    .await;
}

#[tokio::test]
async fn a_correction_takes_the_place_of_what_was_told_and_shows_its_day() {
    each_database(|house| async move {
        let [lead, other] = leads(&house).await;
        let services = &house.services;
        let id = begun(&house, &lead).await;
        tells(&house, &lead, id).await;
        tells(&house, &lead, id).await;
        let first = services.today();
        assert_eq!(open_change(services, &lead, id).await.expect("opened").turn, 1, "told once");
        house.wait_days(3);
        let amina = house.actor(&house.amina).await;
        let newer = ChangeDraft { words: "It hangs by both telephones.".to_owned(), ..draft(&house) };
        save_change(services, &lead, id, 1, newer).await.expect("saved");
        assert_eq!(told_words(&house, &amina).await, [WORDS], "not told before it is published");
        assert!(open_change(services, &other, id).await.expect("opened").has_changes());
        tells(&house, &lead, id).await;
        let told = told_change(services, &amina, id).await.expect("told");
        assert_eq!((told.words.as_str(), told.since), ("It hangs by both telephones.", first));
        assert_eq!(told.on, services.today());
        let gone = "SELECT count(*) FROM changes WHERE told LIKE '%whom to ring%'";
        assert_eq!(house.number(gone, &[]).await, 0, "the words before are not kept");
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_down_is_told_to_nobody_and_no_old_page_tells_it_again() {
    each_database(|house| async move {
        let [lead, other] = leads(&house).await;
        let services = &house.services;
        let amina = house.actor(&house.amina).await;
        let id = begun(&house, &lead).await;
        let first = ChangeSeen { draft: 1, turn: 0 };
        publish_change(services, &lead, id, first).await.expect("told");
        for _ in 0..2 {
            let open = take_down_change(services, &other, id, 1).await.expect("taken down");
            assert_eq!((open.telling, open.turn), (None, 2));
        }
        assert!(told_words(&house, &amina).await.is_empty());
        assert!(matches!(told_change(services, &amina, id).await, Err(Error::NotFound)));
        assert!(change_links(services, &amina).await.expect("links").is_empty());
        let again = publish_change(services, &lead, id, first).await;
        assert!(matches!(again, Err(ChangePublishError::Changed)), "a page from before: {again:?}");

        tells(&house, &other, id).await;
        assert_eq!(told_words(&house, &amina).await, [WORDS]);
        let late = take_down_change(services, &lead, id, 1).await;
        assert!(matches!(late, Err(ChangePublishError::Changed)), "a page from before: {late:?}");
        assert_eq!(told_words(&house, &amina).await, [WORDS]);
    })
    .await;
}

#[tokio::test]
async fn what_could_point_to_a_person_is_changed_or_kept_on_purpose() {
    each_database(|house| async move {
        let [lead, _] = leads(&house).await;
        let services = &house.services;
        let named = ChangeDraft { words: "We thanked Mrs Okafor for it.".to_owned(), ..draft(&house) };
        let id = begin_change(services, &lead, "a mark", named.clone()).await.expect("a draft may name her");
        let told = publish_change(services, &lead, id, ChangeSeen { draft: 1, turn: 0 }).await;
        let Err(ChangePublishError::NotReady(problems)) = told else { panic!("she is named: {told:?}") };
        let [ChangeProblem::Unresolved(words)] = &problems[..] else { panic!("{problems:?}") };
        assert!(words.contains("Okafor"), "{words}");

        let reason = services.content.consent_on(services.today()).reasons[0].id.clone();
        let keep = |reason: &str| ChangeDraft {
            kept: [(words.clone(), reason.to_owned()), ("Somebody else".to_owned(), reason.to_owned())]
                .into(),
            ..named.clone()
        };
        let refused = save_change(services, &lead, id, 1, keep("because")).await;
        assert!(matches!(refused, Err(ChangeError::Problems(_))));
        save_change(services, &lead, id, 1, keep(&reason)).await.expect("saved");
        let kept = open_change(services, &lead, id).await.expect("opened").draft.kept;
        assert_eq!(kept.keys().collect::<Vec<_>>(), [words], "only what stands in the words");
        tells(&house, &lead, id).await;
        let amina = house.actor(&house.amina).await;
        assert_eq!(told_words(&house, &amina).await, [named.words.as_str()]);
        let reasons = format!("SELECT count(*) FROM changes WHERE told LIKE '%{reason}%'");
        assert_eq!(house.number(&reasons, &[]).await, 0, "why it may stay is told to nobody");
    })
    .await;
}

#[tokio::test]
async fn a_module_that_answers_is_linked_while_it_is_in_the_catalogue() {
    each_database(|house| async move {
        let [lead, _] = leads(&house).await;
        let services = &house.services;
        let educator = house.invited(&house.admin, "educator@meadow.example", Role::Educator).await;
        let educator = house.actor(&educator).await;
        let module = crate::modules::published(&house, &educator, "Whom to ring").await;
        let amina = house.actor(&house.amina).await;
        let with = ChangeDraft { module: module.to_string(), ..draft(&house) };
        let id = begin_change(services, &lead, "a mark", with.clone()).await.expect("begun");
        tells(&house, &lead, id).await;
        let links = change_links(services, &amina).await.expect("links");
        assert!(links[0].leads_to(&ModuleRef::Written(module)));
        assert!(!links[0].leads_to(&ModuleRef::Content("whom-to-ring".to_owned())));
        let title = |module: Option<ModuleLink>| module.map(|link| link.title);
        let told = told_change(services, &amina, id).await.expect("told");
        assert_eq!(title(told.module).as_deref(), Some("Whom to ring"));

        withdraw(services, &educator, module).await.expect("withdrawn");
        assert_eq!(title(told_change(services, &amina, id).await.expect("told").module), None);
        let none = ChangeDraft { words: "More of it.".to_owned(), ..with };
        let refused = save_change(services, &lead, id, 1, none).await;
        let Err(ChangeError::Problems(problems)) = refused else { panic!("it leads nowhere") };
        assert_eq!(problems, [ChangeProblem::UnknownModule]);
    })
    .await;
}

#[tokio::test]
async fn new_modules_and_new_themes_are_told_in_one_list_the_newest_first() {
    each_database(|house| async move {
        let [lead, _] = leads(&house).await;
        let services = &house.services;
        let educator = house.invited(&house.admin, "educator@meadow.example", Role::Educator).await;
        let educator = house.actor(&educator).await;
        house.wait_days(1);
        crate::modules::published(&house, &educator, "Whom to ring").await;
        house.wait_days(1);
        let id = begun(&house, &lead).await;
        tells(&house, &lead, id).await;
        let amina = house.actor(&house.amina).await;
        let all = news(services, &amina).await.expect("news");
        let kinds: Vec<&str> = all
            .iter()
            .map(|item| match &item.news {
                News::Change(_) => "change",
                News::Module { is_first: true, .. } => "module",
                News::Module { .. } => "version",
                News::Release(_) => "release",
            })
            .collect();
        assert_eq!(kinds, ["change", "module", "release"]);
        assert!(all.windows(2).all(|two| two[0].on > two[1].on));
    })
    .await;
}

#[tokio::test]
async fn no_column_holds_who_wrote_a_change_or_who_read_it() {
    each_database(|house| async move {
        let [lead, _] = leads(&house).await;
        let id = begun(&house, &lead).await;
        tells(&house, &lead, id).await;
        let mut columns = crate::migrations::columns(&house.services.db, "changes").await;
        columns.sort();
        let ours = [
            "draft",
            "draft_at",
            "draft_version",
            "first_told_at",
            "id",
            "mark",
            "organisation",
            "told",
            "told_at",
            "told_draft",
            "turn",
        ];
        assert_eq!(columns, ours);
    })
    .await;
}

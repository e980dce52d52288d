//! Modules: writing, publishing, reading, and what each organisation and each person sees of them.

use crate::support::{Installation, Person, each_database};
use domain::accounts::Role;
use domain::ids::ModuleId;
use domain::modules::{Draft, Field, Mapping, ModuleRef};
use domain::policy::Actor;
use services::Error;
use services::modules::{
    DraftError, Filter, PublishError, Seen, begin_module, catalogue, complete, for_themes, front,
    list_own_modules, open_draft, publish, put_back, read_page, save_draft, turn_page, withdraw,
};

/// The first theme of the codebook, and its first part.
fn themes(house: &Installation) -> (String, String) {
    let codebook = house.services.content.codebook_on(house.services.today());
    let theme = &codebook.themes[0];
    (theme.id.clone(), theme.sub_themes[0].id.clone())
}

fn ambition(house: &Installation) -> String {
    house.services.content.ambitions_on(house.services.today()).ambitions[0].id.clone()
}

pub fn draft(house: &Installation, title: &str) -> Draft {
    Draft {
        title: title.to_owned(),
        summary: "What helps.".to_owned(),
        minutes: "10".to_owned(),
        outcomes: "Say what happened".to_owned(),
        sources: "A guide, 2021".to_owned(),
        body: "# First\n\nOne.\n\n# Second\n\nTwo.\n\n# Third\n\nThree.".to_owned(),
        mapping: Mapping {
            themes: vec![themes(house).1],
            ambitions: vec![ambition(house)],
            ..Mapping::default()
        },
    }
}

async fn educator(house: &Installation) -> Actor {
    let person = house.invited(&house.admin, "educator@meadow.example", Role::Educator).await;
    house.actor(&person).await
}

pub async fn published(house: &Installation, educator: &Actor, title: &str) -> ModuleId {
    let id = begin_module(&house.services, educator, draft(house, title)).await.expect("begun");
    let seen = Seen { draft: 1, published: 0 };
    assert_eq!(publish(&house.services, educator, id, seen).await.expect("published"), 1);
    id
}

async fn titles(house: &Installation, person: &Person, filter: &Filter) -> Vec<String> {
    let actor = house.actor(person).await;
    let found = catalogue(&house.services, &actor, filter).await.expect("a catalogue");
    found.entries.into_iter().map(|entry| entry.card.title).collect()
}

#[tokio::test]
async fn a_published_module_is_read_page_by_page_and_taken_up_where_it_was_left() {
    each_database(|house| async move {
        let educator = educator(&house).await;
        let id = published(&house, &educator, "After a hard night").await;
        let (services, module) = (&house.services, ModuleRef::Written(id));
        let amina = house.actor(&house.amina).await;
        let first = front(services, &amina, &module).await.expect("a front page");
        assert_eq!((first.version.as_str(), first.card.last_page(), first.place), ("1", 3, None));
        assert!(!first.may_change && front(services, &educator, &module).await.expect("seen").may_change);

        let page = read_page(services, &amina, &module, "1", 2).await.expect("read").expect("there");
        assert_eq!((page.title.as_str(), page.html.as_str(), page.last), ("Second", "<p>Two.</p>", 3));
        assert!(
            front(services, &amina, &module).await.expect("seen").place.is_none(),
            "reading keeps nothing"
        );

        assert_eq!(turn_page(services, &amina, &module, "1", 1).await.expect("turned"), 2);
        assert_eq!(turn_page(services, &amina, &module, "1", 2).await.expect("turned"), 3);
        for beyond in [0, 3, 4] {
            let refused = turn_page(services, &amina, &module, "1", beyond).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{beyond}");
        }
        let found = catalogue(services, &amina, &Filter::default()).await.expect("a catalogue");
        assert_eq!(found.under_way.len(), 1);
        assert_eq!(found.under_way[0].place.as_ref().map(|place| place.page), Some(3));

        complete(services, &amina, &module, "1").await.expect("completed");
        let found = catalogue(services, &amina, &Filter::default()).await.expect("a catalogue");
        assert!(found.under_way.is_empty());
        let place = front(services, &amina, &module).await.expect("seen").place.expect("begun");
        assert_eq!(place.completed.map(|done| done.day), Some(house.now().day()));
        let bola = house.actor(&house.bola).await;
        assert!(front(services, &bola, &module).await.expect("seen").place.is_none(), "hers is hers alone");
    })
    .await;
}

#[tokio::test]
async fn what_was_begun_or_completed_stays_when_a_newer_version_is_published() {
    each_database(|house| async move {
        let educator = educator(&house).await;
        let id = published(&house, &educator, "After a hard night").await;
        let (services, module) = (&house.services, ModuleRef::Written(id));
        let (amina, bola) = (house.actor(&house.amina).await, house.actor(&house.bola).await);
        turn_page(services, &amina, &module, "1", 1).await.expect("turned");
        complete(services, &bola, &module, "1").await.expect("completed");

        let newer = Draft { body: "# Only page\n\nShorter.".into(), ..draft(&house, "After any night") };
        assert_eq!(save_draft(services, &educator, id, 1, newer).await.expect("saved"), 2);
        let seen = Seen { draft: 2, published: 1 };
        assert_eq!(publish(services, &educator, id, seen).await.expect("published"), 2);

        let page = read_page(services, &amina, &module, "1", 3).await.expect("read").expect("there");
        assert_eq!((page.html.as_str(), page.latest.as_str()), ("<p>Three.</p>", "2"));
        let hers = front(services, &amina, &module).await.expect("seen");
        assert_eq!((hers.version.as_str(), hers.card.title.as_str()), ("2", "After any night"));
        assert_eq!(hers.place.map(|place| (place.version, place.page)), Some(("1".to_owned(), 2)));
        complete(services, &amina, &module, "1").await.expect("the one she began can still be completed");

        complete(services, &bola, &module, "2").await.expect("completed");
        let his = front(services, &bola, &module).await.expect("seen").place.expect("begun");
        assert_eq!(his.completed.map(|done| done.version).as_deref(), Some("2"));
        for version in ["0", "3", "01", "+1", "1.0", "x", ""] {
            let refused = read_page(services, &amina, &module, version, 1).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{version:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn two_tabs_never_write_over_each_other() {
    each_database(|house| async move {
        let educator = educator(&house).await;
        let services = &house.services;
        let id = begin_module(services, &educator, draft(&house, "Two tabs")).await.expect("begun");
        let first = Draft { summary: "From the first tab".into(), ..draft(&house, "Two tabs") };
        let second = Draft { summary: "From the second tab".into(), ..draft(&house, "Two tabs") };
        assert_eq!(save_draft(services, &educator, id, 1, first.clone()).await.expect("saved"), 2);
        assert_eq!(save_draft(services, &educator, id, 1, first.clone()).await.expect("twice is as once"), 2);
        let Err(DraftError::Changed(stored)) = save_draft(services, &educator, id, 1, second.clone()).await
        else {
            panic!("the second tab has not seen the first")
        };
        assert_eq!((stored.version, &stored.draft), (2, &first));
        assert_eq!(save_draft(services, &educator, id, 2, second.clone()).await.expect("knowingly"), 3);
        assert_eq!(open_draft(services, &educator, id).await.expect("opened").draft, second);
        let seen = Seen { draft: 2, published: 0 };
        let refused = publish(services, &educator, id, seen).await;
        assert!(matches!(refused, Err(PublishError::Changed)), "not what was looked at");
    })
    .await;
}

#[tokio::test]
async fn publishing_twice_publishes_once_and_nothing_new_is_no_version() {
    each_database(|house| async move {
        let educator = educator(&house).await;
        let services = &house.services;
        let id = published(&house, &educator, "Once").await;
        let seen = Seen { draft: 1, published: 0 };
        assert_eq!(publish(services, &educator, id, seen).await.expect("again"), 1);
        assert_eq!(
            publish(services, &educator, id, Seen { draft: 1, published: 1 }).await.expect("again"),
            1
        );
        assert_eq!(house.number("SELECT count(*) FROM module_versions", &[]).await, 1);
        let own = list_own_modules(services, &educator).await.expect("a list");
        assert!(matches!(&own[..], [module] if module.published == 1 && !module.has_changes));
    })
    .await;
}

#[tokio::test]
async fn a_draft_that_lacks_something_is_kept_and_not_published() {
    each_database(|house| async move {
        let educator = educator(&house).await;
        let services = &house.services;
        let bare = Draft { title: "Only a title".into(), ..Draft::default() };
        let id = begin_module(services, &educator, bare).await.expect("kept");
        let seen = Seen { draft: 1, published: 0 };
        let Err(PublishError::NotReady(missing)) = publish(services, &educator, id, seen).await else {
            panic!("not ready")
        };
        assert!(missing.len() >= 4, "{missing:?}");
        let script =
            Draft { body: "# P\n\n<script>alert(1)</script>".into(), ..draft(&house, "Only a title") };
        save_draft(services, &educator, id, 1, script).await.expect("kept");
        let Err(PublishError::NotReady(missing)) =
            publish(services, &educator, id, Seen { draft: 2, published: 0 }).await
        else {
            panic!("not ready")
        };
        assert_eq!(missing[0].field, Field::Body);
        let forged = Draft {
            mapping: Mapping { themes: vec!["no-such".into()], ..Mapping::default() },
            ..draft(&house, "X")
        };
        let refused = save_draft(services, &educator, id, 2, forged).await;
        assert!(matches!(refused, Err(DraftError::Problems(found)) if found[0].field == Field::Mapping));
    })
    .await;
}

#[tokio::test]
async fn no_two_modules_of_an_organisation_have_one_title() {
    each_database(|house| async move {
        let educator = educator(&house).await;
        let services = &house.services;
        let id = published(&house, &educator, "After a hard night").await;
        let again = begin_module(services, &educator, draft(&house, " after a HARD night ")).await;
        assert!(matches!(again, Err(DraftError::Problems(found)) if found[0].field == Field::Title));
        let other = begin_module(services, &educator, draft(&house, "Another")).await.expect("begun");
        let same =
            begin_module(services, &educator, draft(&house, "Another")).await.expect("the same form twice");
        assert_eq!(other, same);
        let renamed = save_draft(services, &educator, other, 1, draft(&house, "After a hard night")).await;
        assert!(matches!(renamed, Err(DraftError::Problems(_))));
        // What is published keeps its title to itself while its draft has another.
        save_draft(services, &educator, id, 1, draft(&house, "Renamed")).await.expect("saved");
        let taken = save_draft(services, &educator, other, 1, draft(&house, "After a hard night")).await;
        assert!(matches!(taken, Err(DraftError::Problems(_))));
        let elsewhere = house.invited(&house.other_admin, "educator@harbour.example", Role::Educator).await;
        let elsewhere = house.actor(&elsewhere).await;
        begin_module(services, &elsewhere, draft(&house, "Renamed"))
            .await
            .expect("another organisation's own");
    })
    .await;
}

#[tokio::test]
async fn a_withdrawn_module_is_gone_for_all_but_those_who_began_it_and_comes_back_whole() {
    each_database(|house| async move {
        let educator = educator(&house).await;
        let id = published(&house, &educator, "After a hard night").await;
        let (services, module) = (&house.services, ModuleRef::Written(id));
        let (amina, bola) = (house.actor(&house.amina).await, house.actor(&house.bola).await);
        turn_page(services, &amina, &module, "1", 1).await.expect("turned");
        for _ in 0..2 {
            withdraw(services, &educator, id).await.expect("withdrawn");
        }
        let all = titles(&house, &house.amina, &Filter::default()).await;
        assert!(all.is_empty(), "{all:?}");
        assert!(for_themes(services, &amina, &[&themes(&house).0]).await.expect("a list")[0].is_empty());
        assert!(matches!(front(services, &bola, &module).await, Err(Error::NotFound)));
        assert!(front(services, &amina, &module).await.expect("told so").is_withdrawn);
        assert!(read_page(services, &amina, &module, "1", 2).await.expect("answered").is_none());
        assert!(matches!(turn_page(services, &amina, &module, "1", 2).await, Err(Error::NotFound)));
        assert!(matches!(complete(services, &amina, &module, "1").await, Err(Error::NotFound)));

        put_back(services, &educator, id).await.expect("back");
        assert_eq!(titles(&house, &house.bola, &Filter::default()).await, ["After a hard night"]);
        let place = front(services, &amina, &module).await.expect("seen").place.expect("kept");
        assert_eq!(place.page, 2);
        let draft_only = begin_module(services, &educator, draft(&house, "A draft")).await.expect("begun");
        assert!(matches!(withdraw(services, &educator, draft_only).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn the_catalogue_is_filtered_by_theme_and_ambition_and_has_both_kinds() {
    each_database(|house| async move {
        let educator = educator(&house).await;
        let id = published(&house, &educator, "After a hard night").await;
        let (theme, part) = themes(&house);
        let filter = |ambition: &str, theme: &str| Filter { ambition: ambition.into(), theme: theme.into() };
        for (found, filter) in [
            (1, Filter::default()),
            (1, filter("", &theme)),
            (1, filter("", &part)),
            (1, filter(&ambition(&house), &theme)),
            (1, filter("no-such", "no-such")),
        ] {
            assert_eq!(titles(&house, &house.amina, &filter).await.len(), found, "{filter:?}");
        }
        let codebook = house.services.content.codebook_on(house.services.today());
        let other = codebook.themes[1].id.clone();
        assert!(titles(&house, &house.amina, &filter("", &other)).await.is_empty());
        let amina = house.actor(&house.amina).await;
        let each = [part.as_str(), &other, &theme];
        let links = for_themes(&house.services, &amina, &each).await.expect("lists");
        let counts: Vec<usize> = links.iter().map(Vec::len).collect();
        assert_eq!((counts.as_slice(), &links[2][0].module), (&[1, 0, 1][..], &ModuleRef::Written(id)));
        let stranger = house.actor(&house.other).await;
        assert!(for_themes(&house.services, &stranger, &[&theme]).await.expect("a list")[0].is_empty());

        // From November on, the starter modules stand beside it.
        house.wait_days(160);
        let all = titles(&house, &house.amina, &Filter::default()).await;
        assert!(all.len() >= 5 && all.contains(&"After a hard night".to_owned()), "{all:?}");
        let mut sorted = all.clone();
        sorted.sort_by_key(|title| title.to_lowercase());
        assert_eq!(all, sorted);
        let amina = house.actor(&house.amina).await;
        let starter = for_themes(&house.services, &amina, &[&other]).await.expect("a list").remove(0);
        assert!(starter.iter().any(|link| link.starter));
        let module = starter[0].module.clone();
        let page = read_page(&house.services, &amina, &module, "1", 1).await.expect("read").expect("there");
        assert!(!page.html.is_empty());
        turn_page(&house.services, &amina, &module, "1", 1).await.expect("turned");
        let place = front(&house.services, &amina, &module).await.expect("seen").place.expect("begun");
        assert_eq!(place.page, 2);
    })
    .await;
}

#[tokio::test]
async fn to_another_organisation_a_module_does_not_exist_and_only_educators_write() {
    each_database(|house| async move {
        let educator = educator(&house).await;
        let id = published(&house, &educator, "After a hard night").await;
        let (services, module) = (&house.services, ModuleRef::Written(id));
        let elsewhere = house.invited(&house.other_admin, "educator@harbour.example", Role::Educator).await;
        for person in [&house.other, &house.other_admin, &elsewhere] {
            let actor = house.actor(person).await;
            assert!(matches!(front(services, &actor, &module).await, Err(Error::NotFound)));
            assert!(matches!(read_page(services, &actor, &module, "1", 1).await, Err(Error::NotFound)));
            assert!(matches!(turn_page(services, &actor, &module, "1", 1).await, Err(Error::NotFound)));
            assert!(matches!(complete(services, &actor, &module, "1").await, Err(Error::NotFound)));
            assert!(titles(&house, person, &Filter::default()).await.is_empty());
        }
        let lead = house.invited(&house.admin, "lead@meadow.example", Role::SafetyLead).await;
        for person in [&house.amina, &house.admin, &lead, &house.other, &house.other_admin, &elsewhere] {
            let actor = house.actor(person).await;
            let who = person.email.as_str();
            let gone = |error: &DraftError| matches!(error, DraftError::Other(Error::NotFound));
            let over = save_draft(services, &actor, id, 1, draft(&house, "Over it")).await;
            assert!(over.as_ref().is_err_and(gone), "{who}: {over:?}");
            assert!(matches!(open_draft(services, &actor, id).await, Err(Error::NotFound)), "{who}");
            assert!(matches!(withdraw(services, &actor, id).await, Err(Error::NotFound)), "{who}");
            assert!(matches!(put_back(services, &actor, id).await, Err(Error::NotFound)), "{who}");
            let seen = Seen { draft: 1, published: 1 };
            let refused = publish(services, &actor, id, seen).await;
            assert!(matches!(refused, Err(PublishError::Other(Error::NotFound))), "{who}");
            if person.email != elsewhere.email {
                let begun = begin_module(services, &actor, draft(&house, "New")).await;
                assert!(begun.as_ref().is_err_and(gone), "{who}: {begun:?}");
                assert!(matches!(list_own_modules(services, &actor).await, Err(Error::NotFound)), "{who}");
            }
        }
        let own = list_own_modules(services, &house.actor(&elsewhere).await).await.expect("a list");
        assert!(own.is_empty());
    })
    .await;
}

//! How far somebody has read: sealed with their own key, and one row however much it is.

use crate::modules::{draft, published};
use crate::support::{Bind, each_database};
use domain::accounts::Role;
use domain::modules::ModuleRef;
use services::Error;
use services::keys::renew;
use services::modules::{Seen, begin_module, complete, front, publish, turn_page};

#[tokio::test]
async fn the_database_tells_nobody_what_somebody_reads_or_how_much() {
    each_database(|house| async move {
        let person = house.invited(&house.admin, "educator@meadow.example", Role::Educator).await;
        let educator = house.actor(&person).await;
        let services = &house.services;
        let amina = house.actor(&house.amina).await;
        let bola = house.actor(&house.bola).await;
        let mut modules = Vec::new();
        for number in 0..10 {
            let module = published(&house, &educator, &format!("Number {number}")).await;
            modules.push(ModuleRef::Written(module));
        }
        turn_page(services, &amina, &modules[0], "1", 1).await.expect("turned");
        for module in &modules {
            complete(services, &bola, module, "1").await.expect("completed");
        }
        let sql = "SELECT places FROM module_progress WHERE person = $1";
        let (hers, his) = (house.bytes(sql, house.amina.id.0).await, house.bytes(sql, house.bola.id.0).await);
        assert_eq!(hers.len(), his.len(), "one page and ten modules look alike");
        let name = modules[0].to_string();
        assert!(!his.windows(name.len()).any(|bytes| bytes == name.as_bytes()));
        assert_eq!(house.number("SELECT count(*) FROM module_progress", &[]).await, 2);
    })
    .await;
}

#[tokio::test]
async fn progress_moved_to_another_person_does_not_open() {
    each_database(|house| async move {
        let person = house.invited(&house.admin, "educator@meadow.example", Role::Educator).await;
        let educator = house.actor(&person).await;
        let module = ModuleRef::Written(published(&house, &educator, "One").await);
        let (amina, bola) = (house.actor(&house.amina).await, house.actor(&house.bola).await);
        for actor in [&amina, &bola] {
            complete(&house.services, actor, &module, "1").await.expect("completed");
        }
        let sql = "UPDATE module_progress SET places = \
             (SELECT places FROM module_progress WHERE person = $2) WHERE person = $1";
        house.tamper(sql, &[Bind::Id(house.amina.id.0), Bind::Id(house.bola.id.0)]).await;
        assert!(matches!(front(&house.services, &amina, &module).await, Err(Error::Seal(_))));
        assert!(front(&house.services, &bola, &module).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn after_new_keys_for_everybody_progress_still_opens() {
    each_database(|house| async move {
        let person = house.invited(&house.admin, "educator@meadow.example", Role::Educator).await;
        let educator = house.actor(&person).await;
        let module = ModuleRef::Written(published(&house, &educator, "One").await);
        let amina = house.actor(&house.amina).await;
        turn_page(&house.services, &amina, &module, "1", 1).await.expect("turned");
        let sql = "SELECT places FROM module_progress WHERE person = $1";
        let before = house.bytes(sql, house.amina.id.0).await;
        renew(&house.services).await.expect("renewed");
        assert_ne!(before, house.bytes(sql, house.amina.id.0).await);
        let place = front(&house.services, &amina, &module).await.expect("seen").place.expect("kept");
        assert_eq!(place.page, 2);
    })
    .await;
}

#[tokio::test]
async fn pages_turned_at_the_same_moment_are_all_kept() {
    each_database(|house| async move {
        let person = house.invited(&house.admin, "educator@meadow.example", Role::Educator).await;
        let educator = house.actor(&person).await;
        let services = house.services.clone();
        let mut modules = Vec::new();
        for number in 0..4 {
            let id = begin_module(&services, &educator, draft(&house, &format!("Number {number}"))).await;
            let id = id.expect("begun");
            publish(&services, &educator, id, Seen { draft: 1, published: 0 }).await.expect("published");
            modules.push(ModuleRef::Written(id));
        }
        let amina = house.actor(&house.amina).await;
        let turning: Vec<_> = modules
            .iter()
            .cloned()
            .map(|module| {
                let (services, amina) = (services.clone(), amina.clone());
                tokio::spawn(async move { turn_page(&services, &amina, &module, "1", 1).await })
            })
            .collect();
        for turned in turning {
            assert_eq!(turned.await.expect("no panic").expect("kept"), 2);
        }
        for module in &modules {
            assert!(front(&services, &amina, module).await.expect("seen").place.is_some());
        }
    })
    .await;
}

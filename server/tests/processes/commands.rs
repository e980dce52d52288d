//! `afterword pool move`, `release freeze`, `release show` and `community`, as whoever runs the portal meets them: what
//! is said where, how the process ends, and the same refusals as the jobs.

use crate::support::process::Ended;
use crate::support::{HERE, Place, each_database, joined};
use domain::disclosure::{Period, PeriodLength};
use serde_json::{Value, json};
use services::release::frozen_json;
use services::sealing::{list_period_keys, period_key_dir};
use std::fs;

impl Ended {
    /// It went well, and said this and nothing else.
    #[track_caller]
    fn says(&self, words: &str) {
        let all = (self.code, self.said.as_str(), self.complained.as_str());
        assert_eq!(all, (Some(0), words, ""));
    }

    /// It ended as one that did not succeed, with its last word on standard error.
    #[track_caller]
    fn refuses(&self, words: &str) {
        let all = (self.code, self.said.as_str());
        assert_eq!(all, (Some(1), ""), "{self:?}");
        let last = self.complained.lines().last().unwrap_or_default();
        assert!(last.starts_with("afterword: ") && last.contains(words), "{words:?} is not in {self:?}");
    }

    /// The words could not be understood: the usage is shown.
    #[track_caller]
    fn is_not_understood(&self) {
        assert_eq!((self.code, self.said.as_str()), (Some(2), ""), "{self:?}");
        assert!(self.complained.contains("error: "), "{self:?}");
    }
}

/// What is stored of the loop, table by table.
async fn rows(place: &Place) -> [i64; 6] {
    let mut rows = [0; 6];
    for (rows, table) in rows.iter_mut().zip(["waiting", "pool", "pools", "releases", "excerpts", "outcomes"])
    {
        *rows = place.count(table).await;
    }
    rows
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pool_move_moves_what_waits_by_the_rules_of_the_weekly_job() {
    each_database(|place| async move {
        let moves = || place.command(&["pool", "move"]);
        let too_few = format!("{HERE}: nothing has moved. Fewer than eight people are waiting.\n");
        moves().says(&too_few);
        // Fourteen points by seven people are seven people.
        place.share_all(7, 2).await;
        moves().says(&too_few);
        assert_eq!(rows(&place).await, [14, 0, 0, 0, 0, 0]);
        place.shares(&place.people[7]).await;
        moves().says(&format!("{HERE}: what waited has moved.\n"));
        assert_eq!(rows(&place).await, [0, 15, 1, 0, 0, 0]);
        assert_eq!(list_period_keys(&place.key_dir()).expect("listed").len(), 1);
        moves().says(&too_few);

        // Without the key it refuses as the job does, makes no other key, and moves nothing.
        place.share_all(8, 1).await;
        fs::rename(period_key_dir(&place.key_dir()), place.dir.path().join("aside")).expect("moved away");
        moves().refuses("is not in the key directory");
        assert_eq!(rows(&place).await, [8, 15, 1, 0, 0, 0]);
        assert!(list_period_keys(&place.key_dir()).expect("listed").is_empty());
        fs::rename(place.dir.path().join("aside"), period_key_dir(&place.key_dir())).expect("put back");
        moves().says(&format!("{HERE}: what waited has moved.\n"));
        assert_eq!(rows(&place).await, [0, 23, 1, 0, 0, 0]);
        place.command(&["pool", "drain"]).is_not_understood();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn release_freeze_refuses_what_the_job_refuses_and_freezes_once() {
    each_database(|place| async move {
        let running = Period::containing(place.services.today(), PeriodLength::Quarter);
        let [earlier, due] = place.due_periods();
        place.holds(due, 9, 1).await;
        place.go_to_now();
        place.share_all(9, 1).await;
        place.moves().await;
        let freeze =
            |period: &str, more: &[&str]| place.command(&[&["release", "freeze", period], more].concat());
        let before = rows(&place).await;
        assert_eq!(before, [0, 18, 2, 0, 0, 0]);

        freeze(&running.to_string(), &[]).refuses("and not before: there is no preview");
        freeze(&running.to_string(), &["--key-lost"]).refuses("and not before: there is no preview");
        freeze(&due.to_string(), &["--organisation", "Nobody"]).refuses("there is no such organisation");
        freeze(&earlier.to_string(), &["--organisation", HERE])
            .refuses(&format!("nothing is held for {earlier}"));
        let nothing = freeze(&earlier.to_string(), &[]);
        assert_eq!(nothing.code, Some(1), "{nothing:?}");
        assert_eq!(nothing.said, format!("{HERE}: nothing is held for {earlier}.\n"));
        assert_eq!(nothing.complained, format!("afterword: nothing is held for {earlier}\n"));
        for nonsense in ["", "2026-Q5", "2026-H3", "last year", "--all"] {
            freeze(nonsense, &[]).is_not_understood();
        }
        assert_eq!(rows(&place).await, before, "no refusal changes anything");

        freeze(&due.to_string(), &[]).says(&format!("{HERE}: {due} is frozen.\n"));
        assert_eq!(rows(&place).await, [0, 9, 1, 1, 9, 9]);
        assert_eq!(list_period_keys(&place.key_dir()).expect("listed"), [(place.organisation, running)]);
        let after = rows(&place).await;
        let bytes = frozen_json(&place.services, place.organisation, due).await.expect("frozen");
        freeze(&due.to_string(), &[]).refuses("is frozen already, and is never worked out again");
        freeze(&due.to_string(), &["--key-lost"]).refuses("is frozen already, and is never worked out again");
        assert_eq!(rows(&place).await, after);
        assert_eq!(frozen_json(&place.services, place.organisation, due).await.expect("frozen"), bytes);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_its_key_a_period_is_frozen_only_when_the_command_says_that_it_is_lost() {
    each_database(|place| async move {
        let [_, due] = place.due_periods();
        place.holds(due, 8, 1).await;
        fs::remove_dir_all(period_key_dir(&place.key_dir())).expect("lost");
        let (due, before) = (due.to_string(), rows(&place).await);
        place.command(&["release", "freeze", &due]).refuses("is not in the key directory");
        assert_eq!(rows(&place).await, before);
        place
            .command(&["release", "freeze", &due, "--key-lost"])
            .says(&format!("{HERE}: {due} is frozen.\n"));
        assert_eq!(rows(&place).await, [0, 0, 0, 1, 0, 0]);
        let shown = place.command(&["release", "show", &due]);
        assert_eq!(shown.code, Some(0), "{shown:?}");
        assert!(!shown.said.contains("about"), "{shown:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn release_show_prints_the_frozen_bytes_in_the_form_that_is_documented() {
    each_database(|place| async move {
        let [_, due] = place.due_periods();
        let period = due.to_string();
        let show = |more: &[&str]| place.command(&[&["release", "show", period.as_str()], more].concat());
        show(&["--json"])
            .refuses(&format!("{period} is not frozen. It is frozen on {} or later", due.freezes_on()));
        place.holds(due, 8, 1).await;
        place.go_to_now();
        show(&[]).refuses("is not frozen");
        assert_eq!(place.command(&["release", "freeze", &period]).code, Some(0));

        let shown = show(&["--json"]);
        assert_eq!((shown.code, shown.complained.as_str()), (Some(0), ""), "{shown:?}");
        let bytes = frozen_json(&place.services, place.organisation, due).await.expect("frozen");
        assert_eq!(shown.said.as_bytes(), bytes.as_slice(), "the very bytes that people see");
        has_the_documented_form(&shown.said, &period, &place);

        let table = show(&["--organisation", HERE]);
        assert_eq!(table.code, Some(0), "{table:?}");
        assert!(table.said.starts_with("themes\n"), "{table:?}");
        assert_eq!(table.said.matches("about 10").count(), 1, "{table:?}");
        assert!(table.said.contains("fewer than 8"), "{table:?}");

        show(&["--organisation", "Nobody"]).refuses("there is no such organisation");
        joined(&place.services, "Stonebridge Care Home", "sam@stonebridge.example").await;
        show(&["--json"]).refuses("there is more than one organisation: name one with --organisation");
        show(&["--organisation", "Stonebridge Care Home"]).refuses("is not frozen");
        assert_eq!(show(&["--json", "--organisation", HERE]).said, shown.said);
        place.command(&["release", "show", "yesterday"]).is_not_understood();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_community_is_made_joined_shown_and_left_by_commands() {
    const OTHER: &str = "Stonebridge Care Home";
    each_database(|place| async move {
        let [_, due] = place.due_periods();
        let period = due.to_string();
        let run = |words: &[&str]| place.command(&[&["community"], words].concat());
        let join = |organisation: &str| run(&["join", "Riverside", "--organisation", organisation]);
        run(&["list"]).says("There is no community.\n");
        join(HERE).refuses("there is no such community");
        run(&["make", " "]).refuses("give the community a name");
        run(&["make", "Riverside"]).says("The community is made. No organisation belongs to it yet.\n");
        run(&["make", "Riverside"]).refuses("there is a community of this name already");
        join("Nobody").refuses("there is no such organisation");
        join(HERE).says(&format!("{HERE} belongs to Riverside.\n"));
        join(HERE).refuses("the organisation belongs to Riverside already");
        run(&["list"]).says(&format!("Riverside\n  {HERE}\n"));
        run(&["leave", "--organisation", OTHER]).refuses("there is no such organisation");
        let other = joined(&place.services, OTHER, "sam@stonebridge.example").await.actor.organisation;
        run(&["leave", "--organisation", OTHER]).refuses("the organisation belongs to no community");

        // Ten people each, who are the same ten to nobody: at least 20, counted once in each.
        place.holds(due, 10, 1).await;
        place.go_to_now();
        assert_eq!(place.command(&["release", "freeze", &period]).code, Some(0));
        join(OTHER).says(&format!("{OTHER} belongs to Riverside.\n"));
        run(&["show", "Riverside", &period]).refuses("fewer than two of its organisations have frozen");
        place
            .does(
                "INSERT INTO releases (organisation, period, frozen_on, codebook, body) \
                 SELECT o.id, r.period, r.frozen_on, r.codebook, r.body FROM releases r \
                 JOIN organisations o ON o.id <> r.organisation",
            )
            .await;
        let own = frozen_json(&place.services, other, due).await.expect("frozen");
        let shown = run(&["show", "Riverside", &period, "--json"]);
        assert_eq!((shown.code, shown.complained.as_str()), (Some(0), ""), "{shown:?}");
        let twice = String::from_utf8(own).expect("text").replace("\"count\":10", "\"count\":20");
        assert_eq!(shown.said, twice.replace("afterword-1", "afterword-1-community"));
        let table = run(&["show", "Riverside", &period]);
        assert!(
            table.said.starts_with("At least, counted once in each organisation.\nthemes\n"),
            "{table:?}"
        );
        assert_eq!(table.said.matches("at least 20").count(), 1, "{table:?}");
        assert!(table.said.contains("fewer than 8 in each organisation"), "{table:?}");
        run(&["show", "Nowhere", &period]).refuses("there is no such community");
        run(&["show", "Riverside", "yesterday"]).is_not_understood();
        run(&["leave", "--organisation", OTHER]).says(&format!("{OTHER} no longer belongs to Riverside.\n"));
        run(&["show", "Riverside", &period]).refuses("fewer than two of its organisations have frozen");
    })
    .await;
}

/// As docs/anonymity.md shows it: what is in it, in this order, and nothing else.
fn has_the_documented_form(text: &str, period: &str, place: &Place) {
    let shown: Value = serde_json::from_str(text).expect("JSON");
    let keys = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    let mut expected = vec!["period", "k", "rounding", "rules", "tables"];
    expected.sort_unstable();
    let mut found = keys(&shown);
    found.sort_unstable();
    assert_eq!(found, expected);
    let head = [&shown["period"], &shown["k"], &shown["rounding"], &shown["rules"]];
    assert_eq!(head, [&json!(period), &json!(8), &json!(5), &json!("afterword-1")]);
    let tables = shown["tables"].as_array().expect("tables");
    let named: Vec<Value> = tables.iter().map(|table| json!([table["name"], table["dimensions"]])).collect();
    assert_eq!(
        named,
        [
            json!(["themes", ["theme"]]),
            json!(["sub-themes", ["theme", "sub_theme"]]),
            json!(["directions", ["theme", "direction"]]),
            json!(["settings", ["theme", "setting"]]),
            json!(["plan", ["setting", "plan"]]),
            json!(["contributors", []]),
        ]
    );
    let themes = &place.services.content.codebook_on(place.services.today()).themes;
    let rows = tables[0]["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), themes.len(), "every theme, in the codebook's order");
    assert_eq!(rows[0], json!({"theme": themes[0].id, "count": 10}));
    for (row, theme) in rows.iter().zip(themes).skip(1) {
        assert_eq!(*row, json!({"theme": theme.id, "masked": true}));
    }
    for table in &tables[1..] {
        assert_eq!(table["rows"], json!([]), "a row that may not be shown is not in it: {table}");
    }
}

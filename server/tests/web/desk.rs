//! The review desk, by its forms: words and nothing else, and one decision for each point.

use crate::support::browser::{Browser, Fields, fields, of_nobody, set, value};
use crate::support::crowd::{Crowd, SAFE};
use crate::support::store::dump;
use crate::support::{House, spawn, spawn_on_postgres};

/// A house with eight points in its pool.
async fn with_points(house: &House, quotation: &str) -> Crowd {
    let crowd = house.crowd().await;
    house.all_share(&crowd, 8, quotation).await;
    assert!(house.move_on().await);
    crowd
}

/// The form, counting the point under one sub-theme.
fn accepted(house: &House, mut form: Fields) -> Fields {
    form.retain(|(name, _)| name != "codes");
    set(&mut form, &format!("code-{}", house.first_theme().1[0]), "easier");
    set(&mut form, "do", "accept");
    form
}

#[tokio::test]
async fn the_desk_shows_words_and_nothing_of_who_where_when_or_how_many() {
    let house = spawn().await;
    let crowd = house.crowd().await;
    house.sign_in(&crowd.leads[0]).await.get("/desk").await.expect(200).says("Nothing is waiting");
    let ids = house.all_share(&crowd, 8, "yes").await;
    let mut lead = house.sign_in(&crowd.leads[0]).await;
    lead.get("/desk").await.says("Nothing is waiting");
    assert!(house.move_on().await);
    let front = lead.get("/desk").await;
    front.expect(200).says("Some points are waiting");
    let page = lead.get("/desk/read").await;
    page.expect(200).says("Read this");
    assert_eq!(value(&page.form("/desk/read"), "words"), SAFE);
    for page in [&front, &page] {
        for person in &crowd.people {
            page.says_nothing_of(&person.name).says_nothing_of(&person.email);
        }
        for id in &ids {
            page.says_nothing_of(id);
        }
        // The codebook and the outcomes are the same for every point.
        let own = page.words().split("What is it about?").next().unwrap_or_default().to_owned();
        for told in ["2026", "November", "hospital", "Hospital", "8", "eight", "quote"] {
            assert!(!own.contains(told), "{told:?} in {own}");
        }
    }
}

#[tokio::test]
async fn two_leads_on_one_point_leave_one_decision_on_sqlite() {
    two_leads(spawn().await).await;
}

#[tokio::test]
async fn two_leads_on_one_point_leave_one_decision_on_postgresql() {
    two_leads(spawn_on_postgres().await).await;
}

async fn two_leads(house: House) {
    let crowd = with_points(&house, "no").await;
    let mut first = house.sign_in(&crowd.leads[0]).await;
    let mut second = house.sign_in(&crowd.leads[1]).await;
    let form = first.next_point().await.expect("a point");
    let mut late = of_nobody(form.clone());
    set(&mut late, "outcome", "not-for-here");
    set(&mut late, "do", "set-aside");
    first.post("/desk/read", &accepted(&house, form.clone())).await.leads_to(303, "/desk?done=decided");
    let before = dump(&house.services.db).await;
    let answer = second.post("/desk/read", &late).await;
    answer.expect(409).says("A colleague has read it in the meantime").says("Read the next one");
    first.post("/desk/read", &accepted(&house, form)).await.expect(409);
    assert_eq!(before, dump(&house.services.db).await);
}

#[tokio::test]
async fn a_form_with_something_to_put_right_comes_back_with_all_that_was_done() {
    let house = spawn().await;
    let crowd = with_points(&house, "yes").await;
    let mut lead = house.sign_in(&crowd.leads[0]).await;
    let form = lead.next_point().await.expect("a point");
    let before = dump(&house.services.db).await;
    let enormous = "more words than fit ".repeat(5_000);
    let with = |pairs: &[(&str, &str)]| {
        let mut form: Fields = form.iter().filter(|(name, _)| name != "codes").cloned().collect();
        for (name, value) in pairs {
            set(&mut form, name, value);
        }
        form
    };
    let codes: Vec<String> = house.first_theme().1.iter().map(|id| format!("code-{id}")).collect();
    let seven: Vec<(&str, &str)> =
        codes[..7].iter().map(|name| (name.as_str(), "both")).chain([("do", "accept")]).collect();
    let code = codes[2].as_str();
    let cases: [(&[(&str, &str)], &str); 9] = [
        (&[("do", "accept")], "Choose at least one sub-theme"),
        (&seven, "Choose at most six sub-themes"),
        (&[("do", "accept"), ("code-nothing", "easier")], "Choose a direction for each sub-theme"),
        (&[("do", "accept"), (code, "sideways")], "Choose a direction for each sub-theme"),
        (&[("do", "accept"), (code, "easier"), ("words", "")], "Leave some words"),
        (&[("do", "accept"), (code, "easier"), ("words", &enormous)], "A learning point can hold 3,000"),
        (&[("do", "accept"), (code, "easier"), ("words", "We told Mrs Okafor")], "Your changes add a detail"),
        (&[("do", "set-aside"), ("words", "Harebell")], "Choose one of the reasons"),
        (&[("do", "set-aside"), ("outcome", "counted")], "Choose one of the reasons"),
    ];
    for (pairs, says) in cases {
        let typed = with(pairs);
        let answer = lead.post("/desk/read", &typed).await;
        answer.expect(422).says("Something to put right").says(says);
        let back = answer.form("/desk/read");
        assert_eq!(value(&back, "words").trim(), value(&typed, "words").trim(), "{says}");
        assert_eq!(value(&back, "point"), value(&typed, "point"));
        if value(&typed, code) == "easier" {
            assert!(answer.body.contains("<option value=\"easier\" selected"), "{says}: the choice is kept");
        }
    }
    lead.post("/desk/read", &with(&[])).await.expect(422).says("Choose one of the buttons");
    for nonsense in [fields(&[]), fields(&[("point", "x"), ("do", "accept")]), fields(&[("do", "quote")])] {
        lead.post("/desk/read", &nonsense).await.expect(409).says("This point is done");
    }
    // A first reading cannot be passed off as a second.
    lead.post("/desk/read", &with(&[("do", "quote")])).await.expect(409);
    assert_eq!(before, dump(&house.services.db).await);
    lead.post("/desk/read", &with(&[("do", "accept"), (code, "both")])).await.expect(303);
}

#[tokio::test]
async fn words_are_quoted_after_a_second_lead_has_read_them_and_never_by_the_first_alone() {
    let house = spawn().await;
    let crowd = with_points(&house, "yes").await;
    assert_eq!(house.reads_all(&crowd.leads[0]).await, 8);
    let mut first = house.sign_in(&crowd.leads[0]).await;
    assert!(first.next_point().await.is_none(), "nothing is left for the first");
    let mut second = house.sign_in(&crowd.leads[1]).await;
    let page = second.get("/desk/read").await;
    page.expect(200).says("A second reading").says("May these words be quoted?");
    let mut form = page.form("/desk/read");
    set(&mut form, "do", "quote");
    first.post("/desk/read", &of_nobody(form.clone())).await.expect(409);
    set(&mut form, "words", "");
    second.post("/desk/read", &form).await.expect(422).says("Leave some words");
    set(&mut form, "words", SAFE);
    set(&mut form, "do", "do-not-quote");
    second.post("/desk/read", &form).await.leads_to(303, "/desk?done=decided");
    let mut form = second.next_point().await.expect("another");
    set(&mut form, "outcome", "could-point-to-somebody");
    set(&mut form, "do", "set-aside");
    second.post("/desk/read", &form).await.leads_to(303, "/desk?done=decided");
}

#[tokio::test]
async fn a_lead_never_meets_their_own_words() {
    let house = spawn().await;
    let crowd = house.crowd().await;
    house.all_share(&crowd, 7, "no").await;
    let own = "This is what a lead wrote about a night like any other";
    house.shares(&crowd.leads[0], own, "no").await;
    assert!(house.move_on().await);
    let mut read = Vec::new();
    let mut lead: Browser = house.sign_in(&crowd.leads[0]).await;
    while let Some(form) = lead.next_point().await {
        read.push(value(&form, "words").to_owned());
        lead.post("/desk/read", &accepted(&house, form)).await.expect(303);
    }
    assert_eq!((read.len(), read.contains(&own.to_owned())), (7, false));
    let mut other = house.sign_in(&crowd.leads[1]).await;
    let form = other.next_point().await.expect("the lead's");
    assert_eq!(value(&form, "words"), own);
    lead.post("/desk/read", &accepted(&house, of_nobody(form))).await.expect(409);
}

#[tokio::test]
async fn a_point_withdrawn_while_it_is_read_is_in_no_figure_and_its_author_is_told() {
    let house = spawn().await;
    let crowd = house.crowd().await;
    let ids = house.all_share(&crowd, 8, "yes").await;
    assert!(house.move_on().await);
    let mut lead = house.sign_in(&crowd.leads[0]).await;
    let open = lead.next_point().await.expect("a point");
    let here = format!("/reflections/{}/shared", ids[0]);
    let mut author = house.sign_in(&crowd.people[0]).await;
    let mut form = author.get(&here).await.form(&here);
    set(&mut form, "do", "withdraw");
    author.post(&here, &form).await.expect(303);
    // Whether it is this one nobody can tell: a decision stands either way.
    lead.post("/desk/read", &accepted(&house, open)).await.expect(303);
    house.reads_all(&crowd.leads[0]).await;
    house.reads_all(&crowd.leads[1]).await;
    let period = house.freezes().await;
    let mut author = house.sign_in(&crowd.people[0]).await;
    author.get(&here).await.says("You withdrew it");
    // Seven are left, and seven are never shown.
    let page = author.get(&format!("/themes/{period}")).await;
    page.expect(200).says("There is not enough to show").says_nothing_of("about 10").says_nothing_of(SAFE);
}

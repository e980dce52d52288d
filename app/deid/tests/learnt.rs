//! The second reader: what it adds to the rules, and that training gives the same weights again.

use deid::{Certainty, Label, Lexicon, at_least, find};

fn flagged(text: &str, lexicon: &Lexicon) -> Vec<(String, Label)> {
    let findings = at_least(find(text, lexicon), Certainty::Likely);
    findings.into_iter().map(|f| (text[f.range].to_owned(), f.label)).collect()
}

#[test]
fn company_alone_shows_a_name_an_age_and_a_time() {
    let text = "sat with marguerite till she went. she was 66 and she died at six in the morning";
    let found = flagged(text, Lexicon::embedded());
    for (words, label) in [("marguerite", Label::Name), ("66", Label::Age), ("six", Label::Time)] {
        assert!(found.iter().any(|(w, l)| w.contains(words) && *l == label), "{words}: {found:?}");
    }
}

#[test]
fn a_name_in_a_row_of_names_is_believed() {
    let row = "I read each out as Owen asked: Posy, Kit, Barley, Sorrel, Huw, Merle. Then Mrs Tarrant slept.";
    let found = flagged(row, Lexicon::embedded());
    assert!(found.contains(&("Kit".to_owned(), Label::Name)), "{found:?}");
    assert_eq!(flagged("We opened the dressing kit and began.", Lexicon::embedded()), []);
}

#[test]
fn a_passage_of_a_few_words_is_read_like_a_part_of_a_text() {
    let found = flagged("Then Major Gareth Yarrow came.", Lexicon::embedded());
    assert_eq!(found, [("Major Gareth Yarrow".to_owned(), Label::Name)]);
    assert_eq!(flagged("We were frank with her about it.", Lexicon::embedded()), []);
}

#[test]
fn doses_and_things_are_left_alone() {
    let text = "We gave morphine 10mg twice and the driver, serial 210 843 6462, alarmed. Her score was 4.";
    assert_eq!(flagged(text, Lexicon::embedded()), []);
}

#[test]
fn a_name_found_beside_another_becomes_one_finding() {
    let text = "Her daughter Ngozi Achterberg-Lisle rang.";
    assert_eq!(flagged(text, Lexicon::embedded()), [("Ngozi Achterberg-Lisle".to_owned(), Label::Name)]);
}

#[cfg(feature = "build")]
mod training {
    use deid::lexicon_build::{Lists, build};
    use deid::train::{Names, Settings, parse, train};

    use super::*;

    const TEXTS: &str = "=== a | ward | prose\nwe sat with <<NAME|orla>> and she slept\n\
        === b | ward | prose\nwe sat with <<NAME|desta>> and the <<-|pump>> slept\n";

    #[test]
    fn the_same_texts_give_the_same_weights_and_a_lexicon_that_reads_them() {
        let lists = Lists { common: "we sat with and she slept the pump".to_owned(), ..Lists::default() };
        let (mut bytes, _) = build(&lists).expect("a small map");
        let lexicon = Lexicon::from_bytes(&bytes).expect("a lexicon without weights");
        let texts = parse(TEXTS).expect("two texts");
        let names = Names { people: vec!["zofia".to_owned(), "tendai".to_owned()], places: Vec::new() };
        let settings = Settings { bits: 10, sparsity: 0.1, rounds: 10, ..Settings::default() };
        let (weights, kept) = train(&texts, &names, &lexicon, settings);
        assert!(kept > 0, "something was learnt");
        assert_eq!(train(&texts, &names, &lexicon, settings).0, weights);
        bytes.extend(&weights);
        assert!(Lexicon::from_bytes(&bytes).is_ok());
        bytes.pop();
        assert!(Lexicon::from_bytes(&bytes).is_err(), "a lexicon cut short is refused");
    }

    #[test]
    fn a_mark_that_is_not_closed_is_named_with_its_text() {
        let error = parse("=== x | ward | prose\nwe sat with <<NAME|orla").expect_err("an open mark");
        assert!(error.contains("x | ward") && error.contains("not closed"), "{error}");
    }
}

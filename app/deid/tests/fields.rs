//! Several fields read together, and choices made about what was found in them.

use deid::fields::{Choice, Fields, Tally, TwinKey};
use deid::{Label, Lexicon};
use proptest::prelude::*;

const TEXTS: [&str; 3] = [
    "Mrs Okafor died at 02:15. I had rung her son Chidi on 07911 123456.",
    "",
    "What stays is how mrs  okafor laughed. Chidi thanked us.",
];

#[test]
fn the_same_words_are_twins_across_fields_whatever_their_capitals() {
    let fields = Fields::new(TEXTS);
    let twins = fields.twins(&fields.find(Lexicon::embedded()));
    let name = twins.iter().find(|twins| twins.words == "Mrs Okafor").expect("found");
    let places: Vec<&str> =
        name.places.iter().map(|place| &TEXTS[place.field][place.range.clone()]).collect();
    assert_eq!(places, ["Mrs Okafor", "mrs  okafor"]);
    assert_eq!(name.places.iter().map(|place| place.field).collect::<Vec<_>>(), [0, 2]);
    assert_eq!(twins.iter().filter(|twins| twins.words == "Chidi").count(), 1);
}

#[test]
fn one_choice_resolves_every_twin_and_nothing_else() {
    let fields = Fields::new(TEXTS);
    let twins = fields.twins(&fields.find(Lexicon::embedded()));
    let chosen = TwinKey::of(Label::Name, "MRS OKAFOR");
    let texts = fields.resolve(&twins, |key| if key == chosen { Choice::Change } else { Choice::Leave });
    assert!(texts[0].starts_with("A patient died at 02:15."), "{}", texts[0]);
    assert!(texts[0].ends_with("her son Chidi on 07911 123456."), "{}", texts[0]);
    assert_eq!(texts[2], "What stays is how the patient laughed. Chidi thanked us.");

    let texts = fields.resolve(&twins, |key| if key == chosen { Choice::Cut } else { Choice::Leave });
    assert_eq!(texts[2], "What stays is how laughed. Chidi thanked us.");
    assert_eq!(fields.resolve(&twins, |_| Choice::Leave), TEXTS);
}

#[test]
fn keys_and_choices_survive_a_form_and_nonsense_changes_nothing() {
    let key = TwinKey::of(Label::Name, "Mrs Okafor");
    assert_eq!(key.to_string().parse(), Ok(key));
    assert_eq!(key.to_string().len(), 16);
    assert_ne!(key, TwinKey::of(Label::Place, "Mrs Okafor"));
    for nonsense in ["", "g", "-1", "00000000000000000"] {
        assert!(nonsense.parse::<TwinKey>().is_err() || nonsense.starts_with("000"), "{nonsense}");
    }
    for choice in [Choice::Change, Choice::Cut, Choice::Leave] {
        assert_eq!(Choice::from_code(choice.code()), choice);
    }
    assert_eq!(Choice::from_code("everything"), Choice::Leave);
}

#[test]
fn what_was_found_is_counted_in_words() {
    let words = |found, look| Tally { found, look }.to_string();
    assert_eq!(words(0, 0), "Nothing was found that could identify someone");
    assert_eq!(words(1, 0), "1 thing could identify someone");
    assert_eq!(words(3, 1), "3 things could identify someone, and 1 more is worth a look");
    assert_eq!(words(1, 2), "1 thing could identify someone, and 2 more are worth a look");
    assert_eq!(words(0, 2), "2 things are worth a look");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ranges_lie_inside_their_fields_in_order(texts in prop::collection::vec("(Mrs Okafor|rang|Dr|Kezia|\n| |é|07911|123456|on 3rd|of May|\\PC){0,12}", 0..5)) {
        let fields = Fields::new(&texts);
        let found = fields.find(Lexicon::embedded());
        let mut last = (0, 0);
        for one in &found {
            let range = one.finding.range.clone();
            prop_assert!(texts[one.field].get(range.clone()).is_some_and(|words| !words.is_empty()));
            prop_assert!((one.field, range.start) >= last);
            last = (one.field, range.end);
        }
        let twins = fields.twins(&found);
        prop_assert_eq!(twins.iter().map(|twins| twins.places.len()).sum::<usize>(), found.len());
        prop_assert_eq!(fields.resolve(&twins, |_| Choice::Leave), texts.clone());
        prop_assert_eq!(fields.resolve(&twins, |_| Choice::Change).len(), texts.len());
    }
}

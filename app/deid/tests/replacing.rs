//! A cleaned passage still reads well: articles, possessives, capitals, the same words for the same person.

use deid::{Certainty, Lexicon, at_least, clean, find, suggest};

fn cleaned(text: &str) -> String {
    let findings = at_least(find(text, Lexicon::embedded()), Certainty::Likely);
    clean(text, &suggest(text, &findings))
}

#[test]
fn a_person_is_called_by_what_they_are() {
    assert_eq!(
        cleaned("Mrs Okafor was dying. I rang her son Chidi and he came. Mrs Okafor's hand was warm."),
        "A patient was dying. I rang her son and he came. The patient's hand was warm."
    );
}

#[test]
fn two_people_with_one_role_are_kept_apart() {
    assert_eq!(
        cleaned("Dr Nkemelu rang Dr Fitzgibbon. Dr Nkemelu was right."),
        "A doctor rang another doctor. The doctor was right."
    );
}

#[test]
fn dates_become_seasons() {
    assert_eq!(cleaned("She died on 3rd of March."), "She died on a day in spring.");
    assert_eq!(cleaned("It was 21st June when we met."), "It was one day in summer when we met.");
}

#[test]
fn ages_become_decades_that_agree_with_the_person() {
    assert_eq!(cleaned("She was 78 and tired."), "She was in her seventies and tired.");
    assert_eq!(cleaned("He was 34 years old."), "He was in his thirties.");
    assert_eq!(cleaned("A man aged 61 came in."), "A man aged sixty-odd came in.");
    assert_eq!(cleaned("It was a 78-year-old man."), "It was a seventy-something man.");
    assert_eq!(cleaned("It was an 84-year-old woman."), "It was an eighty-something woman.");
}

#[test]
fn times_keep_the_part_of_the_day() {
    assert_eq!(
        cleaned("She died at 02:15 and I was there."),
        "She died at some point in the night and I was there."
    );
    assert_eq!(
        cleaned("He went downhill about 14:30 that day."),
        "He went downhill about the middle of the afternoon that day."
    );
}

#[test]
fn places_become_their_kind() {
    assert_eq!(
        cleaned("She came to us from Fernlea Court with a cough."),
        "She came to us from a care home with a cough."
    );
    assert_eq!(cleaned("We moved him to Ward 7 overnight."), "We moved him to a ward overnight.");
}

#[test]
fn the_same_detail_gets_the_same_words() {
    let text = cleaned("I rang 07911 123456 twice. The number was 07911 123456.");
    assert_eq!(
        text.matches("a number left out here").count() + text.matches("A number left out here").count(),
        2,
        "{text}"
    );
}

#[test]
fn capitals_stay_capitals() {
    let text = cleaned("ON THE DAY MRS OKAFOR DIED I WAS THE NURSE IN CHARGE AND NOBODY CAME TO HELP US.");
    assert_eq!(text, "ON THE DAY A PATIENT DIED I WAS THE NURSE IN CHARGE AND NOBODY CAME TO HELP US.");
}

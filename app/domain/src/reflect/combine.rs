//! Putting two versions of one reflection together, so that no word of either is lost.

use super::answers::{Answer, HowAreYou};
use super::reflection::Reflection;
use crate::time::Timestamp;

/// What stands between the two where both versions wrote something different.
const BETWEEN: &str = "\n\n[From the other version]\n\n";

/// Both versions in one: where they say the same, once; where they differ, the words of `kept` and
/// below them those of `other`. A choice that differs stays as in `kept`.
#[must_use]
pub fn combine(kept: &Reflection, other: &Reflection, now: Timestamp) -> Reflection {
    let mut both = kept.clone();
    both.changed = now;
    for (prompt, answer) in other.answers.iter() {
        let merged = match (kept.answers.get(prompt), answer) {
            (None, theirs) => theirs.clone(),
            (Some(Answer::Text(ours)), Answer::Text(theirs)) => Answer::Text(join(ours, theirs)),
            (Some(ours), _) => ours.clone(),
        };
        both.answers.set(prompt.clone(), merged);
    }
    both.how_are_you = HowAreYou {
        choice: kept.how_are_you.choice.clone().or_else(|| other.how_are_you.choice.clone()),
        words: join(&kept.how_are_you.words, &other.how_are_you.words),
    };
    both
}

fn join(ours: &str, theirs: &str) -> String {
    if ours.contains(theirs) {
        ours.to_owned()
    } else if theirs.contains(ours) {
        theirs.to_owned()
    } else {
        format!("{ours}{BETWEEN}{theirs}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reflect::fixture::template;
    use crate::reflect::{Answers, TemplateRef};
    use proptest::prelude::*;

    fn version(fields: &[(&str, &str)]) -> Reflection {
        let reference = TemplateRef { id: "t".to_owned(), version: "1".to_owned() };
        let mut reflection = Reflection::begin(reference, Timestamp(0));
        reflection.answers = Answers::from_fields(&template(), fields.iter().copied()).0;
        reflection
    }

    #[test]
    fn a_version_that_goes_on_from_the_other_swallows_it() {
        let both =
            combine(&version(&[("part", "We sat")]), &version(&[("part", "We sat with her")]), Timestamp(9));
        assert_eq!(both.answers.text("part"), "We sat with her");
        assert_eq!(both.changed, Timestamp(9));
    }

    #[test]
    fn answers_that_only_one_version_has_are_kept() {
        let both =
            combine(&version(&[("setting", "ward")]), &version(&[("well", "The pause")]), Timestamp(9));
        assert_eq!(both.answers.choice("setting"), Some("ward"));
        assert_eq!(both.answers.text("well"), "The pause");
    }

    proptest! {
        #[test]
        fn no_word_of_either_version_is_lost(ours in "[a-z ]{0,40}", theirs in "[a-z ]{0,40}") {
            let (a, b) = (version(&[("part", &ours)]), version(&[("part", &theirs)]));
            let both = combine(&a, &b, Timestamp(1));
            prop_assert!(both.answers.text("part").contains(a.answers.text("part")));
            prop_assert!(both.answers.text("part").contains(b.answers.text("part")));
        }
    }
}

//! What holds for any text at all.

use deid::{Lexicon, Replacement, char_ranges, clean, find, markup::mark_up, suggest, utf16_ranges};
use proptest::prelude::*;

/// Texts that look like notes, with odd characters thrown in.
fn notes() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[A-Z][a-z]{1,8}",
        "[a-z]{1,9}",
        "[0-9]{1,11}",
        "[A-Za-z0-9]{1,9}",
        prop::sample::select(vec![
            "Mrs",
            "her son",
            "the",
            "died at",
            "on",
            "3rd of",
            "March",
            "NHS",
            "@",
            "https://",
            "at",
            "dot",
            "co",
            "uk",
            "ward",
            "Flat 3,",
            "only nurse in",
            "\u{200b}",
            "Ѕоph",
            "😀",
            "é",
            "ﬁ",
            "Ｍ",
            "e\u{301}",
            "\n",
            "\n\n",
            "\"",
            "'s",
            "-",
            ".",
            ",",
            "(",
            ")",
            "/",
            ":",
            "王小明",
            "O'",
            "\u{202e}",
            "\u{0}",
            "St",
            "aged",
            "twenty",
            "one hundred and",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec((piece, prop::sample::select(vec![" ", "", " ", "\n", "-", "."])), 0..40)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, joint)| [piece, joint.to_owned()]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ranges_are_on_boundaries_sorted_and_disjoint(text in notes()) {
        let mut end = 0;
        for finding in find(&text, Lexicon::embedded()) {
            prop_assert!(text.get(finding.range.clone()).is_some_and(|part| !part.is_empty()), "{:?} in {text:?}", finding.range);
            prop_assert!(finding.range.start >= end);
            end = finding.range.end;
        }
    }

    #[test]
    fn any_characters_at_all_are_survived(text in any::<String>()) {
        let findings = find(&text, Lexicon::embedded());
        let _ = suggest(&text, &findings);
        let _ = mark_up(&text, &findings);
    }

    #[test]
    fn offsets_agree_in_every_unit(text in notes()) {
        let findings = find(&text, Lexicon::embedded());
        let wide: Vec<u16> = text.encode_utf16().collect();
        let scalars: Vec<char> = text.chars().collect();
        for ((finding, utf16), chars) in findings.iter().zip(utf16_ranges(&text, &findings)).zip(char_ranges(&text, &findings)) {
            let found = &text[finding.range.clone()];
            prop_assert_eq!(String::from_utf16_lossy(&wide[utf16]), found);
            prop_assert_eq!(scalars[chars].iter().collect::<String>(), found);
        }
    }

    #[test]
    fn text_outside_findings_is_unchanged_by_cleaning(text in notes()) {
        let findings = find(&text, Lexicon::embedded());
        // Marks that no replacement holds show what was kept.
        let marked: Vec<Replacement> = suggest(&text, &findings).into_iter().map(|r| Replacement { words: "\u{1}".to_owned(), ..r }).collect();
        let cleaned = clean(&text, &marked);
        let mut at = 0;
        let mut expected = String::new();
        for finding in &findings {
            expected.push_str(&text[at..finding.range.start]);
            expected.push('\u{1}');
            at = finding.range.end;
        }
        expected.push_str(&text[at..]);
        prop_assert_eq!(cleaned, expected);
    }

    #[test]
    fn invisible_characters_change_no_finding(cut in 1..5_usize) {
        let plain = "I rang Mrs Okafor on 07911 123456 about her son.";
        let at = plain.find("Okafor").expect("there") + cut;
        let hidden = format!("{}\u{200b}{}", &plain[..at], &plain[at..]);
        let (a, b) = (find(plain, Lexicon::embedded()), find(&hidden, Lexicon::embedded()));
        let seen = |text: &str, findings: &[deid::Finding]| -> Vec<String> {
            findings.iter().map(|f| text[f.range.clone()].replace('\u{200b}', "")).collect()
        };
        prop_assert_eq!(seen(plain, &a), seen(&hidden, &b));
    }
}

/// Signs that folding drops, shrinks or widens before a text move its findings by their own length, no more.
#[test]
fn normalising_never_shifts_an_offset() {
    let text = "Mrs Okafor died on 3rd of March at 14:06. Her son Chidi rang 07911 123456.";
    let plain = find(text, Lexicon::embedded());
    assert!(plain.len() >= 5);
    for odd in [
        "\u{200b}\u{feff}",
        "\u{2014} \u{2026} ",
        "\u{3000}",
        "\u{ff08}\u{ff09} ",
        "\u{ad}",
        "\u{1f600} ",
        "\u{2028}",
    ] {
        let shifted = format!("{odd}{text}");
        let found = find(&shifted, Lexicon::embedded());
        let back: Vec<_> =
            found.iter().map(|f| (f.range.start - odd.len(), f.range.end - odd.len(), f.label)).collect();
        let expected: Vec<_> = plain.iter().map(|f| (f.range.start, f.range.end, f.label)).collect();
        assert_eq!(back, expected, "after {odd:?}");
    }
}

#[test]
fn a_broken_lexicon_is_refused() {
    assert!(Lexicon::from_bytes(b"").is_err());
    assert!(Lexicon::from_bytes(b"DLX1 and some words").is_err());
    let whole = include_bytes!("../lexicon/lexicon.bin");
    assert!(Lexicon::from_bytes(whole).is_ok());
    assert!(Lexicon::from_bytes(&whole[..whole.len() - 1]).is_err());
}

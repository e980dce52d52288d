//! Texts of our own, with floors: what was once right stays right.

mod measure;

use deid::{Certainty, Label, Lexicon, at_least, find, suggest};
use measure::{Measures, Sample, Span};

/// Reads the markup that the data file explains.
fn samples() -> Vec<Sample> {
    let mut samples = Vec::new();
    for part in include_str!("data/regression.txt").split("\n# ").skip(1) {
        let (_, marked) = part.split_once('\n').expect("a heading");
        let mut sample =
            Sample { text: String::new(), spans: Vec::new(), decoys: Vec::new(), neutral: Vec::new() };
        let mut open = 0;
        let mut rest = marked.trim_end().chars().peekable();
        while let Some(c) = rest.next() {
            let end = sample.text.len();
            match c {
                '{' | '<' | '[' => open = end,
                '|' => {
                    let label: String = rest.by_ref().take_while(|c| *c != '}').collect();
                    sample.spans.push(Span { start: open, end, label: label.parse().ok() });
                }
                '>' => sample.decoys.push(Span { start: open, end, label: None }),
                ']' => sample.neutral.push(Span { start: open, end, label: None }),
                _ => sample.text.push(c),
            }
        }
        samples.push(sample);
    }
    samples
}

#[test]
fn our_own_texts_leak_little_and_cry_no_wolf() {
    let mut measures = Measures::default();
    for sample in samples() {
        let findings = at_least(find(&sample.text, Lexicon::embedded()), Certainty::Likely);
        measures.add(&sample, &findings);
    }
    let (all, direct) = (measures.leak_rate(|_| true), measures.leak_rate(Label::is_direct));
    assert!(all <= 3.5, "{all:.2} % leaked: {:#?}", measures.leaks);
    assert!(direct <= 2.5, "{direct:.2} % of direct identifiers leaked: {:#?}", measures.leaks);
    assert!(
        measures.decoys_flagged * 100 <= 8 * measures.decoys,
        "{} of {} decoys",
        measures.decoys_flagged,
        measures.decoys
    );
    assert!(measures.false_spans * 1000 <= 6 * measures.words, "{} false spans", measures.false_spans);
}

#[test]
fn a_cleaned_passage_still_reads_well() {
    let text = "I rang her son Chidi on 07911 123456. Chidi thanked me. Mrs Okafor was 78 and came from Fernlea Court on the 3rd of March. His wife, Agnieszka, spoke to Dr Hallworth. Dr Hallworth listened.";
    let findings = find(text, Lexicon::embedded());
    let cleaned = deid::clean(text, &suggest(text, &findings));
    assert_eq!(
        cleaned,
        "I rang her son on a number left out here. Her son thanked me. A patient was in her seventies and came from a care home on the day in spring. His wife, whom I will not name, spoke to a doctor. The doctor listened."
    );
}

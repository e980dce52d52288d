//! Floors on texts that were held out: no rule and no weight was made from them.

mod measure;

use deid::{Certainty, Label, Lexicon, at_least, find};
use measure::{Measures, Sample, Span};

/// The texts of each hand, how many words they have at least, and how many identifying words and words of names in a
/// hundred may leak: the second hand's hold more details, the first's harder names.
const HANDS: [(&str, usize, f64, f64); 2] = [
    (include_str!("data/unseen/y.txt"), 12_000, 5.0, 5.5),
    (include_str!("data/unseen/ad.txt"), 16_000, 7.0, 4.0),
];

/// Reads `=== id | setting | tags`, then words with `<<LABEL|a detail>>`, `<<-|a decoy>>`, `<<~|neutral>>`.
fn samples(file: &str) -> Vec<Sample> {
    let texts = file.split("=== ").skip(1).filter_map(|part| part.split_once('\n'));
    texts.map(|(_, body)| sample(body.trim())).collect()
}

fn sample(body: &str) -> Sample {
    let mut sample =
        Sample { text: String::new(), spans: Vec::new(), decoys: Vec::new(), neutral: Vec::new() };
    let mut rest = body;
    while let Some((before, marked)) = rest.split_once("<<") {
        let (mark, after) = marked.split_once(">>").expect("a mark is closed");
        let (label, words) = mark.split_once('|').expect("a mark has a label");
        sample.text.push_str(before);
        let start = sample.text.len();
        sample.text.push_str(words);
        let span = Span { start, end: sample.text.len(), label: label.parse().ok() };
        match label {
            "-" => sample.decoys.push(span),
            "~" => sample.neutral.push(span),
            _ => sample.spans.push(span),
        }
        rest = after;
    }
    sample.text.push_str(rest);
    sample
}

#[test]
fn texts_that_nothing_was_made_from_leak_little_and_cry_wolf_seldom() {
    let mut both = Measures::default();
    let (mut whole, mut identifying) = (0, 0);
    for (texts, words, most, most_names) in HANDS {
        let mut measures = Measures::default();
        for sample in samples(texts) {
            let findings = at_least(find(&sample.text, Lexicon::embedded()), Certainty::Likely);
            let mut one = Measures::default();
            one.add(&sample, &findings);
            identifying += usize::from(!sample.spans.is_empty());
            whole += usize::from(!sample.spans.is_empty() && one.leak_rate(Label::is_direct) <= 0.0);
            measures.add(&sample, &findings);
            both.add(&sample, &findings);
        }
        assert!(measures.words > words, "{} words were read", measures.words);
        let (all, direct) = (measures.leak_rate(|_| true), measures.leak_rate(Label::is_direct));
        assert!(all <= most, "{all:.2} % leaked: {:#?}", measures.leaks);
        assert!(direct <= 4.0, "{direct:.2} % of direct identifiers leaked");
        let names = measures.leak_rate(|label| label == Label::Name);
        assert!(names <= most_names, "{names:.2} % of names leaked");
        assert!(measures.decoys_flagged * 100 <= 6 * measures.decoys, "{} decoys", measures.decoys_flagged);
        assert!(measures.false_spans * 1000 <= 5 * measures.words, "{} false spans", measures.false_spans);
        let (clear, nobody) = (measures.unidentifying_clear, measures.unidentifying);
        assert!(clear * 10 >= 6 * nobody, "{clear} of {nobody} texts that name no one were left clear");
    }
    let names = both.leak_rate(|label| label == Label::Name);
    assert!(names <= 4.0, "{names:.2} % of names leaked");
    assert!(
        both.decoys_flagged * 100 <= 4 * both.decoys,
        "{} of {} decoys",
        both.decoys_flagged,
        both.decoys
    );
    assert!(whole * 100 >= 80 * identifying, "{whole} of {identifying} texts have no direct leak");
}

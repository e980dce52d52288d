//! Any text: findings lie on character boundaries, in order, apart; cleaning never panics.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let findings = deid::find(text, deid::Lexicon::embedded());
    let mut end = 0;
    for finding in &findings {
        assert!(text.get(finding.range.clone()).is_some());
        assert!(finding.range.start >= end && finding.range.start < finding.range.end);
        end = finding.range.end;
    }
    let _ = deid::clean(text, &deid::suggest(text, &findings));
});

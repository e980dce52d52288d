//! JSON lines for the command line: `{"id","text"}` in, `{"id","spans":[…]}` out, offsets in scalar values.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{Certainty, Lexicon, at_least, char_ranges, find};

/// One line in.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    text: Cow<'a, str>,
}

/// One line out.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a str,
    spans: Vec<Span<'a>>,
}

#[derive(Serialize)]
struct Span<'a> {
    start: usize,
    end: usize,
    label: &'static str,
    certainty: &'static str,
    reason: &'a str,
}

/// Checks one line; gives the answer without a line break.
///
/// # Errors
/// When the line is not an object with the strings `id` and `text`; the message says what is wrong.
pub fn check_line(line: &str, lexicon: &Lexicon, least: Certainty) -> Result<String, serde_json::Error> {
    let line: Line<'_> = serde_json::from_str(line)?;
    let findings = at_least(find(&line.text, lexicon), least);
    let spans = char_ranges(&line.text, &findings)
        .into_iter()
        .zip(&findings)
        .map(|(range, finding)| Span {
            start: range.start,
            end: range.end,
            label: finding.label.code(),
            certainty: finding.certainty.code(),
            reason: &finding.reason,
        })
        .collect();
    serde_json::to_string(&Answer { id: &line.id, spans })
}

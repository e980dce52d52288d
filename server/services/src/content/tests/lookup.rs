//! What is shown on a day, what stays, and filling letters in.

use jiff::civil::{Date, date};

use super::{PLAIN, loaded, small, with_second};
use crate::content::{EmailName, FillError};

#[test]
fn a_letter_is_filled_once_and_needs_every_value() {
    let content = loaded(&small());
    let letter = content.email(EmailName::Invitation);
    let values =
        [("name", "{link}\nBcc: all"), ("organisation", "A\r\nB"), ("link", "https://x"), ("days", "7")];
    let filled = letter.fill(&values).expect("every placeholder has a value");
    assert_eq!(filled.subject, "Come to A  B");
    assert_eq!(filled.body, "Hello {link} Bcc: all,\nhttps://x works 7 days.\n");
    assert_eq!(letter.fill(&values[..3]), Err(FillError { placeholder: "days".into() }));
}

#[test]
fn an_expired_signpost_is_gone_everywhere() {
    let content = loaded(&small());
    let (last, after) = (date(2026, 3, 31), date(2026, 4, 1));
    let at_gate = |day: Date| {
        let entries = content.gate_on(day).entries;
        entries[0].signposts.iter().map(|signpost| signpost.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(at_gate(last), ["dated", "line"], "in the order the gate names them");
    assert_eq!(at_gate(after), ["line"]);
    assert_eq!((content.signposts_on(last).len(), content.signposts_on(after).len()), (2, 1));
    assert_eq!((content.signpost_groups_on(last).len(), content.signpost_groups_on(after).len()), (2, 1));
    assert!(content.signpost("dated", last).is_some() && content.signpost("dated", after).is_none());
    assert_eq!(content.how_are_you_on(after).signposts[0].id, "line");
}

#[test]
fn a_framework_whose_period_ended_is_still_shown() {
    let content = loaded(&small());
    assert_eq!(content.ambitions_on(date(2031, 1, 1)).version, "1");
}

#[test]
fn an_old_reflection_keeps_the_template_version_it_was_begun_with() {
    let mut texts =
        with_second(PLAIN, |text| text.replace("2026-01-01", "2027-01-01").replace("order = 1", "order = 5"));
    let first = texts[PLAIN].replace("2026-01-01", "2026-01-01\nvalid_to = 2026-12-31");
    texts.insert(PLAIN.into(), first);
    let content = loaded(&texts);
    let offered = |day| content.templates_on(day).iter().map(|t| t.version.clone()).collect::<Vec<_>>();
    assert_eq!(offered(date(2026, 12, 31)), ["1"]);
    assert_eq!(offered(date(2027, 1, 1)), ["2"]);
    assert_eq!(content.template("plain", "1").map(|template| template.order), Some(1));
    assert_eq!(content.template("plain", "3"), None);
}

#[test]
fn a_template_whose_period_ended_is_offered_only_if_nothing_else_is() {
    let mut texts = small();
    let ended = texts[PLAIN].replace("2026-01-01", "2026-01-01\nvalid_to = 2026-06-30");
    texts.insert(PLAIN.into(), ended);
    let newer = texts[PLAIN].replace("plain", "newer").replace("2026-06-30", "2026-12-31");
    texts.insert("templates/newer/1.toml".into(), newer);
    let content = loaded(&texts);
    let offered = |day| content.templates_on(day).iter().map(|t| t.id.clone()).collect::<Vec<_>>();
    assert_eq!(offered(date(2026, 6, 30)), ["newer", "plain"], "the same order: by id");
    assert_eq!(offered(date(2026, 7, 1)), ["newer"]);
    assert_eq!(offered(date(2027, 1, 1)), ["newer", "plain"]);
}

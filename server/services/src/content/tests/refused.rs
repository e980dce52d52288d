//! Every rule is broken once, and the line that breaks it is named.

use super::{
    Content, Files, PLAIN, SIGNPOSTS, SMALL, load, loaded, problems, problems_after, small, with_second,
};

#[test]
fn all_problems_of_all_files_are_told_at_once() {
    let mut texts = small();
    texts.insert(PLAIN.into(), texts[PLAIN].replace("rows = 3", "rows = 0").replace("\"T\"", "\" \""));
    texts.remove("emails/reset.txt");
    assert_eq!(
        problems(&texts),
        [
            "content/emails/reset.txt: this file is missing",
            "content/templates/plain/1.toml:5: `title` is empty: write it, or take the line out if it may be left out",
            "content/templates/plain/1.toml:11: `rows` must be a whole number from 1 to 30",
        ]
    );
}

#[test]
fn what_is_not_toml_is_refused_with_its_line() {
    let found = problems_after(PLAIN, "order = 1", "order = ");
    assert_eq!(found.len(), 1, "only the slip itself, not its echoes: {found:?}");
    assert!(found[0].starts_with("content/templates/plain/1.toml:4: this is not TOML: "), "{found:?}");
}

#[test]
fn a_key_nobody_knows_is_refused_with_its_line() {
    let found = problems_after("gate/1.toml", "say = \"S\"", "say = \"S\"\nsay_more = \"S\"");
    assert_eq!(
        found,
        [
            "content/gate/1.toml:13: `say_more` is not a key here; the keys here are: id, say, signposts, title, when"
        ]
    );
}

#[test]
fn a_missing_key_is_told_at_the_part_that_lacks_it() {
    let found = problems_after(PLAIN, "choices = \"place/1\"\n", "");
    assert_eq!(found, ["content/templates/plain/1.toml:14: `choices` is missing"]);
}

#[test]
fn a_duplicate_prompt_id_is_refused_with_its_line() {
    let found = problems_after(PLAIN, "id = \"second\"", "id = \"first\"");
    assert_eq!(found, ["content/templates/plain/1.toml:15: the id `first` is already used on line 9"]);
}

#[test]
fn a_duplicate_choice_or_signpost_id_is_refused() {
    let found = problems_after("choices/place/1.toml", "\"home\"", "\"ward\"");
    assert_eq!(found, ["content/choices/place/1.toml:6: the id `ward` is already used on line 5"]);
    let found = problems_after(SIGNPOSTS, "id = \"later\"", "id = \"urgent\"");
    assert!(found[0].ends_with(":4: the id `urgent` is already used on line 4"), "{found:?}");
}

#[test]
fn an_id_with_other_letters_is_refused() {
    let found = problems_after(PLAIN, "\"first\"", "\"first one\"");
    assert_eq!(
        found,
        [
            "content/templates/plain/1.toml:9: `first one` may have only letters a to z, digits and hyphens, and begins with a letter"
        ]
    );
}

#[test]
fn a_building_block_or_sub_theme_must_carry_its_parents_id() {
    let found = problems_after("frameworks/ambitions/1.toml", "\"A1.1\"", "\"A2.1\"");
    assert_eq!(
        found,
        [
            "content/frameworks/ambitions/1.toml:7: `A2.1` must be `A1.` and then letters a to z, digits and hyphens"
        ]
    );
    let found = problems_after("codebook/1.toml", "\"COM.one\"", "\"one\"");
    assert!(found[0].starts_with("content/codebook/1.toml:10: `one` must be `COM.`"), "{found:?}");
}

#[test]
fn the_id_and_version_must_be_those_of_the_folder_and_file() {
    let found = problems_after(PLAIN, "id = \"plain\"", "id = \"other\"");
    assert_eq!(
        found,
        ["content/templates/plain/1.toml:1: `id` must be \"plain\", as the folder is named, not \"other\""]
    );
    let found = problems_after("codebook/1.toml", "version = \"1\"", "version = \"2\"");
    assert!(found[0].starts_with("content/codebook/1.toml:2: `version` must be \"1\""), "{found:?}");
}

#[test]
fn a_date_in_quotation_marks_or_with_a_time_is_refused() {
    for wrong in ["\"2026-01-01\"", "2026-01-01T10:00:00"] {
        let found = problems_after(PLAIN, "2026-01-01", wrong);
        assert_eq!(
            found,
            [
                "content/templates/plain/1.toml:3: `valid_from` must be a date without quotation marks, such as 2026-01-31"
            ]
        );
    }
}

#[test]
fn a_period_that_ends_before_it_begins_is_refused() {
    let found = problems_after("frameworks/ambitions/1.toml", "2026-12-31", "2021-01-01");
    assert_eq!(
        found,
        [
            "content/frameworks/ambitions/1.toml:4: `valid_to` must be a later day than `valid_from`, which is 2021-01-01"
        ]
    );
}

#[test]
fn two_versions_that_hold_on_the_same_day_are_refused() {
    let texts = with_second("frameworks/ambitions/1.toml", |text| {
        text.replace("2021-01-01", "2026-12-31").replace("= 2026-12-31\ntitle", "= 2030-12-31\ntitle")
    });
    assert_eq!(
        problems(&texts),
        [
            "content/frameworks/ambitions/1.toml:4: this version and version `2` both hold on 2026-12-31: end this one, with `valid_to`, before that day"
        ]
    );
    loaded(&with_second("frameworks/ambitions/1.toml", |text| {
        text.replace("2021-01-01", "2027-01-01").replace("2026-12-31", "2030-12-31")
    }));
}

#[test]
fn a_version_without_an_end_overlaps_the_next() {
    let texts = with_second("codebook/1.toml", |text| text.replace("2026-01-01", "2027-01-01"));
    let found = problems(&texts);
    assert!(
        found[0].starts_with("content/codebook/1.toml:3: this version and version `2` both"),
        "{found:?}"
    );
}

#[test]
fn a_list_of_choices_that_is_not_there_is_refused() {
    let found = problems_after(PLAIN, "place/1", "place/2");
    assert_eq!(
        found,
        ["content/templates/plain/1.toml:17: there is no list of choices \"place/2\"; there are: place/1"]
    );
}

#[test]
fn a_list_of_choices_that_ended_before_the_template_began_is_refused() {
    let found = problems_after("choices/place/1.toml", "2026-01-01", "2020-01-01\nvalid_to = 2025-12-31");
    assert_eq!(
        found,
        [
            "content/templates/plain/1.toml:17: the list of choices \"place/1\" never holds while this template does"
        ]
    );
}

#[test]
fn a_kind_of_prompt_nobody_knows_is_refused() {
    let found = problems_after(PLAIN, "\"choice\"", "\"slider\"");
    assert_eq!(
        found,
        ["content/templates/plain/1.toml:16: `kind` may be \"text\" or \"choice\", not \"slider\""]
    );
}

#[test]
fn a_signpost_that_is_not_there_is_refused_wherever_it_is_named() {
    let wanted = "there is no signpost \"nowhere\" in version 1 of the signposts";
    let found = problems_after("gate/1.toml", "\"dated\"", "\"nowhere\"");
    assert_eq!(found, [format!("content/gate/1.toml:13: {wanted}")]);
    let found = problems_after("how-are-you/1.toml", "\"line\"", "\"nowhere\"");
    assert_eq!(found, [format!("content/how-are-you/1.toml:8: {wanted}")]);
}

#[test]
fn a_new_version_of_the_signposts_must_keep_what_the_gate_points_to() {
    let mut texts = with_second(SIGNPOSTS, |text| {
        text.replacen("2026-01-01", "2027-01-01", 1).replace("id = \"line\"", "id = \"new-line\"")
    });
    let first = texts[SIGNPOSTS].replacen("2026-01-01", "2026-01-01\nvalid_to = 2026-12-31", 1);
    texts.insert(SIGNPOSTS.into(), first);
    let found = problems(&texts);
    assert_eq!(
        found[0],
        "content/gate/1.toml:13: there is no signpost \"line\" in version 2 of the signposts"
    );
}

#[test]
fn a_gate_entry_without_a_signpost_is_refused() {
    let found = problems_after("gate/1.toml", "[\"dated\", \"line\"]", "[]");
    assert_eq!(found, ["content/gate/1.toml:13: `signposts` must name at least one signpost: [\"...\"]"]);
}

#[test]
fn a_signpost_in_a_group_that_is_not_there_is_refused() {
    let found = problems_after(SIGNPOSTS, "group = \"urgent\"", "group = \"soon\"");
    assert_eq!(found, ["content/signposts/1.toml:7: there is no group \"soon\"; there are: urgent, later"]);
}

#[test]
fn a_number_a_telephone_cannot_dial_is_refused() {
    for wrong in ["116 123", "99", "1234567890123456", "call us"] {
        let found = problems_after(SIGNPOSTS, "tel = \"999\"", &format!("tel = \"{wrong}\""));
        assert!(found[0].starts_with("content/signposts/1.toml:11: `tel` may have only digits"), "{found:?}");
    }
}

#[test]
fn a_signpost_that_expires_before_it_was_checked_is_refused() {
    let found = problems_after(SIGNPOSTS, "expires = 2026-03-31", "expires = 2026-01-01");
    assert!(found[0].starts_with("content/signposts/1.toml:22: `expires` must be a later day"), "{found:?}");
}

#[test]
fn a_part_of_the_promise_that_says_nothing_is_refused() {
    let found = problems_after("promise/1.toml", "paragraphs = [\"P\"]\n", "");
    assert_eq!(found, ["content/promise/1.toml:8: a part needs `paragraphs`, `items` or both"]);
}

#[test]
fn a_folder_that_lacks_any_kind_of_file_is_refused() {
    let versioned = SMALL.iter().filter(|(path, _)| path.ends_with(".toml"));
    for (path, _) in versioned {
        let mut texts = small();
        texts.remove(*path);
        assert!(load(&texts).is_err(), "{path} may not be missing");
    }
    let mut texts = small();
    texts.remove("gate/1.toml");
    assert_eq!(problems(&texts), ["content/gate: at least one version is needed here, such as `1.toml`"]);
}

#[test]
fn a_file_with_no_place_is_refused_and_a_hidden_one_passed_over() {
    let mut texts = small();
    texts.insert("gate/1.toml.bak".into(), String::new());
    texts.insert("gate/.1.toml.swp".into(), String::new());
    texts.insert("emails/welcome.txt".into(), String::new());
    let found = problems(&texts);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("content/emails/welcome.txt: this file has no place here"), "{found:?}");
    assert!(found[1].starts_with("content/gate/1.toml.bak: this file has no place here"), "{found:?}");
}

#[test]
fn a_file_that_is_not_text_is_refused() {
    let mut files = Files::new("content");
    files.add("gate/1.toml", &[0xff, 0xfe]);
    let errors = Content::from_files(files).expect_err("nearly everything is missing");
    let wanted = "content/gate/1.toml: this file must be plain text, saved as UTF-8";
    assert!(errors.problems.iter().any(|problem| problem.to_string() == wanted), "{errors}");
}

#[test]
fn a_letter_with_a_placeholder_too_many_or_too_few_is_refused() {
    let found = problems_after("emails/reset.txt", "{hours}", "{days}");
    assert_eq!(
        found,
        [
            "content/emails/reset.txt:1: {hours} is missing; this letter needs: {name}, {link}, {hours}",
            "content/emails/reset.txt:3: {days} is not a placeholder of this letter; it has: {name}, {link}, {hours}",
        ]
    );
    let found = problems_after("emails/reset.txt", "{hours}", "{hours} {");
    assert_eq!(
        found,
        ["content/emails/reset.txt:3: `{` may stand only around a placeholder: {name}, {link}, {hours}"]
    );
}

#[test]
fn a_letter_needs_a_subject_an_empty_line_and_a_body() {
    let found = problems_after("emails/reset.txt", "Reset\n\n", "\nReset\n");
    assert_eq!(
        found,
        [
            "content/emails/reset.txt:1: the first line must be the subject",
            "content/emails/reset.txt:2: the second line must be empty, between the subject and the letter",
        ]
    );
    let found = problems_after(
        "emails/reset.txt",
        "Reset\n\n{name}: {link} for {hours} hours.\n",
        "{name} {link} {hours}\n",
    );
    assert_eq!(
        found,
        ["content/emails/reset.txt:2: the letter itself is missing: it begins on the third line"]
    );
}

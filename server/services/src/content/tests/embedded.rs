//! The content that travels inside the binary, and content on disk.

use std::path::Path;

use domain::reflect::template::PromptKind;
use jiff::civil::date;

use super::{Content, loaded, small};
use crate::content::EmailName;

#[test]
fn the_embedded_content_loads() {
    let content = Content::embedded().unwrap_or_else(|errors| panic!("{errors}"));
    let today = date(2026, 11, 21);
    let framework = content.ambitions_on(today);
    assert_eq!((framework.ambitions.len(), framework.foundations.len()), (6, 8));
    assert_eq!(framework.ambitions.iter().map(|ambition| ambition.building_blocks.len()).sum::<usize>(), 34);
    assert_eq!(content.codebook_on(today).themes.len(), 4);
    let order: Vec<_> = content.templates_on(today).iter().map(|template| template.id.as_str()).collect();
    assert_eq!(order, ["after-a-death", "what-so-what-now-what", "went-well", "five-minutes"]);
}

#[test]
fn every_embedded_template_has_choices_to_pick_from_and_warns_about_names() {
    let content = Content::embedded().unwrap_or_else(|errors| panic!("{errors}"));
    for template in content.templates_on(date(2026, 11, 21)) {
        let hint = template.prompts[0].hint.as_deref().unwrap_or_default();
        assert!(hint.contains("names, ages, dates and places"), "{}", template.id);
        for prompt in &template.prompts {
            if let PromptKind::Choice { list, choices } = &prompt.kind {
                assert!(!list.id.is_empty() && (2..=14).contains(&choices.len()), "{}", prompt.id);
            }
        }
    }
}

#[test]
fn every_embedded_gate_entry_shows_a_signpost_and_every_letter_can_be_filled() {
    let content = Content::embedded().unwrap_or_else(|errors| panic!("{errors}"));
    let gate = content.gate_on(date(2026, 11, 21));
    assert!(gate.entries.iter().all(|entry| !entry.signposts.is_empty()));
    for name in EmailName::ALL {
        let values: Vec<_> = name.placeholders().iter().map(|name| (*name, "value")).collect();
        let letter = content.email(name).fill(&values).expect("every placeholder has a value");
        assert!(!letter.body.contains(['{', '}']), "{name:?}");
    }
}

#[test]
fn there_is_a_starter_module_for_every_theme_with_outcomes_and_sources() {
    let content = Content::embedded().unwrap_or_else(|errors| panic!("{errors}"));
    let today = date(2026, 11, 21);
    let modules: Vec<_> = content.modules_on(today).collect();
    assert!(modules.len() >= 4);
    for theme in &content.codebook_on(today).themes {
        assert!(modules.iter().any(|module| module.card.mapping.answers(&theme.id)), "{}", theme.id);
    }
    for module in modules {
        assert!(module.starter, "{}: nobody here has reviewed it", module.id);
        assert!(module.card.outcomes.len() >= 2 && !module.card.sources.is_empty(), "{}", module.id);
        assert!(module.card.pages.len() >= 3, "{}", module.id);
    }
}

#[test]
fn a_folder_on_disk_loads_like_the_embedded_one() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    assert_eq!(Content::from_folder(&folder), Content::embedded());
}

#[test]
fn a_problem_on_disk_names_the_whole_path() {
    let folder = tempfile::tempdir().expect("a folder");
    let gate = folder.path().join("gate");
    std::fs::create_dir(&gate).expect("a folder");
    std::fs::write(gate.join("1.toml"), "id = 1\n").expect("a file");
    let errors = Content::from_folder(folder.path()).expect_err("nearly everything is missing");
    let wanted =
        format!("{}/gate/1.toml:1: `id` must be words between quotation marks", folder.path().display());
    assert!(errors.to_string().lines().any(|line| line == wanted), "{errors}");
}

#[test]
fn the_smallest_content_loads() {
    loaded(&small());
}

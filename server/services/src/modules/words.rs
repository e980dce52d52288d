//! A mapping in words: the titles behind the ids.

use crate::Services;
use domain::modules::Mapping;

/// Something with an id and a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
}

/// A theme, or a sub-theme and the theme it is under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedTheme {
    /// The theme.
    pub theme: Named,
    /// The sub-theme, if that is what is meant.
    pub sub_theme: Option<Named>,
}

/// What a module answers, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Ambitions, each once.
    pub ambitions: Vec<Named>,
    /// Building blocks of them.
    pub building_blocks: Vec<Named>,
    /// Foundations.
    pub foundations: Vec<Named>,
    /// Themes and sub-themes, in the order of the mapping.
    pub themes: Vec<NamedTheme>,
}

impl NamedTheme {
    /// The id to ask for.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.sub_theme.as_ref().unwrap_or(&self.theme).id
    }
}

fn named(id: &str, title: &str) -> Named {
    Named { id: id.to_owned(), title: title.to_owned() }
}

/// The titles as they are today; of what is there no longer, as they last were.
pub(super) fn words(services: &Services, mapping: &Mapping) -> Words {
    let (content, today) = (&services.content, services.today());
    let mut words = Words::default();
    for id in &mapping.ambitions {
        let mut versions = content.every_ambitions(today);
        let found = versions.find_map(|all| match (all.ambition(id), all.building_block(id)) {
            (Some(ambition), _) => Some((ambition, None)),
            (None, Some((ambition, block))) => Some((ambition, Some(block))),
            (None, None) => None,
        });
        let Some((ambition, block)) = found else { continue };
        if !words.ambitions.iter().any(|known| known.id == ambition.id) {
            words.ambitions.push(named(&ambition.id, &ambition.title));
        }
        words.building_blocks.extend(block.map(|block| named(&block.id, &block.title)));
    }
    let foundations = mapping.foundations.iter();
    words.foundations = foundations
        .filter_map(|id| content.every_ambitions(today).find_map(|all| all.foundation(id)))
        .map(|foundation| named(&foundation.id, &foundation.title))
        .collect();
    words.themes = mapping.themes.iter().filter_map(|id| theme(services, id)).collect();
    words
}

/// The title of everything a module is mapped to, for telling two mappings apart.
#[must_use]
pub fn titles_of(services: &Services, mapping: &Mapping) -> Vec<String> {
    let Words { ambitions, building_blocks, foundations, themes } = words(services, mapping);
    let themes = themes.into_iter().map(|NamedTheme { theme, sub_theme }| sub_theme.unwrap_or(theme));
    let named = themes.chain(ambitions).chain(building_blocks).chain(foundations);
    named.map(|named| named.title).collect()
}

/// A theme or sub-theme by its id.
pub(super) fn theme(services: &Services, id: &str) -> Option<NamedTheme> {
    services.content.every_codebook(services.today()).find_map(|all| {
        let theme = |theme: &domain::frameworks::Theme| named(&theme.id, &theme.title);
        if let Some(found) = all.theme(id) {
            return Some(NamedTheme { theme: theme(found), sub_theme: None });
        }
        let (whole, part) = all.sub_theme(id)?;
        Some(NamedTheme { theme: theme(whole), sub_theme: Some(named(&part.id, &part.title)) })
    })
}

//! What a module answers: ambitions, foundations and themes, by their ids.

use crate::frameworks::{Ambitions, Codebook};
use serde::{Deserialize, Serialize};

/// The ids a module is mapped to. Ids are never used twice for different things, so they need no
/// version beside them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// Ambitions, or building blocks of one.
    pub ambitions: Vec<String>,
    /// Foundations.
    pub foundations: Vec<String>,
    /// Themes, or sub-themes of one.
    pub themes: Vec<String>,
}

impl Mapping {
    /// Whether it is mapped to that theme or a sub-theme of it.
    #[must_use]
    pub fn answers(&self, theme: &str) -> bool {
        self.themes.iter().any(|own| is_or_is_under(own, theme))
    }

    /// Whether it is mapped to that ambition or a building block of it.
    #[must_use]
    pub fn serves(&self, ambition: &str) -> bool {
        self.ambitions.iter().any(|own| is_or_is_under(own, ambition))
    }

    /// Whether nobody could find it by what it answers.
    #[must_use]
    pub const fn leads_nowhere(&self) -> bool {
        self.ambitions.is_empty() && self.themes.is_empty()
    }

    /// The ambitions, foundations and themes that these do not have.
    #[must_use]
    pub fn unknown(&self, framework: &Ambitions, codebook: &Codebook) -> Vec<&str> {
        let ambitions = self.ambitions.iter().filter(|id| !is_ambition(framework, id));
        let foundations = self.foundations.iter().filter(|id| framework.foundation(id).is_none());
        let themes = self.themes.iter().filter(|id| !is_theme(codebook, id));
        ambitions.chain(foundations).chain(themes).map(String::as_str).collect()
    }

    /// What this has and the other has not.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let rest = |own: &[String], others: &[String]| {
            own.iter().filter(|id| !others.contains(id)).cloned().collect()
        };
        Self {
            ambitions: rest(&self.ambitions, &other.ambitions),
            foundations: rest(&self.foundations, &other.foundations),
            themes: rest(&self.themes, &other.themes),
        }
    }

    /// The same, each id once, in the order given.
    #[must_use]
    pub fn each_once(self) -> Self {
        let once = |ids: Vec<String>| {
            let mut seen = Vec::with_capacity(ids.len());
            for id in ids {
                if !seen.contains(&id) {
                    seen.push(id);
                }
            }
            seen
        };
        Self {
            ambitions: once(self.ambitions),
            foundations: once(self.foundations),
            themes: once(self.themes),
        }
    }
}

fn is_ambition(framework: &Ambitions, id: &str) -> bool {
    framework.ambition(id).is_some() || framework.building_block(id).is_some()
}

fn is_theme(codebook: &Codebook, id: &str) -> bool {
    codebook.theme(id).is_some() || codebook.sub_theme(id).is_some()
}

/// The id of a part begins with the whole's and a dot.
fn is_or_is_under(id: &str, whole: &str) -> bool {
    id.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frameworks::{Ambition, BuildingBlock, Foundation, SubTheme, Theme, Validity};
    use jiff::civil::date;

    fn ids(ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    fn known() -> (Ambitions, Codebook) {
        let valid = Validity { from: date(2026, 1, 1), to: None };
        let text = String::new;
        let framework = Ambitions {
            id: text(),
            version: text(),
            title: text(),
            valid,
            overarching: text(),
            ambitions: vec![Ambition {
                id: "Q".into(),
                title: text(),
                building_blocks: vec![BuildingBlock { id: "Q.1".into(), title: text() }],
            }],
            foundations: vec![Foundation { id: "Z".into(), title: text() }],
        };
        let codebook = Codebook {
            id: text(),
            version: text(),
            title: text(),
            valid,
            themes: vec![Theme {
                id: "T".into(),
                title: text(),
                about: text(),
                sub_themes: vec![SubTheme { id: "T.one".into(), title: text(), about: text() }],
            }],
            directions: vec![],
        };
        (framework, codebook)
    }

    #[test]
    fn a_module_for_a_sub_theme_answers_its_theme_and_not_its_neighbour() {
        let mapping = Mapping { themes: ids(&["T.one"]), ..Mapping::default() };
        assert!(mapping.answers("T") && mapping.answers("T.one"));
        assert!(!mapping.answers("T.on") && !mapping.answers("T.one-more") && !mapping.answers("U"));
        let whole = Mapping { themes: ids(&["T"]), ..Mapping::default() };
        assert!(whole.answers("T") && !whole.answers("T.one"), "the whole is not each of its parts");
    }

    #[test]
    fn ids_that_nobody_knows_are_told() {
        let (framework, codebook) = known();
        let good =
            Mapping { ambitions: ids(&["Q", "Q.1"]), foundations: ids(&["Z"]), themes: ids(&["T", "T.one"]) };
        assert!(good.unknown(&framework, &codebook).is_empty());
        let wrong =
            Mapping { ambitions: ids(&["Q", "T"]), foundations: ids(&["Q"]), themes: ids(&["Q.1", "T.two"]) };
        assert_eq!(wrong.unknown(&framework, &codebook), ["T", "Q", "Q.1", "T.two"]);
    }

    #[test]
    fn a_box_ticked_twice_counts_once() {
        let twice = Mapping { themes: ids(&["T", "T.one", "T"]), ..Mapping::default() };
        assert_eq!(twice.each_once().themes, ["T", "T.one"]);
    }
}

//! The codebook: the themes that learning points are coded to.

use serde::{Deserialize, Serialize};

use super::{Dated, Validity};

/// One version of the codebook. Its order is the order in which figures with equal counts are shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Codebook {
    /// Which codebook this is; the same in all its versions.
    pub id: String,
    /// Which version of it.
    pub version: String,
    /// What people call it.
    pub title: String,
    /// When this version holds.
    pub valid: Validity,
    /// The themes, in codebook order.
    pub themes: Vec<Theme>,
    /// Whether something helped or hindered: said of any code.
    pub directions: Vec<Direction>,
}

/// A broad subject of learning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Theme {
    /// Unique in its codebook.
    pub id: String,
    /// A short name.
    pub title: String,
    /// What belongs under it, in a line.
    pub about: String,
    /// Narrower subjects under it.
    pub sub_themes: Vec<SubTheme>,
}

/// A narrower subject under one theme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SubTheme {
    /// Its theme's id, a dot, and its own name: unique in the codebook.
    pub id: String,
    /// A short name.
    pub title: String,
    /// What belongs under it, in a line.
    pub about: String,
}

/// Which way something pulled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Direction {
    /// Unique in its codebook.
    pub id: String,
    /// The words people see.
    pub label: String,
}

impl Codebook {
    /// The theme with that id.
    pub fn theme(&self, id: &str) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.id == id)
    }

    /// The sub-theme with that id, and the theme it belongs to.
    pub fn sub_theme(&self, id: &str) -> Option<(&Theme, &SubTheme)> {
        self.themes.iter().find_map(|theme| {
            let sub_theme = theme.sub_themes.iter().find(|sub_theme| sub_theme.id == id)?;
            Some((theme, sub_theme))
        })
    }

    /// The direction with that id.
    pub fn direction(&self, id: &str) -> Option<&Direction> {
        self.directions.iter().find(|direction| direction.id == id)
    }
}

impl Dated for Codebook {
    fn validity(&self) -> Validity {
        self.valid
    }
}

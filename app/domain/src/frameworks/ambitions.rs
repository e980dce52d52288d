//! A framework of ambitions, building blocks and foundations.

use serde::{Deserialize, Serialize};

use super::{Dated, Validity};

/// One version of a framework that care and learning are mapped to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ambitions {
    /// Which framework this is; the same in all its versions.
    pub id: String,
    /// Which version of it.
    pub version: String,
    /// What people call it.
    pub title: String,
    /// When this version holds.
    pub valid: Validity,
    /// What the whole framework is for, in the voice of the person cared for.
    pub overarching: String,
    /// The ambitions, in their own order.
    pub ambitions: Vec<Ambition>,
    /// What has to be in place for any ambition to succeed.
    pub foundations: Vec<Foundation>,
}

/// One thing to aim for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ambition {
    /// Unique in its framework.
    pub id: String,
    /// The ambition in the framework's words.
    pub title: String,
    /// What it is built of.
    pub building_blocks: Vec<BuildingBlock>,
}

/// A part of one ambition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BuildingBlock {
    /// Its ambition's id, a dot, and its own name: unique in the framework.
    pub id: String,
    /// A short name.
    pub title: String,
}

/// Something all ambitions rest on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Foundation {
    /// Unique in its framework.
    pub id: String,
    /// A short name.
    pub title: String,
}

impl Ambitions {
    /// The ambition with that id.
    pub fn ambition(&self, id: &str) -> Option<&Ambition> {
        self.ambitions.iter().find(|ambition| ambition.id == id)
    }

    /// The building block with that id, and the ambition it belongs to.
    pub fn building_block(&self, id: &str) -> Option<(&Ambition, &BuildingBlock)> {
        self.ambitions.iter().find_map(|ambition| {
            let block = ambition.building_blocks.iter().find(|block| block.id == id)?;
            Some((ambition, block))
        })
    }

    /// The foundation with that id.
    pub fn foundation(&self, id: &str) -> Option<&Foundation> {
        self.foundations.iter().find(|foundation| foundation.id == id)
    }
}

impl Dated for Ambitions {
    fn validity(&self) -> Validity {
        self.valid
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_building_block_is_found_together_with_its_ambition() {
        let block = BuildingBlock { id: "B.one".into(), title: "One".into() };
        let framework = Ambitions {
            id: "any".into(),
            version: "1".into(),
            title: "Any".into(),
            valid: Validity { from: date(2026, 1, 1), to: None },
            overarching: "For everybody.".into(),
            ambitions: vec![
                Ambition { id: "A".into(), title: "First".into(), building_blocks: vec![] },
                Ambition { id: "B".into(), title: "Second".into(), building_blocks: vec![block.clone()] },
            ],
            foundations: vec![],
        };
        let (ambition, found) = framework.building_block("B.one").expect("it is there");
        assert_eq!((ambition.id.as_str(), found), ("B", &block));
        assert_eq!(framework.building_block("A.one"), None);
    }
}

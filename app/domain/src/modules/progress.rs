//! How far somebody has read. It is theirs alone: nobody else is shown it, and nothing counts it.

use crate::time::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most modules of one person that are kept in mind, so that it fits one seal.
pub const MOST_MODULES: usize = 300;

/// How far one person has read, by module.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    places: BTreeMap<String, Place>,
}

/// Where somebody is in a module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The version they read.
    pub version: String,
    /// The page they came to, counted from one.
    pub page: u16,
    /// When they marked it as complete, and in which version.
    pub completed: Option<Completed>,
}

/// A module marked as complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completed {
    /// The version that was read.
    pub version: String,
    /// The day.
    pub day: Day,
}

impl Place {
    /// Whether they have begun the version they are in and not marked it as complete.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        self.completed.as_ref().is_none_or(|done| done.version != self.version)
    }
}

impl Progress {
    /// Where they are in a module, if they have begun it.
    #[must_use]
    pub fn of(&self, module: &str) -> Option<&Place> {
        self.places.get(module)
    }

    /// Every module they have begun.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Place)> {
        self.places.iter().map(|(module, place)| (module.as_str(), place))
    }

    /// They turned to a page of a version. What they completed before stays.
    pub fn turn_to(&mut self, module: &str, version: &str, page: u16) {
        self.make_room_for(module);
        let completed = self.places.get(module).and_then(|place| place.completed.clone());
        let place = Place { version: version.to_owned(), page, completed };
        self.places.insert(module.to_owned(), place);
    }

    /// They marked a version as complete. The first day stays when they do it again.
    pub fn complete(&mut self, module: &str, version: &str, last_page: u16, today: Day) {
        self.turn_to(module, version, last_page);
        if let Some(place) = self.places.get_mut(module)
            && place.is_under_way()
        {
            place.completed = Some(Completed { version: version.to_owned(), day: today });
        }
    }

    /// Forgets the module completed longest ago; if none is complete, any.
    fn make_room_for(&mut self, module: &str) {
        if self.places.contains_key(module) || self.places.len() < MOST_MODULES {
            return;
        }
        let completed =
            self.places.iter().filter_map(|(id, place)| Some((place.completed.as_ref()?.day, id)));
        let oldest = completed.min().map(|(_, id)| id).or_else(|| self.places.keys().next()).cloned();
        if let Some(oldest) = oldest {
            self.places.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_somebody_left_is_where_they_turned_last() {
        let mut progress = Progress::default();
        assert_eq!(progress.of("m"), None);
        progress.turn_to("m", "1", 2);
        progress.turn_to("m", "1", 3);
        assert_eq!(progress.of("m").map(|place| place.page), Some(3));
        assert!(progress.of("m").is_some_and(Place::is_under_way));
    }

    #[test]
    fn what_was_completed_stays_complete_when_a_newer_version_is_begun() {
        let mut progress = Progress::default();
        progress.complete("m", "1", 4, Day(10));
        assert!(!progress.of("m").expect("begun").is_under_way());
        progress.complete("m", "1", 4, Day(20));
        let done = progress.of("m").and_then(|place| place.completed.clone()).expect("done");
        assert_eq!((done.version.as_str(), done.day), ("1", Day(10)), "twice is as once");

        progress.turn_to("m", "2", 2);
        let place = progress.of("m").expect("begun");
        assert_eq!((place.version.as_str(), place.page, place.is_under_way()), ("2", 2, true));
        assert_eq!(place.completed.as_ref().map(|done| done.day), Some(Day(10)));
        progress.complete("m", "2", 5, Day(30));
        let done = progress.of("m").and_then(|place| place.completed.clone()).expect("done");
        assert_eq!((done.version.as_str(), done.day), ("2", Day(30)));
    }

    #[test]
    fn however_much_somebody_reads_it_fits_one_seal() {
        let mut progress = Progress::default();
        for number in 0..MOST_MODULES + 50 {
            let id = format!("00000000-0000-7000-8000-{number:012}");
            progress.complete(&id, "12", 40, Day(20_000 + number as i64));
        }
        assert_eq!(progress.iter().count(), MOST_MODULES);
        assert!(progress.of("00000000-0000-7000-8000-000000000000").is_none(), "the oldest is forgotten");
        assert!(serde_json::to_vec(&progress).expect("JSON").len() < 60_000);
    }
}

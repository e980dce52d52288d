//! All versions of one piece of content: at least one, so a lookup always finds something.

use domain::frameworks::{Dated, held_or_nearest};
use jiff::civil::Date;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Versions<T> {
    first: T,
    rest: Vec<T>,
}

impl<T: Dated> Versions<T> {
    /// `None` if there are none.
    pub(super) fn new(items: Vec<T>) -> Option<Self> {
        let mut items = items.into_iter();
        let first = items.next()?;
        Some(Self { first, rest: items.collect() })
    }

    /// The one that holds on that day, or the nearest (see [`held_or_nearest`]).
    pub(super) fn on(&self, date: Date) -> &T {
        held_or_nearest(&self.first, &self.rest, date)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.first).chain(&self.rest)
    }
}

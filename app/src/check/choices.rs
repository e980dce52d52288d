//! Choices as a form posts them: one field for each thing found, named by its key.

use crate::web::Posted;
use deid::fields::{Choice, TwinKey};

/// The name of the field that holds the choice about one thing.
#[must_use]
pub fn field_of(key: TwinKey) -> String {
    format!("found-{key}")
}

/// What was chosen about one thing. Only that much is believed of what was posted: what is found, and
/// where, is worked out anew from the words themselves. A thing without a choice is let stand.
#[must_use]
pub fn chosen(posted: &Posted, key: TwinKey) -> Choice {
    Choice::from_code(posted.text(&field_of(key)))
}

//! Between what is known of a module and its JSON in the database.

use crate::error::Error;
use domain::modules::{Card, Draft};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(super) fn to_json<T: Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|_| Error::Unexpected("not JSON".to_owned()))
}

fn from_json<T: DeserializeOwned>(what: &str, text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|_| Error::Unexpected(format!("a {what} in the database is not one")))
}

pub(super) fn card(text: &str) -> Result<Card, Error> {
    from_json("module's card", text)
}

pub(super) fn draft(text: &str) -> Result<Draft, Error> {
    from_json("module's draft", text)
}

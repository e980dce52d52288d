//! The screens of modules, rendered on the server.

pub mod catalogue;
mod editor;
pub mod front;
mod mapping;
pub mod own;
pub mod preview;
pub mod publish;
pub mod reading;
pub mod withdraw;
pub mod write;

use crate::web::Web;
use domain::time::{Day, Timestamp, day_in_words};

/// "a minute", "15 minutes".
fn minutes(minutes: u16) -> String {
    if minutes == 1 { "a minute".to_owned() } else { format!("{minutes} minutes") }
}

/// "1 page", "4 pages".
fn pages(count: u16) -> String {
    if count == 1 { "1 page".to_owned() } else { format!("{count} pages") }
}

/// A day as people read it: "21 November 2026".
fn day(web: &Web, day: Day) -> String {
    let noon = Timestamp(0).plus_days(day.0).plus_minutes(12 * 60);
    day_in_words(web.services.date(noon))
}

/// The words on a module that came with the portal.
const STARTER: &str = "Starter content: needs local clinical review before use";

//! A reflection as a file for its writer.

use super::read::read;
use crate::Services;
use crate::error::{Error, require};
use domain::ids::ReflectionId;
use domain::policy::{Action, Actor, decide};
use domain::reflect::{Heading, as_json, as_markdown};

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyFormat {
    /// To read and to print.
    Markdown,
    /// To keep, or to move elsewhere.
    Json,
}

/// A file to hand over. Its name says nothing about what is in it.
#[derive(Debug)]
pub struct File {
    /// Its name.
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub content: String,
}

/// Writes one of the actor's own reflections to a file, without the private line at the end.
///
/// # Errors
/// As [`read`].
pub async fn take_copy(
    services: &Services,
    actor: &Actor,
    id: ReflectionId,
    format: CopyFormat,
) -> Result<File, Error> {
    require(decide(actor, Action::TakeCopy, actor.own()))?;
    let opened = read(services, actor, id).await?;
    Ok(match format {
        CopyFormat::Markdown => {
            let heading = Heading {
                started: services.in_words(opened.reflection.started),
                changed: services.in_words(opened.reflection.changed),
            };
            File {
                name: "notes.md",
                media_type: "text/markdown; charset=utf-8",
                content: as_markdown(&opened.reflection, opened.template, &heading),
            }
        }
        CopyFormat::Json => File {
            name: "notes.json",
            media_type: "application/json",
            content: format!("{:#}\n", as_json(&opened.reflection, opened.template)),
        },
    })
}

//! Content: the frameworks, codebook, prompts, gate, signposts and letters in `content/`, read once
//! when the server starts and looked up by date ever after.
//!
//! What enters this room: reading those files, and every check that can be made before anybody sees
//! them. All problems are told at once, each with its file and line, because whoever edits content is
//! not a programmer. What stays out: the words themselves, and any ambition, theme, template or choice
//! by name. How the files are written is described in `content/README.md`.

mod email;
mod file;
mod files;
mod frameworks;
mod load;
mod lookup;
mod modules;
mod problem;
mod sharing;
mod signposting;
mod templates;
#[cfg(test)]
mod tests;
mod versions;

pub use email::{EmailName, EmailTemplate, FillError, FilledEmail};
pub use lookup::Content;
pub use problem::{ContentErrors, Problem};

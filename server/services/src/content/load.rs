//! Reading a whole content folder, and everything it must hold.

use std::path::Path;

use include_dir::{Dir, include_dir};

use super::email::{EmailName, EmailTemplate, email};
use super::file::File;
use super::files::Files;
use super::lookup::{Content, Emails};
use super::problem::ContentErrors;
use super::versions::Versions;
use super::{frameworks, modules, sharing, signposting, templates};

/// The content folder as it was when the binary was built.
static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../content");

impl Content {
    /// The content that travels inside the binary.
    ///
    /// # Errors
    /// When something is wrong with it: all problems at once.
    pub fn embedded() -> Result<Self, ContentErrors> {
        let mut files = Files::new("content");
        files.add_embedded(&EMBEDDED);
        Self::from_files(files)
    }

    /// The content of a folder on disk, which stands in for all of the embedded content.
    ///
    /// # Errors
    /// When something is wrong with it, or a file cannot be read: all problems at once.
    pub fn from_folder(folder: &Path) -> Result<Self, ContentErrors> {
        let mut files = Files::new(&folder.display().to_string());
        files.add_folder(folder, Path::new(""));
        Self::from_files(files)
    }

    pub(super) fn from_files(mut files: Files) -> Result<Self, ContentErrors> {
        let ambitions = files.versions("frameworks/ambitions", frameworks::ambitions);
        let codebook = files.versions("codebook", frameworks::codebook);

        let mut lists = Vec::new();
        for list in files.folders_in("choices") {
            lists.extend(files.versions(&format!("choices/{list}"), templates::choice_list));
        }
        let mut every_template = Vec::new();
        let ids = files.folders_in("templates");
        if ids.is_empty() {
            files.note("templates", "at least one template is needed here, in a folder with its name");
        }
        for id in ids {
            let folder = format!("templates/{id}");
            every_template
                .extend(files.versions(&folder, |fields, head| templates::template(fields, head, &lists)));
        }

        let signposts = files.versions("signposts", signposting::signposts);
        let gate = files.versions("gate", |fields, head| signposting::gate(fields, head, &signposts));
        let how_are_you =
            files.versions("how-are-you", |fields, head| signposting::how_are_you(fields, head, &signposts));
        let promise = files.versions("promise", signposting::promise);
        let consent = files.versions("consent", sharing::consent);
        let outcomes = files.versions("outcomes", |fields, head| sharing::outcomes(fields, head, &signposts));

        let against = modules::Against::new(&ambitions, &codebook);
        let mut every_module = Vec::new();
        for id in files.folders_in("modules") {
            let folder = format!("modules/{id}");
            every_module.extend(
                files.texts(&folder, |fields, head, body| modules::module(fields, head, body, &against)),
            );
        }

        let emails = EmailName::ALL.map(|name| letter(&mut files, name));
        files.note_strangers();

        let mut problems = files.problems;
        problems.sort();
        let [Some(invitation), Some(reset), Some(reset_notice), Some(reopening_notice)] = emails else {
            return Err(ContentErrors { problems });
        };
        let (Some(ambitions), Some(codebook), Some(signposts), Some(gate), Some(how_are_you), Some(promise)) = (
            Versions::new(ambitions),
            Versions::new(codebook),
            Versions::new(signposts),
            Versions::new(gate),
            Versions::new(how_are_you),
            Versions::new(promise),
        ) else {
            return Err(ContentErrors { problems });
        };
        let (Some(consent), Some(outcomes)) = (Versions::new(consent), Versions::new(outcomes)) else {
            return Err(ContentErrors { problems });
        };
        if !problems.is_empty() {
            return Err(ContentErrors { problems });
        }
        let emails = Emails { invitation, reset, reset_notice, reopening_notice };
        let (templates, modules) = (every_template, every_module);
        Ok(Self {
            ambitions,
            codebook,
            lists,
            templates,
            modules,
            gate,
            promise,
            consent,
            outcomes,
            how_are_you,
            signposts,
            emails,
        })
    }
}

fn letter(files: &mut Files, name: EmailName) -> Option<EmailTemplate> {
    let (path, text) = files.take(&format!("emails/{}.txt", name.file_name()))?;
    let file = File::new(&path, &text);
    let letter = email(&file, name, &text);
    files.problems.extend(file.problems());
    Some(letter)
}

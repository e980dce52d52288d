//! What the forms of sharing post, read; and written again into the next form.

use crate::web::Posted;
use domain::sharing::{Quotation, Resolution, ShareDraft};
use domain::text::tidy;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The most characters a page's mark has.
const MAX_MARK: usize = 64;

/// The draft as it was posted.
pub(super) fn draft(posted: &Posted) -> ShareDraft {
    let chosen = |name: &str| Some(posted.text(name).to_owned()).filter(|value| !value.is_empty());
    ShareDraft {
        page: posted.text("page").chars().take(MAX_MARK).collect(),
        words: posted.text("words").to_owned(),
        resolutions: resolutions(posted),
        setting: chosen("setting"),
        plan: chosen("plan"),
        quotation: Quotation::parse(posted.text("quotation")),
        consent: chosen("consent"),
    }
}

/// What was decided about each detail. `found-3` holds the words of the third, `choice-3` what to do
/// with them, `own-3` and `reason-3` what that needs. A choice that is none of these decides nothing.
fn resolutions(posted: &Posted) -> BTreeMap<String, Resolution> {
    let numbered = posted.iter().filter_map(|(name, words)| Some((name.strip_prefix("found-")?, words)));
    numbered
        .filter_map(|(number, words)| {
            let field = |name: &str| posted.text(&format!("{name}-{number}"));
            let resolution = match field("choice") {
                "suggested" => Resolution::Suggested,
                "own" if !field("own").trim().is_empty() => Resolution::Replaced(field("own").to_owned()),
                "cut" => Resolution::Cut,
                "keep" => Resolution::Kept(field("reason").to_owned()),
                _ => return None,
            };
            // Browsers post a line end as two characters.
            Some((tidy(words), resolution))
        })
        .collect()
}

/// What was picked for each detail, also where more was needed than was said.
pub(super) fn picked(posted: &Posted) -> BTreeMap<String, String> {
    let numbered = posted.iter().filter_map(|(name, words)| Some((name.strip_prefix("found-")?, words)));
    numbered
        .map(|(number, words)| (tidy(words), posted.text(&format!("choice-{number}")).to_owned()))
        .collect()
}

/// The details that were kept, with the reason's id for each.
pub(super) fn kept(draft: &ShareDraft) -> impl Iterator<Item = (&str, &str)> {
    draft.resolutions.iter().filter_map(|(words, resolution)| match resolution {
        Resolution::Kept(reason) => Some((words.as_str(), reason.as_str())),
        _ => None,
    })
}

/// The same draft with nothing kept: the check then tells of those details, too.
pub(super) fn nothing_kept(draft: &ShareDraft) -> ShareDraft {
    let mut draft = draft.clone();
    draft.resolutions.retain(|_, resolution| !matches!(resolution, Resolution::Kept(_)));
    draft
}

/// A field that is carried along out of sight.
pub(super) fn hidden(name: &str, value: &str) -> AnyView {
    view! { <input type="hidden" name=name.to_owned() value=value.to_owned()/> }.into_any()
}

/// The answers of the last step, carried through an earlier one. Consent is not among them: it is given
/// to the words as they are in the end.
pub(super) fn carried_answers(draft: &ShareDraft) -> Vec<AnyView> {
    let quotation = draft.quotation.map(Quotation::as_str);
    [("setting", draft.setting.as_deref()), ("plan", draft.plan.as_deref()), ("quotation", quotation)]
        .into_iter()
        .filter_map(|(name, value)| Some(hidden(name, value?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_detail_is_decided_by_its_own_fields_and_nonsense_decides_nothing() {
        let posted = Posted::read(
            b"found-0=Mrs+Okafor&choice-0=suggested&found-1=Ward+7&choice-1=own&own-1=the+ward\
              &found-2=1+High+Street%0D%0ALeeds&choice-2=cut&found-3=Marie+Curie&choice-3=keep&reason-3=public\
              &found-4=Tom&choice-4=own&own-4=+&found-5=Ann&choice-5=perhaps&found-6=Kay&choice-9=cut",
        );
        let read = draft(&posted).resolutions;
        let words = |key: &str| read.get(key).cloned();
        assert_eq!(words("Mrs Okafor"), Some(Resolution::Suggested));
        assert_eq!(words("Ward 7"), Some(Resolution::Replaced("the ward".to_owned())));
        assert_eq!(words("1 High Street\nLeeds"), Some(Resolution::Cut));
        assert_eq!(words("Marie Curie"), Some(Resolution::Kept("public".to_owned())));
        assert_eq!(read.len(), 4, "{read:?}");
    }
}

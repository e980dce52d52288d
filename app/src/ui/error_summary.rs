//! The list of what to put right, at the top of a form that came back.

use leptos::prelude::*;

/// One thing to put right: the id of the field, and the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The id of the field it is about.
    pub field: String,
    /// What to do.
    pub words: String,
}

impl Slip {
    /// A slip at a field.
    pub fn at(field: &str, words: impl std::fmt::Display) -> Self {
        Self { field: field.to_owned(), words: words.to_string() }
    }

    /// The words for one field, if it has any.
    pub fn words_for(slips: &[Self], field: &str) -> Option<String> {
        slips.iter().find(|slip| slip.field == field).map(|slip| slip.words.clone())
    }
}

/// The summary; nothing when there is nothing to put right.
#[component]
pub fn ErrorSummary(
    /// What to put right, in the order of the fields.
    slips: Vec<Slip>,
) -> impl IntoView {
    (!slips.is_empty()).then(|| {
        let links = slips
            .into_iter()
            .map(|slip| view! { <li><a href=format!("#{}", slip.field)>{slip.words}</a></li> })
            .collect_view();
        view! {
            <div class="nhsuk-error-summary" role="alert" aria-labelledby="error-summary-title">
                <h2 class="nhsuk-error-summary__title" id="error-summary-title">"Something to put right"</h2>
                <div class="nhsuk-error-summary__body">
                    <p>"What you typed is still here, but for passwords."</p>
                    <ul class="nhsuk-list nhsuk-error-summary__list">{links}</ul>
                </div>
            </div>
        }
    })
}

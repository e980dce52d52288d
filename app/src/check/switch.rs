//! The button that asks for the check.

use leptos::prelude::*;

/// A submit button of the form it stands in, posting `do=check`: the server saves, and shows a list.
/// Where the page loads `check.js` it becomes a switch that marks words as they are written.
#[component]
pub fn CheckSwitch(
    /// What pressing it does, said where no script says more.
    #[prop(default = "Names, dates, places and numbers. Your words are saved first.")]
    about: &'static str,
) -> impl IntoView {
    view! {
        <div class="aw-check-switch">
            <button class="aw-check-switch__button" name="do" value="check" data-check-switch>
                "Show what could identify someone"
            </button>
            <p class="aw-quiet" data-check-count>{about}</p>
        </div>
    }
}

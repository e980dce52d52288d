//! The line above the preview that has it follow what is written.
//!
//! It is a leaf: without it the button "Preview" shows the same. The server draws both: a Markdown
//! parser here would double the wasm of every page that has an island.

#[cfg(feature = "hydrate")]
#[path = "preview_browser.rs"]
mod browser;

use leptos::prelude::*;

/// Whether the preview follows what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser finds out"))]
enum PreviewState {
    /// No script runs: the button draws it.
    ByButton,
    /// It does.
    Follows,
    /// The server could not be asked.
    Waits,
}

/// The line above the preview.
#[island]
pub fn PreviewIsland() -> impl IntoView {
    let state = RwSignal::new(PreviewState::ByButton);
    // After this view has met the server's, or the words the server sent would be taken for these.
    #[cfg(feature = "hydrate")]
    wasm_bindgen_futures::spawn_local(async move { browser::watch(state) });
    let words = move || match state.get() {
        PreviewState::ByButton => "Press Preview to see it as readers will.",
        PreviewState::Follows => "It follows what you write. Nothing is kept until you save.",
        PreviewState::Waits => {
            "It cannot be drawn just now: the network may be lost, or you are signed out. Your words are in the form."
        }
    };
    let mark = move || match state.get() {
        PreviewState::ByButton => "by-button",
        PreviewState::Follows => "follows",
        PreviewState::Waits => "waits",
    };
    view! { <p class="aw-quiet" data-preview=mark>{words}</p> }
}

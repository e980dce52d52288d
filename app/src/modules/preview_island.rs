//! The line above the preview that has it follow what is written.
//!
//! It is a leaf: without it the button "Preview" shows the same, drawn by the same rules on the server.

#[cfg(feature = "hydrate")]
#[path = "preview_browser.rs"]
mod browser;

use leptos::prelude::*;

/// The line above the preview.
#[island]
pub fn PreviewIsland() -> impl IntoView {
    let is_live = RwSignal::new(false);
    // After this view has met the server's, or the words the server sent would be taken for these.
    #[cfg(feature = "hydrate")]
    wasm_bindgen_futures::spawn_local(async move { browser::watch(is_live) });
    let words = move || {
        if is_live.get() {
            "It follows what you write. Nothing is kept until you save."
        } else {
            "Press Preview to see it as readers will."
        }
    };
    let mark = move || if is_live.get() { "yes" } else { "no" };
    view! { <p class="aw-quiet" data-live=mark>{words}</p> }
}

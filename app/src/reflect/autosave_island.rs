//! The line under the editor that saves as you go and says honestly whether it did.
//!
//! It is a leaf: the form around it is plain HTML and works without it. What to say is decided in
//! `domain::reflect::SaveState`; how the browser is listened to is in `autosave_browser.rs`.

#[cfg(feature = "hydrate")]
#[path = "autosave_browser.rs"]
mod browser;

use domain::reflect::SaveState;
use leptos::prelude::*;

/// What the line says, or `None` while no script runs: then only the buttons save.
type State = Option<SaveState>;

/// The saving line. What the browser needs to know of the page stands on the form (`data-autosave`,
/// `data-idle-minutes`): an island with properties would bring a JSON reader along, and the module would be half as large again.
#[island]
pub fn AutosaveIsland(
    /// The link to two versions, where there are two.
    children: Children,
) -> impl IntoView {
    let state = RwSignal::new(State::None);
    // After this view has met the server's, or the words the server sent would be taken for these.
    #[cfg(feature = "hydrate")]
    wasm_bindgen_futures::spawn_local(async move { browser::watch(state) });

    let words = move || match state.get() {
        None => "Press a save button to keep your words.".to_owned(),
        Some(state) => state.words(),
    };
    let mark = move || state.get().map_or("waiting", |state| state.mark());
    let shows_versions = move || state.get() != Some(SaveState::Beside);
    let shows_sign_in = move || !matches!(state.get(), Some(SaveState::SignedOut { .. }));
    view! {
        <p class="aw-save-state" role="status" data-state=mark>
            <span>{words}</span>
            <span hidden=shows_versions>{children()}</span>
            <a href="/sign-in" target="_blank" rel="noopener" hidden=shows_sign_in>"Sign in in a new tab"</a>
        </p>
    }
}

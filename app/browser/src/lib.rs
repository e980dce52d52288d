//! The wasm entry: `loader.js` calls `hydrate` and then wakes each island on the page.
#![cfg(target_arch = "wasm32")]

// The islands are exported from `app`; without this line the linker would leave them out.
use app as _;

/// Prepares the reactive system before the first island wakes.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}

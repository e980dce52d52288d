//! The identifier check in the page: the same `deid` that decides on the server, over the fields of a
//! form, while a person writes in them.
//!
//! A wasm module of its own, fetched when the check is switched on, so that a page costs no more
//! without. It speaks to nobody, and holds no page: `app/browser/check-live.js` draws what it says.
//! Drawing was first written here as well, and took 9 kB more (compressed) than it does there.

pub mod session;

#[cfg(target_arch = "wasm32")]
mod exports;

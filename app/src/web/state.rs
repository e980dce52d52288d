//! What the running portal gives to every page.

use services::Services;
use std::sync::Arc;

/// The addresses of the site's files, each with a hash of its content in its name.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    /// The style sheet.
    pub style: String,
    /// The script of signed-in pages.
    pub page_script: String,
    /// The script that wakes islands.
    pub loader: String,
    /// The glue of the wasm module.
    pub glue: String,
    /// The wasm module.
    pub wasm: String,
    /// The script of forms with the identifier check.
    pub check_script: String,
    /// The glue of the check's own wasm module, and what draws the check in the page; fetched when it is switched on.
    pub checker_glue: String,
    /// The check's own wasm module.
    pub checker_wasm: String,
    /// The words the check knows.
    pub lexicon: String,
}

/// The state of the router.
#[derive(Clone)]
pub struct Web {
    /// Everything the portal does.
    pub services: Services,
    /// Where the site's files are.
    pub assets: Arc<Assets>,
    /// Whether people come by https: the cookie is then `Secure` and bound to the host.
    pub secure: bool,
    /// Whether a proxy of ours names the person's network address in `X-Forwarded-For`.
    pub behind_proxy: bool,
}

//! The whole router: pages, the site's files, health, and what guards them.

use crate::{assets, health, middleware};
use app::web::{Assets, Web};
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use services::Services;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;

/// What the guards in front of the pages need to know.
#[derive(Debug, Clone)]
pub struct Guard {
    /// The origin people come by: scheme, host and port.
    pub origin: String,
}

/// The router of a node.
pub fn router(services: Services, behind_proxy: bool) -> Router {
    let origin = services.settings.public_url.clone();
    let web = Web {
        assets: Arc::new(site()),
        secure: origin.starts_with("https://"),
        behind_proxy,
        services: services.clone(),
    };
    let health = Router::new()
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .with_state(services);
    // The outermost layer stands last: what is logged includes what the guards refuse.
    app::routes::router(web)
        .layer(from_fn_with_state(Guard { origin }, middleware::same_origin))
        .layer(CatchPanicLayer::custom(middleware::broken))
        .merge(health)
        .route("/assets/{name}", get(assets::serve))
        .layer(axum::middleware::from_fn(middleware::security_headers))
        .layer(axum::middleware::from_fn(middleware::request_log))
}

fn site() -> Assets {
    let path = |name| assets::named(name).map(|asset| asset.path.to_owned()).unwrap_or_default();
    Assets {
        style: path("afterword.css"),
        page_script: path("page.js"),
        loader: path("loader.js"),
        glue: path("browser.js"),
        wasm: path("browser_bg.wasm"),
        check_script: path("check.js"),
        checker_glue: path("checker.js"),
        checker_wasm: path("checker_bg.wasm"),
        lexicon: path("lexicon.bin"),
    }
}

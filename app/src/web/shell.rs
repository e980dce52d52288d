//! The document around every page: head, header, footer, and the headers that guard it.

use super::state::{Assets, Web};
use super::visitor::Visitor;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::accounts::{Role, Roles};
use hydration_context::SsrSharedContext;
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;
use std::sync::{Arc, OnceLock};

/// Whether a page has islands, and so loads the wasm module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Islands {
    /// It is whole without.
    #[default]
    None,
    /// It has some.
    Some,
}

/// A form that "Hide this now" belongs to.
#[derive(Debug, Clone, Copy)]
pub struct HideSaves {
    /// The form's id.
    pub form: &'static str,
    /// What Enter asks the form for, as a button's value.
    pub enter: &'static str,
}

/// What a page tells the document around it.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// The page's own title. Never anything a person wrote.
    pub title: &'static str,
    /// Whether the form came back with something to put right: the title then says so.
    pub has_problems: bool,
    /// The navigation link this page belongs to.
    pub here: &'static str,
    /// The form that "Hide this now" sends, so that what is typed in it is saved or held.
    pub hide_saves: Option<HideSaves>,
    /// Whether the page has islands.
    pub islands: Islands,
    /// Whether it has a form with the identifier check.
    pub has_check: bool,
    /// A page people write on does not turn itself into the lock page: it cannot know that nobody is
    /// typing.
    pub is_for_writing: bool,
}

/// The addresses of the site's files, for pages that are drawn without the state.
static ASSETS: OnceLock<Arc<Assets>> = OnceLock::new();

/// Makes the site's files known to pages that are drawn when all else has failed.
pub(crate) fn remember_assets(assets: &Arc<Assets>) {
    let _ = ASSETS.set(assets.clone());
}

/// Draws a page for a visitor.
pub fn page<V: IntoView + 'static>(
    web: &Web,
    visitor: &Visitor,
    status: StatusCode,
    frame: Frame,
    content: impl FnOnce() -> V,
) -> Response {
    draw(web, visitor.live().map(|session| &session.actor.roles), status, frame, content)
}

/// Draws a page as for nobody. One that holds words must not leave when another tab has everything
/// hidden: it has no button for that, and no script.
pub(super) fn page_for_nobody<V: IntoView + 'static>(
    web: &Web,
    status: StatusCode,
    frame: Frame,
    content: impl FnOnce() -> V,
) -> Response {
    draw(web, None, status, frame, content)
}

fn draw<V: IntoView + 'static>(
    web: &Web,
    roles: Option<&Roles>,
    status: StatusCode,
    frame: Frame,
    content: impl FnOnce() -> V,
) -> Response {
    let idle_seconds = web.services.settings.session_limits.idle_minutes * 60;
    let refresh = (roles.is_some() && !frame.is_for_writing).then_some(idle_seconds + 1);
    let nonce = nonce();
    let html = to_html(|| document(&web.assets, &nonce, &frame, roles, content()));
    respond(status, html, &nonce, refresh)
}

/// Draws a page without navigation, for anybody.
pub(super) fn bare_page<V: IntoView + 'static>(
    status: StatusCode,
    title: &str,
    content: impl FnOnce() -> V,
) -> Response {
    let assets = ASSETS.get().cloned().unwrap_or_default();
    let nonce = nonce();
    let title = title.to_owned();
    let html = to_html(|| {
        view! {
            <!DOCTYPE html>
            <html lang="en-GB" translate="no" {..no_suggestions()}>
                {head(&assets, format!("{title} – Afterword"))}
                <body class="aw-body">
                    <header class="aw-header">
                        <div class="aw-header__inner"><a class="aw-header__name" href="/">"Afterword"</a></div>
                    </header>
                    <main class="aw-main" id="main">{content()}</main>
                </body>
            </html>
        }
    });
    respond(status, html, &nonce, None)
}

/// Browsers may send typed words away for "writing suggestions"; every field inherits this refusal.
fn no_suggestions() -> impl leptos::attr::Attribute {
    custom_attribute("writingsuggestions", "false")
}

fn head(assets: &Assets, title: String) -> impl IntoView + use<> {
    view! {
        <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <meta name="robots" content="noindex"/>
            <title>{title}</title>
            <link rel="icon" href="data:,"/>
            <link rel="stylesheet" href=assets.style.clone()/>
        </head>
    }
}

fn document<V: IntoView>(
    assets: &Assets,
    nonce: &str,
    frame: &Frame,
    roles: Option<&Roles>,
    content: V,
) -> impl IntoView + use<V> {
    let problem = if frame.has_problems { "Error: " } else { "" };
    let title = format!("{problem}{} – Afterword", frame.title);
    let page_script = roles.is_some().then(|| {
        view! { <script type="module" nonce=nonce.to_owned() src=assets.page_script.clone()></script> }
    });
    let loader = (frame.islands == Islands::Some).then(|| {
        view! {
            <script
                type="module"
                id="loader"
                nonce=nonce.to_owned()
                src=assets.loader.clone()
                data-glue=assets.glue.clone()
                data-wasm=assets.wasm.clone()
            ></script>
        }
    });
    let check_script = frame.has_check.then(|| {
        view! {
            <script
                type="module"
                id="check-script"
                nonce=nonce.to_owned()
                src=assets.check_script.clone()
                data-glue=assets.checker_glue.clone()
                data-wasm=assets.checker_wasm.clone()
                data-lexicon=assets.lexicon.clone()
            ></script>
        }
    });
    view! {
        <!DOCTYPE html>
        <html lang="en-GB" translate="no" {..no_suggestions()}>
            {head(assets, title)}
            <body class="aw-body">
                <a class="nhsuk-skip-link" href="#main">"Skip to the page"</a>
                {header(frame, roles)}
                <main class="aw-main" id="main" tabindex="-1">{content}</main>
                {footer()}
                {page_script}
                {loader}
                {check_script}
            </body>
        </html>
    }
}

fn header(frame: &Frame, roles: Option<&Roles>) -> impl IntoView + use<> {
    let here = frame.here;
    let link = move |to: &'static str, label: &'static str| {
        let current = (here == to).then_some("page");
        view! { <li><a class="aw-nav__link" href=to aria-current=current>{label}</a></li> }
    };
    let hide_saves = frame.hide_saves;
    let signed_in = roles.map(|roles| {
        let for_role = |role: Role, to, label| roles.include(role).then(|| link(to, label));
        // On a page people write on, the button belongs to their form: it saves and hides in one step.
        let hide = match hide_saves {
            // Enter presses the first button of a form in the document: that must never be the one that hides.
            Some(HideSaves { form, enter }) => view! {
                <div class="aw-header__hide">
                    <button
                        class="nhsuk-u-visually-hidden"
                        form=form
                        name="do"
                        value=enter
                        tabindex="-1"
                        aria-hidden="true"
                    >"Go on"</button>
                    <button class="aw-hide-now" form=form name="do" value="hide" data-hide>"Hide this now"</button>
                </div>
            }
            .into_any(),
            None => view! {
                <form class="aw-header__hide" method="post" action="/lock">
                    <button class="aw-hide-now" data-hide>"Hide this now"</button>
                </form>
            }
            .into_any(),
        };
        view! {
            <nav class="aw-nav" aria-label="Main">
                <ul class="aw-nav__list">
                    {link("/", "Home")}
                    {link("/reflections", "Reflections")}
                    {link("/themes", "Themes")}
                    {link("/modules", "Modules")}
                    {for_role(Role::Educator, "/modules/write", "Write modules")}
                    {for_role(Role::SafetyLead, "/desk", "Desk")}
                    {for_role(Role::Administrator, "/people", "People")}
                    {link("/account", "Account")}
                </ul>
            </nav>
            {hide}
        }
    });
    view! {
        <header class="aw-header">
            <div class="aw-header__inner">
                <a class="aw-header__name" href="/">"Afterword"</a>
                {signed_in}
            </div>
        </header>
    }
}

fn footer() -> impl IntoView {
    view! {
        <footer class="aw-footer">
            <div class="aw-footer__inner">
                <ul class="aw-footer__list">
                    <li><a href="/private">"What is private here"</a></li>
                    <li><a href="/support">"Support for you"</a></li>
                </ul>
                <p>"For reflection and learning. Not for incident reports, and no patient record."</p>
            </div>
        </footer>
    }
}

/// Renders a view to a whole document.
fn to_html<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| view().into_view().to_html());
    owner.cleanup();
    // leptos marks places with `<!>`, which browsers read as an empty comment and validators as a
    // mistake. Typed text cannot hold it: `<` and `>` are escaped in text and attributes alike.
    html.replace("<!>", "<!---->")
}

fn nonce() -> String {
    services::random::token().unwrap_or_default()
}

fn respond(status: StatusCode, html: String, nonce: &str, refresh_seconds: Option<i64>) -> Response {
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    );
    let mut response = (status, html).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    if let Some(seconds) = refresh_seconds
        && let Ok(refresh) = HeaderValue::from_str(&format!("{seconds}; url=/locked"))
    {
        headers.insert(HeaderName::from_static("refresh"), refresh);
    }
    response
}

//! The modules that answer each theme. They depend on no figure: a theme too small to be shown has its
//! modules here like any other.

use crate::web::{Failure, Web};
use domain::policy::Actor;
use leptos::prelude::*;
use services::modules::{ModuleLink, for_themes};

/// Modules by theme; nothing where there is none.
///
/// # Errors
/// When the catalogue cannot be read.
pub(super) async fn answers(web: &Web, actor: &Actor) -> Result<Option<impl IntoView + use<>>, Failure> {
    let codebook = web.services.content.codebook_on(web.services.today());
    let mut themes = Vec::new();
    let ids: Vec<&str> = codebook.themes.iter().map(|theme| theme.id.as_str()).collect();
    for (theme, modules) in codebook.themes.iter().zip(for_themes(&web.services, actor, &ids).await?) {
        if !modules.is_empty() {
            let links = modules.into_iter().map(link).collect_view();
            themes.push(view! { <h3>{theme.title.clone()}</h3><ul>{links}</ul> });
        }
    }
    Ok((!themes.is_empty()).then(|| {
        view! {
            <section class="aw-part">
                <h2>"Modules that answer"</h2>
                {themes}
            </section>
        }
    }))
}

fn link(module: ModuleLink) -> impl IntoView {
    let minutes = format!(" About {} minutes.", module.minutes);
    view! { <li><a href=format!("/modules/{}", module.module)>{module.title}</a>{minutes}</li> }
}

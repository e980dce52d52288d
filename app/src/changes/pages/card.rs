//! A change as everybody reads it: what people said, and what was done.

use domain::changes::{Change, ChangeState};
use domain::disclosure::Period;
use leptos::prelude::*;
use services::changes::ToldChange;

/// What a change shows, wherever its parts come from.
pub(super) struct Card {
    /// Themes, each with the period whose release prints it.
    pub said: Vec<(String, Period)>,
    pub words: String,
    pub state: ChangeState,
    /// The module's address and title.
    pub module: Option<(String, String)>,
}

impl Card {
    /// A change that is told.
    pub fn of(told: &ToldChange) -> Self {
        let said = told.said.iter().map(|said| (said.title.clone(), said.period));
        let module = told.module.as_ref();
        Self {
            said: said.collect(),
            words: told.words.clone(),
            state: told.state,
            module: module.map(|link| (format!("/modules/{}", link.module), link.title.clone())),
        }
    }

    /// A change that may be told, with names for what it names by ids.
    pub fn before(
        change: &Change,
        theme: impl Fn(&str) -> String,
        module: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let named = change.module.as_deref();
        Self {
            said: change.said.iter().map(|said| (theme(&said.theme), said.period)).collect(),
            words: change.words.clone(),
            state: change.state,
            module: named.and_then(|id| Some((format!("/modules/{id}"), module(id)?))),
        }
    }

    /// Three parts, each under its name.
    pub fn view(self) -> impl IntoView + use<> {
        let said = self
            .said
            .into_iter()
            .map(|(title, period)| {
                let when = format!(", {}", period.in_words());
                view! { <li><a href=format!("/themes/{period}")>{title}</a>{when}</li> }
            })
            .collect_view();
        let module = self.module.map(|(to, title)| {
            view! {
                <div class="aw-change__part">
                    <dt>"To learn more"</dt>
                    <dd><a href=to>{title}</a></dd>
                </div>
            }
        });
        view! {
            <dl class="aw-change__parts">
                <div class="aw-change__part">
                    <dt>"You said"</dt>
                    <dd><ul class="aw-change__said">{said}</ul></dd>
                </div>
                <div class="aw-change__part">
                    <dt>{self.state.heading()}</dt>
                    <dd class="aw-change__words">{self.words}</dd>
                </div>
                {module}
            </dl>
        }
    }
}

//! Coding: each sub-theme with a direction, grouped by theme. One list for each, so that a sub-theme is
//! never chosen without its direction.

use crate::web::Posted;
use domain::frameworks::{Codebook, Direction, SubTheme, Theme};
use domain::sharing::Code;
use leptos::prelude::*;

/// The sub-themes chosen in a posted form: `code-` and its id holds a direction.
pub(super) fn posted_codes(posted: &Posted) -> Vec<Code> {
    let chosen = posted.iter().filter_map(|(name, direction)| Some((name.strip_prefix("code-")?, direction)));
    chosen
        .filter(|(_, direction)| !direction.is_empty())
        .map(|(sub_theme, direction)| Code {
            sub_theme: sub_theme.to_owned(),
            direction: direction.to_owned(),
        })
        .collect()
}

/// Every theme, folded, those with something chosen open.
pub(super) fn coding(codebook: &Codebook, chosen: &[Code]) -> impl IntoView + use<> {
    codebook.themes.iter().map(|theme| group(theme, &codebook.directions, chosen)).collect_view()
}

fn group(theme: &Theme, directions: &[Direction], chosen: &[Code]) -> impl IntoView + use<> {
    let is_open = theme.sub_themes.iter().any(|sub| direction_of(sub, chosen).is_some());
    let rows =
        theme.sub_themes.iter().map(|sub| row(sub, directions, direction_of(sub, chosen))).collect_view();
    view! {
        <details class="nhsuk-details aw-codes" open=is_open>
            <summary class="nhsuk-details__summary">
                <span class="nhsuk-details__summary-text">{theme.title.clone()}</span>
                " "
                <span class="aw-codes__about">{theme.about.clone()}</span>
            </summary>
            <ul class="aw-codes__list">{rows}</ul>
        </details>
    }
}

fn direction_of<'a>(sub: &SubTheme, chosen: &'a [Code]) -> Option<&'a str> {
    chosen.iter().find(|code| code.sub_theme == sub.id).map(|code| code.direction.as_str())
}

fn row(sub: &SubTheme, directions: &[Direction], chosen: Option<&str>) -> impl IntoView + use<> {
    let name = format!("code-{}", sub.id);
    let about = format!("{name}-about");
    let options = directions
        .iter()
        .map(|direction| {
            let selected = chosen == Some(direction.id.as_str());
            view! { <option value=direction.id.clone() selected=selected>{direction.label.clone()}</option> }
        })
        .collect_view();
    view! {
        <li class="aw-codes__row">
            <div>
                <label class="aw-codes__name" for=name.clone()>{sub.title.clone()}</label>
                <span class="aw-codes__about" id=about.clone()>{sub.about.clone()}</span>
            </div>
            <select class="nhsuk-select" id=name.clone() name=name autocomplete="off" aria-describedby=about>
                <option value="">"Not this"</option>
                {options}
            </select>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sub_theme_counts_when_it_has_a_direction() {
        let posted = Posted::read(b"code-ONE.first=harder&code-TWO.second=&code-=x&other=harder");
        let codes = posted_codes(&posted);
        let told: Vec<_> =
            codes.iter().map(|code| (code.sub_theme.as_str(), code.direction.as_str())).collect();
        assert_eq!(told, [("ONE.first", "harder"), ("", "x")], "the codebook decides about the rest");
    }
}

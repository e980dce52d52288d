//! A picture of figures: bars, as long as the figures say and no more. A hidden figure has the same
//! empty outline whatever it is.

use super::figures::{Figure, Whose};
use leptos::prelude::*;

/// Bars under each other, in the order of the table beside them. The table says the same in words, so
/// those who cannot see the picture are not read it twice.
pub(super) fn picture(figures: &[Figure], whose: Whose) -> impl IntoView + use<> {
    let most = figures.iter().filter_map(|figure| figure.count.shown()).max().unwrap_or(1);
    let bars = figures
        .iter()
        .map(|figure| {
            let width = figure.count.shown().map(|count| percent(count, most, whose));
            view! {
                <li class="aw-bars__row">
                    <span class="aw-bars__name">{figure.name.clone()}</span>
                    <span class="aw-bars__line">
                        {bar(width)}
                        <span class="aw-bars__figure">{whose.in_words(figure.count)}</span>
                    </span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="aw-bars" aria-hidden="true">{bars}</ul> }
}

/// A bar of so many hundredths of the longest.
fn bar(width: Option<u32>) -> impl IntoView {
    match width {
        Some(width) => view! {
            <svg class="aw-bars__bar" width=format!("{width}%") height="20" focusable="false">
                <rect width="100%" height="100%"></rect>
            </svg>
        }
        .into_any(),
        None => view! { <svg class="aw-bars__bar aw-bars__bar--hidden" width="2%" height="20" focusable="false"><rect width="100%" height="100%"></rect></svg> }.into_any(),
    }
}

/// The longest bar leaves room for its figure beside it.
fn percent(count: u32, most: u32, whose: Whose) -> u32 {
    let longest = match whose {
        Whose::Organisation(_) => 70,
        Whose::Community(_) => 60, // its figures have longer words
    };
    count.saturating_mul(longest).checked_div(most).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::disclosure::{ReleasedCount, Threshold};

    fn drawn(people: usize) -> String {
        let threshold = Threshold::default();
        let figure = |name: &str, people| Figure {
            name: name.to_owned(),
            count: ReleasedCount::of(people, threshold),
        };
        let figures = [figure("One", 40), figure("Two", people)];
        let drawn = |whose| picture(&figures, whose).into_view().to_html();
        drawn(Whose::Organisation(threshold)) + &drawn(Whose::Community(threshold))
    }

    #[test]
    fn every_hidden_figure_is_drawn_alike_to_the_last_byte() {
        for people in 1..8 {
            assert_eq!(drawn(0), drawn(people));
        }
        assert_ne!(drawn(0), drawn(8));
    }

    #[test]
    fn bars_are_as_long_as_the_rounded_figures() {
        assert_eq!(drawn(18), drawn(22), "both are about 20");
        assert!(drawn(18).contains("width=\"35%\"") && drawn(18).contains("width=\"70%\""));
        assert!(drawn(18).contains("width=\"30%\"") && drawn(18).contains("width=\"60%\""), "a community's");
    }
}

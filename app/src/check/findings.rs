//! What the server found, as a list with choices: the check for pages without JavaScript.

use super::field_of;
use deid::fields::{Choice, Fields, Tally, Twins};
use deid::{Certainty, Lexicon};
use leptos::prelude::*;

/// The most things a page lists at once, so that the form with its choices stays well under the number
/// of fields that are read. The rest comes up when these are dealt with.
const MOST_LISTED: usize = 100;

/// How much of the text around a finding is shown, in characters.
const AROUND: usize = 32;

/// What was found in the fields of a form.
pub struct Findings {
    twins: Vec<Twins>,
    texts: Vec<String>,
}

impl Findings {
    /// Reads the texts of a form, in its order.
    #[must_use]
    pub fn of(texts: Vec<String>) -> Self {
        let fields = Fields::new(&texts);
        let twins = fields.twins(&fields.find(Lexicon::embedded()));
        Self { twins, texts }
    }

    /// The list, to stand inside the form.
    #[must_use]
    pub fn view(self) -> impl IntoView + use<> {
        let tally = Tally::of(&self.twins);
        let more = self.twins.len().saturating_sub(MOST_LISTED);
        let items: Vec<_> =
            self.twins.iter().take(MOST_LISTED).map(|twins| item(twins, &self.texts)).collect();
        let lead = if tally.is_empty() {
            "The check misses things. Read it once more as a stranger would."
        } else {
            "Only you see this, and nothing changes unless you ask for it. The check misses things, and the story \
             itself can tell who it is about: you know best."
        };
        view! {
            <section class="aw-check" id="check" aria-labelledby="check-title">
                <h2 id="check-title" class="nhsuk-heading-m">{tally.to_string()}</h2>
                <p>{lead}</p>
                {(!tally.is_empty()).then(|| view! {
                    <ul class="aw-found__list">{items}</ul>
                    {(more > 0).then(|| view! {
                        <p class="aw-quiet">{format!("{more} more will be listed when these are done.")}</p>
                    })}
                    <button class="nhsuk-button nhsuk-button--secondary" name="do" value="change">"Make these changes"</button>
                })}
            </section>
        }
    }
}

fn item(twins: &Twins, texts: &[String]) -> AnyView {
    let name = field_of(twins.key);
    let (before, words, after) = in_context(twins, texts);
    let class = match twins.certainty {
        Certainty::Certain => "aw-mark aw-mark--certain",
        Certainty::Likely => "aw-mark aw-mark--likely",
        Certainty::Look => "aw-mark aw-mark--look",
    };
    let look = if twins.certainty == Certainty::Look { "Worth a look: " } else { "" };
    let places = match twins.places.len() {
        0 | 1 => String::new(),
        places => format!(", in {places} places"),
    };
    let why = format!("{look}{}{places}", twins.reason);
    let context = (!before.trim().is_empty() || !after.trim().is_empty()).then(|| {
        view! { <p class="aw-found__context">"“"{before.trim_start().to_owned()}<strong>{words.clone()}</strong>{after.trim_end().to_owned()}"”"</p> }
    });
    let change = twins.change().map(|words| (Choice::Change, format!("Change to “{words}”")));
    let others = [(Choice::Cut, "Cut".to_owned()), (Choice::Leave, "Leave it".to_owned())];
    let radios = change
        .into_iter()
        .chain(others)
        .map(|(choice, label)| {
            let id = format!("{name}-{}", choice.code());
            view! {
                <div class="nhsuk-radios__item">
                    <input
                        class="nhsuk-radios__input"
                        type="radio"
                        id=id.clone()
                        name=name.clone()
                        value=choice.code()
                        checked=choice == Choice::Leave
                    />
                    <label class="nhsuk-label nhsuk-radios__label" for=id>{label}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <li class="aw-found__item">
            <fieldset class="nhsuk-fieldset">
                <legend class="aw-found__what">
                    <strong class=class>{words.clone()}</strong>" "<span class="aw-found__why">{why}</span>
                </legend>
                {context}
                <div class="nhsuk-radios nhsuk-radios--small nhsuk-radios--inline">{radios}</div>
            </fieldset>
        </li>
    }
    .into_any()
}

/// The words in their first place, with a little of what stands around them on their line.
fn in_context(twins: &Twins, texts: &[String]) -> (String, String, String) {
    let Some(place) = twins.places.first() else { return Default::default() };
    let text = texts.get(place.field).map_or("", String::as_str);
    let before = text.get(..place.range.start).unwrap_or_default();
    let after = text.get(place.range.end..).unwrap_or_default();
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    let start = before.char_indices().rev().nth(AROUND).map(|(at, _)| at);
    // From a word's beginning to a word's end.
    let shown_before = match start {
        Some(at) => {
            let tail = before.get(at..).unwrap_or_default();
            format!("… {}", tail.split_once(' ').map_or(tail, |(_, whole)| whole))
        }
        None => before.to_owned(),
    };
    let shown_after = match after.char_indices().nth(AROUND) {
        Some((at, _)) => {
            let head = after.get(..at).unwrap_or_default();
            format!("{} …", head.rsplit_once(' ').map_or(head, |(whole, _)| whole))
        }
        None => after.to_owned(),
    };
    (shown_before, twins.words.clone(), shown_after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let found = Findings::of(vec![text.to_owned()]);
        found
            .twins
            .iter()
            .map(|twins| {
                let (before, words, after) = in_context(twins, &found.texts);
                format!("{before}[{words}]{after}")
            })
            .collect()
    }

    #[test]
    fn a_finding_is_shown_with_whole_words_of_its_own_line_around_it() {
        assert_eq!(shown("One line.\nI rang Mrs Okafor.\nAnother."), ["I rang [Mrs Okafor]."]);
        let long = "we sat with her for a long while ".repeat(3);
        let shown = shown(&format!("{long}and I rang Mrs Okafor and {long}"));
        assert_eq!(
            shown,
            ["… her for a long while and I rang [Mrs Okafor] and we sat with her for a long …"]
        );
    }

    #[test]
    fn there_are_never_more_choices_than_a_form_can_post() {
        let names: String =
            (0..300).map(|n| format!("I rang Mrs Okaf{}{}or. ", n, "x".repeat(n % 7))).collect();
        let found = Findings::of(vec![names, "07911 123456 ".repeat(3)]);
        let html = found.view().into_view().to_html();
        let lists = html.matches("<fieldset").count();
        assert!(lists <= MOST_LISTED, "{lists}");
    }
}

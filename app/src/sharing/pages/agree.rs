//! The last step: exactly what others will see, what counts with it, and consent.

use super::choose::back;
use super::clean::carried_kept;
use super::posted::{hidden, kept};
use crate::ui::{ErrorMessage, ErrorSummary, Slip};
use domain::frameworks::{Consent, PromisePart};
use domain::ids::ReflectionId;
use domain::sharing::{Facet, Offered, Quotation, ShareDraft};
use leptos::prelude::*;

/// The step's page.
pub(super) struct Agree<'a> {
    pub id: ReflectionId,
    /// The field that says whose page it is.
    pub whose: Option<AnyView>,
    pub draft: &'a ShareDraft,
    /// The words with every detail settled.
    pub words: &'a str,
    pub offered: &'a Offered,
    pub consent: &'a Consent,
    pub slips: Vec<Slip>,
}

impl Agree<'_> {
    pub fn view(self) -> impl IntoView + use<> {
        let Self { id, whose, draft, words, offered, consent, slips } = self;
        let carried: Vec<_> =
            kept(draft).enumerate().map(|(at, (words, reason))| carried_kept(at, words, reason)).collect();
        let setting = choices(
            "setting",
            "What kind of place was it?",
            None,
            &offered.settings,
            draft.setting.as_deref(),
            &slips,
        );
        let plan = choices(
            "plan",
            "Was the person’s plan or record there?",
            Some("You can skip this."),
            &offered.plans,
            draft.plan.as_deref(),
            &slips,
        );
        let quotation = quotation(consent, draft.quotation, &slips);
        let error = Slip::words_for(&slips, "consent");
        let group =
            if error.is_some() { "nhsuk-form-group nhsuk-form-group--error" } else { "nhsuk-form-group" };
        let agreed = draft.consent.as_deref() == Some(consent.version.as_str());
        let kept = kept_list(draft, consent);
        view! {
            <div class="aw-column">
                {back(id)}
                <ErrorSummary slips/>
                <h1>"This is what others will see"</h1>
                <blockquote class="aw-seen" id="seen" tabindex="-1">{words.to_owned()}</blockquote>
                {kept}
                <form
                    class="aw-share"
                    id="share"
                    method="post"
                    action=format!("/reflections/{id}/share")
                    autocomplete="off"
                    novalidate
                >
                    {whose}
                    {hidden("page", &draft.page)}
                    {hidden("words", words)}
                    {carried}
                    <p><button class="nhsuk-button nhsuk-button--secondary" name="do" value="back">"Change the words"</button></p>
                    <h2>"What counts with it"</h2>
                    <p class="aw-quiet">"For the figures only. Nobody sees it beside your words."</p>
                    {setting}
                    {plan}
                    {quotation}
                    <section class="aw-consent" aria-labelledby="consent-title">
                        <h2 id="consent-title">{consent.title.clone()}</h2>
                        <p>{consent.lead.clone()}</p>
                        {consent.parts.iter().map(part).collect_view()}
                    </section>
                    <div class=group>
                        <ErrorMessage name="consent".to_owned() error/>
                        <div class="nhsuk-checkboxes">
                            <div class="nhsuk-checkboxes__item">
                                <input
                                    class="nhsuk-checkboxes__input"
                                    type="checkbox"
                                    id="consent"
                                    name="consent"
                                    value=consent.version.clone()
                                    checked=agreed
                                />
                                <label class="nhsuk-label nhsuk-checkboxes__label" for="consent">{consent.agree.clone()}</label>
                            </div>
                        </div>
                    </div>
                    <div class="aw-actions">
                        <button class="nhsuk-button" name="do" value="share">"Share these words"</button>
                        <a class="aw-link-quiet" href=format!("/reflections/{id}")>"Not now"</a>
                    </div>
                </form>
            </div>
        }
    }
}

/// What was kept on purpose, so that the author sees it once more.
fn kept_list(draft: &ShareDraft, consent: &Consent) -> impl IntoView + use<> {
    let items: Vec<_> = kept(draft)
        .map(|(words, reason)| {
            let reason = consent.reasons.iter().find(|known| known.id == reason);
            let reason = reason.map(|reason| reason.label.clone()).unwrap_or_default();
            view! { <li>{format!("“{words}”: {reason}")}</li> }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <p class="aw-quiet">"You kept this on purpose:"</p>
            <ul class="aw-quiet">{items}</ul>
        }
    })
}

fn part(part: &PromisePart) -> impl IntoView + use<> {
    let items = (!part.items.is_empty())
        .then(|| view! { <ul>{part.items.iter().map(|item| view! { <li>{item.clone()}</li> }).collect_view()}</ul> });
    view! {
        <h3>{part.title.clone()}</h3>
        {part.paragraphs.iter().map(|words| view! { <p>{words.clone()}</p> }).collect_view()}
        {items}
    }
}

/// One question with a list of answers. With a hint it may be skipped.
fn choices(
    name: &'static str,
    ask: &'static str,
    skip: Option<&'static str>,
    facets: &[Facet],
    chosen: Option<&str>,
    slips: &[Slip],
) -> impl IntoView + use<> {
    let answers = facets.iter().map(|facet| (facet.id.clone(), facet.label.clone()));
    let none = skip.map(|_| (String::new(), "Skip this".to_owned()));
    let chosen = chosen.map(str::to_owned).or(skip.map(|_| String::new()));
    question(name, ask.to_owned(), skip.map(str::to_owned), answers.chain(none).collect(), chosen, slips)
}

fn quotation(consent: &Consent, chosen: Option<Quotation>, slips: &[Slip]) -> impl IntoView + use<> {
    let answers = [(Quotation::Allowed, &consent.quote_yes), (Quotation::NotAllowed, &consent.quote_no)]
        .map(|(answer, label)| (answer.as_str().to_owned(), label.clone()));
    let chosen = chosen.map(|answer| answer.as_str().to_owned());
    question(
        "quotation",
        consent.quote_ask.clone(),
        Some(consent.quote_why.clone()),
        answers.into(),
        chosen,
        slips,
    )
}

/// Radios under their question.
fn question(
    name: &'static str,
    ask: String,
    hint: Option<String>,
    answers: Vec<(String, String)>,
    chosen: Option<String>,
    slips: &[Slip],
) -> impl IntoView + use<> {
    let error = Slip::words_for(slips, name);
    let group = if error.is_some() { "nhsuk-form-group nhsuk-form-group--error" } else { "nhsuk-form-group" };
    let described = hint.is_some().then(|| format!("{name}-hint"));
    let hint = hint.map(|hint| view! { <div class="nhsuk-hint" id=format!("{name}-hint")>{hint}</div> });
    let radios = answers
        .into_iter()
        .enumerate()
        .map(|(at, (value, label))| {
            // The first bears the question's own name, so that a message leads to it.
            let id = if at == 0 { name.to_owned() } else { format!("{name}-{at}") };
            let checked = chosen.as_ref() == Some(&value);
            view! {
                <div class="nhsuk-radios__item">
                    <input class="nhsuk-radios__input" type="radio" id=id.clone() name=name value=value checked=checked/>
                    <label class="nhsuk-label nhsuk-radios__label" for=id>{label}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <div class=group>
            <fieldset class="nhsuk-fieldset" aria-describedby=described>
                <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">{ask}</legend>
                {hint}
                <ErrorMessage name=name.to_owned() error/>
                <div class="nhsuk-radios nhsuk-radios--small">{radios}</div>
            </fieldset>
        </div>
    }
}

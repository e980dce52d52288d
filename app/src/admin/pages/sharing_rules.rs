//! An organisation's rules for sharing: how many people a figure stands for, how long a period is, and
//! which kinds of place there are.

use crate::ui::{ErrorMessage, ErrorSummary, Slip, TextField};
use crate::web::{Done, Failure, Frame, Posted, Visitor, Web, page, see_other};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::accounts::Role;
use domain::disclosure::{LEAST_K, MOST_K, PeriodLength, Threshold};
use domain::sharing::Facet;
use domain::time::day_in_words;
use leptos::prelude::*;
use services::release::{RulesError, SharingRules, choose_sharing_rules, setting_groups, sharing_rules};

/// What the form holds.
struct Form {
    threshold: String,
    length: String,
    settings: Vec<String>,
}

/// `/sharing-rules`.
pub async fn get(State(web): State<Web>, visitor: Visitor, Done(done): Done) -> Result<Response, Failure> {
    let (now, next) = rules(&web, &visitor).await?;
    let chosen = next.as_ref().unwrap_or(&now);
    let form = Form {
        threshold: chosen.threshold.k().to_string(),
        length: chosen.length.as_str().to_owned(),
        settings: chosen.settings.clone(),
    };
    let is_chosen = done == "chosen" && next.is_some();
    Ok(draw(&web, &visitor, StatusCode::OK, &now, next.as_ref(), &form, is_chosen, Vec::new()))
}

/// The rules, for those who may choose them.
async fn rules(web: &Web, visitor: &Visitor) -> Result<(SharingRules, Option<SharingRules>), Failure> {
    let actor = visitor.actor()?;
    let may = domain::policy::decide(actor, domain::policy::Action::ChooseSharingRules, actor.own());
    services::error::require(may)?;
    Ok(sharing_rules(&web.services, actor).await?)
}

/// Choosing them, from the next period on.
pub async fn post(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Result<Response, Failure> {
    let (now, next) = rules(&web, &visitor).await?;
    let form = Form {
        threshold: posted.text("threshold").to_owned(),
        length: posted.text("length").to_owned(),
        settings: posted.all("setting").map(str::to_owned).collect(),
    };
    let threshold = form.threshold.trim().parse().ok().and_then(Threshold::of);
    let length = PeriodLength::parse(&form.length);
    let mut slips = Vec::new();
    if threshold.is_none() {
        slips.push(Slip::at("threshold", format!("Choose a number from {LEAST_K} to {MOST_K}")));
    }
    if length.is_none() {
        slips.push(Slip::at("length", "Choose how long a period is"));
    }
    if let (Some(threshold), Some(length)) = (threshold, length) {
        let actor = visitor.actor()?;
        match choose_sharing_rules(&web.services, actor, threshold, length, &form.settings).await {
            Ok(_) => return Ok(see_other("/sharing-rules?done=chosen")),
            Err(RulesError::Other(error)) => return Err(error.into()),
            Err(error @ RulesError::Lowered) => slips.push(Slip::at("threshold", error)),
            Err(error @ RulesError::Settings) => slips.push(Slip::at("setting", error)),
        }
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(draw(&web, &visitor, status, &now, next.as_ref(), &form, false, slips))
}

#[expect(clippy::too_many_arguments, reason = "the page as it is first shown and as it comes back")]
fn draw(
    web: &Web,
    visitor: &Visitor,
    status: StatusCode,
    now: &SharingRules,
    next: Option<&SharingRules>,
    form: &Form,
    is_chosen: bool,
    slips: Vec<Slip>,
) -> Response {
    debug_assert!(visitor.is(Role::Administrator), "the operation has decided");
    let groups = setting_groups(&web.services, web.services.today());
    let frame =
        Frame { title: "Sharing", here: "/people", has_problems: !slips.is_empty(), ..Frame::default() };
    let later = next.map(|next| {
        let from = next.starts.map(day_in_words).unwrap_or_default();
        view! { <p class="aw-notice">{format!("From {from}: {}", in_words(next, &groups))}</p> }
    });
    let today = in_words(now, &groups);
    let form_view = form_view(form, &groups, &slips);
    page(web, visitor, status, frame, || {
        view! {
            <div class="aw-column">
                <p><a class="nhsuk-back-link" href="/people">"People"</a></p>
                <ErrorSummary slips/>
                <h1>"Sharing"</h1>
                {is_chosen.then(|| view! { <p class="aw-notice aw-notice--kept" role="status">"Kept. The new rules begin with the next period."</p> })}
                <p>{format!("Now: {today}")}</p>
                {later}
                {form_view}
                <p class="aw-quiet">"You choose how figures are made. You cannot see who shares, and you cannot see anything before everybody does."</p>
            </div>
        }
    })
}

fn form_view(form: &Form, groups: &[Facet], slips: &[Slip]) -> impl IntoView + use<> {
    let lengths = PeriodLength::ALL
        .into_iter()
        .enumerate()
        .map(|(at, length)| {
            let id = if at == 0 { "length".to_owned() } else { format!("length-{at}") };
            let checked = form.length == length.as_str();
            view! {
                <div class="nhsuk-radios__item">
                    <input class="nhsuk-radios__input" type="radio" id=id.clone() name="length" value=length.as_str() checked=checked/>
                    <label class="nhsuk-label nhsuk-radios__label" for=id>{length_in_words(length)}</label>
                </div>
            }
        })
        .collect_view();
    let settings = groups
        .iter()
        .enumerate()
        .map(|(at, group)| {
            let id = if at == 0 { "setting".to_owned() } else { format!("setting-{at}") };
            let checked = form.settings.contains(&group.id);
            view! {
                <div class="nhsuk-checkboxes__item">
                    <input class="nhsuk-checkboxes__input" type="checkbox" id=id.clone() name="setting" value=group.id.clone() checked=checked/>
                    <label class="nhsuk-label nhsuk-checkboxes__label" for=id>{group.label.clone()}</label>
                </div>
            }
        })
        .collect_view();
    let error_of = |name: &str| Slip::words_for(slips, name);
    let group = |name: &str| {
        if error_of(name).is_some() { "nhsuk-form-group nhsuk-form-group--error" } else { "nhsuk-form-group" }
    };
    view! {
        <h2>"From the next period on"</h2>
        <form method="post" action="/sharing-rules" autocomplete="off" novalidate>
            <TextField
                name="threshold"
                label="The least people a figure stands for"
                hint="8 or more. It can be raised, and never lowered again."
                value=form.threshold.clone()
                error=error_of("threshold")
            />
            <div class=group("length")>
                <fieldset class="nhsuk-fieldset" aria-describedby="length-hint">
                    <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">"How long a period is"</legend>
                    <div class="nhsuk-hint" id="length-hint">"Where few people share, a longer period shows more."</div>
                    <ErrorMessage name="length".to_owned() error=error_of("length")/>
                    <div class="nhsuk-radios nhsuk-radios--small">{lengths}</div>
                </fieldset>
            </div>
            <div class=group("setting")>
                <fieldset class="nhsuk-fieldset" aria-describedby="setting-hint">
                    <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">"Kinds of place you have"</legend>
                    <div class="nhsuk-hint" id="setting-hint">"People choose among these when they share."</div>
                    <ErrorMessage name="setting".to_owned() error=error_of("setting")/>
                    <div class="nhsuk-checkboxes nhsuk-checkboxes--small">{settings}</div>
                </fieldset>
            </div>
            <button class="nhsuk-button">"Keep these rules"</button>
        </form>
    }
}

fn in_words(rules: &SharingRules, groups: &[Facet]) -> String {
    let places: Vec<&str> = groups
        .iter()
        .filter(|group| rules.settings.is_empty() || rules.settings.contains(&group.id))
        .map(|group| group.label.as_str())
        .collect();
    format!(
        "a figure stands for {} people or more, and a period is {}. Kinds of place: {}.",
        rules.threshold.k(),
        length_in_words(rules.length).to_lowercase(),
        places.join("; ")
    )
}

const fn length_in_words(length: PeriodLength) -> &'static str {
    match length {
        PeriodLength::Quarter => "Three months",
        PeriodLength::HalfYear => "Six months",
        PeriodLength::Year => "A year",
    }
}

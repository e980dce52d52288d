//! Inviting somebody.

use crate::ui::{ErrorSummary, Slip, TextField};
use crate::web::{Failure, Frame, Posted, Visitor, Web, page, see_other};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::accounts::{EmailAddress, PersonName, Role, Roles};
use domain::policy::{Action, decide};
use leptos::prelude::*;
use services::accounts::{InviteError, NewInvitation, invite};
use services::error::require;

/// `/people/invite`.
pub async fn get(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    require(decide(actor, Action::Invite, actor.own()))?;
    Ok(form(&web, &visitor, StatusCode::OK, &Posted::default(), Vec::new()))
}

/// Sends the invitation.
pub async fn post(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    require(decide(actor, Action::Invite, actor.own()))?;
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let email = EmailAddress::parse(posted.text("email"));
    let name = PersonName::parse(posted.text("name"));
    let roles: Option<Vec<Role>> = posted.all("role").map(Role::parse).collect();
    let (email, name, roles) = match (email, name, roles) {
        (Ok(email), Ok(name), Some(roles)) => (email, name, roles),
        (email, name, roles) => {
            let unknown =
                roles.is_none().then(|| Slip::at("role-educator", "Choose from the roles in the list"));
            let slips = name
                .err()
                .map(|slip| Slip::at("name", slip))
                .into_iter()
                .chain(email.err().map(|slip| Slip::at("email", slip)))
                .chain(unknown)
                .collect();
            return Ok(form(&web, &visitor, status, &posted, slips));
        }
    };
    match invite(&web.services, actor, NewInvitation { email, name, roles: Roles::of(roles) }).await {
        Ok(()) => Ok(see_other("/people?done=invited")),
        Err(InviteError::Other(error)) => Err(error.into()),
        Err(refused) => Ok(form(&web, &visitor, status, &posted, vec![Slip::at("email", refused)])),
    }
}

fn form(web: &Web, visitor: &Visitor, status: StatusCode, posted: &Posted, slips: Vec<Slip>) -> Response {
    let frame = Frame {
        title: "Invite somebody",
        here: "/people",
        has_problems: !slips.is_empty(),
        ..Frame::default()
    };
    let (name, email) = (posted.text("name").to_owned(), posted.text("email").to_owned());
    let boxes = Role::ALL
        .into_iter()
        .filter(|role| *role != Role::Staff)
        .map(|role| {
            let id = format!("role-{}", role.as_str());
            let checked = posted.all("role").any(|word| word == role.as_str());
            view! {
                <div class="nhsuk-checkboxes__item">
                    <input
                        class="nhsuk-checkboxes__input"
                        type="checkbox"
                        id=id.clone()
                        name="role"
                        value=role.as_str()
                        checked=checked
                    />
                    <label class="nhsuk-label nhsuk-checkboxes__label" for=id>{role.label()}</label>
                </div>
            }
        })
        .collect_view();
    page(web, visitor, status, frame, move || {
        let (name_error, email_error) = (Slip::words_for(&slips, "name"), Slip::words_for(&slips, "email"));
        view! {
            <div class="aw-column">
                <p><a class="nhsuk-back-link" href="/people">"Back to people"</a></p>
                <ErrorSummary slips/>
                <h1>"Invite somebody"</h1>
                <p>"They get a letter with a link, which works for seven days, and choose their own password."</p>
                <form method="post" action="/people/invite" novalidate>
                    <TextField name="name" label="Their name" value=name error=name_error/>
                    <TextField
                        name="email"
                        label="Their e-mail address"
                        hint="An address that only they read."
                        kind="email"
                        value=email
                        error=email_error
                    />
                    <div class="nhsuk-form-group">
                        <fieldset class="nhsuk-fieldset">
                            <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m">
                                "Do they do more than reflect?"
                            </legend>
                            <div class="nhsuk-hint">"Everyone may reflect. Leave all empty for most people."</div>
                            <div class="nhsuk-checkboxes">{boxes}</div>
                        </fieldset>
                    </div>
                    <button class="nhsuk-button">"Send the invitation"</button>
                </form>
            </div>
        }
    })
}

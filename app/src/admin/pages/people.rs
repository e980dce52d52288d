//! The people of an organisation, and invitations that wait.

use crate::web::{Done, Failure, Frame, Path, Posted, Visitor, Web, page, see_other};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::accounts::Standing;
use domain::ids::InvitationId;
use leptos::prelude::*;
use services::accounts::{PersonSeen, WaitingInvitation, cancel_invitation, list_people};

/// `/people`.
pub async fn get(State(web): State<Web>, visitor: Visitor, Done(done): Done) -> Result<Response, Failure> {
    let people = list_people(&web.services, visitor.actor()?).await?;
    let done = match done.as_str() {
        "invited" => Some("The invitation is on its way."),
        "cancelled" => Some("The invitation is taken back. Its link no longer works."),
        "suspended" => Some("The account is suspended."),
        "restored" => Some("The account can be used again."),
        "link" => Some("A reset link is on its way to the address the account holds."),
        _ => None,
    };
    let frame = Frame { title: "People", here: "/people", ..Frame::default() };
    let rows = people.people.iter().map(person_row).collect_view();
    let waiting = (!people.waiting.is_empty()).then(|| {
        let items = people.waiting.iter().map(|invitation| waiting_row(&web, invitation)).collect_view();
        view! {
            <h2>"Invited, not joined yet"</h2>
            <ul class="nhsuk-list">{items}</ul>
        }
    });
    Ok(page(&web, &visitor, StatusCode::OK, frame, || {
        view! {
            <div class="aw-wide">
                <h1>"People"</h1>
                <p class="aw-lead">{people.organisation}</p>
                {done.map(|words| view! { <p class="aw-notice aw-notice--kept" role="status">{words}</p> })}
                <p><a class="nhsuk-button" href="/people/invite">"Invite somebody"</a></p>
                <table class="nhsuk-table aw-people">
                    <caption class="nhsuk-u-visually-hidden">"People with an account"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Name"</th>
                            <th scope="col">"E-mail address"</th>
                            <th scope="col">"Role"</th>
                            <th scope="col">"Account"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
                {waiting}
                <p><a href="/sharing-rules">"Rules for sharing"</a></p>
                <p class="aw-quiet">
                    "You see who has an account. You cannot see whether somebody writes, or anything they wrote, \
                     and you cannot set anybody's password or address."
                </p>
            </div>
        }
    }))
}

fn person_row(person: &PersonSeen) -> impl IntoView + use<> {
    let roles = person.roles.iter().map(|role| role.label()).collect::<Vec<_>>().join(", ");
    let standing = match person.standing {
        Standing::Active => view! { "Active" }.into_any(),
        Standing::Suspended => view! { <strong class="nhsuk-tag aw-tag">"Suspended"</strong> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row">
                <a href=format!("/people/{}", person.id)>{person.name.clone()}</a>
            </th>
            <td data-label="E-mail address">{person.email.clone()}</td>
            <td data-label="Role">{roles}</td>
            <td data-label="Account">{standing}</td>
        </tr>
    }
}

fn waiting_row(web: &Web, invitation: &WaitingInvitation) -> impl IntoView + use<> {
    let until = format!("The link works until {}.", web.services.in_words(invitation.ends));
    let whom = format!("{} ({})", invitation.name, invitation.email);
    let label = format!("Take back the invitation to {}", invitation.name);
    view! {
        <li>
            <p>{whom}<br/><span class="aw-quiet">{until}</span></p>
            <form method="post" action=format!("/people/invitations/{}/cancel", invitation.id)>
                <button class="nhsuk-button nhsuk-button--secondary" aria-label=label>"Take back"</button>
            </form>
        </li>
    }
}

/// Taking an invitation back.
pub async fn post_cancel(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    _posted: Posted,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let id: InvitationId = id.parse().map_err(|_| Failure::NotFound)?;
    cancel_invitation(&web.services, actor, id).await?;
    Ok(see_other("/people?done=cancelled"))
}

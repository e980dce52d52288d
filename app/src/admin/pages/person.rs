//! One person, and what an administrator may do about their account.

use crate::web::{Failure, Frame, Path, Visitor, Web, page, see_other};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::accounts::Standing;
use domain::ids::PersonId;
use leptos::prelude::*;
use services::accounts::{PersonSeen, list_people, restore, send_reset_link, suspend};

/// `/people/{id}`.
pub async fn get(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let people = list_people(&web.services, actor).await?;
    let id: PersonId = id.parse().map_err(|_| Failure::NotFound)?;
    let person = people.people.into_iter().find(|person| person.id == id).ok_or(Failure::NotFound)?;
    let oneself = actor.person == id;
    let frame = Frame { title: "A person's account", here: "/people", ..Frame::default() };
    Ok(page(&web, &visitor, StatusCode::OK, frame, || {
        let actions = if oneself {
            view! { <p>"This is you. Your own account is under "<a href="/account">"Account"</a>"."</p> }
                .into_any()
        } else {
            actions(&person).into_any()
        };
        let roles = person.roles.iter().map(|role| role.label()).collect::<Vec<_>>().join(", ");
        view! {
            <div class="aw-column">
                <p><a class="nhsuk-back-link" href="/people">"Back to people"</a></p>
                <h1>{person.name.clone()}</h1>
                <p>{person.email.clone()}<br/>{roles}</p>
                {actions}
            </div>
        }
    }))
}

fn actions(person: &PersonSeen) -> impl IntoView + use<> {
    let to = |deed: &str| format!("/people/{}/{deed}", person.id);
    match person.standing {
        Standing::Active => view! {
            <h2>"They cannot sign in"</h2>
            <p>
                "We send a link to the address above. You do not see it. Unless they have their recovery code, what \
                 they wrote before stays closed for seven days afterwards."
            </p>
            <form method="post" action=to("reset-link")>
                <button class="nhsuk-button nhsuk-button--secondary">"Send them a reset link"</button>
            </form>
            <h2>"They have left, or the account is misused"</h2>
            <p>
                "Suspending signs them out everywhere at once. What they wrote stays theirs, sealed, and you can \
                 give the account back."
            </p>
            <form method="post" action=to("suspend")>
                <button class="nhsuk-button nhsuk-button--warning">"Suspend this account"</button>
            </form>
        }
        .into_any(),
        Standing::Suspended => view! {
            <p class="aw-notice">"This account is suspended: they cannot sign in. What they wrote is kept, sealed."</p>
            <form method="post" action=to("restore")>
                <button class="nhsuk-button">"Give the account back"</button>
            </form>
        }
        .into_any(),
    }
}

/// Suspending.
pub async fn post_suspend(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    suspend(&web.services, actor, id.parse().map_err(|_| Failure::NotFound)?).await?;
    Ok(see_other("/people?done=suspended"))
}

/// Giving an account back.
pub async fn post_restore(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    restore(&web.services, actor, id.parse().map_err(|_| Failure::NotFound)?).await?;
    Ok(see_other("/people?done=restored"))
}

/// Having a reset link sent.
pub async fn post_reset_link(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    send_reset_link(&web.services, actor, id.parse().map_err(|_| Failure::NotFound)?).await?;
    Ok(see_other("/people?done=link"))
}

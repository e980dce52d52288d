//! One's own account.

use super::recovery_code::recovery_code_page;
use crate::ui::{ErrorSummary, PasswordField, Slip, TextField};
use crate::web::{
    Done, Failure, Frame, Posted, Visitor, Web, clear_cookie, page, see_other, set_cookie,
    with_cleared_site_data,
};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::accounts::Password;
use leptos::prelude::*;
use services::accounts::{
    ChangePasswordError, OwnAccount, RecoveryError, SignInSeen, change_password, make_recovery_code,
    open_with_recovery_code, own_account, sign_out_everywhere,
};

/// `/account`.
pub async fn get(State(web): State<Web>, visitor: Visitor, Done(done): Done) -> Result<Response, Failure> {
    let done = match done.as_str() {
        "password" => Some("Your password is changed. You are signed out everywhere else."),
        "opened" => Some("Your reflections are open again."),
        _ => None,
    };
    show(&web, &visitor, StatusCode::OK, done, Vec::new()).await
}

/// Changing one's password.
pub async fn post_password(
    State(web): State<Web>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let account = own_account(&web.services, actor).await?;
    let now_used = Password::typed(posted.text("password"));
    let chosen = Password::choose(posted.text("new-password"), &account.email);
    let (now_used, chosen) = match (now_used, chosen) {
        (Ok(now_used), Ok(chosen)) => (now_used, chosen),
        (now_used, chosen) => {
            let slips = now_used
                .err()
                .map(|slip| Slip::at("password", slip))
                .into_iter()
                .chain(chosen.err().map(|slip| Slip::at("new-password", slip)))
                .collect();
            return show(&web, &visitor, StatusCode::UNPROCESSABLE_ENTITY, None, slips).await;
        }
    };
    match change_password(&web.services, actor, &now_used, &chosen, &visitor.device).await {
        Ok(token) => Ok(set_cookie(&web, see_other("/account?done=password"), &token)),
        Err(ChangePasswordError::Other(error)) => Err(error.into()),
        Err(wrong) => {
            let slips = vec![Slip::at("password", wrong)];
            show(&web, &visitor, StatusCode::UNPROCESSABLE_ENTITY, None, slips).await
        }
    }
}

/// Making a new recovery code.
pub async fn post_recovery_code(
    State(web): State<Web>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    let refused = match Password::typed(posted.text("recovery-password")) {
        Err(slip) => Slip::at("recovery-password", slip),
        Ok(password) => match make_recovery_code(&web.services, actor, &password).await {
            Ok(code) => return Ok(recovery_code_page(&web, &visitor, &code, "/account")),
            Err(RecoveryError::Other(error)) => return Err(error.into()),
            Err(wrong) => Slip::at("recovery-password", wrong),
        },
    };
    show(&web, &visitor, StatusCode::UNPROCESSABLE_ENTITY, None, vec![refused]).await
}

/// Opening one's reflections with the recovery code.
pub async fn post_open(
    State(web): State<Web>,
    visitor: Visitor,
    posted: Posted,
) -> Result<Response, Failure> {
    let actor = visitor.actor()?;
    // Nothing is closed: the page was left open since before.
    if actor.closure.is_none() {
        return Ok(see_other("/account"));
    }
    match open_with_recovery_code(&web.services, actor, posted.text("code")).await {
        Ok(()) => Ok(see_other("/account?done=opened")),
        Err(RecoveryError::Other(error)) => Err(error.into()),
        Err(wrong) => {
            let (status, slips) = (StatusCode::UNPROCESSABLE_ENTITY, vec![Slip::at("code", wrong)]);
            show_with_code(&web, &visitor, status, None, slips, posted.text("code")).await
        }
    }
}

/// Signing out everywhere.
pub async fn post_sign_out_everywhere(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    sign_out_everywhere(&web.services, visitor.actor()?).await?;
    Ok(with_cleared_site_data(clear_cookie(&web, see_other("/sign-in"))))
}

async fn show(
    web: &Web,
    visitor: &Visitor,
    status: StatusCode,
    done: Option<&'static str>,
    slips: Vec<Slip>,
) -> Result<Response, Failure> {
    show_with_code(web, visitor, status, done, slips, "").await
}

/// The page, with a recovery code that was typed before.
async fn show_with_code(
    web: &Web,
    visitor: &Visitor,
    status: StatusCode,
    done: Option<&'static str>,
    slips: Vec<Slip>,
    typed_code: &str,
) -> Result<Response, Failure> {
    let account = own_account(&web.services, visitor.actor()?).await?;
    let frame = Frame {
        title: "Your account",
        here: "/account",
        has_problems: !slips.is_empty(),
        is_for_writing: false,
        ..Frame::default()
    };
    let closed_until = account.closure.map(|closure| web.services.in_words(closure.until));
    let sign_ins = sign_ins(web, &account.sign_ins);
    let typed_code = typed_code.to_owned();
    Ok(page(web, visitor, status, frame, move || {
        let words_for = |field| Slip::words_for(&slips, field);
        let (password, new_password) = (words_for("password"), words_for("new-password"));
        let (recovery_password, code) = (words_for("recovery-password"), words_for("code"));
        let is_closed = closed_until.is_some();
        view! {
            <div class="aw-column">
                <ErrorSummary slips/>
                <h1>"Your account"</h1>
                {done.map(|words| view! { <p class="aw-notice aw-notice--kept" role="status">{words}</p> })}
                {closed_until.map(|until| open_form(&until, typed_code, code))}
                {about(&account)}
                <h2>"Last sign-ins"</h2>
                <p>"See one you do not know? Change your password, and tell your administrator."</p>
                {sign_ins}
                <h2>"Sign out"</h2>
                <div class="aw-actions">
                    <form method="post" action="/sign-out">
                        <button class="nhsuk-button nhsuk-button--secondary" data-sign-out>"Sign out here"</button>
                    </form>
                    <form method="post" action="/account/sign-out-everywhere">
                        <button class="nhsuk-button nhsuk-button--secondary" data-sign-out>"Sign out everywhere"</button>
                    </form>
                </div>
                <p class="aw-quiet">
                    "Signing out everywhere ends every page you left open. Words in them that are not saved yet \
                     can then not be saved."
                </p>
                <h2>"Change your password"</h2>
                <form method="post" action="/account/password" novalidate>
                    <PasswordField name="password" label="Your password now" autocomplete="current-password" error=password/>
                    <PasswordField
                        name="new-password"
                        label="New password"
                        hint="At least 10 characters. Three words you will remember work well."
                        autocomplete="new-password"
                        error=new_password
                    />
                    <button class="nhsuk-button nhsuk-button--secondary">"Change password"</button>
                </form>
                {(!is_closed).then(|| view! {
                    <h2>"New recovery code"</h2>
                    <p>"If you have lost your recovery code, make a new one. The old one then no longer works."</p>
                    <form method="post" action="/account/recovery-code" novalidate>
                        <PasswordField
                            name="recovery-password"
                            label="Your password"
                            autocomplete="current-password"
                            error=recovery_password
                        />
                        <button class="nhsuk-button nhsuk-button--secondary">"Make a new recovery code"</button>
                    </form>
                })}
            </div>
        }
    }))
}

fn open_form(until: &str, typed: String, error: Option<String>) -> impl IntoView + use<> {
    view! {
        <div class="aw-notice">
            <h2>"What you wrote before is closed"</h2>
            <p>{format!("Your password was reset. It opens again on {until}, or now with your recovery code.")}</p>
            <form method="post" action="/account/open" novalidate>
                <TextField name="code" label="Recovery code" value=typed error/>
                <button class="nhsuk-button">"Open my reflections"</button>
            </form>
        </div>
    }
}

fn about(account: &OwnAccount) -> impl IntoView + use<> {
    let roles = account.roles.iter().map(|role| role.label()).collect::<Vec<_>>().join(", ");
    let row = |key: &'static str, value: String| {
        view! {
            <div class="nhsuk-summary-list__row">
                <dt class="nhsuk-summary-list__key">{key}</dt>
                <dd class="nhsuk-summary-list__value">{value}</dd>
            </div>
        }
    };
    view! {
        <dl class="nhsuk-summary-list">
            {row("Name", account.name.clone())}
            {row("E-mail address", account.email.clone())}
            {row("Organisation", account.organisation.clone())}
            {row("Role", roles)}
        </dl>
    }
}

fn sign_ins(web: &Web, seen: &[SignInSeen]) -> impl IntoView + use<> {
    let rows = seen
        .iter()
        .map(|line| {
            let what = match line.outcome.as_str() {
                "signed-in" => "Signed in",
                "wrong-password" => "Wrong password",
                "reset" => "Password reset by a link",
                "password-changed" => "Password changed",
                other => other,
            };
            view! {
                <tr>
                    <td data-label="When">{web.services.in_words(line.at)}</td>
                    <td data-label="What">{what.to_owned()}</td>
                    <td data-label="Where">{line.device.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="nhsuk-table aw-sign-ins">
            <caption class="nhsuk-u-visually-hidden">"Your last sign-ins"</caption>
            <thead>
                <tr>
                    <th scope="col">"When"</th>
                    <th scope="col">"What"</th>
                    <th scope="col">"Where"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

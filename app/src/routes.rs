//! Every address of the portal, in one list, with who may use it. The list is walked by a test as
//! nobody, as each role and as a stranger; a page that is not in it does not exist.

use crate::accounts::pages::{account, forgot, join, reset, sign_in};
use crate::admin::pages::{invite, people, person, sharing_rules};
use crate::changes::pages::{
    news, one as one_change, own as own_changes, publish as publish_change, take_down, write as write_change,
};
use crate::desk::pages::{front as desk, read as desk_read, second_look};
use crate::home;
use crate::modules::pages::{
    catalogue, front, own, preview, publish, reading, withdraw, write as write_module,
};
use crate::reflect::pages::{begin, copy_out, delete, list, show, versions, write};
use crate::sharing::pages::{share, what_became};
use crate::themes::pages::{community, excerpts, themes};
use crate::web::{Failure, Web};
use axum::Router;
use axum::routing::{MethodRouter, get, post};

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// Anybody.
    Everyone,
    /// Anybody signed in, for their own things.
    SignedIn,
    /// Administrators, for their own organisation.
    Administrators,
    /// Educators, for their own organisation.
    Educators,
    /// The same; whoever is signed out is given back what they typed.
    WritingEducators,
    /// Anybody signed in, for their own things; whoever is signed out is given back what they typed.
    WritingOwner,
    /// Anybody signed in, for what their organisation has.
    Colleagues,
    /// Patient-safety leads, for their own organisation.
    SafetyLeads,
    /// The same; whoever is signed out is given back what they typed.
    WritingSafetyLeads,
    /// Somebody signed in, or a page with a pass for the draft it has open.
    WriterOrPass,
}

/// An address: method, path, and who may use it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path, with `{…}` for what varies.
    pub path: &'static str,
    /// Who may use it.
    pub who: For,
}

/// The list.
#[must_use]
pub fn table() -> Vec<(Rule, MethodRouter<Web>)> {
    use For::{Administrators, Colleagues, Educators, Everyone, SafetyLeads, SignedIn};
    use For::{WriterOrPass, WritingEducators, WritingOwner, WritingSafetyLeads};
    let read = |path, who, handler| (Rule { method: "GET", path, who }, handler);
    let act = |path, who, handler| (Rule { method: "POST", path, who }, handler);
    vec![
        read("/", Everyone, get(home::get_home)),
        read("/private", Everyone, get(home::get_private)),
        read("/support", Everyone, get(home::get_support)),
        read("/sign-in", Everyone, get(sign_in::get)),
        act("/sign-in", Everyone, post(sign_in::post)),
        read("/locked", Everyone, get(sign_in::get_locked)),
        act("/lock", Everyone, post(sign_in::post_lock)),
        act("/sign-out", Everyone, post(sign_in::post_sign_out)),
        read("/forgot", Everyone, get(forgot::get)),
        act("/forgot", Everyone, post(forgot::post)),
        read("/reset/{token}", Everyone, get(reset::get)),
        act("/reset/{token}", Everyone, post(reset::post)),
        read("/join/{token}", Everyone, get(join::get)),
        act("/join/{token}", Everyone, post(join::post)),
        read("/account", SignedIn, get(account::get)),
        act("/account/password", SignedIn, post(account::post_password)),
        act("/account/recovery-code", SignedIn, post(account::post_recovery_code)),
        act("/account/open", SignedIn, post(account::post_open)),
        act("/account/sign-out-everywhere", SignedIn, post(account::post_sign_out_everywhere)),
        read("/reflections", SignedIn, get(list::get)),
        read("/reflections/new", SignedIn, get(begin::get)),
        act("/reflections/new", SignedIn, post(begin::post)),
        read("/reflections/{id}", SignedIn, get(show::get)),
        read("/reflections/{id}/write", SignedIn, get(write::get)),
        act("/reflections/{id}/write", WriterOrPass, post(write::post)),
        act("/reflections/{id}/autosave", WriterOrPass, post(write::post_autosave)),
        read("/reflections/{id}/versions", SignedIn, get(versions::get)),
        act("/reflections/{id}/versions", SignedIn, post(versions::post)),
        read("/reflections/{id}/copy/markdown", SignedIn, get(copy_out::get_markdown)),
        read("/reflections/{id}/copy/json", SignedIn, get(copy_out::get_json)),
        read("/modules", Colleagues, get(catalogue::get)),
        read("/modules/{id}", Colleagues, get(front::get)),
        read("/modules/{id}/{version}/{page}", Colleagues, get(reading::get)),
        act("/modules/{id}/{version}/{page}", Colleagues, post(reading::post)),
        read("/modules/write", Educators, get(own::get)),
        read("/modules/write/new", Educators, get(write_module::get_new)),
        act("/modules/write/new", WritingEducators, post(write_module::post_new)),
        act("/modules/write/preview", Educators, post(preview::post)),
        read("/modules/write/{id}", Educators, get(write_module::get)),
        act("/modules/write/{id}", WritingEducators, post(write_module::post)),
        read("/modules/write/{id}/publish", Educators, get(publish::get)),
        act("/modules/write/{id}/publish", Educators, post(publish::post)),
        read("/modules/write/{id}/withdraw", Educators, get(withdraw::get)),
        act("/modules/write/{id}/withdraw", Educators, post(withdraw::post)),
        act("/modules/write/{id}/put-back", Educators, post(withdraw::post_put_back)),
        read("/reflections/{id}/share", SignedIn, get(share::get)),
        act("/reflections/{id}/share", WritingOwner, post(share::post)),
        read("/reflections/{id}/shared", SignedIn, get(what_became::get)),
        act("/reflections/{id}/shared", SignedIn, post(what_became::post)),
        read("/reflections/{id}/delete", SignedIn, get(delete::get)),
        act("/reflections/{id}/delete", SignedIn, post(delete::post)),
        read("/shared", SignedIn, get(what_became::get_all)),
        read("/desk", SafetyLeads, get(desk::get)),
        read("/desk/read", SafetyLeads, get(desk_read::get)),
        act("/desk/read", WritingSafetyLeads, post(desk_read::post)),
        read("/desk/second-look", SafetyLeads, get(second_look::get)),
        act("/desk/second-look", SafetyLeads, post(second_look::post)),
        read("/themes", Colleagues, get(themes::get)),
        act("/themes", Colleagues, post(themes::post)),
        read("/themes/{period}", Colleagues, get(themes::get_period)),
        read("/themes/community/{period}", Colleagues, get(community::get)),
        read("/themes/words/{year}/{theme}", Colleagues, get(excerpts::get)),
        read("/changes", Colleagues, get(news::get)),
        read("/changes/{id}", Colleagues, get(one_change::get)),
        read("/changes/write", SafetyLeads, get(own_changes::get)),
        read("/changes/write/new", SafetyLeads, get(write_change::get_new)),
        act("/changes/write/new", WritingSafetyLeads, post(write_change::post_new)),
        read("/changes/write/{id}", SafetyLeads, get(write_change::get)),
        act("/changes/write/{id}", WritingSafetyLeads, post(write_change::post)),
        read("/changes/write/{id}/publish", SafetyLeads, get(publish_change::get)),
        act("/changes/write/{id}/publish", SafetyLeads, post(publish_change::post)),
        read("/changes/write/{id}/take-down", SafetyLeads, get(take_down::get)),
        act("/changes/write/{id}/take-down", SafetyLeads, post(take_down::post)),
        read("/sharing-rules", Administrators, get(sharing_rules::get)),
        act("/sharing-rules", Administrators, post(sharing_rules::post)),
        read("/people", Administrators, get(people::get)),
        read("/people/invite", Administrators, get(invite::get)),
        act("/people/invite", Administrators, post(invite::post)),
        act("/people/invitations/{id}/cancel", Administrators, post(people::post_cancel)),
        read("/people/{id}", Administrators, get(person::get)),
        act("/people/{id}/suspend", Administrators, post(person::post_suspend)),
        act("/people/{id}/restore", Administrators, post(person::post_restore)),
        act("/people/{id}/reset-link", Administrators, post(person::post_reset_link)),
    ]
}

/// The router of every page.
pub fn router(web: Web) -> Router {
    crate::web::remember_assets(&web.assets);
    table()
        .into_iter()
        .fold(Router::new(), |router, (rule, handler)| router.route(rule.path, handler))
        .fallback(async || Failure::NotFound)
        .method_not_allowed_fallback(async || Failure::NotFound)
        .with_state(web)
}

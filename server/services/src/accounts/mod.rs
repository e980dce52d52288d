//! Accounts: joining by invitation, signing in and out, resets and recovery, and what an
//! administrator may do about people. One operation a file; SQL in `queries`.
//!
//! Every row that lets somebody in carries a MAC from the key ring (`record`, `sessions`, and the
//! links in `links`), so a row written into the database by anything else is refused.

mod change_password;
mod demo;
mod invite;
mod join;
mod limits;
mod links;
mod mark_anew;
mod own_account;
mod passwords;
mod people;
mod queries;
mod record;
mod recovery;
mod reset;
mod sessions;
mod setup;
mod sign_in;
mod sweep;

pub use change_password::{ChangePasswordError, change_password};
pub(crate) use demo::make_demo_colleagues;
pub use demo::{DemoPerson, make_demo_people};
pub use invite::{InviteError, NewInvitation, cancel_invitation, invite};
pub use join::{Invited, Joined, LinkError, find_invitation, join};
pub(crate) use mark_anew::mark_people_anew;
pub use own_account::{OwnAccount, SignInSeen, own_account, sign_out_everywhere};
pub use passwords::Passwords;
pub(crate) use people::count_active;
pub use people::{
    PeopleOfOrganisation, PersonSeen, WaitingInvitation, list_organisations, list_people, restore, suspend,
};
pub use recovery::{RecoveryError, make_recovery_code, open_with_recovery_code};
pub(crate) use reset::is_closed_until;
pub use reset::{ResetError, complete_reset, find_reset, request_reset, send_reset_link};
pub use sessions::{Session, end_session, find_session, find_session_by_id, lock_session};
pub use setup::{SetupError, make_organisation};
pub use sign_in::{SignIn, SignInError, SignedIn, sign_in};
pub use sweep::sweep;

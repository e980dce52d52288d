//! Health communities: who belongs to one, and what their printed figures come to together.
//!
//! What enters this room: names, memberships, and frozen releases to be added up by
//! [`domain::disclosure::community_of`]. What does not: points, people, pools, and any figure that an
//! organisation has not printed. Members share on their own; a community has no pool.

mod figures;
mod members;
mod queries;

pub use figures::{CommunityShown, OwnCommunity, community_figures, own_community, show_community};
pub use members::{CommunityError, join_community, leave_community, list_communities, make_community};

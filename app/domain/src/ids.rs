//! The ids of things, each its own type so that one can never be passed for another.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

id!(
    /// An organisation: a hospice, a trust, a care home. UUIDv7.
    OrganisationId
);
id!(
    /// A health community of several organisations. UUIDv7.
    CommunityId
);
id!(
    /// A person with an account. UUIDv7: when somebody joined is not a secret.
    PersonId
);
id!(
    /// A signed-in browser. UUIDv4. Not the cookie: knowing it opens nothing.
    SessionId
);
id!(
    /// An invitation to join. UUIDv7.
    InvitationId
);
id!(
    /// A reflection. UUIDv4, because a UUIDv7 would tell when it was begun.
    ReflectionId
);
id!(
    /// A second version of a reflection, kept beside it until its writer chooses. UUIDv4.
    CopyId
);
id!(
    /// A learning module that educators write. UUIDv7: when it was begun is not a secret.
    ModuleId
);
id!(
    /// A change that safety leads tell of. UUIDv7: when it was begun is not a secret.
    ChangeId
);
id!(
    /// Something let go of from a reflection, while it waits under its author's name. UUIDv4.
    ShareId
);
id!(
    /// A point in the holding pool. UUIDv4, and a new one at every batch.
    HeldId
);
id!(
    /// An excerpt of a release. UUIDv4. Never shown: pages carry a mark of it that changes daily.
    ExcerptId
);

//! What an author keeps of a share: a ticket, inside the sealed reflection and nowhere else.

use crate::ids::ShareId;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// 256 random bits as text. Whoever has it can learn what became of a point, so it is kept in its
/// author's sealed reflection only; the pool and the outcomes hold a mark or a hash of it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Ticket(pub String);

// A ticket is a secret: it is never shown.
impl std::fmt::Debug for Ticket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ticket(hidden)")
    }
}

/// What the author has asked for since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShareState {
    /// Nothing: it was let go of.
    LetGo,
    /// That it be withdrawn.
    WithdrawalAsked,
}

/// One share, as it lies in the reflection it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Its id; the waiting row has the same.
    pub id: ShareId,
    /// The ticket.
    pub ticket: Ticket,
    /// The mark of the page that shared it: the same form sent again is not another share.
    pub page: String,
    /// When it was let go of.
    pub at: Timestamp,
    /// Its first words, for the author to know it by.
    pub opening: String,
    /// What was asked for since.
    pub state: ShareState,
}

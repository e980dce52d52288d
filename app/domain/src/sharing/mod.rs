//! Letting go: what may be shared from a reflection, what must be settled first, and what the review
//! desk may make of it.
//!
//! What enters: rules about one learning point, from its author's draft to the desk's decision. What
//! does not: keys, storage, who may do what, and the words of any consent, outcome or theme (those
//! are content).

mod cleaned;
mod decision;
mod draft;
mod open;
mod record;
mod review;

pub use cleaned::{Cleaned, Found, Kept, MAX_REPLACEMENT_CHARS, Resolution, Settled, settle};
pub use decision::{FirstDecision, ReviewError, SecondDecision};
pub use draft::{
    Facet, MAX_POINT_CHARS, MAX_SHARES_A_REFLECTION, MAX_WAITING, Offered, Point, Quotation, ShareDraft,
    ShareProblem, check, group_id,
};
pub use open::{LEADS_TO_OPEN, Openness, PEOPLE_TO_OPEN, openness};
pub use record::{Share, ShareState, Ticket};
pub use review::{Code, Held, MAX_CODES, QuoteStanding, Reading, Review};

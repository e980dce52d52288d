//! Looking after the key ring: a new key, an old one laid aside, and everything sealed anew after a
//! leak. Run from the command line while no node serves, because a node reads its keys when it starts.

mod queries;
mod renew;
mod retire;
mod rotate;

pub use renew::renew;
pub use retire::{RetireError, Uses, retire, uses};
pub use rotate::{rewrap, rotate};

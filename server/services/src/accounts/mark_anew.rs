//! Marking every access record with the ring's current key.

use super::queries::people as queries;
use super::record::PersonRecord;
use crate::Services;
use crate::error::Error;

/// Gives every record that an older key marked a MAC of the current one. A record that is not ours is
/// left as it is, and logged: marking it would make it ours.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn mark_people_anew(services: &Services) -> Result<(), Error> {
    let current = &services.ring.current().0;
    for row in queries::list_people_marked_otherwise(services.db.reader().await?.conn(), current).await? {
        let Ok(person) = PersonRecord::trust(&services.ring, row) else { continue };
        let mut tx = services.db.begin().await?;
        person.replace(&person, &services.ring, tx.conn()).await?;
        tx.commit().await?;
    }
    Ok(())
}

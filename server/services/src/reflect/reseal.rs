//! Sealing everything of one person with another key. What it says, its version and its day stay.

use super::queries;
use super::stored;
use crate::db::Conn;
use crate::error::Error;
use crate::sealing::PersonKey;
use domain::policy::Whose;

/// Seals a person's reflections and second versions with `new` instead of `old`.
///
/// # Errors
/// When one of them does not open with `old`, or the database refuses.
pub(crate) async fn reseal(
    mut conn: Conn<'_>,
    owner: Whose,
    old: &PersonKey,
    new: &PersonKey,
) -> Result<(), Error> {
    for row in queries::list_whole(conn.again(), owner.person).await? {
        let (summary, body) = stored::resealed(old, new, owner, &row)?;
        queries::replace_seals(conn.again(), row.id, summary, body).await?;
        for copy in
            queries::list_copies(conn.again(), owner.person, domain::ids::ReflectionId(row.id)).await?
        {
            let body = stored::resealed_copy(old, new, owner, &copy)?;
            queries::replace_copy_seal(conn.again(), copy.id, body).await?;
        }
    }
    Ok(())
}

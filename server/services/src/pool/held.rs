//! Opening the pool: its keys, its rows, and its points in memory.

use super::queries::{self, PointRow};
use super::register::{Standing, beginning_of, open_register};
use crate::Services;
use crate::db::Conn;
use crate::error::Error;
use crate::sealing::{KeyDirError, PeriodKey, SealError, read_period_key};
use data_encoding::BASE64URL_NOPAD;
use domain::disclosure::Period;
use domain::ids::{HeldId, OrganisationId};
use domain::sharing::Held;
use std::collections::HashMap;
use uuid::Uuid;

/// Why a pool cannot be worked on.
#[derive(Debug, thiserror::Error)]
pub enum PoolError {
    /// The period's key is not in the key directory.
    #[error(
        "the key of {0} is not in the key directory. All nodes must share its folder pool/: without the key \
         the points held for that period cannot be opened"
    )]
    KeyMissing(Period),
    /// The key directory, or a damaged key in it.
    #[error(transparent)]
    Key(#[from] KeyDirError),
    /// The work is done, and what it left in the database's files could not be rewritten.
    #[error("it is done, but what it left behind in the database's files could not be rewritten: {0}")]
    LeftBehind(sqlx::Error),
    /// Anything else.
    #[error(transparent)]
    Other(#[from] Error),
}

impl PoolError {
    /// Whether it is a key that is not there or is none any more. One that only cannot be read is not
    /// lost.
    pub(crate) const fn is_lost_key(&self) -> bool {
        matches!(self, Self::KeyMissing(_) | Self::Key(KeyDirError::NotAKey(_)))
    }
}

impl From<sqlx::Error> for PoolError {
    fn from(error: sqlx::Error) -> Self {
        Self::Other(error.into())
    }
}

impl From<SealError> for PoolError {
    fn from(error: SealError) -> Self {
        Self::Other(error.into())
    }
}

/// A period that holds points, with its key.
pub(crate) struct OpenPool {
    /// The period.
    pub period: Period,
    /// Or why there is none: it is not in the key directory, is another, is damaged or cannot be read.
    pub key: Result<PeriodKey, PoolError>,
}

/// A point with the row it lies in.
pub(crate) struct HeldRow {
    /// The row.
    pub id: HeldId,
    /// As it is stored.
    pub sealed: Vec<u8>,
    /// What it holds.
    pub held: Held,
}

/// What operations on an organisation's points hold on to (see [`crate::db::Tx::hold`]).
pub(crate) fn lock_of(organisation: OrganisationId) -> i64 {
    let (high, low) = organisation.0.as_u64_pair();
    // Version and variant are in fixed places; together the halves tell organisations apart.
    (high.rotate_left(17) ^ low).cast_signed()
}

/// The key of a period that holds points, if it is the one that the database knows.
fn key_of(
    services: &Services,
    organisation: OrganisationId,
    period: Period,
    check: &[u8],
) -> Result<PeriodKey, PoolError> {
    let key = read_period_key(&services.settings.key_dir, organisation, period)?;
    key.filter(|key| key.check() == check).ok_or(PoolError::KeyMissing(period))
}

/// The periods that hold points, the earliest first. A key that is missing or damaged is its own
/// period's trouble: the others are opened.
pub(crate) async fn open_pools(
    services: &Services,
    conn: Conn<'_>,
    organisation: OrganisationId,
) -> Result<Vec<OpenPool>, PoolError> {
    let mut pools = Vec::new();
    for row in queries::list_pools(conn, organisation).await? {
        pools.push(open_pool(services, organisation, &row.period, &row.key_check)?);
    }
    pools.sort_by_key(|pool| pool.period.first_day());
    Ok(pools)
}

/// One period that holds points, with its key or why it has none, which the log is told.
fn open_pool(
    services: &Services,
    organisation: OrganisationId,
    period: &str,
    key_check: &[u8],
) -> Result<OpenPool, Error> {
    let period: Period = period.parse().map_err(|_| Error::Unexpected("a pool's period".to_owned()))?;
    let key = key_of(services, organisation, period, key_check);
    if let Err(error) = &key {
        tracing::error!(%period, %error, "the period's key cannot be used");
    }
    Ok(OpenPool { period, key })
}

/// Opens one row. `None` when it is damaged or was put there by something else: that is said in the log,
/// and every batch leaves it where it is, until its period is frozen without it.
fn open_row(key: &PeriodKey, id: Uuid, sealed: &[u8]) -> Option<HeldRow> {
    let id = HeldId(id);
    let held = key.open(id, sealed).ok().and_then(|plain| serde_json::from_slice(&plain).ok());
    if held.is_none() {
        tracing::error!("a point in the pool does not open, and was left where it is");
    }
    Some(HeldRow { id, sealed: sealed.to_vec(), held: held? })
}

/// Seals a point for a row.
pub(super) fn sealed(key: &PeriodKey, id: HeldId, held: &Held) -> Result<Vec<u8>, Error> {
    let plain = serde_json::to_vec(held).map_err(|_| Error::Unexpected("not JSON".to_owned()))?;
    Ok(key.seal(id, &plain)?)
}

/// Every point of a period that opens.
pub(crate) async fn points_of(
    conn: Conn<'_>,
    organisation: OrganisationId,
    key: &PeriodKey,
) -> Result<Vec<HeldRow>, Error> {
    Ok(rows_of(conn, organisation, key).await?.0)
}

/// Every point of a period, and beside them the rows that do not open, as they are stored.
pub(super) async fn rows_of(
    conn: Conn<'_>,
    organisation: OrganisationId,
    key: &PeriodKey,
) -> Result<(Vec<HeldRow>, Vec<PointRow>), Error> {
    let (mut opened, mut closed) = (Vec::new(), Vec::new());
    for row in queries::list_points(conn, organisation, &key.period().to_string()).await? {
        match open_row(key, row.id, &row.sealed) {
            Some(row) => opened.push(row),
            None => closed.push(row),
        }
    }
    Ok((opened, closed))
}

/// One point of a period; `None` when there is no such row, or it does not open with this key.
pub(crate) async fn open_point(
    conn: Conn<'_>,
    organisation: OrganisationId,
    key: &PeriodKey,
    id: HeldId,
) -> Result<Option<HeldRow>, Error> {
    let found = queries::find_point(conn, organisation, id).await?;
    Ok(found.and_then(|(_, sealed)| open_row(key, id.0, &sealed)))
}

/// One row of the organisation's pool with the key that opens it.
pub(crate) async fn find_pool_row(
    services: &Services,
    mut conn: Conn<'_>,
    organisation: OrganisationId,
    id: HeldId,
) -> Result<Option<(PeriodKey, HeldRow)>, PoolError> {
    let Some((period, sealed)) = queries::find_point(conn.again(), organisation, id).await? else {
        return Ok(None);
    };
    let pools = open_pools(services, conn, organisation).await?;
    let pool = pools.into_iter().find(|pool| pool.period.to_string() == period);
    let Some(key) = pool.and_then(|pool| pool.key.ok()) else { return Ok(None) };
    Ok(open_row(&key, id.0, &sealed).map(|row| (key, row)))
}

/// Writes a point over the row it was opened from. Answers whether it was still as it was.
pub(crate) async fn replace_row(
    conn: Conn<'_>,
    key: &PeriodKey,
    before: &HeldRow,
    held: &Held,
) -> Result<bool, Error> {
    let sealed = sealed(key, before.id, held)?;
    Ok(queries::replace_point(conn, before.id, &before.sealed, sealed).await? == 1)
}

/// Removes a period's pool.
pub(crate) async fn delete_pool(
    mut conn: Conn<'_>,
    organisation: OrganisationId,
    period: Period,
) -> Result<(), Error> {
    let period = period.to_string();
    queries::delete_points(conn.again(), organisation, &period).await?;
    Ok(queries::delete_pool(conn, organisation, &period).await?)
}

/// Where every point held stands, by the beginning of its ticket's hash.
pub(crate) struct Standings {
    known: HashMap<[u8; 16], Standing>,
    /// Whether points are held of which nothing is known here: a period's key cannot be used, or a row
    /// does not open that its register does not name.
    pub some_closed: bool,
}

impl Standings {
    /// Where the point with this ticket stands, if it is held.
    pub fn of(&self, ticket: &[u8; 32]) -> Option<&Standing> {
        self.known.get(&beginning_of(ticket))
    }
}

/// Where every point of an organisation stands. All of it is fetched, and tickets are matched in memory.
pub(crate) async fn find_standings(
    services: &Services,
    mut conn: Conn<'_>,
    organisation: OrganisationId,
) -> Result<Standings, Error> {
    let mut known = HashMap::new();
    let mut some_closed = false;
    for row in queries::list_registers(conn.again(), organisation).await? {
        let Ok(key) = open_pool(services, organisation, &row.period, &row.key_check)?.key else {
            some_closed = true;
            continue;
        };
        let mut register = open_register(conn.again(), organisation, &key, row.register).await?;
        // Only where some row is not named are the ids of all fetched: it is seldom, and they are many.
        let rows = if usize::try_from(row.points).is_ok_and(|all| all == register.len()) {
            Vec::new()
        } else {
            queries::list_point_ids(conn.again(), organisation, &row.period).await?
        };
        for id in register.unnamed(rows) {
            // One that was mended is in the register again with the next batch.
            match open_point(conn.again(), organisation, &key, id).await? {
                Some(row) => register.note(id, &row.held),
                None => some_closed = true,
            }
        }
        known.extend(register.standings());
    }
    Ok(Standings { known, some_closed })
}

/// Whether the key directory holds the key of every period that the database holds points for.
///
/// # Errors
/// When the database or a key cannot be read.
pub async fn period_keys_are_complete(services: &Services, conn: Conn<'_>) -> Result<bool, PoolError> {
    for (organisation, period, key_check) in queries::list_all_pools(conn).await? {
        let period: Period = period.parse().map_err(|_| Error::Unexpected("a pool's period".to_owned()))?;
        match key_of(services, OrganisationId(organisation), period, &key_check) {
            Ok(_) => {}
            Err(PoolError::KeyMissing(_)) => return Ok(false),
            Err(error) => return Err(error),
        }
    }
    Ok(true)
}

/// A pool's error as any operation's.
pub(crate) fn pool_error(error: PoolError) -> Error {
    match error {
        PoolError::Other(error) => error,
        other => Error::Unexpected(other.to_string()),
    }
}

/// The hash of a ticket as a point holds it.
pub(super) fn ticket_text(hash: &[u8; 32]) -> String {
    BASE64URL_NOPAD.encode(hash)
}

/// The hash of a point's ticket; `None` in a row that never was a point.
pub(crate) fn ticket_of(held: &Held) -> Option<[u8; 32]> {
    BASE64URL_NOPAD.decode(held.ticket.as_bytes()).ok()?.try_into().ok()
}

//! Signed-in browsers. The cookie is a random token; the row holds its MAC, and a MAC over itself.

use super::links;
use super::queries::sessions::{self as queries, SessionAndPerson, SessionRow};
use super::record::PersonRecord;
use crate::Services;
use crate::db::Conn;
use crate::error::Error;
use crate::sealing::{Fields, KeyId, Mac};
use domain::accounts::{SessionState, Standing, session_state};
use domain::ids::{PersonId, SessionId};
use domain::policy::Actor;
use domain::time::Timestamp;

/// Seconds a session may be in use before that is written down again: a page read is rarely a write.
const TOUCH_AFTER_SECONDS: i64 = 60;

/// A session that is not over, with its person.
#[derive(Debug, Clone)]
pub struct Session {
    /// Its id. Not the cookie.
    pub id: SessionId,
    /// Who it is and what they may do now.
    pub actor: Actor,
    /// The name they go by.
    pub name: String,
}

impl SessionRow {
    fn fields(&self) -> Fields {
        Fields::of("afterword session 1")
            .bytes(self.id.as_bytes())
            .bytes(&self.token)
            .bytes(self.person.as_bytes())
            .number(self.started_at)
            .number(self.seen_at)
            .optional(self.locked_at)
    }

    fn is_ours(&self, services: &Services) -> bool {
        let mac = Mac { key: KeyId(self.session_ring_key.clone()), bytes: self.session_mac.clone() };
        let verified = services.ring.verify(&mac, &self.fields());
        verified
            .inspect_err(|error| tracing::error!(session = %self.id, %error, "a session is not ours"))
            .is_ok()
    }

    fn marked(mut self, services: &Services) -> Result<Self, Error> {
        let mac = services.ring.mac(&self.fields())?;
        self.session_ring_key = mac.key.0;
        self.session_mac = mac.bytes;
        Ok(self)
    }
}

/// Begins a session for a person who has proved who they are. Answers the cookie's token.
pub(super) async fn begin(services: &Services, conn: Conn<'_>, person: PersonId) -> Result<String, Error> {
    let now = services.clock.now().0;
    let token = crate::random::token()?;
    let row = SessionRow {
        id: uuid::Uuid::new_v4(),
        token: links::stored(services, "session", &token)?.bytes,
        person: person.0,
        started_at: now,
        seen_at: now,
        locked_at: None,
        session_ring_key: String::new(),
        session_mac: Vec::new(),
    };
    queries::insert(conn, row.marked(services)?).await?;
    Ok(token)
}

/// The session a cookie's token belongs to; `None` when there is none, it is over, its person is
/// suspended, or the row is not ours. A live session is marked as used.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_session(services: &Services, token: &str) -> Result<Option<Session>, Error> {
    for mac in links::possible(services, "session", token)? {
        let found = queries::find_by_token(services.db.reader().await?.conn(), &mac.bytes).await?;
        if let Some(found) = found {
            return trust(services, found, Use::Now).await;
        }
    }
    Ok(None)
}

/// The session with this id, for a save that carries a pass from a page of that session. It is not
/// marked as used.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_session_by_id(services: &Services, id: SessionId) -> Result<Option<Session>, Error> {
    match queries::find_by_id(services.db.reader().await?.conn(), id).await? {
        Some(found) => trust(services, found, Use::No).await,
        None => Ok(None),
    }
}

enum Use {
    Now,
    No,
}

async fn trust(services: &Services, found: SessionAndPerson, used: Use) -> Result<Option<Session>, Error> {
    let SessionAndPerson { session: row, person } = found;
    if !row.is_ours(services) {
        return Ok(None);
    }
    let Ok(person) = PersonRecord::trust(&services.ring, person) else { return Ok(None) };
    if person.id.0 != row.person || person.standing != Standing::Active {
        return Ok(None);
    }
    let now = services.clock.now();
    let state = session_state(
        &services.settings.session_limits,
        Timestamp(row.started_at),
        Timestamp(row.seen_at),
        row.locked_at.map(Timestamp),
        now,
    );
    if state == SessionState::Ended {
        return Ok(None);
    }
    let session = Session {
        id: SessionId(row.id),
        actor: Actor {
            person: person.id,
            organisation: person.organisation,
            roles: person.roles,
            session: state,
            closure: person.closure.filter(|closure| now < closure.until),
        },
        name: person.name,
    };
    let due = Timestamp(row.seen_at).plus_seconds(TOUCH_AFTER_SECONDS) <= now;
    if due && state == SessionState::Live && matches!(used, Use::Now) {
        let before = row.session_mac.clone();
        let used = SessionRow { seen_at: now.0, ..row }.marked(services)?;
        let mut tx = services.db.begin().await?;
        queries::touch(tx.conn(), used, &before).await?;
        tx.commit().await?;
    }
    Ok(Some(session))
}

/// Locks a session by hand ("Hide this now") and gives it a new cookie. Answers the new token, or
/// `None` when there was no session to lock.
///
/// # Errors
/// When the database refuses.
pub async fn lock_session(services: &Services, token: &str) -> Result<Option<String>, Error> {
    for mac in links::possible(services, "session", token)? {
        let mut tx = services.db.begin().await?;
        let Some(found) = queries::find_by_token(tx.conn(), &mac.bytes).await? else { continue };
        // The row gets a new MAC below: a forged one must not come by it.
        if !found.session.is_ours(services) {
            return Ok(None);
        }
        let new_token = crate::random::token()?;
        let row = SessionRow {
            token: links::stored(services, "session", &new_token)?.bytes,
            // A second press does not push the end of the locked hours away.
            locked_at: found.session.locked_at.or(Some(services.clock.now().0)),
            ..found.session
        };
        queries::update(tx.conn(), row.marked(services)?).await?;
        tx.commit().await?;
        return Ok(Some(new_token));
    }
    Ok(None)
}

/// Ends the session a token belongs to. Nothing happens when there is none.
///
/// # Errors
/// When the database refuses.
pub async fn end_session(services: &Services, token: &str) -> Result<(), Error> {
    for mac in links::possible(services, "session", token)? {
        let mut tx = services.db.begin().await?;
        if let Some(found) = queries::find_by_token(tx.conn(), &mac.bytes).await? {
            queries::delete(tx.conn(), SessionId(found.session.id)).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

//! How often a door may be tried. Counted by keyed hash, so that the table holds no address.

use super::queries::attempts as queries;
use crate::Services;
use crate::error::Error;
use crate::sealing::Fields;
use domain::time::Timestamp;

/// Minutes for which tries are counted together.
const WINDOW_MINUTES: i64 = 15;

/// A door, and whose tries at it are counted together.
#[derive(Debug, Clone, Copy)]
pub(super) enum Door<'a> {
    /// Wrong passwords for one address.
    SignInAs(&'a str),
    /// Wrong passwords from one place on the network, whatever the address.
    SignInFrom(&'a str),
    /// Reset links asked for one address.
    ResetFor(&'a str),
    /// Wrong recovery codes of one person.
    RecoveryOf(&'a str),
    /// Tries at accounts that do not exist. Counted, never refused.
    Nobodys,
}

impl Door<'_> {
    const fn most(self) -> i64 {
        match self {
            // Ten guesses in a quarter of an hour: far from any password of ten characters, and a
            // tired person who mixes up two passwords still gets in.
            Self::SignInAs(_) | Self::RecoveryOf(_) => 10,
            // A whole ward may sit behind one network address.
            Self::SignInFrom(_) => 200,
            Self::ResetFor(_) => 3,
            Self::Nobodys => i64::MAX,
        }
    }

    fn bucket(self, services: &Services) -> Result<Vec<u8>, Error> {
        let (kind, whose) = match self {
            Self::SignInAs(whose) => ("sign in as", whose),
            Self::SignInFrom(whose) => ("sign in from", whose),
            Self::ResetFor(whose) => ("reset for", whose),
            Self::RecoveryOf(whose) => ("recovery of", whose),
            Self::Nobodys => ("nobody's", ""),
        };
        Ok(services.ring.mac(&Fields::of("afterword tries 1").text(kind).text(whose))?.bytes)
    }

    /// Counts a try before it is made, and refuses it when there have been too many. Counted only
    /// after it was found wrong, any number made at the same moment would pass. Followed by
    /// [`Door::forget`] when the try was right.
    pub async fn knock(self, services: &Services) -> Result<(), Error> {
        self.check(services).await?;
        let (made, began) = self.one_more(services).await?;
        if made > self.most() { Err(too_many(began, services.clock.now())) } else { Ok(()) }
    }

    /// Refuses when this door has been tried too often.
    pub async fn check(self, services: &Services) -> Result<(), Error> {
        let bucket = self.bucket(services)?;
        let now = services.clock.now();
        let found = queries::find(services.db.reader().await?.conn(), &bucket).await?;
        match found {
            Some((made, began)) if made >= self.most() && now < window_end(began) => {
                Err(too_many(began, now))
            }
            _ => Ok(()),
        }
    }

    /// Counts a try.
    pub async fn count(self, services: &Services) -> Result<(), Error> {
        self.one_more(services).await.map(|_| ())
    }

    async fn one_more(self, services: &Services) -> Result<(i64, i64), Error> {
        let bucket = self.bucket(services)?;
        let now = services.clock.now();
        let mut tx = services.db.begin().await?;
        let counted = queries::count(tx.conn(), &bucket, now.0, now.plus_minutes(-WINDOW_MINUTES).0).await?;
        tx.commit().await?;
        Ok(counted)
    }

    /// Forgets the tries: the door was opened rightly.
    pub async fn forget(self, services: &Services) -> Result<(), Error> {
        let bucket = self.bucket(services)?;
        let mut tx = services.db.begin().await?;
        queries::delete(tx.conn(), &bucket).await?;
        Ok(tx.commit().await?)
    }
}

fn window_end(began: i64) -> Timestamp {
    Timestamp(began).plus_minutes(WINDOW_MINUTES)
}

fn too_many(began: i64, now: Timestamp) -> Error {
    Error::TooManyTries { minutes: (window_end(began).0 - now.0).div_euclid(60_000_000) + 1 }
}

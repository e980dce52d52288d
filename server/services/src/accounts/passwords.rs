//! Hashing passwords: argon2id with OWASP's parameters, off the async threads, and never more than a
//! few at once, so that a burst of sign-ins cannot use up the memory.

use crate::error::Error;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::accounts::Password;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Memory one hash takes, in KiB (OWASP *Password Storage Cheat Sheet*: 19 MiB, 2 passes, 1 lane).
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Hashes made at the same moment: 38 MiB at most.
const AT_ONCE: usize = 2;
/// People who may wait for their turn. At about 30 ms a hash the last of them waits two seconds.
const MAY_WAIT: usize = 128;

/// Makes and checks password hashes.
#[derive(Clone)]
pub struct Passwords {
    argon2: Argon2<'static>,
    running: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    /// A hash of nothing in particular, checked when there is no account, so that the time taken
    /// does not tell whether there is one.
    nobodys: Arc<str>,
}

impl Passwords {
    /// With OWASP's parameters.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn new() -> Result<Self, Error> {
        Self::with_cost(MEMORY_KIB, PASSES)
    }

    /// With a cost of one's own. For tests, which make hundreds of accounts.
    ///
    /// # Errors
    /// When the cost is out of argon2's range or the system gives no randomness.
    pub fn with_cost(memory_kib: u32, passes: u32) -> Result<Self, Error> {
        let unexpected = |error: &dyn std::fmt::Display| Error::Unexpected(format!("argon2: {error}"));
        let params = Params::new(memory_kib, passes, LANES, None).map_err(|error| unexpected(&error))?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobodys =
            argon2.hash_password(&crate::random::bytes::<16>()?).map_err(|error| unexpected(&error))?;
        Ok(Self {
            argon2,
            running: Arc::new(Semaphore::new(AT_ONCE)),
            waiting: Arc::new(Semaphore::new(MAY_WAIT)),
            nobodys: nobodys.to_string().into(),
        })
    }

    /// The hash of a password, with a fresh salt, in PHC form.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many people wait already.
    pub async fn hash(&self, password: &Password) -> Result<String, Error> {
        let (argon2, password) = (self.argon2.clone(), password.clone());
        self.take_turn(move || {
            argon2
                .hash_password(password.reveal().as_bytes())
                .map(|hash| hash.to_string())
                .map_err(|error| Error::Unexpected(format!("argon2: {error}")))
        })
        .await?
    }

    /// Whether the password is the one that was hashed. With `None` it never is, and takes as long.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many people wait already.
    pub async fn matches(&self, password: &Password, hash: Option<String>) -> Result<bool, Error> {
        let (argon2, password) = (self.argon2.clone(), password.clone());
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.nobodys.to_string());
        self.take_turn(move || {
            let Ok(hash) = PasswordHash::new(&hash) else { return false };
            argon2.verify_password(password.reveal().as_bytes(), &hash).is_ok() && known
        })
        .await
    }

    async fn take_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        let _place = self.waiting.try_acquire().map_err(|_| Error::Busy)?;
        let turn = self.running.clone().acquire_owned().await.map_err(|_| Error::Busy)?;
        tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        })
        .await
        .map_err(|error| Error::Unexpected(format!("hashing stopped: {error}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Password {
        Password::typed(text).expect("a password")
    }

    #[tokio::test]
    async fn a_password_matches_its_own_hash_only() {
        let passwords = Passwords::with_cost(64, 1).expect("a cost");
        let hash = passwords.hash(&password("kettle harbour seven")).await.expect("a hash");
        assert!(hash.starts_with("$argon2id$v=19$"));
        assert!(
            passwords.matches(&password("kettle harbour seven"), Some(hash.clone())).await.expect("checked")
        );
        assert!(!passwords.matches(&password("kettle harbour eight"), Some(hash)).await.expect("checked"));
    }

    #[tokio::test]
    async fn without_an_account_or_with_a_damaged_hash_nothing_matches() {
        let passwords = Passwords::with_cost(64, 1).expect("a cost");
        assert!(!passwords.matches(&password("anything at all"), None).await.expect("checked"));
        let damaged = Some("not a hash".to_owned());
        assert!(!passwords.matches(&password("anything at all"), damaged).await.expect("checked"));
    }

    #[tokio::test]
    async fn the_default_cost_is_owasps() {
        let hash =
            Passwords::new().expect("made").hash(&password("kettle harbour seven")).await.expect("a hash");
        assert!(hash.contains("m=19456,t=2,p=1"), "{hash}");
    }

    #[tokio::test]
    async fn a_burst_beyond_those_who_may_wait_is_told_that_we_are_busy() {
        let passwords = Passwords::with_cost(64, 1).expect("a cost");
        let _crowd = passwords.waiting.clone().acquire_many_owned(MAY_WAIT as u32).await.expect("room");
        let refused = passwords.matches(&password("anything at all"), None).await;
        assert!(matches!(refused, Err(Error::Busy)));
    }
}

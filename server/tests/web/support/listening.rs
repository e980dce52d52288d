//! Hearing what a test's own thread writes to the log.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};
use tracing::level_filters::LevelFilter;
use tracing::subscriber::DefaultGuard;

/// What has been logged since [`listen`].
pub struct Log {
    heard: Heard,
    _guard: DefaultGuard,
}

#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Listens down to this level until the answer is dropped.
pub fn listen(level: LevelFilter) -> Log {
    let heard = Heard::default();
    let ear = heard.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(level)
        .with_ansi(false)
        .with_writer(move || ear.clone())
        .finish();
    Log { heard, _guard: tracing::subscriber::set_default(subscriber) }
}

impl Log {
    /// The lines so far.
    pub fn lines(&self) -> Vec<String> {
        let bytes = self.heard.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect()
    }
}

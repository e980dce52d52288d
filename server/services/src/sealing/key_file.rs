//! A key in a file: a line that says which kind of key it is, and the key. Readable by the portal's own
//! user only, and on disk for good before anything is sealed with it.

use data_encoding::BASE64;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Why the key directory cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyDirError {
    /// It cannot be read or written.
    #[error("key directory {path}: {source}")]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Others can read it.
    #[error("key directory {0}: others can read it. Run: chmod 700 {0}")]
    TooOpen(PathBuf),
    /// A file in it is not a key.
    #[error("{0} is not a key, or is damaged")]
    NotAKey(PathBuf),
    /// There is no randomness.
    #[error("the system gives no randomness for a key")]
    NoRandomness,
}

pub(super) fn io_error(path: &Path) -> impl FnOnce(io::Error) -> KeyDirError + '_ {
    |source| KeyDirError::Io { path: path.to_owned(), source }
}

/// A key nobody has had before.
pub(super) fn new_key() -> Result<Zeroizing<[u8; 32]>, KeyDirError> {
    crate::random::bytes::<32>().map(Zeroizing::new).map_err(|_| KeyDirError::NoRandomness)
}

/// Makes a directory of keys, unless it is there.
pub(super) fn make_dir(dir: &Path) -> Result<(), KeyDirError> {
    DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(io_error(dir))
}

/// Writes a key into a new file. Its name lasts once [`sync_dir`] has returned.
pub(super) fn write_key(path: &Path, first_line: &str, key: &[u8; 32]) -> Result<(), KeyDirError> {
    let text = Zeroizing::new(format!("{first_line}\n{}\n", BASE64.encode(key)));
    let mut file =
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(io_error(path))?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(io_error(path))
}

/// A name, or its absence, must last as well as the bytes.
pub(super) fn sync_dir(dir: &Path) -> Result<(), KeyDirError> {
    File::open(dir).and_then(|dir| dir.sync_all()).map_err(io_error(dir))
}

/// Reads a key; `None` when there is no such file.
pub(super) fn read_key(path: &Path, first_line: &str) -> Result<Option<Zeroizing<[u8; 32]>>, KeyDirError> {
    let not_a_key = || KeyDirError::NotAKey(path.to_owned());
    let text = match fs::read_to_string(path) {
        Ok(text) => Zeroizing::new(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        // Not even text.
        Err(error) if error.kind() == io::ErrorKind::InvalidData => return Err(not_a_key()),
        Err(error) => return Err(io_error(path)(error)),
    };
    let mut lines = text.lines();
    if lines.next() != Some(first_line) {
        return Err(not_a_key());
    }
    let encoded = lines.next().ok_or_else(not_a_key)?.trim();
    let bytes = Zeroizing::new(BASE64.decode(encoded.as_bytes()).map_err(|_| not_a_key())?);
    let key = bytes.as_slice().try_into().map_err(|_| not_a_key())?;
    Ok(Some(Zeroizing::new(key)))
}

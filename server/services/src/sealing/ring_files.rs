//! The ring's directory: one file a key, readable by the portal's own user only.

use super::key_file::{KeyDirError, io_error, make_dir, new_key, read_key, sync_dir, write_key};
use super::ring::KeyId;
use data_encoding::HEXLOWER;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use zeroize::Zeroizing;

/// The first line of a key file.
const FIRST_LINE: &str = "afterword ring key 1";
/// What key files end in.
const ENDING: &str = "ringkey";

/// A key with the name of its file.
pub type NamedKey = (KeyId, Zeroizing<[u8; 32]>);

/// Reads every key in the directory. A directory that does not exist holds none.
///
/// # Errors
/// When it cannot be read, others can read it, or a key file is damaged.
pub fn read_key_files(dir: &Path) -> Result<Vec<NamedKey>, KeyDirError> {
    if !dir.exists() {
        return Ok(Vec::new());
    }
    let mode = fs::metadata(dir).map_err(io_error(dir))?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(KeyDirError::TooOpen(dir.to_owned()));
    }
    let mut keys = Vec::new();
    for entry in fs::read_dir(dir).map_err(io_error(dir))? {
        let path = entry.map_err(io_error(dir))?.path();
        if path.extension().is_some_and(|ending| ending == ENDING) {
            keys.push(read_key_file(&path)?);
        }
    }
    keys.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(keys)
}

fn read_key_file(path: &Path) -> Result<NamedKey, KeyDirError> {
    let not_a_key = || KeyDirError::NotAKey(path.to_owned());
    let id = path.file_stem().and_then(|stem| stem.to_str()).ok_or_else(not_a_key)?;
    let key = read_key(path, FIRST_LINE)?.ok_or_else(not_a_key)?;
    Ok((KeyId(id.to_owned()), key))
}

/// Makes a key, on disk for good before this returns.
///
/// # Errors
/// When the directory cannot be made or written.
pub fn make_key_file(dir: &Path) -> Result<(KeyId, Zeroizing<[u8; 32]>), KeyDirError> {
    make_dir(dir)?;
    let name = crate::random::bytes::<8>().map_err(|_| KeyDirError::NoRandomness)?;
    let id = KeyId(HEXLOWER.encode(&name));
    let key = new_key()?;
    write_key(&dir.join(&id.0).with_extension(ENDING), FIRST_LINE, &key)?;
    sync_dir(dir)?;
    Ok((id, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_was_made_is_read_back() {
        let dir = tempfile::tempdir().expect("a directory");
        let keys = dir.path().join("keys");
        assert!(read_key_files(&keys).expect("no directory, no keys").is_empty());
        let made = make_key_file(&keys).expect("made");
        assert_eq!(read_key_files(&keys).expect("read"), [made]);
        let mode = fs::metadata(&keys).expect("metadata").permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }

    #[test]
    fn a_directory_that_others_can_read_is_refused() {
        let dir = tempfile::tempdir().expect("a directory");
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o750)).expect("chmod");
        assert!(matches!(read_key_files(dir.path()), Err(KeyDirError::TooOpen(_))));
    }

    #[test]
    fn a_damaged_key_file_is_named() {
        let dir = tempfile::tempdir().expect("a directory");
        let keys = dir.path().join("keys");
        make_key_file(&keys).expect("made");
        fs::write(keys.join("bad.ringkey"), "afterword ring key 1\nAAAA\n").expect("written");
        let error = read_key_files(&keys).err().map(|error| error.to_string());
        assert!(error.is_some_and(|words| words.contains("bad.ringkey")));
    }
}

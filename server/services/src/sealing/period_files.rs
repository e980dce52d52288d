//! Period keys on disk: `pool/` in the key directory, shared by all nodes and in no backup.

use super::key_file::{KeyDirError, io_error, make_dir, new_key, read_key, sync_dir, write_key};
use super::period_key::PeriodKey;
use domain::disclosure::Period;
use domain::ids::OrganisationId;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The first line of a period key's file.
const FIRST_LINE: &str = "afterword period key 1";
/// What the files end in.
const ENDING: &str = "periodkey";
/// What a file ends in while it is being written.
const UNFINISHED: &str = "unfinished";

/// Where period keys lie. It must be left out of every backup: a key that comes back could link again.
#[must_use]
pub fn period_key_dir(key_dir: &Path) -> PathBuf {
    key_dir.join("pool")
}

fn path_of(key_dir: &Path, organisation: OrganisationId, period: Period) -> PathBuf {
    period_key_dir(key_dir).join(format!("{}.{period}.{ENDING}", organisation.0.simple()))
}

/// The period's key, made unless there is one. It is on disk for good before this returns, and two
/// nodes that make it at once get the same.
///
/// # Errors
/// When the directory cannot be written, or the file is damaged.
pub fn make_period_key(
    key_dir: &Path,
    organisation: OrganisationId,
    period: Period,
) -> Result<PeriodKey, KeyDirError> {
    if let Some(key) = read_period_key(key_dir, organisation, period)? {
        return Ok(key);
    }
    let dir = period_key_dir(key_dir);
    make_dir(&dir)?;
    let unfinished = dir.join(Uuid::new_v4().simple().to_string()).with_extension(UNFINISHED);
    write_key(&unfinished, FIRST_LINE, &*new_key()?)?;
    let path = path_of(key_dir, organisation, period);
    // A link is never made over a file: whoever is first has made the key, whole.
    match fs::hard_link(&unfinished, &path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(io_error(&path)(error)),
    }
    fs::remove_file(&unfinished).map_err(io_error(&unfinished))?;
    sync_dir(&dir)?;
    read_period_key(key_dir, organisation, period)?.ok_or(KeyDirError::NotAKey(path))
}

/// The period's key, if it is there.
///
/// # Errors
/// When the file cannot be read or is damaged.
pub fn read_period_key(
    key_dir: &Path,
    organisation: OrganisationId,
    period: Period,
) -> Result<Option<PeriodKey>, KeyDirError> {
    let key = read_key(&path_of(key_dir, organisation, period), FIRST_LINE)?;
    Ok(key.map(|key| PeriodKey::derive(organisation, period, &key)))
}

/// Destroys a period's key: overwritten, then removed. There being none is no mistake.
///
/// # Errors
/// When the directory cannot be written.
pub fn delete_period_key(
    key_dir: &Path,
    organisation: OrganisationId,
    period: Period,
) -> Result<(), KeyDirError> {
    let path = path_of(key_dir, organisation, period);
    match OpenOptions::new().write(true).open(&path) {
        Ok(mut file) => {
            let length = usize::try_from(file.metadata().map_err(io_error(&path))?.len()).unwrap_or(0);
            file.write_all(&vec![0; length]).and_then(|()| file.sync_all()).map_err(io_error(&path))?;
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(io_error(&path)(error)),
    }
    match fs::remove_file(&path) {
        // Another node may have been quicker.
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(io_error(&path)(error)),
        _ => {}
    }
    sync_dir(&period_key_dir(key_dir))
}

/// Every period that has a key.
///
/// # Errors
/// When the directory cannot be read.
pub fn list_period_keys(key_dir: &Path) -> Result<Vec<(OrganisationId, Period)>, KeyDirError> {
    let dir = period_key_dir(key_dir);
    if !dir.exists() {
        return Ok(Vec::new());
    }
    let mut keys = Vec::new();
    for entry in fs::read_dir(&dir).map_err(io_error(&dir))? {
        let name = entry.map_err(io_error(&dir))?.file_name();
        let mut parts = name.to_str().unwrap_or_default().split('.');
        let organisation = parts.next().and_then(|part| part.parse().ok());
        let period = parts.next().and_then(|part| part.parse().ok());
        if let (Some(organisation), Some(period), Some(ENDING), None) =
            (organisation, period, parts.next(), parts.next())
        {
            keys.push((OrganisationId(organisation), period));
        }
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn period() -> Period {
        "2026-Q3".parse().expect("a period")
    }

    const ORGANISATION: OrganisationId = OrganisationId(Uuid::from_u128(5));

    #[test]
    fn a_period_has_one_key_until_it_is_destroyed() {
        let dir = tempfile::tempdir().expect("a directory");
        assert!(read_period_key(dir.path(), ORGANISATION, period()).expect("read").is_none());
        let first = make_period_key(dir.path(), ORGANISATION, period()).expect("made");
        let again = make_period_key(dir.path(), ORGANISATION, period()).expect("found");
        assert_eq!(first.check(), again.check());
        assert_eq!(list_period_keys(dir.path()).expect("listed"), [(ORGANISATION, period())]);
        let mode = fs::metadata(period_key_dir(dir.path())).expect("metadata").permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
        delete_period_key(dir.path(), ORGANISATION, period()).expect("destroyed");
        delete_period_key(dir.path(), ORGANISATION, period()).expect("twice is once");
        assert!(fs::read_dir(period_key_dir(dir.path())).expect("read").next().is_none());
    }

    #[test]
    fn a_file_that_holds_something_else_is_damaged_and_not_missing_or_out_of_reach() {
        let dir = tempfile::tempdir().expect("a directory");
        make_period_key(dir.path(), ORGANISATION, period()).expect("made");
        let path = path_of(dir.path(), ORGANISATION, period());
        let whole = fs::read(&path).expect("read");
        for damaged in [b"".as_slice(), b"nonsense", b"\xff\xfe", &[0; 68], &whole[..whole.len() - 9]] {
            fs::write(&path, damaged).expect("written");
            let read = read_period_key(dir.path(), ORGANISATION, period());
            assert!(matches!(read, Err(KeyDirError::NotAKey(_))), "{damaged:?}");
            let made = make_period_key(dir.path(), ORGANISATION, period());
            assert!(matches!(made, Err(KeyDirError::NotAKey(_))), "{damaged:?}");
        }
        delete_period_key(dir.path(), ORGANISATION, period()).expect("destroyed");
        assert!(!path.exists());
    }

    #[test]
    fn nodes_that_make_it_at_once_get_the_same_key() {
        let dir = tempfile::tempdir().expect("a directory");
        let makers: Vec<_> = (0..8)
            .map(|_| {
                let dir = dir.path().to_owned();
                std::thread::spawn(move || {
                    make_period_key(&dir, ORGANISATION, period()).expect("made").check()
                })
            })
            .collect();
        let checks: Vec<_> = makers.into_iter().map(|maker| maker.join().expect("made")).collect();
        assert!(checks.iter().all(|check| *check == checks[0]));
    }
}

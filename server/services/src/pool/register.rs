//! The register of a period: the standing of every point in the pool and not a word of it, in one value
//! sealed with the period key. An author's list and a reader's desk open this one value instead of
//! every point.
//!
//! It is written in the transaction that changes a point. Figures never come from it: the freeze opens
//! the points themselves. Its length tells how many rows the pool has, which the rows tell as well.

use super::held::{HeldRow, points_of};
use super::queries;
use crate::db::Conn;
use crate::error::Error;
use crate::sealing::PeriodKey;
use data_encoding::BASE64URL_NOPAD;
use domain::ids::{HeldId, OrganisationId};
use domain::sharing::{Held, QuoteStanding, Review};
use std::collections::HashSet;
use uuid::Uuid;

/// The names of outcomes stand before the entries, filled up to a multiple of this, so that the length
/// does not tell which of them were given.
const NAMES_SIZE: usize = 1 << 10;
/// Bytes of an entry: the row's id, the beginnings of three hashes, the standing and an outcome.
const ENTRY_SIZE: usize = 4 * HASH_BYTES + 2;
/// So much of a hash tells any two apart.
const HASH_BYTES: usize = 16;

/// How far a point has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Nobody has decided.
    Unread,
    /// It counts, and waits for a second reader.
    WaitsForSecond,
    /// It counts.
    Accepted,
    /// It does not, for this outcome.
    SetAside(String),
    /// Its author has withdrawn it, or it never was a point.
    Withdrawn,
}

/// One point in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    row: HeldId,
    ticket: [u8; HASH_BYTES],
    author: [u8; HASH_BYTES],
    /// Who read it first; zeros when nobody has.
    reader: [u8; HASH_BYTES],
    standing: Standing,
}

/// The register of one period.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Register(Vec<Entry>);

/// The beginning of a tag or a ticket's hash as points hold it: base64 of 32 bytes.
fn beginning(hash: &str) -> [u8; HASH_BYTES] {
    let bytes = BASE64URL_NOPAD.decode(hash.as_bytes()).unwrap_or_default();
    bytes.first_chunk().copied().unwrap_or_default()
}

impl Entry {
    fn of(row: HeldId, held: &Held) -> Self {
        let (reader, standing) = match &held.review {
            Review::Unread => ("", Standing::Unread),
            Review::Accepted { reader, quote: QuoteStanding::WaitsForSecond, .. } => {
                (reader.as_str(), Standing::WaitsForSecond)
            }
            Review::Accepted { .. } => ("", Standing::Accepted),
            Review::SetAside { outcome } => ("", Standing::SetAside(outcome.clone())),
            Review::Withdrawn => ("", Standing::Withdrawn),
        };
        Self {
            row,
            ticket: beginning(&held.ticket),
            author: beginning(&held.author),
            reader: beginning(reader),
            standing,
        }
    }

    /// Whether this reader may decide about it, as [`Held::reading_for`] says of the point itself.
    fn waits_for(&self, reader: &[u8; HASH_BYTES]) -> bool {
        self.author != *reader
            && match self.standing {
                Standing::Unread => true,
                Standing::WaitsForSecond => self.reader != *reader,
                _ => false,
            }
    }
}

impl Register {
    /// The register of these points.
    pub fn of<'a>(points: impl IntoIterator<Item = (HeldId, &'a Held)>) -> Self {
        Self(points.into_iter().map(|(row, held)| Entry::of(row, held)).collect())
    }

    /// Goes on saying of these rows what it said before: they could not be opened, and stay as they are.
    pub fn go_on_saying(&mut self, before: &Self, rows: &[HeldId]) {
        self.0.extend(before.0.iter().filter(|entry| rows.contains(&entry.row)).cloned());
        self.0.sort_by_key(|entry| entry.row);
    }

    /// How many rows it names.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Those of these rows that it says nothing of.
    pub fn unnamed(&self, rows: Vec<Uuid>) -> Vec<HeldId> {
        let named: HashSet<HeldId> = self.0.iter().map(|entry| entry.row).collect();
        rows.into_iter().map(HeldId).filter(|row| !named.contains(row)).collect()
    }

    /// Notes what a point has become.
    pub fn note(&mut self, row: HeldId, held: &Held) {
        let entry = Entry::of(row, held);
        match self.0.iter_mut().find(|known| known.row == row) {
            Some(known) => *known = entry,
            None => self.0.push(entry),
        }
    }

    /// The rows that wait for this reader, in the order of their random ids.
    pub fn waiting_for(&self, reader: &str) -> Vec<HeldId> {
        let reader = beginning(reader);
        self.0.iter().filter(|entry| entry.waits_for(&reader)).map(|entry| entry.row).collect()
    }

    /// What has become of every point with a ticket: the beginning of its hash, and its standing.
    pub fn standings(self) -> impl Iterator<Item = ([u8; HASH_BYTES], Standing)> {
        let points = self.0.into_iter().filter(|entry| entry.ticket != [0; HASH_BYTES]);
        points.map(|entry| (entry.ticket, entry.standing))
    }

    fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        let too_many = || Error::Unexpected("more outcomes than a register can name".to_owned());
        let mut names: Vec<&str> = Vec::new();
        let mut entries = Vec::with_capacity(self.0.len() * ENTRY_SIZE);
        for entry in &self.0 {
            let mut outcome = 0;
            let standing = match &entry.standing {
                Standing::Unread => 0,
                Standing::WaitsForSecond => 1,
                Standing::Accepted => 2,
                Standing::SetAside(name) => {
                    let at = names.iter().position(|known| known == name).unwrap_or_else(|| {
                        names.push(name);
                        names.len() - 1
                    });
                    outcome = u8::try_from(at).map_err(|_| too_many())?;
                    3
                }
                Standing::Withdrawn => 4,
            };
            entries.extend_from_slice(entry.row.0.as_bytes());
            for hash in [&entry.ticket, &entry.author, &entry.reader] {
                entries.extend_from_slice(hash);
            }
            entries.extend([standing, outcome]);
        }
        let names = names.join("\n");
        let length = u32::try_from(names.len()).map_err(|_| too_many())?;
        let size = (4 + names.len()).next_multiple_of(NAMES_SIZE);
        let mut bytes = Vec::with_capacity(size + entries.len());
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(names.as_bytes());
        bytes.resize(size, 0);
        bytes.append(&mut entries);
        Ok(bytes)
    }

    /// Reads what [`Register::to_bytes`] wrote; `None` when it is something else.
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let names = std::str::from_utf8(rest.get(..length)?).ok()?;
        let names: Vec<&str> = names.split('\n').collect();
        let entries = bytes.get((4 + length).next_multiple_of(NAMES_SIZE)..)?;
        let (entries, []) = entries.as_chunks::<ENTRY_SIZE>() else { return None };
        let entry = |bytes: &[u8; ENTRY_SIZE]| {
            let (hashes, [standing, outcome]) = bytes.split_last_chunk::<2>()?;
            let (hashes, []) = hashes.as_chunks::<HASH_BYTES>() else { return None };
            let [row, ticket, author, reader] = hashes else { return None };
            let standing = match standing {
                0 => Standing::Unread,
                1 => Standing::WaitsForSecond,
                2 => Standing::Accepted,
                3 => Standing::SetAside((*names.get(usize::from(*outcome))?).to_owned()),
                4 => Standing::Withdrawn,
                _ => return None,
            };
            let row = HeldId(Uuid::from_bytes(*row));
            Some(Entry { row, ticket: *ticket, author: *author, reader: *reader, standing })
        };
        entries.iter().map(entry).collect::<Option<_>>().map(Self)
    }
}

/// The register of a period. Where none has been written yet, or it does not open, it is worked out from
/// the points.
pub(crate) async fn load_register(
    mut conn: Conn<'_>,
    organisation: OrganisationId,
    key: &PeriodKey,
) -> Result<Register, Error> {
    let sealed = queries::find_register(conn.again(), organisation, &key.period().to_string()).await?;
    open_register(conn, organisation, key, sealed).await
}

/// The register of a period, as it was stored.
pub(super) async fn open_register(
    conn: Conn<'_>,
    organisation: OrganisationId,
    key: &PeriodKey,
    sealed: Option<Vec<u8>>,
) -> Result<Register, Error> {
    let plain = sealed.and_then(|sealed| key.open_register(&sealed).ok());
    if let Some(register) = plain.and_then(|plain| Register::from_bytes(&plain)) {
        return Ok(register);
    }
    let points = points_of(conn, organisation, key).await?;
    Ok(Register::of(points.iter().map(|HeldRow { id, held, .. }| (*id, held))))
}

/// Writes the register of a period.
pub(super) async fn store_register(
    conn: Conn<'_>,
    organisation: OrganisationId,
    key: &PeriodKey,
    register: &Register,
) -> Result<(), Error> {
    let sealed = key.seal_register(&register.to_bytes()?)?;
    Ok(queries::set_register(conn, organisation, &key.period().to_string(), sealed).await?)
}

/// Notes in the register what one point has become. The organisation must be held alone, or two readers'
/// notes would overwrite each other.
pub(crate) async fn note_in_register(
    mut conn: Conn<'_>,
    organisation: OrganisationId,
    key: &PeriodKey,
    row: HeldId,
    held: &Held,
) -> Result<(), Error> {
    let mut register = load_register(conn.again(), organisation, key).await?;
    register.note(row, held);
    store_register(conn, organisation, key, &register).await
}

/// The beginning of a ticket's hash, as [`Register::standings`] has it.
pub(crate) fn beginning_of(ticket: &[u8; 32]) -> [u8; HASH_BYTES] {
    ticket.first_chunk().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::held::ticket_of;
    use super::*;
    use domain::sharing::{Point, Quotation};

    fn tag(byte: u8) -> String {
        BASE64URL_NOPAD.encode(&[byte; 32])
    }

    fn held(author: u8, review: Review) -> Held {
        let point = Point {
            words: "We found time".to_owned(),
            setting: "hospital".to_owned(),
            plan: None,
            consent: "1".to_owned(),
            quotation: Quotation::Allowed,
        };
        Held { author: tag(author), ticket: tag(100 + author), point, review }
    }

    fn every_review() -> Vec<Review> {
        let accepted = |quote| Review::Accepted { codes: vec![], reader: tag(1), quote };
        let aside = |outcome: &str| Review::SetAside { outcome: outcome.to_owned() };
        vec![
            Review::Unread,
            accepted(QuoteStanding::NotAllowed),
            accepted(QuoteStanding::WaitsForSecond),
            accepted(QuoteStanding::Agreed),
            accepted(QuoteStanding::Declined),
            aside("one"),
            aside("another"),
            Review::Withdrawn,
        ]
    }

    fn points() -> Vec<(HeldId, Held)> {
        let of = |(at, review)| (HeldId(Uuid::new_v4()), held(at, review));
        (1..4)
            .flat_map(|author| every_review().into_iter().map(move |review| (author, review)))
            .map(of)
            .collect()
    }

    #[test]
    fn what_was_written_is_read_and_says_of_each_reader_what_the_points_say() {
        let points = points();
        let register = Register::of(points.iter().map(|(row, held)| (*row, held)));
        let read = Register::from_bytes(&register.to_bytes().expect("bytes")).expect("read");
        assert_eq!(read, register);
        for reader in 0..5 {
            let may_read = points.iter().filter(|(_, held)| held.reading_for(&tag(reader)).is_some());
            let expected: Vec<HeldId> = may_read.map(|(row, _)| *row).collect();
            assert_eq!(read.waiting_for(&tag(reader)), expected, "reader {reader}");
        }
        assert_eq!(read.standings().count(), points.len());
    }

    #[test]
    fn a_note_changes_one_entry_and_no_length() {
        let mut points = points();
        let mut register = Register::of(points.iter().map(|(row, held)| (*row, held)));
        let before = register.to_bytes().expect("bytes").len();
        points[0].1.review = Review::SetAside { outcome: "a third".to_owned() };
        register.note(points[0].0, &points[0].1);
        assert_eq!(register, Register::of(points.iter().map(|(row, held)| (*row, held))));
        assert_eq!(register.to_bytes().expect("bytes").len(), before);
        assert!(
            ticket_of(&points[0].1).is_some_and(|ticket| {
                register.standings().any(|(known, _)| known == beginning_of(&ticket))
            })
        );
    }

    #[test]
    fn something_else_is_no_register() {
        let whole = Register::of(points().iter().map(|(row, held)| (*row, held))).to_bytes().expect("bytes");
        for bytes in [&[][..], &[9; 4], &whole[..whole.len() - 1], &whole[..100]] {
            assert_eq!(Register::from_bytes(bytes), None);
        }
        assert_eq!(
            Register::from_bytes(&Register::default().to_bytes().expect("bytes")),
            Some(Register::default())
        );
    }
}

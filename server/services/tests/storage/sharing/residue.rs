//! What lies on the disk: no words, in no file, at any time; and after the freeze not even with keys.

use super::crowd::{Crowd, draft};
use crate::support::{Installation, each_database};
use domain::sharing::{Quotation, ShareDraft};
use services::on;
use std::fs;
use std::path::{Path, PathBuf};

/// Every file in which the database lies.
async fn files(house: &Installation) -> Vec<PathBuf> {
    if let Some(file) = house.sqlite_file() {
        let beside = |ending: &str| PathBuf::from(format!("{}{ending}", file.display()));
        return [file.clone(), beside("-wal")].into_iter().filter(|path| path.exists()).collect();
    }
    let mut reader = house.services.db.reader().await.expect("a connection");
    let one = async |reader: &mut services::db::Reader, sql: &'static str| -> Vec<String> {
        on!(reader.conn(), c => sqlx::query_scalar(sql).fetch_all(c).await).expect("a path")
    };
    // What is in memory only must be on the disk to be looked for there.
    let data = one(&mut reader, "SELECT current_setting('data_directory')").await.remove(0);
    let tables = "SELECT pg_relation_filepath(oid) FROM pg_class WHERE relkind IN ('r', 't', 'i') \
         AND relnamespace IN ('public'::regnamespace, 'pg_toast'::regnamespace) \
         AND pg_relation_filepath(oid) IS NOT NULL";
    one(&mut reader, tables).await.into_iter().map(|path| Path::new(&data).join(path)).collect()
}

/// Whether a text lies in any of the database's files.
async fn lies_there(house: &Installation, text: &str) -> bool {
    if house.sqlite_file().is_none() {
        house.tamper("CHECKPOINT", &[]).await;
    }
    let files = files(house).await;
    assert!(!files.is_empty());
    let mut read = 0;
    for path in files {
        let Ok(bytes) = fs::read(&path) else { continue };
        read += bytes.len();
        if bytes.windows(text.len()).any(|window| window == text.as_bytes()) {
            return true;
        }
    }
    assert!(read > 8_192, "the files were read");
    false
}

#[tokio::test]
async fn no_file_of_the_database_holds_the_words_of_a_point_at_any_time() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        // A word that stands in clear tells that this looks in the right files.
        assert!(lies_there(&crowd.house, "person-3@meadow.example").await);
        for (at, person) in crowd.people[..8].iter().enumerate() {
            crowd.shares(person, &format!("The wisteriawindow stood open ({at})")).await;
        }
        let (taken, id) = crowd.shares(&crowd.people[0], "The taken back wisteriawindow").await;
        let actor = crowd.house.actor(&crowd.people[0]).await;
        services::share::take_back(&crowd.house.services, &actor, taken, id).await.expect("taken back");
        assert!(!lies_there(&crowd.house, "wisteriawindow").await, "after sharing");
        crowd.moves().await;
        assert!(!lies_there(&crowd.house, "wisteriawindow").await, "after the batch");
        crowd.reads_all(&crowd.leads[0], 0).await;
        assert!(!lies_there(&crowd.house, "wisteriawindow").await, "after reading");
        services::reflect::delete(&crowd.house.services, &actor, taken).await.expect("deleted");
        let period = crowd.sleep_until_freeze();
        crowd.freezes(period).await;
        assert!(!lies_there(&crowd.house, "wisteriawindow").await, "after the freeze");
    })
    .await;
}

#[tokio::test]
async fn after_a_batch_no_free_page_of_the_file_holds_what_waited() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let shared = crowd.share_all(8).await;
        let Some(file) = crowd.house.sqlite_file() else {
            // On PostgreSQL a vacuum marks the room as free; what lies there is sealed, and was in any
            // copy from before.
            return;
        };
        let mut sealed = Vec::new();
        for (_, id) in &shared {
            sealed.push(crowd.house.bytes("SELECT sealed FROM waiting WHERE id = $1", id.0).await);
        }
        crowd.moves().await;
        assert_eq!(crowd.house.number("SELECT freelist_count FROM pragma_freelist_count()", &[]).await, 0);
        let wal = fs::metadata(format!("{}-wal", file.display())).map_or(0, |about| about.len());
        assert_eq!(wal, 0, "the write-ahead log is empty");
        let bytes = fs::read(file).expect("read");
        for sealed in sealed {
            let part = &sealed[100..164];
            assert!(!bytes.windows(part.len()).any(|window| window == part));
        }
    })
    .await;
}

#[tokio::test]
async fn words_without_leave_are_gone_after_the_freeze_and_quoted_ones_stand_there() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        for (at, person) in crowd.people[..9].iter().enumerate() {
            let quotation = Some(if at == 0 { Quotation::NotAllowed } else { Quotation::Allowed });
            let words = format!("The {} stood open", if at == 0 { "wisteriawindow" } else { "gardendoor" });
            let draft = ShareDraft { quotation, ..draft("p", &words) };
            crowd.shares_as(person, draft).await.expect("shared");
        }
        crowd.moves().await;
        for lead in &crowd.leads {
            crowd.reads_all(lead, 0).await;
        }
        assert!(!lies_there(&crowd.house, "gardendoor").await);
        let period = crowd.sleep_until_freeze();
        crowd.freezes(period).await;
        assert!(lies_there(&crowd.house, "gardendoor").await, "an excerpt is for everybody");
        assert!(!lies_there(&crowd.house, "wisteriawindow").await);
    })
    .await;
}

#[tokio::test]
async fn with_the_ring_a_backup_from_before_and_the_database_after_the_freeze_no_point_opens() {
    each_database(|house| async move {
        let crowd = Crowd::gather(house).await;
        let shared = crowd.share_all(8).await;
        crowd.moves().await;
        crowd.house.tamper("CREATE TABLE backup_pool AS SELECT * FROM pool", &[]).await;
        crowd.house.tamper("CREATE TABLE backup_pools AS SELECT * FROM pools", &[]).await;
        let backup = crowd.house.dir.path().join("backup");
        // The ring's backup, as the guide says to make it: its files, without the folder pool/.
        fs::create_dir(&backup).expect("made");
        for entry in fs::read_dir(crowd.house.key_dir()).expect("read") {
            let path = entry.expect("an entry").path();
            if path.is_file() {
                fs::copy(&path, backup.join(path.file_name().expect("a name"))).expect("copied");
            }
        }
        let period = crowd.sleep_until_freeze();
        crowd.freezes(period).await;
        // The thief puts the pool of the backup back, and runs the portal itself with the ring.
        crowd.house.tamper("DELETE FROM releases", &[]).await;
        crowd.house.tamper("INSERT INTO pool SELECT * FROM backup_pool", &[]).await;
        crowd.house.tamper("INSERT INTO pools SELECT * FROM backup_pools", &[]).await;
        let mut settings = (*crowd.house.services.settings).clone();
        settings.key_dir = backup;
        let mut thief = crowd.house.services.clone();
        thief.settings = std::sync::Arc::new(settings);
        let lead = crowd.house.actor(&crowd.leads[0]).await;
        assert!(services::desk::next(&thief, &lead).await.expect("a desk").is_none(), "nothing opens");
        let organisation = crowd.organisation().await;
        let again =
            services::release::freeze(&thief, organisation, period, services::release::KeyLost::Refuse).await;
        assert!(again.is_err());
        // Nor do rows bear anything of a ticket, which the ring does open.
        let mut tickets = Vec::new();
        for (person, (reflection, _)) in crowd.people.iter().zip(&shared) {
            tickets.push(crowd.ticket(person, *reflection).await);
        }
        let mut reader = crowd.house.services.db.reader().await.expect("a connection");
        let rows: Vec<Vec<u8>> =
            on!(reader.conn(), c => sqlx::query_scalar("SELECT sealed FROM pool").fetch_all(c).await)
                .expect("rows");
        for row in rows {
            for ticket in &tickets {
                let hash = sha256(ticket.0.as_bytes());
                for mark in [ticket.0.as_bytes(), &hash] {
                    assert!(!row.windows(mark.len()).any(|window| window == mark));
                }
            }
        }
    })
    .await;
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new_with_prefix(b"afterword ticket 1");
    hash.update(bytes);
    hash.finalize().to_vec()
}

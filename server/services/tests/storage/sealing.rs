//! Whoever reads the database finds no word of what people write.

use crate::support::{Installation, TEMPLATE, each_database};
use data_encoding::{BASE64_NOPAD, HEXLOWER, HEXUPPER};
use domain::reflect::{HowAreYou, Stage};
use services::on;
use services::reflect::{SaveRequest, Saved, save, start};
use std::fs;
use std::process::Command;
use uuid::Uuid;

/// Every way in which these words could stand in a file without being sealed.
fn forms(words: &str) -> Vec<Vec<u8>> {
    let utf16 = |bytes: fn(u16) -> [u8; 2]| words.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let mut forms = vec![words.as_bytes().to_vec(), utf16(u16::to_le_bytes), utf16(u16::to_be_bytes)];
    // In base64 the same bytes look different at each of three offsets; the outermost letters also
    // hold bits of the neighbours and are left off.
    for (offset, cut) in [(0, 0), (1, 2), (2, 3)] {
        let shifted = [&[0; 2][..offset], words.as_bytes()].concat();
        let encoded = BASE64_NOPAD.encode(&shifted);
        let end = encoded.len() - usize::from(shifted.len() % 3 != 0);
        forms.push(encoded.as_bytes()[cut..end].to_vec());
    }
    let hex: Vec<Vec<u8>> = forms
        .iter()
        .flat_map(|form| [HEXLOWER.encode(form), HEXUPPER.encode(form)])
        .map(String::into_bytes)
        .collect();
    forms.extend(hex);
    forms
}

fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

fn finds(haystack: &[u8], words: &str) -> bool {
    forms(words).iter().any(|form| holds(haystack, form))
}

/// All that lies on the disk, or all that a dump holds, by name.
fn everything(house: &Installation) -> Vec<(String, Vec<u8>)> {
    match house.sqlite_file() {
        Some(file) => ["", "-wal", "-shm"]
            .iter()
            .map(|ending| format!("{}{ending}", file.display()))
            .map(|path| (path.clone(), fs::read(path).expect("a file of the database")))
            .collect(),
        None => {
            let dump = Command::new("pg_dump").arg(&house.url).output().expect("pg_dump runs");
            assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
            vec![("the dump".to_owned(), dump.stdout)]
        }
    }
}

#[test]
fn the_search_itself_finds_words_in_every_form() {
    let words = "lavender sheets";
    for offset in 0..3 {
        let text = format!("{}{words} and more", "x".repeat(offset));
        assert!(finds(text.as_bytes(), words));
        assert!(finds(BASE64_NOPAD.encode(text.as_bytes()).as_bytes(), words));
        assert!(finds(HEXLOWER.encode(text.as_bytes()).as_bytes(), words));
        assert!(finds(HEXUPPER.encode(BASE64_NOPAD.encode(text.as_bytes()).as_bytes()).as_bytes(), words));
    }
    let wide: Vec<u8> = "the lavender sheets".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(finds(&wide, words));
    assert!(!finds(b"nothing of the kind", words));
}

#[tokio::test]
async fn nothing_a_person_writes_can_be_found_on_the_disk_or_in_a_dump() {
    each_database(|house| async move {
        let actor = house.actor(&house.amina).await;
        let id = start(&house.services, &actor, TEMPLATE).await.expect("started");
        let fields = [
            ("part", "The window stood open and the blackbird sang"),
            ("easier", "lavender sheets"),
            ("plan", "could-not-look"),
            ("setting", "learning-disability"),
        ];
        let first = SaveRequest {
            answers: house.answers(TEMPLATE, &fields),
            how_are_you: HowAreYou { choice: Some("want-to-talk".to_owned()), words: "wrung out".to_owned() },
            finish: Some(Stage::Finished),
            ..house.request(id, 1, "zebra-page-mark", "")
        };
        save(&house.services, &actor, first).await.expect("saved");
        let beside = house.request(id, 1, "another page", "marmalade for breakfast");
        let beside = save(&house.services, &actor, beside).await.expect("saved");
        assert!(matches!(beside, Saved::Beside { .. }));
        start(&house.services, &actor, "five-minutes").await.expect("started");

        let mut places = everything(&house);
        assert!(
            places.iter().any(|(_, bytes)| finds(bytes, "amina@meadow.example")),
            "the search looks there"
        );
        if let Some(file) = house.sqlite_file() {
            house.services.db.close().await;
            places.push(("the file after closing".to_owned(), fs::read(file).expect("the file")));
        }
        for words in [
            "blackbird",
            "window stood open",
            "lavender",
            "marmalade",
            "wrung out",
            "could-not-look",
            "learning-disability",
            "want-to-talk",
            "after-a-death",
            "five-minutes",
            "zebra-page-mark",
            "finished",
            "saved_by",
        ] {
            for (place, bytes) in &places {
                assert!(!finds(bytes, words), "{words:?} stands in {place}");
            }
        }
    })
    .await;
}

/// What lies in the clear beside one person's seals: every column that is no id and no owner.
#[derive(Debug, PartialEq, Eq)]
struct InTheClear {
    /// Version, day, length of summary, length of body.
    reflections: Vec<(i64, i64, i64, i64)>,
    /// Version, day, length of body.
    copies: Vec<(i64, i64, i64)>,
    /// Ring key, length of the wrapped key.
    keys: Vec<(String, i64)>,
}

async fn in_the_clear(house: &Installation, owner: Uuid) -> InTheClear {
    let mut reader = house.services.db.reader().await.expect("a connection");
    let reflections = on!(reader.conn(), c => sqlx::query_as(
        "SELECT version, day, CAST(length(summary) AS BIGINT), CAST(length(body) AS BIGINT) \
         FROM reflections WHERE owner = $1 ORDER BY version, day")
        .bind(owner).fetch_all(c).await);
    let copies = on!(reader.conn(), c => sqlx::query_as(
        "SELECT version, day, CAST(length(body) AS BIGINT) FROM reflection_copies WHERE owner = $1")
        .bind(owner).fetch_all(c).await);
    let keys = on!(reader.conn(), c => sqlx::query_as(
        "SELECT ring_key, CAST(length(wrapped) AS BIGINT) FROM person_keys WHERE person = $1")
        .bind(owner).fetch_all(c).await);
    InTheClear {
        reflections: reflections.expect("rows"),
        copies: copies.expect("rows"),
        keys: keys.expect("rows"),
    }
}

#[tokio::test]
async fn two_accounts_differ_in_a_copy_of_the_database_only_in_owner_version_and_day() {
    each_database(|house| async move {
        let long = "We sat with her until the morning. ".repeat(215);
        let writers = [
            (&house.amina, "five-minutes", vec![("stays", "A line.")], Stage::Draft, None),
            (
                &house.bola,
                TEMPLATE,
                vec![("part", long.as_str()), ("plan", "used"), ("phase", "last-days")],
                Stage::Finished,
                Some("heavy".to_owned()),
            ),
        ];
        for (person, template, fields, stage, choice) in writers {
            let actor = house.actor(person).await;
            let id = start(&house.services, &actor, template).await.expect("started");
            for (base, page) in [(1, "one"), (2, "one"), (1, "two")] {
                let stage = if base == 2 { stage } else { Stage::Draft };
                let mut fields = fields.clone();
                let words = format!("{} {base}{page}", fields[0].1);
                fields[0].1 = &words;
                let how_are_you = HowAreYou { choice: choice.clone(), words: words[..7].to_owned() };
                let answers = house.answers(template, &fields);
                let request = SaveRequest {
                    answers,
                    how_are_you,
                    finish: Some(stage),
                    ..house.request(id, base, page, "")
                };
                save(&house.services, &actor, request).await.expect("saved");
                house.wait_minutes(7);
            }
            house.wait_minutes(5 * 60);
        }
        let (amina, bola) =
            (in_the_clear(&house, house.amina.id.0).await, in_the_clear(&house, house.bola.id.0).await);
        assert_eq!(amina, bola);
        assert_eq!((amina.reflections.len(), amina.copies.len(), amina.keys.len()), (1, 1, 1));
        // Nothing else stands in those rows.
        for (table, columns) in [
            ("reflections", "body day id owner summary version"),
            ("reflection_copies", "body day id owner reflection version"),
            ("person_keys", "person ring_key wrapped"),
        ] {
            assert_eq!(crate::migrations::columns(&house.services.db, table).await.join(" "), columns);
        }
    })
    .await;
}

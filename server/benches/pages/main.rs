//! Measures the pages of the portal as people meet them: over HTTP, from the release binary, on a
//! database of the size of a trust's, against an axum handler that answers the same bytes.
//!
//! `make bench` runs it; docs/performance.md says what the figures mean.

#![expect(clippy::print_stdout, reason = "the report is what it is run for")]

mod bare;
mod client;
mod process;
mod report;
mod requests;
mod seed;

use client::{Script, Timing, run, timing};
use process::Server;
use report::{Row, Side, Upkeep, milliseconds, say};
use requests::Browser;
use seed::Writer;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The portal allocates so too.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// Clients of a crowd.
const CROWD: usize = 16;
const ALONE_FOR: Duration = Duration::from_millis(2_000);
const CROWD_FOR: Duration = Duration::from_millis(4_000);
const BARE_FOR: Duration = Duration::from_millis(1_500);
/// Longer than the allocator keeps memory that is not used.
const REST: Duration = Duration::from_secs(15);
/// Starts of which the median is told.
const STARTS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--bare", address, folder] => bare::serve(address, Path::new(folder)),
        _ if arguments.iter().any(|argument| argument == "--bench") => measure_all(),
        // `cargo test --benches` comes here: there is nothing to test.
        _ => {}
    }
}

fn measure_all() {
    let here = tempfile::tempdir().expect("a folder");
    say(&format!("Load before: {}", load()));
    say(&format!("Disk: {}", disk(here.path())));
    let url = testing::durable_postgres_url();
    let databases =
        [("SQLite", None, None), ("PostgreSQL", Some(url), Some(testing::durable_postgres_url()))];
    let mut kept = Vec::new();
    for (name, database, empty) in &databases {
        let folder = here.path().join(name);
        kept.push((*name, measure(name, &folder, database.as_deref(), empty.as_deref())));
    }
    report::upkeep(&kept);
    say(&format!("\nLoad after: {}", load()));
}

/// Everything on one database.
fn measure(name: &str, folder: &Path, database: Option<&str>, empty: Option<&str>) -> Upkeep {
    let new = folder.join("new");
    let first_start = start_and_stop(&new, database, &[]);
    let demo_start = start_and_stop(&folder.join("demo"), empty, &["--demo"]);

    let writer = seed::fill(&new, database);
    let people = seed::PEOPLE + 4;
    let all = seed::PEOPLE * seed::EACH + seed::OWN;
    say(&format!("{name}: {people} people and {all} reflections made in {:.0} s", writer.took.as_secs_f64()));
    let mut starts: Vec<_> = (0..STARTS).map(|_| start_and_stop(&new, database, &[])).collect();
    starts.sort_unstable();

    let server = Server::portal(&new, database, &[]);
    let client = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let (rows, at_rest) = client.block_on(async {
        let mut browser = Browser::new(server.address);
        browser.sign_in(&writer).await;
        let pages = pages(&browser, &writer).await;
        tokio::time::sleep(REST).await;
        let at_rest = server.memory();
        let bare = bare_server(folder, &pages);
        let mut rows = Vec::new();
        for (number, page) in pages.into_iter().enumerate() {
            rows.push(compare(number, page, &server, &bare).await);
        }
        (rows, at_rest)
    });
    report::rows(name, &rows);
    let loaded = server.memory();
    std::thread::sleep(REST);
    let rested = server.memory();
    server.stop();
    Upkeep { first_start, start: starts[STARTS / 2], demo_start, at_rest, loaded, rested }
}

fn start_and_stop(folder: &Path, database: Option<&str>, arguments: &[&str]) -> Duration {
    std::fs::create_dir_all(folder).expect("a folder can be made");
    let server = Server::portal(folder, database, arguments);
    let took = server.start;
    server.stop();
    took
}

/// A page to measure: what to send, as each client of a crowd, and what is answered.
struct Page {
    name: &'static str,
    scripts: Vec<Script>,
    body: Vec<u8>,
}

async fn pages(browser: &Browser, writer: &Writer) -> Vec<Page> {
    let nobody = Browser::new(browser.address);
    let one = writer.reflections[seed::OWN / 2];
    let mut pages = Vec::new();
    for (name, browser, path) in [
        ("Sign in", &nobody, "/sign-in".to_owned()),
        ("Home", browser, "/".to_owned()),
        ("List of 50", browser, "/reflections".to_owned()),
        ("One reflection", browser, format!("/reflections/{one}")),
        ("Editor", browser, format!("/reflections/{one}/write")),
        ("Modules", browser, "/modules".to_owned()),
        ("Module page, 5,000 words", browser, format!("/modules/{}/1/1", writer.module)),
    ] {
        let body = browser.get_page(&path).await.body;
        let script: Script = Arc::new(vec![browser.get(&path)]);
        pages.push(Page { name, scripts: vec![script; CROWD], body });
    }
    // Each client writes in a reflection of its own.
    let mut scripts = Vec::new();
    let mut body = Vec::new();
    for reflection in writer.reflections.iter().take(CROWD) {
        let path = format!("/reflections/{reflection}/autosave");
        let posts = browser.forms(*reflection).await.map(|form| browser.post(&path, &form));
        let answer = client::ask(browser.address, &posts[1]).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        body = answer.body;
        scripts.push(Arc::new(posts.to_vec()));
    }
    pages.push(Page { name: "Save", scripts, body });
    pages
}

/// The bare handler, with the answers of these pages.
fn bare_server(folder: &Path, pages: &[Page]) -> Server {
    let folder = folder.join("bare");
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    for (number, page) in pages.iter().enumerate() {
        std::fs::write(folder.join(number.to_string()), &page.body).expect("an answer can be kept");
    }
    Server::bare(&folder)
}

async fn compare(number: usize, page: Page, server: &Server, bare: &Server) -> Row {
    let portal = side(server, &page.scripts, CROWD_FOR).await;
    let scripts: Vec<_> = page.scripts.iter().map(|script| for_bare(script, number)).collect();
    let bare = side(bare, &scripts, BARE_FOR).await;
    Row { page: page.name, bytes: page.body.len(), portal, bare }
}

async fn side(server: &Server, scripts: &[Script], crowd_for: Duration) -> Side {
    let alone = run(server.address, &scripts[..1], ALONE_FOR.min(crowd_for)).await;
    let (began, used) = (Instant::now(), server.processor_time());
    let crowd = run(server.address, scripts, crowd_for).await;
    let used = (server.processor_time() - used).as_secs_f64();
    // Time was used before counting began, too.
    let answered = crowd.per_second * began.elapsed().as_secs_f64();
    Side { alone, crowd, processor: Duration::from_secs_f64(used / answered.max(1.0)) }
}

/// The same requests, at the bare handler's address of the page.
fn for_bare(script: &Script, number: usize) -> Script {
    let requests = script.iter().map(|request| {
        let mut words = request.splitn(3, |byte| *byte == b' ');
        let (method, _path, rest) = (words.next(), words.next(), words.next());
        [method.unwrap_or_default(), format!(" /{number} ").as_bytes(), rest.unwrap_or_default()].concat()
    });
    Arc::new(requests.collect())
}

/// What a durable write of a save's size costs on this disk, with nothing around it.
fn disk(folder: &Path) -> String {
    let mut file = std::fs::File::create(folder.join("disk")).expect("a file");
    let page = vec![7; 20 << 10];
    let took = (0..300).map(|_| {
        file.write_all(&page).expect("written");
        let began = Instant::now();
        file.sync_data().expect("on the disk");
        began.elapsed()
    });
    let Timing { median, p95, .. } = timing(took.collect(), Duration::from_secs(1));
    format!("20 KiB to the disk and safe: p50 {} ms, p95 {} ms", milliseconds(median), milliseconds(p95))
}

fn load() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split_whitespace().take(3).collect::<Vec<_>>().join(" ")
}

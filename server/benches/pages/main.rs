//! Measures the pages of the portal as people meet them: over HTTP, from the release binary, on a
//! database of the size of a trust's, against an axum handler that answers the same bytes.
//!
//! `make bench` runs it; docs/performance.md says what the figures mean. With a word behind it, as in
//! `cargo bench -p server --bench pages -- themes`, only rows with that word in their name are measured.

#![expect(clippy::print_stdout, reason = "the report is what it is run for")]

mod bare;
mod client;
mod process;
mod report;
mod requests;
mod seed;
mod sharing;

use client::{Script, Timing, run, timing};
use process::Server;
use report::{Row, Side, Upkeep, milliseconds, say};
use requests::Browser;
use seed::{Login, Writer};
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
        _ if arguments.iter().any(|argument| argument == "--bench") => {
            let words = arguments.iter().filter(|argument| *argument != "--bench");
            measure_all(&Wanted(words.map(|word| word.to_lowercase()).collect()));
        }
        // `cargo test --benches` comes here: there is nothing to test.
        _ => {}
    }
}

/// The words of which a row's name must have one; none stands for every row.
struct Wanted(Vec<String>);

impl Wanted {
    fn all(&self) -> bool {
        self.0.is_empty()
    }

    fn has(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.all() || self.0.iter().any(|word| name.contains(word))
    }
}

fn measure_all(wanted: &Wanted) {
    let here = tempfile::tempdir().expect("a folder");
    say(&format!("Load before: {}", load()));
    say(&format!("Disk: {}", disk(here.path())));
    let url = testing::durable_postgres_url();
    let databases =
        [("SQLite", None, None), ("PostgreSQL", Some(url), Some(testing::durable_postgres_url()))];
    let mut kept = Vec::new();
    for (name, database, empty) in &databases {
        let folder = here.path().join(name);
        let upkeep = measure(name, &folder, database.as_deref(), empty.as_deref(), wanted);
        kept.extend(upkeep.map(|upkeep| (*name, upkeep)));
    }
    report::upkeep(&kept);
    say(&format!("\nLoad after: {}", load()));
}

/// Everything on one database; without upkeep when only some rows are wanted.
fn measure(
    name: &str,
    folder: &Path,
    database: Option<&str>,
    empty: Option<&str>,
    wanted: &Wanted,
) -> Option<Upkeep> {
    let new = folder.join("new");
    let first_start = start_and_stop(&new, database, &[]);
    let demo_start =
        if wanted.all() { start_and_stop(&folder.join("demo"), empty, &["--demo"]) } else { Duration::ZERO };

    let writer = seed::fill(&new, database);
    let people = seed::PEOPLE + 4;
    let all = seed::PEOPLE * seed::EACH + seed::OWN;
    let held = sharing::HELD + sharing::OWN_SHARES;
    say(&format!(
        "{name}: {people} people, {all} reflections, {held} points held and {} released made in {:.0} s",
        sharing::RELEASED[0],
        writer.took.as_secs_f64()
    ));
    let mut starts: Vec<_> = (0..STARTS).map(|_| start_and_stop(&new, database, &[])).collect();
    starts.sort_unstable();

    let server = Server::portal(&new, database, &[]);
    let client = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let rest = if wanted.all() { REST } else { Duration::ZERO };
    let (mut rows, at_rest) = client.block_on(async {
        let browsers = Browsers::sign_in(&server, &writer).await;
        let mut pages = pages(&browsers, &writer, wanted).await;
        pages.extend(pages_of_releases(&browsers, &writer, sharing::RELEASED[0], wanted).await);
        tokio::time::sleep(rest).await;
        let at_rest = server.memory();
        (compare_all(pages, folder, &server).await, at_rest)
    });
    let loaded = server.memory();
    std::thread::sleep(rest);
    let rested = server.memory();
    server.stop();

    let began = Instant::now();
    seed::release_more(&new, database, &writer);
    say(&format!("{} released after {:.0} s more", sharing::RELEASED[1], began.elapsed().as_secs_f64()));
    let server = Server::portal(&new, database, &[]);
    rows.extend(client.block_on(async {
        let browsers = Browsers::sign_in(&server, &writer).await;
        let pages = pages_of_releases(&browsers, &writer, sharing::RELEASED[1], wanted).await;
        compare_all(pages, folder, &server).await
    }));
    let peak = server.memory().peak;
    server.stop();
    report::rows(name, &rows);
    say(&format!("\nPeak with {} points released: {peak:.1} MB", sharing::RELEASED[1]));
    let upkeep = Upkeep { first_start, start: starts[STARTS / 2], demo_start, at_rest, loaded, rested };
    wanted.all().then_some(upkeep)
}

async fn compare_all(pages: Vec<Page>, folder: &Path, server: &Server) -> Vec<Row> {
    if pages.is_empty() {
        return Vec::new();
    }
    let bare = bare_server(folder, &pages);
    let mut rows = Vec::new();
    for (number, page) in pages.into_iter().enumerate() {
        rows.push(compare(number, page, server, &bare).await);
    }
    rows
}

fn start_and_stop(folder: &Path, database: Option<&str>, arguments: &[&str]) -> Duration {
    std::fs::create_dir_all(folder).expect("a folder can be made");
    let server = Server::portal(folder, database, arguments);
    let took = server.start;
    server.stop();
    took
}

/// Everybody who looks at something.
struct Browsers {
    nobody: Browser,
    writer: Browser,
    /// As in [`Writer::leads`].
    leads: [Browser; 2],
}

impl Browsers {
    async fn sign_in(server: &Server, writer: &Writer) -> Self {
        let signed_in = async |login: &Login| {
            let mut browser = Browser::new(server.address);
            browser.sign_in(login).await;
            browser
        };
        Self {
            nobody: Browser::new(server.address),
            writer: signed_in(&writer.login).await,
            leads: [signed_in(&writer.leads[0]).await, signed_in(&writer.leads[1]).await],
        }
    }
}

/// A page to measure: what to send, as each client of a crowd, and what is answered.
struct Page {
    name: String,
    scripts: Vec<Script>,
    body: Vec<u8>,
}

impl Page {
    /// One that is read: every client asks for the same.
    async fn read(name: String, browser: &Browser, path: &str) -> Self {
        let body = browser.get_page(path).await.body;
        let script: Script = Arc::new(vec![browser.get(path)]);
        Self { name, scripts: vec![script; CROWD], body }
    }
}

/// Pages that depend on how much is released.
async fn pages_of_releases(
    browsers: &Browsers,
    writer: &Writer,
    released: usize,
    wanted: &Wanted,
) -> Vec<Page> {
    let released = format!("{},000 points released", released / 1_000);
    let words = format!("/themes/words/{}/{}", writer.year, writer.theme);
    let mut pages = Vec::new();
    for (name, browser, path) in [
        ("What I have shared", &browsers.writer, "/shared"),
        ("Desk", &browsers.leads[0], "/desk"),
        ("Themes", &browsers.writer, "/themes"),
        ("Words of a theme", &browsers.writer, words.as_str()),
    ] {
        let name = format!("{name}, {released}");
        if wanted.has(&name) {
            pages.push(Page::read(name, browser, path).await);
        }
    }
    pages
}

/// All other pages.
async fn pages(browsers: &Browsers, writer: &Writer, wanted: &Wanted) -> Vec<Page> {
    let (browser, nobody) = (&browsers.writer, &browsers.nobody);
    let one = writer.reflections[seed::OWN / 2];
    let mut pages = Vec::new();
    for (name, browser, path) in [
        ("Sign in", nobody, "/sign-in".to_owned()),
        ("Home", browser, "/".to_owned()),
        ("List of 50", browser, "/reflections".to_owned()),
        ("One reflection", browser, format!("/reflections/{one}")),
        ("Editor", browser, format!("/reflections/{one}/write")),
        ("Modules", browser, "/modules".to_owned()),
        ("Module page, 5,000 words", browser, format!("/modules/{}/1/1", writer.module)),
        ("Before sharing", browser, format!("/reflections/{one}/share")),
        ("Desk: one point", &browsers.leads[1], "/desk/read".to_owned()),
    ] {
        if wanted.has(name) {
            pages.push(Page::read(name.to_owned(), browser, &path).await);
        }
    }
    if !wanted.has("Save") {
        return pages;
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
    pages.push(Page { name: "Save".to_owned(), scripts, body });
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

//! A client that speaks just enough HTTP/1.1 to cost little beside the server it shares two cores with.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Requests that one client sends over and over, in turn.
pub type Script = Arc<Vec<Vec<u8>>>;

/// Time a client spends before anything is counted.
const WARM_UP: Duration = Duration::from_millis(500);

/// What came back.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    /// The value of a header that there is once at most.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// The body as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("pages are UTF-8")
    }
}

/// How long answers took, and how many there were.
#[derive(Debug, Clone, Copy, Default)]
pub struct Timing {
    pub median: Duration,
    pub p95: Duration,
    pub per_second: f64,
}

/// One connection that is kept.
struct Connection {
    stream: TcpStream,
    received: Vec<u8>,
}

impl Connection {
    async fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.expect("the server listens");
        stream.set_nodelay(true).expect("a socket option");
        Self { stream, received: Vec::with_capacity(64 << 10) }
    }

    /// Sends a request and waits for the whole answer. Answers the status and where the body begins.
    async fn ask(&mut self, request: &[u8]) -> (u16, usize) {
        self.stream.write_all(request).await.expect("the server takes it");
        self.received.clear();
        let mut expected = None;
        loop {
            if expected.is_none()
                && let Some(end) = find(&self.received, b"\r\n\r\n")
            {
                let head = std::str::from_utf8(&self.received[..end]).expect("headers are ASCII");
                expected = Some((end + 4, end + 4 + content_length(head)));
            }
            match expected {
                Some((body, all)) if self.received.len() >= all => return (status(&self.received), body),
                _ => {}
            }
            let read = self.stream.read_buf(&mut self.received).await.expect("the server answers");
            assert_ne!(read, 0, "the server hung up");
        }
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn status(answer: &[u8]) -> u16 {
    let digits = answer.get(9..12).and_then(|digits| std::str::from_utf8(digits).ok());
    digits.and_then(|digits| digits.parse().ok()).expect("an answer begins with HTTP/1.1 and a status")
}

fn content_length(head: &str) -> usize {
    let length = head.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case("content-length").then(|| value.trim())
    });
    length.map_or(0, |length| length.parse().expect("a number"))
}

/// Asks once, on a connection of its own.
pub async fn ask(address: SocketAddr, request: &[u8]) -> Answer {
    let mut connection = Connection::open(address).await;
    let (status, body) = connection.ask(request).await;
    let head = String::from_utf8(connection.received[..body].to_vec()).expect("headers are ASCII");
    Answer { status, head, body: connection.received[body..].to_vec() }
}

/// Runs every script at once, each on a kept connection, and counts for this long. An answer that is
/// not 200 ends the benchmark: it would measure something else.
pub async fn run(address: SocketAddr, scripts: &[Script], counted: Duration) -> Timing {
    let begin = Instant::now() + WARM_UP;
    let end = begin + counted;
    let clients: Vec<_> = scripts
        .iter()
        .map(|script| {
            let script = script.clone();
            tokio::spawn(async move {
                let mut connection = Connection::open(address).await;
                let mut took = Vec::with_capacity(1 << 16);
                for request in script.iter().cycle() {
                    let asked = Instant::now();
                    let (status, _) = connection.ask(request).await;
                    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&connection.received));
                    let now = Instant::now();
                    if now >= end {
                        break;
                    }
                    if asked >= begin {
                        took.push(now - asked);
                    }
                }
                took
            })
        })
        .collect();
    let mut took = Vec::new();
    for client in clients {
        took.append(&mut client.await.expect("no client broke"));
    }
    timing(took, counted)
}

/// Sums up what was measured over a time.
pub fn timing(mut took: Vec<Duration>, counted: Duration) -> Timing {
    took.sort_unstable();
    let at = |percent: usize| took.get(took.len() * percent / 100).copied().unwrap_or_default();
    Timing { median: at(50), p95: at(95), per_second: took.len() as f64 / counted.as_secs_f64() }
}

//! A server in a process of its own: started, watched and ended.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The binary that people deploy, built from the same source with the same profile.
const BINARY: &str = env!("CARGO_BIN_EXE_afterword");
/// Ticks of the processor clock that Linux counts a second in.
const TICKS: u64 = 100;

/// A running server. Ended when dropped.
pub struct Server {
    process: Child,
    pub address: SocketAddr,
    /// From before the process was made until it answered that it is ready.
    pub start: Duration,
}

/// Memory in MB.
#[derive(Debug, Clone, Copy)]
pub struct Memory {
    pub now: f64,
    pub peak: f64,
}

impl Server {
    /// The portal, with its data, keys and log in `folder`.
    pub fn portal(folder: &Path, database: Option<&str>, arguments: &[&str]) -> Self {
        let address = free_address();
        let mut command = Command::new(BINARY);
        command.arg("serve").args(arguments).envs([
            ("AFTERWORD_LISTEN", address.to_string()),
            ("AFTERWORD_PUBLIC_URL", format!("http://{address}")),
            ("AFTERWORD_DATA_DIR", folder.join("data").display().to_string()),
            ("AFTERWORD_KEY_DIR", folder.join("keys").display().to_string()),
        ]);
        if let Some(url) = database {
            command.env("AFTERWORD_DATABASE_URL", url);
        }
        Self::start(command, address, "/readyz", &folder.join("log"))
    }

    /// The bare handler: this program again.
    pub fn bare(folder: &Path) -> Self {
        let address = free_address();
        let mut command = Command::new(std::env::current_exe().expect("this program has a path"));
        command.arg("--bare").arg(address.to_string()).arg(folder);
        Self::start(command, address, "/0", &folder.join("log"))
    }

    fn start(mut command: Command, address: SocketAddr, ready: &str, log: &Path) -> Self {
        let log = File::create(log).expect("a log can be written");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        let began = Instant::now();
        let process = command.spawn().expect("the server can be started");
        let mut server = Self { process, address, start: Duration::ZERO };
        while !is_ready(address, ready) {
            assert!(
                server.process.try_wait().expect("a child").is_none(),
                "the server has ended: see its log"
            );
            assert!(began.elapsed() < Duration::from_secs(60), "the server does not get ready");
            sleep(Duration::from_millis(1));
        }
        server.start = began.elapsed();
        server
    }

    /// Processor time the process has used.
    pub fn processor_time(&self) -> Duration {
        let stat = self.read("stat");
        // The second field is a name in brackets; user and system time are the 14th and 15th.
        let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
        let ticks: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
        Duration::from_millis(ticks * 1000 / TICKS)
    }

    /// Memory the process holds.
    pub fn memory(&self) -> Memory {
        let status = self.read("status");
        let megabytes = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
            line.split_whitespace()
                .next()
                .and_then(|number| number.parse().ok())
                .map_or(0.0, |kb: f64| kb / 1024.0)
        };
        Memory { now: megabytes("VmRSS:"), peak: megabytes("VmHWM:") }
    }

    /// Ends the server as an operator would, and waits.
    pub fn stop(mut self) {
        let told = Command::new("kill").arg(self.process.id().to_string()).status();
        assert!(told.is_ok_and(|told| told.success()), "the server can be told to stop");
        self.process.wait().expect("the server ends");
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(format!("/proc/{}/{file}", self.process.id())).expect("Linux tells about it")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Where it was stopped before, there is nothing left to end.
        if matches!(self.process.try_wait(), Ok(None)) {
            let _ = self.process.kill();
            let _ = self.process.wait();
        }
    }
}

fn is_ready(address: SocketAddr, path: &str) -> bool {
    let Ok(mut stream) = TcpStream::connect(address) else { return false };
    let mut answer = [0; 12];
    let asked = write!(stream, "GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    asked.is_ok() && stream.read_exact(&mut answer).is_ok() && answer.ends_with(b"200")
}

fn free_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("it has an address")
}

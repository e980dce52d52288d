//! Processes of the binary: nodes that serve until they are killed, and commands that end by themselves.

use super::Place;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::time::Duration;

/// The binary, as the tests were built.
const BINARY: &str = env!("CARGO_BIN_EXE_afterword");

/// A node that serves. Killed when dropped.
pub struct Node {
    process: Child,
    pub address: SocketAddr,
    /// Held open, so that the node can go on writing to it.
    _said: BufReader<ChildStdout>,
}

/// What a command said, and how it ended.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub said: String,
    pub complained: String,
}

impl Place {
    fn binary(&self) -> Command {
        let mut command = Command::new(BINARY);
        command.env_clear().envs([
            ("AFTERWORD_DATA_DIR", self.dir.path().join("data").display().to_string()),
            ("AFTERWORD_KEY_DIR", self.key_dir().display().to_string()),
            ("AFTERWORD_DATABASE_URL", self.url.clone()),
        ]);
        command
    }

    /// Starts a node. It has just begun with its jobs when this returns.
    pub fn serve(&self) -> Node {
        self.serve_with_log(Stdio::inherit())
    }

    /// Starts a node whose log goes somewhere.
    pub fn serve_with_log(&self, log: impl Into<Stdio>) -> Node {
        let address = free_address();
        let mut process = self
            .binary()
            .arg("serve")
            .env("AFTERWORD_LISTEN", address.to_string())
            .env("AFTERWORD_PUBLIC_URL", format!("http://{address}"))
            .env("AFTERWORD_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("a node can be started");
        let mut said = BufReader::new(process.stdout.take().expect("its output is piped"));
        let mut line = String::new();
        said.read_line(&mut line).expect("it says something");
        assert!(line.starts_with("Afterword is at"), "{line}");
        Node { process, address, _said: said }
    }

    /// Runs a command to its end.
    pub fn command(&self, arguments: &[&str]) -> Ended {
        let output: Output = self.binary().args(arguments).output().expect("a command can be run");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Ended { code: output.status.code(), said: text(output.stdout), complained: text(output.stderr) }
    }
}

impl Node {
    /// Ends it with SIGKILL, between any two instructions. Shows that work is done whole or not at all; not
    /// that it outlasts a power cut, for what was written and not yet synced is still with the system.
    pub fn kill(mut self) {
        self.process.kill().expect("killed");
        self.process.wait().expect("it has ended");
    }

    /// Asks for a page. Answers the status and everything that came back.
    pub fn get(&self, path: &str) -> (u16, String) {
        ask(
            self.address,
            &format!("GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.address),
        )
        .expect("a node that serves answers")
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Posts a form as a page of ours does. `None` when no whole answer came back.
pub fn post(address: SocketAddr, path: &str, token: &str, form: &str) -> Option<(u16, String)> {
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncookie: afterword={token}\r\n\
         sec-fetch-site: same-origin\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\n\r\n{form}",
        form.len()
    );
    ask(address, &request)
}

fn ask(address: SocketAddr, request: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8(answer).ok()?;
    let status = answer.get(9..12)?.parse().ok()?;
    answer.contains("\r\n\r\n").then_some((status, answer))
}

fn free_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("it has an address")
}

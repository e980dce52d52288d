//! How fast the check reads: `cargo run --release --example speed [FILE]`. Best of five, one core.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use deid::{Lexicon, find};

const TEXT: &str = include_str!("../tests/data/regression.txt");

fn main() -> io::Result<()> {
    let text = match std::env::args().nth(1) {
        Some(path) => std::fs::read_to_string(path)?,
        None => plain(TEXT).repeat(40),
    };
    let lexicon = Lexicon::embedded();
    // Texts the size of a long reflection, as the page and the server see them.
    let parts: Vec<&str> = text.split("\n# ").collect();
    let mut best = Duration::MAX;
    let mut found = 0;
    for _ in 0..5 {
        let start = Instant::now();
        found = parts.iter().map(|part| find(part, lexicon).len()).sum();
        best = best.min(start.elapsed());
    }
    let speed = text.len() as f64 / best.as_secs_f64() / 1e6;
    writeln!(io::stdout(), "{} bytes, {found} findings, {speed:.1} MB/s", text.len())
}

/// The texts without their markup.
fn plain(marked: &str) -> String {
    let mut out = String::with_capacity(marked.len());
    let mut label = false;
    for c in marked.chars() {
        label = c == '|' || label && c != '}';
        if !label && !matches!(c, '{' | '}' | '<' | '>' | '[' | ']') {
            out.push(c);
        }
    }
    out
}
